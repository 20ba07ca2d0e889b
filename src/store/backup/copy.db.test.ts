import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { freshDatabase } from '#test/support/database.ts'
import { transaction, withClient } from '../postgres/pool.ts'
import { copyIn, copyOut } from './copy.ts'

test('rows go out and come in again unchanged, and the connection is free afterwards, whatever happened', async () => {
  await using database = await freshDatabase()
  const { ownerPool } = database
  await withClient(ownerPool, async (client) => {
    await client.query('create temporary table a (n bigint generated always as identity, t text, b bytea)')
    await client.query(
      `insert into a (t, b) select repeat('线\t索\\' || g, 50), decode(md5(g::text), 'hex') from generate_series(1, 20000) g`,
    )
    await client.query('create temporary table c (like a including identity)')
    const text = Buffer.concat(await Array.fromAsync(copyOut(client, 'copy a (n, t, b) to stdout')))
    await copyIn(
      client,
      'copy c (n, t, b) from stdin',
      Readable.from([text.subarray(0, 777), text.subarray(777)]),
    )
    const { rows } = await client.query<{ same: boolean; rows: number }>(
      `select (select count(*) from (select * from a except select * from c) d) = 0 as same, count(*) as rows from c`,
    )
    assert.deepEqual(rows, [{ same: true, rows: 20000 }])

    // Left half read: what is left passes by.
    for await (const part of copyOut(client, 'copy a to stdout')) {
      assert.ok(part.length > 0)
      break
    }
    assert.equal((await client.query('select 1 as one')).rowCount, 1)
    await assert.rejects(Array.fromAsync(copyOut(client, 'copy nowhere to stdout')), /nowhere/)
    await assert.rejects(
      copyIn(client, 'copy c (n) from stdin', Readable.from([Buffer.from('x\n')])),
      /bigint/,
    )
    assert.equal((await client.query('select 1 as one')).rowCount, 1)
  })
  // eslint-disable-next-line @typescript-eslint/require-await -- a source that breaks off at once
  const broken = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from('1\n')
    throw new Error('the disk is gone')
  }
  await assert.rejects(
    transaction(ownerPool, (client) => copyIn(client, 'copy zs.counter (year) from stdin', broken())),
    /the disk is gone/,
  )
})
