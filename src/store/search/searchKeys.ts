/**
 * The keys by which a search finds somebody or something however it was written: a number as its keyed hash, a name by
 * its characters, by its sound and by its initials.
 *
 *   i:<hash>        an identifier (telephone, identity, plate, bank-card or credit-code number)
 *   v:张建国         a name, variant characters unified      a:光头强   what somebody is called
 *   y:zhangjianguo  its sound without tones                 l:zjg     the initials of its syllables
 */
import type { KnownIdentifier } from '#kernel/similarity/sameEvent.ts'
import type { NameKey } from '#kernel/similarity/nameKeys.ts'
import type { SearchPart } from './features.ts'
import type { MarkText } from './marks.ts'

export const identifierKey = (
  mark: MarkText,
  { kind, value }: Pick<KnownIdentifier, 'kind' | 'value'>,
): string => `i:${mark('search', `${kind}:${value}`).subarray(0, 18).toString('base64url')}`

/** `n:` says no more than `v:`, and `i:` are identifiers here. */
export function searchKeyOf(key: NameKey): string | undefined {
  if (key.startsWith('n:')) return undefined
  return key.startsWith('i:') ? `l:${key.slice(2)}` : key
}

export const searchKeysOf = (mark: MarkText, { names, identifiers }: SearchPart): readonly string[] => [
  ...new Set([
    ...identifiers.map((one) => identifierKey(mark, one)),
    ...names.flatMap((key) => searchKeyOf(key) ?? []),
  ]),
]
