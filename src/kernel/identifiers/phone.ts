import type { Identifier } from './identifier.ts'
import { withoutSeparators } from './plainText.ts'

/** `13800001111`, also with +86, 0086, 86 or a trunk 0 before it, and with separators in it. */
export function normaliseMobile(text: string): Identifier | undefined {
  const value = /^(?:(?:00)?86|0)?(1[3-9]\d{9})$/.exec(withoutSeparators(text))?.[1]
  return value === undefined ? undefined : { kind: 'mobile', value }
}

/**
 * A fixed line with its area code as `0431-88881234`. Area codes: 010 and 02x take 8 digits, 03xx–09xx take
 * 7 or 8; subscriber numbers begin with 2–8. An extension (`转801`, `-801`) belongs to a desk and is dropped.
 */
export function normaliseLandline(text: string): Identifier | undefined {
  const [line = ''] = text.split(/转|ext/i)
  const digits = withoutSeparators(line)
  const matched =
    /^(?:(?:00)?860?|0)(10|2[0-57-9])([2-8]\d{7})$/.exec(digits) ??
    /^(?:(?:00)?860?|0)([3-9][1-9]\d)([2-8]\d{6,7})$/.exec(digits)
  if (matched === null) return undefined
  const [, area = '', subscriber = ''] = matched
  return { kind: 'landline', value: `0${area}-${subscriber}` }
}
