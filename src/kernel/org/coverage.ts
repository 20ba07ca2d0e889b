/** Is somebody in charge everywhere? (mission 1.3) Posts without enough holders, and tenures about to end. */
import type { PlainDate } from '../time.ts'
import type { Directory } from './directory.ts'
import { levels, type Level, type PostRow } from './organ.ts'
import { inForce } from './period.ts'
import type { Tenure } from './tenure.ts'
import type { Unit } from './unit.ts'

export interface Vacancy {
  readonly unit: Unit
  readonly post: PostRow
  /** How many hold it; `post.minimum` are needed. */
  readonly holders: number
}

export interface Coverage {
  readonly day: PlainDate
  /** How many required posts there are, units times posts, by level. */
  readonly posts: Readonly<Record<Level, number>>
  readonly vacancies: Readonly<Record<Level, readonly Vacancy[]>>
  /** Tenures in force on the day that end on or before `expiringBy`, the earliest first. */
  readonly expiring: readonly Tenure[]
}

/**
 * `requiredPosts` says which posts a unit must have filled; left out, the table of organs decides.
 * A post is held by whoever was appointed to it: a deputy or delegate does not fill a vacancy.
 */
export function coverageOf(
  directory: Directory,
  day: PlainDate,
  asked: {
    readonly requiredPosts?: (unit: Unit) => readonly PostRow[]
    readonly expiringBy?: PlainDate
  } = {},
): Coverage {
  const { requiredPosts = ({ posts }: Unit) => posts.filter(({ required }) => required), expiringBy = day } =
    asked
  const inForceNow = directory.tenures.filter((tenure) => inForce(tenure, day))
  const holders = new Map<string, Set<string>>()
  for (const { kind, unit, post, person } of inForceNow) {
    if (kind !== 'appointed') continue
    const key = `${unit} ${post}`
    holders.set(key, (holders.get(key) ?? new Set()).add(person))
  }

  const posts = byLevel(() => 0)
  const vacancies = byLevel((): Vacancy[] => [])
  for (const unit of directory.units) {
    if (!inForce(unit, day)) continue
    for (const post of requiredPosts(unit)) {
      posts[unit.level] += 1
      const held = holders.get(`${unit.id} ${post.post}`)?.size ?? 0
      if (held < post.minimum) vacancies[unit.level].push({ unit, post, holders: held })
    }
  }
  const expiring = inForceNow
    .filter(({ to }) => to !== undefined && to <= expiringBy)
    .toSorted((a, b) => (endOf(a) < endOf(b) ? -1 : endOf(a) > endOf(b) ? 1 : 0))
  return { day, posts, vacancies, expiring }
}

const endOf = ({ to }: Tenure): string => to ?? ''

// fromEntries forgets which keys it was given; here they are all the levels.
const byLevel = <Value>(make: () => Value) =>
  Object.fromEntries(levels.map((level) => [level, make()])) as Record<Level, Value>
