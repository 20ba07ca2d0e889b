/**
 * What a record of a leader in charge holds (domain 3.2). There is no field here in which a leader could say what the facts
 * are, what the evidence is worth or how the case ends (2015 rule art 3): `leaderCharge.fields.test.ts` counts them.
 */
import type { Situation, ValuesOf } from '#kernel/record/declaration.ts'
import {
  choice,
  date,
  group,
  list,
  listed,
  named,
  optional,
  person,
  ref,
  text,
  unit,
  yesNo,
} from '#kernel/record/field.ts'

const reasons = text({ max: 2000 })

export const fields = {
  // Who takes charge of which case
  case: ref('case'),
  title: text({ max: 200 }),
  grounds: list(listed('leaderCharge.grounds'), { max: 10 }),
  office: unit,
  handlingUnit: unit,
  named: optional(list(named, { min: 0, max: 500 })),
  leader: person,
  leaderUnit: unit,
  contact: optional(person),
  duties: list(group({ duty: listed('leaderCharge.duties'), aim: text({ max: 500 }), by: optional(date) }), {
    max: 20,
  }),
  assigner: person,

  // Withdrawal: declared, and held against the directory
  declaresNoTie: yesNo,
  tie: optional(text({ max: 500 })),
  acceptedOn: date,

  // What the leader did: coordination, in verbs
  coordination: optional(
    list(
      group({
        kind: listed('leaderCharge.coordination'),
        on: date,
        about: listed('leaderCharge.matters'),
        withUnits: optional(list(unit, { max: 20 })),
        arranged: text({ max: 500 }),
      }),
      { max: 500 },
    ),
  ),

  // Hand-over at a change of post
  successor: person,
  handOverReason: listed('leaderCharge.handOverReasons'),
  openMatters: list(text({ max: 500 }), { max: 50 }),
  handOvers: optional(
    list(
      group({
        from: person,
        to: person,
        on: date,
        reason: listed('leaderCharge.handOverReasons'),
        openMatters: list(text({ max: 500 }), { max: 50 }),
      }),
      { min: 0, max: 50 },
    ),
  ),
  reassignment: listed('leaderCharge.reassignments'),

  ended: choice('withCase', 'dropped'),
  reasons,
  supervisions: optional(list(group({ rung: text({ max: 60 }), text: text({ max: 2000 }) }), { max: 500 })),
}

export type LeaderChargeValues = ValuesOf<typeof fields>
/** What a rule about leaders in charge is given. */
export type LeaderChargeSituation = Situation<LeaderChargeValues>
