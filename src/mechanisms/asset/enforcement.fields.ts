/** What the enforcement of the property part of a judgment holds, in the order in which it is filled in. Money is whole fen. */
import type { Situation, ValuesOf } from '#kernel/record/declaration.ts'
import {
  choice,
  date,
  fen,
  file,
  group,
  instantField,
  list,
  listed,
  named,
  optional,
  person,
  personal,
  ref,
  text,
  unit,
} from '#kernel/record/field.ts'
import { paymentClasses } from './payment.ts'

export const fields = {
  case: ref('case'),
  title: text({ max: 200 }),
  judgmentNumber: text({ max: 100 }),
  effectiveOn: date,
  judgment: optional(list(file, { max: 10 })),
  court: unit,
  judge: person,
  custodianUnit: unit,
  assets: optional(list(ref('asset'), { max: 500 })),

  // Whom the matter names: kept out
  named: optional(list(named, { min: 0, max: 500 })),

  // The custodian's receipt
  receivedBy: person,
  receiptWords: text({ max: 2000 }),

  // Filing
  fileNumber: text({ max: 100 }),
  enforcer: person,
  extensionTerm: listed('enforcement.extensions'),
  extensionReasons: text({ max: 2000 }),

  // What is owed, to whom, and in which class
  claims: personal(
    list(group({ class: choice(...paymentClasses), to: text({ max: 100 }), due: fen, paid: fen }), {
      max: 1000,
    }),
  ),
  awards: personal(
    list(group({ class: choice(...paymentClasses), to: text({ max: 100 }), due: fen }), { max: 1000 }),
  ),
  received: fen,
  receivedFrom: text({ max: 200 }),
  collected: fen,
  payments: personal(
    list(group({ class: choice(...paymentClasses), to: text({ max: 100 }), amount: fen }), {
      min: 0,
      max: 1000,
    }),
  ),
  left: fen,

  // The bank
  bank: unit,
  remittance: fen,
  remittanceProof: text({ max: 500 }),

  finishing: choice('paidInFull', 'nothingLeft', 'endedByLaw'),
  finishReasons: text({ max: 2000 }),
  outcome: choice('paidInFull', 'nothingLeft', 'endedByLaw'),
  supervisions: list(
    group({ rung: text({ max: 60 }), text: text({ max: 2000 }), answerBy: optional(instantField) }),
    { max: 500 },
  ),
}

/** What a rule about enforcement is given. */
export type EnforcementValues = ValuesOf<typeof fields>
export type EnforcementSituation = Situation<EnforcementValues>
