/** What a weekly bulletin holds: units, days, counts and what the office says of units. There is no field for a person. */
import type { Situation, ValuesOf } from '#kernel/record/declaration.ts'
import { choice, date, group, list, optional, text, unit, whole } from '#kernel/record/field.ts'

const count = whole({ min: 0, max: 100_000_000 })
/** A share to two decimals as it is published, such as `92.31%`; nothing of nothing has none. */
const rate = optional(text({ max: 10 }))
const reasons = text({ max: 2000 })
const said = optional(list(group({ unit, what: text({ max: 500 }) }), { min: 0, max: 100 }))
/** Both rates, and beside them how many samples were looked at a second time and how many of these came to the same. */
const tally = {
  ...{ received: count, closed: count, verified: count, closureRate: rate, verifiedRate: rate },
  ...{ rechecked: optional(count), upheld: optional(count) },
}

export const fields = {
  office: unit,
  /** Monday. */
  from: date,
  /** Sunday. */
  to: date,

  /** As it stood at the end of the week before and at the end of this one, with what came in during each. */
  standing: list(group({ until: date, inTheWeek: count, ...tally }), { min: 2, max: 2 }),
  /** Clues that each verifying unit was given up to the end of the week, and their closure rate a week before. */
  units: list(group({ unit, ...tally, closureRateBefore: rate }), { min: 0, max: 1000 }),
  /** Clocks are known for the present only: the day of drafting. */
  overdueOn: date,
  overdue: count,
  /** Rungs by the name the rulebook gives them in Chinese, lowest first. */
  ladder: list(group({ rung: text({ max: 60 }), open: count }), { min: 0, max: 20 }),
  recipients: list(unit, { min: 0, max: 1000 }),

  praise: said,
  urging: said,
  remarks: optional(text({ max: 5000 })),

  reasons,
  outcome: choice('issued', 'dropped'),
  cancelledPapers: optional(list(group({ number: text({ max: 100 }), reasons }), { max: 20 })),
  supervisions: optional(list(group({ rung: text({ max: 60 }), text: text({ max: 2000 }) }), { max: 500 })),
}

export type BulletinValues = ValuesOf<typeof fields>
/** What a rule about bulletins is given. */
export type BulletinSituation = Situation<BulletinValues>
