/**
 * The directory: who holds which post in which unit on which day, who is above whom, who is tied to whom.
 *
 * Two lines run upwards from a unit. 块, the place line: the police of a county hang below its committee,
 * that below the committee of the prefecture. 条, the professional line: the police of the county below
 * those of the prefecture. A unit depends on everything it reaches by either, in any mixture.
 *
 * Everything is answered from maps made once; a directory never changes, a change makes a new one.
 */
import type { UnitId } from '../record/field.ts'
import { addDays, type PlainDate } from '../time.ts'
import { conflictsIn, unitConflictsIn, type Conflict } from './conflict.ts'
import { inForce, type Period } from './period.ts'
import type { Person } from './person.ts'
import type { Tenure } from './tenure.ts'
import type { Tie } from './tie.ts'
import type { Unit } from './unit.ts'

/**
 * A unit that another depends on. `place` or `line`: it is in that line, `both`: in both of them, `mixed`:
 * it is only reached by changing lines (from a county's brigade over its bureau to the prefecture's bureau).
 */
export interface Ancestor {
  readonly unit: Unit
  readonly by: 'place' | 'line' | 'both' | 'mixed'
}

export interface World {
  readonly units: readonly Unit[]
  readonly persons: readonly Person[]
  readonly tenures: readonly Tenure[]
  readonly ties: readonly Tie[]
}

/** Ids are taken as plain text: an id that nobody has finds nothing, and is within nothing. */
export interface Directory extends World {
  findUnit(id: string): Unit | undefined
  /** Throws for an id that is no unit: use it for ids the system itself wrote. */
  getUnit(id: string): Unit
  findPerson(id: string): Person | undefined
  getPerson(id: string): Person
  findTenure(id: string): Tenure | undefined
  getTenure(id: string): Tenure
  /** The unit and those above it in the place line, nearest first; empty for an unknown unit. */
  placeLineOf(unit: string): readonly UnitId[]
  /** The unit and those above it in the professional line, nearest first. */
  lineOf(unit: string): readonly UnitId[]
  /** Place line, and true for the unit itself. */
  isWithin(unit: string, ancestor: string): boolean
  /** Professional line, and false for the unit itself. */
  isBelowInLine(unit: string, ancestor: string): boolean
  /** Every unit this one depends on, without itself, nearest first. */
  ancestorsOf(unit: string): readonly Ancestor[]
  /** Everything below the unit in the place line, without itself. */
  unitsBelow(unit: string): readonly Unit[]
  tenuresOn(person: string, day: PlainDate): readonly Tenure[]
  /** All tenures a person ever had, ended and future ones too. */
  tenuresOf(person: string): readonly Tenure[]
  /** Deputies and delegates count: they hold the post, too. Everybody once. */
  holdersOf(post: string, unit: string, day: PlainDate): readonly Person[]
  membersOf(unit: string, day: PlainDate): readonly Person[]
  /** Holders of the posts that head or co-head the unit. */
  leadersOf(unit: string, day: PlainDate): readonly Person[]
  /** Ties in force that the person declared, or that somebody declared to them. */
  tiesOf(person: string, day: PlainDate): readonly Tie[]
  /** The name of a place that has a unit. */
  placeName(code: string): { readonly zh: string; readonly en: string } | undefined
  /**
   * The keys that, named in a record, keep this person out of it, each with the reason. A record only
   * stores whom it names, so a new tenure or tie acts on every record at once.
   */
  conflictKeysOf(person: string, day: PlainDate): ReadonlyMap<string, Conflict>
  /** Why a matter naming these keys may not go to this unit: whoever serves there would be kept out. */
  findUnitConflict(unit: string, named: readonly string[], day: PlainDate): Conflict | undefined
  /** The units of this kind at this level, in the order of their places. */
  unitsOfKind(kind: string, level: string): readonly Unit[]
}

