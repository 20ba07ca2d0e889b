/** Which petitions and complaints come in on each day of the demo, and the course that each will take. */
import type { Directory } from '#kernel/org/directory.ts'
import {
  addDays,
  addMillis,
  daysBetween,
  HOUR,
  startOfDay,
  type Instant,
  type PlainDate,
} from '#kernel/time.ts'
import { matterPlan, type MatterPlan, type MatterType } from '../../office/matterPlan.ts'
import { complaintStory, petitionStory } from '../../office/matterStory.ts'
import { between, chance, pick, randomOf } from '../../office/random.ts'
import type { Input } from '../../office/view.ts'

export interface MatterArrival {
  readonly type: MatterType
  readonly nth: number
  readonly day: PlainDate
  readonly at: Instant
  readonly isByCitizen: boolean
  readonly input: Input
  readonly drawn: MatterPlan
}

export interface MatterWish {
  readonly org: Directory
  readonly seed: string
  readonly counts: Readonly<Record<MatterType, number>>
  readonly from: PlainDate
  readonly lastDay: PlainDate
  readonly isWorkingDay: (day: PlainDate) => boolean
}

const CHANNELS = ['letter', 'visit', 'phone', 'upperOffice'] as const

/** All of them, by day. Those that go all their way come in early enough for it; the others shortly before the end. */
export function matterArrivalsByDay(wish: MatterWish): ReadonlyMap<PlainDate, readonly MatterArrival[]> {
  const all = (['petition', 'complaint'] as const).flatMap((type) =>
    Array.from({ length: wish.counts[type] }, (_, nth) => arrivalOf(wish, type, nth)),
  )
  return Map.groupBy(
    all.toSorted((a, b) => (a.at < b.at ? -1 : 1)),
    ({ day }) => day,
  )
}

function arrivalOf(wish: MatterWish, type: MatterType, nth: number): MatterArrival {
  const { org, seed, from, lastDay, isWorkingDay } = wish
  const random = randomOf(`${seed}/${type}/${String(nth)}`)
  const drawn = matterPlan(type, nth, random)
  const latest = addDays(lastDay, -drawn.days)
  const spread = drawn.plan.rests === undefined ? Math.max(0, daysBetween(from, latest)) : 0
  let day = addDays(latest, -between(random, 0, spread))
  while (!isWorkingDay(day) && day > from) day = addDays(day, -1)
  const isByCitizen = drawn.course === 'objected' || chance(random, 0.6)
  const story = { org, random, on: day, area: pick(random, countiesOf(org)) }
  return {
    ...{ type, nth, day, isByCitizen, drawn },
    at: addMillis(startOfDay(day), between(random, 9 * HOUR, 16 * HOUR)),
    input: {
      ...(type === 'petition' ? petitionStory(story) : complaintStory(story)),
      source: isByCitizen ? 'portal' : pick(random, CHANNELS),
      receivedOn: day,
      ...(isByCitizen
        ? {}
        : {
            sourceDocument: `收文〔${day.slice(0, 4)}〕${type === 'petition' ? '访' : '控'}${String(nth + 1)}号`,
          }),
    },
  }
}

const countiesOf = (org: Directory): readonly string[] =>
  org.unitsOfKind('court', 'county').map(({ place }) => place)
