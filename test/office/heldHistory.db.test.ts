/** A history that was held in memory while it was made is the one that the database would have made, to the last row. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rememberedReports } from '#server/demo/rememberedReports.ts'
import { numberReader, recomputeWith } from '#server/recompute.ts'
import { verifyAll } from '#store/verify/verifyAll.ts'
import { demoWorld, UNTIL } from './demoWorld.ts'

/** What the entries made, in an order of its own for each table; what is drawn or sealed at random is left out. */
const TABLES = {
  record: 'id, type, number, state, version, closed, outcome, title, due, opened_at, changed_at, fields',
  entry: 'record, seq, id, type, at',
  reach: 'record, key, role, reason',
  named: 'record, key',
  work: 'record, key, type, due',
  clock: 'record, name, type, run, state, started_at, due, provisional, next_rung_at',
  link: 'record, link, to_type, to_record',
  record_file: 'record, digest, name, type',
  register: 'number, record',
  counter: 'series, year, last',
  // Papers of one day are numbered in the order in which they come, and many walks are under way at once.
  paper: 'record, seq, type, document, unit, kind, year, issued_at, cancelled_seq',
  query_code: 'hash, record',
} as const

test('a history held in memory is the history written act by act', async () => {
  const made = async (held: boolean) => {
    const reports = await rememberedReports()
    await using world = await demoWorld({
      ...{ held, clues: 30, petitions: 3, complaints: 3, cases: 1, months: 4, missteps: 0.2 },
      similarTo: (record) => Promise.resolve(reports.similarTo(record)),
      onReport: (record) => reports.remember(record),
      sealed: () => Promise.resolve({}),
    })
    const { database, realm, masterKey, mark, demo, evidence } = world
    assert.deepEqual(demo.tally.problems, [])
    const rows = new Map<string, readonly string[]>()
    for (const [table, columns] of Object.entries(TABLES)) {
      const found = await database.ownerPool.query<object>(
        `select ${columns} from zs.${table} order by ${columns}`,
      )
      assert.ok(found.rows.length > 0, `nothing in ${table}`)
      rows.set(
        table,
        found.rows.map((row) => JSON.stringify(row)),
      )
    }
    const report = await verifyAll(database.ownerPool, {
      now: UNTIL,
      recompute: recomputeWith(realm, { master: masterKey, mark }),
      readNumber: numberReader(realm),
      evidence,
      master: masterKey,
    })
    assert.ok('sound' in report, JSON.stringify(report))
    assert.deepEqual(report.findings, [])
    return { rows, acts: demo.tally.acts }
  }
  const written = await made(false)
  const held = await made(true)
  assert.deepEqual(held.acts, written.acts)
  for (const [table, rows] of written.rows) {
    const others = new Set(held.rows.get(table))
    assert.deepEqual(
      rows.filter((row) => !others.has(row)).slice(0, 3),
      [],
      `${table}: ${String(rows.length)} rows, held ${String(others.size)}`,
    )
    assert.equal(others.size, rows.length, table)
  }
})
