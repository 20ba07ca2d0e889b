// node testServerKeeper.ts DATA_DIR BINARIES: holds the test server of one PostgreSQL version until it is idle for
// two minutes, or, after SIGTERM, until nobody is connected. A second keeper sees the first and leaves.
import { setTimeout as sleep } from 'node:timers/promises'
import type { PostgresBinaries } from '#store/postgres/binaries.ts'
import { startCluster } from '#store/postgres/cluster.ts'
import { connect } from '#store/postgres/pool.ts'
import { ready } from './testServer.ts'

const [, , dataDir = '', binaries = ''] = process.argv
// Nothing in a test database has to survive a power cut.
const settings = { fsync: 'off', full_page_writes: 'off', autovacuum: 'off', max_connections: '200' }
await using cluster = await startCluster({
  dataDir,
  binaries: JSON.parse(binaries) as PostgresBinaries, // written by testServer.ts
  settings,
  log: (line) => {
    console.error(line)
  },
})
if (cluster.owned) await keep(cluster.adminUrl)

/**
 * Tests use the server only while a connection named as `ready` is there: neither before the leftovers of earlier runs
 * are gone nor after we have decided to leave.
 */
async function keep(url: string): Promise<void> {
  let patience = 120_000
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => (patience = 0))
  const client = await connect({ url, name: 'keeper' })
  const say = (name: string) => client.query(`select set_config('application_name', $1, false)`, [name])
  const isIdle = async () => {
    const { rowCount } = await client.query(
      `select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    )
    return rowCount === 0
  }
  const { rows } = await client.query<{ datname: string }>(
    `select datname from pg_database where datname ~ '^zs_(test|template)_'`,
  )
  for (const { datname } of rows) {
    // One that is in use belongs to a test that outlived the keeper before us.
    await client.query(`drop database if exists ${datname}`).catch(() => undefined)
  }
  let used = performance.now()
  for (;;) {
    await say(ready)
    // At least once: whoever is told to go while others still work looks twice a second, not all the time.
    do {
      await sleep(500)
      if (!(await isIdle())) used = performance.now()
    } while (performance.now() - used <= patience)
    await say('keeper')
    if (await isIdle()) break
    used = performance.now()
  }
  await client.end()
}
