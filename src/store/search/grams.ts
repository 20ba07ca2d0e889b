/**
 * How words are written down to be found: folded, and cut into pairs of neighbouring characters, by which the index finds
 * any part of two characters and more. What is written and what is asked go through the same two functions, and nowhere
 * else: PostgreSQL compares, it does not fold.
 */
import { simplifiedForm } from '#kernel/similarity/characterVariants.ts'

/**
 * Full-width as half-width, ligatures and circled numbers as what they stand for (NFKC), no capitals, traditional
 * characters as the simplified ones (張建國 as 张建国).
 */
export const fold = (words: string): string => simplifiedForm(words.normalize('NFKC').toLowerCase())

const RUN = /[\p{L}\p{M}\p{N}]+/gu

/**
 * The pairs in folded words, each once, as one number: two characters of 16 bits side by side. Pairs with a character
 * beyond them may share a number with others: the index proposes, the words themselves are compared afterwards.
 * A single character makes no pair, and is found without the index.
 */
export function gramsOf(folded: string): number[] {
  const grams = new Set<number>()
  for (const [run] of folded.matchAll(RUN)) {
    let before: number | undefined
    for (const character of run) {
      const point = character.codePointAt(0) ?? 0
      if (before !== undefined) grams.add((before << 16) ^ point)
      before = point
    }
  }
  return [...grams]
}

/** Folded words as a pattern for LIKE that finds them anywhere; every character means itself. */
export const patternOf = (folded: string): string => `%${folded.replace(/[\\%_]/g, '\\$&')}%`
