// Which entries wait for their leaf, in which order. The argument why none is skipped stands in integrator.ts.

import type { PoolClient } from 'pg'
import type { Instant } from '#kernel/time.ts'
import type { LogName, Queryable } from './logName.ts'

/** How far a log has read: zs.log, where the columns are explained. `xid` is decimal text (xid8 is wider than a number). */
export interface Cursor {
  readonly xid: string
  readonly position: number
  readonly floor: number
  readonly refilled: number
}

/** `isRestored`: the cursor counts transaction ids of another server. */
export interface Reading {
  readonly isRestored: boolean
  readonly cursor: Cursor
}

export interface WaitingEntry {
  readonly record: string
  readonly seq: number
  readonly bytes: Buffer
  readonly salt: Buffer
}

/** Where the entries of each log are. A look is an entry of its own: it has no sequence. */
const sources = {
  journal: { table: 'zs.entry', record: 'record', seq: 'seq' },
  looks: { table: 'zs.look', record: 'id', seq: '0' },
} as const

/**
 * Anything to do? Also true after a restore, whose cursor would find nothing. Asked five times a second: in order and at
 * most one, or an idle log would read the whole journal each time (the planner takes a third of it to be waiting).
 */
export async function hasWaiting(db: Queryable, log: LogName): Promise<boolean> {
  const { rows } = await db.query<{ waiting: boolean }>({
    name: `has-waiting-${log}`,
    text: `
      select (select true from ${sources[log].table} e
              where (e.xid, e.position) > (l.xid, l.position)
                and e.xid < pg_snapshot_xmin(pg_current_snapshot()) and e.position > l.floor
              order by e.xid, e.position limit 1) is true
          or l.refilled < l.floor
          or l.cluster <> (select system_identifier::text from pg_control_system()) as waiting
      from zs.log l where l.name = $1`,
    values: [log],
  })
  return rows[0]?.waiting ?? false
}

/** The next entries below the horizon, after those without a leaf that a restore brought; `isLast` when none is left. */
export async function readWaiting(
  client: PoolClient,
  log: LogName,
  cursor: Cursor,
  horizon: string,
  limit: number,
): Promise<{ readonly entries: readonly WaitingEntry[]; readonly cursor: Cursor; readonly isLast: boolean }> {
  const { table, record, seq } = sources[log]
  const columns = `e.${record} as record, ${seq} as seq, e.bytes, e.salt, e.xid::text, e.position`
  if (cursor.refilled < cursor.floor) {
    const { rows } = await client.query<WaitingEntry & { position: number }>(
      `select ${columns} from ${table} e
       where e.position > $2 and e.position <= $3
         and not exists (select from zs.log_leaf f where f.log = $1 and f.record = e.${record} and f.seq = ${seqOf(log)})
       order by e.position limit $4`,
      [log, cursor.refilled, cursor.floor, limit],
    )
    const refilled = rows.length < limit ? cursor.floor : (rows.at(-1)?.position ?? cursor.floor)
    return { entries: rows, cursor: { ...cursor, refilled }, isLast: false }
  }
  const { rows } = await client.query<WaitingEntry & { xid: string; position: number }>({
    name: `read-waiting-${log}`,
    text: `select ${columns} from ${table} e
           where (e.xid, e.position) > ($1::xid8, $2) and e.xid < $3::xid8 and e.position > $4
           order by e.xid, e.position limit $5`,
    values: [cursor.xid, cursor.position, horizon, cursor.floor, limit],
  })
  const last = rows.at(-1)
  const moved = last === undefined ? cursor : { ...cursor, xid: last.xid, position: last.position }
  return { entries: rows, cursor: moved, isLast: rows.length < limit }
}

/**
 * After a restore: everything numbered until now is searched for a missing leaf, and the cursor begins at the present
 * transaction ids. Writers are held for the moment it takes to know which position is the last one: an open
 * transaction could otherwise still show one below it.
 */
export async function startOver(client: PoolClient, log: LogName): Promise<Reading> {
  const { table } = sources[log]
  await client.query(`lock table ${table} in share mode`)
  const { rows } = await client.query<Cursor>(
    `update zs.log set cluster = (select system_identifier::text from pg_control_system()),
       xid = pg_snapshot_xmin(pg_current_snapshot()), position = 0, refilled = 0,
       floor = (select coalesce(max(position), 0) from ${table})
     where name = $1 returning xid::text, position, floor, refilled`,
    [log],
  )
  const [cursor] = rows
  if (cursor === undefined) throw new Error(`There is no log ${log}: the database is not migrated.`)
  return { isRestored: false, cursor }
}

export interface Lag {
  readonly size: number
  readonly waiting: number
  /** `at` of the oldest waiting entry. */
  readonly since?: Instant
}

/** For the metrics: how many entries are in the log, how many wait, since when. */
export async function findLag(db: Queryable, log: LogName): Promise<Lag | undefined> {
  const { table } = sources[log]
  const { rows } = await db.query<{ size: number; waiting: number; since: Instant | null }>({
    name: `lag-${log}`,
    text: `select l.size, count(e.position) as waiting, min(e.at) as since from zs.log l
           left join ${table} e on (e.xid, e.position) > (l.xid, l.position) and e.position > l.floor
           where l.name = $1 group by l.size`,
    values: [log],
  })
  const [row] = rows
  if (row === undefined) return undefined
  const { size, waiting, since } = row
  return { size, waiting, ...(since === null ? {} : { since }) }
}

const seqOf = (log: LogName) => (log === 'journal' ? 'e.seq' : '0')
