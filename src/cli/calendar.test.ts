import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  dueInWords,
  isRefusal,
  readShippedCalendar,
  readShippedHolidays,
  showDue,
  showYear,
  yearInWords,
  type Lang,
} from './calendar.ts'

const calendar = readShippedCalendar()

function year(text: string) {
  const shown = showYear(text, calendar, 'en')
  assert.ok(!isRefusal(shown))
  return shown
}
function due(date: string, term: string) {
  const shown = showDue(date, term, calendar, 'en')
  assert.ok(!isRefusal(shown))
  return shown
}

test('nine notices and two versions of the regulation are shipped', () => {
  assert.equal(readShippedHolidays().length, 11)
})

test('a year is shown day by day', () => {
  const days = year('2025')
  assert.equal(days.length, 365)
  assert.deepEqual(days[0], { date: '2025-01-01', kind: 'off', name: '元旦', provisional: false })
  const on = (date: string) => days.find((day) => day.date === date)
  assert.deepEqual(on('2025-04-27'), { date: '2025-04-27', kind: 'swapped', provisional: false })
  assert.deepEqual(on('2025-04-28'), { date: '2025-04-28', kind: 'working', provisional: false })
  assert.equal(year('2024').length, 366)
  assert.ok(year('2027').every(({ provisional }) => provisional))
})

test('an end is shown with the days that moved it', () => {
  assert.deepEqual(due('2025-09-29', '5d'), {
    start: '2025-09-28T16:00:00.000Z',
    term: '5d',
    due: '2025-10-09T15:59:59.999Z',
    provisional: false,
    days: [
      { day: '2025-09-29', counted: false, why: 'startDay' },
      { day: '2025-10-04', counted: true, why: 'counted', name: '国庆节' },
      { day: '2025-10-05', counted: false, why: 'movedPastOff', name: '国庆节' },
      { day: '2025-10-06', counted: false, why: 'movedPastOff', name: '中秋节' },
      { day: '2025-10-07', counted: false, why: 'movedPastOff', name: '国庆节' },
      { day: '2025-10-08', counted: false, why: 'movedPastOff', name: '国庆节' },
      { day: '2025-10-09', counted: false, why: 'movedPastOff' },
    ],
  })
  assert.deepEqual(
    due('2025-04-25', '1w').days.map(({ day, why }) => [day, why]),
    [
      ['2025-04-25', 'startDay'],
      ['2025-04-26', 'weekend'],
      ['2025-04-27', 'swappedWorkingDay'],
    ],
  )
  assert.equal(due('2026-12-20', '30d').provisional, true)
})

test('an instant is taken with its offset', () => {
  assert.equal(due('2025-01-28T10:00:00+08:00', '48h').due, '2025-01-30T02:00:00.000Z')
  assert.equal(due('2025-01-28T02:00:00.000Z', '48h').due, '2025-01-30T02:00:00.000Z')
})

test('what cannot be used is refused with a sentence in the language asked for', () => {
  const says = (shown: object) => (isRefusal(shown) ? `${shown.because}: ${shown.says}` : 'not refused')
  for (const bad of ['26', '0000', '20266', 'next', '', '1948', '3000', '2026 '])
    assert.match(says(showYear(bad, calendar, 'en')), /^badYear: ".*" is not a year/, bad)
  for (const bad of [
    '2025-02-30',
    '2025-1-1',
    'today',
    '',
    '2025-01-01T10:00',
    '0001-01-01',
    '9999-12-31',
    '3000-01-01T00:00Z',
  ])
    assert.match(says(showDue(bad, '5w', calendar, 'en')), /^badDate: ".*" is not a date/, bad)
  for (const bad of ['5', '5x', '-5w', '1.5h', '', '99999d'])
    assert.match(says(showDue('2025-01-01', bad, calendar, 'en')), /^badTerm: ".*" is not a term/, bad)
  assert.match(says(showDue('2025-01-01', '五天', calendar, 'zh')), /不是期限/)
  assert.match(says(showDue('昨天', '5w', calendar, 'zh')), /不是日期/)
  assert.match(says(showYear('今年', calendar, 'zh')), /不是年份/)
})

test('the longest term from the last day that is taken still has an end', () => {
  assert.match(due('2999-12-31', '9999m').due, /^3833-/)
})

test('the year in words names its notice, its holidays and the days worked in exchange', () => {
  const words = (text: string, lang: Lang) => yearInWords(year(text), calendar, lang).split('\n')
  assert.deepEqual(words('2025', 'en').slice(0, 6), [
    '2025, after notice 国办发明电〔2024〕12号',
    '248 working days, 117 days off',
    "Wed 2025-01-01  New Year's Day",
    'Sun 2025-01-26  worked in exchange for a holiday',
    'Tue 2025-01-28 to Tue 2025-02-04  Spring Festival',
    'Sat 2025-02-08  worked in exchange for a holiday',
  ])
  assert.equal(words('2020', 'zh')[0], '2020 年，依据：国办发明电〔2019〕16号、国办发明电〔2020〕1号')
  assert.ok(words('2020', 'zh').includes('2020-01-24 周五至2020-02-02 周日  春节'))
  assert.match(words('2027', 'zh')[0] ?? '', /暂定/)
  assert.match(words('2027', 'en')[0] ?? '', /provisional/)
  assert.equal(words('2018', 'en').at(-1), "Sun 2018-12-30 to Mon 2018-12-31  New Year's Day")
})

test('the end in words', () => {
  assert.equal(
    dueInWords(due('2025-04-25T09:30+08:00', '1w'), calendar, 'zh'),
    [
      '自 2025-04-25 09:30 起 1个工作日，至 2025-04-27 周日 23:59（北京时间）止。',
      '  2025-04-25 周五  起始日，不计',
      '  2025-04-26 周六  周末，不计',
      '  2025-04-27 周日  调休上班，计入',
    ].join('\n'),
  )
  const english = dueInWords(due('2026-12-28', '3d'), calendar, 'en')
  assert.match(english, /^3 days from 2026-12-28 00:00 end on Thu 2026-12-31 23:59 \(Beijing time\)\.$/m)
  assert.doesNotMatch(english, /Provisional/)
  const moved = dueInWords(due('2026-12-29', '3d'), calendar, 'en').split('\n')
  assert.match(moved[0] ?? '', /end on Mon 2027-01-04 23:59/)
  assert.match(moved[1] ?? '', /^Provisional/)
  assert.deepEqual(moved.slice(2), [
    '  Tue 2026-12-29  day of the start, not counted',
    "  Fri 2027-01-01  the last day, but off (New Year's Day)",
    '  Sat 2027-01-02  moved on',
    '  Sun 2027-01-03  moved on',
    '  Mon 2027-01-04  moved on',
  ])
})
