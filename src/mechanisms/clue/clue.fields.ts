/**
 * What a clue holds (domain 2.4). In the order in which it is filled in.
 */
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
import { recusalBlock } from '#kernel/record/recusalBlock.ts'
import { reporterBlock } from '#kernel/record/reporterBlock.ts'
import type { Situation, ValuesOf } from '#kernel/record/declaration.ts'

const dontKnow = choice('yes', 'no', 'unknown')
const reasons = text({ max: 2000 })

export const reportedPerson = group({
  name: personName({ max: 50 }),
  alias: optional(personName({ max: 50 })),
  age: optional(whole({ min: 0, max: 130 })),
  occupation: optional(text({ max: 100 })),
  idNumber: optional(text({ max: 32 })),
  phone: optional(text({ max: 32 })),
  address: optional(text({ max: 200 })),
  unitName: optional(text({ max: 100 })),
  post: optional(text({ max: 100 })),
  publicOfficial: optional(dontKnow),
  villageCadre: optional(dontKnow),
})

export const fields = {
  // How it came
  source: listed('clue.sources'),
  ...arrivalBlock,

  // What is reported (four blocks: reporter, persons, facts, umbrella)
  category: listed('clue.categories'),
  title: text({ max: 200 }),
  content: personal(text({ max: 50_000 })),
  occurredOn: optional(date),
  occurredAt: optional(text({ max: 500 })),
  area: optional(place),
  trade: optional(listed('clue.trades')),
  focus: optional(list(listed('clue.focus'), { max: 12 })),
  loss: optional(text({ max: 200 })),
  victims: optional(personal(text({ max: 1000 }))),
  assetsAtRisk: optional(dontKnow),
  gangs: optional(list(text({ max: 100 }), { max: 20 })),
  weapons: optional(dontKnow),
  minors: optional(dontKnow),
  stillGoingOn: optional(dontKnow),
  reportedPersons: optional(personal(list(reportedPerson, { max: 50 }))),
  umbrellaSuspected: optional(dontKnow),
  umbrellaFacts: optional(personal(text({ max: 5000 }))),
  ...attachedBlock,

  ...reporterBlock,

  // Whom it names: kept out at once
  named: optional(personal(list(named, { min: 0, max: 200 }))),
  cleared: optional(list(group({ key: text({ max: 64 }), reasons }), { max: 200 })),

  // Registration and assessment
  gist: text({ max: 500 }),
  importance: listed('clue.importance'),
  remarks: optional(text({ max: 2000 })),
  restricted: optional(yesNo),
  registrar: person,
  earlierReports: optional(
    list(
      group({
        clue: ref('clue'),
        verdict: choice('sameEvent', 'samePerson', 'sameReporter', 'different'),
        why: optional(text({ max: 500 })),
      }),
      { max: 100 },
    ),
  ),
  grade: choice('A', 'B', 'C'),
  gradeReasons: reasons,
  gradeByRule: optional(choice('A', 'B', 'C')),
  gradeRule: optional(tableRow('clue.grading')),
  assessor: person,
  secondAssessor: optional(person),
  supplementWanted: text({ max: 1000 }),
  head: ref('clue'),

  // Dispatch
  proposedUnit: optional(unit),
  unitByRule: optional(unit),
  unitRule: optional(tableRow('clue.routing')),
  verifyingUnit: unit,
  dispatch: choice('transfer', 'direct', 'raised', 'elsewhere'),
  secrecy: choice('internal', 'workSecret'),
  feedbackWanted: yesNo,
  instructions: text({ max: 2000 }),
  approver: person,
  notOursGround: listed('clue.notOursGrounds'),
  notOursReasons: reasons,

  // Verification
  team: list(person, { max: 20 }),
  plan: optional(text({ max: 5000 })),
  contactOwed: optional(yesNo),
  undertakings: list(group({ officer: person, on: date }), { max: 100 }),
  verificationApprovedBy: person,
  steps: list(
    group({
      kind: listed('clue.steps'),
      on: date,
      what: text({ max: 5000 }),
      officers: list(person, { max: 20 }),
      attachments: optional(list(file, { max: 50 })),
    }),
    { max: 1000 },
  ),
  evidence: list(group({ file, what: text({ max: 500 }), from: optional(text({ max: 200 })) }), {
    max: 1000,
  }),
  /** Whether an anonymous code that a claimant told is the reporter's; never the code. */
  codeChecks: list(group({ askedBy: person, fits: yesNo }), { max: 1000 }),
  reporterContacts: list(
    group({ on: date, way: choice('phone', 'message', 'visit', 'code'), words: text({ max: 2000 }) }),
    { max: 100 },
  ),
  progress: list(group({ on: date, text: text({ max: 5000 }) }), { max: 200 }),
  propertyEnquiryApproved: yesNo,
  extensionTerm: listed('clue.extensions'),
  extensionReasons: reasons,
  extensionOpinion: reasons,

  // Conclusion
  conclusion: choice('triad', 'evilForce', 'otherCrime', 'noCrime'),
  findings: personal(text({ max: 20_000 })),
  proposal: choice('file', 'administrativePenalty', 'transfer', 'civil', 'nothing'),
  truth: choice('true', 'partlyTrue', 'mistaken', 'fabricated', 'unclear'),
  transferTo: optional(text({ max: 200 })),
  outsideOrgan: text({ max: 200 }),
  outsideReasons: text({ max: 2000 }),
  outsideReceipt: text({ max: 200 }),
  outsideReceivedOn: date,
  reportedBy: person,
  opinion: text({ max: 1000 }),
  reviewOpinion: text({ max: 2000 }),
  /** Whoever signed a result or confirmed one: earlier handlers. */
  signers: list(person, { max: 200 }),
  /** What the result rests on: the decision to file, the transfer, the penalty. */
  disposalDocument: text({ max: 200 }),
  disposedOn: date,
  outcome: choice(
    'filed',
    'administrativePenalty',
    'transferred',
    'civil',
    'noCrime',
    'outOfScope',
    'merged',
  ),

  // Answer, second look, archive
  feedbackWay: choice('phone', 'message', 'visit', 'code'),
  feedbackWords: text({ max: 2000 }),
  /** What the reporters of the clues merged into this one are told, each under their own code. */
  mergedFeedbackWords: optional(text({ max: 2000 })),
  otherChannel: listed('clue.otherChannels'),
  objections: list(group({ text: text({ max: 5000 }) }), { max: 50 }),
  /** The reporter was drawn for a return visit with the answer [W01][W02]. */
  visitDrawn: optional(yesNo),
  newFactsTold: optional(yesNo),
  returnVisits: list(
    group({
      satisfaction: choice('satisfied', 'fair', 'dissatisfied', 'notReached'),
      words: optional(text({ max: 2000 })),
      newFacts: optional(text({ max: 5000 })),
    }),
    { max: 50 },
  ),
  sampled: yesNo,
  recheckUnit: unit,
  recheckConclusion: choice('triad', 'evilForce', 'otherCrime', 'noCrime'),
  recheckFindings: personal(text({ max: 20_000 })),
  recheckAgrees: yesNo,
  supervisions: list(
    group({
      rung: text({ max: 60 }),
      text: text({ max: 2000 }),
      answerBy: optional(instantField),
    }),
    { max: 500 },
  ),
  reportedAgain: list(group({ clue: ref('clue'), verdict: choice('sameEvent', 'samePerson') }), { max: 500 }),
  supervisionReplies: list(group({ text: text({ max: 2000 }) }), { max: 500 }),
  parts: list(
    group({ kind: choice('umbrella', 'industry', 'petition'), to: unit, text: text({ max: 5000 }) }),
    { max: 50 },
  ),
  reasons,
  /** Why a signature was taken back before the last had signed. */
  withdrawalReasons: reasons,
  archiveBox: text({ max: 100 }),
  // The name of whoever was reported wrongly (L5 art 73, L1 art 53)
  clearingWay: choice('letter', 'inPerson', 'bulletin'),
  clearingWords: personal(text({ max: 5000 })),
  ...recusalBlock,
  ...erasureBlock,
  cancelledPapers: list(group({ number: text({ max: 100 }), reasons: text({ max: 500 }) }), { max: 200 }),
}

/** What a rule about clues is given. */
export type ClueSituation = Situation<ValuesOf<typeof fields>>
export type ClueValues = ValuesOf<typeof fields>
