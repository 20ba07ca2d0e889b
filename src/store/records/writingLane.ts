/**
 * The way in. Writings that arrive while a transaction is under way wait and go together in the next one, so
 * that many clients share one commit; each is acknowledged after the commit that holds it.
 *
 *   idle ──add──> writing (everything that waits, in one transaction) ──more waits──> writing ──> idle
 *
 * When a transaction fails, each of its writings is tried alone, so that one conflict never costs another
 * its place. A crash before the commit loses only what nobody was told of.
 */
import type { ClientBase, Pool } from 'pg'
import { standOf } from '#kernel/record/stood.ts'
import { transaction } from '../postgres/pool.ts'
import type { WrittenEntry } from './entryBytes.ts'
import type { Loaded } from './load.ts'

/** A numbered paper as zs.keep_papers() takes it (migrations/0011-papers.sql). */
export interface PaperRow {
  readonly record: string
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
}

/** A row of the projections, as zs.append() takes it (migrations/0002-journal.sql). */
export type RowToWrite = Readonly<Record<string, unknown>> & { readonly record: string }

export interface Ask {
  readonly actor: string
  readonly key: string
  /** SHA-256 of what was asked, hex. */
  readonly asked: string
  readonly record: string
  readonly seq: number
  readonly answer: unknown
  readonly at: string
}

export interface Batch {
  readonly entries: readonly WrittenEntry[]
  /** The record of each entry as it stands with it. */
  readonly after: readonly Loaded[]
  /** What is kept beside the entries. Made when it is first asked for: of a record entered into many times only the last counts. */
  readonly rows: readonly RowToWrite[]
  readonly asks: readonly Ask[]
  /** Papers issued or cancelled by the entries. */
  readonly papers: readonly PaperRow[]
  /** Records whose key these entries destroy. */
  readonly erases: readonly string[]
}

/**
 * Something to write, all or none of it. `takes` asks for numbers, of the register and of papers, which `build` is
 * given in order.
 */
export interface Writing {
  readonly takes: readonly { readonly series: string; readonly year: number }[]
  build(numbers: readonly number[]): Batch
}

export interface WritingLane {
  /** Resolves once it is committed. Rejects with what the database said, and then nothing of it was written. */
  write(writing: Writing): Promise<Batch>
}

/** Somebody else entered into the record first. The database says the same as a serialization failure. */
export class WrittenMeanwhile extends Error {}

interface Waiting {
  readonly writing: Writing
  resolve(batch: Batch): void
  reject(error: unknown): void
}

/** At most so many in one transaction: more would make the first wait for the last. */
const MOST = 64

export function writingLane(pool: Pool): WritingLane {
  const waiting: Waiting[] = []
  let busy = false

  async function work(): Promise<void> {
    busy = true
    // Whatever arrives in this turn of the event loop goes along.
    await new Promise((resolve) => setImmediate(resolve))
    while (waiting.length > 0) {
      const some = waiting.splice(0, MOST)
      await writeTogether(some)
    }
    busy = false
  }

  async function writeTogether(some: readonly Waiting[]): Promise<void> {
    try {
      const batches = await transaction(pool, (client) =>
        writeAll(
          client,
          some.map(({ writing }) => writing),
        ),
      )
      some.forEach(({ resolve }, index) => {
        const batch = batches[index]
        if (batch !== undefined) resolve(batch)
      })
    } catch (error) {
      const [only] = some
      if (some.length === 1 && only !== undefined) only.reject(error)
      else for (const one of some) await writeTogether([one])
    }
  }

  return {
    write: (writing) =>
      new Promise((resolve, reject) => {
        waiting.push({ writing, resolve, reject })
        if (!busy) void work()
      }),
  }
}

/** Writes in the transaction of the client. */
export async function writeAll(client: ClientBase, writings: readonly Writing[]): Promise<readonly Batch[]> {
  const numbers = await takeNumbers(client, writings)
  const batches = writings.map((writing, index) => writing.build(numbers[index] ?? []))
  const entries = batches.flatMap((batch) => batch.entries)
  const stands = batches.flatMap((batch) =>
    batch.after.map(({ declaration, record }) => standOf(declaration, record)),
  )
  await client.query({
    name: 'append',
    text: 'select zs.append($1, $2, $3, $4, $5)',
    values: [
      JSON.stringify(
        entries.map(({ entry: { record, seq, id, type, at } }, nth) => ({
          ...{ record, seq, id, type, at },
          stands: stands[nth],
        })),
      ),
      entries.map(({ bytes }) => Buffer.from(bytes)),
      entries.map(({ salt }) => Buffer.from(salt)),
      JSON.stringify(batches.flatMap(({ rows }) => rows)),
      JSON.stringify(batches.flatMap(({ asks }) => asks)),
    ],
  })
  const papers = batches.flatMap((batch) => batch.papers)
  if (papers.length > 0)
    await client.query({
      name: 'papers',
      text: 'select zs.keep_papers($1)',
      values: [JSON.stringify(papers)],
    })
  const erases = batches.flatMap((batch) => batch.erases)
  if (erases.length > 0)
    await client.query({ name: 'erase', text: 'select zs.erase_records($1)', values: [erases] })
  return batches
}

/** Numbers for all of them: one visit to the counter for each series and year. */
async function takeNumbers(client: ClientBase, writings: readonly Writing[]): Promise<readonly number[][]> {
  const taken: number[][] = writings.map(() => [])
  const wanted = new Map<string, { series: string; year: number; by: { writing: number; nth: number }[] }>()
  writings.forEach(({ takes }, writing) => {
    takes.forEach(({ series, year }, nth) => {
      const key = `${String(year)}/${series}`
      const one = wanted.get(key) ?? { series, year, by: [] }
      one.by.push({ writing, nth })
      wanted.set(key, one)
    })
  })
  // Always in the same order, so that two processes never wait for each other.
  for (const [, { series, year, by }] of [...wanted].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const { rows } = await client.query<{ first: number }>({
      name: 'numbers',
      text: 'select zs.take_numbers($1, $2, $3) as first',
      values: [series, year, by.length],
    })
    by.forEach(({ writing, nth }, index) => {
      const numbers = taken[writing]
      if (numbers !== undefined) numbers[nth] = (rows[0]?.first ?? 0) + index
    })
  }
  return taken
}
