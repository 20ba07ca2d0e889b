import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, addMillis, dayOf, endOfDay, HOUR, instant, plainDate, startOfDay } from '../time.ts'
import { dueAfter, pointAfter, pointBefore } from './dueAfter.ts'
import { realCalendar as calendar } from './realCalendar.fixture.ts'
import { formatTerm, isTerm, parseTerm, partsOf, spoken, type Term, type TermUnit } from './term.ts'

const morning = (day: string) => addMillis(startOfDay(plainDate(day)), 9 * HOUR)
const lastDay = (start: string, term: Term, options = {}) =>
  dayOf(dueAfter(morning(start), term, calendar, options).due)

test('a term is read strictly and spoken in both languages', () => {
  for (const good of ['48h', '30d', '5w', '3m', '0d', '9999d']) assert.equal(parseTerm(good), good)
  for (const bad of [
    '',
    '5',
    'w',
    '05w',
    '-5w',
    '+5w',
    '1.5h',
    '1e3d',
    ' 5w',
    '5w ',
    '5W',
    '5 w',
    '5y',
    '10000d',
    '٥w',
    '5w\n',
  ])
    assert.equal(isTerm(bad), false, JSON.stringify(bad))
  assert.deepEqual(partsOf('5w'), { count: 5, unit: 'w' })
  assert.equal(formatTerm({ count: 5, unit: 'w' }), '5w')
  assert.throws(() => partsOf('1.5h'), RangeError)
  assert.throws(() => formatTerm({ count: -1, unit: 'h' }), RangeError)
  assert.deepEqual(
    (['48h', '30d', '5w', '3m'] as const).map((term) => spoken(term, 'zh')),
    ['48小时', '30日', '5个工作日', '3个月'],
  )
  assert.deepEqual(
    (['1h', '30d', '5w', '1m'] as const).map((term) => spoken(term, 'en')),
    ['1 hour', '30 days', '5 working days', '1 month'],
  )
})

// Each due day was counted by hand on the notice.
const byHand: readonly (readonly [why: string, start: string, term: Term, due: string])[] = [
  ['29, 30 April, 6, 7, 8 May: the Labour Day holiday is 1 to 5 May', '2025-04-28', '5w', '2025-05-08'],
  [
    '28, 29, 30 April, 6, 7 May: a start on the worked Sunday is not counted',
    '2025-04-27',
    '5w',
    '2025-05-07',
  ],
  ['27 April is a Sunday worked in exchange and counts', '2025-04-25', '1w', '2025-04-27'],
  ['over Spring Festival: 26, 27 January, 5 February', '2025-01-24', '3w', '2025-02-05'],
  ['5 October is in the holiday of 1 to 8 October', '2025-09-05', '30d', '2025-10-09'],
  ['a Saturday moves to Monday', '2025-05-08', '2d', '2025-05-12'],
  ['a Sunday worked in exchange holds the end', '2025-09-21', '7d', '2025-09-28'],
  ['a Saturday before a worked Sunday moves by one day', '2025-09-20', '7d', '2025-09-28'],
  ['15 calendar days of 信访工作条例 art 22', '2025-06-10', '15d', '2025-06-25'],
  ['on the same day', '2025-06-10', '0d', '2025-06-10'],
  ['on the same day, received on a Sunday', '2025-06-15', '0d', '2025-06-16'],
  [
    'three months from the last of November end on the last of February, a Saturday',
    '2025-11-30',
    '3m',
    '2026-02-28',
  ],
  ['31 January plus a month is 28 February', '2025-01-31', '1m', '2025-02-28'],
  ['leap year', '2024-01-31', '1m', '2024-02-29'],
  ['5 July plus 3 months is 5 October, a holiday', '2025-07-05', '3m', '2025-10-09'],
]
for (const [why, start, term, due] of byHand)
  test(`${term} from ${start} end on ${due}: ${why}`, () => {
    assert.equal(lastDay(start, term), due)
    assert.equal(dueAfter(morning(start), term, calendar).due, endOfDay(plainDate(due)))
  })

test('28 February 2026 is a Saturday worked in exchange, which is why the three months may end there', () => {
  assert.equal(calendar.dayKind(plainDate('2026-02-28')).kind, 'swapped')
})

test('hours run through Spring Festival to the very instant', () => {
  assert.equal(
    dueAfter(instant('2025-01-27T02:20:00.000Z'), '48h', calendar).due,
    '2025-01-29T02:20:00.000Z',
    '29 January 2025 is New Year',
  )
  const day = dueAfter(instant('2025-10-01T02:20:00.000Z'), '24h', calendar)
  assert.equal(day.due, '2025-10-02T02:20:00.000Z')
  assert.deepEqual(
    day.days.map(({ day, hours }) => [day, hours]),
    [
      ['2025-10-01', 13 + 2 / 3],
      ['2025-10-02', 10 + 1 / 3],
    ],
  )
})

test('custody never moves', () => {
  assert.equal(lastDay('2025-09-05', '30d', { neverMoves: true }), '2025-10-05')
  assert.equal(lastDay('2025-07-05', '3m', { neverMoves: true }), '2025-10-05')
})

test('a start late in the evening in Beijing counts from the next day there', () => {
  assert.equal(dayOf(dueAfter(instant('2025-06-10T15:59:59.999Z'), '1d', calendar).due), '2025-06-11')
  assert.equal(dayOf(dueAfter(instant('2025-06-10T16:00:00.000Z'), '1d', calendar).due), '2025-06-12')
})

