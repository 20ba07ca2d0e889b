/**
 * The anonymous code (匿名代码): digits that a reporter chooses, by which somebody nameless is later known to be the reporter,
 * as when a reward is claimed (domain 2.4). It is sealed with whoever reports and shown to nobody who did not open that.
 */
export const ANONYMOUS_CODE = { shortest: 6, longest: 20 } as const

/** As it was typed: blanks, dashes and full-width digits are forgiven. */
export const typedAnonymousCode = (raw: string): string =>
  raw.normalize('NFKC').replaceAll(/[\s\p{Pd}]/gu, '')

export const codeFlaws = ['notDigits', 'tooShort', 'tooLong'] as const
export type CodeFlaw = (typeof codeFlaws)[number]

/** What is wrong with a code as {@link typedAnonymousCode} leaves it; nothing with none. */
export function findCodeFlaw(code: string): CodeFlaw | undefined {
  if (code === '') return undefined
  if (!/^[0-9]+$/.test(code)) return 'notDigits'
  if (code.length < ANONYMOUS_CODE.shortest) return 'tooShort'
  return code.length > ANONYMOUS_CODE.longest ? 'tooLong' : undefined
}
