/**
 * A clerk registers a clue over HTTP – session, reach, duplicates looked up, rules, journal, rows – against an UPDATE and
 * an INSERT in one bare transaction.
 */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { startCluster } from '#store/postgres/cluster.ts'
import { createPool, transaction } from '#store/postgres/pool.ts'
import { figure, median, percentile, type Measure } from '../figure.ts'
import { copyOf, installed, PASSWORD } from '../installation.ts'
import { runClients } from '../load/runClients.ts'
import { serveIn } from '../served.ts'

export const action: Measure = {
  name: 'action',
  async *run(wishes) {
    const { quick, rounds } = wishes
    const data = copyOf(await installed(wishes), 'action')
    await using served = await serveIn(data)
    await using cluster = await startCluster({ dataDir: join(data, 'postgres') })
    const pool = createPool({ url: cluster.url, name: 'bench', max: 2 })
    try {
      const each = quick ? 20 : 100
      const origin = `http://127.0.0.1:${String(served.port)}`
      const clues = await waitingClues()
      const clerk = await signedIn(origin, await clerkOfCentre())
      await pool.query('create schema bench')
      await pool.query('create table bench.bare (id uuid primary key, state text, body jsonb)')
      await pool.query('create table bench.entry (id uuid primary key, body jsonb)')
      const bareId = randomUUID()
      await pool.query(`insert into bench.bare values ($1, 'a', '{}')`, [bareId])
      for (let warm = 0; warm < 20; warm++) await registerNext()
      const ours: number[][] = []
      const bare: number[][] = []
      const spent = { server: 0, database: 0 }
      for (let round = 0; round < rounds; round++) {
        const took: number[] = []
        const earlier = served.cpu()
        for (let nth = 0; nth < each; nth++) took.push(await registerNext())
        const { server, database } = served.cpu()
        spent.server += server - earlier.server
        spent.database += database - earlier.database
        ours.push(took)
        bare.push(await timed(each, () => bareAction(bareId)))
      }
      for (const [name, fraction] of [
        ['p50', 0.5],
        ['p95', 0.95],
      ] as const)
        yield figure({
          measure: `action ${name}`,
          value: median(ours.map((times) => percentile(times, fraction))),
          unit: 'ms',
          control: {
            is: 'UPDATE and INSERT in one transaction',
            value: median(bare.map((times) => percentile(times, fraction))),
            unit: 'ms',
          },
          rounds,
          // What a busy machine does not change: processor time of one act, indexing and the log included.
          also: { serverMs: perAct(spent.server), databaseMs: perAct(spent.database) },
        })

      function perAct(milliseconds: number): string {
        return (milliseconds / (rounds * each)).toFixed(2)
      }

      /** Milliseconds. Where an earlier report must be judged first, as about a namesake, the next one is taken. */
      async function registerNext(): Promise<number> {
        for (;;) {
          const began = performance.now()
          if (await register(clues.pop())) return performance.now() - began
        }
      }

      async function register(id: string | undefined): Promise<boolean> {
        if (id === undefined) throw new Error('there are too few clues to register')
        const answer = await fetch(`${origin}/api/records/clue/${id}/actions/register`, {
          method: 'POST',
          headers: { cookie: clerk, 'content-type': 'application/json', 'if-match': '"1"', origin },
          body: JSON.stringify({
            gist: '收取保护费并威胁摊贩',
            importance: 'general',
            category: 'crime',
            area: '220102',
            restricted: false,
          }),
        })
        const text = await answer.text()
        if (answer.status === 422 && text.includes('everyProposedEarlierReportIsJudged')) return false
        if (answer.status !== 200) throw new Error(`register answered ${String(answer.status)}: ${text}`)
        return true
      }
    } finally {
      await pool.query('drop schema if exists bench cascade')
      await pool.end()
    }

    async function waitingClues(): Promise<string[]> {
      for (;;) {
        await runClients(served.port, 8, 1000)
        const { rows } = await pool.query<{ id: string }>(
          // Where a near text was reported before the clerk must judge it: those are not the plain case.
          `select r.id from zs.record r join zs.signature s on s.record = r.id
           where r.type = 'clue' and r.state = 'toRegister'
             and not exists (select from zs.signature o where o.record <> r.id and o.bands = s.bands)`,
        )
        if (rows.length > 2 * (20 + (quick ? 20 : 100) * rounds)) return rows.map(({ id }) => id)
      }
    }

    async function clerkOfCentre(): Promise<string> {
      const { rows } = await pool.query<{ login: string }>(
        `select a.login from zs.account a join zs.record t on t.type = 'tenure' and t.fields ->> 'person' = a.person::text
         where t.fields ->> 'post' = 'intakeClerk' and t.fields ->> 'unit' = '22:clueCentre' and not t.closed order by 1`,
      )
      if (rows[0] === undefined) throw new Error('nobody is a clerk at the centre')
      return rows[0].login
    }

    function bareAction(id: string): Promise<void> {
      return transaction(pool, async (client) => {
        await client.query({
          name: 'u',
          text: 'update bench.bare set state = $2 where id = $1',
          values: [id, 'b'],
        })
        await client.query({
          name: 'i',
          text: 'insert into bench.entry values ($1, $2)',
          values: [randomUUID(), '{"a":1}'],
        })
      })
    }
  },
}

async function signedIn(origin: string, login: string): Promise<string> {
  const answer = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ login, password: PASSWORD }),
  })
  if (!answer.ok) throw new Error(`signing in answered ${String(answer.status)}: ${await answer.text()}`)
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
}

async function timed(times: number, work: () => Promise<void>): Promise<number[]> {
  const taken: number[] = []
  for (let nth = 0; nth < times; nth++) {
    const began = performance.now()
    await work()
    taken.push(performance.now() - began)
  }
  return taken
}
