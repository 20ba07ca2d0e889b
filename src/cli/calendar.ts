/**
 * `zhunsheng calendar show YEAR` and `zhunsheng calendar due DATE TERM`. Pure but for the loader at the end: each
 * function takes what it needs and gives back a value or text to print.
 */

import { readdirSync, readFileSync } from 'node:fs'
import { calendarFrom, type Calendar, type Day } from '#kernel/deadlines/calendar.ts'
import { dueAfter } from '#kernel/deadlines/dueAfter.ts'
import {
  flawsOfNotice,
  isHolidayNotice,
  type HolidayRule,
  type HolidayStatute,
} from '#kernel/deadlines/holidayNotice.ts'
import { parseTerm, spoken, type Term } from '#kernel/deadlines/term.ts'
import type { DayLine, WhyOfDay } from '#kernel/deadlines/walk.ts'
import { addDays, dayOf, findInstant, isPlainDate, plainDate, startOfDay, yearOf } from '#kernel/time.ts'
import type { Instant, PlainDate } from '#kernel/time.ts'

export type Lang = 'zh' | 'en'

/** What was typed cannot be used; `says` tells what was expected. */
export interface CalendarRefusal {
  readonly refused: true
  readonly because: 'badYear' | 'badDate' | 'badTerm'
  readonly says: string
}

export interface ShownDay {
  readonly date: PlainDate
  readonly kind: Day['kind']
  readonly name?: string
  readonly provisional: boolean
}

export interface ShownDue {
  /** As it was understood: a plain day stands for its first instant, Beijing time. */
  readonly start: Instant
  readonly term: Term
  readonly due: Instant
  readonly provisional: boolean
  /** Days not counted, the last day if it was off and moved the end, and days counted only because of an exchange. */
  readonly days: readonly {
    readonly day: PlainDate
    readonly counted: boolean
    readonly why: WhyOfDay
    readonly name?: string
  }[]
}

/** The years a calendar can be asked for: long terms still end within four digits. */
const FIRST_YEAR = 1949
const LAST_YEAR = 2999

/** Every day of a year, in order: what `calendar show YEAR --json` prints. */
export function showYear(
  yearText: string,
  calendar: Calendar,
  lang: Lang,
): readonly ShownDay[] | CalendarRefusal {
  const year = /^\d{4}$/.test(yearText) ? Number(yearText) : NaN
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR))
    return refusal('badYear', {
      zh: `“${yearText}”不是年份。请用四位数字，${FIRST_YEAR} 至 ${LAST_YEAR}，如 2026。`,
      en: `"${yearText}" is not a year. Write four digits from ${FIRST_YEAR} to ${LAST_YEAR}, such as 2026.`,
    })[lang]
  const days: ShownDay[] = []
  for (let date = plainDate(`${year}-01-01`); yearOf(date) === year; date = addDays(date, 1)) {
    const { kind, name, provisional } = calendar.dayKind(date)
    days.push({ date, kind, ...(name === undefined ? {} : { name }), provisional })
  }
  return days
}

/** What `calendar due DATE TERM --json` prints. DATE is a day (its 00:00 in Beijing) or an ISO instant with offset. */
export function showDue(
  dateText: string,
  termText: string,
  calendar: Calendar,
  lang: Lang,
  options: { readonly neverMoves?: boolean } = {},
): ShownDue | CalendarRefusal {
  const start = isPlainDate(dateText) && inRange(dateText) ? startOfDay(dateText) : findInstant(dateText)
  if (start === undefined || !inRange(dayOf(start)))
    return refusal('badDate', {
      zh: `“${dateText}”不是日期。请写成 2026-01-05，或带时区的时刻 2026-01-05T09:30:00+08:00（${FIRST_YEAR} 至 ${LAST_YEAR} 年）。`,
      en: `"${dateText}" is not a date. Write 2026-01-05, or an instant with its offset such as 2026-01-05T09:30:00+08:00 (years ${FIRST_YEAR} to ${LAST_YEAR}).`,
    })[lang]
  const term = parseTerm(termText)
  if (term === undefined)
    return refusal('badTerm', {
      zh: `“${termText}”不是期限。请用 48h（小时）、30d（日）、5w（工作日）或 3m（月），整数，最大 9999。`,
      en: `"${termText}" is not a term. Write 48h (hours), 30d (days), 5w (working days) or 3m (months), whole numbers up to 9999.`,
    })[lang]
  const { due, provisional, days } = dueAfter(start, term, calendar, options)
  return {
    start,
    term,
    due,
    provisional,
    days: days
      .filter(
        ({ counted, why }, at) =>
          !counted || why === 'swappedWorkingDay' || days[at + 1]?.why === 'movedPastOff',
      )
      .map(({ day, counted, why, name }) => ({ day, counted, why, ...(name === undefined ? {} : { name }) })),
  }
}

export const isRefusal = (shown: object): shown is CalendarRefusal => 'refused' in shown

const refusal = (
  because: CalendarRefusal['because'],
  says: Record<Lang, string>,
): Record<Lang, CalendarRefusal> => ({
  zh: { refused: true, because, says: says.zh },
  en: { refused: true, because, says: says.en },
})

const inRange = (day: PlainDate) => yearOf(day) >= FIRST_YEAR && yearOf(day) <= LAST_YEAR

