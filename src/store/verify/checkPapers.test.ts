import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PoolClient } from 'pg'
import { paperTally } from './checkPapers.ts'

const paper = (nth: number, seq: number) => ({
  ...{ unit: '22:office', kind: 'answer', year: 2026, nth, seq },
  ...{ type: 'clue', document: 'answer', number: `复〔2026〕${String(nth)}号`, at: '', cancelledSeq: null },
})
/** A database whose counter stands at `last`. */
const counted = (last: number) =>
  // Only the one query is asked.
  ({
    query: () => Promise.resolve({ rows: [{ series: '22:office/answer', year: 2026, last }] }),
  }) as unknown as PoolClient

const found = async (tally: ReturnType<typeof paperTally>, last: number) =>
  (await tally.findings(counted(last))).map(({ what, where }) => [what, where.number, where.record])

test('a number that two entries hold is named with the record that has it too', async () => {
  const tally = paperTally()
  tally.add('a', [paper(1, 4), paper(2, 7)])
  tally.add('b', [paper(2, 3)])
  assert.deepEqual(await found(tally, 2), [['paperTwice', '22:office/answer 2026/2', 'b']])
})

test('a number that no entry issued, and one beyond the counter, are named', async () => {
  const tally = paperTally()
  tally.add('a', [paper(1, 1), paper(3, 2), paper(200, 3)])
  assert.deepEqual(await found(tally, 4), [
    ['paperMissing', '22:office/answer 2026/2', undefined],
    ['paperMissing', '22:office/answer 2026/4', undefined],
    ['paperUnknown', '22:office/answer 2026/200', undefined],
  ])
})
