/**
 * Counting a legal period day by day: the one place that knows how.
 *
 * 刑事诉讼法 art 105: periods run in hours, days and months; the hour and day of the start are not counted; a last day
 * that is a public holiday moves to the first day after the holiday, except for custody periods, which never move.
 * 反有组织犯罪法 art 27: the 48 hours of an emergency measure run through every holiday.
 * 信访工作条例 arts 22, 23, 34–36: 日 are calendar days, 工作日 working days.
 * Assumed, configurable by choosing another unit: hours run from the instant itself, not from the next full hour (the
 * stricter reading for the office); an extension in months is counted from the end it extends.
 */

import { addDays, addMillis, addMonths, dayOf, daysBetween, endOfDay, HOUR, millisOf } from '../time.ts'
import type { Instant, PlainDate } from '../time.ts'
import type { Calendar } from './calendar.ts'
import { partsOf, type Term } from './term.ts'

export type WhyOfDay =
  'startDay' | 'counted' | 'weekend' | 'holiday' | 'swappedWorkingDay' | 'movedPastOff' | 'suspended'

/** One line of the explanation. `swappedWorkingDay` is counted, `movedPastOff` is added behind the budget. */
export interface DayLine {
  readonly day: PlainDate
  readonly counted: boolean
  readonly why: WhyOfDay
  /** The holiday, for days off. */
  readonly name?: string
  /** Hours that ran on this day; only where the clock runs in hours. */
  readonly hours?: number
  /** Which term the day was counted against: 0 the first one, 1 the first extension, … */
  readonly part: number
}

/** A span in which the clock stands, from `from` up to and without `to`; without `to` it still stands. */
export interface Pause {
  readonly from: Instant
  readonly to?: Instant
}

export interface Period {
  readonly start: Instant
  /** The first term and its extensions, each counted from the end of the one before. */
  readonly terms: readonly [Term, ...Term[]]
  readonly neverMoves: boolean
  /** In order, not overlapping; only the last may be open. */
  readonly pauses: readonly Pause[]
}

/** What one term allows: hours for 'h', calendar days for 'd' and 'm', working days for 'w'. */
export interface PartBudget {
  readonly term: Term
  readonly unit: 'h' | 'd' | 'w'
  readonly total: number
  /** Spans that ran, for hours only. */
  readonly ran: readonly { readonly from: Instant; readonly to: Instant }[]
}

export interface Walk {
  /** The last instant in time; empty when the clock stands before its budget is spent. */
  readonly due: Instant | undefined
  /** The answer rests on days of a year without a notice. Hours and periods that never move rest on no notice. */
  readonly provisional: boolean
  readonly days: readonly DayLine[]
  readonly parts: readonly PartBudget[]
}

export function walk(period: Period, calendar: Calendar): Walk {
  const days: DayLine[] = []
  const parts: PartBudget[] = []
  let provisional = false
  // While undefined, an open pause holds the clock and the terms behind it have not begun.
  let end: Instant | undefined = period.start
  // Where each term would begin if nothing had stood still: only to tell the length of months not begun yet.
  let planned = dayOf(period.start)

  // A clock of days stands on a day if it stands at the day's end.
  const pauseAtEndOf = (day: PlainDate): Pause | undefined => {
    if (period.pauses.length === 0) return undefined
    const last = endOfDay(day)
    return period.pauses.find(({ from, to }) => from <= last && (to === undefined || last < to))
  }
  /** Notes a day on which the clock stands. False when nobody knows for how long. */
  function stand(day: PlainDate, part: number): boolean {
    days.push({ day, counted: false, why: 'suspended', part })
    return pauseAtEndOf(day)?.to !== undefined
  }

  function runHours(from: Instant, term: Term, part: number): Instant | undefined {
    const { count } = partsOf(term)
    const { reached, ran, stood } = spansOf(from, count * HOUR, period.pauses)
    parts.push({ term, unit: 'h', total: count, ran })
    days.push(...linesOf(ran, stood, part))
    return reached
  }

  function runDays(from: PlainDate, term: Term, part: number): Instant | undefined {
    const { count, unit } = partsOf(term)
    const working = unit === 'w'
    const total = unit === 'm' ? daysBetween(from, addMonths(from, count)) : count
    parts.push({ term, unit: working ? 'w' : 'd', total, ran: [] })
    let day = from
    for (let left = total; left > 0;) {
      day = addDays(day, 1)
      if (pauseAtEndOf(day)) {
        if (!stand(day, part)) return undefined
        continue
      }
      const { kind, name, provisional: unknown } = calendar.dayKind(day)
      const counted = !working || kind !== 'off'
      if (counted) left -= 1
      if (working || !period.neverMoves) provisional ||= unknown
      const why = !working ? 'counted' : kind === 'swapped' ? 'swappedWorkingDay' : whyOff(kind, name)
      days.push({ day, counted, why, ...(name === undefined ? {} : { name }), part })
    }
    return endOfDay(day)
  }

  function movedPastOff(nominal: PlainDate, part: number): Instant | undefined {
    let day = nominal
    provisional ||= calendar.dayKind(day).provisional
    while (!calendar.isWorkingDay(day) || (day > nominal && pauseAtEndOf(day))) {
      day = addDays(day, 1)
      if (pauseAtEndOf(day)) {
        if (!stand(day, part)) return undefined
        continue
      }
      const { name, provisional: unknown } = calendar.dayKind(day)
      provisional ||= unknown
      days.push({ day, counted: false, why: 'movedPastOff', ...(name === undefined ? {} : { name }), part })
    }
    return endOfDay(day)
  }

  for (const [part, term] of period.terms.entries()) {
    const { unit, count } = partsOf(term)
    if (end === undefined) {
      const total = unit === 'm' ? daysBetween(planned, addMonths(planned, count)) : count
      parts.push({ term, unit: unit === 'm' ? 'd' : unit, total, ran: [] })
    } else if (unit === 'h') {
      end = runHours(end, term, part)
    } else {
      if (part === 0) days.push({ day: dayOf(end), counted: false, why: 'startDay', part })
      end = runDays(dayOf(end), term, part)
    }
    planned = unit === 'm' ? addMonths(planned, count) : unit === 'd' ? addDays(planned, count) : planned
  }

  // The first term says what kind of clock this is: one of days, even if extended by hours, ends with a working day.
  // Were it the last term, an extension by hours could bring an end that had moved past a weekend nearer.
  const moves = !period.neverMoves && partsOf(period.terms[0]).unit !== 'h'
  const due = end !== undefined && moves ? movedPastOff(dayOf(end), period.terms.length - 1) : end
  return { due, provisional, days, parts }
}

