/** What the script sees and says: a record as it stands, whose move it chooses, and what it expects. */
import type { PersonId, RecordId } from '#kernel/record/field.ts'
import type { Instant } from '#kernel/time.ts'
import type { ClueValues } from '#mechanisms/clue/clue.fields.ts'

export interface View {
  readonly id: RecordId
  readonly type: string
  readonly number: string
  readonly state: string
  readonly version: number
  readonly fields: Readonly<Record<string, unknown>>
  /** Who has signed so far under a joint action that is still being signed, in order. */
  readonly signedBy: readonly string[]
  readonly changedAt: Instant
}

/** Of a clue, by the names of its fields. */
export type ClueFields = Partial<ClueValues>

export type Who =
  | { readonly kind: 'staff'; readonly person: PersonId }
  /** Whoever reported: by the query code over HTTP, by the record itself in process. */
  | { readonly kind: 'public'; readonly code?: string }

/** One refusal, as far as the script tells them apart. */
export interface RefusedBecause {
  readonly because: string
  readonly rule?: string | undefined
  readonly field?: string | undefined
}

export type Input = Readonly<Record<string, unknown>>

/** Something to be done, and by whom. */
export interface Step {
  readonly who: Who
  readonly action: string
  readonly input: Input
  /** A file that goes with it: uploaded first, then put into the items of the field. */
  readonly attach?: { readonly field: string; readonly name: string; readonly text: string }
  /** The intention of the plan that it fulfils; it is then done with. */
  readonly uses?: string
  /** It touches other records: it waits until everything else of the day is done. */
  readonly crossing?: true
}

/** A step that has to be refused, and with what. */
export interface Misstep extends Step {
  readonly name: string
  readonly expects: RefusedBecause
  readonly ifMatch?: number
}

export const staff = (person: PersonId): Who => ({ kind: 'staff', person })
