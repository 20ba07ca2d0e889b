/** A period within which somebody may ask for something, as it is counted (record/requestPeriods.ts). */
import type { PlainDate } from '../time.ts'

export interface RequestPeriod {
  /** The day it counts from, which itself is not counted. */
  readonly since: PlainDate
  /** The last day that is in time. */
  readonly until: PlainDate
  /** The end rests on days of a year without a holiday notice. */
  readonly provisional: boolean
  /** The row of the rulebook that gave the length. */
  readonly basis: string
}

/** Whether what was asked on that day was asked in time: not before it began, not after its last day. */
export const isAskedInTime = (period: RequestPeriod | undefined, on: PlainDate | undefined): boolean =>
  period !== undefined && on !== undefined && period.since <= on && on <= period.until

/** The same of a day that somebody enters: what was asked tomorrow was not asked. */
export const isAskedInTimeByNow = (
  period: RequestPeriod | undefined,
  asked: PlainDate | undefined,
  now: PlainDate,
): boolean => asked !== undefined && asked <= now && isAskedInTime(period, asked)

/** Whether nobody may ask any more; not before the period has begun. */
export const isOver = (period: RequestPeriod | undefined, on: PlainDate): boolean =>
  period !== undefined && on > period.until
