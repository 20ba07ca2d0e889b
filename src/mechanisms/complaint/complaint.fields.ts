/** What a complaint about political-legal staff holds. In the order in which it is filled in. */
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
  yesNo,
} from '#kernel/record/field.ts'
import { arrivalBlock, attachedBlock } from '#kernel/record/arrivalBlock.ts'
import { erasureBlock } from '#kernel/record/erasureBlock.ts'
import { recusalBlock } from '#kernel/record/recusalBlock.ts'
import { reporterBlock } from '#kernel/record/reporterBlock.ts'

const reasons = text({ max: 2000 })
const way = choice('phone', 'message', 'visit', 'code')

export const reportedStaff = group({
  name: personName({ max: 50 }),
  unitName: optional(text({ max: 100 })),
  post: optional(text({ max: 100 })),
})

/** What was decided about an appeal; nothing heavier than what was appealed against can be chosen (政务处分法 arts 43, 55). */
const appealResult = choice('upheld', 'reduced', 'revoked')

export const fields = {
  // How it came
  source: listed('complaint.sources'),
  ...arrivalBlock,
  petition: optional(ref('petition')),

  // What is complained about
  category: listed('complaint.categories'),
  staffOrgan: optional(listed('complaint.organs')),
  title: text({ max: 200 }),
  content: personal(text({ max: 50_000 })),
  occurredOn: optional(date),
  area: optional(place),
  stillGoingOn: optional(choice('yes', 'no', 'unknown')),
  reportedPersons: optional(personal(list(reportedStaff, { max: 50 }))),
  ...attachedBlock,

  // Who complains
  ...reporterBlock,

  // Whom it names: kept out at once
  named: optional(personal(list(named, { min: 0, max: 200 }))),
  cleared: optional(list(group({ key: text({ max: 64 }), reasons }), { max: 200 })),

  // Registration, sorting, passing on
  gist: text({ max: 500 }),
  registrar: person,
  earlierReports: optional(
    list(
      group({
        complaint: ref('complaint'),
        verdict: choice('sameMatter', 'samePerson', 'sameReporter', 'different'),
        why: optional(text({ max: 500 })),
      }),
      { max: 100 },
    ),
  ),
  otherChannel: listed('complaint.otherChannels'),
  rank: listed('complaint.ranks'),
  sortingReasons: reasons,
  sorter: person,
  supplementWanted: text({ max: 1000 }),
  proposedUnit: optional(unit),
  unitByRule: optional(unit),
  unitRule: optional(tableRow('complaint.routing')),
  handlingUnit: unit,
  instructions: text({ max: 2000 }),
  approver: person,
  notOursReasons: reasons,
  transferTo: optional(text({ max: 200 })),

  // Handling
  team: list(person, { max: 20 }),
  acceptances: list(group({ on: date, way, words: text({ max: 2000 }) }), { max: 20 }),
  steps: list(
    group({
      kind: listed('complaint.steps'),
      on: date,
      what: text({ max: 5000 }),
      officers: list(person, { max: 20 }),
      attachments: optional(list(file, { max: 50 })),
    }),
    { max: 1000 },
  ),
  defences: personal(list(group({ on: date, words: text({ max: 10_000 }) }), { max: 50 })),
  referrals: personal(
    list(group({ crime: listed('complaint.procuratorateCrimes'), to: unit, text: text({ max: 5000 }) }), {
      max: 50,
    }),
  ),
  referralAnswers: list(group({ answer: text({ max: 2000 }), on: date }), { max: 50 }),
  findings: personal(text({ max: 20_000 })),
  truth: choice('true', 'partlyTrue', 'mistaken', 'fabricated', 'unclear'),
  proposal: choice('reminder', 'sanction', 'file', 'noViolation'),
  reportedBy: person,
  decision: choice('reminder', 'sanction', 'file', 'noViolation'),
  decisionOpinion: text({ max: 2000 }),
  decider: person,
  framingOpinion: text({ max: 2000 }),
  outcome: choice('reminded', 'sanctioned', 'filed', 'noViolation', 'outOfScope', 'transferred'),

  // Clearing, answer, objection
  clearingWay: choice('letter', 'inPerson', 'bulletin'),
  clearingWords: personal(text({ max: 5000 })),
  feedbackWay: way,
  feedbackWords: text({ max: 2000 }),
  objections: list(group({ text: text({ max: 5000 }) }), { max: 20 }),

  // What the sanctioned official may ask for (domain 12 row 12)
  sanctionToldOn: date,
  appealLodgedOn: date,
  appealGrounds: personal(text({ max: 10_000 })),
  appealResult,
  appealOpinion: personal(text({ max: 5000 })),
  secondAppealLodgedOn: date,
  secondAppealResult: appealResult,

  supervisions: list(
    group({ rung: text({ max: 60 }), text: text({ max: 2000 }), answerBy: optional(instantField) }),
    { max: 500 },
  ),
  supervisionReplies: list(group({ text: text({ max: 2000 }) }), { max: 500 }),
  restricted: optional(yesNo),
  reasons,
  /** Why a signature was taken back before the last had signed. */
  withdrawalReasons: reasons,
  archiveBox: text({ max: 100 }),
  ...recusalBlock,
  ...erasureBlock,
}

/** What a rule about complaints is given. */
export type ComplaintSituation = Situation<ValuesOf<typeof fields>>
export type ComplaintValues = ValuesOf<typeof fields>
