// The entries of one record, in order: each names the SHA-256 of the bytes of the one before it, so that none can be
// left out, changed, added or moved without the next one saying so.

import { sameBytes, findUtf8, hexOf } from './bytes.ts'
import { canonicalBytes, findJsonFlaw, type Json } from './canonical.ts'
import type { Digest } from './digest.ts'

export interface EntryFlaw {
  readonly because:
    | 'entryIsNotCanonical'
    | 'entryIsOfAnotherVersion'
    | 'entryIsOfAnotherRecord'
    | 'entryIsOutOfOrder'
    | 'entryDoesNotFollow'
    | 'entryHasNoTime'
  /** The place in the record, from 1. */
  readonly seq: number
  readonly says: string
}

const ENTRY_VERSION = 1

/** The `prev` of the entry that follows these bytes. */
export function prevOf(entryBytes: Uint8Array, digest: Digest): string {
  return hexOf(digest(entryBytes))
}

/** Every entry is canonical JSON of this record, numbered 1 to n, each after the bytes of the one before. */
export function entryFlaws(
  record: string,
  entries: readonly Uint8Array[],
  digest: Digest,
): readonly EntryFlaw[] {
  let prev = ''
  return entries.flatMap((bytes, i) => {
    const flaws = flawsOfEntry(bytes, { record, seq: i + 1, prev })
    prev = prevOf(bytes, digest)
    return flaws
  })
}

/** The JSON object these bytes are the canonical form of, if they are. */
export function findEntry(bytes: Uint8Array): Readonly<Record<string, Json>> | undefined {
  const text = findUtf8(bytes)
  if (text === undefined) return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isJsonObject(value) || !sameBytes(canonicalBytes(value), bytes)) return undefined
  return value
}

function flawsOfEntry(
  bytes: Uint8Array,
  expected: { record: string; seq: number; prev: string },
): readonly EntryFlaw[] {
  const { seq } = expected
  const entry = findEntry(bytes)
  if (entry === undefined) {
    return [
      { because: 'entryIsNotCanonical', seq, says: 'the bytes are not the RFC 8785 form of a JSON object' },
    ]
  }
  const flaws: EntryFlaw[] = []
  const { v, record, seq: claimed, prev, at } = entry
  if (v !== ENTRY_VERSION) {
    flaws.push({ because: 'entryIsOfAnotherVersion', seq, says: `v is ${shown(v)}, not ${ENTRY_VERSION}` })
  }
  if (record !== expected.record) {
    flaws.push({
      because: 'entryIsOfAnotherRecord',
      seq,
      says: `record is ${shown(record)}, not ${expected.record}`,
    })
  }
  if (claimed !== seq)
    flaws.push({ because: 'entryIsOutOfOrder', seq, says: `seq is ${shown(claimed)}, not ${seq}` })
  if (prev !== expected.prev) {
    flaws.push({
      because: 'entryDoesNotFollow',
      seq,
      says: `prev is ${shown(prev)}, not ${shown(expected.prev)}`,
    })
  }
  if (typeof at !== 'string' || findInstant(at) === undefined) {
    flaws.push({
      because: 'entryHasNoTime',
      seq,
      says: `at is ${shown(at)}, not like 2026-11-22T08:00:00.000Z`,
    })
  }
  return flaws
}

/** Milliseconds since 1970 of an entry's `at`: UTC, milliseconds, nothing else. */
export function findInstant(at: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(at)) return undefined
  const instant = Date.parse(at)
  // A 30 February parses, as 2 March.
  return Number.isNaN(instant) || new Date(instant).toISOString() !== at ? undefined : instant
}

/**
 * Whether an entry claims to be older than the log allows: it was not yet in the tree of a checkpoint signed at
 * `checkpointAt`, and yet claims a time before it by more than the tolerance. All in milliseconds since 1970; the
 * tolerance covers the integrator's interval, the longest open write and the difference between clocks.
 */
export function isBackDated(entryAt: number, checkpointAt: number, tolerance: number): boolean {
  return entryAt < checkpointAt - tolerance
}

function isJsonObject(value: unknown): value is Readonly<Record<string, Json>> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && findJsonFlaw(value) === undefined
  )
}

function shown(value: Json | undefined): string {
  return value === undefined ? 'missing' : JSON.stringify(value).slice(0, 100)
}
