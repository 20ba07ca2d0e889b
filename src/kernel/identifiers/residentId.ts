import type { Identifier } from './identifier.ts'
import { withoutSeparators } from './plainText.ts'

/** First two digits: provinces of GB/T 2260, and 81–83 of the residence permits for Hong Kong, Macao, Taiwan. */
const provinces = new Set(
  (
    '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 ' +
    '61 62 63 64 65 71 81 82 83'
  ).split(' '),
)

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** ISO 7064 MOD 11-2 over the first 17 digits (GB 11643-1999, 3.2.4). */
function checkCharacter(first17: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(first17[at]), 0)
  return '10X98765432'.charAt(sum % 11)
}

/** Born between 1900 and 2099: which of these days lie in the future only a caller with a clock can say. */
function isCalendarDay(yyyymmdd: string): boolean {
  const year = Number(yyyymmdd.slice(0, 4))
  const month = Number(yyyymmdd.slice(4, 6))
  const day = Number(yyyymmdd.slice(6, 8))
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1900 && year <= 2099 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** Permanent-residence cards of foreigners (since 2023) put a 9 before the province. */
const isKnownArea = (digits: string): boolean =>
  provinces.has(digits.slice(0, 2)) || (digits.startsWith('9') && provinces.has(digits.slice(1, 3)))

/**
 * A resident identity number (GB 11643) as 18 characters. The 15-digit form issued until 1999 is completed to
 * 18 (century 19, check character), so that both spellings of one person's number are equal.
 */
export function normaliseResidentId(text: string): Identifier | undefined {
  const plain = withoutSeparators(text).toUpperCase()
  const full = /^\d{15}$/.test(plain) ? completed(plain) : plain
  if (!/^\d{17}[\dX]$/.test(full) || !isKnownArea(full)) return undefined
  if (!isCalendarDay(full.slice(6, 14)) || checkCharacter(full.slice(0, 17)) !== full[17]) return undefined
  return { kind: 'residentId', value: full }
}

function completed(fifteen: string): string {
  const first17 = `${fifteen.slice(0, 6)}19${fifteen.slice(6)}`
  return first17 + checkCharacter(first17)
}
