/**
 * The code under which a reporter asks, adds and objects: twenty digits, read aloud in five groups of four.
 *
 *   dddd dddd dddd dddd ddcc   18 digits drawn at random (59.8 bits), two check digits (ISO 7064 MOD 97-10, as in an IBAN)
 *
 * The check digits catch every single wrong digit and every two that changed places next to each other. Codes given out
 * before they were introduced are twenty random digits.
 */
const DRAWN = 18
const ALL = DRAWN + 2

/** The code that a number stands for; numbers that differ by 10^18 stand for the same. */
export function queryCodeFrom(number: bigint): string {
  const digits = (number % 10n ** BigInt(DRAWN)).toString().padStart(DRAWN, '0')
  return digits + String(98n - ((BigInt(digits) * 100n) % 97n)).padStart(2, '0')
}

/** Whether a code has the shape and the check digits of one of ours. It says nothing about which codes there are. */
export const isQueryCode = (code: string): boolean =>
  /^\d+$/.test(code) && code.length === ALL && BigInt(code) % 97n === 1n
