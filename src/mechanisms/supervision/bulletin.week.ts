/** Which weeks a bulletin is owed for on a day, and how its shares are written. */
import type { Calendar } from '#kernel/deadlines/calendar.ts'
import { addDays, daysBetween, plainDate, type PlainDate } from '#kernel/time.ts'

/** A Monday before any week that is asked about. */
const A_MONDAY = plainDate('2018-01-01')

/** The Monday of the week that a day falls into. */
export const mondayOf = (day: PlainDate): PlainDate => addDays(day, -(daysBetween(A_MONDAY, day) % 7))

export interface Week {
  readonly from: PlainDate
  readonly to: PlainDate
}

/**
 * The weeks a bulletin is owed for on this day, the oldest first, at most `back` of them: a week is owed from the first working
 * day after it ended, which is Monday but for holidays.
 */
export const weeksOwedOn = (
  day: PlainDate,
  back: number,
  calendar: Pick<Calendar, 'nextWorkingDay'>,
): readonly Week[] =>
  Array.from({ length: back }, (_, nth) => {
    const from = addDays(mondayOf(day), -7 * (back - nth))
    return { from, to: addDays(from, 6) }
  }).filter(({ to }) => calendar.nextWorkingDay(to) <= day)

/** `part` of `whole` to two decimals, as published figures are: `92.31%`. Nothing of nothing has no share. */
export function rateOf(part: number, whole: number): string | undefined {
  if (whole === 0) return undefined
  const hundredths = Math.round((part * 10_000) / whole)
  return `${String(Math.floor(hundredths / 100))}.${String(hundredths % 100).padStart(2, '0')}%`
}
