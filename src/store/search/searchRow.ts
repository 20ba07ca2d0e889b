/** What search keeps of a record, as zs.put_search() and zs.put_search_keys() take it: written by the indexer, compared by `verify`. */
import type { Declaration } from '#kernel/record/declaration.ts'
import { findSignature } from '#kernel/similarity/minhash.ts'
import { shinglesOf } from '#kernel/similarity/shingles.ts'
import type { FeaturesOf, SearchPart, Values } from './features.ts'
import { fold, gramsOf } from './grams.ts'
import { marksOf, type MarkText } from './marks.ts'
import { searchKeysOf } from './searchKeys.ts'

export interface SearchRow {
  readonly parts: readonly WrittenPart[]
  readonly bands: readonly number[]
  readonly marks: readonly string[]
}

export interface WrittenPart extends Pick<SearchPart, 'seenBy' | 'words'> {
  readonly grams: readonly number[]
  readonly keys: readonly string[]
}

export interface SearchRowParts {
  readonly features: FeaturesOf
  readonly mark: MarkText
  /** Told of each failure; a record that cannot be read is found by its number alone. */
  readonly failed: (error: unknown) => void
}

export async function searchRowOf(
  { features, mark, failed }: SearchRowParts,
  declaration: Declaration,
  { fields, number }: { readonly fields: Values; readonly number: string },
): Promise<SearchRow> {
  try {
    const found = await features(declaration, fields, number)
    const { same, strong, names } = marksOf(mark, found)
    const signature = findSignature(shinglesOf(found.likeness))
    return {
      parts: (await found.parts()).map((part) => written(part, searchKeysOf(mark, part))),
      bands: [...(signature?.bands ?? [])],
      marks: [...same, ...strong, ...names],
    }
  } catch (error) {
    failed(error)
    const parts = [written({ seenBy: Object.keys(declaration.roles), words: number }, [])]
    return { parts, bands: [], marks: [] }
  }
}

/** As it is found by. */
function written(
  { seenBy, words }: Pick<SearchPart, 'seenBy' | 'words'>,
  keys: readonly string[],
): WrittenPart {
  const folded = fold(words)
  return { seenBy, words: folded, grams: gramsOf(folded), keys }
}
