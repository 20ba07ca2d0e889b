/**
 * How papers that leave a unit are numbered: 机关代字〔year〕running number (GB/T 9704-2012, 7.2.5), as dated data.
 *
 *   { "kind": "paperNumbers", "pattern": "{organ}{kind}〔{year}〕{nth}号",
 *     "places": { "22": "吉", … }, "organs": { "office": "扫黑办", … }, "kinds": { "assignment": "交办", … } }
 *
 * `{organ}` is the name of the place and the name of the organ, both short. A place that is not listed is called by
 * its name without its last character of rank (南关区 → 南关), an organ that is not listed by the unit's whole name.
 */
import type { Unit } from '../org/unit.ts'
import type { Rulebook } from './rulebook.ts'

export const PAPER_NUMBERS = 'papers.numbers'

export interface PaperNumbers {
  readonly kind: 'paperNumbers'
  readonly pattern: string
  readonly places: Readonly<Record<string, string>>
  readonly organs: Readonly<Record<string, string>>
  readonly kinds: Readonly<Record<string, string>>
}

const PLACES = ['organ', 'kind', 'year', 'nth'] as const

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isNames = (value: unknown): value is Readonly<Record<string, string>> =>
  isRecord(value) &&
  Object.values(value).every((name) => typeof name === 'string' && /^\S{1,20}$/u.test(name))

/** The first thing wrong with it, in words; nothing when it is sound. */
export function findFlawOfNumbers(content: Readonly<Record<string, unknown>>): string | undefined {
  const { pattern, places, organs, kinds } = content
  if (typeof pattern !== 'string') return 'it has no pattern'
  const named = [...pattern.matchAll(/\{([^{}]*)\}/g)].map((found) => found[1] ?? '')
  const unknown = named.find((name) => !PLACES.some((one) => one === name))
  if (unknown !== undefined) return `the pattern has an unknown place {${unknown}}`
  const missing = PLACES.find((name) => named.filter((one) => one === name).length !== 1)
  if (missing !== undefined) return `the pattern does not name {${missing}} exactly once`
  if (!isNames(places) || !isNames(organs) || !isNames(kinds))
    return 'places, organs and kinds are short names'
  const twice = Object.values(kinds).find((name, index, all) => all.indexOf(name) !== index)
  return twice === undefined ? undefined : `two kinds are both called ${twice}`
}

const isNumbers = (content: unknown): content is PaperNumbers =>
  isRecord(content) && content['kind'] === 'paperNumbers' && findFlawOfNumbers(content) === undefined

/** The part of the directory that numbers need. */
export interface PlaceNames {
  placeName(code: string): { readonly zh: string } | undefined
}

type Named = Pick<Unit, 'kind' | 'place' | 'placeName' | 'name'>

/** What a unit is called in the numbers of its papers: 吉扫黑办, 南关公, 南关南岭街道派出所. */
export function shortNameOf(unit: Named, { places, organs }: PaperNumbers, names: PlaceNames): string {
  const nameOf = (code: string, name: string): string =>
    (Object.hasOwn(places, code) ? places[code] : undefined) ?? withoutRank(name)
  const organ = Object.hasOwn(organs, unit.kind) ? organs[unit.kind] : undefined
  const own = organ === undefined ? unit.name.zh : `${nameOf(unit.place, unit.placeName.zh)}${organ}`
  // Towns are called alike in many counties, and villages in many towns.
  const over = LEVELS.filter((length) => length < unit.place.length).map((length) =>
    unit.place.slice(0, length),
  )
  return [...over.map((code) => nameOf(code, names.placeName(code)?.zh ?? code)), own].join('')
}

/** Digits of the codes of a county and of a town. */
const LEVELS = [6, 9]

/** 南关区 → 南关, 伊通满族自治县 → 伊通; short names (郊区) and those of zones (…开发区) stay whole. */
function withoutRank(name: string): string {
  const bare = name.replace(/(?:(?:满|回|蒙古|朝鲜)族)*自治[县州]$/u, '')
  const { length } = [...name]
  return bare !== name || length <= 2 || length > LONGEST_WITH_RANK
    ? bare
    : name.replace(/[省市州区县旗]$/u, '')
}

const LONGEST_WITH_RANK = 4

/**
 * The number of a paper with `{nth}` still open. Where no rule is in force the unit and the kind go by their own
 * names, so that a number can always be given and none is given twice.
 */
export function openNumber(
  rulebook: Rulebook,
  paper: {
    readonly unit: Unit | undefined
    readonly id: string
    readonly kind: string
    readonly year: number
  },
  names: PlaceNames,
): string {
  const content = rulebook.find(PAPER_NUMBERS)?.content
  const numbers = isNumbers(content) ? content : undefined
  const pattern = numbers?.pattern ?? '{organ}{kind}〔{year}〕{nth}号'
  const organ =
    paper.unit === undefined || numbers === undefined
      ? (paper.unit?.name.zh ?? paper.id)
      : shortNameOf(paper.unit, numbers, names)
  const kind =
    numbers !== undefined && Object.hasOwn(numbers.kinds, paper.kind) ? numbers.kinds[paper.kind] : undefined
  return pattern
    .replace('{organ}', () => organ)
    .replace('{kind}', () => kind ?? paper.kind)
    .replace('{year}', String(paper.year))
}
