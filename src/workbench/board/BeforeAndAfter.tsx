/** What was reported before, and what reporters say when they are visited afterwards; known for the present only. */
import { useSpoken } from '../language.ts'
import { rateText, satisfactionOf, type Board } from './board.ts'
import { CountLink } from './CountLink.tsx'
import { FigureHeads } from './FigureHeads.tsx'
import { useBoardWords } from './words.ts'

interface Shown {
  readonly board: Board
}

export function Earlier({ board }: Shown) {
  const words = useBoardWords()
  const spoken = useSpoken()
  const { earlier, verdicts } = board
  if (earlier === null || earlier.length === 0) return null
  return (
    <section aria-labelledby="board-earlier">
      <h2 id="board-earlier">{words.earlier}</h2>
      <p className="faint">{words.earlierSays}</p>
      <div className="wide" role="group" aria-labelledby="board-earlier" tabIndex={0}>
        <table className="board-table">
          <caption className="out-of-sight">{words.earlier}</caption>
          <FigureHeads
            rows={words.verdict}
            figures={[words.received, words.open, words.closed, words.verified]}
          />
          <tbody>
            {earlier.map(({ verdict, received, closed, verified }) => {
              const label = verdicts[verdict]
              const counts = [
                [received, {}],
                [received - closed, { closed: '0' }],
                [closed, { closed: '1' }],
                [verified, { verified: '1' }],
              ] as const
              return (
                <tr key={verdict}>
                  <th scope="row">{label === undefined ? verdict : spoken(label)}</th>
                  {counts.map(([count, more]) => (
                    <td key={JSON.stringify(more)} className="figure">
                      <CountLink board={board} slice={{ earlier: verdict, ...more }} count={count} />
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}

export function Visits({ board }: Shown) {
  const words = useBoardWords()
  const spoken = useSpoken()
  const { visits, satisfactions } = board
  if (visits === null || visits.length === 0) return null
  const { reached, satisfied } = satisfactionOf(visits)
  return (
    <section aria-labelledby="board-visits">
      <h2 id="board-visits">{words.visits}</h2>
      <p className="faint">{words.visitsSays(reached, rateText(satisfied, reached))}</p>
      <table className="board-table">
        <caption className="out-of-sight">{words.visits}</caption>
        <FigureHeads rows={words.satisfaction} figures={[words.count]} />
        <tbody>
          {Object.entries(satisfactions).map(([code, label]) => (
            <tr key={code}>
              <th scope="row">{spoken(label)}</th>
              <td className="figure">
                <CountLink
                  board={board}
                  slice={{ satisfaction: code }}
                  count={visits
                    .filter(({ satisfaction }) => satisfaction === code)
                    .reduce((sum, { count }) => sum + count, 0)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
