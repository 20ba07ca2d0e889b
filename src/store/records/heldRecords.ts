/**
 * Records of a history that is being made and that nobody else writes to: held in memory while it is made, and brought into the
 * database now and then, in the order in which they were entered and through the same functions as everything else.
 *
 *   write ──> held (numbers, entries, how each record stands) ──flush──> one transaction: every entry, the last row of each record
 *
 * What is gained: no round trip for an act, and of a record entered into ten times one row is computed instead of ten. What it
 * costs: a crash loses what was not flushed, and a second writer would take the same numbers, which the flush refuses.
 * Records from before are read from the database.
 */
import type { Pool } from 'pg'
import { clocksOf, nextActOf, type TimeBook } from '#kernel/record/clocks.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { RecordId } from '#kernel/record/field.ts'
import { linksOf, type ProjectedLink } from '#kernel/record/projection.ts'
import type { AnyRecord } from '#kernel/record/replay.ts'
import type { Instant } from '#kernel/time.ts'
import { transaction } from '../postgres/pool.ts'
import { inOneOrder, linkedAs, type Loaded } from './load.ts'
import type { LinkTo, RecordReader } from './reader.ts'
import {
  WrittenMeanwhile,
  writeAll,
  type Batch,
  type RowToWrite,
  type Writing,
  type WritingLane,
} from './writingLane.ts'

export interface HeldRecords {
  readonly lane: WritingLane
  readonly reader: RecordReader
  find(id: RecordId): Loaded | undefined
  /** In the order in which they were opened. */
  all(): Iterable<Loaded>
  /** The records with a clock that has something to do by then, in the order of their ids. */
  clocksDue(by: Instant): readonly { readonly type: string; readonly record: RecordId }[]
  /**
   * Writes whatever is held and not yet written. Throws when somebody else has written meanwhile; then this part of the
   * history is lost.
   */
  flush(): Promise<void>
}

export interface HoldingParts {
  readonly appPool: Pool
  readonly ownerPool: Pool
  readonly declarations: ReadonlyMap<string, Declaration>
  /** What reads the records from before. */
  readonly reader: RecordReader
  /** Types that others read from the database as soon as they are written: an act on one flushes. */
  readonly atOnce: readonly string[]
  /** What time is measured with now; the same one until the rules are read anew. */
  book(): TimeBook
}

/** Writings in one call of the database: bounds the memory of both sides. */
const CHUNK = 250

interface Held {
  readonly takes: Writing['takes']
  readonly numbers: readonly number[]
  readonly batch: Batch
}

