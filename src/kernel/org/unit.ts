/** A unit: one organ of one place, such as the police of 南关区. Its id is `<place>:<organ>`: `220102:police`. */
import type { PlaceCode, UnitId } from '../record/field.ts'
import type { PlainDate } from '../time.ts'
import type { Division } from './division.ts'
import { levels, postsAt, type Level, type OrganRow, type OrganTable, type PostRow } from './organ.ts'
import { inForce, type Period } from './period.ts'
import { spell } from './placeName.ts'

export interface Unit extends Period {
  readonly id: UnitId
  readonly name: { readonly zh: string; readonly en: string }
  /** Other Chinese names it goes by. */
  readonly also: readonly string[]
  readonly kind: string
  readonly level: Level
  readonly place: PlaceCode
  readonly placeName: { readonly zh: string; readonly en: string }
  /** 块: the unit it hangs below in its place. */
  readonly parent?: UnitId
  /** 条: the unit that leads it in its profession. */
  readonly lineParent?: UnitId
  readonly posts: readonly PostRow[]
}

// The only places where text becomes a unit id: both parts come from the rulebook, which was checked.
export const unitIdOf = (place: string, organ: string): UnitId => `${place}:${organ}` as UnitId

interface Place {
  readonly code: PlaceCode
  readonly name: { readonly zh: string; readonly en: string }
  readonly level: Level
  readonly statistical: boolean
  readonly above?: Place
  readonly from?: PlainDate
  readonly to?: PlainDate
}

/**
 * Every unit there is on this day: the organs of each place in force, each below its parents of the day.
 * The national unit stands outside every line, so that a matter naming leaders of the province still has
 * somebody to go to.
 */
export function unitsFrom(divisions: readonly Division[], table: OrganTable, on: PlainDate): readonly Unit[] {
  const organs = table.organs.filter((organ) => inForce(organ, on))
  const byKind = new Map(organs.map((organ) => [organ.kind, organ]))
  const has = (place: Place, organ: OrganRow | undefined): boolean =>
    organ?.names[place.level] !== undefined && (!place.statistical || organ.inZones)
  const nearest = (place: Place | undefined, kind: string): UnitId | undefined => {
    for (let at = place; at !== undefined; at = at.above)
      if (has(at, byKind.get(kind))) return unitIdOf(at.code, kind)
    return undefined
  }
  const parentOf = (place: Place, parent: OrganRow['placeParent']): UnitId | undefined =>
    parent && nearest(parent.at === 'place' ? place : place.above, parent.organ)

  // One list of posts per organ and level, shared by all units: there are 11,860 villages.
  const posts = new Map<string, readonly PostRow[]>()
  for (const organ of organs)
    for (const level of levels) posts.set(`${level}:${organ.kind}`, postsAt(organ, level, on))

  return placesOn(divisions, table, on).flatMap((place) =>
    organs.flatMap((organ): Unit[] => {
      const name = organ.names[place.level]
      if (name === undefined || !has(place, organ)) return []
      const parent = parentOf(place, organ.placeParent)
      const lineParent = parentOf(place, organ.lineParent)
      const from = place.from !== undefined && place.from > organ.from ? place.from : organ.from
      const to = [place.to, organ.to].filter((day) => day !== undefined).toSorted()[0]
      return [
        {
          id: unitIdOf(place.code, organ.kind),
          name: { zh: spell(name.zh, place), en: name.en.replaceAll('{place}', place.name.en) },
          also: (name.also ?? []).map((pattern) => spell(pattern, place)),
          kind: organ.kind,
          level: place.level,
          place: place.code,
          placeName: place.name,
          posts: posts.get(`${place.level}:${organ.kind}`) ?? [],
          from,
          ...(to && { to }),
          ...(parent && { parent }),
          ...(lineParent && { lineParent }),
        },
      ]
    }),
  )
}

/** The places in force on the day, each with a place above that is in force too; the nation first. */
function placesOn(divisions: readonly Division[], { nation }: OrganTable, on: PlainDate): Place[] {
  const country: Place = {
    // Not a division code of the list; the table of organs gives the nation its own.
    code: nation.code as PlaceCode,
    name: nation,
    level: 'nation',
    statistical: false,
  }
  const places = new Map<PlaceCode, Place>()
  // Parents come before their children in the list.
  for (const division of divisions) {
    if (!inForce(division, on)) continue
    if (division.parent === undefined) places.set(division.code, division)
    else {
      const above = places.get(division.parent)
      if (above !== undefined) places.set(division.code, { ...division, above })
    }
  }
  return [country, ...places.values()]
}
