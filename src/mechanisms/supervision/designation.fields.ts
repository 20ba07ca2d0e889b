/**
 * What a designation holds. What an application has to list is the law's list (程序规定 art 22): the suspects' basics, the
 * suspected crimes, the basic facts, the dispute, what was negotiated, and why.
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
  personal,
  ref,
  text,
  unit,
  whole,
} from '#kernel/record/field.ts'

const reasons = text({ max: 2000 })
const lineNumber = whole({ min: 1, max: 10_000 })
const count = whole({ min: 0, max: 1_000_000 })

export const fields = {
  // What is applied for
  case: ref('case'),
  title: text({ max: 200 }),
  kind: choice('investigation', 'prosecution', 'trial'),
  ground: choice('unclear', 'disputed', 'special'),
  specialGround: optional(listed('designation.specialGrounds')),
  suspects: personal(list(group({ name: text({ max: 50 }), basics: text({ max: 500 }) }), { max: 300 })),
  crimes: list(text({ max: 100 }), { max: 50 }),
  facts: personal(text({ max: 20_000 })),
  dispute: optional(text({ max: 5000 })),
  negotiation: optional(
    group({
      on: date,
      withUnits: list(unit, { max: 20 }),
      result: choice('failed', 'agreed'),
      what: text({ max: 2000 }),
    }),
  ),
  // Prosecution elsewhere is agreed with the court (人民检察院刑事诉讼规则 art 22).
  agreedWithCourt: optional(text({ max: 1000 })),
  whyThere: reasons,
  proposedUnit: unit,
  applicant: person,
  applyingUnit: unit,
  originalUnit: unit,
  named: optional(list(named, { min: 0, max: 500 })),

  // Its way up, level by level
  decider: unit,
  at: unit,
  way: optional(list(group({ unit, on: date, opinion: text({ max: 2000 }) }), { min: 0, max: 20 })),
  opinion: text({ max: 2000 }),

  // What is decided and served
  designatedUnit: unit,
  decisionReasons: reasons,
  services: list(group({ to: unit, on: date, way: listed('designation.serviceWays') }), { max: 20 }),
  copies: list(unit, { max: 20 }),
  receivedOn: date,
  givingUnit: unit,

  // What is handed over, counted by both
  handed: personal(
    list(
      group({
        no: lineNumber,
        kind: listed('designation.handOverKinds'),
        what: text({ max: 500 }),
        count,
        where: optional(text({ max: 200 })),
      }),
      { max: 2000 },
    ),
  ),
  counted: personal(
    list(group({ no: lineNumber, count, difference: optional(text({ max: 500 })) }), { max: 2000 }),
  ),

  outcome: choice('accepted', 'refused', 'withdrawn'),
  reasons,
  /** Why a signature was taken back before the last had signed. */
  withdrawalReasons: reasons,
  supervisions: optional(list(group({ rung: text({ max: 60 }), text: text({ max: 2000 }) }), { max: 500 })),
}

export type DesignationValues = ValuesOf<typeof fields>
/** What a rule about designations is given. */
export type DesignationSituation = Situation<DesignationValues>
