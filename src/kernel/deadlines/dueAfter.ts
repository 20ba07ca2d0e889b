import { addDays, addMillis, addMonths, dayOf, endOfDay, HOUR, startOfDay } from '../time.ts'
import type { Instant } from '../time.ts'
import type { Calendar } from './calendar.ts'
import { partsOf, type Term } from './term.ts'
import { endOf, walk, type DayLine } from './walk.ts'

export interface Due {
  /** The last instant that is in time: the end of a day in Beijing for 'd', 'w' and 'm'. */
  readonly due: Instant
  readonly provisional: boolean
  readonly days: readonly DayLine[]
}

/**
 * When a period that starts at `start` ends (刑事诉讼法 art 105; the reading is written out in walk.ts).
 * `neverMoves`: the last day stays where it is even on a holiday, as custody periods do.
 */
export function dueAfter(
  start: Instant,
  term: Term,
  calendar: Calendar,
  { neverMoves = false }: { readonly neverMoves?: boolean } = {},
): Due {
  const { due, provisional, days } = walk({ start, terms: [term], neverMoves, pauses: [] }, calendar)
  if (due === undefined) throw new Error('a period without pauses always ends')
  return { due, provisional, days }
}

/**
 * The point in time `term` before an end, for warnings and reminders: exact for hours; for the others the beginning of
 * the day that many (working) days or months earlier, so that the whole of that day is left to act.
 */
export function pointBefore(due: Instant, term: Term, calendar: Calendar): Instant {
  const { count, unit } = partsOf(term)
  if (unit === 'h') return addMillis(due, -count * HOUR)
  if (unit === 'd') return startOfDay(addDays(dayOf(due), -count))
  if (unit === 'm') return startOfDay(addMonths(dayOf(due), -count))
  let day = dayOf(due)
  for (let left = count; left > 0;) {
    day = addDays(day, -1)
    if (calendar.isWorkingDay(day)) left -= 1
  }
  return startOfDay(day)
}

/** The first instant at which an end has been passed by the whole of `term`. */
export function pointAfter(due: Instant, term: Term, calendar: Calendar): Instant {
  const { count, unit } = partsOf(term)
  // '0d' after the end of 10:00 is now, not tonight.
  if (count === 0 || unit === 'h') return addMillis(due, count * HOUR + 1)
  const { due: last } = endOf({ start: due, terms: [term], neverMoves: true, pauses: [] }, calendar)
  if (last === undefined) throw new Error('a period without pauses always ends')
  return addMillis(endOfDay(dayOf(last)), 1)
}
