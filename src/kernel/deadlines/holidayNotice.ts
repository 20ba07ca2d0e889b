/**
 * The yearly notice of the State Council's General Office on days off (国务院办公厅关于…年部分节假日安排的通知), as data.
 *
 *   { "year": 2026, "notice": "国办发明电〔2025〕7号", "issued": "2025-11-04", "source": "https://…",
 *     "off":     [{ "from": "2026-01-01", "to": "2026-01-03", "name": "元旦", "en": "New Year's Day" }, …],
 *     "working": ["2026-01-04", …] }
 *
 * `off` runs over weekends as the notice does. `working` are the weekend days worked in exchange (调休).
 * A notice may name days of the December before its year (2019: 29 December 2018 was worked), never other years' days.
 * `amendedBy` lists later notices whose changes are already in `off` and `working`.
 */

import { isPlainDate, isWeekend, yearOf, type PlainDate } from '../time.ts'

export interface HolidayNotice {
  readonly year: number
  /** Number of the document, null while it is not known. */
  readonly notice: string | null
  readonly issued: PlainDate | null
  readonly source: string
  readonly daysFrom?: string
  readonly off: readonly DaysOff[]
  readonly working: readonly PlainDate[]
  readonly amendedBy?: readonly Amendment[]
}

export interface DaysOff {
  readonly from: PlainDate
  readonly to: PlainDate
  readonly name: string
  readonly en?: string
}

export interface Amendment {
  readonly notice: string
  readonly issued: PlainDate
  readonly source: string
  /** What changed, as a sentence. */
  readonly changed: string
}

/**
 * The days off that stand in the regulation itself (全国年节及纪念日放假办法 art 2) on fixed dates, in force from `from`
 * to `to` (null: still). They are what is known of a year before its notice; festivals of the moon calendar are not guessed.
 */
export interface HolidayStatute {
  readonly statute: string
  readonly from: PlainDate
  readonly to: PlainDate | null
  readonly source: string
  /** `from` and `to` as 'MM-DD'. */
  readonly days: readonly {
    readonly from: string
    readonly to: string
    readonly name: string
    readonly en?: string
  }[]
}

export type HolidayRule = HolidayNotice | HolidayStatute

/** What is wrong with a notice somebody wants to import, one sentence each; empty when it can be used. */
export function flawsOfNotice(value: unknown): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return ['A notice is one JSON object.']
  const { year, notice, issued, source, off, working }: Partial<Record<keyof HolidayNotice, unknown>> = value
  if (typeof year !== 'number' || !Number.isInteger(year) || year < 1949 || year > 9998)
    return ['`year` is not a year.']
  const flaws: string[] = []
  if (notice !== null && (typeof notice !== 'string' || notice.trim() === ''))
    flaws.push('`notice` must be the number of the document, such as 国办发明电〔2025〕7号, or null.')
  if (issued !== null && !isDay(issued)) flaws.push('`issued` must be a day as YYYY-MM-DD, or null.')
  if (typeof source !== 'string' || source.trim() === '')
    flaws.push('`source` must say where the notice was found.')
  const mayName = (day: PlainDate) => yearOf(day) === year || day.startsWith(`${year - 1}-12-`)

  const offDays: PlainDate[] = []
  if (!Array.isArray(off) || off.length === 0) flaws.push('`off` must list the days off.')
  else
    for (const [at, range] of off.entries()) {
      const { from, to, name } = Object(range) as { from?: unknown; to?: unknown; name?: unknown }
      if (!isDay(from) || !isDay(to) || from > to)
        flaws.push(`off[${at}]: from and to must be days in order.`)
      else if (!mayName(from) || !mayName(to)) flaws.push(`off[${at}]: ${from} to ${to} is not in ${year}.`)
      else offDays.push(from, to)
      if (typeof name !== 'string' || name === '') flaws.push(`off[${at}]: the holiday has no name.`)
    }

  if (!Array.isArray(working))
    flaws.push('`working` must list the weekend days worked in exchange (it may be empty).')
  else
    for (const day of working) {
      if (!isDay(day)) flaws.push(`working: ${JSON.stringify(day)} is not a day as YYYY-MM-DD.`)
      else if (!mayName(day)) flaws.push(`working: ${day} is not in ${year}.`)
      else if (!isWeekend(day)) flaws.push(`working: ${day} is not a Saturday or Sunday.`)
      else if (offDays.some((from, at) => at % 2 === 0 && from <= day && day <= (offDays[at + 1] ?? from)))
        flaws.push(`working: ${day} is also named as a day off.`)
    }
  return flaws
}

export const isHolidayNotice = (value: unknown): value is HolidayNotice => flawsOfNotice(value).length === 0

const isDay = (value: unknown): value is PlainDate => typeof value === 'string' && isPlainDate(value)
