/** What a compulsory measure holds. In the order in which it is filled in. */
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
  yesNo,
} from '#kernel/record/field.ts'
import type { Situation, ValuesOf } from '#kernel/record/declaration.ts'
import { checklist } from './checklist.ts'

const reasons = text({ max: 2000 })
const told = group({ on: date, way: listed('custody.noticeWays'), whom: text({ max: 100 }) })

export const fields = {
  case: ref('case'),
  caption: text({ max: 240 }),
  personNo: text({ max: 12 }),
  personName: personal(personName({ max: 50 })),
  minor: yesNo,

  // Who answers for it; it goes with the case
  handlingUnit: unit,
  team: optional(list(person, { max: 30 })),
  procuratorate: optional(unit),
  court: optional(unit),
  appealCourt: optional(unit),
  named: optional(list(named, { min: 0, max: 500 })),

  // The measure
  kind: choice('detention', 'arrest', 'residential', 'bail'),
  ground: listed('custody.grounds'),
  reasons,
  opinion: reasons,
  proposer: person,
  approver: person,
  executedOn: date,
  place: text({ max: 200 }),

  // What is owed to whoever is held
  familyNotice: personal(told),
  interrogations: list(group({ on: date, officers: list(person, { max: 6 }), what: reasons }), { max: 200 }),

  // Detention to arrest
  detentionGround: listed('custody.detentionGrounds'),
  detentionTerm: listed('custody.detentionTerms'),
  detentionRow: tableRow('custody.detentionExtension'),
  requestReasons: personal(text({ max: 5000 })),
  checks: checklist,
  refusalReasons: text({ max: 5000 }),

  // Custody in investigation, and after it
  custodyGround: listed('custody.custodyGrounds'),
  custodyTerm: listed('custody.custodyTerms'),
  custodyRow: tableRow('custody.extensionOf'),
  newCrime: text({ max: 2000 }),
  stageExtension: listed('custody.stageTerms'),

  // Away from home: only once family and counsel were told
  remotePlace: text({ max: 200 }),
  remoteFamilyNotice: personal(told),
  counsel: choice('told', 'noneAppointed'),
  remoteCounselNotice: optional(personal(told)),
  remotePlaces: list(group({ place: text({ max: 200 }), since: date, why: reasons }), { max: 20 }),

  // How it ended
  freeBecause: choice(
    'lapsed',
    'arrestRefused',
    'notNecessary',
    'notProsecuted',
    'acquitted',
    'caseWithdrawn',
  ),
  releasedOn: date,
  outcome: choice('notTaken', 'released', 'sentenced'),

  supervisions: list(
    group({ rung: text({ max: 60 }), text: text({ max: 2000 }), answerBy: optional(instantField) }),
    { max: 500 },
  ),
}

/** What a rule about custody is given. */
export type CustodySituation = Situation<ValuesOf<typeof fields>>
export type CustodyValues = ValuesOf<typeof fields>
