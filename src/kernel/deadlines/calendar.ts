/**
 * The statutory calendar of the PRC: weekends, public holidays, and the weekend days worked in exchange (调休).
 *
 * Known only as far as notices go. A year without a notice is *provisional*: weekends and the fixed dates of the
 * regulation are off, festivals of the moon calendar and exchanges are not guessed, and every day of it says so.
 */

import { addDays, isWeekend, yearOf, type PlainDate } from '../time.ts'
import type { HolidayNotice, HolidayRule, HolidayStatute } from './holidayNotice.ts'

export interface Day {
  /** `off`: weekend or holiday. `swapped`: a weekend day worked in exchange for a holiday. */
  readonly kind: 'working' | 'off' | 'swapped'
  /** Name of the holiday (Chinese); absent on plain weekends and on working days. */
  readonly name?: string
  /** The holiday's English name, where the notice's data has one. */
  readonly en?: string
  /** No notice for this day's year: the day may still change. */
  readonly provisional: boolean
}

export interface Calendar {
  dayKind(day: PlainDate): Day
  isWorkingDay(day: PlainDate): boolean
  /** The first working day after `day`, never `day` itself. */
  nextWorkingDay(day: PlainDate): PlainDate
  /** The notice a year rests on; empty when the year is provisional. */
  findNotice(year: number): HolidayNotice | undefined
}

/** Where two notices name the same day, the later issued one says what it is. The order handed in does not matter. */
export function calendarFrom(rules: readonly HolidayRule[]): Calendar {
  const statutes = rules.filter((rule) => 'statute' in rule)
  const notices = rules.filter((rule) => 'notice' in rule).toSorted(byIssue)
  const named = new Map<PlainDate, Day>()
  for (const notice of notices) {
    for (const { from, to, name, en } of notice.off)
      for (let day = from; day <= to; day = addDays(day, 1))
        named.set(day, { kind: 'off', name, ...(en === undefined ? {} : { en }), provisional: false })
    for (const day of notice.working)
      named.set(day, { kind: isWeekend(day) ? 'swapped' : 'working', provisional: false })
  }
  const noticeOfYear = new Map(notices.map((notice) => [notice.year, notice]))

  // Days are asked for again and again; what a calendar says of one never changes.
  const asked = new Map(named)
  function dayKind(day: PlainDate): Day {
    let found = asked.get(day)
    if (!found) asked.set(day, (found = unnamedDay(day)))
    return found
  }

  function unnamedDay(day: PlainDate): Day {
    const provisional = !noticeOfYear.has(yearOf(day))
    const holiday = provisional ? findStatutoryDay(statutes, day) : undefined
    if (holiday) {
      const { name, en } = holiday
      return { kind: 'off', name, ...(en === undefined ? {} : { en }), provisional }
    }
    return { kind: isWeekend(day) ? 'off' : 'working', provisional }
  }

  const isWorkingDay = (day: PlainDate) => dayKind(day).kind !== 'off'

  function nextWorkingDay(day: PlainDate): PlainDate {
    let next = addDays(day, 1)
    while (!isWorkingDay(next)) next = addDays(next, 1)
    return next
  }

  return { dayKind, isWorkingDay, nextWorkingDay, findNotice: (year) => noticeOfYear.get(year) }
}

function findStatutoryDay(statutes: readonly HolidayStatute[], day: PlainDate) {
  const inForce = statutes.find(({ from, to }) => from <= day && (to === null || day <= to))
  const monthDay = day.slice(5)
  return inForce?.days.find(({ from, to }) => from <= monthDay && monthDay <= to)
}

/** Notices of unknown date count as the earliest of their year. */
const byIssue = (a: HolidayNotice, b: HolidayNotice) =>
  a.year - b.year || (a.issued ?? '').localeCompare(b.issued ?? '')
