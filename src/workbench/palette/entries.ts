/** What the palette offers besides records: pages, what can be opened anew, what can be done with the record shown. */
import type { DeskType, RecordShape, Spoken, TypeShape } from '../doors/shapes.ts'
import type { MenuGroup } from '../shell/menuGroups.ts'
import type { Target } from './target.ts'

export interface Entry {
  readonly key: string
  readonly label: string
  /** Smaller, behind it. */
  readonly more: string
  readonly target: Target
}

interface Offered {
  readonly groups: readonly MenuGroup[]
  readonly record: RecordShape | undefined
  readonly home: string
  readonly words: { readonly list: string; readonly open: string; readonly act: string }
  readonly spoken: (said: Spoken) => string
}

export function entriesFor({ groups, record, home, words, spoken }: Offered): readonly Entry[] {
  const openings = groups.flatMap(({ types }) => types.flatMap((one) => openingsOf(one, words.open, spoken)))
  return [
    ...(record?.actions ?? []).map(({ name, label }) => ({
      key: `act ${name}`,
      label,
      more: `${words.act} · ${record?.title ?? ''}`,
      target: { to: 'action', type: record?.type ?? '', id: record?.id ?? '', action: name } as const,
    })),
    { key: 'home', label: home, more: '', target: { to: 'home' } as const },
    ...openings,
    ...groups.flatMap(({ types, pages }) => [
      ...types.map(({ type: { name, label } }) => ({
        key: `list ${name}`,
        label: spoken(label),
        more: words.list,
        target: { to: 'list', type: name } as const,
      })),
      ...pages.map(({ name, label }) => ({
        key: `page ${name}`,
        label: spoken(label),
        more: '',
        target: { to: 'page', page: name } as const,
      })),
    ]),
  ]
}

function openingsOf(
  { type, desk }: { readonly type: TypeShape; readonly desk: DeskType },
  open: string,
  spoken: Offered['spoken'],
): readonly Entry[] {
  return desk.openings.flatMap((opening) => {
    const action = type.actions.find(({ name }) => name === opening)
    if (action === undefined) return []
    return [
      {
        key: `open ${type.name} ${opening}`,
        label: `${spoken(type.label)} · ${spoken(action.label)}`,
        more: open,
        target: { to: 'opening', type: type.name, action: opening } as const,
      },
    ]
  })
}

/** Every word typed stands somewhere in what the entry is called. */
export function matching(entries: readonly Entry[], typed: string): readonly Entry[] {
  const sought = typed.toLowerCase().split(/\s+/).filter(Boolean)
  return entries.filter(({ label, more }) => {
    const text = `${label} ${more}`.toLowerCase()
    return sought.every((word) => text.includes(word))
  })
}
