/**
 * Listing (挂牌督办): a case is put on a list by a body above it, with targets, a supervisor, a limit and a rhythm of
 * reports, and comes off the list only against conditions, each of them shown and judged.
 *
 * The list never shrinks by being forgotten: reports fall due again and again, what is late is urged in writing, seen on
 * the spot and asked of the leaders; whoever checks the conditions does not decide on them. A listing says what is wanted
 * of those who handle the case (progress), never what they have to find. Legal basis: README.md.
 */
import { defineRecord } from '#kernel/record/declaration.ts'
import * as effects from './listing.effects.ts'
import { fields } from './listing.fields.ts'
import { rules } from './listing.rules.ts'

const proposal = [
  'title',
  'origin',
  'superiorDocument',
  'listingBody',
  'reasonCodes',
  'grounds',
  'targets',
  'stage',
] as const
const proposalHolds = [
  'case',
  'proposer',
  'proposingUnit',
  'handlingUnit',
  'listingBody',
  'reasonCodes',
  'targets',
  'stage',
] as const
const underWay = ['inProgress', 'toSign'] as const
const listedStates = [...underWay, 'toCheck', 'toDecide'] as const
const open = ['toApprove', 'returned', ...listedStates] as const
const proposalFits = [
  'theCaseIsOpen',
  'theCaseIsNotListedYet',
  'proposerStandsOverTheCase',
  'listingBodyMayList',
  'listingBodyStandsOverTheCase',
  'listingBodyIsNotTiedToTheNamed',
  'originFitsTheBody',
  'everyTargetIsSet',
] as const

