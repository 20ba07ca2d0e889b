/** What is typed into the search, read as what it may be: a number, an identifier, a name, a sound, or words. */
import type { FastifyRequest } from 'fastify'
import type { NameKey } from '#kernel/similarity/nameKeys.ts'
import { identifiersIn } from '#kernel/identifiers/identifiersIn.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { MarkText } from '#store/search/marks.ts'
import { identifierKey, searchKeyOf } from '#store/search/searchKeys.ts'
import type { Search } from '#store/search/find.ts'
import { bad, isSearchable, queryOf, type BadParameter } from './parameters.ts'

export interface AskedSearch {
  readonly search: Search
  /** The keys of the identifiers in it. */
  readonly identifiers: readonly string[]
  readonly from: number
  readonly limit: number
}

export interface SearchReader {
  readonly declarations: ReadonlyMap<string, Declaration>
  readonly mark: MarkText
  nameKeysOf(written: string): Promise<readonly NameKey[]>
}

const PAGE = 20
const MOST_NAME = 20

export async function findQuestionOf(
  request: FastifyRequest,
  { declarations, mark, nameKeysOf }: SearchReader,
): Promise<AskedSearch | BadParameter> {
  const query = queryOf(request)
  const one = (name: string): string | undefined => query[name]?.[0]
  const words = one('q')?.trim() ?? ''
  if (!isSearchable(words)) return bad('q', { zh: '不超过200字的文字', en: 'text of at most 200 characters' })
  const types = query['type'] ?? [...declarations.keys()]
  if (types.some((type) => !declarations.has(type)))
    return bad('type', { zh: '记录类型', en: `some of ${[...declarations.keys()].join(', ')}` })
  const states = query['state']
  if (states?.some((state) => !types.some((type) => declarations.get(type)?.states[state])) === true)
    return bad('state', { zh: '所选记录类型的状态', en: 'states of the types asked for' })
  const year = whole(one('year'), 2000, 2999)
  const from = whole(one('from'), 0, 10_000)
  const limit = whole(one('limit'), 1, 100)
  if (year === 'bad') return bad('year', { zh: '年份', en: 'a year' })
  if (from === 'bad') return bad('from', { zh: '0到10000的整数', en: 'a whole number from 0 to 10000' })
  if (limit === 'bad') return bad('limit', { zh: '1到100的整数', en: 'a whole number from 1 to 100' })
  const identifiers = identifiersIn(words).map((found) => identifierKey(mark, found))
  const names = words.length > MOST_NAME ? [] : await nameKeysOf(words)
  const sound = soundIn(words)
  return {
    search: {
      words,
      types,
      keys: [...identifiers, ...names.flatMap((key) => searchKeyOf(key) ?? []).filter(isMeant(words))],
      ...(sound === undefined ? {} : { sound }),
      ...(states === undefined ? {} : { states }),
      ...(year === undefined ? {} : { year }),
    },
    identifiers,
    from: from ?? 0,
    limit: limit ?? PAGE,
  }
}

/** Initials are only meant where letters were typed: 保护费 is no 白涵凤. */
const isMeant =
  (words: string) =>
  (key: string): boolean =>
    !key.startsWith('l:') || !/\p{Script=Han}/u.test(words)

/** Latin letters, perhaps with blanks between syllables, are how a name sounds or begins to: `zhang jian`. */
function soundIn(words: string): string | undefined {
  const letters = words
    .toLowerCase()
    .replace(/[\s'’]/g, '')
    .replaceAll('ü', 'v')
  return /^[a-z]{3,40}$/.test(letters) && /[aeiouv]/.test(letters) ? letters : undefined
}

function whole(text: string | undefined, least: number, most: number): number | undefined | 'bad' {
  if (text === undefined) return undefined
  const number = Number(text)
  return Number.isInteger(number) && number >= least && number <= most ? number : 'bad'
}
