/**
 * Who reports is sealed; what they tell is read by whoever works on it. Where a reporter wrote their own name or number into
 * what they tell, words that stand for them are put in its place and shown to them before anything is sent or kept. Only who
 * has the identity in plain can do it: the browser that seals it, or the server on arrival where no script ran.
 */
import type { IdentityPart } from './sealing.ts'

/** Names of the fields in which somebody tells in their own words. */
export const freeTexts = ['title', 'claim', 'content', 'occurredAt', 'loss', 'umbrellaFacts'] as const

export type OwnWords = Partial<Readonly<Record<IdentityPart, string>>>

/** Shorter ones stand in too many words that mean something else; assumed. */
const SHORTEST = { name: 2, phone: 7, idNumber: 7, otherContact: 5 } as const
const APART = '[\\s·.-]*'

/** The text with `stand` where one of these words stood; the same text where none does. */
export function withoutOwnWords(text: string, own: OwnWords, stand: string): string {
  const patterns = Object.entries(SHORTEST).flatMap(([part, shortest]) => {
    // The keys of the table are parts of an identity.
    const signs = Array.from((own[part as IdentityPart] ?? '').replaceAll(/[\s·.-]/gu, ''))
    return signs.length < shortest ? [] : [{ signs, length: signs.length }]
  })
  return patterns
    .toSorted((one, other) => other.length - one.length)
    .reduce((told, { signs }) => told.replaceAll(patternOf(signs), stand), text)
}

/** The same signs, whatever stands between them and however they are written; no part of a longer word or number. */
function patternOf(signs: readonly string[]): RegExp {
  const escaped = signs.map((sign) => sign.replace(/[\\^$*+?()[\]{}|/]/u, '\\$&'))
  // Chinese names stand in the middle of a text without blanks.
  const edge = /^[\p{Script=Latin}\p{N}@_]+$/u.test(signs.join('')) ? '[\\p{Script=Latin}\\p{N}]' : undefined
  const whole = escaped.join(APART)
  return new RegExp(edge === undefined ? whole : `(?<!${edge})${whole}(?!${edge})`, 'giu')
}