export function directoryOf(world: World): Directory {
  const { units, persons, tenures, ties } = world
  const unitById = indexBy(units, ({ id }) => id)
  const personById = indexBy(persons, ({ id }) => id)
  const tenureById = indexBy(tenures, ({ id }) => id)
  const tenuresByPerson = Map.groupBy(tenures, ({ person }): string => person)
  const tenuresByUnit = Map.groupBy(tenures, ({ unit }): string => unit)
  const childrenByUnit = Map.groupBy(units, ({ parent }): string | undefined => parent)
  const placeNames = new Map(
    units.map(({ place, placeName }): [string, Unit['placeName']] => [place, placeName]),
  )
  const unitsByKind = Map.groupBy(units, ({ level, kind }) => `${level}:${kind}`)
  const tiesByPerson = new Map<string, Tie[]>()
  for (const tie of ties) {
    addTo(tiesByPerson, tie.person, tie)
    if (tie.other.person !== undefined && tie.other.person !== tie.person)
      addTo(tiesByPerson, tie.other.person, tie)
  }

  const upFrom = (unit: string, parentOf: (unit: Unit) => UnitId | undefined): readonly UnitId[] => {
    const line: UnitId[] = []
    for (let at = unitById.get(unit); at !== undefined;) {
      // A table that led in a circle would never end; stop at the first repetition.
      if (line.includes(at.id)) break
      line.push(at.id)
      const above = parentOf(at)
      at = above === undefined ? undefined : unitById.get(above)
    }
    return line
  }
  const placeLineOf = (unit: string) => upFrom(unit, ({ parent }) => parent)
  const lineOf = (unit: string) => upFrom(unit, ({ lineParent }) => lineParent)

  const ancestors = remember((unit: string): readonly Ancestor[] => {
    const place = new Set<string>(placeLineOf(unit))
    const line = new Set<string>(lineOf(unit))
    const found = new Set<UnitId>()
    let wave = [unitById.get(unit)].filter((start) => start !== undefined)
    while (wave.length > 0) {
      const above = wave.flatMap(({ parent, lineParent }) => [parent, lineParent])
      const fresh = new Set(above.filter((id) => id !== undefined && id !== unit && !found.has(id)))
      wave = [...fresh].flatMap((id) => (id === undefined ? [] : (unitById.get(id) ?? [])))
      for (const { id } of wave) found.add(id)
    }
    return [...found].map((id) => ({ unit: getUnit(id), by: lineName(place.has(id), line.has(id)) }))
  })

  const getUnit = (id: string): Unit => unitById.get(id) ?? missing('unit', id)
  const getPerson = (id: string): Person => personById.get(id) ?? missing('person', id)
  const getTenure = (id: string): Tenure => tenureById.get(id) ?? missing('tenure', id)
  const on = <P extends Tenure | Tie>(list: readonly P[] | undefined, day: PlainDate): readonly P[] =>
    (list ?? []).filter((period) => inForce(period, day))
  const peopleOf = (held: readonly Tenure[]): readonly Person[] =>
    [...new Set(held.map(({ person }) => person))].map(getPerson)

  const directory: Directory = {
    ...world,
    findUnit: (id) => unitById.get(id),
    getUnit,
    findPerson: (id) => personById.get(id),
    getPerson,
    findTenure: (id) => tenureById.get(id),
    getTenure,
    placeLineOf,
    lineOf,
    isWithin: (unit, ancestor) => placeLineOf(unit).some((id) => id === ancestor),
    isBelowInLine: (unit, ancestor) => unit !== ancestor && lineOf(unit).some((id) => id === ancestor),
    ancestorsOf: ancestors,
    unitsBelow(unit) {
      const below: Unit[] = []
      const waiting = [...(childrenByUnit.get(unit) ?? [])]
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        below.push(next)
        waiting.push(...(childrenByUnit.get(next.id) ?? []))
      }
      return below
    },
    tenuresOn: (person, day) => on(tenuresByPerson.get(person), day),
    tenuresOf: (person) => tenuresByPerson.get(person) ?? [],
    holdersOf: (post, unit, day) =>
      peopleOf(on(tenuresByUnit.get(unit), day).filter((tenure) => tenure.post === post)),
    membersOf: (unit, day) => peopleOf(on(tenuresByUnit.get(unit), day)),
    leadersOf(unit, day) {
      const leading = new Set(
        unitById.get(unit)?.posts.flatMap(({ post, leading }) => (leading ? [post] : [])),
      )
      return peopleOf(on(tenuresByUnit.get(unit), day).filter(({ post }) => leading.has(post)))
    },
    tiesOf: (person, day) => on(tiesByPerson.get(person), day),
    placeName: (code) => placeNames.get(code),
    conflictKeysOf: (person, day) => conflicts(firstDayLike(day))(person),
    findUnitConflict(unit, named, day) {
      if (named.length === 0) return undefined
      const keys = unitConflicts(firstDayLike(day))(unit)
      return named.map((key) => keys.get(key)).find((conflict) => conflict !== undefined)
    },
    unitsOfKind: (kind, level) => unitsByKind.get(`${level}:${kind}`) ?? [],
  }
  const firstDayLike = changesOf([...tenures, ...ties])
  // The work of a day asks for today; a handful of other days (a replay, a look back) may come between.
  const conflicts = remember(
    (day: PlainDate) => remember((person: string) => conflictsIn(directory, person, day)),
    { keep: 8 },
  )
  const unitConflicts = remember(
    (day: PlainDate) => remember((unit: string) => unitConflictsIn(directory, getUnit(unit).id, day)),
    { keep: 8 },
  )
  return directory
}

/** The first day of the days around one on which the same of these periods are in force: nobody comes or goes within them. */
function changesOf(periods: readonly Partial<Period>[]): (day: PlainDate) => PlainDate {
  let known: readonly PlainDate[] | undefined
  const changes = (): readonly PlainDate[] =>
    (known ??= [
      ...new Set(
        periods.flatMap(({ from, to }) => [
          ...(from === undefined ? [] : [from]),
          ...(to === undefined ? [] : [addDays(to, 1)]),
        ]),
      ),
    ].toSorted())
  return (day) => {
    const days = changes()
    let low = 0
    for (let high = days.length; low < high;) {
      const middle = (low + high) >> 1
      const there = days[middle]
      if (there !== undefined && there <= day) low = middle + 1
      else high = middle
    }
    return days[low - 1] ?? day
  }
}

const indexBy = <Item>(items: readonly Item[], key: (item: Item) => string): ReadonlyMap<string, Item> =>
  new Map(items.map((item) => [key(item), item]))

function addTo<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [item])
  else list.push(item)
}

function remember<Key, Value>(make: (key: Key) => Value, limit?: { readonly keep: number }) {
  const made = new Map<Key, Value>()
  return (key: Key): Value => {
    const known = made.get(key)
    if (known !== undefined) return known
    if (limit !== undefined && made.size >= limit.keep) made.clear()
    const value = make(key)
    made.set(key, value)
    return value
  }
}

const lineName = (place: boolean, line: boolean): Ancestor['by'] =>
  place ? (line ? 'both' : 'place') : line ? 'line' : 'mixed'

function missing(what: string, id: string): never {
  throw new Error(`expected a ${what} of the directory, found the id "${id}", which none has`)
}
