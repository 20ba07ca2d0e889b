import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  addDays,
  addMonths,
  dayOf,
  endOfDay,
  findInstant,
  instant,
  isInstant,
  isPlainDate,
  plainDate,
  startOfDay,
} from './time.ts'

test('only a day that exists is a day', () => {
  for (const good of ['2024-02-29', '1999-12-31']) assert.equal(isPlainDate(good), true, good)
  for (const bad of [
    '2025-02-29',
    '2025-13-01',
    '2025-1-1',
    '20250101',
    '2025-01-01 ',
    '2025-01-01T00:00:00Z',
    '',
  ])
    assert.equal(isPlainDate(bad), false, bad)
  assert.throws(() => plainDate('2025-02-30'), RangeError)
})

test('an instant has one spelling, and people may type others', () => {
  assert.equal(isInstant('2025-04-28T01:00:00.000Z'), true)
  for (const bad of ['2025-04-28T01:00:00Z', '2025-04-28T25:00:00.000Z', '2025-02-30T01:00:00.000Z'])
    assert.equal(isInstant(bad), false, bad)
  assert.equal(findInstant('2025-04-28T09:00+08:00'), '2025-04-28T01:00:00.000Z')
  assert.equal(findInstant('2025-04-28T01:00:00Z'), '2025-04-28T01:00:00.000Z')
  for (const bad of ['2025-04-28', '2025-04-28T09:00', '2025-02-30T09:00Z', 'tomorrow'])
    assert.equal(findInstant(bad), undefined, bad)
})

test('the day turns at midnight in Beijing, not in Greenwich', () => {
  assert.equal(dayOf(instant('2025-04-27T15:59:59.999Z')), '2025-04-27')
  assert.equal(dayOf(instant('2025-04-27T16:00:00.000Z')), '2025-04-28')
  assert.equal(startOfDay(plainDate('2025-04-28')), '2025-04-27T16:00:00.000Z')
  assert.equal(endOfDay(plainDate('2025-04-28')), '2025-04-28T15:59:59.999Z')
})

test('days and months are counted over year ends, and a month that is too short ends on its last day', () => {
  assert.equal(addDays(plainDate('2024-12-31'), 1), '2025-01-01')
  assert.equal(addDays(plainDate('2025-03-01'), -1), '2025-02-28')
  assert.equal(addMonths(plainDate('2025-11-30'), 3), '2026-02-28')
  assert.equal(addMonths(plainDate('2023-11-30'), 3), '2024-02-29')
  assert.equal(addMonths(plainDate('2025-01-15'), -1), '2024-12-15')
  assert.equal(addMonths(plainDate('2025-05-31'), 12), '2026-05-31')
})

test('the arithmetic on text agrees with Date over every day and hour of six years', () => {
  const eight = 8 * 3_600_000
  for (let millis = Date.UTC(2023, 10, 1); millis < Date.UTC(2029, 1, 1); millis += 3_600_000) {
    const local = new Date(millis + eight).toISOString().slice(0, 10)
    const at = instant(new Date(millis).toISOString())
    if (dayOf(at) !== local) assert.fail(`${at} is ${local}, not ${dayOf(at)}`)
    if (!at.endsWith('T16:00:00.000Z')) continue
    const day = plainDate(local)
    assert.equal(startOfDay(day), at)
    assert.equal(endOfDay(day), new Date(millis + 24 * 3_600_000 - 1).toISOString())
    for (const days of [-400, -29, -28, -1, 0, 1, 2, 28, 29, 400])
      assert.equal(
        addDays(day, days),
        new Date(millis + eight + days * 86_400_000).toISOString().slice(0, 10),
      )
  }
})
