import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rankedBy, satisfactionOf } from './board.ts'

const of = (county: string, received: number, closed: number, verified: number) => ({
  county,
  tally: { received, closed, verified, rechecked: 0, upheld: 0 },
})

test('counties are ranked by the rate asked for; equals share a place, and nothing of nothing has none', () => {
  const rows = [of('a', 4, 2, 2), of('b', 4, 4, 1), of('c', 2, 1, 0), of('d', 3, 0, 0)]
  const places = (rate: 'closure' | 'verified') =>
    rankedBy(rows, rate).map(({ county, rank }) => [county, rank])
  assert.deepEqual(places('closure'), [
    ['b', 1],
    ['a', 2],
    ['c', 2],
    ['d', 4],
  ])
  assert.deepEqual(places('verified'), [
    ['a', 1],
    ['b', 2],
    ['c', 3],
    ['d', undefined],
  ])
})

test('who was not reached is neither satisfied nor dissatisfied', () => {
  const visits = (['satisfied', 'fair', 'notReached', 'satisfied'] as const).map((satisfaction, nth) => ({
    ...{ unit: null, satisfaction, count: nth + 1 },
  }))
  assert.deepEqual(satisfactionOf(visits), { reached: 7, satisfied: 5 })
})
