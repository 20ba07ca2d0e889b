import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayIn, daysUntil, spokenDay, spokenInstant } from './days.ts'

test('a moment is read in China, wherever the browser is', () => {
  assert.equal(dayIn('2026-11-22T16:30:00.000Z'), '2026-11-23')
  assert.match(spokenInstant('2026-11-22T16:30:00.000Z', 'zh'), /2026.11.23 00:30/)
  assert.equal(spokenDay('2026-11-23', 'en'), '23 Nov 2026')
})

test('days are counted by the calendar of China, not by hours', () => {
  const now = new Date('2026-11-22T15:59:00.000Z')
  assert.equal(daysUntil('2026-11-22T15:59:59.999Z', now), 0)
  assert.equal(daysUntil('2026-11-22T16:00:00.000Z', now), 1)
  assert.equal(daysUntil('2026-11-20T15:59:59.999Z', now), -2)
})
