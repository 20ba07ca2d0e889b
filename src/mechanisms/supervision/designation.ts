/**
 * Designation (指定管辖, 异地侦办): a case is taken from the unit that has it and given to another, by the common superior of
 * both and by nobody else, where it is unclear or disputed whose it is and negotiation failed, or where the case is special.
 *
 * The application lists what the law wants listed, is approved by the head of the unit and goes up level by level. When the
 * original unit receives the decision it loses the case in that instant; then it hands over suspects, property and files by
 * lists that both sides count and sign. Prosecution and trial elsewhere are designations of their own. Legal basis: README.md.
 */
import { defineRecord } from '#kernel/record/declaration.ts'
import * as effects from './designation.effects.ts'
import { fields } from './designation.fields.ts'
import { rules } from './designation.rules.ts'

const application = [
  'title',
  'kind',
  'ground',
  'specialGround',
  'suspects',
  'crimes',
  'facts',
  'dispute',
  'negotiation',
  'agreedWithCourt',
  'whyThere',
  'proposedUnit',
] as const
const applicationFits = [
  'theCaseIsOpen',
  'groundAllowsIt',
  'theOriginalUnitIsKnown',
  'proposedUnitIsAnother',
  'proposedUnitIsOfTheOrgan',
  'proposedUnitIsHighEnough',
  'proposedUnitIsNotTiedToTheNamed',
  'courtAgreesToProsecutionElsewhere',
  'applicantIsConcerned',
  'somebodyCanDecide',
] as const

const before = ['toApprove', 'returned', 'goingUp', 'toDecide'] as const
const after = ['decided', 'served', 'handingOver', 'counting', 'toSign', 'accepted'] as const
const handingOver = ['served', 'handingOver', 'counting', 'toSign'] as const
const open = [...before, 'decided', ...handingOver] as const
const heads = ['organHead', 'deputyHead'] as const
const officers = [
  'investigator',
  'investigationChief',
  'legalReviewer',
  'propertyCustodian',
  'procurator',
  'judge',
  ...heads,
] as const
/** What those who get the case, or lose it, have no need to know of it beyond the decision. */
const theApplication = ['suspects', 'facts', 'dispute', 'negotiation', 'whyThere', 'opinion', 'way'] as const

