/**
 * Integration for those who set the clock themselves (histories of a demo, tests): first waits until nothing holds back
 * what is written already, then does it once.
 *
 * The horizon belongs to the whole server: a transaction of any other database, an autovacuum among them, holds it back. A
 * live journal simply has its entry in the next checkpoint, 200 ms later; where a simulated day has passed until then the
 * entry would rightly be called back-dated.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import { integrateOnce, type Integrated, type Integration } from './integrator.ts'

const TRIES = 600
const PAUSE = 50

/** Throws after half a minute. */
export async function integrateSettled(pool: Pool, integration: Integration): Promise<Integrated> {
  for (let left = TRIES; left > 0; left -= 1) {
    const { rows } = await pool.query<{ held: boolean }>(
      'select exists (select from zs.entry where xid >= pg_snapshot_xmin(pg_current_snapshot())) as held',
    )
    if (rows[0]?.held === false) return integrateOnce(pool, integration)
    await sleep(PAUSE)
  }
  throw new Error('A transaction on this server has held back the journal for half a minute.')
}
