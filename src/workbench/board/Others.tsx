/** Other types of record in numbers alone, each leading to its records. */
import { useSpoken } from '../language.ts'
import type { Board } from './board.ts'
import { CountLink } from './CountLink.tsx'
import { FigureHeads } from './FigureHeads.tsx'
import { useBoardWords } from './words.ts'

export function Others({ board }: { readonly board: Board }) {
  const words = useBoardWords()
  const spoken = useSpoken()
  if (board.others.length === 0) return null
  return (
    <section aria-labelledby="board-others">
      <h2 id="board-others">{words.others}</h2>
      <div className="wide" role="group" aria-labelledby="board-others" tabIndex={0}>
        <table className="board-table">
          <caption className="out-of-sight">{words.others}</caption>
          <FigureHeads
            rows={words.type}
            figures={[words.received, words.open, words.closed, ...(board.isPast ? [] : [words.overdue])]}
          />
          <tbody>
            {board.others.map(({ type, label, received, closed, overdue }) => (
              <tr key={type}>
                <th scope="row">{spoken(label)}</th>
                <td className="figure">
                  <CountLink board={board} type={type} slice={{}} count={received} />
                </td>
                <td className="figure">
                  <CountLink board={board} type={type} slice={{ closed: '0' }} count={received - closed} />
                </td>
                <td className="figure">
                  <CountLink board={board} type={type} slice={{ closed: '1' }} count={closed} />
                </td>
                {overdue !== null && (
                  <td className="figure">
                    <CountLink board={board} type={type} slice={{ overdue: '1' }} count={overdue} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
