/**
 * Measure on property (查控措施): sealing, seizing, freezing, keeping with the owner, and the emergency measures of 48 hours.
 *
 * A matrix of dated data says what is allowed and who decides. Whoever applies says why it is needed, how far it goes, what
 * is left to live on and what it does to a business; exactly the authority of the matrix decides; two officers carry it
 * out before a witness by a counted list. It ends when it is lifted, and by itself when its length has passed. A second
 * measure on the same property waits until the first has ended.
 *
 * Legal basis of each rule and deadline: README.md beside this file.
 */
import { defineRecord } from '#kernel/record/declaration.ts'
import { rowsByCode } from '#kernel/record/rowsByCode.ts'
import * as effects from './measure.effects.ts'
import { fields } from './measure.fields.ts'
import { rules } from './measure.rules.ts'

const running = ['effective', 'toRenew', 'toLift'] as const
const over = ['lifted', 'lapsed', 'ended'] as const
const carriedOut = ['waiting', ...running, ...over] as const
const open = ['toApprove', 'approved', 'waiting', ...running] as const

export const measure = defineRecord({
  name: 'measure',
  version: 2,
  // Version 1 kept the code of a row alone.
  upcasts: { 1: rowsByCode(fields) },
  mechanism: 4,
  number: '吉查控〔{year}〕000000号',
  title: 'title',
  outcome: 'outcome',
  excludes: ['named'],
  // Who took it is a unit, not the officers: they would join everything they ever worked on.
  graph: {
    since: ['startsOn'],
    during: [...carriedOut],
    fields: { case: 'record', clue: 'record', asset: 'record', takenBy: 'unit', assistedBy: 'unit' },
  },
  tells: ['asset', 'kind', 'takenBy', 'applicant', 'officers', 'decider', 'named'],

  fields,

  roles: {
    applicant: {
      heldBy: ['investigator', 'procurator', 'judge'],
      reaches: { unit: 'takenBy' },
      sees: 'all',
    },
    // Before a case is filed: whoever verifies the clue asks for the 48 hours, and carries them out.
    verifier: {
      heldBy: ['verifier'],
      reaches: [{ person: 'applicant' }, { person: 'officers' }],
      sees: 'all',
    },
    decider: {
      heldBy: ['organHead', 'deputyHead', 'investigationChief'],
      reaches: [{ unitInLine: 'takenBy' }, { partOf: 'takenBy' }],
      sees: 'all',
    },
    custodian: { heldBy: ['propertyCustodian'], reaches: { unit: 'takenBy' }, sees: 'all' },
    nextOrgan: {
      heldBy: ['procurator', 'judge', 'enforcementJudge'],
      reaches: [{ unit: 'procuratorate' }, { unit: 'court' }],
      sees: 'all',
    },
    institution: {
      heldBy: ['institutionClerk'],
      reaches: { unit: 'assistedBy', during: ['approved', ...carriedOut] },
      seesOnly: [
        'title',
        'kind',
        'assetKind',
        'amount',
        'allowance',
        'takenBy',
        'startsOn',
        'until',
        'answers',
      ],
    },
    inspectorate: {
      heldBy: ['complaintIntake', 'complaintHandler', 'complaintHead'],
      reaches: { unit: 'inspectorate', during: [...carriedOut] },
      seesAllBut: ['witness'],
    },
    // Whoever receives an objection finds the measure it is against.
    objectionDesk: {
      heldBy: ['legalReviewer', 'petitionHandler'],
      reaches: { unit: 'takenBy' },
      seesOnly: ['title', 'kind', 'asset', 'assetKind', 'stage', 'takenBy', 'startsOn', 'until', 'outcome'],
    },
    auditor: {
      heldBy: ['auditor'],
      reaches: { to: 'everywhere' },
      seesOnly: ['kind', 'assetKind', 'stage', 'takenBy', 'decidedBy', 'matrixRow', 'until', 'outcome'],
    },
    caseItself: { heldBy: { record: 'case' }, reaches: 'nothing', sees: 'all' },
    assetItself: { heldBy: { record: 'asset' }, reaches: 'nothing', sees: 'all' },
    earlierMeasure: { heldBy: { record: 'measure' }, reaches: 'nothing', sees: 'all' },
    objectionItself: { heldBy: { record: 'propertyObjection' }, reaches: 'nothing', sees: 'all' },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
  },

  states: {
    toApprove: {
      holds: [
        'asset',
        'title',
        'kind',
        'assetKind',
        'stage',
        'takenBy',
        'applicant',
        'necessity',
        'livingAllowance',
      ],
      waitsFor: 'decider',
    },
    approved: { holds: ['decider', 'decidedBy', 'matrixRow'], waitsFor: ['applicant', 'verifier'] },
    waiting: { holds: ['officers', 'witness', 'items', 'pieces'] },
    effective: { holds: ['officers', 'witness', 'items', 'pieces', 'startsOn', 'until'] },
    toRenew: { holds: ['until', 'renewalTerm', 'renewalReasons'], waitsFor: 'decider' },
    toLift: { holds: ['until', 'liftReason', 'reasons'], waitsFor: 'decider' },
    declined: { holds: ['outcome', 'reasons'], final: true },
    withdrawn: { holds: ['outcome', 'reasons'], final: true },
    lifted: { holds: ['outcome', 'liftReason'], closed: true },
    lapsed: { holds: ['outcome', 'until'], closed: true },
    ended: { holds: ['outcome'], closed: true },
  },

  actions: {
    apply: {
      by: ['applicant', 'verifier'],
      to: 'toApprove',
      asks: [
        'case',
        'clue',
        'asset',
        'kind',
        'impact',
        'necessity',
        'scope',
        'ownership',
        'livingAllowance',
        'allowance',
        'businessImpact',
        'amount',
        'assistedBy',
      ],
      provided: [
        'aCaseOrAClueIsNamed',
        'aVerifierAppliesOnAClue',
        'assetBelongsToTheMatter',
        'assetMayBeMeasured',
        'theMatrixAllowsIt',
        'organIsThatOfTheStage',
        'clueIsOfASuspectedTriad',
        'noOtherMeasureIsInForce',
      ],
      sets: effects.applied,
    },
    approve: {
      by: 'decider',
      from: 'toApprove',
      to: 'approved',
      asks: ['decisionReasons'],
      provided: ['actorIsTheAuthorityOfTheMatrix', 'actorIsNotTheApplicant'],
      sets: effects.approved,
    },
    decideAtScene: {
      by: 'applicant',
      from: 'toApprove',
      to: 'approved',
      asks: ['decisionReasons'],
      provided: ['actorMayDecideAtTheScene', 'actorIsNotTheApplicant'],
      sets: effects.decidedAtScene,
    },
    confirmScene: {
      by: 'decider',
      from: 'effective',
      asks: ['decisionReasons'],
      provided: [
        'itWasDecidedAtTheScene',
        'itIsStillInForce',
        'actorIsTheAuthorityBeyondTheScene',
        'actorIsNotTheApplicant',
      ],
      sets: effects.sceneConfirmed,
    },
    decline: {
      by: 'decider',
      from: 'toApprove',
      to: 'declined',
      asks: ['reasons'],
      provided: ['actorIsTheAuthorityOfTheMatrix'],
      sets: effects.declined,
    },
    withdraw: {
      by: ['applicant', 'verifier'],
      from: ['toApprove', 'approved'],
      to: 'withdrawn',
      asks: ['reasons'],
      sets: effects.withdrawn,
    },
    execute: {
      by: ['applicant', 'verifier'],
      from: 'approved',
      to: [{ when: 'anotherMeasureIsInForce', state: 'waiting' }, { state: 'effective' }],
      asks: ['officers', 'witness', 'items'],
      provided: [
        'assetMayBeMeasured',
        'noOtherMeasureIsInForce',
        'officersAreTwoOfTheUnit',
        'actorIsOneOfTheOfficers',
        'witnessIsNotAnOfficer',
      ],
      sets: effects.executed,
      acts: effects.notedOnTheAsset,
    },
    // The one before it has ended: its own length begins.
    takeEffect: {
      by: 'earlierMeasure',
      from: 'waiting',
      to: 'effective',
      sets: effects.tookEffect,
    },
    takeIntoCustody: {
      by: 'custodian',
      from: carriedOut,
      asks: ['custodyPlace', 'countDiffers'],
      provided: ['actorTookNoPartInIt'],
      sets: effects.takenIntoCustody,
      acts: effects.notedCustody,
    },
    fileCopy: {
      by: ['applicant', 'verifier'],
      from: carriedOut,
      provided: ['anInspectorateIsOverIt'],
      sets: effects.copied,
    },
    answer: { by: 'institution', from: ['approved', ...carriedOut], adds: ['answers'] },
    askRenewal: {
      by: 'applicant',
      from: 'effective',
      to: 'toRenew',
      asks: ['renewalTerm', 'renewalReasons'],
      provided: ['itIsStillInForce', 'renewalStaysWithinTheMatrix'],
    },
    renew: {
      by: 'decider',
      from: ['effective', 'toRenew'],
      to: 'effective',
      asks: ['renewalTerm', 'renewalReasons'],
      provided: [
        'actorIsTheAuthorityThatDecided',
        'actorIsNotTheApplicant',
        'itIsStillInForce',
        'renewalStaysWithinTheMatrix',
      ],
      sets: effects.renewed,
    },
    refuseRenewal: {
      by: 'decider',
      from: 'toRenew',
      to: 'effective',
      asks: ['reasons'],
      provided: ['actorIsTheAuthorityThatDecided'],
    },
    askLifting: {
      by: ['applicant', 'verifier'],
      from: ['effective', 'toRenew'],
      to: 'toLift',
      asks: ['liftReason', 'reasons'],
    },
    refuseLifting: {
      by: 'decider',
      from: 'toLift',
      to: 'effective',
      asks: ['reasons'],
      provided: ['actorIsTheAuthorityThatDecided'],
    },
    lift: {
      by: 'decider',
      from: ['waiting', ...running],
      to: 'lifted',
      asks: ['liftReason', 'reasons'],
      provided: ['actorIsTheAuthorityThatDecided'],
      sets: effects.lifted,
      acts: effects.notedLifting,
    },
    // An objection that was upheld ends it at once; who decides objections is the rule of that record.
    liftOnObjection: {
      by: 'objectionItself',
      from: ['waiting', ...running],
      to: 'lifted',
      asks: ['liftReason', 'reasons'],
      sets: effects.lifted,
      acts: effects.notedLifting,
    },
    lapse: {
      by: 'clock',
      from: running,
      to: 'lapsed',
      sets: effects.lapsed,
      acts: effects.notedLapse,
    },
    // The property was released, returned, sold or confiscated: nothing is left to hold.
    endWithAsset: {
      by: 'assetItself',
      from: ['waiting', ...running],
      to: 'ended',
      sets: effects.ended,
    },
    // The case went to another unit: what holds its property goes with it.
    noteHandlingUnit: {
      by: 'caseItself',
      from: [...open, ...over],
      asks: ['handlingUnit'],
      sets: effects.handedToUnit,
    },
    noteNamed: { by: 'caseItself', from: [...open, ...over, 'declined', 'withdrawn'], adds: ['named'] },
    noteSentTo: { by: 'assetItself', from: open, asks: ['procuratorate', 'court'] },
    escalate: { by: 'clock', from: [...open, ...over], adds: ['supervisions'] },
  },

  rules,

  // Lengths and rungs: rulebook/asset/*.json, by day, each with its source. `length` is the matrix.
  deadlines: {
    approve: {
      starts: 'apply',
      stops: ['approve', 'decideAtScene', 'decline', 'withdraw'],
      owedBy: 'decider',
    },
    execute: {
      starts: ['approve', 'decideAtScene'],
      stops: ['execute', 'withdraw'],
      owedBy: ['applicant', 'verifier'],
    },
    length: {
      starts: ['execute', 'takeEffect', 'confirmScene'],
      into: 'effective',
      repeats: true,
      stops: ['confirmScene', 'lift', 'liftOnObjection', 'lapse', 'endWithAsset'],
      extended: { by: 'renew', term: 'renewalTerm' },
      owedBy: ['applicant', 'decider'],
      neverMoves: true,
      atEnd: 'lapse',
    },
    report: {
      starts: 'execute',
      stops: 'takeIntoCustody',
      owedBy: ['applicant', 'custodian'],
      neverMoves: true,
    },
    copy: { starts: 'execute', stops: 'fileCopy', owedBy: ['applicant', 'verifier'], neverMoves: true },
  },

  documents: {
    decision: {
      issuedOn: ['approve', 'decideAtScene', 'confirmScene'],
      layout: 'letter',
      series: 'measureDecision',
      prints: [
        'title',
        'kind',
        'assetKind',
        'amount',
        'scope',
        'allowance',
        'livingAllowance',
        'matrixRow',
        'decisionReasons',
      ],
    },
    assistanceNotice: {
      issuedOn: 'approve',
      layout: 'letter',
      series: 'assistance',
      when: 'anInstitutionAssists',
      to: 'assistedBy',
      prints: ['assistedBy', 'title', 'kind', 'amount', 'allowance'],
    },
    list: {
      issuedOn: 'execute',
      layout: 'letter',
      series: 'propertyList',
      prints: ['title', 'kind', 'items', 'pieces', 'officers', 'witness'],
    },
    renewalNotice: {
      issuedOn: 'renew',
      layout: 'letter',
      series: 'renewal',
      to: 'assistedBy',
      prints: ['assistedBy', 'title', 'kind', 'renewalTerm', 'renewalReasons', 'until'],
    },
    liftingNotice: {
      issuedOn: ['lift', 'liftOnObjection', 'lapse', 'endWithAsset'],
      layout: 'letter',
      series: 'lifting',
      to: 'assistedBy',
      from: 'takenBy',
      prints: ['assistedBy', 'title', 'kind', 'liftReason'],
    },
  },

  views: {
    toApprove: { for: 'decider', shows: ['toApprove'], columns: ['title', 'kind', 'assetKind', 'approve'] },
    toDecide: { for: 'decider', shows: ['toRenew', 'toLift'], columns: ['title', 'kind', 'until', 'length'] },
    toExecute: {
      for: ['applicant', 'verifier'],
      shows: ['approved'],
      columns: ['title', 'kind', 'decidedBy', 'execute'],
    },
    inForce: {
      for: ['applicant', 'verifier', 'decider', 'custodian', 'nextOrgan'],
      shows: ['waiting', ...running],
      columns: ['title', 'kind', 'takenBy', 'length', 'report', 'copy'],
    },
    toAssist: {
      for: 'institution',
      shows: ['approved', 'waiting', ...running],
      columns: ['title', 'kind', 'amount', 'until'],
    },
    copies: {
      for: 'inspectorate',
      shows: [...carriedOut],
      columns: ['title', 'kind', 'takenBy', 'until', 'outcome'],
    },
    ledger: {
      for: ['applicant', 'decider', 'auditor'],
      shows: [...open, 'declined', 'withdrawn', ...over],
      columns: ['kind', 'assetKind', 'takenBy', 'until', 'outcome'],
    },
    byRule: {
      for: 'auditor',
      shows: ['approved', 'waiting', ...running, ...over],
      columns: ['kind', 'assetKind', 'decidedBy', 'matrixRow'],
    },
  },
})
