/**
 * What a measure on property holds (AOCL arts 27, 41; police procedure rules arts 227–247; domain 4.3). In the order in
 * which it is filled in.
 */
import type { Situation, ValuesOf } from '#kernel/record/declaration.ts'
import {
  choice,
  date,
  fen,
  group,
  instantField,
  list,
  listed,
  named,
  optional,
  person,
  personal,
  ref,
  tableRow,
  text,
  unit,
  whole,
  yesNo,
} from '#kernel/record/field.ts'

const reasons = text({ max: 2000 })

export const fields = {
  // What it belongs to: a case, or before one is filed a clue
  case: optional(ref('case')),
  clue: optional(ref('clue')),
  asset: ref('asset'),
  title: text({ max: 200 }),

  // What the matrix asks for
  kind: choice(
    'seal',
    'seize',
    'freeze',
    'waitingFreeze',
    'keepWithOwner',
    'stopPayment',
    'temporaryFreeze',
    'temporarySeizure',
  ),
  assetKind: listed('asset.kinds'),
  stage: choice('clue', 'investigation', 'prosecution', 'trial', 'enforcement', 'closed'),
  caseSize: choice('ordinary', 'major'),
  impact: choice('ordinary', 'serious'),
  takenBy: unit,
  applicant: person,

  // Whom the matter names: kept out
  named: optional(list(named, { min: 0, max: 500 })),
  handlingUnit: unit,

  // The block that nobody may leave out (AOCL art 41; police procedure rules arts 227, 230)
  necessity: text({ max: 5000 }),
  scope: text({ max: 5000 }),
  ownership: personal(text({ max: 2000 })),
  livingAllowance: text({ max: 2000 }),
  allowance: optional(fen),
  businessImpact: text({ max: 2000 }),
  amount: optional(fen),
  assistedBy: optional(unit),

  // Decision
  decider: person,
  decidedBy: unit,
  matrixRow: tableRow('measure.length.term'),
  sceneDecision: choice('standing', 'confirmed'),
  decisionReasons: reasons,

  // Execution
  officers: list(person, { min: 2, max: 20 }),
  witness: personal(group({ name: text({ max: 50 }), identity: optional(text({ max: 100 })) })),
  items: list(
    group({
      what: text({ max: 500 }),
      count: whole({ min: 1, max: 1_000_000 }),
      measuredIn: text({ max: 20 }),
      marks: optional(text({ max: 500 })),
    }),
    { max: 500 },
  ),
  pieces: whole({ min: 1, max: 500_000_000 }),
  startsOn: date,
  until: instantField,
  answers: list(group({ on: date, done: yesNo, what: text({ max: 2000 }) }), { max: 50 }),

  // What is owed within a day of it (the custodian, the inspectorate)
  custodian: person,
  custodyPlace: text({ max: 500 }),
  countDiffers: optional(text({ max: 2000 })),
  inspectorate: unit,

  // The organs that the case has gone on to
  procuratorate: optional(unit),
  court: optional(unit),

  // Renewal and end
  renewalTerm: listed('measure.renewals'),
  renewalReasons: reasons,
  liftReason: listed('measure.liftReasons'),
  reasons,
  outcome: choice('declined', 'withdrawn', 'lifted', 'lapsed', 'ended'),

  supervisions: list(
    group({ rung: text({ max: 60 }), text: text({ max: 2000 }), answerBy: optional(instantField) }),
    { max: 500 },
  ),
}

/** What a rule about measures is given. */
export type MeasureValues = ValuesOf<typeof fields>
export type MeasureSituation = Situation<MeasureValues>
