/**
 * What a litigation petition holds (Regulations on Petitions arts 19, 31–36; domain 2.7). In the order in which it is
 * filled in.
 */
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
  personName,
  place,
  ref,
  tableRow,
  text,
  unit,
  whole,
  yesNo,
} from '#kernel/record/field.ts'
import { arrivalBlock, attachedBlock } from '#kernel/record/arrivalBlock.ts'
import { erasureBlock } from '#kernel/record/erasureBlock.ts'
import { reporterBlock } from '#kernel/record/reporterBlock.ts'

const reasons = text({ max: 2000 })
const way = choice('phone', 'message', 'visit', 'code')

/** An official whom the petitioner holds to be partial: whoever is named withdraws (art 28). */
export const officialTold = group({
  name: personName({ max: 50 }),
  unitName: optional(text({ max: 100 })),
  post: optional(text({ max: 100 })),
})

export const fields = {
  // How it came
  source: listed('petition.sources'),
  ...arrivalBlock,

  // What is asked for: art 19 wants the request, the facts and the reasons
  category: listed('petition.categories'),
  title: text({ max: 200 }),
  claim: personal(text({ max: 5000 })),
  content: personal(text({ max: 50_000 })),
  concernedOrgan: optional(text({ max: 200 })),
  caseNumber: optional(personal(text({ max: 100 }))),
  procedureOpen: optional(choice('yes', 'no', 'unknown')),
  occurredOn: optional(date),
  area: optional(place),
  reportedPersons: optional(personal(list(officialTold, { max: 20 }))),
  joint: optional(yesNo),
  representatives: optional(whole({ min: 1, max: 1000 })),
  ...attachedBlock,

  // Who asks
  ...reporterBlock,

  // Whom it names: kept out at once
  named: optional(personal(list(named, { min: 0, max: 200 }))),

  // Registration and sorting: litigation apart from petition (art 28)
  gist: text({ max: 500 }),
  registrar: person,
  earlierReports: optional(
    list(
      group({
        petition: ref('petition'),
        verdict: choice('sameMatter', 'sameReporter', 'different'),
        why: optional(text({ max: 500 })),
      }),
      { max: 100 },
    ),
  ),
  procedure: choice('legalProcedure', 'opinion'),
  sortingReasons: reasons,
  sorter: person,
  supplementWanted: text({ max: 1000 }),
  earlier: ref('petition'),
  otherChannel: listed('petition.otherChannels'),

  // Passing on
  proposedUnit: optional(unit),
  unitByRule: optional(unit),
  unitRule: optional(tableRow('petition.routing')),
  handlingUnit: unit,
  instructions: text({ max: 2000 }),
  approver: person,
  notOursReasons: reasons,

  // Handling
  handler: person,
  acceptanceWay: way,
  acceptanceWords: text({ max: 2000 }),
  steps: list(
    group({
      kind: listed('petition.steps'),
      on: date,
      what: text({ max: 5000 }),
      attachments: optional(list(file, { max: 50 })),
    }),
    { max: 500 },
  ),
  extensionTerm: listed('petition.extensions'),
  extensionReasons: reasons,
  result: listed('petition.results'),
  findings: personal(text({ max: 20_000 })),
  legalGrounds: text({ max: 2000 }),
  outcome: choice(
    'supported',
    'explained',
    'notSupported',
    'mediated',
    'imported',
    'corrected',
    'toldWhereToGo',
    'repeated',
    'endedBefore',
    'handedToDiscipline',
  ),

  // Answer and remedies
  feedbackWay: way,
  feedbackWords: text({ max: 2000 }),
  remedies: optional(list(listed('petition.remedies'), { min: 0, max: 10 })),
  objections: list(group({ text: text({ max: 5000 }) }), { max: 20 }),
  reviewUnit: unit,
  reviewOpinion: text({ max: 5000 }),
  reviewResult: choice('upheld', 'changed'),
  secondReviewUnit: unit,
  secondReviewOpinion: text({ max: 5000 }),
  secondReviewResult: choice('upheld', 'changed'),
  hearings: list(group({ on: date, what: text({ max: 2000 }) }), { max: 20 }),
  reopeningGround: listed('petition.reopeningGrounds'),

  supervisions: list(
    group({ rung: text({ max: 60 }), text: text({ max: 2000 }), answerBy: optional(instantField) }),
    { max: 500 },
  ),
  supervisionReplies: list(group({ text: text({ max: 2000 }) }), { max: 500 }),
  reasons,
  /** Why a signature was taken back before the last had signed. */
  withdrawalReasons: reasons,
  archiveBox: text({ max: 100 }),
  ...erasureBlock,
}

/** What a rule about petitions is given. */
export type PetitionSituation = Situation<ValuesOf<typeof fields>>
export type PetitionValues = ValuesOf<typeof fields>