export const listing = defineRecord({
  name: 'listing',
  version: 1,
  mechanism: 3,
  number: '吉挂督〔{year}〕0000号',
  title: 'title',
  outcome: 'outcome',
  excludes: ['named'],
  tells: ['level', 'listingBody', 'stage'],

  fields,

  roles: {
    proposer: {
      heldBy: ['officeHead', 'supervisor', 'caseClerk', 'organHead', 'deputyHead'],
      reaches: { unit: 'proposingUnit' },
      sees: 'all',
    },
    director: { heldBy: ['officeHead', 'organHead'], reaches: { unit: 'listingBody' }, sees: 'all' },
    supervisor: {
      heldBy: ['supervisor', 'caseClerk', 'officeHead', 'deputyHead'],
      reaches: { person: 'supervisor' },
      sees: 'all',
    },
    handler: {
      heldBy: ['investigator', 'investigationChief'],
      reaches: { unit: 'handlingUnit', during: listedStates },
      sees: 'all',
    },
    handlingHead: {
      heldBy: ['organHead', 'deputyHead'],
      reaches: { unit: 'handlingUnit', during: [...listedStates, 'delisted', 'withdrawn', 'archived'] },
      sees: 'all',
    },
    localOffice: {
      heldBy: ['officeHead'],
      reaches: { area: 'handlingUnit', during: [...listedStates, 'delisted', 'withdrawn', 'archived'] },
      seesAllBut: ['grounds'],
    },
    localClerk: {
      heldBy: ['supervisor', 'caseClerk'],
      reaches: { area: 'handlingUnit', during: [...listedStates, 'delisted', 'withdrawn', 'archived'] },
      seesAllBut: ['grounds'],
    },
    leader: {
      heldBy: ['leader'],
      reaches: { area: 'handlingUnit', during: [...listedStates, 'delisted', 'withdrawn', 'archived'] },
      seesAllBut: ['grounds', 'judgments'],
    },
    archivist: {
      heldBy: ['archivist', 'caseClerk'],
      reaches: { unit: 'listingBody', during: ['delisted', 'withdrawn', 'archived'] },
      seesAllBut: ['grounds'],
    },
    auditor: {
      heldBy: ['auditor'],
      reaches: { to: 'everywhere' },
      seesOnly: [
        'title',
        'level',
        'listingBody',
        'handlingUnit',
        'supervisor',
        'limit',
        'rhythm',
        'stage',
        'outcome',
      ],
    },
    theCase: { heldBy: { record: 'case' }, reaches: 'nothing', seesOnly: [] },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
  },

  states: {
    toApprove: { holds: proposalHolds, waitsFor: 'director' },
    returned: { holds: [...proposalHolds, 'reasons'], waitsFor: 'proposer' },
    inProgress: { holds: ['level', 'supervisor', 'limit', 'rhythm', 'approver'], waitsFor: 'handler' },
    toSign: { holds: ['report', 'drafter'], waitsFor: 'handlingHead' },
    toCheck: { holds: ['conditions'], waitsFor: 'supervisor' },
    toDecide: { holds: ['conditions', 'judgments', 'checker'], waitsFor: 'director' },
    delisted: { holds: ['outcome', 'judgments'], closed: true, waitsFor: 'archivist' },
    withdrawn: { holds: ['outcome', 'withdrawalGround', 'reasons'], closed: true, waitsFor: 'archivist' },
    rejected: { holds: ['outcome', 'reasons'], final: true },
    archived: { holds: ['outcome', 'archiveBox'], final: true },
  },

  actions: {
    propose: {
      by: 'proposer',
      to: 'toApprove',
      asks: ['case', ...proposal],
      provided: proposalFits,
      sets: effects.proposed,
    },
    approve: {
      by: 'director',
      from: 'toApprove',
      to: 'inProgress',
      asks: ['batch', 'supervisor', 'limit', 'rhythm', 'instructions'],
      provided: [
        'actorIsNotTheProposer',
        'theCaseIsOpen',
        'theCaseIsNotListedYet',
        'supervisorServesTheListingBody',
        'supervisorIsNotTiedToTheNamed',
      ],
      sets: effects.approved,
      acts: effects.nowListed,
    },
    returnIt: {
      by: 'director',
      from: 'toApprove',
      to: 'returned',
      asks: ['reasons'],
      provided: ['actorIsNotTheProposer'],
    },
    proposeAnew: {
      by: 'proposer',
      from: 'returned',
      to: 'toApprove',
      asks: proposal,
      provided: proposalFits,
      sets: effects.followsCase,
    },
    reject: {
      by: 'director',
      from: ['toApprove', 'returned'],
      to: 'rejected',
      asks: ['reasons'],
      provided: ['actorIsNotTheProposer'],
      sets: () => ({ outcome: 'rejected' }),
    },

    draftReport: {
      by: ['handler', 'handlingHead'],
      from: 'inProgress',
      to: 'toSign',
      asks: ['report'],
      provided: ['periodIsOver', 'periodFollowsTheLast'],
      sets: effects.drafted,
    },
    signReport: {
      by: 'handlingHead',
      from: 'toSign',
      to: 'inProgress',
      provided: ['actorDidNotDraftIt'],
      sets: effects.signed,
    },
    returnReport: { by: 'handlingHead', from: 'toSign', to: 'inProgress', asks: ['reasons'] },
    reportEvent: {
      by: ['handler', 'handlingHead'],
      from: listedStates,
      adds: ['events'],
      provided: ['happenedByNow'],
    },

    urge: { by: 'supervisor', from: listedStates, adds: ['urgings'], provided: ['newDateIsAhead'] },
    supervise: { by: ['supervisor', 'director'], from: listedStates, adds: ['supervisions'] },
    escalate: { by: 'clock', from: [...open, 'delisted', 'withdrawn'], adds: ['supervisions'] },
    reply: {
      by: ['handler', 'handlingHead'],
      from: listedStates,
      adds: ['urgingReplies'],
      provided: ['anUrgingIsUnanswered'],
    },
    visit: {
      by: 'supervisor',
      from: listedStates,
      adds: ['visits'],
      provided: ['happenedByNow', 'visitedByTwo'],
    },
    interview: {
      by: 'director',
      from: listedStates,
      adds: ['interviews'],
      provided: ['happenedByNow', 'interviewedLeadsThere'],
    },
    extend: {
      by: 'director',
      from: listedStates,
      asks: ['extensionTerm', 'reasons'],
      provided: ['extensionsAreNotUsedUp'],
    },
    replaceSupervisor: {
      by: 'director',
      from: listedStates,
      asks: ['supervisor', 'reasons'],
      provided: ['supervisorServesTheListingBody', 'supervisorIsNotTiedToTheNamed'],
    },

    // A body above takes it up: because it has to, or because the body below must withdraw.
    takeUp: {
      by: 'localOffice',
      from: listedStates,
      asks: ['listingBody', 'supervisor', 'reasons'],
      provided: ['actorTakesItUp', 'supervisorServesTheListingBody', 'supervisorIsNotTiedToTheNamed'],
      sets: effects.takenUp,
    },

    applyForDelisting: {
      by: 'handlingHead',
      from: 'inProgress',
      to: 'toCheck',
      asks: ['conditions'],
      provided: ['everyConditionIsShown', 'theCaseBearsItOut'],
    },
    check: {
      by: 'supervisor',
      from: 'toCheck',
      to: 'toDecide',
      asks: ['judgments'],
      provided: ['everyConditionIsJudged'],
      sets: effects.checked,
    },
    delist: {
      by: 'director',
      from: 'toDecide',
      to: 'delisted',
      provided: ['everyConditionIsMet', 'actorIsNotTheChecker'],
      sets: () => ({ outcome: 'delisted' }),
      acts: effects.noLongerListed,
    },
    keep: {
      by: 'director',
      from: 'toDecide',
      to: 'inProgress',
      asks: ['reasons'],
      provided: ['actorIsNotTheChecker'],
      clears: ['conditions', 'judgments', 'checker'],
    },
    withdraw: {
      by: 'director',
      from: listedStates,
      to: 'withdrawn',
      asks: ['withdrawalGround', 'reasons'],
      sets: () => ({ outcome: 'withdrawn' }),
      acts: effects.noLongerListed,
    },
    archive: { by: 'archivist', from: ['delisted', 'withdrawn'], to: 'archived', asks: ['archiveBox'] },

    name: {
      by: ['supervisor', 'director'],
      from: [...open, 'delisted', 'withdrawn'],
      asks: ['reasons'],
      adds: ['named'],
    },
    followCase: {
      by: ['supervisor', 'director'],
      from: listedStates,
      provided: ['theCaseIsElsewhere'],
      sets: effects.followsCase,
    },
    // The case tells at once who handles it now and whom it names since.
    noteNamed: {
      by: 'theCase',
      from: [...open, 'delisted', 'withdrawn', 'rejected', 'archived'],
      adds: ['named'],
    },
    noteHandlingUnit: { by: 'theCase', from: open, asks: ['handlingUnit'] },
  },

  rules,

  // Lengths and rungs: rulebook/supervision/*.json, by day, each with its source.
  deadlines: {
    approve: {
      starts: ['propose', 'proposeAnew'],
      stops: ['approve', 'reject', 'returnIt'],
      owedBy: 'director',
    },
    proposeAnew: { starts: 'returnIt', stops: ['proposeAnew', 'reject'], owedBy: 'proposer' },
    report: {
      starts: ['approve', 'signReport'],
      stops: ['signReport', 'delist', 'withdraw'],
      suspends: 'applyForDelisting',
      resumes: 'keep',
      repeats: true,
      owedBy: ['handler', 'handlingHead'],
    },
    sign: {
      starts: 'draftReport',
      stops: ['signReport', 'returnReport', 'withdraw'],
      owedBy: 'handlingHead',
    },
    reply: {
      starts: ['urge', 'supervise'],
      stops: ['reply', 'delist', 'withdraw'],
      owedBy: ['handler', 'handlingHead'],
    },
    finish: {
      starts: 'approve',
      stops: ['delist', 'withdraw'],
      extended: { by: 'extend', term: 'extensionTerm' },
      owedBy: 'handlingHead',
    },
    check: { starts: 'applyForDelisting', stops: ['check', 'withdraw'], owedBy: 'supervisor' },
    decide: { starts: 'check', stops: ['delist', 'keep', 'withdraw'], owedBy: 'director' },
    archive: { starts: ['delist', 'withdraw'], stops: 'archive', owedBy: 'archivist' },
  },

  documents: {
    applicationForm: {
      issuedOn: ['propose', 'proposeAnew'],
      layout: 'form',
      prints: [
        'title',
        'origin',
        'superiorDocument',
        'listingBody',
        'handlingUnit',
        'stage',
        'reasonCodes',
        'grounds',
        'targets',
      ],
    },
    listingNotice: {
      issuedOn: 'approve',
      layout: 'letter',
      series: 'listing',
      to: 'handlingUnit',
      prints: [
        'handlingUnit',
        'title',
        'level',
        'batch',
        'targets',
        'supervisor',
        'limit',
        'rhythm',
        'instructions',
      ],
    },
    progressReport: {
      issuedOn: 'signReport',
      layout: 'report',
      prints: ['title', 'handlingUnit', 'report'],
    },
    urgingNote: {
      issuedOn: 'urge',
      layout: 'letter',
      series: 'urging',
      to: 'handlingUnit',
      prints: ['handlingUnit', 'title', 'urgings'],
    },
    supervisionLetter: {
      issuedOn: ['supervise', 'escalate'],
      layout: 'letter',
      series: 'supervision',
      when: 'aUnitIsSupervisedInWriting',
      to: 'handlingUnit',
      from: 'listingBody',
      prints: ['handlingUnit', 'title', 'supervisions'],
    },
    interviewRecord: {
      issuedOn: 'interview',
      layout: 'form',
      prints: ['title', 'handlingUnit', 'interviews'],
    },
    delistingNotice: {
      issuedOn: 'delist',
      layout: 'letter',
      series: 'delisting',
      to: 'handlingUnit',
      prints: ['handlingUnit', 'title', 'judgments'],
    },
    withdrawalNotice: {
      issuedOn: 'withdraw',
      layout: 'letter',
      series: 'listingWithdrawal',
      to: 'handlingUnit',
      prints: ['handlingUnit', 'title', 'withdrawalGround', 'reasons'],
    },
  },

  views: {
    toApprove: {
      for: 'director',
      shows: ['toApprove'],
      columns: ['title', 'handlingUnit', 'origin', 'approve'],
    },
    toDecide: { for: 'director', shows: ['toDecide'], columns: ['title', 'handlingUnit', 'decide'] },
    proposed: {
      for: 'proposer',
      shows: ['toApprove', 'returned', 'rejected'],
      columns: ['title', 'listingBody', 'proposeAnew'],
    },
    supervised: {
      for: 'supervisor',
      shows: [...underWay],
      columns: ['title', 'handlingUnit', 'stage', 'report'],
    },
    toCheck: { for: 'supervisor', shows: ['toCheck'], columns: ['title', 'handlingUnit', 'check'] },
    toReport: {
      for: 'handler',
      shows: ['inProgress'],
      columns: ['title', 'listingBody', 'stage', 'report'],
    },
    toSign: { for: 'handlingHead', shows: ['toSign'], columns: ['title', 'listingBody', 'sign'] },
    toArchive: {
      for: 'archivist',
      shows: ['delisted', 'withdrawn'],
      columns: ['title', 'outcome', 'archive'],
    },
    listed: {
      for: ['director', 'localOffice', 'localClerk', 'leader', 'auditor', 'handlingHead'],
      shows: [...listedStates, 'delisted', 'withdrawn', 'archived'],
      columns: ['title', 'level', 'handlingUnit', 'stage', 'finish'],
    },
  },
})
