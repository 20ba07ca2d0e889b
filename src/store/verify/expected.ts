// What verify cannot know by itself, handed in by whoever puts the program together.

import type { Instant } from '#kernel/time.ts'
import type { SearchRow } from '../search/searchRow.ts'
import type { Finding } from './finding.ts'

/** Everything that follows from the entries of a record, in the shape in which zs.append() takes it. */
export interface ExpectedRows {
  readonly type: string
  readonly version: number
  readonly number: string
  readonly state: string
  readonly closed: boolean
  readonly outcome?: string | null
  readonly title: string
  readonly due?: Instant | string | null
  readonly openedAt: string
  readonly changedAt: string
  readonly fields: unknown
  readonly reach: readonly { readonly key: string; readonly role: string; readonly reason: unknown }[]
  readonly named: readonly string[]
  readonly work: readonly string[]
  readonly clocks: readonly {
    readonly name: string
    readonly run: number
    readonly state: string
    readonly startedAt: string
    readonly due?: string | null
    readonly provisional: boolean
    readonly nextRungAt?: string | null
  }[]
  readonly links: readonly { readonly link: string; readonly type: string; readonly id: string }[]
  /** Every file that any of the entries brought, also those a later one replaced: their rows stay. */
  readonly files: readonly { readonly digest: string; readonly name: string; readonly type: string }[]
  /** The numbered papers its entries issued. Left out where the entries are of no declaration. */
  readonly papers?: readonly {
    readonly seq: number
    readonly type: string
    readonly document: string
    readonly unit: string
    readonly kind: string
    readonly year: number
    readonly nth: number
    readonly number: string
    readonly at: string
    readonly cancelledSeq: number | null
  }[]
  /** How it stood from which entry on, as far as the board counts it. Left out where the entries are of no declaration. */
  readonly stood?: readonly {
    readonly seq: number
    readonly at: string
    readonly state: string
    readonly county: string | null
    readonly unit: string | null
    readonly outcome: string | null
    readonly agrees: boolean | null
  }[]
  /** The lines it draws in the graph. */
  readonly edges?: readonly {
    readonly nth: number
    readonly a: string
    readonly b: string
    readonly as: string | null
  }[]
  /** What it is found by and compared with others by. */
  readonly search?: SearchRow
  /** Whether a query code must lead to the record; left out where the entries do not tell. */
  readonly hasQueryCode?: boolean
}

export interface RecordEntries {
  readonly id: string
  readonly type: string
  /** The canonical bytes, from seq 1; their commitments and their chain are checked elsewhere. */
  readonly entries: readonly Uint8Array[]
  /** Its key, closed; null where there is none. */
  readonly wrapped: Buffer | null
}

/** The expected rows, or why there are none. Whoever answers may open personal values; verify itself cannot. */
export type Recompute = (record: RecordEntries) => Promise<ExpectedRows | readonly Finding[]>

export interface EvidenceStore {
  /** The bytes under this SHA-256 (hex), or nothing. */
  open(digest: string): Promise<AsyncIterable<Uint8Array> | undefined> | AsyncIterable<Uint8Array> | undefined
}

/** What a register number says: the nth of its series in its year; undefined if it is of no series. */
export type ReadNumber = (
  number: string,
) => { readonly series: string; readonly year: number; readonly nth: number } | undefined

/**
 * How far times may differ, in milliseconds (assumed – configurable). `backDating`: the longest open write plus the
 * integrator's interval plus `clockSkew`, the difference between the clocks of several servers.
 */
export interface Tolerance {
  readonly backDating: number
  readonly clockSkew: number
}

/** Writes are cut off after 30 s (statement) and 60 s (idle in transaction); doubled for slow machines. */
export const defaultTolerance: Tolerance = { backDating: 120_000, clockSkew: 5000 }
