/**
 * Index keys of a personal name, one letter for the way it is written down:
 * `n:` as written, `v:` with variant characters unified, `y:` pinyin without tones, `i:` pinyin initials,
 * `a:` alias or form of address (老王, 光头强), which many people share.
 */
export type NameKeyKind = 'n' | 'v' | 'y' | 'i' | 'a'
export type NameKey = `${NameKeyKind}:${string}`

export const nameMatchesByStrength = ['exact', 'variant', 'pinyin', 'alias', 'initials'] as const

export type NameMatch = (typeof nameMatchesByStrength)[number]

const kindsByStrength = [
  ['n', 'exact'],
  ['v', 'variant'],
  ['y', 'pinyin'],
  ['a', 'alias'],
] as const satisfies readonly (readonly [NameKeyKind, NameMatch])[]

const hasKind = (keys: readonly NameKey[], kind: NameKeyKind) =>
  keys.some((key) => key.startsWith(`${kind}:`))

/**
 * The strongest way in which two names are the same, if any. Initials count only where one side was written
 * as initials and nothing else: 王建国 and 吴金贵 share `wjg` and are two people.
 */
export function findNameMatch(one: readonly NameKey[], other: readonly NameKey[]): NameMatch | undefined {
  const known = new Set(other)
  const common = one.filter((key) => known.has(key))
  for (const [kind, match] of kindsByStrength) if (hasKind(common, kind)) return match
  const oneSideInitialsOnly = !hasKind(one, 'y') || !hasKind(other, 'y')
  return hasKind(common, 'i') && oneSideInitialsOnly ? 'initials' : undefined
}
