/**
 * Request for co-operation (办案协作函): the police that handle a case ask the police of another place for one measure, with
 * the papers that the law wants for it. Whoever is asked helps without condition or fee once the papers are complete, says in
 * time what came of it, and hears whoever was caught within the hours of the law where the askers cannot come.
 *
 * What is done in another's name stays within the request; there is nothing here to widen it. Legal basis: README.md.
 */
import { defineRecord } from '#kernel/record/declaration.ts'
import * as effects from './cooperation.effects.ts'
import { fields } from './cooperation.fields.ts'
import { rules } from './cooperation.rules.ts'

const request = ['title', 'helpingUnit', 'measure', 'about', 'wanted', 'papers'] as const
const requestFits = [
  'theCaseIsOpen',
  'askingUnitHandlesTheCase',
  'helpingUnitIsAnotherOfThePolice',
  'helpingUnitIsNotTiedToTheNamed',
  'papersForTheMeasureAreThere',
] as const
const open = ['toApprove', 'toSupplement', 'sent', 'executing', 'answered'] as const
const withTheHelpers = ['sent', 'executing', 'answered', 'closed'] as const
const heads = ['organHead', 'deputyHead'] as const

export const cooperation = defineRecord({
  name: 'cooperation',
  version: 1,
  mechanism: 3,
  number: '吉协作〔{year}〕000000号',
  title: 'title',
  outcome: 'outcome',
  excludes: ['named'],

  fields,

  roles: {
    asker: { heldBy: ['investigator'], reaches: { unit: 'askingUnit' }, sees: 'all' },
    askingHead: { heldBy: heads, reaches: { unit: 'askingUnit' }, sees: 'all' },
    helper: {
      heldBy: ['investigator', 'investigationChief', 'legalReviewer'],
      reaches: { unit: 'helpingUnit', during: withTheHelpers },
      sees: 'all',
    },
    helpingHead: { heldBy: heads, reaches: { unit: 'helpingUnit', during: withTheHelpers }, sees: 'all' },
    superior: {
      heldBy: [...heads, 'legalReviewer'],
      reaches: [{ unitInLine: 'askingUnit' }, { unitInLine: 'helpingUnit' }],
      seesOnly: [
        'title',
        'measure',
        'askingUnit',
        'helpingUnit',
        'remote',
        'result',
        'outcome',
        'supervisions',
      ],
    },
    auditor: {
      heldBy: ['auditor'],
      reaches: { to: 'everywhere' },
      seesOnly: ['measure', 'askingUnit', 'helpingUnit', 'remote', 'result', 'outcome'],
    },
    theCase: { heldBy: { record: 'case' }, reaches: 'nothing', seesOnly: [] },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
  },

  states: {
    toApprove: {
      holds: ['case', 'helpingUnit', 'measure', 'about', 'wanted', 'papers', 'asker', 'askingUnit', 'remote'],
      waitsFor: 'askingHead',
    },
    toSupplement: { holds: ['flaws'], waitsFor: 'asker' },
    sent: { holds: ['approver'], waitsFor: 'helper' },
    executing: { holds: ['helper'], waitsFor: 'helper' },
    answered: { holds: ['result', 'answer'], waitsFor: 'asker' },
    closed: { holds: ['outcome', 'answer'], final: true },
    withdrawn: { holds: ['outcome', 'reasons'], final: true },
  },

  actions: {
    request: {
      by: 'asker',
      to: 'toApprove',
      asks: ['case', ...request],
      provided: requestFits,
      sets: effects.requested,
    },
    approve: {
      by: 'askingHead',
      from: 'toApprove',
      to: 'sent',
      provided: ['actorIsNotTheAsker'],
      sets: effects.approved,
    },
    returnDraft: { by: 'askingHead', from: 'toApprove', to: 'toSupplement', asks: ['flaws'] },
    requestAnew: {
      by: 'asker',
      from: 'toSupplement',
      to: 'toApprove',
      asks: request,
      provided: requestFits,
      sets: effects.requested,
    },
    signFor: { by: 'helper', from: 'sent', to: 'executing', sets: effects.signedFor },
    // Only for papers that are missing or wrong: help is given without any other condition (art 348).
    sendBack: { by: 'helper', from: 'sent', to: 'toSupplement', asks: ['flaws'] },

    logStep: { by: 'helper', from: 'executing', adds: ['steps'], provided: ['stepsWereTakenByNow'] },
    reportCaught: {
      by: 'helper',
      from: 'executing',
      asks: ['caughtAt', 'caughtWhere'],
      provided: ['someoneIsToBeCaught', 'caughtByNow'],
    },
    interrogate: {
      by: 'helper',
      from: 'executing',
      asks: ['interrogatedAt', 'record'],
      needs: ['caughtAt'],
      provided: ['interrogatedBetween'],
    },
    fetch: {
      by: ['asker', 'askingHead'],
      from: 'executing',
      asks: ['officers'],
      needs: ['caughtAt'],
      provided: ['fetchedByTwo'],
    },
    answerIt: {
      by: ['helper', 'helpingHead'],
      from: 'executing',
      to: 'answered',
      asks: ['result', 'answer', 'answerFiles'],
      provided: ['somethingWasDoneOrSaid', 'whoeverWasCaughtWasHeard'],
    },
    askAgain: { by: 'asker', from: 'answered', to: 'executing', asks: ['reasons'] },
    acceptAnswer: { by: 'asker', from: 'answered', to: 'closed', sets: effects.closed },
    withdraw: {
      by: 'askingHead',
      from: ['toApprove', 'toSupplement', 'sent', 'executing'],
      to: 'withdrawn',
      asks: ['reasons'],
      provided: ['whoeverWasCaughtWasHeard'],
      sets: () => ({ outcome: 'withdrawn' }),
    },
    noteNamed: { by: 'theCase', from: [...open, 'closed', 'withdrawn'], adds: ['named'] },
    escalate: { by: 'clock', from: open, adds: ['supervisions'] },
  },

  rules,

  deadlines: {
    approve: {
      starts: ['request', 'requestAnew'],
      stops: ['approve', 'returnDraft', 'withdraw'],
      owedBy: 'askingHead',
    },
    supplement: { starts: ['returnDraft', 'sendBack'], stops: ['requestAnew', 'withdraw'], owedBy: 'asker' },
    signFor: { starts: 'approve', stops: ['signFor', 'sendBack', 'withdraw'], owedBy: 'helper' },
    // From the day the request came (art 353), not from the day somebody signed for it.
    answer: {
      starts: ['approve', 'askAgain'],
      stops: ['answerIt', 'sendBack', 'withdraw'],
      owedBy: ['helper', 'helpingHead'],
    },
    interrogate: {
      starts: 'reportCaught',
      stops: ['interrogate', 'fetch', 'answerIt', 'withdraw'],
      owedBy: ['helper', 'helpingHead'],
      neverMoves: true,
    },
    accept: { starts: 'answerIt', stops: ['acceptAnswer', 'askAgain'], owedBy: 'asker' },
  },

  documents: {
    request: {
      issuedOn: 'approve',
      layout: 'letter',
      series: 'cooperation',
      to: 'helpingUnit',
      prints: ['helpingUnit', 'title', 'measure', 'about', 'wanted', 'papers'],
    },
    returnLetter: {
      issuedOn: 'sendBack',
      layout: 'letter',
      series: 'return',
      to: 'askingUnit',
      prints: ['askingUnit', 'title', 'flaws'],
    },
    answer: {
      issuedOn: 'answerIt',
      layout: 'letter',
      series: 'answer',
      to: 'askingUnit',
      prints: ['askingUnit', 'title', 'measure', 'result', 'answer'],
    },
  },

  views: {
    toApprove: {
      for: 'askingHead',
      shows: ['toApprove'],
      columns: ['title', 'helpingUnit', 'measure', 'approve'],
    },
    asked: {
      for: 'asker',
      shows: ['toSupplement', 'sent', 'executing', 'answered'],
      columns: ['title', 'helpingUnit', 'measure', 'answer'],
    },
    toHelp: {
      for: 'helper',
      shows: ['sent', 'executing'],
      columns: ['title', 'askingUnit', 'measure', 'answer'],
    },
    ledger: {
      for: ['asker', 'askingHead', 'helpingHead', 'superior', 'auditor'],
      shows: [...open, 'closed', 'withdrawn'],
      columns: ['measure', 'askingUnit', 'helpingUnit', 'answer', 'outcome'],
    },
  },
})
