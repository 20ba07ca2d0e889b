import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PublicStatus } from './portalOffice.ts'
import { publicTypes } from './publicTypes.ts'
import { isEnded, stagesAhead } from './stages.ts'

test('a report that has just come has its whole way ahead, whatever it is about', () => {
  for (const about of publicTypes) assert.equal(stagesAhead({ about, status: 'received' }).length, 4, about)
})

test('one step on, the way ahead is one step shorter, until the answer ends it', () => {
  for (const about of publicTypes) {
    let ahead = stagesAhead({ about, status: 'received' })
    while (ahead.length > 0) {
      const [status = 'closed', ...rest] = ahead
      assert.deepEqual(stagesAhead({ about, status }), rest)
      ahead = rest
    }
  }
})

test('who is asked for more, objects, or asks for a review is told what follows that', () => {
  assert.deepEqual(stagesAhead({ about: 'clue', status: 'moreWanted' }), [
    'passedOn',
    'beingVerified',
    'closed',
  ])
  assert.deepEqual(stagesAhead({ about: 'clue', status: 'reexamining' }), ['closed'])
  assert.deepEqual(stagesAhead({ about: 'petition', status: 'underReview' }), ['reviewed'])
  assert.deepEqual(stagesAhead({ about: 'complaint', status: 'reexamining' }), ['decided'])
})

test('nothing is promised after what ends a matter', () => {
  const ends: readonly (readonly ['clue' | 'petition' | 'complaint', PublicStatus])[] = [
    ['clue', 'outOfScope'],
    ['petition', 'toldElsewhere'],
    ['petition', 'ended'],
    ['petition', 'settled'],
    ['complaint', 'outOfScope'],
  ]
  for (const [about, status] of ends) assert.ok(isEnded({ about, status }), `${about} ${status}`)
})
