/** Which periods a statistics return is owed for on a day, which unit owes one, and what a matter counts as in it. */
import type { Calendar } from '#kernel/deadlines/calendar.ts'
import { rankOf } from '#kernel/org/routing.ts'
import type { Rulebook } from '#kernel/rulebook/rulebook.ts'
import type { Unit } from '#kernel/org/unit.ts'
import { addDays, addMonths, plainDate, yearOf, type PlainDate } from '#kernel/time.ts'

export interface Period {
  /** The first day of its first month. */
  readonly from: PlainDate
  /** The last day of its last month. */
  readonly to: PlainDate
}

/** The period of so many months that a day falls into; periods begin with the year. */
export function periodOf(day: PlainDate, months: number): Period {
  const month = Number(day.slice(5, 7)) - 1
  const january = plainDate(`${String(yearOf(day))}-01-01`)
  const from = addMonths(january, month - (month % months))
  return { from, to: addDays(addMonths(from, months), -1) }
}

/**
 * The periods a return is owed for on this day, the oldest first, at most `back` of them: a period is owed from the first
 * working day after it ended.
 */
export function periodsOwedOn(
  day: PlainDate,
  { months, back }: { readonly months: number; readonly back: number },
  calendar: Pick<Calendar, 'nextWorkingDay'>,
): readonly Period[] {
  const current = periodOf(day, months)
  return Array.from({ length: back }, (_, nth) =>
    periodOf(addMonths(current.from, -months * (back - nth)), months),
  ).filter(({ to }) => calendar.nextWorkingDay(to) <= day)
}

/** `always`: a return of nothing is owed, too. */
export type Owing = 'always' | 'whereItGotSomething' | 'never'

export function owingOf({ kind, level }: Unit, rulebook: Rulebook): Owing {
  const owed = rulebook.decide('clueReturn.owed', { organ: kind, rank: rankOf(level) })?.then['owed']
  return owed === 'always' || owed === 'whereItGotSomething' ? owed : 'never'
}

/** How a matter came to stand in the return: verified by the unit, a part sent to it, or entered by it for the office. */
export type Had = 'verified' | 'part' | 'entered'

/** One of the results that the list allows; none where it is open, or where none of them says what became of it. */
export function resultOf(had: Had, outcome: string | undefined, rulebook: Rulebook): string | undefined {
  const result = rulebook.decide('clueReturn.resultOf', { had, became: outcome })?.then['result']
  return typeof result === 'string' ? result : undefined
}
