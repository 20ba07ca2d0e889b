/** A request period around the holidays of real years, and in a year whose notice is not there yet. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendarFrom } from '../deadlines/calendar.ts'
import { isHolidayNotice } from '../deadlines/holidayNotice.ts'
import { isAskedInTime, isOver } from '../deadlines/requestPeriod.ts'
import { realCalendar, realRules } from '../deadlines/realCalendar.fixture.ts'
import { rulebookOn, type RuleSet } from '../rulebook/rulebook.ts'
import { plainDate, startOfDay } from '../time.ts'
import type { TimeBook } from './clocks.ts'
import type { JournalEntry } from './entry.ts'
import { findRequestPeriod } from './requestPeriods.ts'

const declaration = {
  name: 'note',
  requestPeriods: {
    object: { since: { acts: ['answer', 'refuse'] }, asked: 'object' },
    appeal: { since: { day: 'toldOn' }, asked: 'appeal' },
  },
} as const
const term = (key: string, from: string, length: string): RuleSet => ({
  ...{ key, from: plainDate(from), source: '—' },
  content: {
    ...{ kind: 'decisionTable', inputs: {} },
    rows: [{ id: 'every', when: {}, then: { term: length }, says: { zh: '—', en: '—' }, source: '—' }],
  },
})
const sets = [term('note.object.term', '2018-01-01', '30d'), term('note.appeal.term', '2018-01-01', '1m')]
const bookWith = (calendar = realCalendar, rules: readonly RuleSet[] = sets): TimeBook => ({
  calendar,
  rulebookOn: (day) => rulebookOn(rules, day),
})
const answered = (action: string, on: string, last = true) =>
  ({ action, at: startOfDay(plainDate(on)), signature: { nth: 1, last } }) as unknown as JournalEntry
const until = (entries: readonly JournalEntry[], book = bookWith()) =>
  findRequestPeriod(declaration, 'object', { fields: {}, entries }, book)
const appeal = (toldOn: string, book = bookWith()) =>
  findRequestPeriod(declaration, 'appeal', { fields: { toldOn }, entries: [] }, book)

// [told on, last day of thirty, why]
const ends: readonly (readonly [string, string, string])[] = [
  [
    '2025-09-01',
    '2025-10-09',
    'the thirtieth day is National Day, the ninth of October the first day worked',
  ],
  ['2025-08-29', '2025-09-28', 'the thirtieth day is a Sunday worked in exchange for National Day'],
  ['2025-12-30', '2026-01-29', 'an ordinary Thursday stays'],
  ['2026-01-16', '2026-02-24', 'the thirtieth day is the eve of Spring Festival, which ends on the 23rd'],
  ['2025-04-03', '2025-05-06', 'the thirtieth day is a Saturday in the holidays of May'],
]
for (const [told, last, why] of ends)
  test(`told on ${told}, may ask until ${last}: ${why}`, () => {
    const period = until([answered('answer', told)])
    assert.deepEqual(
      [period?.until, period?.provisional, period?.basis],
      [last, false, 'note.object.term/every'],
    )
    assert.ok(isAskedInTime(period, plainDate(last)) && !isOver(period, plainDate(last)))
    const dayAfter = realCalendar.nextWorkingDay(plainDate(last))
    assert.ok(!isAskedInTime(period, dayAfter) && isOver(period, dayAfter))
  })

test('a month from a day that stands in a field ends after the holidays of the month that follows', () => {
  assert.equal(appeal('2025-09-05')?.until, '2025-10-09')
  assert.equal(appeal('2025-01-31')?.until, '2025-02-28')
})

test('the last of the acts counts, and a joint act when the last has signed', () => {
  const twice = [answered('answer', '2025-03-03'), answered('refuse', '2025-06-03')]
  assert.equal(until(twice)?.since, '2025-06-03')
  assert.equal(until([...twice, answered('answer', '2025-07-01', false)])?.since, '2025-06-03')
})

test('nothing runs before it begins, where no length was in force, and under a name that is not declared', () => {
  assert.equal(until([]), undefined)
  assert.equal(appeal('2017-12-31'), undefined)
  assert.equal(isAskedInTime(undefined, plainDate('2025-01-02')), false)
  assert.equal(isOver(undefined, plainDate('2025-01-02')), false)
  assert.throws(
    () => findRequestPeriod(declaration, 'toString', { fields: {}, entries: [] }, bookWith()),
    /declares no request period "toString"/,
  )
})

test('the length is that of the day on which it began', () => {
  const longer = [...sets, term('note.object.term', '2025-06-10', '60d')]
  assert.equal(until([answered('answer', '2025-06-09')], bookWith(realCalendar, longer))?.until, '2025-07-09')
  assert.equal(until([answered('answer', '2025-06-10')], bookWith(realCalendar, longer))?.until, '2025-08-11')
})

test('in a year without a notice the end is provisional, and moves when the notice comes', () => {
  const without2026 = calendarFrom(realRules.filter((rule) => !isHolidayNotice(rule) || rule.year !== 2026))
  const told = [answered('answer', '2026-01-16')]
  const before = until(told, bookWith(without2026))
  assert.deepEqual([before?.until, before?.provisional], ['2026-02-16', true])
  const after = until(told)
  assert.deepEqual([after?.until, after?.provisional], ['2026-02-24', false])
})
