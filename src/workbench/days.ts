/** Days and moments as they are read in China, whatever the clock of the browser is set to. */
import type { Language } from './doors/shapes.ts'

const zone = 'Asia/Shanghai'
const locale = { zh: 'zh-CN', en: 'en-GB' } as const

export const spokenInstant = (at: string, language: Language): string =>
  new Intl.DateTimeFormat(locale[language], {
    timeZone: zone,
    year: 'numeric',
    month: language === 'zh' ? '2-digit' : 'short',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(new Date(at))

export const spokenDay = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(locale[language], {
    timeZone: 'UTC',
    year: 'numeric',
    month: language === 'zh' ? 'numeric' : 'short',
    day: 'numeric',
  }).format(new Date(`${day}T00:00:00Z`))

/** Today with its day of the week. */
export const spokenToday = (language: Language, now = new Date()): string =>
  new Intl.DateTimeFormat(locale[language], {
    timeZone: zone,
    month: 'long',
    day: 'numeric',
    weekday: 'long',
  }).format(now)

/** The day it is in China at that moment, as yyyy-mm-dd. */
export const dayIn = (at: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date(at))

const DAY = 86_400_000

/** Whole calendar days from now to the day of `at`; negative when it is past. */
export function daysUntil(at: string, now = new Date()): number {
  const start = Date.parse(`${dayIn(now.toISOString())}T00:00:00Z`)
  return Math.round((Date.parse(`${dayIn(at)}T00:00:00Z`) - start) / DAY)
}
