import type pg from 'pg'

/** `journal`: every entry. `looks`: who looked at which protected record. Two logs, so that reading shows nothing of writing. */
export const logNames = ['journal', 'looks'] as const
export type LogName = (typeof logNames)[number]

/** A pool, or a client inside a transaction. */
export type Queryable = Pick<pg.Pool | pg.PoolClient, 'query'>
