/** A list of records of one type, as a table; on a telephone each row is a card. */
import { Link } from '@tanstack/react-router'
import { Checkbox } from 'antd'
import { dayIn, spokenDay } from '../days.ts'
import type { ListedRecord, Names, NamedField, TypeShape } from '../doors/shapes.ts'
import { useLanguage, useSpoken } from '../language.ts'
import { valueText } from '../record/valueText.ts'
import { useWords } from '../words.ts'
import { Due } from './Due.tsx'
import { nextStepsOf } from './nextSteps.ts'

interface RecordTableProps {
  readonly type: TypeShape
  readonly items: readonly ListedRecord[]
  readonly names: Names
  readonly caption: string
  /** For my work: what may be done next, instead of other columns. */
  readonly showsNext?: boolean
  /** Where several can be chosen: their ids. */
  readonly chosen?: ReadonlySet<string>
  readonly choose?: (chosen: ReadonlySet<string>) => void
}

export function RecordTable(props: RecordTableProps) {
  const { type, items, names, caption, showsNext = false, chosen, choose } = props

  const words = useWords()
  const spoken = useSpoken()
  const language = useLanguage()
  const hasDue = type.deadlines.length > 0 && items.some(({ due }) => due !== undefined)
  const columns = showsNext ? [] : columnsOf(type, items)
  return (
    <table className="records">
      <caption className="out-of-sight">{caption}</caption>
      <thead>
        <tr>
          {chosen !== undefined && choose !== undefined && (
            <th scope="col" className="choose">
              <Checkbox
                aria-label={words.batch.chooseAll}
                checked={items.length > 0 && items.every(({ id }) => chosen.has(id))}
                onChange={({ target }) => choose(new Set(target.checked ? items.map(({ id }) => id) : []))}
              />
            </th>
          )}
          <th scope="col">{words.list.number}</th>
          <th scope="col">{words.list.name}</th>
          <th scope="col">{words.list.state}</th>
          {hasDue && <th scope="col">{words.list.due}</th>}
          {showsNext && <th scope="col">{words.work.next}</th>}
          {columns.map(({ name, label }) => (
            <th key={name} scope="col">
              {spoken(label)}
            </th>
          ))}
          <th scope="col">{words.list.changed}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            {chosen !== undefined && choose !== undefined && (
              <td className="choose">
                <Checkbox
                  aria-label={words.batch.choose(item.number)}
                  checked={chosen.has(item.id)}
                  onChange={({ target }) =>
                    choose(
                      target.checked
                        ? new Set(chosen).add(item.id)
                        : new Set([...chosen].filter((id) => id !== item.id)),
                    )
                  }
                />
              </td>
            )}
            <td className="number" data-label={words.list.number}>
              {item.number}
            </td>
            <th scope="row" className="title">
              <Link to="/records/$type/$id" params={{ type: item.type, id: item.id }}>
                {item.title}
              </Link>
            </th>
            <td data-label={words.list.state}>{item.stateLabel}</td>
            {hasDue && (
              <td data-label={words.list.due}>
                <Due item={item} type={type} />
              </td>
            )}
            {showsNext && (
              <td data-label={words.work.next}>{nextStepsOf(type, item).map(spoken).join(words.comma)}</td>
            )}
            {columns.map((field) => (
              <td key={field.name} data-label={spoken(field.label)}>
                {item.fields[field.name] === undefined
                  ? ''
                  : valueText(field, item.fields[field.name], { language, names, words })}
              </td>
            ))}
            <td className="when" data-label={words.list.changed}>
              {spokenDay(dayIn(item.changedAt), language)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
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
