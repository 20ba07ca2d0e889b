/**
 * Days and instants of the office. The PRC has one civil time, Beijing time, UTC+8 all year
 * (no daylight saving since 1992), so a day is fixed arithmetic and needs no time-zone data.
 *
 *   PlainDate  'YYYY-MM-DD'                a day as an office in the PRC writes it
 *   Instant    'YYYY-MM-DDTHH:mm:ss.sssZ'  a point in time, always UTC, always milliseconds
 *
 * Both are fixed-width text, so order in time is order of strings: `a < b` compares.
 */

declare const plainDateBrand: unique symbol
declare const instantBrand: unique symbol

export type PlainDate = string & { readonly [plainDateBrand]: true }
export type Instant = string & { readonly [instantBrand]: true }

export const HOUR = 3_600_000
const DAY = 24 * HOUR

const PLAIN_DATE = /^\d{4}-\d{2}-\d{2}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/
const INSTANT_LENGTH = 24
const ISO_WITH_OFFSET = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/

/** Is this text a day that exists, written 'YYYY-MM-DD'? The 30th of February is not. */
export function isPlainDate(text: string): text is PlainDate {
  if (!PLAIN_DATE.test(text)) return false
  const millis = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(millis) && new Date(millis).toISOString().startsWith(text)
}

/** Is this text an instant in the one form the system writes? */
export function isInstant(text: string): text is Instant {
  if (!INSTANT.test(text)) return false
  const millis = Date.parse(text)
  return !Number.isNaN(millis) && new Date(millis).toISOString() === text
}

/** The day written so. Throws RangeError: use `isPlainDate` for what people type. */
export function plainDate(text: string): PlainDate {
  if (isPlainDate(text)) return text
  throw new RangeError(`expected a day as YYYY-MM-DD, found ${JSON.stringify(text)}`)
}

/** The instant written so. Throws RangeError: use `findInstant` for what people type. */
export function instant(text: string): Instant {
  if (isInstant(text)) return text
  throw new RangeError(`expected an instant as YYYY-MM-DDTHH:mm:ss.sssZ, found ${JSON.stringify(text)}`)
}

/** Reads ISO 8601 with seconds or not and any offset ('2025-04-28T09:00+08:00'); empty when it is not one. */
export function findInstant(text: string): Instant | undefined {
  const millis = ISO_WITH_OFFSET.test(text) && isPlainDate(text.slice(0, 10)) ? Date.parse(text) : NaN
  return Number.isNaN(millis) ? undefined : instantAt(millis)
}

/** The instant so many milliseconds after 1970-01-01T00:00:00Z. */
export function instantAt(millis: number): Instant {
  const text = new Date(millis).toISOString()
  // The form the system writes, but for years of more or fewer than four digits.
  return text.length === INSTANT_LENGTH ? (text as Instant) : instant(text)
}

/** Milliseconds since 1970-01-01T00:00:00Z. */
export const millisOf = (at: Instant): number => Date.parse(at)

export const addMillis = (at: Instant, millis: number): Instant => instantAt(millisOf(at) + millis)

// A deadline walks over hundreds of days, so the everyday steps work on the text itself, without Date.
// Valid text goes in and valid text comes out, which is what the assertions below rest on.

/** The day it is in the office at this instant: from 16:00 UTC on it is the next day in Beijing. */
export function dayOf(at: Instant): PlainDate {
  // The first ten characters of an instant are a day.
  const day = at.slice(0, 10) as PlainDate
  return at.slice(11, 13) < '16' ? day : addDays(day, 1)
}

/** The hour of the day, 0 to 23, Beijing time. */
export const hourOf = (at: Instant): number => (Number(at.slice(11, 13)) + 8) % 24

/** 00:00:00.000 of the day, Beijing time. */
// 16:00 UTC of the day before.
export const startOfDay = (day: PlainDate): Instant => `${addDays(day, -1)}T16:00:00.000Z` as Instant

/** 23:59:59.999 of the day, Beijing time: the last instant that is in time. */
// The same day in UTC, 15:59:59.999.
export const endOfDay = (day: PlainDate): Instant => `${day}T15:59:59.999Z` as Instant

export function addDays(day: PlainDate, days: number): PlainDate {
  const inMonth = Number(day.slice(8)) + days
  // Every month has the days 1 to 28.
  if (inMonth >= 1 && inMonth <= 28) return (day.slice(0, 8) + String(inMonth).padStart(2, '0')) as PlainDate
  return plainDate(new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10))
}

/** How many days from one day to the other; negative when `to` is earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY

/** The same day of a later (or earlier) month; the last day of that month where it is shorter. */
export function addMonths(day: PlainDate, months: number): PlainDate {
  const count = yearOf(day) * 12 + Number(day.slice(5, 7)) - 1 + months
  const first = new Date(0)
  first.setUTCFullYear(Math.floor(count / 12), count % 12, 1)
  const last = new Date(0)
  last.setUTCFullYear(Math.floor(count / 12), (count % 12) + 1, 0)
  first.setUTCDate(Math.min(Number(day.slice(8)), last.getUTCDate()))
  return plainDate(first.toISOString().slice(0, 10))
}

export const yearOf = (day: PlainDate): number => Number(day.slice(0, 4))

/** Saturday or Sunday. */
export function isWeekend(day: PlainDate): boolean {
  const weekday = new Date(Date.parse(`${day}T00:00:00Z`)).getUTCDay()
  return weekday === 0 || weekday === 6
}