export const designation = defineRecord({
  name: 'designation',
  version: 1,
  mechanism: 3,
  number: '吉指管〔{year}〕0000号',
  title: 'title',
  outcome: 'outcome',
  excludes: ['named'],
  tells: ['kind', 'decider', 'designatedUnit'],

  fields,

  roles: {
    applicant: {
      heldBy: ['investigator', 'investigationChief', 'legalReviewer', 'procurator', 'judge'],
      reaches: { unit: 'applyingUnit' },
      sees: 'all',
    },
    applicantHead: { heldBy: heads, reaches: { unit: 'applyingUnit' }, sees: 'all' },
    headOnTheWay: { heldBy: heads, reaches: { unit: 'at', during: ['goingUp'] }, sees: 'all' },
    decider: {
      heldBy: heads,
      reaches: { unit: 'decider', during: ['toDecide', ...after, 'refused'] },
      sees: 'all',
    },
    deciderClerk: {
      heldBy: ['legalReviewer', 'investigator', 'procurator', 'judge'],
      reaches: { unit: 'decider', during: ['toDecide', ...after] },
      sees: 'all',
    },
    giver: {
      heldBy: officers,
      reaches: { unit: 'givingUnit', during: [...handingOver, 'accepted'] },
      seesAllBut: theApplication,
    },
    receiver: {
      heldBy: officers,
      reaches: { unit: 'designatedUnit', during: [...handingOver, 'accepted'] },
      sees: 'all',
    },
    originalHead: {
      heldBy: heads,
      reaches: { unit: 'originalUnit', during: [...handingOver, 'accepted'] },
      seesAllBut: theApplication,
    },
    copied: {
      heldBy: ['organHead', 'procurator', 'judge'],
      reaches: { unit: 'copies', during: [...handingOver, 'accepted'] },
      seesOnly: [
        'title',
        'kind',
        'crimes',
        'originalUnit',
        'designatedUnit',
        'decider',
        'decisionReasons',
        'services',
        'copies',
      ],
    },
    office: {
      heldBy: ['officeHead', 'supervisor', 'caseClerk'],
      reaches: { area: 'originalUnit' },
      seesOnly: [
        'title',
        'kind',
        'ground',
        'originalUnit',
        'proposedUnit',
        'decider',
        'at',
        'designatedUnit',
        'receivedOn',
        'outcome',
      ],
    },
    auditor: {
      heldBy: ['auditor'],
      reaches: { to: 'everywhere' },
      seesOnly: [
        'kind',
        'ground',
        'originalUnit',
        'decider',
        'at',
        'designatedUnit',
        'services',
        'receivedOn',
        'outcome',
      ],
    },
    theCase: { heldBy: { record: 'case' }, reaches: 'nothing', seesOnly: [] },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
  },

  states: {
    toApprove: {
      holds: [
        'case',
        'kind',
        'ground',
        'suspects',
        'crimes',
        'facts',
        'whyThere',
        'originalUnit',
        'applyingUnit',
        'decider',
      ],
      waitsFor: 'applicantHead',
    },
    returned: { holds: ['reasons'], waitsFor: 'applicant' },
    goingUp: { holds: ['at', 'way'], waitsFor: 'headOnTheWay' },
    toDecide: { holds: ['at', 'way'], waitsFor: 'decider' },
    decided: { holds: ['designatedUnit', 'decisionReasons', 'givingUnit'], waitsFor: 'deciderClerk' },
    served: { holds: ['services', 'copies'], waitsFor: 'giver' },
    handingOver: { holds: ['receivedOn'], waitsFor: 'giver' },
    counting: { holds: ['handed'], waitsFor: 'receiver' },
    toSign: { holds: ['handed', 'counted'], waitsFor: ['giver', 'receiver'] },
    accepted: { holds: ['outcome', 'handed', 'counted'], final: true },
    refused: { holds: ['outcome', 'reasons'], final: true },
    withdrawn: { holds: ['outcome', 'reasons'], final: true },
  },

  actions: {
    apply: {
      by: ['applicant', 'applicantHead'],
      to: 'toApprove',
      asks: ['case', ...application],
      provided: applicationFits,
      sets: effects.applied,
    },
    applyAnew: {
      by: ['applicant', 'applicantHead'],
      from: 'returned',
      to: 'toApprove',
      asks: application,
      clears: ['at', 'way'],
      provided: applicationFits,
      sets: effects.applied,
    },
    approve: {
      by: 'applicantHead',
      from: 'toApprove',
      to: [{ when: 'itIsWithTheDecider', state: 'toDecide' }, { state: 'goingUp' }],
      asks: ['opinion'],
      provided: ['actorIsNotTheApplicant'],
      sets: effects.approved,
    },
    passUp: {
      by: 'headOnTheWay',
      from: 'goingUp',
      to: [{ when: 'itIsWithTheDecider', state: 'toDecide' }, { state: 'goingUp' }],
      asks: ['opinion'],
      sets: effects.passedUp,
    },
    decide: {
      by: 'decider',
      from: 'toDecide',
      to: 'decided',
      asks: ['designatedUnit', 'decisionReasons'],
      provided: [
        'theCaseIsOpen',
        'theCaseIsWhereItWas',
        'designatedUnitIsAnother',
        'designatedUnitIsOfTheOrgan',
        'designatedUnitIsHighEnough',
        'designatedUnitIsNotTiedToTheNamed',
        'deciderIsTheCommonSuperior',
        'designatedBodyDesignatesNoFurther',
      ],
      sets: effects.decided,
      awaitsCheckpoint: true,
    },
    returnDraft: { by: 'applicantHead', from: 'toApprove', to: 'returned', asks: ['reasons'] },
    returnIt: {
      by: ['headOnTheWay', 'decider'],
      from: ['goingUp', 'toDecide'],
      to: 'returned',
      asks: ['reasons'],
    },
    withdraw: {
      by: 'applicantHead',
      from: before,
      to: 'withdrawn',
      asks: ['reasons'],
      sets: () => ({ outcome: 'withdrawn' }),
    },
    refuse: {
      by: 'decider',
      from: 'toDecide',
      to: 'refused',
      asks: ['reasons'],
      sets: () => ({ outcome: 'refused' }),
    },
    serve: {
      by: ['deciderClerk', 'decider'],
      from: 'decided',
      to: 'served',
      asks: ['services', 'copies'],
      provided: ['servedOnBothUnits', 'copiesGoToCourtAndProcuratorate'],
    },
    // On receipt, signed for or served otherwise and certified, the original unit has the case no longer.
    receive: {
      by: ['giver', 'originalHead'],
      from: 'served',
      to: 'handingOver',
      sets: effects.received,
      acts: effects.caseIsElsewhere,
      awaitsCheckpoint: true,
    },
    certifyReceipt: {
      by: 'decider',
      from: 'served',
      to: 'handingOver',
      asks: ['reasons'],
      sets: effects.received,
      acts: effects.caseIsElsewhere,
      awaitsCheckpoint: true,
    },
    // The original unit must withdraw or does not move: the superior hands over in its stead.
    handOverForThem: {
      by: 'decider',
      from: handingOver,
      asks: ['reasons'],
      sets: effects.othersHandOver,
    },
    listHandOver: {
      by: 'giver',
      from: 'handingOver',
      to: 'counting',
      asks: ['handed'],
      provided: ['everyLineHasANumberOfItsOwn', 'everyKindIsListed'],
    },
    count: {
      by: 'receiver',
      from: 'counting',
      to: 'toSign',
      asks: ['counted'],
      provided: ['everyLineIsCounted', 'differencesAreExplained'],
    },
    signHandOver: {
      by: ['giver', 'receiver'],
      from: 'toSign',
      to: 'accepted',
      signed: { inOrder: ['giver', 'receiver'] },
      sets: () => ({ outcome: 'accepted' }),
    },
    withdrawSignature: {
      by: ['giver', 'receiver'],
      from: 'toSign',
      asks: ['withdrawalReasons'],
      withdraws: 'signHandOver',
    },
    listAnew: {
      by: ['giver', 'receiver'],
      from: ['counting', 'toSign'],
      to: 'handingOver',
      asks: ['reasons'],
      clears: ['handed', 'counted'],
    },
    name: { by: ['applicantHead', 'decider'], from: open, asks: ['reasons'], adds: ['named'] },
    noteNamed: { by: 'theCase', from: [...open, 'accepted', 'refused', 'withdrawn'], adds: ['named'] },
    escalate: { by: 'clock', from: open, adds: ['supervisions'] },
  },

  rules,

  deadlines: {
    approve: {
      starts: ['apply', 'applyAnew'],
      stops: ['approve', 'returnDraft', 'withdraw'],
      owedBy: 'applicantHead',
    },
    applyAnew: { starts: ['returnDraft', 'returnIt'], stops: ['applyAnew', 'withdraw'], owedBy: 'applicant' },
    passUp: {
      starts: ['approve', 'passUp'],
      into: 'goingUp',
      stops: ['passUp', 'returnIt', 'withdraw'],
      repeats: true,
      owedBy: 'headOnTheWay',
    },
    decide: {
      starts: ['approve', 'passUp'],
      into: 'toDecide',
      stops: ['decide', 'refuse', 'returnIt', 'withdraw'],
      owedBy: 'decider',
    },
    serve: { starts: 'decide', stops: 'serve', owedBy: 'deciderClerk' },
    receive: { starts: 'serve', stops: ['receive', 'certifyReceipt'], owedBy: 'giver' },
    handOver: {
      starts: ['receive', 'certifyReceipt'],
      stops: 'signHandOver',
      owedBy: ['giver', 'receiver'],
    },
  },

  documents: {
    application: {
      issuedOn: 'approve',
      layout: 'letter',
      series: 'designationApplication',
      to: 'decider',
      prints: [
        'title',
        'kind',
        'originalUnit',
        'proposedUnit',
        'decider',
        'suspects',
        'crimes',
        'facts',
        'ground',
        'specialGround',
        'dispute',
        'negotiation',
        'agreedWithCourt',
        'whyThere',
      ],
    },
    decision: {
      issuedOn: 'decide',
      layout: 'letter',
      series: 'designation',
      to: 'designatedUnit',
      prints: ['title', 'kind', 'crimes', 'originalUnit', 'designatedUnit', 'decisionReasons'],
    },
    serviceSheet: {
      issuedOn: 'serve',
      layout: 'form',
      prints: ['title', 'originalUnit', 'designatedUnit', 'services', 'copies'],
    },
    handOverList: {
      issuedOn: 'signHandOver',
      layout: 'form',
      series: 'handOverList',
      prints: ['title', 'givingUnit', 'designatedUnit', 'handed', 'counted'],
    },
  },

  views: {
    toApprove: {
      for: 'applicantHead',
      shows: ['toApprove'],
      columns: ['title', 'kind', 'proposedUnit', 'approve'],
    },
    returned: { for: 'applicant', shows: ['returned'], columns: ['title', 'kind', 'applyAnew'] },
    goingUp: {
      for: 'headOnTheWay',
      shows: ['goingUp'],
      columns: ['title', 'originalUnit', 'decider', 'passUp'],
    },
    toDecide: {
      for: 'decider',
      shows: ['toDecide'],
      columns: ['title', 'originalUnit', 'proposedUnit', 'decide'],
    },
    toServe: { for: 'deciderClerk', shows: ['decided'], columns: ['title', 'designatedUnit', 'serve'] },
    toHandOver: {
      for: 'giver',
      shows: ['served', 'handingOver', 'toSign'],
      columns: ['title', 'designatedUnit', 'receive', 'handOver'],
    },
    toCount: {
      for: 'receiver',
      shows: ['counting', 'toSign'],
      columns: ['title', 'originalUnit', 'handOver'],
    },
    ledger: {
      for: ['applicant', 'applicantHead', 'decider', 'originalHead', 'copied', 'office', 'auditor'],
      shows: [...open, 'accepted', 'refused', 'withdrawn'],
      columns: ['kind', 'originalUnit', 'designatedUnit', 'outcome'],
    },
  },
})
