/** Who can do what on a day: the holders of posts, less everybody whom the matter names and theirs. */
import { findConflict } from '#kernel/org/conflict.ts'
import type { Directory } from '#kernel/org/directory.ts'
import { covers } from '#kernel/org/tenure.ts'
import type { PersonId } from '#kernel/record/field.ts'
import { addDays, type PlainDate } from '#kernel/time.ts'

export interface Desk {
  readonly org: Directory
  readonly on: PlainDate
  /** Whether the script may act as this person (over HTTP: whether there is an account). */
  readonly canAct: (person: PersonId) => boolean
  readonly isWorkingDay: (day: PlainDate) => boolean
}

/** The last day to ask for something that may be asked for within so many days: never a day off. */
export function lastDayToAsk(told: PlainDate, days: number, { isWorkingDay }: Desk): PlainDate {
  let day = addDays(told, days)
  while (!isWorkingDay(day)) day = addDays(day, 1)
  return day
}

/** The holders of the first of these posts that has any free one, in the order of the directory. */
export function freeHolders(
  { org, on, canAct }: Desk,
  posts: readonly string[],
  unit: string | undefined,
  named: readonly string[],
  type = 'clue',
): readonly PersonId[] {
  if (unit === undefined) return []
  // A delegation may cover some types of record only.
  const holds = (person: string, post: string): boolean =>
    org.tenuresOn(person, on).some((held) => held.unit === unit && held.post === post && covers(held, type))
  return posts.flatMap((post) =>
    org
      .holdersOf(post, unit, on)
      .map(({ id }) => id)
      .filter(
        (id) =>
          canAct(id) && holds(id, post) && findConflict(org.conflictKeysOf(id, on), named) === undefined,
      ),
  )
}

export interface Crew {
  readonly unit: string
  readonly team: readonly PersonId[]
  readonly chiefs: readonly [PersonId, PersonId, PersonId]
  /** A reviewer of a unit above it. */
  readonly reviewer: PersonId
}

/** The brigade of the same place. */
const brigadeOf = (unit: string): string => unit.replace(':police', ':criminalInvestigation')

/** The people by whom a unit of police verifies, signs and is reviewed, where all of them are free. */
export function findCrew(desk: Desk, unit: string, named: readonly string[]): Crew | undefined {
  if (desk.org.findUnitConflict(unit, named, desk.on) !== undefined) return undefined
  const team = freeHolders(desk, ['verifier'], unit, named)
  const [chief] = freeHolders(desk, ['investigationChief'], brigadeOf(unit), named)
  const deputy = freeHolders(desk, ['deputyHead'], unit, named).find((one) => one !== chief)
  const head = freeHolders(desk, ['organHead'], unit, named).find((one) => one !== chief && one !== deputy)
  const [reviewer] = desk.org
    .lineOf(unit)
    .slice(1)
    .flatMap((above) => freeHolders(desk, ['reviewer'], above, named))
    .filter((one) => !team.includes(one))
  if (chief === undefined || deputy === undefined || head === undefined || reviewer === undefined)
    return undefined
  const officers = team.filter((one) => one !== chief && one !== deputy && one !== head)
  return officers.length < 2 ? undefined : { unit, team: officers, chiefs: [chief, deputy, head], reviewer }
}

/** The first unit of police that can verify a clue of this grade there, nearest first, and is none of `not`. */
export function crewFor(
  desk: Desk,
  grade: string,
  area: string | undefined,
  named: readonly string[],
  not: readonly (string | undefined)[] = [],
): Crew | undefined {
  const near = area ?? '220102'
  const level = grade === 'A' ? 'prefecture' : 'county'
  const levels = level === 'county' ? ['county', 'prefecture'] : ['prefecture']
  const distance = (place: string): number => {
    if (place === near || place === near.slice(0, 4)) return 0
    return place.startsWith(near.slice(0, 4)) ? 1 : 2
  }
  const units = levels.flatMap((one) =>
    desk.org.unitsOfKind('police', one).toSorted((a, b) => distance(a.place) - distance(b.place)),
  )
  for (const { id } of units) {
    if (not.includes(id)) continue
    const crew = findCrew(desk, id, named)
    if (crew !== undefined) return crew
  }
  return undefined
}

/** Whether no police of the province may look at it: then it goes up. */
export const provinceIsTied = ({ org, on }: Desk, named: readonly string[]): boolean =>
  named.length > 0 &&
  ['county', 'prefecture', 'province'].every((level) =>
    org.unitsOfKind('police', level).every(({ id }) => org.findUnitConflict(id, named, on) !== undefined),
  )
