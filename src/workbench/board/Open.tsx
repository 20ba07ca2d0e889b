/** What is open: by age and by rung of the ladder, each leading to its records. */
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
