/**
 * Reports accepted through HTTP, against bare inserts of one row of 300 bytes each into the same PostgreSQL by as many
 * connections of one process. Fails when an acknowledged report is not in the journal.
 */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { startCluster } from '#store/postgres/cluster.ts'
import { createPool } from '#store/postgres/pool.ts'
import { figure, median, type Measure } from '../figure.ts'
import { copyOf, installed } from '../installation.ts'
import { runClients, type Load } from '../load/runClients.ts'
import { serveIn } from '../served.ts'

export const reports: Measure = {
  name: 'reports',
  async *run(wishes) {
    const { quick, rounds } = wishes
    const data = copyOf(await installed(wishes), 'reports')
    await using served = await serveIn(data)
    await using cluster = await startCluster({ dataDir: join(data, 'postgres') })
    const most = 16
    const pool = createPool({ url: cluster.url, name: 'bench', max: most })
    const milliseconds = quick ? 1000 : 3000
    await pool.query('create schema bench')
    await pool.query('create table bench.bare (id uuid primary key, body jsonb not null)')
    try {
      await runClients(served.port, most, milliseconds)
      for (const clients of quick ? [1, most] : [1, 2, 4, 8, most]) {
        const loads: Load[] = []
        const spent = { server: 0, database: 0 }
        const bare: number[] = []
        for (let round = 0; round < rounds; round++) {
          const before = await countReports(pool)
          const earlier = served.cpu()
          const load = await runClients(served.port, clients, milliseconds)
          const { server, database } = served.cpu()
          spent.server += server - earlier.server
          spent.database += database - earlier.database
          const lost = load.acknowledged - ((await countReports(pool)) - before)
          if (lost !== 0 || load.failed > 0)
            throw new Error(`${String(lost)} reports lost, ${String(load.failed)} not accepted`)
          loads.push(load)
          bare.push(await insertBare(pool, clients, milliseconds))
        }
        yield figure({
          measure: `reports at ${String(clients)} clients`,
          value: median(loads.map(perSecond)),
          unit: 'reports/s',
          control: { is: 'bare single-row inserts', value: median(bare), unit: 'rows/s' },
          ...(clients === most ? { aim: { of: 'ratio', least: 0.3 } } : {}),
          rounds,
          also: {
            lost: 0,
            p50: median(loads.map(({ p50 }) => p50)).toFixed(1),
            p95: median(loads.map(({ p95 }) => p95)).toFixed(1),
            // What a busy machine does not change: processor time of one report, indexing and the log included.
            serverMs: perReport(spent.server, loads),
            databaseMs: perReport(spent.database, loads),
          },
        })
      }
    } finally {
      await pool.query('drop schema bench cascade')
      await pool.end()
    }
  },
}

const perReport = (milliseconds: number, loads: readonly Load[]): string =>
  (milliseconds / loads.reduce((all, { acknowledged }) => all + acknowledged, 0)).toFixed(2)

const perSecond = ({ acknowledged, milliseconds }: Load): number => (acknowledged * 1000) / milliseconds

async function countReports(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*) as count from zs.entry where type = 'clue' and seq = 1`,
  )
  return rows[0]?.count ?? 0
}

async function insertBare(pool: Pool, clients: number, milliseconds: number): Promise<number> {
  const body = JSON.stringify({ content: 'x'.repeat(286) })
  const began = performance.now()
  let inserted = 0
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = await pool.connect()
      while (performance.now() - began < milliseconds) {
        await client.query({
          name: 'bare',
          text: 'insert into bench.bare (id, body) values ($1, $2)',
          values: [randomUUID(), body],
        })
        inserted += 1
      }
      client.release()
    }),
  )
  return (inserted * 1000) / (performance.now() - began)
}