export async function holdRecords(parts: HoldingParts): Promise<HeldRecords> {
  const { appPool, ownerPool, declarations, reader, atOnce, book } = parts
  const counters = await readCounters(ownerPool)
  const records = new Map<RecordId, Loaded>()
  const links = linkBook()
  const rungs = rungBook(book)
  /** The version of each record that the database has. */
  const written = new Map<string, number>()
  let pending: Held[] = []
  let flushing: Promise<void> = Promise.resolve()

  function write(writing: Writing): Batch {
    const taken = new Map<string, number>()
    const numbers = writing.takes.map(({ series, year }) => {
      const key = `${series}/${String(year)}`
      const number = (taken.get(key) ?? counters.get(key) ?? 0) + 1
      taken.set(key, number)
      return number
    })
    const batch = writing.build(numbers)
    for (const { entry } of batch.entries)
      if (entry.seq !== (records.get(entry.record)?.record.version ?? 0) + 1)
        throw new WrittenMeanwhile(`${entry.number} was entered into meanwhile`)
    for (const [key, number] of taken) counters.set(key, number)
    for (const one of batch.after) {
      records.set(one.record.id, one)
      links.note(one)
      rungs.note(one)
    }
    pending.push({ takes: writing.takes, numbers, batch })
    return batch
  }

  async function bringIn(some: readonly Held[]): Promise<void> {
    const rows = lastRows(some, written)
    await transaction(appPool, async (client) => {
      for (let at = 0; at < some.length; at += CHUNK)
        await writeAll(
          client,
          some.slice(at, at + CHUNK).map((one) => ({
            takes: one.takes,
            build(numbers) {
              if (numbers.some((number, nth) => number !== one.numbers[nth]))
                throw new Error('Somebody else has taken numbers while a history was made')
              const { entries, after, asks, papers, erases } = one.batch
              // Its own rows are not asked for: they would all be computed.
              return { entries, after, asks, papers, erases, rows: rows.get(one.batch) ?? [] }
            },
          })),
        )
    })
    for (const row of [...rows.values()].flat()) written.set(row.record, Number(row['version']))
  }

  function flush(): Promise<void> {
    const some = pending
    pending = []
    flushing = flushing.then(() => (some.length === 0 ? undefined : bringIn(some)))
    return flushing
  }

  const isReferring = (to: LinkTo, type: string): readonly AnyRecord[] =>
    links.to(to.id).flatMap(({ link, from }) => {
      const found = link === to.link ? records.get(from) : undefined
      return found?.declaration.name === type ? [found.record] : []
    })

  const held: RecordReader = {
    findReached: (scope, declaration, id) =>
      findHeld(declaration, id, () => reader.findReached(scope, declaration, id)),
    async reachedOf(scope, ids) {
      const older = ids.filter((id) => !records.has(id))
      const reached = older.length === 0 ? [] : await reader.reachedOf(scope, older)
      return new Set([...ids.filter((id) => records.has(id)), ...reached])
    },
    find: (declaration, id) => findHeld(declaration, id, () => reader.find(declaration, id)),
    async linkedWith(id, wanted) {
      const other = (to: RecordId, link: string, direction: 'from' | 'to') => {
        const found = records.get(to)
        if (found === undefined) return []
        const { type, number, state } = found.record
        return [
          linkedAs(declarations, { type, id: to, link, direction, state, number, fields: found.record }),
        ]
      }
      const older = wanted.filter((one) => !records.has(one.id))
      return inOneOrder([
        ...(id === undefined ? [] : links.from(id).flatMap((one) => other(one.id, one.link, 'from'))),
        ...(id === undefined ? [] : links.to(id).flatMap(({ from, link }) => other(from, link, 'to'))),
        ...wanted.flatMap((one) => other(one.id, one.link, 'from')),
        ...(older.length === 0 ? [] : await reader.linkedWith(undefined, older)),
      ])
    },
    referringTo: (to, type, states) =>
      Promise.resolve(
        isReferring(to, type)
          .filter(({ state }) => states.includes(state))
          .map(({ id }) => id)
          .toSorted(),
      ),
    countOpened: (type, withOneOf, since) =>
      Promise.resolve(
        new Set(
          withOneOf.flatMap((to) =>
            isReferring(to, type)
              .filter(({ openedAt }) => openedAt >= since)
              .map(({ id }) => id),
          ),
        ).size,
      ),
    async waitingFor(people) {
      await flush()
      return reader.waitingFor(people)
    },
    async knownFiles(scope, digests, sent) {
      const known = await reader.knownFiles(scope, digests, sent)
      if (digests.every((digest) => known.has(digest))) return known
      // It may stand in a record that is only held.
      await flush()
      return reader.knownFiles(scope, digests, sent)
    },
  }

  function findHeld(
    declaration: Declaration,
    id: RecordId,
    before: () => Promise<Loaded | undefined>,
  ): Promise<Loaded | undefined> {
    const found = records.get(id)
    if (found === undefined) return before()
    return Promise.resolve(found.declaration === declaration ? found : undefined)
  }

  return {
    lane: {
      async write(writing) {
        const batch = write(writing)
        if (!batch.entries.some(({ entry }) => atOnce.includes(entry.type))) return batch
        // Whatever arrives in this turn of the event loop goes along.
        await new Promise((resolve) => setImmediate(resolve))
        await flush()
        return batch
      },
    },
    reader: held,
    find: (id) => records.get(id),
    all: () => records.values(),
    clocksDue: (by) =>
      rungs.due(by).flatMap((record) => {
        const type = records.get(record)?.declaration.name
        return type === undefined ? [] : [{ type, record }]
      }),
    flush,
  }
}

