/**
 * The people of the demo world: somebody for every required post of the nation, the province, its
 * prefectures and counties; a few posts left empty, some tenures ended or about to, deputies, delegates,
 * and declared ties. Everything follows from the units, the day and the random source.
 */
import type { Person } from '#kernel/org/person.ts'
import type { Tenure } from '#kernel/org/tenure.ts'
import { tieKinds, type Tie } from '#kernel/org/tie.ts'
import type { Unit } from '#kernel/org/unit.ts'
import type { PersonId } from '#kernel/record/field.ts'
import { addDays, type PlainDate } from '#kernel/time.ts'

import { deskOf } from './demoDesk.ts'
import { demoName } from './demoNames.ts'

export interface DemoPerson extends Person {
  readonly login: string
}

export interface DemoPeople {
  readonly persons: readonly DemoPerson[]
  readonly tenures: readonly Tenure[]
  readonly ties: readonly Tie[]
}

/** Left fully staffed, so that a newcomer's first walk never meets an empty desk. */
const COMPLETE = /^(?:00|22|2201)(?:\d\d)?:/

export function demoPeople(units: readonly Unit[], on: PlainDate, random: () => number): DemoPeople {
  const persons = new Map<string, DemoPerson>()
  const opened = new Map(units.map(({ id, from }) => [id, from]))
  const seated = seat(units)
  const appointed = withHistory(seated)
  return {
    persons: [...persons.values()],
    tenures: [...appointed, ...standIns(appointed)],
    ties: [...persons.values()].filter(() => random() < 0.06).map(tieOf),
  }

  function below(count: number): number {
    return Math.floor(random() * count)
  }

  function pick<Item>(items: readonly Item[]): Item {
    const item = items[below(items.length)]
    if (item === undefined) throw new Error('expected something to pick from, found an empty list')
    return item
  }

  /** An id of the form of a UUID, version 4, drawn from the random source. */
  function newId(): string {
    const hex = Array.from({ length: 32 }, () => below(16).toString(16)).join('')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
  }

  function personAt(login: string): DemoPerson {
    const known = persons.get(login)
    if (known !== undefined) return known
    // Ids of people are made here, in the form they have.
    const person = { id: newId() as PersonId, name: demoName(random), login }
    persons.set(login, person)
    return person
  }

  function seat(all: readonly Unit[]): Tenure[] {
    return all.flatMap((unit) =>
      unit.posts
        .filter(({ required }) => required)
        .flatMap((post) =>
          Array.from({ length: post.minimum }, (_, nth): Tenure => {
            const start = addDays(on, -90 - below(1200))
            return {
              id: newId(),
              person: personAt(deskOf(unit, post, nth + 1)).id,
              post: post.post,
              unit: unit.id,
              from: start < unit.from ? unit.from : start,
              kind: 'appointed',
            }
          }),
        ),
    )
  }

  /** Ends a few tenures, some of them soon, and gives some people an earlier post elsewhere. */
  function withHistory(tenures: readonly Tenure[]): Tenure[] {
    const mayEnd = ['liaison', 'verifier', 'reviewer', 'regulatorIntake']
    const now = tenures.map((tenure): Tenure => {
      if (COMPLETE.test(tenure.unit) || !mayEnd.includes(tenure.post)) return tenure
      const luck = random()
      if (luck < 0.01) return { ...tenure, to: addDays(on, -1 - below(60)) }
      if (luck < 0.02) return { ...tenure, to: addDays(on, below(45)) }
      return tenure
    })
    const byPost = Map.groupBy(now, ({ post }) => post)
    const before = now.flatMap((held): Tenure[] => {
      if (!/^\d{6}:/.test(held.unit) || random() >= 0.03) return []
      const mover = pick(byPost.get(held.post) ?? [held])
      const to = addDays(held.from, -1)
      const from = addDays(to, -200 - below(600))
      const fits = mover.unit !== held.unit && mover.from > to && from >= (opened.get(held.unit) ?? on)
      return fits ? [{ ...held, id: newId(), person: mover.person, from, to }] : []
    })
    return [...now, ...before]
  }

  /** Deputies of heads of police who are away, and office heads who let an assessor approve clues. */
  function standIns(tenures: readonly Tenure[]): Tenure[] {
    const live = tenures.filter(({ to }) => to === undefined)
    const holderOf = (post: string, unit: string) =>
      live.find((tenure) => tenure.post === post && tenure.unit === unit)
    // Every fifteenth, so that there are some in every world.
    const away = new Set(
      live
        .filter(({ post, unit }) => post === 'organHead' && /^\d{6}:police$/.test(unit))
        .filter((_, nth) => nth % 15 === 7),
    )
    return live.flatMap((absent): Tenure[] => {
      const police = away.has(absent)
      const office = absent.post === 'officeHead' && /^\d{4}:office$/.test(absent.unit)
      if (!(police || (office && random() < 0.4))) return []
      const standIn = holderOf(police ? 'deputyHead' : 'assessor', absent.unit)
      if (standIn === undefined) return []
      return [
        {
          ...absent,
          id: newId(),
          person: standIn.person,
          from: addDays(on, -below(20)),
          to: addDays(on, 5 + below(60)),
          kind: police ? 'deputy' : 'delegated',
          standsInFor: absent.id,
          ...(office && { onlyTypes: ['clue'] }),
        },
      ]
    })
  }

  function tieOf({ id }: DemoPerson): Tie {
    const somebody = pick([...persons.values()])
    const luck = random()
    const other: Tie['other'] =
      luck < 0.5 && somebody.id !== id
        ? { person: somebody.id }
        : luck < 0.9
          ? { name: demoName(random) }
          : { unit: pick(units).id }
    const kind = other.unit === undefined ? pick(tieKinds) : 'businessInterest'
    return { id: newId(), person: id, other, kind, from: addDays(on, -30 - below(900)) }
  }
}
