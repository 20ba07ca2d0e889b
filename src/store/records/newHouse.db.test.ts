/** A session keeps its plans, and the first are made while every table is empty: what is written then must not be looked through. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { freshDatabase } from '#test/support/database.ts'
import { transaction } from '../postgres/pool.ts'

/** A plan is kept from the sixth time on. */
const FIRST_ONES = 8
const RECORDS_AT_ONCE = 50
const ROUNDS = 6
const KEYS = 12

const clocks = Array.from({ length: KEYS }, (_, nth) => ({
  ...{ name: String(nth), run: 1, state: 'running', startedAt: '2026-01-05T00:00:00Z' },
  ...{ due: '2026-02-05T00:00:00Z', provisional: false, nextRungAt: null },
}))

const newRow = () => ({
  ...{ record: randomUUID(), type: 'clue', number: randomUUID(), state: 'received', version: 1, before: 0 },
  ...{ closed: false, outcome: null, title: 'a', due: null, fields: {} },
  ...{ openedAt: '2026-01-05T00:00:00Z', changedAt: '2026-01-05T00:00:00Z' },
  reach: Array.from({ length: KEYS }, (_, nth) => ({
    key: `unit/clue.intake/${String(nth)}`,
    role: 'intake',
    reason: {},
  })),
  ...{ named: ['a'], work: ['b'], clocks, links: [], files: [] },
})

test('in a house that was opened a moment ago, a record costs as little to write as the one before', async () => {
  await using database = await freshDatabase()
  const grown = await transaction(database.pool, async (client) => {
    const write = (records: number) =>
      client.query(`select zs.append('[]', '{}', '{}', $1, '[]')`, [
        JSON.stringify(Array.from({ length: records }, newRow)),
      ])
    const lookedAt = async (): Promise<number> => {
      const { rows } = await client.query<{ read: number }>(
        `select max(idx_tup_fetch + seq_tup_read)::integer as read from pg_stat_xact_user_tables where schemaname = 'zs'`,
      )
      return rows[0]?.read ?? 0
    }
    for (let nth = 0; nth < FIRST_ONES; nth++) await write(1)
    const rounds: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const before = await lookedAt()
      await write(RECORDS_AT_ONCE)
      rounds.push((await lookedAt()) - before)
    }
    return rounds
  })
  // Of no table more than each of its rows, twice.
  for (const read of grown) assert.ok(read > 0 && read <= 2 * RECORDS_AT_ONCE * KEYS, JSON.stringify(grown))
})

test('what is linked with a record is looked up, not looked through, in a house that was opened a moment ago', async () => {
  await using database = await freshDatabase()
  const read = await transaction(database.ownerPool, async (client) => {
    const linked = async (one: string) => {
      const { rows } = await client.query<{ id: string; direction: string }>({
        name: 'linked',
        text: 'select * from zs.linked($1, $2, $3)',
        values: [one, ['about'], [one]],
      })
      return rows.map(({ id, direction }) => `${direction} ${id}`).toSorted()
    }
    const write = (rows: readonly object[]) =>
      client.query(`select zs.append('[]', '{}', '{}', $1, '[]')`, [JSON.stringify(rows)])
    const seen = async (): Promise<number> => {
      const { rows } = await client.query<{ read: number }>(
        `select sum(idx_tup_fetch + seq_tup_read)::integer as read from pg_stat_xact_user_tables
         where schemaname = 'zs' and relname in ('record', 'link')`,
      )
      return rows[0]?.read ?? 0
    }
    for (let nth = 0; nth < FIRST_ONES; nth++) await linked(randomUUID())
    const [one, ...others] = Array.from({ length: RECORDS_AT_ONCE }, newRow)
    if (one === undefined) return assert.fail()
    await write([one, ...others])
    const [other = one] = others
    const links = [{ link: 'about', type: 'clue', id: one.record }]
    await write([
      { ...newRow(), links },
      { ...other, version: 2, before: 1, links },
    ])
    const before = await seen()
    const found = await linked(one.record)
    assert.equal(found.filter((each) => each.startsWith('to ')).length, 2)
    assert.ok(found.includes(`to ${other.record}`) && found.includes(`from ${one.record}`))
    return (await seen()) - before
  })
  assert.ok(read > 0 && read <= 10, String(read))
})
