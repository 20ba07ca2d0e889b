/**
 * Measure of the supervision commission (监察措施): what is done to a person or to property in a disposition. A record of its
 * own behind the same wall: nobody outside the handling discipline organ reaches it, and those above only what waits for them.
 *
 * A matrix of dated data says which kind is allowed at which stage, whether one leader or the leaders together decide, whether
 * the commission above approves, and for how long. Two of the team apply; whoever is on the team decides nothing. It is
 * lengthened only by whom the law names, and lapses by itself when its length has passed; what is left to do then is to
 * set the person or the property free. The family is told within the day unless that is withheld, with reasons, while it would hinder.
 *
 * Legal basis of each rule and deadline: README.md beside this file.
 */
import { defineRecord } from '#kernel/record/declaration.ts'
import { rowsByCode } from '#kernel/record/rowsByCode.ts'
import * as effects from './commissionMeasure.effects.ts'
import { fields } from './commissionMeasure.fields.ts'
import { rules } from './commissionMeasure.rules.ts'

const running = ['inForce', 'toExtend'] as const
const open = ['toDecide', 'toApproveAbove', 'approved', ...running, 'toRelease'] as const
const over = ['carriedOut', 'declined', 'withdrawn', 'ended'] as const

export const commissionMeasure = defineRecord({
  name: 'commissionMeasure',
  version: 2,
  // Version 1 kept the code of a row alone.
  upcasts: { 1: rowsByCode(fields) },
  mechanism: 4,
  number: '吉监措〔{year}〕000000号',
  title: 'registeredAs',
  outcome: 'outcome',
  excludes: ['named'],

  fields,

  roles: {
    dispositionItself: { heldBy: { record: 'disposition' }, reaches: 'nothing', sees: 'all' },
    intake: {
      heldBy: ['disciplineIntake'],
      reaches: { unit: 'handlingUnit' },
      seesAllBut: ['necessity', 'inventory', 'extensionReasons'],
    },
    investigator: {
      heldBy: ['disciplineInvestigator', 'complaintHandler'],
      reaches: { person: 'team' },
      sees: 'all',
    },
    head: { heldBy: ['organHead', 'complaintHead'], reaches: { unit: 'handlingUnit' }, sees: 'all' },
    upperHead: {
      heldBy: ['organHead', 'complaintHead'],
      reaches: { unitInLine: 'handlingUnit', during: ['toApproveAbove', 'toExtend'] },
      sees: 'all',
    },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
  },

  states: {
    toDecide: {
      holds: ['disposition', 'handlingUnit', 'team', 'kind', 'necessity', 'applicants'],
      waitsFor: 'head',
    },
    toApproveAbove: { holds: ['matrixRow', 'decider', 'decisionReasons'], waitsFor: 'upperHead' },
    approved: { holds: ['matrixRow', 'decider', 'decisionReasons'], waitsFor: 'investigator' },
    inForce: { holds: ['officers', 'startsOn', 'until'] },
    toExtend: { holds: ['until', 'extensionTerm', 'extensionReasons'], waitsFor: ['head', 'upperHead'] },
    toRelease: { holds: ['outcome'], waitsFor: 'investigator' },
    carriedOut: { holds: ['outcome', 'officers'], closed: true },
    declined: { holds: ['outcome', 'reasons'], closed: true },
    withdrawn: { holds: ['outcome', 'reasons'], closed: true },
    ended: { holds: ['outcome', 'releasedOn'], closed: true },
  },

  actions: {
    apply: {
      by: 'investigator',
      to: 'toDecide',
      asks: [
        'disposition',
        'kind',
        'custodyConsidered',
        'personConcerned',
        'propertyConcerned',
        'necessity',
        'applicants',
      ],
      provided: [
        'dispositionIsVerifiedOrFiled',
        'actorIsOnTheTeam',
        'theMatrixAllowsIt',
        'applicantsAreTwoOfTheTeam',
        'actorIsOneOfTheApplicants',
        'whomOrWhatItIsAboutIsNamed',
      ],
      sets: effects.applied,
    },
    decide: {
      by: 'head',
      from: 'toDecide',
      to: 'approved',
      asks: ['decisionReasons'],
      provided: ['oneLeaderDecides', 'actorIsTheAuthorityOfTheMatrix', 'actorIsNotOfTheTeam'],
      sets: effects.decided,
    },
    decideTogether: {
      by: 'head',
      from: 'toDecide',
      to: [{ when: 'theCommissionAboveApproves', state: 'toApproveAbove' }, { state: 'approved' }],
      asks: ['decisionReasons'],
      signed: { persons: 2 },
      provided: ['leadersDecideTogether', 'actorIsTheAuthorityOfTheMatrix', 'actorIsNotOfTheTeam'],
      sets: effects.decided,
    },
    withdrawSignature: {
      by: 'head',
      from: 'toDecide',
      asks: ['withdrawalReasons'],
      withdraws: 'decideTogether',
    },
    decline: {
      by: 'head',
      from: 'toDecide',
      to: 'declined',
      asks: ['reasons'],
      provided: ['actorIsNotOfTheTeam'],
      sets: effects.declined,
    },
    approveAbove: {
      by: 'upperHead',
      from: 'toApproveAbove',
      to: 'approved',
      asks: ['reasons'],
      provided: ['actorIsOfTheCommissionAbove', 'actorIsNotOfTheTeam'],
      sets: effects.approvedAbove,
    },
    refuseAbove: {
      by: 'upperHead',
      from: 'toApproveAbove',
      to: 'declined',
      asks: ['reasons'],
      provided: ['actorIsOfTheCommissionAbove', 'actorIsNotOfTheTeam'],
      sets: effects.declined,
    },
    withdraw: {
      by: 'investigator',
      from: ['toDecide', 'toApproveAbove', 'approved'],
      to: 'withdrawn',
      asks: ['reasons'],
      sets: effects.withdrawn,
    },
    execute: {
      by: 'investigator',
      from: 'approved',
      to: [{ when: 'itIsDoneInOneGo', state: 'carriedOut' }, { state: 'inForce' }],
      asks: ['officers', 'witness', 'place', 'inventory'],
      provided: ['officersAreTwoOfTheCommission', 'aWitnessWasThere', 'whatWasTakenIsListed'],
      sets: effects.executed,
    },
    tellFamily: {
      by: 'investigator',
      from: [...running, 'toRelease'],
      asks: ['familyNotice'],
      provided: ['familyIsToBeTold', 'daysAreOfNow'],
    },
    withholdNotice: {
      by: 'head',
      from: running,
      asks: ['withholdingReasons'],
      provided: ['familyIsToBeTold', 'familyWasNotTold', 'noticeIsNotWithheld', 'actorIsNotOfTheTeam'],
    },
    endWithholding: {
      by: ['investigator', 'head'],
      from: running,
      asks: ['reasons'],
      provided: ['noticeIsWithheld'],
    },
    noteNationFiling: {
      by: ['intake', 'head'],
      from: [...running, 'toRelease'],
      asks: ['nationFiling'],
      provided: ['theNationIsToBeTold', 'daysAreOfNow'],
    },
    askExtension: {
      by: 'investigator',
      from: 'inForce',
      to: 'toExtend',
      asks: ['extensionGround', 'extensionTerm', 'extensionReasons'],
      provided: ['itIsStillInForce', 'extensionIsTheNextOfTheLaw'],
    },
    extend: {
      by: ['head', 'upperHead'],
      from: 'toExtend',
      to: 'inForce',
      asks: ['extensionGround', 'extensionTerm', 'decisionReasons', 'nationApproval'],
      provided: [
        'itIsStillInForce',
        'extensionIsTheNextOfTheLaw',
        'actorIsWhomTheLawNames',
        'actorIsNotOfTheTeam',
        'theNationApprovedWhereItMust',
        'daysAreOfNow',
      ],
      sets: effects.extended,
    },
    refuseExtension: {
      by: ['head', 'upperHead'],
      from: 'toExtend',
      to: 'inForce',
      asks: ['reasons'],
      provided: ['actorIsWhomTheLawNames', 'actorIsNotOfTheTeam'],
    },
    lift: {
      by: 'head',
      from: running,
      to: 'toRelease',
      asks: ['liftReason', 'reasons'],
      sets: effects.lifted,
    },
    lapse: { by: 'clock', from: running, to: 'toRelease', sets: effects.lapsed },
    release: {
      by: ['investigator', 'head'],
      from: 'toRelease',
      to: 'ended',
      asks: ['releasedOn'],
      provided: ['daysAreOfNow'],
    },

    // With the disposition
    noteNames: { by: 'dispositionItself', from: [...open, ...over], adds: ['named'] },
    followTeam: { by: 'dispositionItself', from: open, asks: ['team'] },
    escalate: { by: 'clock', from: open, adds: ['supervisions'] },
  },

  rules,

  // Lengths and rungs: rulebook/umbrella/commission.*.json, by day, each with its source. `length` is the matrix.
  deadlines: {
    decide: {
      starts: 'apply',
      stops: ['decide', 'decideTogether', 'decline', 'withdraw'],
      owedBy: 'head',
    },
    approveAbove: {
      starts: 'decideTogether',
      into: 'toApproveAbove',
      stops: ['approveAbove', 'refuseAbove', 'withdraw'],
      owedBy: 'upperHead',
    },
    execute: {
      starts: ['decide', 'decideTogether', 'approveAbove'],
      into: 'approved',
      stops: ['execute', 'withdraw'],
      owedBy: 'investigator',
    },
    length: {
      starts: 'execute',
      into: 'inForce',
      stops: ['lift', 'lapse'],
      extended: { by: 'extend', term: 'extensionTerm' },
      owedBy: ['investigator', 'head'],
      neverMoves: true,
      atEnd: 'lapse',
    },
    tellFamily: {
      starts: 'execute',
      into: 'inForce',
      where: 'familyToTell',
      stops: ['tellFamily', 'lift', 'lapse'],
      suspends: 'withholdNotice',
      resumes: 'endWithholding',
      owedBy: 'investigator',
      neverMoves: true,
    },
    tellNation: {
      starts: 'execute',
      into: 'inForce',
      where: 'nationToTell',
      stops: ['noteNationFiling', 'release'],
      owedBy: ['intake', 'head'],
    },
    release: {
      starts: ['lift', 'lapse'],
      stops: 'release',
      owedBy: ['investigator', 'head'],
      neverMoves: true,
    },
  },

  documents: {
    decision: {
      issuedOn: ['decide', 'decideTogether'],
      layout: 'letter',
      series: 'commissionMeasure',
      prints: [
        'registeredAs',
        'kind',
        'personConcerned',
        'propertyConcerned',
        'matrixRow',
        'decisionReasons',
      ],
    },
    approval: {
      issuedOn: 'approveAbove',
      layout: 'letter',
      series: 'commissionApproval',
      to: 'handlingUnit',
      prints: ['registeredAs', 'kind', 'personConcerned', 'reasons'],
    },
    list: {
      issuedOn: 'execute',
      layout: 'form',
      prints: ['registeredAs', 'kind', 'propertyConcerned', 'place', 'witness', 'officers', 'inventory'],
    },
    familyNotice: {
      issuedOn: 'tellFamily',
      layout: 'letter',
      series: 'commissionNotice',
      prints: ['personConcerned', 'kind', 'startsOn', 'place', 'familyNotice'],
    },
    extension: {
      issuedOn: 'extend',
      layout: 'letter',
      series: 'commissionExtension',
      prints: ['registeredAs', 'kind', 'personConcerned', 'extensionTerm', 'extensionRow', 'decisionReasons'],
    },
    lifting: {
      issuedOn: 'lift',
      layout: 'letter',
      series: 'commissionLifting',
      prints: ['registeredAs', 'kind', 'personConcerned', 'propertyConcerned', 'liftReason'],
    },
  },

  views: {
    toDecide: { for: 'head', shows: ['toDecide'], columns: ['registeredAs', 'kind', 'decide'] },
    toApproveAbove: {
      for: 'upperHead',
      shows: ['toApproveAbove', 'toExtend'],
      columns: ['registeredAs', 'kind', 'handlingUnit', 'approveAbove', 'length'],
    },
    clocks: {
      for: ['investigator', 'head', 'intake'],
      shows: ['approved', ...running, 'toRelease'],
      columns: ['registeredAs', 'kind', 'length', 'tellFamily', 'release'],
    },
    ledger: {
      for: ['intake', 'head'],
      shows: over,
      columns: ['registeredAs', 'kind', 'outcome'],
    },
  },
})
