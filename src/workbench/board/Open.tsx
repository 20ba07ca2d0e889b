/** What is open: by age, by rung of the ladder, by unit; each leads on to the list of it where the list can say it. */
import { useSpoken } from '../language.ts'
import { ageBucket, type Board } from './board.ts'
import { CountLink } from './CountLink.tsx'
import type { Slice } from './slice.ts'
import { useBoardWords } from './words.ts'

interface Shown {
  readonly board: Board
}

interface BarsProps {
  readonly board: Board
  readonly id: string
  readonly title: string
  readonly note?: string
  readonly heads: readonly [string, string]
  readonly rows: readonly { readonly label: string; readonly count: number; readonly slice: Slice }[]
}

/** A table whose numbers are drawn as bars too. */
function Bars({ board, id, title, note, heads, rows }: BarsProps) {
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
          {rows.map(({ label, count, slice }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>
                <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                  <rect width={(count / most) * 100} height={10} />
                </svg>
                <CountLink board={board} slice={slice} count={count} />
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
      board={board}
      id="board-ages"
      title={words.ages}
      heads={[words.ageHead, words.open]}
      rows={board.ages.map((count, nth) => {
        const label = words.age(...ageBucket(board.ageSteps, nth))
        return { label, count, slice: { age: String(nth) } }
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
      board={board}
      id="board-ladder"
      title={words.ladder}
      note={words.ladderSays}
      heads={[words.rung, words.open]}
      rows={[
        { label: words.overdue, count: overdue, slice: { overdue: '1' } },
        ...board.ladder.map(({ label }, nth) => ({
          label: spoken(label),
          count: rungs[nth] ?? 0,
          slice: { rung: String(nth + 1) },
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
                <th scope="row">{name === undefined ? unit : spoken(name)}</th>
                <td className="figure">
                  <CountLink board={board} slice={{ unit, closed: '0' }} count={open} />
                </td>
                <td className="figure">
                  <CountLink board={board} slice={{ unit, closed: '1' }} count={closed} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
