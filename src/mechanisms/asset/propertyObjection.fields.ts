/** What an objection about property holds (AOCL art 49; police procedure rules art 196), in the order it is filled in. */
import type { Situation, ValuesOf } from '#kernel/record/declaration.ts'
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
  personal,
  ref,
  text,
  unit,
} from '#kernel/record/field.ts'

export const fields = {
  case: optional(ref('case')),
  asset: ref('asset'),
  measure: optional(ref('measure')),
  title: text({ max: 200 }),
  standing: choice('party', 'interested', 'outsider'),
  objector: personal(
    group({
      name: text({ max: 50 }),
      identity: optional(text({ max: 100 })),
      contact: text({ max: 200 }),
      counsel: optional(text({ max: 100 })),
    }),
  ),
  ground: listed('propertyObjection.grounds'),
  content: personal(text({ max: 20_000 })),
  attachments: optional(list(file, { max: 50 })),
  receivedOn: date,
  handlingUnit: unit,
  receiver: person,

  // Whom the matter names: kept out
  named: optional(list(named, { min: 0, max: 500 })),

  hearings: list(
    group({
      on: date,
      heard: text({ max: 500 }),
      what: text({ max: 10_000 }),
      record: optional(list(file, { max: 20 })),
    }),
    { max: 20 },
  ),
  hearer: person,

  decision: choice('upheld', 'partlyUpheld', 'rejected'),
  findings: personal(text({ max: 20_000 })),
  legalGrounds: text({ max: 2000 }),
  decider: person,
  remedies: list(listed('propertyObjection.remedies'), { min: 1, max: 10 }),
  answeredOn: date,

  complaint: personal(text({ max: 20_000 })),
  complainedOn: date,
  complaintDecision: choice('corrected', 'partlyCorrected', 'rejected'),
  complaintAnswer: text({ max: 5000 }),

  outcome: choice('upheld', 'partlyUpheld', 'rejected', 'withdrawn', 'corrected'),
  reasons: text({ max: 2000 }),
  supervisions: list(
    group({ rung: text({ max: 60 }), text: text({ max: 2000 }), answerBy: optional(instantField) }),
    { max: 500 },
  ),
}

/** What a rule about objections is given. */
export type ObjectionValues = ValuesOf<typeof fields>
export type ObjectionSituation = Situation<ObjectionValues>