async function readCounters(ownerPool: Pool): Promise<Map<string, number>> {
  const { rows } = await ownerPool.query<{ series: string; year: number; last: number }>(
    'select series, year, last from zs.counter',
  )
  return new Map(rows.map(({ series, year, last }) => [`${series}/${String(year)}`, last]))
}

/** What stands in the first row of a record alone: its key, its query code and the seal of that. */
const WRITTEN_ONCE = ['wrapped', 'code', 'codeSeal'] as const

/** For each batch the rows that are the last of their record, on top of the version that the database has. */
function lastRows(
  some: readonly Held[],
  written: ReadonlyMap<string, number>,
): ReadonlyMap<Batch, readonly RowToWrite[]> {
  const last = new Map<string, { readonly batch: Batch; readonly index: number }>()
  const first = new Map<string, RowToWrite>()
  for (const { batch } of some)
    batch.after.forEach(({ record }, index) => {
      last.set(record.id, { batch, index })
      const row = record.version === 1 ? batch.rows[index] : undefined
      if (row !== undefined) first.set(record.id, row)
    })
  const rows = new Map<Batch, RowToWrite[]>()
  for (const [record, { batch, index }] of last) {
    const row = batch.rows[index]
    if (row === undefined) throw new Error('A record without a row')
    const begun: Readonly<Record<string, unknown>> = first.get(record) ?? {}
    const whole: RowToWrite = {
      ...row,
      before: written.get(record) ?? 0,
      ...Object.fromEntries(WRITTEN_ONCE.flatMap((name) => (name in begun ? [[name, begun[name]]] : []))),
    }
    const known = rows.get(batch)
    if (known === undefined) rows.set(batch, [whole])
    else known.push(whole)
  }
  return rows
}

/** Which record refers to which, from both sides. */
function linkBook() {
  const from = new Map<RecordId, readonly ProjectedLink[]>()
  const to = new Map<RecordId, { readonly link: string; readonly from: RecordId }[]>()
  const nothing: readonly ProjectedLink[] = []
  const isSame = (one: ProjectedLink, other: ProjectedLink) => one.id === other.id && one.link === other.link
  return {
    from: (id: RecordId) => from.get(id) ?? nothing,
    to: (id: RecordId) => to.get(id) ?? [],
    note({ declaration, record }: Loaded) {
      const found = linksOf(declaration, record)
      // A record refers to another by one link once, however often it names it.
      const now = found.filter((one, nth) => found.findIndex((other) => isSame(one, other)) === nth)
      const before = from.get(record.id) ?? nothing
      if (now.length === 0 && before.length === 0) return
      from.set(record.id, now)
      for (const gone of before.filter((one) => !now.some((other) => isSame(one, other)))) {
        const rest = to.get(gone.id)?.filter((one) => one.from !== record.id || one.link !== gone.link)
        to.set(gone.id, rest ?? [])
      }
      for (const { id, link } of now.filter((one) => !before.some((other) => isSame(one, other)))) {
        const known = to.get(id)
        if (known === undefined) to.set(id, [{ link, from: record.id }])
        else known.push({ link, from: record.id })
      }
    },
  }
}

/** When the clocks of each record next have something to do; computed for those that changed since it was asked. */
function rungBook(book: () => TimeBook) {
  const changed = new Map<RecordId, Loaded>()
  const next = new Map<RecordId, Instant>()
  return {
    note(one: Loaded) {
      if (Object.keys(one.declaration.deadlines).length > 0) changed.set(one.record.id, one)
    },
    due(by: Instant): readonly RecordId[] {
      const now = book()
      for (const [id, { declaration, entries, posted }] of changed) {
        const [first] = clocksOf(declaration, entries, now, posted)
          .flatMap((clock) => nextActOf(clock, now) ?? [])
          .toSorted()
        if (first === undefined) next.delete(id)
        else next.set(id, first)
      }
      changed.clear()
      return [...next].flatMap(([id, at]) => (at <= by ? [id] : [])).toSorted()
    },
  }
}
