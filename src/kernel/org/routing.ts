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
import type { Unit } from './unit.ts'

/** From the lowest up. */
const ranks: readonly string[] = levels.toReversed()

/** How high a level is; -1 where there is no such level. */
export const rankOf = (level: string): number => ranks.indexOf(level)

export const keysOfNamed = (named: readonly Named[] | undefined): readonly string[] =>
  (named ?? []).map(({ key }) => key)

/**
 * Whether whoever serves in this unit is kept out of the record, or whoever it takes there: of a post that the unit must have, too few
 * would be left by ties of their own. A unit nobody knows is kept out, too.
 */
export const isTied = (
  unit: string | undefined,
  named: readonly Named[] | undefined,
  org: Directory,
  on: PlainDate,
): boolean => {
  const found = unit === undefined ? undefined : org.findUnit(unit)
  const keys = keysOfNamed(named)
  return (
    found === undefined ||
    org.findUnitConflict(found.id, keys, on) !== undefined ||
    found.posts.some((post) => isLeftWithTooFew(found, post, keys, org, on))
  )
}

/** A vacancy is no tie: who is not there keeps nothing away from the unit. Deputies and delegates hold the post, too. */
function isLeftWithTooFew(
  unit: Unit,
  { post, required, minimum }: PostRow,
  keys: readonly string[],
  org: Directory,
  on: PlainDate,
): boolean {
  if (!required || keys.length === 0) return false
  const holders = org.holdersOf(post, unit.id, on)
  const free = holders.filter(({ id }) => findConflict(org.conflictKeysOf(id, on), keys) === undefined)
  return free.length < Math.min(minimum, holders.length)
}

/**
 * Who registers and directs it: the first of the registries listed under this key that is not tied to anybody named. The
 * last one, outside the province, takes what nobody else may see, so that every report has somebody.
 */
export function registryOf(
  list: string,
  named: readonly Named[] | undefined,
  { org, rulebook, on }: { org: Directory; rulebook: Rulebook; on: PlainDate },
): UnitId {
  // The list holds ids of units; it was checked when it came into force.
  const registries = rulebook.list(list).map(({ code }) => code as UnitId)
  const free = registries.find((unit) => !isTied(unit, named, org, on)) ?? registries.at(-1)
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
