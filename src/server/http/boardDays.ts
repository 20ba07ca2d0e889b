/** Days and months of the board beside the calendar of holidays: who works on which day explains what came in. */
import type { Calendar } from '#kernel/deadlines/calendar.ts'
import { addDays, plainDate, type PlainDate } from '#kernel/time.ts'
import type { BoardCounts } from '#store/search/board.ts'
import type { BoardDay, BoardMonthOff } from './boardShape.ts'
import type { Spoken } from './language.ts'

const MONTHS = 12

/** Every day from the first to the last, those on which nothing came in too. */
export function daysWithRest(
  counted: BoardCounts['days'],
  first: PlainDate,
  last: PlainDate,
  calendar: Calendar,
): readonly BoardDay[] {
  const received = new Map(counted.map((one) => [one.day, one.received]))
  return daysFrom(first, last).map((day) => {
    const { name, en } = calendar.dayKind(day)
    return {
      day,
      received: received.get(day) ?? 0,
      isOff: !calendar.isWorkingDay(day),
      ...(name === undefined ? {} : { holiday: { zh: name, en: en ?? name } }),
    }
  })
}

/** The twelve months up to that of the day: how many working days each has in all, and the holidays that fall into it. */
export function monthsOff(on: PlainDate, calendar: Calendar): readonly BoardMonthOff[] {
  const [year = 0, nth = 0] = on.split('-').map(Number)
  return Array.from({ length: MONTHS }, (_, back) => {
    const first = firstOfMonth(year, nth - MONTHS + back)
    const days = daysFrom(first, addDays(firstOfMonth(year, nth - MONTHS + back + 1), -1))
    const holidays = new Map<string, Spoken>()
    for (const { name, en } of days.map((day) => calendar.dayKind(day)))
      if (name !== undefined) holidays.set(name, { zh: name, en: en ?? name })
    return {
      month: first.slice(0, 7),
      workingDays: days.filter((day) => calendar.isWorkingDay(day)).length,
      holidays: [...holidays.values()],
    }
  })
}

/** `nth` from 0; below it and beyond 11 it is a month of another year. */
const firstOfMonth = (year: number, nth: number): PlainDate =>
  plainDate(new Date(Date.UTC(year, nth, 1)).toISOString().slice(0, 10))

function daysFrom(first: PlainDate, last: PlainDate): readonly PlainDate[] {
  const days: PlainDate[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day)
  return days
}