test('each day is explained', () => {
  const lines = dueAfter(morning('2025-04-25'), '4w', calendar).days
  assert.deepEqual(
    lines.map(({ day, why, counted, name }) => [day.slice(5), why, counted, name]),
    [
      ['04-25', 'startDay', false, undefined],
      ['04-26', 'weekend', false, undefined],
      ['04-27', 'swappedWorkingDay', true, undefined],
      ['04-28', 'counted', true, undefined],
      ['04-29', 'counted', true, undefined],
      ['04-30', 'counted', true, undefined],
    ],
  )
  const moved = dueAfter(morning('2025-09-28'), '5d', calendar).days.filter(({ counted }) => !counted)
  assert.deepEqual(
    moved.map(({ day, why, name }) => [day.slice(5), why, name]),
    [
      ['09-28', 'startDay', undefined],
      ['10-04', 'movedPastOff', '国庆节'],
      ['10-05', 'movedPastOff', '国庆节'],
      ['10-06', 'movedPastOff', '中秋节'],
      ['10-07', 'movedPastOff', '国庆节'],
      ['10-08', 'movedPastOff', '国庆节'],
      ['10-09', 'movedPastOff', undefined],
    ],
  )
})

test('what rests on a year without a notice says so; what rests on no notice does not', () => {
  const provisional = (start: string, term: Term, options = {}) =>
    dueAfter(morning(start), term, calendar, options).provisional
  assert.equal(provisional('2026-12-20', '5w'), false)
  assert.equal(provisional('2026-12-20', '15w'), true)
  assert.equal(provisional('2026-12-20', '30d'), true)
  assert.equal(provisional('2026-12-01', '30d'), false)
  assert.equal(provisional('2026-12-01', '31d'), true)
  assert.equal(provisional('2026-12-01', '30d', { neverMoves: true }), false)
  assert.equal(provisional('2027-02-05', '48h'), false)
  assert.equal(provisional('2027-02-05', '30d', { neverMoves: true }), false)
})

test('points before an end leave the whole day; points after it let the whole term pass', () => {
  const due = endOfDay(plainDate('2025-05-07'))
  assert.equal(pointBefore(due, '3d', calendar), startOfDay(plainDate('2025-05-04')))
  assert.equal(pointBefore(due, '2w', calendar), startOfDay(plainDate('2025-04-30')))
  assert.equal(pointBefore(due, '1m', calendar), startOfDay(plainDate('2025-04-07')))
  assert.equal(pointBefore(due, '24h', calendar), endOfDay(plainDate('2025-05-06')))
  assert.equal(pointAfter(due, '1d', calendar), startOfDay(plainDate('2025-05-09')))
  assert.equal(
    pointAfter(endOfDay(plainDate('2025-04-30')), '1w', calendar),
    startOfDay(plainDate('2025-05-07')),
  )
  assert.equal(pointAfter(due, '2h', calendar), addMillis(due, 2 * HOUR + 1))
  assert.equal(pointAfter(due, '0d', calendar), addMillis(due, 1))
})

const start = fc
  .tuple(fc.integer({ min: 0, max: 1200 }), fc.integer({ min: 0, max: 24 * HOUR - 1 }))
  .map(([days, millis]) => addMillis(startOfDay(addDays(plainDate('2024-01-01'), days)), millis))
const unit = fc.constantFrom<TermUnit>('h', 'd', 'w', 'm')
const count = fc.integer({ min: 0, max: 60 })

test('nothing but hours and what never moves ends on a day off', () => {
  fc.assert(
    fc.property(start, unit, count, (at, unit, count) => {
      const { due, days } = dueAfter(at, formatTerm({ count, unit }), calendar)
      if (unit === 'h') return days.length > 0 || count === 0
      return calendar.isWorkingDay(dayOf(due)) && due === endOfDay(dayOf(due))
    }),
  )
})

test('a longer term never ends earlier, and a later start never does', () => {
  fc.assert(
    fc.property(start, start, unit, count, count, fc.boolean(), (a, b, unit, m, n, neverMoves) => {
      const due = (at: typeof a, count: number) =>
        dueAfter(at, formatTerm({ count, unit }), calendar, { neverMoves }).due
      const [earlier, later] = a < b ? [a, b] : [b, a]
      return due(a, Math.min(m, n)) <= due(a, Math.max(m, n)) && due(earlier, m) <= due(later, m)
    }),
  )
})

test('the counted days are the term, no day is missing and none is there twice', () => {
  fc.assert(
    fc.property(start, unit, count, (at, unit, count) => {
      const { due, days } = dueAfter(at, formatTerm({ count, unit }), calendar)
      if (unit === 'h') {
        const hours = days.reduce((sum, { hours = 0 }) => sum + hours, 0)
        assert.ok(Math.abs(hours - count) < 1e-6)
      } else {
        assert.equal(days.at(-1)?.day, dayOf(due))
        if (unit !== 'm') assert.equal(days.filter(({ counted }) => counted).length, count)
      }
      days.forEach(({ day }, index) => assert.equal(day, addDays(dayOf(at), index)))
    }),
  )
})

test('working days are counted exactly: that many working days lie after the start up to the end', () => {
  fc.assert(
    fc.property(start, fc.integer({ min: 1, max: 60 }), (at, count) => {
      const due = dayOf(dueAfter(at, formatTerm({ count, unit: 'w' }), calendar).due)
      let working = 0
      for (let day = addDays(dayOf(at), 1); day <= due; day = addDays(day, 1))
        if (calendar.isWorkingDay(day)) working += 1
      assert.equal(working, count)
    }),
  )
})
