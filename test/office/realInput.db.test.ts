/** Real messages and narratives go in and are walked to all kinds of endings; none is lost. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { inputsOf } from '#cli/office.ts'
import { dayOf, addMonths } from '#kernel/time.ts'
import { findSharedData, sharedDataAbsent } from '#test/support/sharedData.ts'
import { demoWorld, UNTIL } from './demoWorld.ts'

const WALKED = Number(process.env['ZS_WALK'] ?? 60)
const mappings = join(import.meta.dirname, '../../src/cli/import/mappings')
const sources = [
  { file: 'complaints/messages.jsonl', map: join(mappings, 'complaints.json') },
  { file: 'narratives/narratives_dev.jsonl', map: join(mappings, 'narratives.json') },
]

for (const { file, map } of sources)
  test(`rows of ${file} are entered, walked and counted`, async (t) => {
    const path = findSharedData(file)
    if (path === undefined) {
      t.diagnostic(sharedDataAbsent(file))
      return
    }
    const firstDay = addMonths(dayOf(UNTIL), -6)
    const half = Math.ceil(WALKED / 2)
    const inputs = await inputsOf(path, map, half, firstDay)
    const rows = inputs.map((row) => ({
      ...row,
      receivedOn: String(row['receivedOn']) < firstDay ? row['receivedOn'] : firstDay,
    }))
    await using world = await demoWorld({ clues: rows.length, months: 6, seed: file, rows })
    assert.deepEqual(world.demo.tally.problems, [])
    const { rows: stored } = await world.database.ownerPool.query<{
      content: string
      closed: boolean
      outcome: string | null
    }>(`select fields ->> 'content' as content, closed, outcome from zs.record where type = 'clue'`)
    assert.equal(stored.length, rows.length)
    // Nothing lost, nothing garbled: the texts that went in stand in the records.
    assert.deepEqual(
      stored.map(({ content }) => content).toSorted(),
      inputs.map((row) => String(row['content'])).toSorted(),
    )
    const open = stored.filter(({ closed }) => !closed).length
    const byOutcome = stored.filter(({ closed, outcome }) => closed && outcome !== null).length
    assert.equal(stored.length, open + byOutcome)
    assert.ok(byOutcome > rows.length / 4, `only ${String(byOutcome)} were walked to an end`)
    t.diagnostic(`${String(rows.length)} rows: ${String(open)} open, ${String(byOutcome)} closed by outcome`)
  })
