/**
 * What of a record's past an asker sees. Fields are sight (kernel/access); clocks, signatures and entries tell of
 * fields, too. Whoever sees only a list of fields (the blind second look, a leader) sees only those of them that
 * touch one of these fields or that are their own business. (Rights: a recheck is blind.)
 */
import { fieldsSeenBy } from '#kernel/access/sight.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { JournalEntry, Signing } from '#kernel/record/entry.ts'
import { listOf } from '#kernel/record/replay.ts'

export interface AskersSight {
  readonly fields: ReadonlySet<string>
  readonly seesClock: (name: string) => boolean
  readonly seesEntry: (entry: JournalEntry) => boolean
  readonly seesSigning: (signing: Signing) => boolean
  /** Only the values in sight; of a sealed one only that it is there. */
  cleaned(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>
}

export function sightOf(declaration: Declaration, roles: readonly string[], person: string): AskersSight {
  const fields = fieldsSeenBy(declaration, roles)
  const isWide = roles.some((role) => declaration.roles[role]?.seesOnly === undefined)
  const views = Object.values(declaration.views).filter((view) =>
    listOf(view.for).some((role) => roles.includes(role)),
  )
  return {
    fields,
    seesClock: (name) =>
      isWide ||
      listOf(declaration.deadlines[name]?.owedBy).some((role) => roles.includes(role)) ||
      views.some(({ columns }) => columns.includes(name)),
    seesEntry: ({ by, input, sets }) =>
      isWide ||
      (by.kind === 'staff' && by.person === person) ||
      [...Object.keys(input), ...Object.keys(sets)].some((field) => fields.has(field)),
    seesSigning: ({ action }) => {
      const spec = declaration.actions[action]
      return isWide || [...listOf(spec?.asks), ...listOf(spec?.adds)].some((field) => fields.has(field))
    },
    cleaned: (values) =>
      Object.fromEntries(
        Object.entries(values).flatMap(([field, value]): [string, unknown][] => {
          if (declaration.fields[field]?.protection === 'sealed') return [[field, { sealed: true }]]
          return fields.has(field) ? [[field, value]] : []
        }),
      ),
  }
}
