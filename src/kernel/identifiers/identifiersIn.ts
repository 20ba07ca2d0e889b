/**
 * Identifiers in free text, and from a field whose kind is known.
 *
 * A text is cut into groups of digits, Latin letters and masking stars; groups with at most two separators
 * between them form a chain (`138-0000 1111`). A group that is an identifier by itself is taken first, then
 * the longest run of groups that is one when joined. Masked numbers (`138****1111`) never match, nor what a
 * mask continues. Work per group is bounded, so the whole is linear in the length of the text.
 */
import { normaliseBankCard } from './bankCard.ts'
import { identifierKey, type Identifier, type IdentifierKind } from './identifier.ts'
import { normaliseLandline, normaliseMobile } from './phone.ts'
import { plainText } from './plainText.ts'
import { normalisePlate, platesIn } from './plate.ts'
import { normaliseResidentId } from './residentId.ts'
import { normaliseUscc } from './uscc.ts'

const normalisers: Readonly<Record<IdentifierKind, (text: string) => Identifier | undefined>> = {
  residentId: normaliseResidentId,
  uscc: normaliseUscc,
  mobile: normaliseMobile,
  landline: normaliseLandline,
  bankCard: normaliseBankCard,
  plate: normalisePlate,
}

/** What somebody typed into a field of this kind, or undefined where it is not one. */
export const identifierFromField = (kind: IdentifierKind, text: string): Identifier | undefined =>
  normalisers[kind](text)

/** Every identifier of a text, each once, plates last, the others in the order they appear. */
export function identifiersIn(text: string): Identifier[] {
  const plain = plainText(text)
  const found = new Map<string, Identifier>()
  for (const chain of chainsIn(plain))
    for (const identifier of identifiersOfChain(chain)) found.set(identifierKey(identifier), identifier)
  for (const plate of platesIn(plain)) found.set(identifierKey(plate), plate)
  return [...found.values()]
}

/** Longest identifier with a country prefix; no run of groups beyond it is worth joining. */
const longest = 20
const shortest = 10

function chainsIn(plain: string): string[][] {
  const chains: string[][] = []
  let end = -1
  for (const match of plain.matchAll(/[0-9A-Za-z*]+/g)) {
    const gap = end < 0 ? undefined : plain.slice(end, match.index)
    const open = chains.at(-1)
    if (open !== undefined && gap !== undefined && /^[ \-.()+]{1,2}$/.test(gap)) open.push(match[0])
    else chains.push([match[0]])
    end = match.index + match[0].length
  }
  return chains
}

const isMasked = (group: string | undefined): boolean => group?.includes('*') ?? false

function identifiersOfChain(groups: readonly string[]): Identifier[] {
  const taken = new Set<number>()
  const found: Identifier[] = []
  groups.forEach((group, at) => {
    const identifier = inOneGroup(group)
    if (identifier === undefined) return
    const continued = isMasked(groups[at - 1]) || isMasked(groups[at + 1])
    if (identifier.kind === 'bankCard' && continued) return
    found.push(identifier)
    taken.add(at)
  })
  for (let from = 0; from < groups.length; from++) {
    const joined = taken.has(from) ? undefined : longestJoined(groups, from, taken)
    if (joined === undefined) continue
    found.push(joined.identifier)
    from = joined.to
  }
  return found
}

/** One unbroken run. Words glued to a number (`tel138…`, `微信VX138…`) are cut off; stars are a mask. */
function inOneGroup(group: string): Identifier | undefined {
  if (group.length < shortest || group.length > longest + 10 || isMasked(group)) return undefined
  const digits = /^[A-Za-z]{0,10}(\d+[Xx]?)$/.exec(group)?.[1] ?? ''
  return (
    normaliseResidentId(digits) ??
    normaliseUscc(group) ??
    normaliseMobile(digits) ??
    normaliseLandline(digits) ??
    normaliseBankCard(digits)
  )
}

function longestJoined(groups: readonly string[], from: number, taken: ReadonlySet<number>) {
  if (isMasked(groups[from - 1])) return undefined
  let best: { readonly identifier: Identifier; readonly to: number } | undefined
  let joined = groups[from] ?? ''
  for (let to = from + 1; to < groups.length; to++) {
    const group = groups[to] ?? ''
    joined += group
    if (taken.has(to) || joined.length > longest || !/^\d+[Xx]?$/.test(joined)) break
    if (joined.length < shortest || isMasked(groups[to + 1])) continue
    const identifier = inJoinedGroups(groups.slice(from, to + 1), joined)
    if (identifier !== undefined) best = { identifier, to }
  }
  return best
}

/**
 * Several runs with separators between them. `15 3000 20000` is a list of amounts and not a phone, so numbers
 * without a check digit must be grouped the way people write them, or digit by digit.
 */
function inJoinedGroups(groups: readonly string[], joined: string): Identifier | undefined {
  const [first = ''] = groups
  const digitByDigit = groups.every((group) => group.length === 1)
  const prefixed = /^(?:00)?86$/.test(first)
  const startsLike = (lengths: readonly number[]) =>
    digitByDigit || prefixed || lengths.includes(first.length)
  const oldFormOk = joined.length !== 15 || startsLike([6])
  return (
    (oldFormOk ? normaliseResidentId(joined) : undefined) ??
    (startsLike([3, 7]) ? normaliseMobile(joined) : undefined) ??
    (prefixed || /^0\d{2,3}$/.test(first) ? lineWithoutExtension(groups) : undefined) ??
    (startsLike([4, 6]) ? normaliseBankCard(joined) : undefined)
  )
}

/** `0431-88881234-801`: the last short group is an extension where the line is complete without it. */
function lineWithoutExtension(groups: readonly string[]): Identifier | undefined {
  const extension = groups.at(-1) ?? ''
  const shorter =
    groups.length > 2 && extension.length <= 4 ? normaliseLandline(groups.slice(0, -1).join('')) : undefined
  return shorter ?? normaliseLandline(groups.join(''))
}
