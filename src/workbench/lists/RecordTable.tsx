/** A list of records of one type, as a table; on a telephone each row is a card. */
import { Checkbox } from 'antd'
import { useMemo } from 'react'
import type { ListedPage, ListedRecord, NamedField, TypeShape } from '../doors/shapes.ts'
import { useSpoken } from '../language.ts'
import { useWords } from '../words.ts'
import { PageOfRows } from './PageOfRows.tsx'
import type { Choose, Layout } from './RecordRow.tsx'

interface RecordTableProps {
  readonly type: TypeShape
  readonly pages: readonly ListedPage[]
  readonly caption: string
  /** For my work: what may be done next, instead of other columns. */
  readonly showsNext?: boolean
  readonly chosen?: ReadonlySet<string>
  /** Where several can be chosen. */
  readonly choose?: Choose | undefined
  /** A field that the page says otherwise. */
  readonly except?: string
}

const NONE: ReadonlySet<string> = new Set()

export function RecordTable(props: RecordTableProps) {
  const { type, pages, caption, showsNext = false, chosen = NONE, choose, except } = props
  const words = useWords()
  const spoken = useSpoken()
  const layout = useMemo((): Layout => {
    const items = pages.flatMap((page) => page.items)
    return {
      ...{ type, showsNext, choose },
      hasDue: type.deadlines.length > 0 && items.some(({ due }) => due !== undefined),
      columns: showsNext ? [] : columnsOf(type, items).filter(({ name }) => name !== except),
    }
  }, [type, pages, showsNext, choose, except])
  return (
    <table className="records">
      <caption className="out-of-sight">{caption}</caption>
      <thead>
        <tr>
          {choose !== undefined && (
            <th scope="col" className="choose">
              <ChooseAll pages={pages} chosen={chosen} choose={choose} />
            </th>
          )}
          <th scope="col">{words.list.number}</th>
          <th scope="col">{words.list.name}</th>
          <th scope="col">{words.list.state}</th>
          {layout.hasDue && <th scope="col">{words.list.due}</th>}
          {showsNext && <th scope="col">{words.work.next}</th>}
          {layout.columns.map(({ name, label }) => (
            <th key={name} scope="col">
              {spoken(label)}
            </th>
          ))}
          <th scope="col">{words.list.changed}</th>
        </tr>
      </thead>
      {pages.map((page, nth) => (
        // Pages stay in their order.
        <PageOfRows key={nth} layout={layout} page={page} chosen={chosen} />
      ))}
    </table>
  )
}

interface ChooseAllProps {
  readonly pages: readonly ListedPage[]
  readonly chosen: ReadonlySet<string>
  readonly choose: Choose
}

function ChooseAll({ pages, chosen, choose }: ChooseAllProps) {
  const words = useWords()
  const ids = pages.flatMap(({ items }) => items.map(({ id }) => id))
  return (
    <Checkbox
      aria-label={words.batch.chooseAll}
      checked={ids.length > 0 && ids.every((id) => chosen.has(id))}
      onChange={({ target }) => choose(() => new Set(target.checked ? ids : []))}
    />
  )
}

/** Of the columns that the type's lists declare, those that these rows have; title and state stand there anyway. */
function columnsOf(type: TypeShape, items: readonly ListedRecord[]): readonly NamedField[] {
  const declared = [...new Set(type.views.flatMap(({ columns }) => columns))]
  return declared
    .filter((name) => name !== type.title && items.some(({ fields }) => fields[name] !== undefined))
    .flatMap((name) => type.fields.find((field) => field.name === name) ?? [])
    .slice(0, 6)
}
