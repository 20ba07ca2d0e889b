import { randomInt } from 'node:crypto'

/** No letters that are taken for one another. 16 of 54: 92 bits. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** A password to be told once and changed at first use: `Abcd-efGh-2345-kLmn`. */
export function madePassword(): string {
  const letters = Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)] ?? '')
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-')
}
