/** Rows of several types: when, what, where it stands, what is to be done. On a telephone each row is a card. */
import { Link } from '@tanstack/react-router'
import { Tag } from 'antd'
import type { TodayRow, TypeShape } from '../doors/shapes.ts'
import { useSpoken } from '../language.ts'
import { Due } from '../lists/Due.tsx'
import { nextStepsOf } from '../lists/nextSteps.ts'
import { useWords } from '../words.ts'

interface DeskTableProps {
  readonly rows: readonly TodayRow[]
  readonly types: readonly TypeShape[]
  readonly caption: string
  /** Otherwise it is the move of somebody else. */
  readonly isMine: boolean
}

export function DeskTable({ rows, types, caption, isMine }: DeskTableProps) {
  const words = useWords()
  const spoken = useSpoken()
  const waitsForIn = (type: TypeShape, state: string): string => {
    const waits = type.states.find(({ name }) => name === state)?.waitsFor ?? []
    return type.roles
      .filter(({ name }) => waits.includes(name))
      .map(({ label }) => spoken(label))
      .join(words.comma)
  }
  const shown = rows.flatMap((row) => {
    const type = types.find(({ name }) => name === row.type)
    return type === undefined ? [] : [{ row, type }]
  })
  return (
    <table className="records desk">
      <caption className="out-of-sight">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.list.due}</th>
          <th scope="col">{words.list.name}</th>
          <th scope="col">{words.work.type}</th>
          <th scope="col">{words.list.state}</th>
          <th scope="col">{isMine ? words.work.next : words.record.waitsFor}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ row, type }) => (
          <tr key={row.id}>
            <td data-label={words.list.due}>
              <Due item={row} type={type} />
            </td>
            <th scope="row" className="title">
              <Link to="/records/$type/$id" params={{ type: row.type, id: row.id }}>
                {row.title}
              </Link>
              <span className="under">{row.number}</span>
            </th>
            <td data-label={words.work.type}>{spoken(type.label)}</td>
            <td data-label={words.list.state}>{row.stateLabel}</td>
            {!isMine && <td data-label={words.record.waitsFor}>{waitsForIn(type, row.state)}</td>}
            {isMine && (
              <td data-label={words.work.next}>
                {nextStepsOf(type, row).map(spoken).join(words.comma)}{' '}
                {row.toSign && <Tag variant="outlined">{words.work.part.toSign}</Tag>}
                {row.cameBack !== undefined && (
                  <Tag variant="outlined">{words.work.cameBack(row.cameBack)}</Tag>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