/** Where a period ends, which is asked far more often than its days. */
export type End = Pick<Walk, 'due' | 'provisional'>

/** So many ends are remembered for a calendar before it begins anew. */
const REMEMBERED = 4096
const ends = new WeakMap<Calendar, Map<string, End>>()

/**
 * The end alone. All that begin on one day with the same terms end together, and what a calendar says never changes: the days of
 * such are walked once. One that runs in hours follows from its instant, one that has stood from its pauses.
 */
export function endOf(period: Period, calendar: Calendar): End {
  const { start, terms, neverMoves, pauses } = period
  if (pauses.length > 0 || terms.some((term) => partsOf(term).unit === 'h')) return walk(period, calendar)
  const key = `${dayOf(start)} ${neverMoves ? 'never moves' : 'moves'} ${terms.join(' ')}`
  const known = ends.get(calendar) ?? new Map<string, End>()
  ends.set(calendar, known)
  const found = known.get(key)
  if (found !== undefined) return found
  if (known.size >= REMEMBERED) known.clear()
  const { due, provisional } = walk(period, calendar)
  const made: End = { due, provisional }
  known.set(key, made)
  return made
}

const whyOff = (kind: 'off' | 'working', name: string | undefined): WhyOfDay =>
  kind === 'working' ? 'counted' : name === undefined ? 'weekend' : 'holiday'

interface Span {
  readonly from: Instant
  readonly to: Instant
}

/** Lets `millis` run from an instant around the pauses. An open pause ends the running for now. */
function spansOf(from: Instant, millis: number, pauses: readonly Pause[]) {
  const ran: Span[] = []
  const stood: Span[] = []
  let at = from
  let left = millis
  for (const pause of pauses) {
    if (pause.to !== undefined && pause.to <= at) continue
    const run = Math.max(0, millisOf(pause.from) - millisOf(at))
    if (run >= left) break
    if (run > 0) ran.push({ from: at, to: pause.from })
    left -= run
    stood.push({ from: run > 0 ? pause.from : at, to: pause.to ?? (run > 0 ? pause.from : at) })
    if (pause.to === undefined) return { reached: undefined, ran, stood }
    at = pause.to
  }
  const reached = addMillis(at, left)
  if (left > 0) ran.push({ from: at, to: reached })
  return { reached, ran, stood }
}

/** One line per day touched; a day on which the clock both ran and stood is a counted one. */
function linesOf(ran: readonly Span[], stood: readonly Span[], part: number): DayLine[] {
  const millisByDay = new Map<PlainDate, number>()
  for (const [spans, runs] of [[ran, true] as const, [stood, false] as const])
    for (const { from, to } of spans)
      for (let day = dayOf(from); day <= dayOf(to); day = addDays(day, 1)) {
        const nextDay = millisOf(endOfDay(day)) + 1
        const millis = Math.min(millisOf(to), nextDay) - Math.max(millisOf(from), nextDay - 24 * HOUR)
        if (millis > 0 || !runs) millisByDay.set(day, (millisByDay.get(day) ?? 0) + (runs ? millis : 0))
      }
  return [...millisByDay]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, millis]) => ({
      day,
      counted: millis > 0,
      why: millis > 0 ? 'counted' : 'suspended',
      hours: millis / HOUR,
      part,
    }))
}
