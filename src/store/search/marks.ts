/**
 * Marks: keyed hashes of what makes two records worth comparing, so that the index tells nothing to whoever steals it.
 * The letter before each keeps the kinds apart; a mark that a reporter brings along can only ever be theirs.
 */
import { normaliseForShingles } from '#kernel/similarity/shingles.ts'
import { similarity } from '#kernel/similarity/parameters.ts'
import type { Comparable } from './features.ts'

export type MarkText = (purpose: string, text: string) => Buffer

export interface Marks {
  /** Of the whole text: letters that are the same to the last character. */
  readonly same: readonly string[]
  readonly strong: readonly string[]
  readonly names: readonly string[]
}

/** Initials are left out: they support a proposal and never make one (kernel/similarity/reason.ts). */
export function marksOf(mark: MarkText, features: Comparable): Marks {
  const hash = (letter: string, purpose: string, text: string) =>
    `${letter}:${mark(purpose, text).subarray(0, 18).toString('base64url')}`
  const text = normaliseForShingles(features.likeness)
  const identifiers = features.identifiers.map(({ kind, value }) =>
    hash('i', 'identifier', `${kind}:${value}`),
  )
  const reporters = (features.reporter?.identifiers ?? []).map(({ value }) => `r:${value}`)
  const names = features.reported
    .flatMap(({ keys }) => keys)
    .filter((key) => !key.startsWith('i:'))
    .map((key) => hash('n', 'name', key))
  return {
    same: text.length < similarity.shortestText ? [] : [hash('t', 'text', text)],
    strong: [...new Set([...identifiers, ...reporters])],
    names: [...new Set(names)],
  }
}
