/** A deadline at a glance: colour, shape and word, and how many days are left. */
import { spokenInstant, daysUntil } from '../days.ts'
import type { Lamp as Colour } from '../doors/shapes.ts'
import { useLanguage } from '../language.ts'
import { useWords } from '../words.ts'

const SHAPES: Readonly<Record<Colour, string>> = {
  green: '●',
  yellow: '▲',
  red: '■',
  suspended: '‖',
  stopped: '✓',
}

interface LampProps {
  readonly lamp: Colour
  readonly due?: string | undefined
}

export function Lamp({ lamp, due }: LampProps) {
  const words = useWords()
  const language = useLanguage()
  const days = due === undefined ? undefined : daysUntil(due)
  return (
    <span className={`lamp ${lamp}`}>
      <span aria-hidden="true">{SHAPES[lamp]}</span> {words.lamp[lamp]}
      {days !== undefined && due !== undefined && lamp !== 'stopped' && (
        <span className="lamp-days" title={spokenInstant(due, language)}>
          {lamp === 'red'
            ? days === 0
              ? ''
              : words.due.over(-days)
            : days === 0
              ? words.due.today
              : words.due.left(days)}
        </span>
      )}
    </span>
  )
}
