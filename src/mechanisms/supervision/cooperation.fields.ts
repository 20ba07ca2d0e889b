/** What a request for co-operation holds (程序规定 arts 346–353), in the order in which it is filled in. */
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
  yesNo,
} from '#kernel/record/field.ts'

const reasons = text({ max: 2000 })
const files = optional(list(file, { max: 50 }))

export const fields = {
  // What is asked of whom
  case: ref('case'),
  title: text({ max: 200 }),
  helpingUnit: unit,
  measure: listed('cooperation.measures'),
  about: personal(text({ max: 1000 })),
  wanted: personal(text({ max: 5000 })),
  papers: list(group({ paper: listed('cooperation.papers'), number: text({ max: 100 }), files }), {
    max: 50,
  }),
  officers: optional(list(person, { max: 10 })),
  asker: person,
  askingUnit: unit,
  // Places so far away that the answer may take longer (art 353), by the rulebook.
  remote: yesNo,
  named: optional(list(named, { min: 0, max: 500 })),
  approver: person,

  // What the helping unit does
  helper: person,
  flaws: reasons,
  caughtAt: instantField,
  caughtWhere: optional(text({ max: 200 })),
  interrogatedAt: instantField,
  record: personal(text({ max: 5000 })),
  steps: optional(
    list(
      group({ on: date, what: text({ max: 2000 }), officers: list(person, { max: 10 }), attachments: files }),
      {
        max: 200,
      },
    ),
  ),
  result: choice('done', 'partly', 'notDone'),
  answer: personal(text({ max: 5000 })),
  answerFiles: files,

  outcome: choice('done', 'partly', 'notDone', 'withdrawn'),
  reasons,
  supervisions: optional(list(group({ rung: text({ max: 60 }), text: text({ max: 2000 }) }), { max: 500 })),
}

export type CooperationValues = ValuesOf<typeof fields>
/** What a rule about co-operation is given. */
export type CooperationSituation = Situation<CooperationValues>
