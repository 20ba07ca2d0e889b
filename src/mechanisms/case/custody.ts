/**
 * Compulsory measure (强制措施): detention, arrest, residential surveillance or bail of one person of a case.
 *
 * The head of the police unit approves it, the procuratorate approves arrest condition by condition, and only the organ that
 * the law names lengthens custody. Its clocks never move over a holiday. When one runs out, the measure has lapsed by itself
 * and what is left to do is to set the person free. Nobody is held away from home before family and counsel are told.
 *
 * Legal basis of each rule and deadline: README.md beside this file.
 */
import { defineRecord } from '#kernel/record/declaration.ts'
import { fields } from './custody.fields.ts'
import * as effects from './custody.rules.ts'

const held = ['detained', 'toDecideArrest', 'arrested', 'withProcuratorate', 'inSupplement'] as const
const atCourt = ['withCourt', 'withAppealCourt'] as const
const free = ['underSurveillance', 'onBail'] as const
const inForce = [...held, ...atCourt, ...free] as const
const open = ['proposed', 'approved', ...inForce, 'toRelease'] as const
const police = ['approved', 'detained', 'arrested', 'inSupplement', ...free] as const

export const custody = defineRecord({
  name: 'custody',
  version: 1,
  mechanism: 5,
  number: '吉强措〔{year}〕000000号',
  title: 'caption',
  outcome: 'outcome',
  excludes: ['named'],
  // Minors are never drawn.
  graph: { since: ['executedOn'], unless: 'minor', fields: { case: 'record', personName: 'person' } },
  tells: ['case', 'kind', 'personNo', 'handlingUnit'],

  fields,

  roles: {
    investigator: { heldBy: ['investigator'], reaches: { person: 'team' }, sees: 'all' },
    unitHead: { heldBy: ['organHead', 'deputyHead'], reaches: { unit: 'handlingUnit' }, sees: 'all' },
    legalReviewer: { heldBy: ['legalReviewer'], reaches: { unit: 'handlingUnit' }, sees: 'all' },
    procurator: { heldBy: ['procurator', 'organHead'], reaches: { unit: 'procuratorate' }, sees: 'all' },
    upperProcurator: {
      heldBy: ['procurator', 'organHead'],
      reaches: { unitInLine: 'procuratorate', during: ['arrested'] },
      sees: 'all',
    },
    judge: { heldBy: ['judge'], reaches: { unit: 'court', during: [...atCourt, 'toRelease'] }, sees: 'all' },
    appealJudge: {
      heldBy: ['judge'],
      reaches: { unit: 'appealCourt', during: ['withAppealCourt', 'toRelease'] },
      sees: 'all',
    },
    // Follows the clocks of its area, not the persons.
    office: {
      heldBy: ['officeHead', 'caseClerk', 'supervisor'],
      reaches: { area: 'handlingUnit' },
      seesOnly: [
        'case',
        'caption',
        'kind',
        'minor',
        'handlingUnit',
        'procuratorate',
        'court',
        'outcome',
        'supervisions',
      ],
    },
    auditor: {
      heldBy: ['auditor'],
      reaches: { to: 'everywhere' },
      seesOnly: ['kind', 'handlingUnit', 'procuratorate', 'court', 'freeBecause', 'outcome'],
    },
    caseItself: { heldBy: { record: 'case' }, reaches: 'nothing', sees: 'all' },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
  },

  states: {
    proposed: { holds: ['case', 'personNo', 'personName', 'kind', 'ground'], waitsFor: 'unitHead' },
    approved: { holds: ['kind', 'approver'], waitsFor: 'investigator' },
    detained: { holds: ['executedOn', 'place'], waitsFor: 'unitHead' },
    toDecideArrest: { holds: ['requestReasons'], waitsFor: 'procurator' },
    arrested: { holds: ['checks'], waitsFor: 'unitHead' },
    withProcuratorate: { waitsFor: 'procurator' },
    inSupplement: { waitsFor: 'unitHead' },
    withCourt: { waitsFor: 'judge' },
    withAppealCourt: { waitsFor: 'appealJudge' },
    underSurveillance: { holds: ['kind'], waitsFor: 'unitHead' },
    onBail: { holds: ['kind'], waitsFor: 'unitHead' },
    toRelease: { holds: ['freeBecause'], waitsFor: 'investigator' },
    ended: { holds: ['outcome'], final: true },
  },

  actions: {
    propose: {
      by: 'investigator',
      to: 'proposed',
      asks: ['case', 'personNo', 'personName', 'minor', 'kind', 'ground', 'reasons'],
      provided: [
        'caseIsFiledAndUnderInvestigation',
        'actorIsOnTheTeam',
        'arrestIsAskedOfTheProcuratorate',
        'groundIsThatOfTheMeasure',
      ],
      sets: effects.proposed,
    },
    approve: {
      by: 'unitHead',
      from: 'proposed',
      to: 'approved',
      asks: ['opinion'],
      provided: ['actorIsNotTheProposer'],
      sets: effects.approved,
    },
    decline: { by: 'unitHead', from: 'proposed', to: 'ended', asks: ['opinion'], sets: effects.notTaken },
    giveUp: {
      by: ['investigator', 'unitHead'],
      from: 'approved',
      to: 'ended',
      asks: ['reasons'],
      sets: effects.notTaken,
    },
    execute: {
      by: 'investigator',
      from: 'approved',
      to: [
        { when: 'detentionIsExecuted', state: 'detained' },
        { when: 'bailIsExecuted', state: 'onBail' },
        { state: 'underSurveillance' },
      ],
      asks: ['executedOn', 'place'],
      provided: ['executedToday'],
    },
    tellFamily: {
      by: 'investigator',
      from: [...held, ...free],
      asks: ['familyNotice'],
      provided: ['noticeIsNotOfTomorrow'],
    },
    interrogate: {
      by: 'investigator',
      from: [...held, ...free],
      adds: ['interrogations'],
      provided: ['twoOfficersAsked'],
    },
    extendDetention: {
      by: 'unitHead',
      from: 'detained',
      asks: ['detentionGround', 'detentionTerm', 'reasons'],
      provided: ['detentionGroundAllowsTheTerm', 'detentionIsExtendedOnce'],
      sets: effects.detentionExtended,
    },
    requestArrest: {
      by: 'unitHead',
      from: ['detained', ...free],
      to: 'toDecideArrest',
      asks: ['requestReasons'],
    },
    approveArrest: {
      by: 'procurator',
      from: 'toDecideArrest',
      to: 'arrested',
      asks: ['checks', 'opinion'],
      suggests: effects.rowsOfArrest,
      provided: [
        'everyRowIsAnswered',
        'everyConditionOfArrestIsMet',
        'whatIsMetIsProvedByEvidenceThatStands',
      ],
      sets: effects.arrested,
    },
    refuseArrest: {
      by: 'procurator',
      from: 'toDecideArrest',
      to: 'toRelease',
      asks: ['refusalReasons'],
      sets: effects.arrestRefused,
    },
    extendCustody: {
      by: 'upperProcurator',
      from: 'arrested',
      asks: ['custodyGround', 'custodyTerm', 'opinion'],
      provided: ['extensionIsTheNextOfTheLaw', 'approverIsTheOneTheLawNames'],
      sets: effects.custodyExtended,
    },
    // Another grave crime was found: the term begins anew (L2 art 160).
    recount: { by: 'unitHead', from: 'arrested', asks: ['newCrime'] },
    changeMeasure: {
      by: ['unitHead', 'procurator', 'judge'],
      from: [...held, 'withCourt', 'toRelease'],
      to: [{ when: 'bailIsExecuted', state: 'onBail' }, { state: 'underSurveillance' }],
      asks: ['kind', 'reasons'],
      provided: ['freedomIsLessRestricted'],
    },

    // With the case to the next organ, unit or team
    passToProcuratorate: { by: 'caseItself', from: ['arrested', 'inSupplement'], to: 'withProcuratorate' },
    passToSupplement: { by: 'caseItself', from: 'withProcuratorate', to: 'inSupplement' },
    passToCourt: { by: 'caseItself', from: ['withProcuratorate', 'withAppealCourt'], to: 'withCourt' },
    passToAppeal: { by: 'caseItself', from: 'withCourt', to: 'withAppealCourt', sets: effects.toAppeal },
    lengthenReview: { by: 'caseItself', from: 'withProcuratorate', asks: ['stageExtension'] },
    lengthenTrial: { by: 'caseItself', from: 'withCourt', asks: ['stageExtension'] },
    lengthenAppeal: { by: 'caseItself', from: 'withAppealCourt', asks: ['stageExtension'] },
    followTeam: { by: 'caseItself', from: open, asks: ['team'] },
    followCourts: { by: 'caseItself', from: open, asks: ['procuratorate', 'court'] },
    followUnit: {
      by: 'caseItself',
      from: open,
      asks: ['handlingUnit', 'procuratorate', 'court'],
      clears: ['team'],
    },

    // Away from home
    tellOfRemoteCustody: {
      by: ['investigator', 'unitHead'],
      from: [...held],
      asks: ['remoteFamilyNotice', 'counsel', 'remoteCounselNotice'],
      provided: ['noticeIsNotOfTomorrow', 'counselIsToldOrNoneIsAppointed'],
    },
    holdElsewhere: {
      by: 'unitHead',
      from: [...held],
      asks: ['remotePlace', 'reasons'],
      provided: ['familyAndCounselAreTold'],
      clears: ['remoteFamilyNotice', 'remoteCounselNotice', 'counsel'],
      sets: effects.movedAway,
    },

    // The end
    lapse: { by: 'clock', from: inForce, to: 'toRelease', sets: effects.lapsed },
    orderRelease: {
      by: ['unitHead', 'procurator', 'judge', 'appealJudge'],
      from: inForce,
      to: 'toRelease',
      asks: ['freeBecause', 'reasons'],
    },
    release: {
      by: ['investigator', 'unitHead', 'procurator', 'judge', 'appealJudge'],
      from: 'toRelease',
      to: 'ended',
      asks: ['releasedOn'],
      provided: ['releasedByNow'],
      sets: effects.released,
    },
    handToSentence: {
      by: ['judge', 'appealJudge'],
      from: atCourt,
      to: 'ended',
      asks: ['reasons'],
      sets: effects.sentenced,
    },
    noteNamed: { by: 'caseItself', from: [...open, 'ended'], adds: ['named'] },
    escalate: { by: 'clock', from: open, adds: ['supervisions'] },
  },

  rules: effects.rules,

  // Lengths, articles and rungs: rulebook/custody/*.json. None of them moves over a holiday (L2 art 105).
  deadlines: {
    tellFamily: {
      starts: 'execute',
      into: 'detained',
      stops: ['tellFamily', 'lapse', 'orderRelease', 'refuseArrest', 'changeMeasure', 'handToSentence'],
      owedBy: 'investigator',
      neverMoves: true,
    },
    firstInterrogation: {
      starts: 'execute',
      into: 'detained',
      stops: ['interrogate', 'lapse', 'orderRelease', 'refuseArrest', 'changeMeasure', 'handToSentence'],
      owedBy: 'investigator',
      neverMoves: true,
    },
    askForArrest: {
      starts: 'execute',
      into: 'detained',
      stops: ['requestArrest', 'changeMeasure', 'orderRelease', 'lapse'],
      extended: { by: 'extendDetention', term: 'detentionTerm' },
      owedBy: 'unitHead',
      neverMoves: true,
      atEnd: 'lapse',
    },
    decideArrest: {
      starts: 'requestArrest',
      stops: ['approveArrest', 'refuseArrest', 'changeMeasure', 'orderRelease', 'lapse'],
      owedBy: 'procurator',
      neverMoves: true,
      atEnd: 'lapse',
    },
    custody: {
      starts: ['approveArrest', 'recount'],
      repeats: true,
      stops: ['recount', 'passToProcuratorate', 'changeMeasure', 'orderRelease', 'lapse'],
      extended: { by: 'extendCustody', term: 'custodyTerm' },
      owedBy: ['investigator', 'unitHead'],
      neverMoves: true,
      atEnd: 'lapse',
    },
    review: {
      starts: 'passToProcuratorate',
      stops: ['passToSupplement', 'passToCourt', 'changeMeasure', 'orderRelease', 'lapse'],
      extended: { by: 'lengthenReview', term: 'stageExtension' },
      owedBy: 'procurator',
      neverMoves: true,
      atEnd: 'lapse',
    },
    supplement: {
      starts: 'passToSupplement',
      stops: ['passToProcuratorate', 'changeMeasure', 'orderRelease', 'lapse'],
      owedBy: 'investigator',
      neverMoves: true,
      atEnd: 'lapse',
    },
    trial: {
      starts: 'passToCourt',
      stops: ['passToAppeal', 'changeMeasure', 'orderRelease', 'handToSentence', 'lapse'],
      extended: { by: 'lengthenTrial', term: 'stageExtension' },
      owedBy: 'judge',
      neverMoves: true,
      atEnd: 'lapse',
    },
    secondInstance: {
      starts: 'passToAppeal',
      stops: ['passToCourt', 'orderRelease', 'handToSentence', 'lapse'],
      extended: { by: 'lengthenAppeal', term: 'stageExtension' },
      owedBy: 'appealJudge',
      neverMoves: true,
      atEnd: 'lapse',
    },
    surveillance: {
      starts: ['execute', 'changeMeasure'],
      into: 'underSurveillance',
      stops: ['requestArrest', 'orderRelease', 'lapse'],
      owedBy: 'investigator',
      neverMoves: true,
      atEnd: 'lapse',
    },
    bail: {
      starts: ['execute', 'changeMeasure'],
      into: 'onBail',
      stops: ['requestArrest', 'orderRelease', 'lapse'],
      owedBy: 'investigator',
      neverMoves: true,
      atEnd: 'lapse',
    },
    release: {
      starts: ['lapse', 'refuseArrest', 'orderRelease'],
      stops: ['release', 'changeMeasure'],
      owedBy: ['investigator', 'unitHead'],
      neverMoves: true,
    },
  },

  documents: {
    proposal: {
      issuedOn: 'propose',
      layout: 'form',
      prints: ['caption', 'personName', 'kind', 'ground', 'reasons'],
    },
    decision: {
      issuedOn: 'approve',
      layout: 'letter',
      series: 'measure',
      prints: ['caption', 'personName', 'kind', 'ground', 'opinion'],
    },
    familyNotice: {
      issuedOn: 'tellFamily',
      layout: 'letter',
      series: 'familyNotice',
      prints: ['personName', 'kind', 'place', 'executedOn', 'familyNotice'],
    },
    detentionExtension: {
      issuedOn: 'extendDetention',
      layout: 'letter',
      series: 'detentionExtension',
      prints: ['caption', 'personName', 'detentionGround', 'detentionTerm', 'detentionRow', 'reasons'],
    },
    arrestRequest: {
      issuedOn: 'requestArrest',
      layout: 'letter',
      series: 'arrestRequest',
      to: 'procuratorate',
      prints: ['caption', 'personName', 'requestReasons'],
    },
    arrestApproval: {
      issuedOn: 'approveArrest',
      layout: 'letter',
      series: 'arrestApproval',
      to: 'handlingUnit',
      prints: ['caption', 'personName', 'checks', 'opinion'],
    },
    arrestRefusal: {
      issuedOn: 'refuseArrest',
      layout: 'letter',
      series: 'arrestRefusal',
      to: 'handlingUnit',
      prints: ['caption', 'personName', 'refusalReasons'],
    },
    custodyExtension: {
      issuedOn: 'extendCustody',
      layout: 'letter',
      series: 'custodyExtension',
      to: 'handlingUnit',
      prints: ['caption', 'personName', 'custodyGround', 'custodyTerm', 'custodyRow', 'opinion'],
    },
    remoteNotice: {
      issuedOn: 'tellOfRemoteCustody',
      layout: 'letter',
      series: 'remoteNotice',
      prints: ['personName', 'remoteFamilyNotice', 'counsel', 'remoteCounselNotice'],
    },
    releaseCertificate: {
      issuedOn: 'release',
      layout: 'letter',
      series: 'freedom',
      prints: ['caption', 'personName', 'freeBecause', 'releasedOn'],
    },
  },

  views: {
    clocks: {
      for: ['investigator', 'unitHead', 'legalReviewer', 'procurator', 'judge', 'appealJudge', 'office'],
      shows: open,
      columns: ['caption', 'kind', 'askForArrest', 'decideArrest', 'custody', 'review', 'trial', 'bail'],
    },
    toDecideArrest: {
      for: 'procurator',
      shows: ['toDecideArrest'],
      columns: ['caption', 'handlingUnit', 'decideArrest'],
    },
    toExtend: {
      for: 'upperProcurator',
      shows: ['arrested'],
      columns: ['caption', 'procuratorate', 'custody'],
    },
    toRelease: {
      for: ['investigator', 'unitHead', 'procurator', 'judge'],
      shows: ['toRelease'],
      columns: ['caption', 'kind', 'freeBecause', 'release'],
    },
    police: {
      for: ['investigator', 'unitHead'],
      shows: police,
      columns: ['caption', 'kind', 'tellFamily', 'firstInterrogation', 'custody'],
    },
    ended: {
      for: ['unitHead', 'office', 'auditor'],
      shows: ['ended'],
      columns: ['caption', 'kind', 'outcome'],
    },
  },
})
