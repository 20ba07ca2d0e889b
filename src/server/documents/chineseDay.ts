/** Days and instants as an office in the PRC prints them: Arabic numerals, no leading zeros (GB/T 9704-2012, 7.3.5.4). */
import { addMillis, dayOf, HOUR, type Instant, type PlainDate } from '#kernel/time.ts'

/** `2026年11月2日` */
export const chineseDay = (day: PlainDate): string =>
  `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`

/** `2026年11月2日 9:05`, Beijing time. */
export function chineseInstant(at: Instant): string {
  const local = addMillis(at, 8 * HOUR)
  return `${chineseDay(dayOf(at))} ${Number(local.slice(11, 13))}:${local.slice(14, 16)}`
}
