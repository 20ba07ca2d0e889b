/** The rules about weekly bulletins, each a sentence. Basis: README.md. */
import { addDays } from '#kernel/time.ts'
import type { BulletinSituation } from './bulletin.fields.ts'
import { mondayOf, rateOf } from './bulletin.week.ts'

interface Counted {
  readonly received: number
  readonly closed: number
  readonly verified: number
  readonly closureRate?: string
  readonly verifiedRate?: string
  readonly rechecked?: number
  readonly upheld?: number
}

const isConsistent = (counted: Counted): boolean => {
  const { received, closed, verified, closureRate, verifiedRate, rechecked = 0, upheld = 0 } = counted
  return (
    verified <= closed &&
    closed <= received &&
    closureRate === rateOf(closed, received) &&
    verifiedRate === rateOf(verified, closed) &&
    upheld <= rechecked
  )
}

export const rules = {
  theOfficeOwesOne: ({ input, org, rulebook }) => {
    const office = org.findUnit(input.office ?? '')
    return (
      office?.kind === 'office' && rulebook.list('bulletin.levels').some(({ code }) => code === office.level)
    )
  },
  itIsAWeekThatIsOver: ({ input: { from, to }, on }) =>
    from !== undefined && to !== undefined && from === mondayOf(from) && to === addDays(from, 6) && to < on,
  ratesFollowFromCounts: ({ input: { standing = [], units = [] } }) =>
    [...standing, ...units].every(isConsistent),
  theUnitIsCounted: ({ record, input: { praise = [], urging = [] } }) =>
    [...praise, ...urging].every((one) => record.units?.some(({ unit }) => unit === one.unit) === true),
  actorDidNotSubmitIt: ({ actor, entries }) => {
    const submitted = entries.findLast(({ action }) => action === 'submit')?.by
    return actor.kind === 'staff' && submitted?.kind === 'staff' && submitted.person !== actor.person
  },
} satisfies Record<string, (situation: BulletinSituation) => boolean>
