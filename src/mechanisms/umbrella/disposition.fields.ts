/** What discipline inspection's own file on an umbrella clue holds (domain 4.2). Nobody outside it ever reaches one. */
import type { Situation, ValuesOf } from '#kernel/record/declaration.ts'
import {
  choice,
  date,
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
} from '#kernel/record/field.ts'

const reasons = text({ max: 2000 })

export const fields = {
  umbrella: ref('umbrella'),
  caseNumber: text({ max: 100 }),
  registeredAs: text({ max: 100 }),
  handlingUnit: unit,
  named: optional(list(named, { min: 0, max: 200 })),
  team: list(person, { min: 2, max: 30 }),

  // One of four ways (谈话函询、初步核实、暂存待查、予以了结)
  proposedWay: listed('disposition.ways'),
  proposal: personal(text({ max: 10_000 })),
  proposer: person,
  way: listed('disposition.ways'),
  wayReasons: reasons,
  decider: person,

  steps: personal(
    list(group({ on: date, what: text({ max: 5000 }), files: optional(list(file, { max: 20 })) }), {
      max: 500,
    }),
  ),
  defences: personal(list(group({ on: date, what: text({ max: 5000 }) }), { max: 50 })),
  findings: personal(text({ max: 20_000 })),
  result: choice('notFiled', 'filed', 'sanctioned', 'toProcuratorate'),
  filedOn: date,
  sanction: listed('disposition.sanctions'),
  sanctionedOn: date,
  procuratorate: unit,
  handedOverOn: date,

  // What the other side is told, and nothing else
  toldOutcome: listed('umbrella.outcomes'),
  toldOn: date,

  // The official's remedies
  sanctionToldOn: date,
  reviewLodgedOn: date,
  reviewGrounds: personal(text({ max: 5000 })),
  reviewResult: choice('upheld', 'changed', 'revoked'),
  reviewOpinion: personal(text({ max: 5000 })),
  reviewer: person,
  secondReviewLodgedOn: date,
  secondReviewResult: choice('upheld', 'changed', 'revoked'),
  secondReviewOpinion: personal(text({ max: 5000 })),

  reasons,
  supervisions: list(group({ rung: text({ max: 60 }), text: text({ max: 2000 }) }), { max: 500 }),
}

export type DispositionSituation = Situation<ValuesOf<typeof fields>>
