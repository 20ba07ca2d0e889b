import type { Identifier } from './identifier.ts'
import { withoutSeparators } from './plainText.ts'

/**
 * A bank card of 16–19 digits whose last digit is the Luhn check (ISO/IEC 7812-1, annex B). Leading digits of
 * cards in use here: 3–6 and, for old local cards, 9. One in ten arbitrary numbers passes Luhn: where a resident
 * number or a credit code also fits, it wins (see identifiersIn).
 */
export function normaliseBankCard(text: string): Identifier | undefined {
  const value = withoutSeparators(text)
  if (!/^[3-69]\d{15,18}$/.test(value) || /^(\d)\1*$/.test(value)) return undefined
  let sum = 0
  for (let fromRight = 0; fromRight < value.length; fromRight++) {
    const digit = Number(value[value.length - 1 - fromRight])
    const doubled = fromRight % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0 ? { kind: 'bankCard', value } : undefined
}
