/** What comes in on each day of the demo: how many reports, by which channel, from where, about what. */
import type { Directory } from '#kernel/org/directory.ts'
import { addDays, addMillis, daysBetween, startOfDay, type Instant, type PlainDate } from '#kernel/time.ts'
import { between, chance, pick, randomOf, weighted, type Random } from '../../office/random.ts'
import { retold, storyOf, type Story } from '../../office/story.ts'

export interface Arrival {
  readonly nth: number
  readonly at: Instant
  /** A citizen on the portal, or a clerk who enters it. */
  readonly how: 'report' | 'enter'
  readonly input: Readonly<Record<string, unknown>>
  readonly category: string
  /** The arrivals before it that told of the same event. */
  readonly again: readonly number[]
  /** Told only to be sealed. */
  readonly reporter?: { readonly name: string; readonly phone: string }
}

export interface ArrivalsWish {
  readonly org: Directory
  readonly seed: string
  readonly clues: number
  readonly from: PlainDate
  readonly until: Instant
  readonly lastDay: PlainDate
  /** Inputs of `enter` to be taken instead of invented reports, one for each. */
  readonly rows?: readonly Readonly<Record<string, unknown>>[]
  readonly isWorkingDay: (day: PlainDate) => boolean
}

const CHANNELS = {
  letter: 20,
  visit: 16,
  phone: 16,
  nationalPlatform: 12,
  policeDesk: 10,
  petition: 8,
  memberUnit: 4,
  inspectionTeam: 4,
  upperOffice: 3,
  court: 2,
  media: 2,
  secondBattlefield: 2,
  earlyWarning: 1,
  inspection: 2,
}
const HOUR = 3_600_000
/** Days after which nobody tells of the same event any more. */
const RETOLD_WITHIN = 60

/** All arrivals, in the order of time, by day. */
export function arrivalsByDay(wish: ArrivalsWish): ReadonlyMap<PlainDate, readonly Arrival[]> {
  const random = randomOf(`${wish.seed}/arrivals`)
  const days = daysOf(wish, random)
  const counties = wish.org.unitsOfKind('police', 'county').map(({ place }) => place)
  const weight = new Map(
    counties.map((place) => [place, place.startsWith('2201') ? 3 : place.startsWith('2202') ? 2 : 1]),
  )
  const drawn = counties.flatMap((place) => Array.from({ length: weight.get(place) ?? 1 }, () => place))
  const told: { story: Story; nth: number; day: PlainDate; again: readonly number[] }[] = []
  return Map.groupBy(
    days.map(({ day, nth, at, how }): Arrival & { readonly day: PlainDate } => {
      const row = wish.rows?.[nth]
      if (row !== undefined) return { day, nth, at, how: 'enter', category: 'crime', again: [], input: row }
      const own = randomOf(`${wish.seed}/arrival/${String(nth)}`)
      const since = addDays(day, -RETOLD_WITHIN)
      const recent = told.slice(-200).filter((one) => one.day > since)
      const before = chance(own, 0.07) && recent.length > 0 ? pick(own, recent) : undefined
      const story =
        before === undefined ? newStory(wish.org, own, day, pick(own, drawn)) : retold(before.story, own)
      const again = before === undefined ? [] : [before.nth, ...before.again]
      told.push({ story: before?.story ?? story, nth, day, again })
      const realName = chance(own, 0.35)
      return {
        day,
        nth,
        at,
        how,
        category: story.category,
        again,
        input: {
          ...story,
          source: how === 'report' ? 'portal' : weighted(own, CHANNELS),
          receivedOn: day,
          realName,
          contactWish: realName ? pick(own, ['phone', 'message', 'visit', 'codeOnly']) : 'codeOnly',
          wishesSecrecy: chance(own, 0.5),
          ...(how === 'enter' ? { sourceDocument: `收文〔${day.slice(0, 4)}〕${String(nth + 1)}号` } : {}),
        },
        ...(realName
          ? { reporter: { name: '举报人', phone: `139${String(between(own, 10_000_000, 99_999_999))}` } }
          : {}),
      }
    }),
    ({ day }) => day,
  )
}

function newStory(org: Directory, own: Random, on: PlainDate, area: string): Story {
  const official = chance(own, 0.07) ? officialOf(org, own, on, area) : undefined
  return storyOf({ org, random: own, on, area, ...(official === undefined ? {} : { official }) })
}

function officialOf(org: Directory, own: Random, on: PlainDate, area: string) {
  const post = weighted(own, { deputyHead: 5, organHead: 3, investigationChief: 3 })
  const unit = `${area}:${post === 'investigationChief' ? 'criminalInvestigation' : 'police'}`
  const [holder] = org.holdersOf(post, unit, on)
  const where = org.findUnit(unit)
  return holder === undefined || where === undefined
    ? undefined
    : {
        name: holder.name,
        unitName: where.name.zh,
        post: where.posts.find((one) => one.post === post)?.zh ?? '',
      }
}

interface Slot {
  readonly nth: number
  readonly day: PlainDate
  readonly at: Instant
  readonly how: Arrival['how']
}

/** So many moments spread over the days: most on Mondays, few on days off, a little more each month. */
function daysOf(
  { clues, from, lastDay, until, isWorkingDay }: ArrivalsWish,
  random: Random,
): readonly Slot[] {
  const length = daysBetween(from, lastDay) + 1
  const days = Array.from({ length }, (_, nth) => addDays(from, nth))
  const weights = days.map((day, nth) => {
    const monday = isWorkingDay(day) && !isWorkingDay(addDays(day, -1))
    return (monday ? 1.7 : isWorkingDay(day) ? 1 : 0.45) * (0.8 + (0.5 * nth) / length)
  })
  const total = weights.reduce((sum, one) => sum + one, 0)
  let left = 0
  const slots = days.flatMap((day, nth) => {
    left += ((weights[nth] ?? 0) * clues) / total
    const count = Math.floor(left + 1e-9)
    left -= count
    return Array.from({ length: count }, () => {
      const how = !isWorkingDay(day) || chance(random, 0.55) ? ('report' as const) : ('enter' as const)
      const [first, last] = how === 'report' ? [7, 22] : [9, 17]
      const at = addMillis(startOfDay(day), between(random, first * HOUR, last * HOUR))
      return { day, how, at: at > until ? until : at }
    })
  })
  return slots.toSorted((a, b) => (a.at < b.at ? -1 : 1)).map((slot, nth) => ({ ...slot, nth }))
}
