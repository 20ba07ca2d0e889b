/**
 * From the words of a report to officials and units. When in doubt a match counts: somebody kept out by a
 * mistake costs a colleague's hour, somebody let in by one may cost a reporter's safety.
 */
import type { Directory } from './directory.ts'
import { nameKey, type Person } from './person.ts'
import type { Unit } from './unit.ts'

export interface ReportedPerson {
  readonly name: string
  /** Unit and post in the reporter's words. */
  readonly unitText?: string
  /** Division code of where they serve, or where it happened. */
  readonly place?: string
}

/**
 * Officials of the reported name whose unit, past or present, is not contradicted by what is said of it.
 * With no usable word on unit or place: everybody of that name in the directory.
 */
export function matchOfficials(directory: Directory, reported: ReportedPerson): readonly Person[] {
  const sameName = personsByName(directory.persons).get(nameKey(reported.name)) ?? []
  if (sameName.length === 0) return sameName
  const { unitText = '', place = '' } = reported
  const units = matchUnits(directory, unitText, place)
  const knownPlace = directory.placeName(place) !== undefined
  return sameName.filter(({ id }) => {
    const served = directory.tenuresOf(id).map(({ unit }) => unit)
    if (served.length === 0) return true
    if (units.length > 0)
      return served.some((own) =>
        units.some((said) => isRelated(directory, own, said.id) || isRelated(directory, said.id, own)),
      )
    if (!knownPlace) return true
    return served.some((own) => {
      const serves = own.slice(0, own.indexOf(':'))
      // Codes grow downwards: 22, 2201, 220102, 220102001. National units have 00 and fit every place.
      return serves === '00' || serves.startsWith(place) || place.startsWith(serves)
    })
  })
}

const isRelated = (directory: Directory, unit: string, above: string): boolean =>
  directory.isWithin(unit, above) ||
  directory.ancestorsOf(unit).some((ancestor) => ancestor.unit.id === above)

/**
 * Units whose name, or another name they go by, occurs in the text; the longest name at a position counts
 * (吉林市公安局船营分局 is not 吉林市公安局). With a place, 县公安局 and the like mean the unit there or above.
 * A name that occurs is not yet an accusation ("I told 南关区公安局"): give this what is said about who is
 * reported, not the whole story, where exclusion follows from it. Names borne by several places (大岭镇派出所) give all of them.
 */
export function matchUnits(directory: Directory, text: string, place = ''): readonly Unit[] {
  const written = nameKey(text)
  if (written.length < 3) return []
  const index = indexOf(directory.units)
  const found = new Set<Unit>()
  const local = place === '' ? undefined : index.localNames(place)
  for (let at = 0; at < written.length - 2;) {
    const name =
      index.full.longestAt(written, at) ??
      (local !== undefined && startsAWord(written, at) ? local.longestAt(written, at) : undefined)
    if (name === undefined) at += 1
    else {
      for (const unit of name.units) found.add(unit)
      at += name.text.length
    }
  }
  return [...found]
}

// 县公安局 after another Han character belongs to a longer name (榆树县公安局), unless that character is
// one that stands before names: of, in, by, at, our, this.
const startsAWord = (text: string, at: number): boolean =>
  at === 0 ||
  !/\p{Script=Han}/u.test(text.charAt(at - 1)) ||
  /[我本该在被由向到是的和与跟原任对]/u.test(text.charAt(at - 1))

interface UnitName {
  readonly text: string
  readonly units: Unit[]
}

interface NameTable {
  longestAt(text: string, at: number): UnitName | undefined
}

/** Names by their first two characters, the longest first: one look-up for each position of a text. */
function nameTable(names: Iterable<readonly [name: string, unit: Unit]>): NameTable {
  const byText = new Map<string, UnitName>()
  for (const [name, unit] of names) {
    const text = nameKey(name)
    if (text.length < 3) continue
    const known = byText.get(text)
    if (known === undefined) byText.set(text, { text, units: [unit] })
    else known.units.push(unit)
  }
  const byStart = Map.groupBy(
    [...byText.values()].toSorted((a, b) => b.text.length - a.text.length),
    ({ text }) => startOf(text, 0),
  )
  return {
    longestAt: (text, at) => byStart.get(startOf(text, at))?.find((name) => text.startsWith(name.text, at)),
  }
}

const startOf = (text: string, at: number): number => text.charCodeAt(at) * 65_536 + text.charCodeAt(at + 1)

interface UnitIndex {
  readonly full: NameTable
  localNames(place: string): NameTable
}

const unitIndexes = new WeakMap<readonly Unit[], UnitIndex>()

function indexOf(units: readonly Unit[]): UnitIndex {
  const known = unitIndexes.get(units)
  if (known !== undefined) return known
  const byPlace = Map.groupBy(units, ({ place }): string => place)
  const local = new Map<string, NameTable>()
  const index: UnitIndex = {
    full: nameTable(units.flatMap((unit) => namesOf(unit).map((name) => [name, unit] as const))),
    localNames(place) {
      const made = local.get(place)
      if (made !== undefined) return made
      const chain = [2, 4, 6, 9, 12].filter((length) => length <= place.length)
      const table = nameTable(
        chain.flatMap((length) => (byPlace.get(place.slice(0, length)) ?? []).flatMap(localNamesOf)),
      )
      // Places come from outside; only those that exist are remembered.
      if (byPlace.has(place)) local.set(place, table)
      return table
    },
  }
  unitIndexes.set(units, index)
  return index
}

const namesOf = ({ name, also }: Unit): readonly string[] => [name.zh, ...also]

/** 公主岭市公安局 → 市公安局: what people there call it. */
const localNamesOf = (unit: Unit): (readonly [string, Unit])[] => {
  const { zh } = unit.placeName
  const kind = zh.endsWith('街道') ? '街道' : zh.slice(-1)
  return namesOf(unit).flatMap((name) =>
    name.startsWith(zh) ? [[kind + name.slice(zh.length), unit] as const] : [],
  )
}

const nameIndexes = new WeakMap<readonly Person[], ReadonlyMap<string, readonly Person[]>>()

function personsByName(persons: readonly Person[]): ReadonlyMap<string, readonly Person[]> {
  const known = nameIndexes.get(persons)
  if (known !== undefined) return known
  const made = Map.groupBy(persons, ({ name }) => nameKey(name))
  nameIndexes.set(persons, made)
  return made
}
