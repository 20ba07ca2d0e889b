/** What is asked of the office, and what it answers. */
import type { Refusal } from '#kernel/record/decide.ts'
import type { PersonId, RecordId } from '#kernel/record/field.ts'

/** Who asks. A public asker acts on the record that their query code opened, or opens one. */
export type Asker =
  | { readonly kind: 'staff'; readonly person: PersonId }
  | { readonly kind: 'public'; readonly record?: RecordId }
  | { readonly kind: 'system'; readonly job: string }

export interface Request {
  readonly asker: Asker
  readonly type: string
  /** Undefined to open a record. */
  readonly id?: RecordId
  readonly action: string
  readonly input: Readonly<Record<string, unknown>>
  /** The version the asker has seen; a newer one is a conflict. */
  readonly ifMatch?: number
  readonly idempotencyKey?: string
  /** What makes a repeated request the same one, where its input differs because it was sealed anew. */
  readonly sameAs?: Readonly<Record<string, unknown>>
  /** The keyed hash of a new report's query code. */
  readonly codeHash?: Buffer
  /** The id of a record that the system opens, where others already refer to it by that. */
  readonly asId?: RecordId
  /** Kept with the idempotency key and told again to whoever repeats it. */
  readonly answerWith?: Readonly<Record<string, unknown>>
}

export type OfficeRefusal =
  | Refusal
  | { readonly because: 'not found' }
  | { readonly because: 'changed meanwhile'; readonly version: number }
  | { readonly because: 'key used for something else' }
  | { readonly because: 'erased' }
  | { readonly because: 'file not known'; readonly field: string }
  | { readonly because: 'record not known'; readonly field: string }

export interface Done {
  readonly type: string
  readonly id: RecordId
  readonly number: string
  readonly state: string
  readonly version: number
  /** True when this very request had been done before. */
  readonly repeated: boolean
  readonly answerWith?: Readonly<Record<string, unknown>>
}

export interface Refused {
  readonly refused: readonly [OfficeRefusal, ...OfficeRefusal[]]
}

export type Outcome = { readonly done: Done } | Refused

/** Under which name idempotency keys and uploads of an asker are kept. */
export function askerName(asker: Asker): string {
  switch (asker.kind) {
    case 'staff':
      return `p:${asker.person}`
    case 'public':
      return 'public'
    case 'system':
      return `system:${asker.job}`
  }
}
