/** What the board answers. */
import type { PlainDate } from '#kernel/time.ts'
import type { BoardCounts } from '#store/search/board.ts'
import type { Spoken } from './language.ts'
import type { Names } from './namesIn.ts'

export interface Place {
  readonly code: string
  readonly prefecture: string
}

export interface Board extends BoardCounts {
  readonly on: PlainDate
  readonly isPast: boolean
  readonly ageSteps: readonly number[]
  readonly ladder: readonly { readonly rung: string; readonly label: Spoken }[]
  /** Every county, in the order of its code. */
  readonly places: readonly Place[]
  readonly closedStates: readonly string[]
  readonly sources: readonly { readonly code: string; readonly label: Spoken }[]
  readonly states: Readonly<Record<string, Spoken>>
  readonly outcomes: Readonly<Record<string, Spoken>>
  readonly names: Names
}
