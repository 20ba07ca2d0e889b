/** How a record stands as far as the board counts it, and since which of its entries: a past day is read from this. */
import type { Instant } from '../time.ts'
import type { Declaration } from './declaration.ts'
import type { JournalEntry } from './entry.ts'
import { advance, type AnyRecord } from './replay.ts'

export interface Stand {
  readonly state: string
  readonly county: string | null
  readonly unit: string | null
  readonly outcome: string | null
  /** What the second look found; null where there was none. */
  readonly agrees: boolean | null
}

/** From the entry on at which it begins, until the next. */
export interface Stood extends Stand {
  readonly seq: number
  readonly at: Instant
}

export function standOf(declaration: Declaration, record: AnyRecord): Stand {
  // What is protected is erased with its record; here it would stay.
  const plain = (field: string): unknown =>
    declaration.fields[field]?.protection === undefined ? record[field] : undefined
  const text = (field: string) => {
    const value = plain(field)
    return typeof value === 'string' ? value : null
  }
  const agrees = plain('recheckAgrees')
  return {
    state: record.state,
    county: text('area')?.slice(0, 6) ?? null,
    unit: text('verifyingUnit'),
    outcome: text(declaration.outcome),
    agrees: typeof agrees === 'boolean' ? agrees : null,
  }
}

/** One for each entry that changed how the record stands; the first for the first. */
export function stoodThrough(declaration: Declaration, entries: readonly JournalEntry[]): readonly Stood[] {
  const found: Stood[] = []
  let record: AnyRecord | undefined
  for (const entry of entries) {
    record = advance(declaration, record, entry)
    const stand = standOf(declaration, record)
    const last = found.at(-1)
    if (last === undefined || !isSame(last, stand)) found.push({ seq: entry.seq, at: entry.at, ...stand })
  }
  return found
}

const isSame = (one: Stand, other: Stand): boolean =>
  one.state === other.state &&
  one.county === other.county &&
  one.unit === other.unit &&
  one.outcome === other.outcome &&
  one.agrees === other.agrees
