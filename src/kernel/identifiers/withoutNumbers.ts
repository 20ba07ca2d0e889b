/**
 * A text with the telephone and identity numbers of people starred, for paper that leaves the house: a reporter writes their own
 * into what they tell, and a copy of the letter has given reporters away before (domain 2.8 rule 4). Numbers of companies,
 * accounts and vehicles stay: they tell of what is reported.
 */
import { maskedIdentifier, type Identifier } from './identifier.ts'
import { identifiersIn } from './identifiersIn.ts'

const OF_PEOPLE = new Set<Identifier['kind']>(['mobile', 'landline', 'residentId'])

export function withoutNumbers(text: string): string {
  let shown = text
  for (const identifier of identifiersIn(text))
    if (OF_PEOPLE.has(identifier.kind))
      for (const spelling of spellingsOf(identifier))
        shown = shown.replaceAll(asTyped(spelling), maskedIdentifier(identifier))
  return shown
}

/** An identity number of before 1999 has neither the century nor the check digit. */
const spellingsOf = ({ kind, value }: Identifier): readonly string[] =>
  kind === 'residentId' ? [value, value.slice(0, 6) + value.slice(8, 17)] : [value.replaceAll(/\D/g, '')]

/** However it was grouped, in half-width or full-width characters. */
function asTyped(value: string): RegExp {
  const each = [...value].map((one) => `[${one}${one.toLowerCase()}${wide(one)}${wide(one.toLowerCase())}]`)
  return new RegExp(`(?<![0-9０-９])${each.join('[ \\-.()+－　]{0,2}')}(?![0-9０-９])`, 'gu')
}
const wide = (one: string): string => String.fromCodePoint((one.codePointAt(0) ?? 0) + 0xfee0)
