/** Several groups of short values, such as persons or vehicles, as a table: a row for each. */
import type { ReactNode } from 'react'
import type { FieldShape, Names, NamedField } from '../doors/shapes.ts'
import { spokenInstant } from '../days.ts'
import { useLanguage, useSpoken } from '../language.ts'
import { useWords } from '../words.ts'
import { isObject } from './valueText.ts'

const MOST_COLUMNS = 7
/** Counts and shares are narrow. */
const MOST_COLUMNS_OF_FIGURES = 9

/** Groups in groups are read better one below the other. */
const fitsACell = ({ kind, items }: FieldShape): boolean =>
  kind === 'list' ? items !== undefined && fitsACell(items) : !['group', 'named', 'json'].includes(kind)
const isFigure = ({ kind, schema }: FieldShape): boolean =>
  kind === 'whole' || (kind === 'text' && Number(schema['maxLength']) <= 10)
const isLong = ({ kind }: FieldShape): boolean => kind === 'longText'

const partsOf = (item: FieldShape, items: readonly unknown[]): readonly NamedField[] =>
  (item.parts ?? []).filter(({ name }) => items.some((one) => isObject(one) && one[name] !== undefined))

export function isTable(item: FieldShape, items: readonly unknown[]): boolean {
  const parts = partsOf(item, items)
  return (
    item.kind === 'group' &&
    items.length > 1 &&
    parts.length <= (parts.slice(1).every(isFigure) ? MOST_COLUMNS_OF_FIGURES : MOST_COLUMNS) &&
    parts.every(fitsACell) &&
    // Beside a second text of any length neither has room.
    parts.filter(isLong).length <= 1
  )
}

interface GroupTableProps {
  readonly item: FieldShape
  readonly items: readonly unknown[]
  readonly names: Names
  readonly cell: (field: FieldShape, value: unknown) => ReactNode
}

export function GroupTable({ item, items, names, cell }: GroupTableProps) {
  const words = useWords()
  const spoken = useSpoken()
  const language = useLanguage()
  const parts = partsOf(item, items)
  const rows = items.filter(isObject)
  const isDated = rows.some(({ addedAt }) => addedAt !== undefined)
  const heads = parts.map(({ label }) => spoken(label)).join(language === 'zh' ? '、' : ', ')
  return (
    // The keyboard moves it sideways, too.
    <div className="wide" role="group" aria-label={heads} tabIndex={0}>
      <table className="plain-table by-row">
        <thead>
          <tr>
            {parts.map(({ name, label }) => (
              <th key={name} scope="col">
                {spoken(label)}
              </th>
            ))}
            {isDated && <th scope="col">{words.record.addedBy}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, nth) => (
            // Items stay where they are.
            <tr key={nth}>
              {parts.map((part) => (
                <td key={part.name} data-label={spoken(part.label)}>
                  {cell(part, row[part.name])}
                </td>
              ))}
              {isDated && (
                <td className="faint" data-label={words.record.addedBy}>
                  {addedText(row)}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )

  function addedText({ addedBy, addedAt }: Readonly<Record<string, unknown>>): string {
    if (typeof addedAt !== 'string') return ''
    const who =
      addedBy === 'public'
        ? words.record.public
        : addedBy === 'system'
          ? words.record.system
          : (names[String(addedBy)]?.[language] ?? '')
    return words.record.added(who, spokenInstant(addedAt, language))
  }
}
