// Made-up records for the tests of the journal: their entries say in `sets.row` what the rows beside them must be, so that
// the expected rows of a record are simply those its last entry names.

import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { canonicalBytes, type Json } from '#kernel/journal/canonical.ts'
import { SALT_BYTES } from '#kernel/journal/commitment.ts'
import { findEntry, prevOf } from '#kernel/journal/entryChain.ts'
import type { Instant } from '#kernel/time.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

export interface MadeEntry {
  readonly record: string
  readonly seq: number
  readonly id: string
  readonly at: Instant
  readonly bytes: Uint8Array
  readonly row: MadeRow
}

type MadeRow = ReturnType<typeof rowOf>

/** The entries of a new record, one a second from `at` on; `files` are digests that the record holds from its first one. */
export function madeRecord(
  count: number,
  { at, number, files = [] }: { at: Instant; number: string; files?: readonly string[] },
): readonly MadeEntry[] {
  const record = randomUUID()
  const entries: MadeEntry[] = []
  for (let seq = 1; seq <= count; seq++) {
    const id = randomUUID()
    // A date plus whole seconds is an instant again.
    const when = new Date(Date.parse(at) + (seq - 1) * 1000).toISOString() as Instant
    const before = entries.at(-1)
    const row = rowOf(record, number, seq, { opened: at, changed: when, files })
    const bytes = entryBytes({
      id,
      record,
      seq,
      at: when,
      row,
      prev: before === undefined ? '' : prevOf(before.bytes, sha256),
    })
    entries.push({ record, seq, id, at: when, bytes, row })
  }
  return entries
}

export function entryBytes(entry: {
  id: string
  record: string
  seq: number
  at: string
  row: Json
  prev: string
}): Uint8Array {
  const { id, record, seq, at, row, prev } = entry
  return canonicalBytes({
    ...{ id, record, seq, at, prev },
    v: 1,
    type: 'clue',
    number: 'made',
    declaration: 1,
    action: seq === 1 ? 'register' : 'note',
    by: { kind: 'system', job: 'test' },
    role: 'clerk',
    input: { text: `第 ${seq} 条` },
    sets: { row },
    state: 'open',
  })
}

/** The row that these bytes name; what `verify` must find in the tables. */
export function rowIn(bytes: Uint8Array): MadeRow {
  const sets = findEntry(bytes)?.['sets']
  if (typeof sets !== 'object' || sets === null || !('row' in sets))
    throw new TypeError('made by nobody here')
  // Written by rowOf() above.
  return sets['row'] as unknown as MadeRow
}

function rowOf(
  record: string,
  number: string,
  version: number,
  { opened, changed, files }: { opened: string; changed: string; files: readonly string[] },
) {
  return {
    record,
    type: 'clue',
    version,
    number,
    state: 'open',
    closed: false,
    outcome: null,
    title: `线索 ${number}`,
    due: '2027-01-01T00:00:00.000Z',
    openedAt: opened,
    changedAt: changed,
    fields: { subject: '某市场', amount: version, notes: [{ text: '记' }] },
    reach: [
      { key: `unit/${number}`, role: 'clerk', reason: { rule: 'registers' } },
      { key: 'unit/centre', role: 'reviewer', reason: { rule: 'reviews' } },
    ],
    named: [`person/${record}`],
    work: [`unit/${number}`],
    clocks: [
      {
        name: 'registerInTime',
        run: 1,
        state: 'running',
        startedAt: opened,
        due: '2027-01-01T00:00:00.000Z',
        provisional: false,
        nextRungAt: '2026-12-30T00:00:00.000Z',
      },
    ],
    links: [{ link: 'mergedInto', type: 'clue', id: record }],
    files: files.map((digest) => ({ digest, name: `${digest.slice(0, 6)}.txt`, type: 'text/plain' })),
  }
}

/** Appends them as the application does: one call of zs.append() for the entries handed in. */
export async function append(db: Pool | PoolClient, entries: readonly MadeEntry[]): Promise<void> {
  const first = new Map<string, number>()
  const last = new Map<string, MadeEntry>()
  for (const entry of entries) {
    if (!first.has(entry.record)) first.set(entry.record, entry.seq)
    last.set(entry.record, entry)
  }
  const rows = [...last].map(([record, { row }]) => {
    const before = (first.get(record) ?? 1) - 1
    const code = before === 0 ? { code: sha256(Buffer.from(record)).toString('hex') } : {}
    return { ...row, before, ...code }
  })
  await db.query('select zs.append($1, $2, $3, $4, $5)', [
    JSON.stringify(entries.map(({ record, seq, id, at }) => ({ record, seq, id, type: 'clue', at }))),
    entries.map(({ bytes }) => Buffer.from(bytes)),
    entries.map(() => randomBytes(SALT_BYTES)),
    JSON.stringify(rows),
    '[]',
  ])
}
