import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Pool } from 'pg'
import { freshDatabase, type TestDatabase } from '#test/support/database.ts'
import { inScope, nobody, type Scope } from './scope.ts'

let database: TestDatabase
let pool: Pool
before(async () => {
  database = await freshDatabase()
  pool = database.pool
})
after(() => database[Symbol.asyncDispose]())

const scope: Scope = { keys: ['unit/clue.intake/22:clueCentre', 'a'], conflicts: ['b'] }
const keysHere = async (db: Pick<Pool, 'query'>) =>
  (await db.query<{ keys: string | null }>(`select current_setting('zs.keys', true) as keys`)).rows[0]?.keys

test('the first read of a scope has its keys, and the next user of the connection has none of them', async () => {
  for (let round = 0; round < 20; round++) {
    const [inside, pid] = await inScope(pool, scope, async (client) => {
      const keys = await keysHere(client)
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
      return [keys, rows[0]?.pid] as const
    })
    assert.equal(inside, scope.keys.join('\n'))
    const { rows } = await pool.query<{ keys: string | null; pid: number }>(
      `select current_setting('zs.keys', true) as keys, pg_backend_pid() as pid`,
    )
    assert.equal(rows[0]?.pid, pid)
    assert.ok((rows[0]?.keys ?? '') === '')
  }
})

test('what was read is not handed on when the scope could not be set', async () => {
  // No text of PostgreSQL holds a zero byte.
  const refused = inScope(pool, { ...nobody, keys: ['a\0b'] }, () => Promise.resolve('found'))
  await assert.rejects(refused, /invalid byte sequence/)
  assert.equal(await inScope(pool, scope, keysHere), scope.keys.join('\n'))
})

test('nothing can be written in a scope, and a read that fails ends it', async () => {
  await assert.rejects(
    inScope(pool, scope, (client) => client.query(`insert into zs.saved_view default values`)),
    /read-only transaction/,
  )
  await assert.rejects(
    inScope(pool, scope, (client) => client.query('select 1 / 0')),
    /division by zero/,
  )
  assert.equal((await keysHere(pool)) ?? '', '')
})
