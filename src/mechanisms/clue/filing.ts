/**
 * Filing (立案审查): whether a police organ files what a complainant accuses somebody of, what an administrative organ
 * transfers, or what a clue came to. A decision not to file is served within days; whoever complained may have it reviewed
 * twice, whoever transferred once; the procuratorate may ask why, and order that it be filed.
 *
 * Legal basis: README.md beside this file.
 */
import {
  choice,
  date,
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
import { defineRecord, type Deed, type Situation } from '#kernel/record/declaration.ts'
import { isAskedInTime } from '#kernel/deadlines/requestPeriod.ts'
import { isTied } from '#kernel/org/routing.ts'
import { present } from '#kernel/present.ts'
import type { PlainDate } from '#kernel/time.ts'

const reasons = text({ max: 2000 })
const ways = choice('inPerson', 'post', 'withheld')
const result = choice('upheld', 'revoked')

const fields = {
  clue: optional(ref('clue')),
  origin: choice('complainant', 'administrativeOrgan', 'clue'),
  matter: text({ max: 200 }),
  facts: personal(text({ max: 20_000 })),
  complainant: optional(personal(text({ max: 200 }))),
  transferredBy: optional(text({ max: 200 })),
  receivedOn: date,
  named: optional(personal(list(named, { max: 200 }))),
  unit,
  procuratorate: optional(unit),
  missing: text({ max: 2000 }),
  grounds: reasons,
  decidedOn: date,
  decidedBy: person,
  filingDocument: text({ max: 200 }),
  outcome: choice('filed', 'notFiled'),
  serviceWay: ways,
  servedOn: date,
  requestedOn: date,
  requestReasons: reasons,
  /** What kept them from asking in time. */
  lateReasons: optional(reasons),
  reviewResult: result,
  reviewOpinion: reasons,
  reviewServedOn: date,
  secondResult: result,
  secondOpinion: reasons,
  secondDecidedBy: person,
  extensionTerm: listed('clue.extensions'),
  question: reasons,
  explanation: reasons,
  orderReasons: reasons,
  reasons,
  supervisions: list(group({ rung: text({ max: 60 }), text: text({ max: 2000 }) }), { max: 500 }),
}
type FilingSituation = Situation<unknown>

/** The police organ itself, for a brigade of it too. */
const policeOf = ({ actor, org }: Pick<FilingSituation, 'actor' | 'org'>) => {
  const own = actor.kind === 'staff' ? org.findUnit(actor.unit) : undefined
  return own === undefined || own.kind === 'police' ? own : org.findUnit(own.parent ?? '')
}

const decided = ({ actor }: Pick<FilingSituation, 'actor'>, outcome: 'filed' | 'notFiled') =>
  actor.kind === 'staff' ? { outcome, decidedBy: actor.person } : { outcome }

/** The clue that came to be filed is closed by the decision itself. */
const closesItsClue = ({
  linked,
  input,
}: Situation<{ readonly filingDocument: string; readonly decidedOn: PlainDate }>): readonly Deed[] =>
  linked
    .filter(
      ({ type, direction, state, told }) =>
        type === 'clue' && direction === 'from' && state === 'toDispose' && told['proposal'] === 'file',
    )
    .map(({ type, id }) => ({
      ...{ type, id, action: 'closeWithFiling' },
      input: { disposalDocument: input.filingDocument, disposedOn: input.decidedOn },
    }))

const undecided = ['toDecide', 'incomplete'] as const
const notFiled = [
  'declined',
  'toServe',
  'served',
  'reviewing',
  'reviewed',
  'reviewingAbove',
  'reviewedAbove',
] as const
const supervised = ['explaining', 'explained', 'reasonsAccepted', 'ordered'] as const

export const filing = defineRecord({
  name: 'filing',
  version: 1,
  mechanism: 2,
  number: '吉立审〔{year}〕000000号',
  title: 'matter',
  outcome: 'outcome',
  excludes: ['named'],

  fields,

  roles: {
    desk: {
      heldBy: ['intakeClerk', 'investigationChief'],
      reaches: { partOf: 'unit' },
      sees: 'all',
    },
    head: { heldBy: ['organHead', 'deputyHead'], reaches: { unit: 'unit' }, sees: 'all' },
    upperHead: {
      heldBy: ['organHead', 'deputyHead'],
      reaches: [
        { unitInLine: 'unit', during: ['reviewingAbove', 'reviewedAbove'] },
        { person: 'secondDecidedBy' },
      ],
      sees: 'all',
    },
    procurator: {
      heldBy: ['procurator'],
      reaches: { unit: 'procuratorate', during: [...notFiled, ...supervised, 'filed'] },
      sees: 'all',
    },
    procuratorateHead: {
      heldBy: ['organHead'],
      reaches: { unit: 'procuratorate', during: [...notFiled, ...supervised, 'filed'] },
      sees: 'all',
    },
    auditor: {
      heldBy: ['auditor'],
      reaches: { to: 'everywhere' },
      seesOnly: ['origin', 'receivedOn', 'unit', 'decidedOn', 'outcome', 'reviewResult', 'secondResult'],
    },
    clueItself: { heldBy: { record: 'clue' }, reaches: 'nothing', sees: 'all' },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
  },

  states: {
    toDecide: { holds: ['origin', 'matter', 'facts', 'receivedOn', 'unit'], waitsFor: ['desk', 'head'] },
    incomplete: { holds: ['missing'], waitsFor: 'desk' },
    filed: { holds: ['outcome', 'decidedOn', 'filingDocument'], closed: true },
    toServe: { holds: ['outcome', 'grounds', 'decidedOn'], waitsFor: 'desk' },
    // What a clue came to has nobody to be served: its reporter is answered in the clue.
    declined: { holds: ['outcome', 'grounds', 'decidedOn'], closed: true },
    served: { holds: ['outcome', 'servedOn'], closed: true },
    reviewing: { holds: ['outcome', 'requestedOn'], waitsFor: 'head' },
    reviewed: { holds: ['outcome', 'reviewResult'], closed: true },
    reviewingAbove: { holds: ['outcome', 'requestedOn'], waitsFor: 'upperHead' },
    reviewedAbove: { holds: ['outcome', 'secondResult'], closed: true },
    explaining: { holds: ['outcome', 'question'], waitsFor: 'head' },
    explained: { holds: ['outcome', 'explanation'], waitsFor: ['procurator', 'procuratorateHead'] },
    reasonsAccepted: { holds: ['outcome', 'explanation'], closed: true },
    ordered: { holds: ['outcome'], waitsFor: 'head' },
  },

  actions: {
    open: {
      by: 'desk',
      to: 'toDecide',
      asks: ['clue', 'origin', 'matter', 'facts', 'complainant', 'transferredBy', 'receivedOn', 'named'],
      provided: [
        'receivedByNow',
        'originIsTheClueWhereOneIsNamed',
        'whoTransferredIsSaid',
        'unitIsNotTiedToTheNamed',
      ],
      sets: (situation) => {
        const unit = policeOf(situation)
        const procuratorate = situation.org.findUnit(`${unit?.place ?? ''}:procuratorate`)
        return present({ unit: unit?.id, procuratorate: procuratorate?.id })
      },
    },
    name: {
      by: ['desk', 'head'],
      from: [...undecided, ...notFiled, ...supervised],
      asks: ['reasons'],
      adds: ['named'],
    },
    noteNamed: {
      by: 'clueItself',
      from: [...undecided, ...notFiled, ...supervised, 'filed'],
      adds: ['named'],
    },
    // A transfer may not be refused because its file is incomplete (Procedures art 180).
    confirmComplete: { by: 'desk', from: 'toDecide', provided: ['itWasTransferred'] },
    askForMissing: {
      by: 'desk',
      from: 'toDecide',
      to: 'incomplete',
      asks: ['missing'],
      provided: ['itWasTransferred'],
    },
    takeUpAgain: { by: 'desk', from: 'incomplete', to: 'toDecide' },
    decideToFile: {
      awaitsCheckpoint: true,
      by: 'head',
      from: 'toDecide',
      to: 'filed',
      asks: ['decidedOn', 'filingDocument'],
      provided: ['decidedByNow'],
      sets: (situation) => decided(situation, 'filed'),
      acts: closesItsClue,
    },
    decideNotToFile: {
      awaitsCheckpoint: true,
      by: 'head',
      from: 'toDecide',
      to: [{ when: 'itCameFromAClue', state: 'declined' }, { state: 'toServe' }],
      asks: ['grounds', 'decidedOn'],
      provided: ['decidedByNow'],
      sets: (situation) => decided(situation, 'notFiled'),
    },
    serve: {
      by: 'desk',
      from: 'toServe',
      to: 'served',
      asks: ['serviceWay', 'servedOn'],
      provided: ['servedSinceTheDecision'],
    },
    requestReview: {
      by: 'desk',
      from: 'served',
      to: 'reviewing',
      asks: ['requestedOn', 'requestReasons', 'lateReasons'],
      provided: ['reviewMayBeRequested', 'requestIsInTime'],
    },
    extendReview: {
      by: ['head', 'upperHead'],
      from: ['reviewing', 'reviewingAbove'],
      asks: ['extensionTerm', 'reasons'],
      provided: ['reviewIsExtendedOnce', 'aComplainantAsked'],
    },
    decideReview: {
      awaitsCheckpoint: true,
      by: 'head',
      from: 'reviewing',
      to: [{ when: 'theDecisionIsRevoked', state: 'ordered' }, { state: 'reviewed' }],
      asks: ['reviewResult', 'reviewOpinion'],
      provided: ['actorDidNotDecide'],
    },
    requestSecondReview: {
      by: 'desk',
      from: 'reviewed',
      to: 'reviewingAbove',
      asks: ['reviewServedOn', 'requestedOn', 'requestReasons', 'lateReasons'],
      provided: ['aComplainantAsked', 'secondRequestIsInTime'],
    },
    decideSecondReview: {
      awaitsCheckpoint: true,
      by: 'upperHead',
      from: 'reviewingAbove',
      to: [{ when: 'theDecisionIsRevokedAbove', state: 'ordered' }, { state: 'reviewedAbove' }],
      asks: ['secondResult', 'secondOpinion'],
      provided: ['actorIsOfAnotherUnit'],
      sets: ({ actor }) => (actor.kind === 'staff' ? { secondDecidedBy: actor.person } : {}),
    },
    askWhy: {
      by: 'procurator',
      from: ['declined', 'served', 'reviewed', 'reviewedAbove'],
      to: 'explaining',
      asks: ['question'],
    },
    explain: { by: 'head', from: 'explaining', to: 'explained', asks: ['explanation'] },
    acceptReasons: { by: 'procurator', from: 'explained', to: 'reasonsAccepted', asks: ['reasons'] },
    orderFiling: {
      awaitsCheckpoint: true,
      by: 'procuratorateHead',
      from: 'explained',
      to: 'ordered',
      asks: ['orderReasons'],
    },
    fileAsOrdered: {
      awaitsCheckpoint: true,
      by: 'head',
      from: 'ordered',
      to: 'filed',
      asks: ['decidedOn', 'filingDocument'],
      provided: ['decidedByNow'],
      sets: (situation) => decided(situation, 'filed'),
      acts: closesItsClue,
    },
    escalate: { by: 'clock', from: [...undecided, ...notFiled, ...supervised], adds: ['supervisions'] },
  },

  rules: {
    receivedByNow: ({ input, on }) => input.receivedOn !== undefined && input.receivedOn <= on,
    originIsTheClueWhereOneIsNamed: ({ input }) => (input.origin === 'clue') === (input.clue !== undefined),
    whoTransferredIsSaid: ({ input }) =>
      input.origin !== 'administrativeOrgan' || input.transferredBy !== undefined,
    unitIsNotTiedToTheNamed: (situation) =>
      !isTied(policeOf(situation)?.id, situation.input.named, situation.org, situation.on),
    itCameFromAClue: ({ record }) => record.origin === 'clue',
    itWasTransferred: ({ record }) => record.origin === 'administrativeOrgan',
    decidedByNow: ({ record, input, on }) =>
      input.decidedOn !== undefined && input.decidedOn <= on && input.decidedOn >= (record.receivedOn ?? on),
    servedSinceTheDecision: ({ record, input, on }) =>
      input.servedOn !== undefined && input.servedOn <= on && input.servedOn >= (record.decidedOn ?? on),
    reviewMayBeRequested: ({ record }) => record.origin !== 'clue',
    aComplainantAsked: ({ record }) => record.origin === 'complainant',
    requestIsInTime: ({ record, input, on, requestPeriod }) =>
      input.requestedOn !== undefined &&
      record.servedOn !== undefined &&
      input.requestedOn <= on &&
      input.requestedOn >= record.servedOn &&
      (input.lateReasons !== undefined || isAskedInTime(requestPeriod('requestReview'), input.requestedOn)),
    secondRequestIsInTime: ({ input, on, requestPeriod }) =>
      input.requestedOn !== undefined &&
      input.reviewServedOn !== undefined &&
      input.requestedOn <= on &&
      input.requestedOn >= input.reviewServedOn &&
      (input.lateReasons !== undefined ||
        isAskedInTime(requestPeriod('requestSecondReview'), input.requestedOn)),
    reviewIsExtendedOnce: ({ entries }) => {
      const asked = entries.findLastIndex(
        ({ action }) => action === 'requestReview' || action === 'requestSecondReview',
      )
      return !entries.slice(asked + 1).some(({ action }) => action === 'extendReview')
    },
    actorDidNotDecide: ({ record, actor }) => actor.kind === 'staff' && actor.person !== record.decidedBy,
    actorIsOfAnotherUnit: ({ record, actor }) => actor.kind === 'staff' && actor.unit !== record.unit,
    theDecisionIsRevoked: ({ record }) => record.reviewResult === 'revoked',
    theDecisionIsRevokedAbove: ({ record }) => record.secondResult === 'revoked',
  },

  // Lengths: rulebook/clue/filing.json.
  deadlines: {
    tellMissing: {
      starts: 'open',
      where: 'transferredBy',
      stops: ['confirmComplete', 'askForMissing', 'decideToFile', 'decideNotToFile'],
      owedBy: 'desk',
    },
    supplement: { starts: 'askForMissing', stops: 'takeUpAgain', owedBy: 'desk' },
    decide: {
      starts: 'open',
      suspends: 'askForMissing',
      resumes: 'takeUpAgain',
      stops: ['decideToFile', 'decideNotToFile'],
      owedBy: ['desk', 'head'],
    },
    serve: { starts: 'decideNotToFile', into: 'toServe', stops: 'serve', owedBy: 'desk' },
    review: {
      starts: 'requestReview',
      stops: 'decideReview',
      extended: { by: 'extendReview', term: 'extensionTerm' },
      owedBy: 'head',
    },
    secondReview: {
      starts: 'requestSecondReview',
      stops: 'decideSecondReview',
      extended: { by: 'extendReview', term: 'extensionTerm' },
      owedBy: 'upperHead',
    },
    explain: { starts: 'askWhy', stops: 'explain', owedBy: 'head' },
    fileAsOrdered: {
      starts: ['orderFiling', 'decideReview', 'decideSecondReview'],
      into: 'ordered',
      stops: 'fileAsOrdered',
      owedBy: 'head',
    },
  },

  requestPeriods: {
    requestReview: { since: { day: 'servedOn' }, asked: 'requestReview' },
    requestSecondReview: { since: { day: 'reviewServedOn' }, asked: 'requestSecondReview' },
  },

  documents: {
    missingNotice: {
      issuedOn: 'askForMissing',
      layout: 'letter',
      series: 'notice',
      prints: ['matter', 'transferredBy', 'missing'],
    },
    nonFilingNotice: {
      issuedOn: 'decideNotToFile',
      layout: 'letter',
      series: 'nonFiling',
      when: 'aComplainantAsked',
      prints: ['matter', 'grounds', 'decidedOn'],
    },
    nonFilingNoticeToOrgan: {
      issuedOn: 'decideNotToFile',
      layout: 'letter',
      series: 'nonFiling',
      when: 'itWasTransferred',
      prints: ['matter', 'transferredBy', 'grounds', 'decidedOn'],
    },
    reviewDecision: {
      issuedOn: 'decideReview',
      layout: 'letter',
      series: 'reconsideration',
      prints: ['matter', 'transferredBy', 'reviewResult', 'reviewOpinion'],
    },
    secondReviewDecision: {
      issuedOn: 'decideSecondReview',
      layout: 'letter',
      series: 'secondReconsideration',
      prints: ['matter', 'secondResult', 'secondOpinion'],
    },
    whyNotFiled: {
      issuedOn: 'askWhy',
      layout: 'letter',
      series: 'explanationRequest',
      to: 'unit',
      prints: ['matter', 'question'],
    },
    explanationLetter: {
      issuedOn: 'explain',
      layout: 'letter',
      series: 'answer',
      to: 'procuratorate',
      prints: ['matter', 'explanation'],
    },
    filingOrder: {
      issuedOn: 'orderFiling',
      layout: 'letter',
      series: 'filing',
      to: 'unit',
      prints: ['matter', 'orderReasons'],
    },
  },

  views: {
    toDecide: {
      for: ['desk', 'head'],
      shows: [...undecided, 'toServe', 'reviewing', 'explaining', 'ordered'],
      columns: ['matter', 'origin', 'receivedOn', 'decide'],
    },
    toReviewAbove: {
      for: 'upperHead',
      shows: ['reviewingAbove'],
      columns: ['matter', 'unit', 'secondReview'],
    },
    toSupervise: {
      for: ['procurator', 'procuratorateHead'],
      shows: [...notFiled, ...supervised],
      columns: ['matter', 'unit', 'decidedOn', 'explain'],
    },
    ledger: {
      for: ['desk', 'head'],
      shows: ['filed', 'declined', 'served', 'reviewed', 'reviewedAbove', 'reasonsAccepted'],
      columns: ['matter', 'origin', 'outcome', 'decidedOn'],
    },
  },
})
