/**
 * Keeps what records are found by (migrations/0004-search.sql) and the lines they draw in the graph
 * (migrations/0019-graph.sql) right behind their entries.
 *
 * One at a time in the whole installation: whoever works holds the lock and commits before the next one reads, so an
 * older version of a record never overwrites a newer one. It does not LISTEN: a notification would make each
 * writer's commit wait for the one before, and a look-up that must not miss anything drains for itself.
 */
import type { ClientBase, Pool } from 'pg'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { AnyRecord } from '#kernel/record/replay.ts'
import { edgeRowsOf } from '../graph/edgeRows.ts'
import { transaction } from '../postgres/pool.ts'
import type { Values } from './features.ts'
import { searchRowOf, type SearchRow, type SearchRowParts } from './searchRow.ts'

export interface Indexer {
  /** Indexes whatever was accepted before the call. Resolves with the number of entries once all of it can be found. */
  drain(): Promise<number>
  start(settings?: { readonly every?: number }): {
    /** Looks now instead of at the next tick. */
    wake(): void
    stop(): Promise<void>
  }
}

export interface IndexerParts extends SearchRowParts {
  readonly ownerPool: Pool
  readonly declarations: ReadonlyMap<string, Declaration>
}

/** Records of one transaction: enough to share a commit, few enough that a look-up behind it waits for little. */
const MOST = 200
const LOCK = 0x7a730004

interface Row {
  readonly id: string
  readonly type: string
  readonly number: string
  readonly state: string
  readonly version: number
  readonly openedAt: string
  readonly changedAt: string
  readonly fields: Values
  /** How many entries were taken from the list in all. */
  readonly taken: number
}

export interface Behind {
  readonly record: string
  readonly seq: number
}

export function createIndexer(parts: IndexerParts): Indexer {
  const { ownerPool, declarations, mark, failed } = parts

  async function searchRow({ id, type, number, fields }: Row) {
    const declaration = declarations.get(type)
    const row: SearchRow =
      declaration === undefined
        ? { parts: [], bands: [], marks: [] }
        : await searchRowOf(parts, declaration, { fields, number })
    return { record: id, type, ...row }
  }

  /** The lines of a record that cannot be read are none. */
  function edgesOfRow(row: Row) {
    const declaration = declarations.get(row.type)
    if (declaration?.graph === undefined) return { record: row.id, edges: [] }
    try {
      return { record: row.id, edges: edgeRowsOf(declaration, recordOf(row), mark) }
    } catch (error) {
      failed(error)
      return { record: row.id, edges: [] }
    }
  }

  /** Without `some`, whatever is behind; then only if nobody else is at it. */
  function indexBatch(some?: readonly Behind[]): Promise<number> {
    return transaction(ownerPool, async (client) => {
      if (some !== undefined) await client.query('select pg_advisory_xact_lock($1)', [LOCK])
      else {
        const { rows } = await client.query<{ free: boolean }>(
          'select pg_try_advisory_xact_lock($1) as free',
          [LOCK],
        )
        if (rows[0]?.free !== true) return 0
      }
      const rows = await takeRows(client, some)
      if (rows.length === 0) return 0
      await client.query({
        name: 'put-search',
        text: 'select zs.put_search(r), zs.put_search_keys(r) from (select $1::jsonb as r) given',
        values: [JSON.stringify(await Promise.all(rows.map(searchRow)))],
      })
      await client.query({
        name: 'put-edges',
        text: 'select zs.put_edges($1)',
        values: [JSON.stringify(rows.map(edgesOfRow))],
      })
      return rows[0]?.taken ?? 0
    })
  }

  async function drainNow(): Promise<number> {
    const { rows: behind } = await ownerPool.query<Behind>({
      name: 'behind',
      text: 'select record, seq from zs.to_index order by record, seq',
    })
    let indexed = 0
    for (let at = 0; at < behind.length; at += MOST) indexed += await indexBatch(behind.slice(at, at + MOST))
    return indexed
  }

  let running: Promise<number> | undefined
  let next: Promise<number> | undefined
  function runAlone(): Promise<number> {
    const mine = drainNow().finally(() => {
      running = undefined
    })
    running = mine
    return mine
  }
  /** Whoever comes while one is running cannot rely on it, but all who come then can share the one after. */
  function drain(): Promise<number> {
    if (running === undefined) return runAlone()
    next ??= running
      .catch(() => 0)
      .then(() => {
        next = undefined
        return runAlone()
      })
    return next
  }

  function start({ every = 300 } = {}) {
    let stopping = false
    let wakeUp: () => void = () => undefined
    const isStopping = () => stopping
    const pause = (milliseconds: number) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds)
        wakeUp = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    const working = (async () => {
      while (!isStopping()) {
        let wait = every
        try {
          if ((await indexBatch()) === MOST) wait = 0
        } catch (error) {
          failed(error)
          wait = Math.max(every, 1000)
        }
        if (!isStopping()) await pause(wait)
      }
    })()
    return {
      wake: () => {
        wakeUp()
      },
      stop: async () => {
        stopping = true
        wakeUp()
        await working
      },
    }
  }

  return { drain, start }
}

/** As replay() made it, before its row was written; who signed is not kept in the row and draws no line. */
const recordOf = ({ id, type, number, state, version, openedAt, changedAt, fields }: Row): AnyRecord =>
  // The row was written from a record (store/records/rowOf.ts).
  ({
    signatures: [],
    ...fields,
    id,
    type,
    number,
    state,
    version,
    openedAt,
    changedAt,
  }) as unknown as AnyRecord

/** Takes entries from the list, at most MOST, and returns their records as they stand, each once. */
async function takeRows(client: ClientBase, some: readonly Behind[] | undefined): Promise<readonly Row[]> {
  const taken =
    some === undefined
      ? `delete from zs.to_index t
         using (select record, seq from zs.to_index limit ${String(MOST)}) s
         where t.record = s.record and t.seq = s.seq returning t.record`
      : `delete from zs.to_index t using unnest($1::uuid[], $2::integer[]) s(record, seq)
         where t.record = s.record and t.seq = s.seq returning t.record`
  const { rows } = await client.query<Row>(
    `with taken as (${taken})
     select id, type, number, state, version, opened_at as "openedAt", changed_at as "changedAt", fields, (select count(*) from taken) as taken
     from zs.record where id in (select record from taken)`,
    some === undefined ? [] : [some.map(({ record }) => record), some.map(({ seq }) => seq)],
  )
  return rows
}
