/** What is open: by age, by rung of the ladder, by unit; each leads on to the list of it where the list can say it. */
import type { ReactNode } from 'react'
import { useSpoken } from '../language.ts'
import { ageBucket, type Board } from './board.ts'
import { ListLink } from './ListLink.tsx'
import { useBoardWords } from './words.ts'

interface Shown {
  readonly board: Board
}

interface BarsProps {
  readonly id: string
  readonly title: string
  readonly note?: string
  readonly heads: readonly [string, string]
  readonly rows: readonly { readonly key: string; readonly label: ReactNode; readonly count: number }[]
}

/** A table whose numbers are drawn as bars too. */
function Bars({ id, title, note, heads, rows }: BarsProps) {
  const most = Math.max(1, ...rows.map(({ count }) => count))
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {note !== undefined && <p className="faint">{note}</p>}
      <table className="board-table board-bars">
        <caption className="out-of-sight">{title}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, label, count }) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              <td>
                <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                  <rect width={(count / most) * 100} height={10} />
                </svg>
                {count}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

export function Ages({ board }: Shown) {
  const words = useBoardWords()
  return (
    <Bars
      id="board-ages"
      title={words.ages}
      heads={[words.ageHead, words.open]}
      rows={board.ages.map((count, nth) => {
        const label = words.age(...ageBucket(board.ageSteps, nth))
        return { key: label, label, count }
      })}
    />
  )
}

export function Ladder({ board }: Shown) {
  const words = useBoardWords()
  const spoken = useSpoken()
  const { rungs, overdue } = board
  if (rungs === null || overdue === null) return null
  return (
    <Bars
      id="board-ladder"
      title={words.ladder}
      note={words.ladderSays}
      heads={[words.rung, words.open]}
      rows={[
        {
          key: 'overdue',
          label: (
            <ListLink board={board} search={{ due: 'overdue' }}>
              {words.overdue}
            </ListLink>
          ),
          count: overdue,
        },
        ...board.ladder.map(({ rung, label }, nth) => ({
          key: rung,
          label: spoken(label),
          count: rungs[nth] ?? 0,
        })),
      ]}
    />
  )
}

export function Workload({ board }: Shown) {
  const words = useBoardWords()
  const spoken = useSpoken()
  if (board.units.length === 0) return null
  return (
    <section aria-labelledby="board-units">
      <h2 id="board-units">{words.units}</h2>
      <table className="board-table">
        <caption className="out-of-sight">{words.units}</caption>
        <thead>
          <tr>
            <th scope="col">{words.unit}</th>
            <th scope="col" className="figure">
              {words.open}
            </th>
            <th scope="col" className="figure">
              {words.closed}
            </th>
          </tr>
        </thead>
        <tbody>
          {board.units.map(({ unit, open, closed }) => {
            const name = board.names[unit]
            return (
              <tr key={unit}>
                <th scope="row">
                  <ListLink board={board} search={{ unit }}>
                    {name === undefined ? unit : spoken(name)}
                  </ListLink>
                </th>
                <td className="figure">{open}</td>
                <td className="figure">{closed}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