/** The year for a person: the notice it rests on, then each holiday and each day worked in exchange. */
export function yearInWords(days: readonly ShownDay[], calendar: Calendar, lang: Lang): string {
  const [first] = days
  if (!first) return ''
  const year = yearOf(first.date)
  const words = calendarWords[lang]
  const notice = calendar.findNotice(year)
  const numbers = [notice?.notice ?? notice?.source, ...(notice?.amendedBy ?? []).map(({ notice }) => notice)]
  const working = days.filter(({ kind }) => kind !== 'off').length
  const lines = [
    first.provisional
      ? words.provisionalYear(year)
      : words.year(year, numbers.filter(Boolean).join(words.comma)),
    words.totals(working, days.length - working),
  ]
  for (const [at, { date, kind, name }] of days.entries()) {
    const before = days[at - 1]
    if (kind === 'swapped') lines.push(`${dated(date, lang)}  ${words.swapped}`)
    if (name === undefined || before?.name === name) continue
    const rest = days.slice(at).findIndex((day) => day.name !== name)
    const last = days[rest === -1 ? days.length - 1 : at + rest - 1]?.date ?? date
    const called = (lang === 'en' && calendar.dayKind(date).en) || name
    lines.push(`${dated(date, lang)}${last === date ? '' : `${words.to}${dated(last, lang)}`}  ${called}`)
  }
  return lines.join('\n')
}

/** The answer for a person: until when, and which days moved it. */
export function dueInWords(
  { start, term, due, provisional, days }: ShownDue,
  calendar: Calendar,
  lang: Lang,
): string {
  const words = calendarWords[lang]
  const lines = [words.due(moment(start), spoken(term, lang), `${dated(dayOf(due), lang)} ${clock(due)}`)]
  if (provisional) lines.push(words.provisionalDue)
  for (const { day, why, name } of days) {
    const called =
      name === undefined ? '' : words.brackets((lang === 'en' && calendar.dayKind(day).en) || name)
    lines.push(`  ${dated(day, lang)}  ${words.why[why]}${called}`)
  }
  return lines.join('\n')
}

const calendarWords = {
  zh: {
    to: '至',
    comma: '、',
    year: (year: number, notice: string) => `${year} 年，依据：${notice}`,
    provisionalYear: (year: number) =>
      `${year} 年，暂定：放假安排通知尚未导入，只计周末和固定日期的法定节假日。`,
    totals: (working: number, off: number) => `工作日 ${working} 天，休息日 ${off} 天`,
    swapped: '调休上班',
    due: (start: string, term: string, due: string) => `自 ${start} 起 ${term}，至 ${due}（北京时间）止。`,
    provisionalDue: '暂定：所涉年份的放假安排通知尚未导入，到期日可能变化。',
    brackets: (text: string) => `（${text}）`,
    why: {
      startDay: '起始日，不计',
      // Only shown for a last day that moved the end.
      counted: '届满日逢休息日',
      weekend: '周末，不计',
      holiday: '节假日，不计',
      swappedWorkingDay: '调休上班，计入',
      movedPastOff: '顺延',
      suspended: '中止，不计',
    },
  },
  en: {
    to: ' to ',
    comma: ', ',
    year: (year: number, notice: string) => `${year}, after notice ${notice}`,
    provisionalYear: (year: number) =>
      `${year}, provisional: its holiday notice is not imported; only weekends and holidays on fixed dates are off.`,
    totals: (working: number, off: number) => `${working} working days, ${off} days off`,
    swapped: 'worked in exchange for a holiday',
    due: (start: string, term: string, due: string) => `${term} from ${start} end on ${due} (Beijing time).`,
    provisionalDue:
      'Provisional: the holiday notice for a year this rests on is not imported; the end may change.',
    brackets: (text: string) => ` (${text})`,
    why: {
      startDay: 'day of the start, not counted',
      counted: 'the last day, but off',
      weekend: 'weekend, not counted',
      holiday: 'holiday, not counted',
      swappedWorkingDay: 'worked in exchange, counted',
      movedPastOff: 'moved on',
      suspended: 'suspended, not counted',
    },
  },
} as const satisfies Record<Lang, { why: Record<DayLine['why'], string> } & Record<string, unknown>>

const weekdays = { zh: '日一二三四五六', en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] } as const

function dated(day: PlainDate, lang: Lang): string {
  const weekday = weekdays[lang][new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''
  return lang === 'zh' ? `${day} 周${weekday}` : `${weekday} ${day}`
}

/** The time of day in Beijing, to the minute. */
const clock = (at: Instant) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(11, 16)
const moment = (at: Instant) => `${dayOf(at)} ${clock(at)}`

/**
 * The holiday rules shipped with the program: rulebook/holidays/*.json, each file one rule or a list of them. A file
 * that is none is a broken installation and throws.
 */
export function readShippedHolidays(
  folder: URL = new URL('../../rulebook/holidays/', import.meta.url),
): readonly HolidayRule[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .flatMap((name) => {
      const content: unknown = JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
      return [content].flat().map((rule) => {
        if (isHolidayNotice(rule) || isStatute(rule)) return rule
        throw new Error(`rulebook/holidays/${name}: ${flawsOfNotice(rule).join(' ')}`)
      })
    })
}

export const readShippedCalendar = (): Calendar => calendarFrom(readShippedHolidays())

const isStatute = (rule: unknown): rule is HolidayStatute =>
  typeof rule === 'object' &&
  rule !== null &&
  'statute' in rule &&
  'from' in rule &&
  typeof rule.from === 'string' &&
  isPlainDate(rule.from) &&
  'days' in rule &&
  Array.isArray(rule.days)
