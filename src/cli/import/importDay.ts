/**
 * A day as people and spreadsheets write it → `YYYY-MM-DD`, or undefined where it is not a day or could be two.
 * An instant with a zone counts as the day it was in Beijing (UTC+8), where the platform keeps its calendar; without zone
 * it is taken as written. `2/3/2019` is refused by `auto`: nobody can tell March from February.
 */
export function findImportDay(value: string, pattern: string): string | undefined {
  if (pattern === 'excel') return fromSerial(value)
  if (pattern !== 'auto') return fromPattern(value, pattern)
  const zoned = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.exec(value)
  if (zoned !== null) {
    const at = Date.parse(value.replace(' ', 'T').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
    return Number.isNaN(at) ? undefined : new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)
  }
  const written =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?=$|[T\s])/.exec(value) ??
    /^(\d{4})(年)\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/.exec(value) ??
    /^(\d{4})()(\d{2})(\d{2})(?=$|\d{6}$)/.exec(value)
  return written === null ? fromSerial(value) : day(written[1], written[3], written[4])
}

/** Excel day numbers 1950–2099; day 1 is 1900-01-01, and Excel counts a 29 February 1900 that never was. */
function fromSerial(value: string): string | undefined {
  if (!/^\d{5}(\.\d+)?$/.test(value)) return undefined
  const serial = Math.floor(Number(value))
  if (serial < 18_264 || serial > 73_050) return undefined
  return new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10)
}

function fromPattern(value: string, pattern: string): string | undefined {
  const groups = new Map<string, number>()
  const expression = pattern.replace(/YYYY|MM|M|DD|D|[^YMD]+/g, (token) => {
    if (!/^[YMD]/.test(token)) return token.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
    groups.set(token.charAt(0), groups.size + 1)
    return token === 'YYYY' ? '(\\d{4})' : token.length === 2 ? '(\\d{2})' : '(\\d{1,2})'
  })
  const found = new RegExp(`^${expression}(?!\\d)`, 'u').exec(value)
  const part = (letter: string): string | undefined => found?.[groups.get(letter) ?? -1]
  return day(part('Y'), part('M'), part('D'))
}

function day(year?: string, month?: string, date?: string): string | undefined {
  if (year === undefined || month === undefined || date === undefined) return undefined
  const text = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) ? text : undefined
}
