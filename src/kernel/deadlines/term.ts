/**
 * The length of a legal period, as text that reads aloud:
 *
 *   '48h'  hours            小时      exact to the instant, never moved
 *   '30d'  calendar days    日        a last day off moves to the first working day after it
 *   '5w'   working days     个工作日   only working days are counted
 *   '3m'   months           个月      to the same day of the month, or its last day; moves like calendar days
 *
 * Counts are whole, without sign or leading zero, at most 9999. '0d' is "on the same day".
 */

export type TermUnit = 'h' | 'd' | 'w' | 'm'
export type Term = `${number}${TermUnit}`

export interface TermParts {
  readonly count: number
  readonly unit: TermUnit
}

const TERM = /^(0|[1-9]\d{0,3})([hdwm])$/

export const isTerm = (text: string): text is Term => TERM.test(text)

/** For what people and files say; empty when it is not a term. */
export const parseTerm = (text: string): Term | undefined => (isTerm(text) ? text : undefined)

export const formatTerm = ({ count, unit }: TermParts): Term => checked(`${count}${unit}`)

/** Throws RangeError for a template such as '1.5h', which the type lets through. */
export function partsOf(term: Term): TermParts {
  // TERM allows exactly these four letters at the end.
  const unit = checked(term).slice(-1) as TermUnit
  return { count: Number(term.slice(0, -1)), unit }
}

function checked(term: Term): Term {
  if (isTerm(term)) return term
  throw new RangeError(`expected a term such as 48h, 30d, 5w or 3m, found ${JSON.stringify(term)}`)
}

const words = {
  zh: { h: '小时', d: '日', w: '个工作日', m: '个月' },
  en: { h: 'hour', d: 'day', w: 'working day', m: 'month' },
} as const

/** '5w' → '5个工作日', '5 working days'. */
export function spoken(term: Term, lang: 'zh' | 'en'): string {
  const { count, unit } = partsOf(term)
  if (lang === 'zh') return `${count}${words.zh[unit]}`
  return `${count} ${words.en[unit]}${count === 1 ? '' : 's'}`
}
