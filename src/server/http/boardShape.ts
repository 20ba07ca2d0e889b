/** What the board answers. */
import type { PlainDate } from '#kernel/time.ts'
import type { BoardCounts } from '#store/search/board.ts'
import type { Spoken } from './language.ts'
import type { Names } from './namesIn.ts'

export interface Place {
  readonly code: string
  readonly prefecture: string
}

/** What came in on a day, and whether it was one to work on. */
export interface BoardDay {
  readonly day: PlainDate
  readonly received: number
  readonly isOff: boolean
  readonly holiday?: Spoken
}

export interface BoardMonthOff {
  readonly month: string
  readonly workingDays: number
  readonly holidays: readonly Spoken[]
}

/** Another type of record, in numbers alone. */
export interface BoardOther {
  readonly type: string
  readonly label: Spoken
  readonly received: number
  readonly closed: number
  /** Null for a past day. */
  readonly overdue: number | null
}

export interface Board extends Omit<BoardCounts, 'days'> {
  readonly on: PlainDate
  readonly isPast: boolean
  readonly ageSteps: readonly number[]
  readonly ladder: readonly { readonly rung: string; readonly label: Spoken }[]
  /** Every county, in the order of its code. */
  readonly places: readonly Place[]
  readonly closedStates: readonly string[]
  readonly days: readonly BoardDay[]
  /** The twelve months up to that of the day. */
  readonly monthsOff: readonly BoardMonthOff[]
  readonly others: readonly BoardOther[]
  readonly sources: readonly { readonly code: string; readonly label: Spoken }[]
  readonly states: Readonly<Record<string, Spoken>>
  readonly outcomes: Readonly<Record<string, Spoken>>
  /** What a clerk may judge an earlier report to be, and what a reporter may say on a return visit. */
  readonly verdicts: Readonly<Record<string, Spoken>>
  readonly satisfactions: Readonly<Record<string, Spoken>>
  readonly names: Names
}
