import type { Identifier } from './identifier.ts'
import { withoutSeparators } from './plainText.ts'

/** The 31 characters of GB 32100-2015, 3.2, in the order of their values (no I, O, S, V, Z). */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** Registration authority and kind (2), division (6, digits), organisation code (9), check character (1). */
const shape = /^[1-9ANY][1-9A-HJ-NPQRTUWXY]\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/

/** A unified social credit code (GB 32100-2015): weights are powers of 3 modulo 31. */
export function normaliseUscc(text: string): Identifier | undefined {
  const value = withoutSeparators(text).toUpperCase()
  if (!shape.test(value)) return undefined
  let sum = 0
  let weight = 1
  for (const character of value.slice(0, 17)) {
    sum += alphabet.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return alphabet[(31 - (sum % 31)) % 31] === value[17] ? { kind: 'uscc', value } : undefined
}
