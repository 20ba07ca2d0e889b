/** What a listing holds (domain 3.2), in the order in which it is filled in. */
import type { Situation, ValuesOf } from '#kernel/record/declaration.ts'
import {
  choice,
  date,
  fen,
  file,
  group,
  list,
  listed,
  named,
  optional,
  person,
  personal,
  ref,
  text,
  unit,
  whole,
  yesNo,
} from '#kernel/record/field.ts'

const reasons = text({ max: 2000 })
const files = optional(list(file, { max: 50 }))

const target = group({
  target: listed('listing.targets'),
  what: text({ max: 500 }),
  number: optional(whole({ min: 0, max: 1_000_000 })),
  by: optional(date),
})

const progress = {
  from: date,
  to: date,
  stage: listed('listing.stages'),
  held: whole({ min: 0, max: 100_000 }),
  crimesProved: whole({ min: 0, max: 100_000 }),
  assetsControlled: fen,
  assetsDisposed: fen,
  umbrellas: whole({ min: 0, max: 10_000 }),
  difficulties: text({ max: 5000 }),
  helpWanted: optional(text({ max: 2000 })),
  attachments: files,
}

export const fields = {
  // What is proposed
  case: ref('case'),
  title: text({ max: 200 }),
  origin: choice('own', 'superior', 'inferior'),
  superiorDocument: optional(text({ max: 200 })),
  listingBody: unit,
  reasonCodes: list(listed('listing.reasons'), { max: 10 }),
  grounds: personal(text({ max: 5000 })),
  targets: list(target, { max: 20 }),
  stage: listed('listing.stages'),
  proposer: person,
  proposingUnit: unit,
  handlingUnit: unit,
  named: optional(list(named, { min: 0, max: 500 })),

  // What is decided and notified
  level: choice('nation', 'province', 'prefecture', 'county'),
  batch: optional(text({ max: 50 })),
  supervisor: person,
  limit: listed('listing.limits'),
  rhythm: listed('listing.rhythms'),
  instructions: text({ max: 2000 }),
  approver: person,
  extensionTerm: listed('listing.extensions'),

  // How it goes on
  report: group(progress),
  drafter: person,
  reports: optional(list(group({ ...progress, signedBy: person, signedOn: date }), { min: 0, max: 200 })),
  events: optional(list(group({ on: date, what: text({ max: 2000 }), attachments: files }), { max: 200 })),

  // What the supervisor does about it
  urgings: optional(list(group({ what: text({ max: 1000 }), newDate: date }), { max: 200 })),
  urgingReplies: optional(list(group({ text: text({ max: 5000 }), attachments: files }), { max: 200 })),
  visits: optional(
    list(
      group({
        on: date,
        visitors: list(person, { max: 20 }),
        found: text({ max: 5000 }),
        wanted: text({ max: 2000 }),
      }),
      { max: 100 },
    ),
  ),
  interviews: optional(
    list(group({ on: date, whom: person, matters: text({ max: 2000 }), promised: text({ max: 2000 }) }), {
      max: 50,
    }),
  ),

  // Delisting: conditions of the rulebook, each shown, each judged
  conditions: list(
    group({ condition: listed('listing.conditions'), proof: text({ max: 2000 }), attachments: files }),
    { max: 20 },
  ),
  judgments: list(group({ condition: listed('listing.conditions'), met: yesNo, why: text({ max: 2000 }) }), {
    max: 20,
  }),
  checker: person,
  withdrawalGround: listed('listing.withdrawals'),
  outcome: choice('delisted', 'withdrawn', 'rejected'),
  reasons,
  archiveBox: text({ max: 100 }),

  supervisions: optional(list(group({ rung: text({ max: 60 }), text: text({ max: 2000 }) }), { max: 500 })),
}

export type ListingValues = ValuesOf<typeof fields>
/** What a rule about listings is given. */
export type ListingSituation = Situation<ListingValues>
