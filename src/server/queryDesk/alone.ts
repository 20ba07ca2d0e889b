/** One process at a time looks into the exchange folders, however many serve. */
import type { Pool } from 'pg'

/** Any number that nothing else of this database locks. */
const LOCK = 7_420_061

/** Does it, or answers `otherwise` while another process is at it. */
export async function alone<Result>(
  pool: Pool,
  otherwise: Result,
  work: () => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  try {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [LOCK])
    if (rows[0]?.mine !== true) return otherwise
    try {
      return await work()
    } finally {
      await client.query('select pg_advisory_unlock($1)', [LOCK])
    }
  } finally {
    client.release()
  }
}
