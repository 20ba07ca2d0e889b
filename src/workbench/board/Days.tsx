/** What came in day by day, thirteen weeks; days off are shaded and holidays named. */
import { useSpoken } from '../language.ts'
import { spokenDay } from '../days.ts'
import { useLanguage } from '../language.ts'
import type { Board } from './board.ts'
import { Picture } from './Picture.tsx'
import { useBoardWords } from './words.ts'

const WIDTH = 910
const HEIGHT = 150
const EDGE = { left: 30, top: 26, bottom: 20 }

export function Days({ board }: { readonly board: Board }) {
  const words = useBoardWords()
  const spoken = useSpoken()
  const language = useLanguage()
  const { days } = board
  const most = Math.max(1, ...days.map(({ received }) => received))
  const step = (WIDTH - EDGE.left) / Math.max(1, days.length)
  const tall = HEIGHT - EDGE.top - EDGE.bottom
  const holidays = days.filter(
    ({ holiday }, nth) => holiday !== undefined && days[nth - 1]?.holiday?.zh !== holiday.zh,
  )
  const says = words.daysSays(
    days.filter(({ isOff }) => isOff).length,
    holidays.map(({ day, holiday }) => `${holiday === undefined ? '' : spoken(holiday)} ${day}`),
  )
  return (
    <Picture
      board={board}
      id="board-days"
      title={words.days}
      note={says}
      picture={
        <svg
          className="board-picture board-days"
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          width={WIDTH}
          role="img"
          aria-label={says}
        >
          {days.map(({ day, received, isOff, holiday }, nth) => {
            const x = EDGE.left + nth * step
            const size = (received / most) * tall
            return (
              <g key={day}>
                <title>
                  {spokenDay(day, language)} {received} {holiday === undefined ? '' : spoken(holiday)}
                </title>
                {isOff && (
                  <rect
                    className={holiday === undefined ? 'off' : 'off holiday'}
                    x={x}
                    y={EDGE.top}
                    width={step}
                    height={tall}
                  />
                )}
                <rect className="day" x={x + 1} y={EDGE.top + tall - size} width={step - 2} height={size} />
                {day.endsWith('-01') && (
                  <text x={x} y={HEIGHT - 5}>
                    {day.slice(0, 7)}
                  </text>
                )}
              </g>
            )
          })}
          {holidays.map(({ day, holiday }) => (
            <text key={day} x={EDGE.left + days.findIndex((one) => one.day === day) * step} y={EDGE.top - 8}>
              {holiday === undefined ? '' : spoken(holiday)}
            </text>
          ))}
          <line x1={EDGE.left} x2={WIDTH} y1={EDGE.top + tall} y2={EDGE.top + tall} className="axis" />
          <text x={EDGE.left - 5} y={EDGE.top + 10} textAnchor="end">
            {most}
          </text>
        </svg>
      }
    ></Picture>
  )
}
