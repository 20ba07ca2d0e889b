import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { testVersions } from '#test/support/testServer.ts'
import { startCluster } from './cluster.ts'
import { migrate } from './migrate.ts'
import { connect, createPool } from './pool.ts'
import { processesIn } from './postmaster.ts'

const folder = mkdtempSync(join(tmpdir(), 'zs-cluster-'))
// Another user must be able to pass through; the data folders in it are closed.
chmodSync(folder, 0o755)
after(() => {
  rmSync(folder, { recursive: true, force: true })
})

async function ask<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = await connect({ url, name: 'test' })
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

async function eventually(what: () => Promise<unknown>): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await what()
      return
    } catch (error) {
      if (attempt > 100) throw error
      await sleep(100)
    }
  }
}

for (const binaries of testVersions()) {
  const version = `PostgreSQL ${binaries.major}`

  test(`${version}: Chinese goes in and comes out, and counts as letters`, async () => {
    await using cluster = await startCluster({ dataDir: join(folder, `text${binaries.major}`), binaries })
    assert.equal(cluster.major, binaries.major)
    await migrate(cluster.url)
    const rows = await ask(
      cluster.appUrl,
      `select current_user as who, '群众反映𠮷林黑恶势力线索' as text, '线索' ~ '^[[:alnum:]]+$' as letters`,
    )
    assert.deepEqual(rows, [{ who: 'zs_app', text: '群众反映𠮷林黑恶势力线索', letters: true }])
  })

  test(`${version}: durable, reachable by its socket only, and stopped without a trace`, async () => {
    const dataDir = join(folder, `plain${binaries.major}`)
    const cluster = await startCluster({ dataDir, binaries })
    const settings = await ask<{ name: string; setting: string }>(
      cluster.adminUrl,
      `select name, setting from pg_settings where name in
        ('fsync', 'full_page_writes', 'data_checksums', 'listen_addresses', 'server_encoding', 'TimeZone') order by name`,
    )
    assert.deepEqual(Object.fromEntries(settings.map((row) => [row.name, row.setting])), {
      TimeZone: 'UTC',
      data_checksums: 'on',
      fsync: 'on',
      full_page_writes: 'on',
      listen_addresses: '',
      server_encoding: 'UTF8',
    })
    await cluster.stop()
    assert.deepEqual(processesIn(dataDir), [])
    assert.equal(existsSync(`${dataDir}.lock`), false)
  })

  test(`${version}: a server that is killed is started again, with all that was committed`, async () => {
    const dataDir = join(folder, `kill${binaries.major}`)
    await using cluster = await startCluster({ dataDir, binaries })
    const before = cluster.pid()
    const pool = createPool({ url: cluster.url, name: 'test' })
    await pool.query('create table kept (id int primary key)')
    await pool.query('insert into kept select generate_series(1, 1000)')
    process.kill(before, 'SIGKILL')
    await eventually(async () => {
      const { rows } = await pool.query('select count(*) from kept')
      assert.deepEqual(rows, [{ count: 1000 }])
      assert.notEqual(cluster.pid(), before)
    })
    await pool.end()
  })

  test(`${version}: after a kill -9 of our process the next one takes the cluster over`, async () => {
    const dataDir = join(folder, `orphan${binaries.major}`)
    const first = spawn(
      process.execPath,
      ['--input-type=module', '-e', holderProgram, dataDir, JSON.stringify(binaries)],
      {
        cwd: import.meta.dirname,
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    await new Promise((resolve) => first.stdout.once('data', resolve))

    const guest = await startCluster({ dataDir, binaries })
    assert.equal(guest.owned, false)
    await guest.stop()
    await ask(guest.url, 'create table seen_by_both (id int)')

    const ended = new Promise((resolve) => first.once('exit', resolve))
    first.kill('SIGKILL')
    await ended
    await using next = await startCluster({ dataDir, binaries })
    assert.equal(next.owned, true)
    assert.equal(next.pid(), guest.pid())
    assert.deepEqual(await ask(next.url, 'select * from seen_by_both'), [])
    await next.stop()
    assert.deepEqual(processesIn(dataDir), [])
  })

  test(`${version}: when our process and the server are killed together, the next start recovers`, async () => {
    const dataDir = join(folder, `both${binaries.major}`)
    const first = spawn(
      process.execPath,
      ['--input-type=module', '-e', holderProgram, dataDir, JSON.stringify(binaries)],
      {
        cwd: import.meta.dirname,
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    await new Promise((resolve) => first.stdout.once('data', resolve))
    const guest = await startCluster({ dataDir, binaries })
    const ended = new Promise((resolve) => first.once('exit', resolve))
    first.kill('SIGKILL')
    process.kill(guest.pid(), 'SIGKILL')
    await ended
    await using next = await startCluster({ dataDir, binaries })
    assert.equal(next.owned, true)
    assert.notEqual(next.pid(), guest.pid())
    assert.equal((await ask(next.url, 'select 1')).length, 1)
  })

  test(`${version}: works below a folder only its owner may enter, on a path too long for a socket`, async () => {
    const closed = join(folder, `closed${binaries.major}`)
    mkdirSync(closed, { mode: 0o700 })
    const dataDir = join(closed, 'a-rather-long-folder-name-'.repeat(5), 'pg')
    await using cluster = await startCluster({ dataDir, binaries })
    assert.deepEqual(await ask(cluster.appUrl, `select '线索' as text`), [{ text: '线索' }])
  })
}

test('a program that stops its cluster as its last act ends by itself, in order', async () => {
  const dataDir = join(folder, 'last-act')
  const program = `
    import { startCluster } from './cluster.ts'
    await using cluster = await startCluster({ dataDir: process.argv.at(-1) })`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, dataDir], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  assert.equal(await new Promise((resolve) => child.once('exit', resolve)), 0)
  assert.deepEqual(processesIn(dataDir), [])
  assert.equal(existsSync(`${dataDir}.lock`), false)
})

const holderProgram = `
  import { startCluster } from './cluster.ts'
  const [dataDir, binaries] = process.argv.slice(-2)
  await startCluster({ dataDir, binaries: JSON.parse(binaries) })
  console.log('up')
  setInterval(() => {}, 1000)`
