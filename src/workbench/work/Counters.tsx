/** How much waits, by type; each leads to the list where it is worked off. */
import { Link } from '@tanstack/react-router'
import type { DeskType, TypeShape } from '../doors/shapes.ts'
import { useSpoken } from '../language.ts'
import { useWords } from '../words.ts'

export interface Mine {
  readonly desk: DeskType
  readonly type: TypeShape
}

export function Counters({ mine }: { readonly mine: readonly Mine[] }) {
  const words = useWords()
  const waiting = mine.filter(({ desk }) => desk.work.total > 0)
  if (waiting.length === 0) return null
  return (
    <ul className="counters" aria-label={words.work.counters}>
      {waiting.map((one) => (
        <Counter key={one.type.name} {...one} />
      ))}
    </ul>
  )
}

function Counter({ desk, type }: Mine) {
  const words = useWords()
  const spoken = useSpoken()
  const { total, totalIsMore, overdue, today } = desk.work
  return (
    <li>
      <Link to="/records/$type" params={{ type: type.name }} search={{ view: 'work' }} className="counter">
        <span>{spoken(type.label)}</span>
        <strong>
          {total}
          {totalIsMore === true ? '+' : ''}
        </strong>
        {overdue > 0 && (
          <span className="lamp red">
            {words.work.overdue} {overdue}
          </span>
        )}
        {today > 0 && (
          <span className="lamp yellow">
            {words.work.today} {today}
          </span>
        )}
      </Link>
    </li>
  )
}
