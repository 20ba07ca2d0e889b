import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { freshDatabase } from '#test/support/database.ts'
import { createPool, transaction, withClient } from './pool.ts'

test('numbers, days and instants come back as plain values, in arrays too', async () => {
  await using database = await freshDatabase()
  const { rows } = await database.pool.query(`select
    9007199254740991::int8 as safe, 9007199254740993::int8 as large, array[1, null]::int8[] as numbers,
    date '2026-02-28' as day, array[date '2026-02-28'] as days, timestamp '2026-02-28 08:00:00' as wall,
    timestamptz '2026-02-28 08:00:00.123456+08' as instant, array[timestamptz '2026-02-28 08:00+08', null] as instants,
    timestamptz 'infinity' as never, 0.10::numeric as exact, true as yes, array['a', null, '线"索'] as texts`)
  assert.deepEqual(rows, [
    {
      safe: 9007199254740991,
      large: 9007199254740993n,
      numbers: [1, null],
      day: '2026-02-28',
      days: ['2026-02-28'],
      wall: '2026-02-28 08:00:00',
      instant: '2026-02-28T00:00:00.123Z',
      instants: ['2026-02-28T00:00:00.000Z', null],
      never: 'infinity',
      exact: '0.10',
      yes: true,
      texts: ['a', null, '线"索'],
    },
  ])
})

test('an instant is the same whatever the time zone of the session', async () => {
  await using database = await freshDatabase()
  await withClient(database.pool, async (client) => {
    for (const zone of ['Asia/Shanghai', 'Asia/Kolkata', 'America/New_York']) {
      await client.query(`set timezone = '${zone}'`)
      const { rows } = await client.query(`select timestamptz '2026-02-28 08:00:00.5+08' as instant`)
      assert.deepEqual(rows, [{ instant: '2026-02-28T00:00:00.500Z' }], zone)
    }
  })
})

test('a transaction that throws leaves nothing, and its connection is usable again', async () => {
  await using database = await freshDatabase()
  await database.ownerPool.query('create table zs.t (id int primary key)')
  const one = createPool({ url: database.ownerUrl, name: 'test', max: 1 })
  await assert.rejects(
    transaction(one, async (client) => {
      await client.query('insert into zs.t values (1)')
      throw new Error('changed my mind')
    }),
    /changed my mind/,
  )
  await assert.rejects(
    transaction(one, async (client) => {
      await client.query('insert into zs.t values (2)')
      await client.query('insert into zs.t values (2)')
    }),
    { code: '23505' },
  )
  await transaction(one, (client) => client.query('insert into zs.t values (3)'))
  assert.deepEqual((await one.query('select id from zs.t')).rows, [{ id: 3 }])
  await one.end()
})

test('a read-only transaction refuses to write', async () => {
  await using database = await freshDatabase()
  await database.ownerPool.query('create table zs.t (id int)')
  const write = transaction(
    database.ownerPool,
    (client) => client.query('insert into zs.t values (1)'),
    'repeatable read, read only',
  )
  await assert.rejects(write, { code: '25006' })
})

test('a statement that runs too long is ended by the server', async () => {
  await using database = await freshDatabase()
  const hasty = createPool({ url: database.appUrl, name: 'test', statementTimeout: 100 })
  await assert.rejects(hasty.query('select pg_sleep(10)'), { code: '57014' })
  await hasty.end()
})

test('a connection that breaks inside a transaction is an error of that transaction and of nothing else', async () => {
  await using database = await freshDatabase()
  const { ownerPool, pool } = database
  const broken = transaction(pool, async (client) => {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    const superuser = createPool({ url: database.adminUrl, name: 'test' })
    await superuser.query('select pg_terminate_backend($1)', [rows[0]?.pid])
    await superuser.end()
    // Nobody is asking the server anything while its farewell arrives.
    await sleep(100)
    await client.query('select 1')
  })
  await assert.rejects(broken)
  assert.equal((await pool.query('select 1')).rowCount, 1)
  assert.equal((await ownerPool.query('select 1')).rowCount, 1)
})

test('many test processes share one template without getting in each other’s way', async () => {
  const databases = await Promise.all(Array.from({ length: 8 }, () => freshDatabase()))
  assert.equal(new Set(databases.map((database) => database.name)).size, 8)
  await Promise.all(databases.map((database) => database[Symbol.asyncDispose]()))
})
