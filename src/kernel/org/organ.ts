/**
 * Which organs there are at each level, where they hang, and which posts each must have: dated data of
 * `rulebook/organs`, read and checked here.
 */
import { isPlainDate, type PlainDate } from '../time.ts'
import { placeLevels } from './division.ts'
import { inForce } from './period.ts'

export const levels = ['nation', ...placeLevels] as const
export type Level = (typeof levels)[number]

/** A post that a kind of organ has at some levels. */
export interface PostRow {
  readonly post: string
  readonly zh: string
  readonly en: string
  readonly at: readonly Level[]
  /** A unit without so many holders shows in the coverage check. */
  readonly required: boolean
  readonly minimum: number
  /** Its holder heads or co-heads the unit: naming them keeps out everybody below. */
  readonly leading: boolean
  readonly source: string
  readonly from?: PlainDate
  readonly to?: PlainDate
}

/**
 * Names may hold `{place}` (南关区), `{stem}` (南关), `{above}` and `{aboveStem}` (the place above), and at
 * the village `{village}` (the community without 村委会 and the like).
 */
export interface OrganName {
  readonly zh: string
  readonly en: string
  /** Other names people use, for finding the unit in a text. */
  readonly also?: readonly string[]
}

export interface OrganRow {
  readonly kind: string
  readonly names: Readonly<Partial<Record<Level, OrganName>>>
  /** 块: the organ it hangs below, in the same place or in the nearest place above that has one. */
  readonly placeParent?: { readonly organ: string; readonly at: 'place' | 'above' }
  /** 条: the organ that leads it in its profession. `above`: the nearest place above that has one. */
  readonly lineParent?: { readonly organ: string; readonly at: 'place' | 'above' }
  /** Whether statistical zones, which are no counties in law, have it as well. */
  readonly inZones: boolean
  readonly posts: readonly PostRow[]
  readonly source: string
  readonly from: PlainDate
  readonly to?: PlainDate
}

export interface OrganTable {
  readonly nation: { readonly code: string; readonly zh: string; readonly en: string }
  readonly organs: readonly OrganRow[]
}

/** The table in `content` (parsed JSON). Throws, naming the place, when it is not one. */
export function organTableFrom(content: unknown): OrganTable {
  const flaws = isObject(content) ? flawsIn(content) : ['expected an object']
  if (flaws.length > 0) throw new TypeError(`The table of organs cannot be used: ${flaws.join('; ')}`)
  // Everything the type promises was checked by flawsIn.
  return content as OrganTable
}

type Loose = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''
const isDay = (value: unknown): boolean => typeof value === 'string' && isPlainDate(value)
const isLevel = (value: unknown): boolean => levels.some((level) => level === value)

function flawsIn({ nation, organs }: Loose): string[] {
  const flaws: string[] = []
  if (!isObject(nation) || !isText(nation['code']) || !isText(nation['zh']) || !isText(nation['en']))
    flaws.push('nation: expected { code, zh, en }')
  if (!Array.isArray(organs)) return [...flaws, 'organs: expected a list']
  const kinds = new Set(organs.map((organ: unknown) => (isObject(organ) ? organ['kind'] : undefined)))
  organs.forEach((organ: unknown, nth) => {
    const at = `organs[${nth}]${isObject(organ) ? ` ${String(organ['kind'])}` : ''}`
    if (!isObject(organ)) return flaws.push(`${at}: expected an object`)
    if (!/^[A-Za-z]{2,40}$/.test(String(organ['kind']))) flaws.push(`${at}: kind must be 2 to 40 letters`)
    if (!isDay(organ['from'])) flaws.push(`${at}: from must be a day`)
    if (organ['to'] !== undefined && !isDay(organ['to'])) flaws.push(`${at}: to must be a day`)
    if (!isText(organ['source'])) flaws.push(`${at}: source is missing`)
    if (typeof organ['inZones'] !== 'boolean') flaws.push(`${at}: inZones must be true or false`)
    for (const line of ['placeParent', 'lineParent']) {
      const parent = organ[line]
      if (parent === undefined) continue
      if (
        !isObject(parent) ||
        !kinds.has(parent['organ']) ||
        !['place', 'above'].includes(String(parent['at']))
      )
        flaws.push(`${at}: ${line} must name an organ of this table and say at: place or above`)
    }
    const names = organ['names']
    if (!isObject(names) || Object.keys(names).length === 0) flaws.push(`${at}: names are missing`)
    else
      for (const [level, name] of Object.entries(names)) {
        const good = isObject(name) && isText(name['zh']) && isText(name['en'])
        if (!isLevel(level) || !good) flaws.push(`${at}: names.${level} must be a level with zh and en`)
      }
    const posts = organ['posts']
    if (!Array.isArray(posts)) return flaws.push(`${at}: posts must be a list`)
    for (const post of posts) if (!isPost(post)) flaws.push(`${at}: not a post: ${JSON.stringify(post)}`)
    return undefined
  })
  return flaws
}

const isPost = (post: unknown): boolean =>
  isObject(post) &&
  ['post', 'zh', 'en', 'source'].every((name) => isText(post[name])) &&
  ['required', 'leading'].every((name) => typeof post[name] === 'boolean') &&
  Number.isSafeInteger(post['minimum']) &&
  Array.isArray(post['at']) &&
  post['at'].every(isLevel) &&
  ['from', 'to'].every((name) => post[name] === undefined || isDay(post[name]))

/** The posts that this kind of organ has at this level on this day. */
export const postsAt = (organ: OrganRow, level: Level, day: PlainDate): readonly PostRow[] =>
  organ.posts.filter((post) => post.at.includes(level) && inForce(post, day))
