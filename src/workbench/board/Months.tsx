/** What came in month by month, and what has become of it. */
import { useSpoken } from '../language.ts'
import { lastMonths, rateText, type Board } from './board.ts'
import { CountLink } from './CountLink.tsx'
import { Picture } from './Picture.tsx'
import { useWords } from '../words.ts'
import { useBoardWords } from './words.ts'

const WIDTH = 720
const HEIGHT = 160
const EDGE = { left: 40, right: 16, top: 12, bottom: 24 }
const lines = ['received', 'closed', 'verified'] as const

export function Months({ board }: { readonly board: Board }) {
  const words = useBoardWords()
  const spoken = useSpoken()
  const { comma } = useWords()
  const months = lastMonths(board)
  const most = Math.max(1, ...months.map(({ received }) => received))
  const x = (nth: number) =>
    EDGE.left + (nth * (WIDTH - EDGE.left - EDGE.right)) / Math.max(1, months.length - 1)
  const y = (count: number) => HEIGHT - EDGE.bottom - (count / most) * (HEIGHT - EDGE.top - EDGE.bottom)
  return (
    <Picture
      board={board}
      id="board-months"
      title={words.months}
      note={words.monthsSays}
      picture={
        <svg className="board-picture board-lines" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
          <line x1={EDGE.left} x2={WIDTH - EDGE.right} y1={y(0)} y2={y(0)} className="axis" />
          <text x={EDGE.left - 6} y={y(most) + 4} textAnchor="end">
            {most}
          </text>
          <text x={EDGE.left - 6} y={y(0) + 4} textAnchor="end">
            0
          </text>
          {months.map(({ month }, nth) => (
            <text key={month} x={x(nth)} y={HEIGHT - 6} textAnchor="middle">
              {month.slice(2)}
            </text>
          ))}
          {lines.map((line) => (
            <g key={line} className={`line-${line}`}>
              <polyline points={months.map((month, nth) => `${x(nth)},${y(month[line])}`).join(' ')} />
              {months.map((month, nth) => (
                <circle key={month.month} cx={x(nth)} cy={y(month[line])} r={3} />
              ))}
            </g>
          ))}
        </svg>
      }
    >
      <p className="board-legend" aria-hidden="true">
        {lines.map((line) => (
          <span key={line}>
            <svg viewBox="0 0 24 8" className={`line-${line}`}>
              <polyline points="0,4 24,4" />
            </svg>
            {words[line]}
          </span>
        ))}
      </p>
      <div className="wide" role="group" aria-labelledby="board-months" tabIndex={0}>
        <table className="board-table">
          <caption className="out-of-sight">{words.months}</caption>
          <thead>
            <tr>
              <th scope="col">{words.month}</th>
              {[
                ...lines.map((line) => words[line]),
                ...[words.closureRate, words.verifiedRate, words.rechecked, words.upheldRate],
                words.workingDays,
              ].map((head) => (
                <th key={head} scope="col" className="figure">
                  {head}
                </th>
              ))}
              <th scope="col">{words.holidays}</th>
            </tr>
          </thead>
          <tbody>
            {months.map((month) => (
              <tr key={month.month}>
                <th scope="row">{month.month}</th>
                {lines.map((line) => (
                  <td key={line} className="figure">
                    <CountLink
                      board={board}
                      slice={{ month: month.month, ...(line === 'received' ? {} : { [line]: '1' }) }}
                      count={month[line]}
                    />
                  </td>
                ))}
                <td className="figure">{rateText(month.closed, month.received)}</td>
                <td className="figure">{rateText(month.verified, month.closed)}</td>
                <td className="figure">
                  <CountLink
                    board={board}
                    slice={{ month: month.month, rechecked: '1' }}
                    count={month.rechecked}
                  />
                </td>
                <td className="figure">{rateText(month.upheld, month.rechecked)}</td>
                <td className="figure">{month.workingDays}</td>
                <td>{month.holidays.map(spoken).join(comma)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Picture>
  )
}
