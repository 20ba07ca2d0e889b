import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { addDays, isWeekend, plainDate, type PlainDate } from '../time.ts'
import { extractHolidays } from '../../../scripts/extract-holidays.ts'
import { calendarFrom } from './calendar.ts'
import { flawsOfNotice, isHolidayNotice, type HolidayNotice } from './holidayNotice.ts'
import { realCalendar, realRules } from './realCalendar.fixture.ts'

const folder = new URL('../../../rulebook/holidays/', import.meta.url)
const shipped = readdirSync(folder)
  .filter((name) => /^\d{4}\.json$/.test(name))
  .map((name): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
const day = plainDate

test('the shipped notices are what the extraction gives, year by year', () => {
  assert.deepEqual(
    shipped,
    extractHolidays().map((notice): unknown => JSON.parse(JSON.stringify(notice))),
  )
})

test('each day from 2018 to 2026 is what the package says it is', () => {
  const calendar = calendarFrom(shipped.filter(isHolidayNotice))
  const require = createRequire(import.meta.url)
  let days = 0
  for (let year = 2018; year <= 2026; year += 1) {
    // The package's own layout, one file a year.
    const { holidays, workdays } = require(`chinese-days/dist/years/${year}.json`) as Record<string, object>
    for (let at = day(`${year}-01-01`); at <= `${year}-12-31`; at = addDays(at, 1)) {
      const expected =
        workdays && at in workdays
          ? 'swapped'
          : isWeekend(at) || (holidays && at in holidays)
            ? 'off'
            : 'working'
      assert.equal(calendar.dayKind(at).kind, expected, at)
      assert.equal(calendar.dayKind(at).provisional, false, at)
      days += 1
    }
  }
  assert.equal(days, 9 * 365 + 2)
})

test('every shipped notice has a number, a day of issue and no flaw', () => {
  for (const notice of shipped) {
    assert.deepEqual(flawsOfNotice(notice), [])
    assert.ok(isHolidayNotice(notice) && notice.notice?.startsWith('国办发明电〔') && notice.issued !== null)
  }
})

test('a holiday, a weekend, a weekend worked in exchange and a working day are told apart', () => {
  const kind = (text: string) => realCalendar.dayKind(day(text))
  assert.deepEqual(kind('2025-05-02'), { kind: 'off', name: '劳动节', en: 'Labour Day', provisional: false })
  assert.deepEqual(kind('2025-05-10'), { kind: 'off', provisional: false })
  assert.deepEqual(kind('2025-04-27'), { kind: 'swapped', provisional: false })
  assert.deepEqual(kind('2025-05-06'), { kind: 'working', provisional: false })
  assert.equal(realCalendar.nextWorkingDay(day('2025-09-30')), '2025-10-09')
  assert.equal(realCalendar.nextWorkingDay(day('2025-04-26')), '2025-04-27')
})

test('a year without a notice has weekends and fixed holidays only, and says it is provisional', () => {
  const off = []
  for (let at = day('2027-01-01'); at <= '2027-12-31'; at = addDays(at, 1)) {
    const { kind, provisional, name } = realCalendar.dayKind(at)
    assert.equal(provisional, true)
    assert.notEqual(kind, 'swapped')
    if (name !== undefined) off.push(at)
    else assert.equal(kind, isWeekend(at) ? 'off' : 'working', at)
  }
  assert.deepEqual(off, ['2027-01-01', '2027-05-01', '2027-05-02', '2027-10-01', '2027-10-02', '2027-10-03'])
  const old = calendarFrom(realRules.filter((rule) => 'statute' in rule))
  assert.equal(old.dayKind(day('2024-05-02')).kind, 'working', '2 May became a holiday in 2025')
})

test('of two notices that name a day, the later one says what it is, in whatever order they are read', () => {
  const notice = (issued: string, off: [string, string][], working: string[]): HolidayNotice => ({
    year: 2020,
    notice: `a notice of ${issued}`,
    issued: day(issued),
    source: 'test',
    off: off.map(([from, to]) => ({ from: day(from), to: day(to), name: '春节' })),
    working: working.map(day),
  })
  const first = notice('2019-11-21', [['2020-01-24', '2020-01-30']], ['2020-01-19', '2020-02-01'])
  const second = notice('2020-01-26', [['2020-01-31', '2020-02-02']], [])
  for (const calendar of [calendarFrom([first, second]), calendarFrom([second, first])]) {
    assert.equal(calendar.dayKind(day('2020-02-01')).kind, 'off')
    assert.equal(calendar.dayKind(day('2020-01-19')).kind, 'swapped')
    assert.equal(calendar.findNotice(2020)?.issued, '2020-01-26')
  }
  assert.equal(calendarFrom([first]).dayKind(day('2020-02-01')).kind, 'swapped')
})

test('a new notice changes days it names and days of its own year, and no others', () => {
  const notice2027: HolidayNotice = {
    year: 2027,
    notice: 'a notice for 2027',
    issued: day('2026-11-05'),
    source: 'test',
    off: [{ from: day('2027-01-01'), to: day('2027-01-03'), name: '元旦' }],
    working: [day('2026-12-27')],
  }
  assert.deepEqual(flawsOfNotice(notice2027), [])
  const after = calendarFrom([...realRules, notice2027])
  const changed: PlainDate[] = []
  for (let at = day('2024-01-01'); at <= '2028-12-31'; at = addDays(at, 1))
    if (JSON.stringify(after.dayKind(at)) !== JSON.stringify(realCalendar.dayKind(at))) changed.push(at)
  assert.deepEqual(
    changed.filter((at) => !at.startsWith('2027')),
    ['2026-12-27'],
  )
  assert.equal(changed.length, 366, 'every day of 2027 is no longer provisional')
})

test('a malformed notice is refused with a sentence for each flaw', () => {
  const good = {
    year: 2027,
    notice: null,
    issued: null,
    source: 'test',
    off: [{ from: '2027-01-01', to: '2027-01-03', name: '元旦' }],
    working: ['2027-01-09'],
  }
  const flaws = (change: object) => flawsOfNotice({ ...good, ...change }).join(' ')
  assert.equal(flaws({}), '')
  assert.match(flawsOfNotice([]).join(' '), /one JSON object/)
  assert.match(flaws({ year: '2027' }), /`year` is not a year/)
  assert.match(flaws({ notice: '' }), /`notice` must be/)
  assert.match(flaws({ issued: '2027-02-30' }), /`issued` must be/)
  assert.match(flaws({ source: undefined }), /`source` must say/)
  assert.match(flaws({ off: [] }), /`off` must list/)
  assert.match(flaws({ off: [{ from: '2027-01-03', to: '2027-01-01', name: '元旦' }] }), /days in order/)
  assert.match(flaws({ off: [{ from: '2026-11-30', to: '2027-01-01', name: '元旦' }] }), /not in 2027/)
  assert.match(flaws({ off: [{ from: '2027-01-01', to: '2027-01-01' }] }), /no name/)
  assert.match(flaws({ off: [null] }), /days in order/)
  assert.match(flaws({ working: '2027-01-09' }), /`working` must list/)
  assert.match(flaws({ working: ['2027-01-08'] }), /not a Saturday or Sunday/)
  assert.match(flaws({ working: ['2028-01-08'] }), /not in 2027/)
  assert.match(flaws({ working: ['2027-01-02'] }), /also named as a day off/)
  assert.match(flaws({ working: [20270109] }), /not a day/)
})
