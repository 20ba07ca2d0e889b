/** From source over open or closed to the step or the outcome, as bands; and the same as a table that leads to the lists. */
import { useSpoken } from '../language.ts'
import type { Board } from './board.ts'
import { bandsOf, type Node } from './bands.ts'
import { CountLink } from './CountLink.tsx'
import { Picture } from './Picture.tsx'
import { shortened } from './shortened.ts'
import { stated } from './slice.ts'
import { useBoardWords } from './words.ts'

const WIDTH = 720
const BAR = 12
const SIDE = 190

export function Flow({ board }: { readonly board: Board }) {
  const words = useBoardWords()
  const spoken = useSpoken()
  const { received, closed } = board.total
  const { columns, bands, height } = bandsOf(board)
  const label = ({ kind, code }: Node): string => {
    if (kind === 'source') {
      const known = board.sources.find((source) => source.code === code)
      return known === undefined ? words.unsaid : spoken(known.label)
    }
    if (kind === 'stage') return code === 'open' ? words.open : words.closed
    const known = kind === 'state' ? board.states[code] : board.outcomes[code]
    return known === undefined ? words.unsaid : spoken(known)
  }
  const left = [SIDE, WIDTH / 2 - BAR / 2, WIDTH - SIDE - BAR]
  const says = words.flowSays(received - closed, closed)
  return (
    <Picture
      board={board}
      id="board-flow"
      title={words.flow}
      note={says}
      picture={
        <svg
          className="board-picture board-flow"
          viewBox={`0 0 ${WIDTH} ${height}`}
          width={WIDTH}
          role="img"
          aria-label={says}
        >
          {bands.map(({ key, column, from, to, size, isOpen }) => {
            const x1 = (left[column] ?? 0) + BAR
            const x2 = left[column + 1] ?? 0
            const middle = (x1 + x2) / 2
            return (
              <path
                key={key}
                className={isOpen ? 'open' : 'closed'}
                d={`M${x1},${from} C${middle},${from} ${middle},${to} ${x2},${to} V${to + size} C${middle},${to + size} ${middle},${from + size} ${x1},${from + size} Z`}
              />
            )
          })}
          {columns.map((nodes, column) =>
            nodes.map((node) => {
              const x = left[column] ?? 0
              return (
                <g key={`${node.kind}/${node.code}`}>
                  <title>{label(node)}</title>
                  <rect x={x} y={node.top} width={BAR} height={node.size} />
                  <text
                    x={column === 0 ? x - 6 : x + BAR + 6}
                    y={node.top + node.size / 2 + 4}
                    textAnchor={column === 0 ? 'end' : 'start'}
                  >
                    {shortened(label(node), 24)} {node.count}
                  </text>
                </g>
              )
            }),
          )}
        </svg>
      }
    >
      <table className="board-table">
        <caption className="out-of-sight">{words.flow}</caption>
        <thead>
          <tr>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.outcome}</th>
            <th scope="col" className="figure">
              {words.count}
            </th>
          </tr>
        </thead>
        <tbody>
          {board.flow.map(({ state, outcome, count }) => {
            const known = board.states[state]
            const ended = outcome === null ? undefined : board.outcomes[outcome]
            return (
              <tr key={`${state}/${outcome ?? ''}`}>
                <th scope="row">{known === undefined ? state : spoken(known)}</th>
                <td>{ended === undefined ? '—' : spoken(ended)}</td>
                <td className="figure">
                  <CountLink board={board} slice={{ state, outcome: stated(outcome) }} count={count} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Picture>
  )
}
