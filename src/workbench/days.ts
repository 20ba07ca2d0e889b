/** Days and moments as they are read in China, whatever the clock of the browser is set to. */
import type { Language } from './doors/shapes.ts'

const zone = 'Asia/Shanghai'
const locale = { zh: 'zh-CN', en: 'en-GB' } as const

/** Making a format costs more than using it a hundred times, and a list has thousands of days. */
const formats = {
  instant: both((language) => ({
    timeZone: zone,
    year: 'numeric',
    month: language === 'zh' ? '2-digit' : 'short',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  })),
  day: both((language) => ({
    timeZone: 'UTC',
    year: 'numeric',
    month: language === 'zh' ? 'numeric' : 'short',
    day: 'numeric',
  })),
  today: both(() => ({ timeZone: zone, month: 'long', day: 'numeric', weekday: 'long' })),
  plain: new Intl.DateTimeFormat('sv-SE', { timeZone: zone }),
}

function both(options: (language: Language) => Intl.DateTimeFormatOptions) {
  const made = (language: Language) => new Intl.DateTimeFormat(locale[language], options(language))
  return { zh: made('zh'), en: made('en') }
}

export const spokenInstant = (at: string, language: Language): string =>
  formats.instant[language].format(new Date(at))

export const spokenDay = (day: string, language: Language): string =>
  formats.day[language].format(new Date(`${day}T00:00:00Z`))

/** Today with its day of the week. */
export const spokenToday = (language: Language, now = new Date()): string =>
  formats.today[language].format(now)

/** The day it is in China at that moment, as yyyy-mm-dd. */
export const dayIn = (at: string): string => formats.plain.format(new Date(at))

const DAY = 86_400_000

/** Whole calendar days from now to the day of `at`; negative when it is past. */
export function daysUntil(at: string, now = new Date()): number {
  const start = Date.parse(`${dayIn(now.toISOString())}T00:00:00Z`)
  return Math.round((Date.parse(`${dayIn(at)}T00:00:00Z`) - start) / DAY)
}
