/**
 * An entry as bytes and back: RFC 8785 JSON with the personal values closed (docs/journal-format.md).
 */
import { createHash } from 'node:crypto'
import { canonicalBytes, type Json } from '#kernel/journal/canonical.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { Draft, IssuedPaper, JournalEntry } from '#kernel/record/entry.ts'
import type { RecordId } from '#kernel/record/field.ts'
import { lift } from '#kernel/record/replay.ts'
import { saltOf } from '../log/salt.ts'
import { closePersonal, openPersonal, type RecordKey } from './personalValues.ts'

/** Where in the journal a draft goes. `prev` is the hash of the record's last entry, '' for the first. */
export interface Place {
  readonly record: RecordId
  readonly number: string
  readonly seq: number
  readonly prev: string
  readonly id: string
  /** The papers it issues, with their numbers. */
  readonly issued?: readonly IssuedPaper[]
}

export interface WrittenEntry {
  readonly entry: JournalEntry
  readonly bytes: Uint8Array
  readonly salt: Uint8Array
  /** SHA-256 of the bytes, hex: the next entry's `prev`. */
  readonly hash: string
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export function writeEntry(
  declaration: Declaration,
  draft: Draft,
  place: Place,
  key: RecordKey,
  master: Buffer,
): WrittenEntry {
  const entry: JournalEntry = {
    ...draft,
    v: 1,
    type: declaration.name,
    declaration: declaration.version,
    ...place,
  }
  const closed = {
    ...entry,
    input: closePersonal(declaration, entry.input, key, place.id),
    sets: closePersonal(declaration, entry.sets, key, place.id),
  }
  // What decide() accepted came as JSON; canonicalBytes refuses anything that is not.
  const bytes = canonicalBytes(closed as unknown as Json)
  return { entry, bytes, salt: saltOf(master, bytes), hash: hashOf(bytes) }
}

/**
 * The entry as the present version of its declaration reads it (replay.ts, lift); the bytes stay what they are.
 * Throws when the bytes are no entry: nobody but a tamperer writes such.
 */
export function readEntry(
  declaration: Declaration,
  bytes: Uint8Array,
  key: RecordKey | undefined,
): JournalEntry {
  // Only writeEntry() writes entries; verify checks the shape of each.
  const entry = JSON.parse(Buffer.from(bytes).toString()) as JournalEntry
  return lift(declaration, {
    ...entry,
    input: openPersonal(declaration, entry.input, key, entry.id),
    sets: openPersonal(declaration, entry.sets, key, entry.id),
  })
}
