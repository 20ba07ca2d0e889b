/**
 * Where a record may go. The rulebook says which kind of organ and which level; the way leads around every
 * unit that the record names or that depends on somebody it names (domain 2.8 rule 5).
 */
import type { Named, PlaceCode, UnitId } from '../record/field.ts'
import type { Rulebook } from '../rulebook/rulebook.ts'
import type { PlainDate } from '../time.ts'
import { findConflict } from './conflict.ts'
import type { Directory } from './directory.ts'
import { levels, type Level, type PostRow } from './organ.ts'

/** From the lowest up. */
const ranks: readonly string[] = levels.toReversed()

/** How high a level is; -1 where there is no such level. */
export const rankOf = (level: string): number => ranks.indexOf(level)

export const keysOfNamed = (named: readonly Named[] | undefined): readonly string[] =>
  (named ?? []).map(({ key }) => key)

/**
 * Whether whoever serves in this unit is kept out of the record, or so many by ties of their own that a post the unit must have would
 * be left with fewer than it needs. A unit nobody knows is kept out, too.
 */
export const isTied = (
  unit: string | undefined,
  named: readonly Named[] | undefined,
  org: Directory,
  on: PlainDate,
): boolean => isKeptOut(unit, keysOfNamed(named), org, on, ({ minimum }) => minimum)

function isKeptOut(
  unit: string | undefined,
  keys: readonly string[],
  org: Directory,
  on: PlainDate,
  needs: (post: PostRow) => number,
): boolean {
  const found = unit === undefined ? undefined : org.findUnit(unit)
  if (found === undefined) return true
  if (keys.length === 0) return false
  const isShort = (post: PostRow): boolean => {
    const holders = org.holdersOf(post.post, found.id, on)
    const free = holders.filter(({ id }) => findConflict(org.conflictKeysOf(id, on), keys) === undefined)
    // A vacancy is no tie. Deputies and delegates hold the post, too.
    return free.length < Math.min(needs(post), holders.length)
  }
  return (
    org.findUnitConflict(found.id, keys, on) !== undefined ||
    found.posts.some((post) => post.required && isShort(post))
  )
}

/**
 * Who registers and directs it: the first of the registries listed under this key that is not tied to anybody named and has
 * somebody left for each post. (One is enough: a name that happens to be the same must not take a matter out of the province.) The
 * last one, outside the province, takes what nobody else may see, so that every report has somebody.
 */
export function registryOf(
  list: string,
  named: readonly Named[] | undefined,
  { org, rulebook, on }: { org: Directory; rulebook: Rulebook; on: PlainDate },
): UnitId {
  // The list holds ids of units; it was checked when it came into force.
  const registries = rulebook.list(list).map(({ code }) => code as UnitId)
  const keys = keysOfNamed(named)
  const free = registries.find((unit) => !isKeptOut(unit, keys, org, on, () => 1)) ?? registries.at(-1)
  if (free === undefined) throw new Error(`The rulebook names no registry under ${list}`)
  return free
}

/**
 * The units that could handle it, best first: of the wanted level over the place, then its neighbours of
 * the same level, then the level above.
 */
export function candidatesFor(
  { organ, level, elsewhere }: { organ: string; level: Level; elsewhere: boolean },
  area: PlaceCode,
  org: Directory,
): readonly UnitId[] {
  const digits = { county: 6, prefecture: 4, province: 2 } as const
  const levels = (['county', 'prefecture', 'province'] as const).filter((one) => rankOf(one) >= rankOf(level))
  const found = levels.flatMap((one) => {
    const home = area.slice(0, digits[one])
    const above = area.slice(0, Math.max(2, digits[one] - 2))
    const sameLevel = org
      .unitsOfKind(organ, one)
      .filter(({ place }) => place.startsWith(above))
      .map(({ id }) => id)
    const own = sameLevel.filter((id) => id.startsWith(`${home}:`))
    const others = sameLevel.filter((id) => !own.includes(id))
    return elsewhere && one === level && level !== 'province' ? others : [...own, ...others]
  })
  return found
}
