/**
 * Who is kept out: the keys of everybody and everything that, named in a record, take the record from a
 * person. (CPL arts 29–32; Regulations on Petitions art 28; Supervision Law art 67.)
 *
 *   p:<person>   an official     u:<unit>   a unit     n:<name>   somebody outside, as `nameKey` writes it
 *   r:<person>   an official whose recusal was decided: they alone are kept out, not their colleagues
 */
import type { UnitId } from '../record/field.ts'
import type { PlainDate } from '../time.ts'
import { nameKey, type Person } from './person.ts'
import type { Tenure } from './tenure.ts'
import type { Tie } from './tie.ts'

export type NamedKey = `p:${string}` | `u:${string}` | `n:${string}` | `r:${string}`

export const personKey = (person: string): NamedKey => `p:${person}`
export const recusedKey = (person: string): NamedKey => `r:${person}`
export const unitKey = (unit: string): NamedKey => `u:${unit}`
/** As far as a key reaches: folding may make a name longer than anybody writes one. */
export const outsiderKey = (name: string): NamedKey => `n:${[...nameKey(name)].slice(0, 60).join('')}`

/**
 * Why a person is kept out, the closest reason first: they are named; their recusal was decided; somebody or a unit they declared a
 * tie with, or who declared one with them; their unit; a member of their unit; a unit theirs depends on;
 * a leader of such a unit.
 */
export type Conflict =
  | { readonly key: NamedKey; readonly because: 'named' | 'recused' }
  | { readonly key: NamedKey; readonly because: 'tied'; readonly tie: Tie }
  | {
      readonly key: NamedKey
      readonly because: 'ownUnit' | 'colleague' | 'unitAbove' | 'leaderAbove'
      readonly unit: UnitId
    }

/** What is asked of the directory (directory.ts, which asks this file in turn). */
interface Org {
  tiesOf(person: string, day: PlainDate): readonly Tie[]
  tenuresOn(person: string, day: PlainDate): readonly Tenure[]
  membersOf(unit: string, day: PlainDate): readonly Person[]
  leadersOf(unit: string, day: PlainDate): readonly Person[]
  ancestorsOf(unit: string): readonly { readonly unit: { readonly id: UnitId } }[]
}

/** All conflicts of a person on a day, by key. Directory.conflictKeysOf remembers the answer. */
export function conflictsIn(org: Org, person: string, day: PlainDate): ReadonlyMap<string, Conflict> {
  const found = new Map<string, Conflict>()
  const add = (conflict: Conflict): void => {
    if (!found.has(conflict.key)) found.set(conflict.key, conflict)
  }

  add({ key: personKey(person), because: 'named' })
  add({ key: recusedKey(person), because: 'recused' })
  for (const tie of org.tiesOf(person, day)) {
    const { other } = tie
    if (other.person !== undefined) {
      const theOther = other.person === person ? tie.person : other.person
      add({ key: personKey(theOther), because: 'tied', tie })
    } else if (other.unit !== undefined) add({ key: unitKey(other.unit), because: 'tied', tie })
    else add({ key: outsiderKey(other.name), because: 'tied', tie })
  }

  for (const { unit } of org.tenuresOn(person, day)) unitConflictsIn(org, unit, day).forEach(add)
  return found
}

/** What keeps everybody who serves in a unit out of a record: the unit, its members, all it depends on. */
export function unitConflictsIn(org: Org, own: UnitId, day: PlainDate): ReadonlyMap<string, Conflict> {
  const found = new Map<string, Conflict>()
  const add = (conflict: Conflict): void => {
    if (!found.has(conflict.key)) found.set(conflict.key, conflict)
  }
  add({ key: unitKey(own), because: 'ownUnit', unit: own })
  for (const { id } of org.membersOf(own, day)) add({ key: personKey(id), because: 'colleague', unit: own })
  for (const { unit } of org.ancestorsOf(own)) {
    add({ key: unitKey(unit.id), because: 'unitAbove', unit: unit.id })
    for (const { id } of org.leadersOf(unit.id, day))
      add({ key: personKey(id), because: 'leaderAbove', unit: unit.id })
  }
  return found
}

/** The first of the named keys that keeps the holder of these conflicts out, with the reason. */
export function findConflict(
  conflicts: ReadonlyMap<string, Conflict>,
  namedKeys: Iterable<string>,
): Conflict | undefined {
  for (const key of namedKeys) {
    const conflict = conflicts.get(key)
    if (conflict !== undefined) return conflict
  }
  return undefined
}
