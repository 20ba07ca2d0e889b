/**
 * An entry: something somebody did to a record. Once accepted it never changes; a record is the list of
 * its entries, and everything else follows from them.
 */
import type { Instant } from '../time.ts'
import type { PersonId, PlaceCode, RecordId, UnitId } from './field.ts'

/**
 * Who acts. Staff act as holders of a post in a unit on that day (a tenure); all of it is frozen into the
 * entry, so that it can be read for ever who was answerable.
 */
export type Actor = StaffActor | PublicActor | SystemActor
export interface StaffActor {
  readonly kind: 'staff'
  readonly person: PersonId
  readonly tenure: string
  readonly post: string
  readonly unit: UnitId
  readonly place: PlaceCode
  /** Set when the tenure is a deputy's or a delegate's. */
  readonly standsInFor?: PersonId
}
export interface PublicActor {
  readonly kind: 'public'
}
/** A clock, an importer or an installer, acting by a rule that the entry's input names. */
export interface SystemActor {
  readonly kind: 'system'
  readonly job: string
}

/** One signature of an action that several people do together. */
export interface Signature {
  readonly role: string
  readonly actor: StaffActor
  readonly at: Instant
  readonly entry: string
  readonly input: Readonly<Record<string, unknown>>
}

/** The signatures under one joint action, in order. They stay readable for ever, completed or not. */
export interface Signing {
  readonly action: string
  readonly status: 'open' | 'complete' | 'withdrawn'
  readonly by: readonly Signature[]
}

/** What decide() accepts: the part of an entry that the rules determine. */
export interface Draft {
  readonly action: string
  readonly at: Instant
  readonly by: Actor
  /** The role in which the actor did it. */
  readonly role: string
  readonly input: Readonly<Record<string, unknown>>
  readonly sets: Readonly<Record<string, unknown>>
  /** The state the record is in afterwards. */
  readonly state: string
  /** For an action signed by several: which signature this is, and whether it is the last. */
  readonly signature?: { readonly nth: number; readonly last: boolean }
  /** The record on whose account this happened, for children and followers. */
  readonly via?: { readonly type: string; readonly record: RecordId }
  readonly draw?: number
}

/** A numbered paper (papers.ts). `number` is how it is printed: 吉扫黑办交办〔2026〕12号. */
export interface IssuedPaper {
  /** The name of the document in the declaration. */
  readonly document: string
  /** The id of the unit whose paper it is. */
  readonly unit: string
  readonly kind: string
  readonly year: number
  readonly nth: number
  readonly number: string
}

/** A draft with its place in the journal. `prev` is the SHA-256 of the record's entry before, in hex. */
export interface JournalEntry extends Draft {
  readonly v: 1
  readonly id: string
  readonly type: string
  readonly record: RecordId
  readonly number: string
  readonly seq: number
  readonly declaration: number
  readonly prev: string
  /** The numbered papers it issued. */
  readonly issued?: readonly IssuedPaper[]
}
