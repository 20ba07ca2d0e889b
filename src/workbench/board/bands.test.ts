import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bandsOf } from './bands.ts'
import { ageBucket, lastMonths, rateText } from './board.ts'

const board = {
  total: { received: 5, closed: 2, verified: 1, rechecked: 0, upheld: 0 },
  cells: [
    { county: '220102', source: 'letter', received: 3, closed: 2, verified: 1, rechecked: 0, upheld: 0 },
    { county: null, source: 'phone', received: 1, closed: 0, verified: 0, rechecked: 0, upheld: 0 },
    { county: '220104', source: null, received: 1, closed: 0, verified: 0, rechecked: 0, upheld: 0 },
  ],
  flow: [
    { state: 'toAssess', outcome: null, count: 2 },
    { state: 'verifying', outcome: null, count: 1 },
    { state: 'closed', outcome: 'filed', count: 1 },
    { state: 'archived', outcome: 'filed', count: 1 },
  ],
  closedStates: ['closed', 'archived'],
}

test('every clue leaves its source and arrives: the bands of each side are as wide as its bars', () => {
  const { columns, bands } = bandsOf(board)
  assert.deepEqual(
    columns.map((nodes) => nodes.map(({ code, count }) => `${code} ${count}`)),
    [
      ['letter 3', 'phone 1', ' 1'],
      ['open 3', 'closed 2'],
      ['toAssess 2', 'verifying 1', 'filed 2'],
    ],
  )
  for (const column of [0, 1]) {
    const wide = bands.filter((band) => band.column === column).reduce((sum, { size }) => sum + size, 0)
    assert.ok(Math.abs(wide - 260) < 1e-9)
  }
  // Nothing overlaps where it arrives.
  for (const column of [0, 1]) {
    const arriving = bands.filter((band) => band.column === column).toSorted((a, b) => a.to - b.to)
    arriving.forEach(({ to, size }, nth) => {
      assert.ok(to + size <= (arriving[nth + 1]?.to ?? Infinity) + 1e-9)
    })
  }
})

test('rates have two decimals, and nothing of nothing has none', () => {
  assert.deepEqual([rateText(3422, 3582), rateText(0, 4), rateText(0, 0)], ['95.53%', '0.00%', '—'])
})

test('buckets of age meet without gap', () => {
  assert.deepEqual(
    [0, 1, 2].map((nth) => ageBucket([8, 16], nth)),
    [
      [0, 7],
      [8, 15],
      [16, undefined],
    ],
  )
})

test('each of the last months stands there, those in which nothing came in too', () => {
  const off = (month: string) => ({ month, workingDays: 20, holidays: [] })
  const months = [{ month: '2025-12', received: 2, closed: 1, verified: 0, rechecked: 1, upheld: 1 }]
  const shown = lastMonths({ months, monthsOff: [off('2025-11'), off('2025-12')] })
  assert.deepEqual(
    shown.map(({ month, received, workingDays }) => [month, received, workingDays]),
    [
      ['2025-11', 0, 20],
      ['2025-12', 2, 20],
    ],
  )
})
