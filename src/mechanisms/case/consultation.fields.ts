/** What a consultation holds. There is no field for a verdict: it is not one (domain 5). */
import {
  choice,
  date,
  file,
  group,
  instantField,
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
import type { Situation, ValuesOf } from '#kernel/record/declaration.ts'

const reasons = text({ max: 5000 })
const label = choice('triad', 'evilGroup', 'evilForce', 'other')
const elements = list(listed('case.elements'), { min: 0, max: 60 })

export const fields = {
  // Who disagrees, on what
  case: ref('case'),
  caseTitle: text({ max: 200 }),
  gate: listed('case.gates'),
  label,
  elements,
  organs: list(unit, { max: 10 }),
  views: list(group({ unit, elements, met: yesNo, label: optional(label), why: optional(reasons) }), {
    min: 0,
    max: 100,
  }),
  reasons,
  /** Why a signature was taken back before the last had signed. */
  withdrawalReasons: reasons,
  deadlineEffect: optional(text({ max: 1000 })),
  named: optional(list(named, { min: 0, max: 200 })),

  // Who calls it, who takes part, and that none of them is partial
  convenor: unit,
  experts: list(person, { min: 0, max: 20 }),
  plannedFor: date,
  papers: list(group({ what: text({ max: 500 }), attachments: optional(list(file, { max: 50 })) }), {
    max: 100,
  }),
  isFreeOfConflict: yesNo,
  conflictStatement: optional(text({ max: 1000 })),
  conflictStatements: list(
    group({ person, unit, isFreeOfConflict: yesNo, what: optional(text({ max: 1000 })) }),
    { max: 50 },
  ),

  // What was said there
  position: choice('holds', 'holdsNot', 'reserves'),
  positionLabel: optional(label),
  inTheMinority: yesNo,
  opinion: reasons,
  positions: list(
    group({
      unit,
      person,
      position: choice('holds', 'holdsNot', 'reserves'),
      label: optional(label),
      inTheMinority: yesNo,
      why: reasons,
      on: date,
    }),
    { max: 200 },
  ),
  heldOn: date,
  attended: text({ max: 2000 }),
  questionsDiscussed: text({ max: 10_000 }),
  nextSteps: list(group({ what: text({ max: 1000 }), unit, by: optional(date) }), { max: 50 }),

  // What each organ decided by itself, afterwards
  decision: text({ max: 5000 }),
  decisionNumber: optional(text({ max: 100 })),
  differs: yesNo,
  differenceExplained: optional(reasons),
  decisions: list(
    group({
      unit,
      decision: text({ max: 5000 }),
      number: optional(text({ max: 100 })),
      differs: yesNo,
      why: optional(reasons),
      signer: person,
      on: date,
    }),
    { max: 20 },
  ),
  outcome: choice('decidedAsHeld', 'decidedOtherwise'),

  supervisions: list(
    group({ rung: text({ max: 60 }), text: text({ max: 2000 }), answerBy: optional(instantField) }),
    { max: 500 },
  ),
}

/** What a rule about consultations is given. */
export type ConsultationSituation = Situation<ValuesOf<typeof fields>>
export type ConsultationValues = ValuesOf<typeof fields>
