/** A row of a list. Drawn anew only when something of it changes: a list grows by pages and may become long. */
import { Link } from '@tanstack/react-router'
import { Checkbox } from 'antd'
import { memo } from 'react'
import { dayIn, spokenDay } from '../days.ts'
import type { ListedRecord, Names, NamedField, TypeShape } from '../doors/shapes.ts'
import { useLanguage, useSpoken } from '../language.ts'
import { valueText } from '../record/valueText.ts'
import { useWords } from '../words.ts'
import { Due } from './Due.tsx'
import { nextStepsOf } from './nextSteps.ts'

export type Choose = (change: (chosen: ReadonlySet<string>) => ReadonlySet<string>) => void

/** What all rows of a table have in common. */
export interface Layout {
  readonly type: TypeShape
  readonly columns: readonly NamedField[]
  readonly hasDue: boolean
  readonly showsNext: boolean
  /** Where several can be chosen. */
  readonly choose: Choose | undefined
}

interface RecordRowProps {
  readonly layout: Layout
  readonly item: ListedRecord
  readonly names: Names
  readonly isChosen: boolean
}

export const RecordRow = memo(function RecordRow({ layout, item, names, isChosen }: RecordRowProps) {
  const { type, columns, hasDue, showsNext, choose } = layout
  const words = useWords()
  const spoken = useSpoken()
  const language = useLanguage()
  return (
    <tr>
      {choose !== undefined && (
        <td className="choose">
          <Checkbox
            aria-label={words.batch.choose(item.number)}
            checked={isChosen}
            onChange={({ target }) =>
              choose((before) => {
                const others = [...before].filter((id) => id !== item.id)
                return new Set(target.checked ? [...others, item.id] : others)
              })
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
        <td
          key={field.name}
          className={field.kind === 'tableRow' ? 'sentence' : undefined}
          data-label={spoken(field.label)}
        >
          {item.fields[field.name] === undefined
            ? ''
            : valueText(field, item.fields[field.name], { language, names, words })}
        </td>
      ))}
      <td className="when" data-label={words.list.changed}>
        {spokenDay(dayIn(item.changedAt), language)}
      </td>
    </tr>
  )
})
