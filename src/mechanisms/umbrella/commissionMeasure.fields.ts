/** What a measure of the supervision commission holds (监察法 chapter 4). In the order in which it is filled in. */
import type { Situation, ValuesOf } from '#kernel/record/declaration.ts'
import {
  choice,
  date,
  group,
  instantField,
  list,
  listed,
  named,
  optional,
  person,
  personal,
  personName,
  ref,
  tableRow,
  text,
  unit,
  whole,
  yesNo,
} from '#kernel/record/field.ts'

const reasons = text({ max: 2000 })
const count = whole({ min: 1, max: 1_000_000 })

export const fields = {
  disposition: ref('disposition'),
  registeredAs: text({ max: 100 }),
  handlingUnit: unit,
  team: list(person, { min: 2, max: 30 }),
  named: optional(list(named, { min: 0, max: 200 })),

  // What the matrix asks for
  kind: choice(
    'forcedAppearance',
    'inquiryUnderOrder',
    'protectiveCustody',
    'detention',
    'query',
    'freeze',
    'search',
    'sealSeize',
  ),
  stage: choice('verification', 'filed'),
  level: choice('county', 'prefecture', 'province'),
  custodyConsidered: optional(yesNo),

  // The application
  personConcerned: optional(personal(personName({ max: 50 }))),
  propertyConcerned: optional(personal(text({ max: 1000 }))),
  necessity: personal(text({ max: 5000 })),
  applicants: list(person, { min: 2, max: 6 }),

  // The decision
  matrixRow: tableRow('commissionMeasure.length.term'),
  decisionReasons: reasons,
  decider: person,
  approverAbove: person,
  withdrawalReasons: reasons,

  // Carrying it out
  officers: list(person, { min: 2, max: 20 }),
  witness: optional(personal(text({ max: 100 }))),
  place: optional(text({ max: 200 })),
  inventory: optional(
    personal(list(group({ what: text({ max: 500 }), count, measuredIn: text({ max: 20 }) }), { max: 500 })),
  ),
  startsOn: date,
  until: instantField,
  familyToTell: yesNo,
  familyNotice: personal(
    group({ on: date, way: listed('commissionMeasure.noticeWays'), whom: text({ max: 100 }) }),
  ),
  withholdingReasons: personal(reasons),
  nationToTell: yesNo,
  nationFiling: group({ on: date, filedAs: text({ max: 100 }) }),

  // Extension
  extensionGround: listed('commissionMeasure.extensionGrounds'),
  extensionTerm: listed('commissionMeasure.extensionTerms'),
  extensionRow: tableRow('commissionMeasure.extension'),
  extensionReasons: personal(reasons),
  nationApproval: optional(group({ on: date, approvedAs: text({ max: 100 }) })),

  // The end
  liftReason: listed('commissionMeasure.liftReasons'),
  reasons,
  releasedOn: date,
  outcome: choice('declined', 'withdrawn', 'carriedOut', 'lifted', 'lapsed'),

  supervisions: list(
    group({ rung: text({ max: 60 }), text: text({ max: 2000 }), answerBy: optional(instantField) }),
    { max: 500 },
  ),
}

/** What a rule about these measures is given. */
export type CommissionMeasureValues = ValuesOf<typeof fields>
export type CommissionMeasureSituation = Situation<CommissionMeasureValues>
