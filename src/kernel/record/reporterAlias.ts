/**
 * The name under which a protected reporter goes in papers and steps; who it is, only an opening tells (Anti-Organised
 * Crime Law arts 61, 62; domain 12 row 2). Words and the cases in which one must be given are dated data.
 */
import type { Situation } from './declaration.ts'

interface Protected {
  readonly reporter: unknown
  readonly protectedAs: string
}
/** Filled in by an action, as its other fields are. */
type Alias = Partial<Pick<Protected, 'protectedAs'>>

/** A name that is nobody's; `draw` chose it, so it says nothing about who it stands for. */
export function aliasGiven({ rulebook, draw }: Pick<Situation<unknown>, 'rulebook' | 'draw'>): Alias {
  const words = rulebook.list('protection.aliasNames')
  const nth = Math.floor(draw * words.length * 10_000)
  const word = words[Math.floor(nth / 10_000)]
  return word === undefined ? {} : { protectedAs: `化名${word.zh}${String(nth % 10_000).padStart(4, '0')}` }
}

/** By the dated table of the day, on the record as this action leaves it. */
export function aliasWhereItMustBe(
  situation: Pick<Situation<Protected>, 'record' | 'rulebook' | 'draw'>,
): Alias {
  const { record, rulebook } = situation
  const must =
    record.reporter !== undefined &&
    record.protectedAs === undefined &&
    rulebook.decide('protection.alias', record)?.then['alias'] === true
  return must ? aliasGiven(situation) : {}
}

export const noAliasYet = ({ record }: Pick<Situation<Protected>, 'record'>): boolean =>
  record.protectedAs === undefined
