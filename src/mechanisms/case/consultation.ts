/**
 * Consultation (研判会商): organs disagree on an element or on the label of a case, and the provincial office calls them to
 * one table with experts who are not theirs.
 *
 * It opens by itself. Everybody says first whether anything ties them to the case, and whoever is tied leaves. Each organ
 * states its position, minority views are kept, a judge may reserve theirs. The minutes have questions, positions and next
 * steps and no field for a verdict: each organ decides afterwards by its own procedure, and explains where it differs.
 *
 * Legal basis of each rule and deadline: README.md beside this file.
 */
import { defineRecord } from '#kernel/record/declaration.ts'
import { fields } from './consultation.fields.ts'
import * as effects from './consultation.rules.ts'

const underWay = ['applied', 'preparing', 'held', 'minuted'] as const

export const consultation = defineRecord({
  name: 'consultation',
  version: 1,
  mechanism: 5,
  number: '吉会商〔{year}〕000000号',
  title: 'caseTitle',
  outcome: 'outcome',
  excludes: ['named'],
  tells: ['case', 'gate'],

  fields,

  roles: {
    caseItself: { heldBy: { record: 'case' }, reaches: 'nothing', sees: 'all' },
    clerk: { heldBy: ['caseClerk'], reaches: { unit: 'convenor' }, sees: 'all' },
    convenorHead: { heldBy: ['officeHead'], reaches: { unit: 'convenor' }, sees: 'all' },
    expert: { heldBy: ['consultationExpert'], reaches: { person: 'experts' }, sees: 'all' },
    organReviewer: {
      heldBy: ['legalReviewer', 'procurator', 'judge'],
      reaches: { unit: 'organs' },
      sees: 'all',
    },
    organHead: { heldBy: ['organHead', 'deputyHead'], reaches: { unit: 'organs' }, sees: 'all' },
    localOffice: {
      heldBy: ['officeHead', 'caseClerk', 'supervisor'],
      reaches: { area: 'organs' },
      seesOnly: [
        'case',
        'caseTitle',
        'gate',
        'label',
        'organs',
        'convenor',
        'plannedFor',
        'heldOn',
        'nextSteps',
        'outcome',
      ],
    },
    auditor: {
      heldBy: ['auditor'],
      reaches: { to: 'everywhere' },
      seesOnly: ['gate', 'label', 'elements', 'organs', 'convenor', 'outcome'],
    },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
  },

  states: {
    applied: { holds: ['case', 'caseTitle', 'gate', 'organs', 'convenor'], waitsFor: 'clerk' },
    preparing: { holds: ['experts', 'plannedFor'], waitsFor: 'clerk' },
    held: { holds: ['heldOn', 'attended'], waitsFor: ['clerk', 'convenorHead'] },
    minuted: { holds: ['questionsDiscussed', 'nextSteps'], waitsFor: 'clerk' },
    concluded: { holds: ['decisions', 'outcome'], final: true },
  },

  actions: {
    apply: {
      by: 'caseItself',
      to: 'applied',
      asks: [
        'case',
        'caseTitle',
        'gate',
        'label',
        'elements',
        'organs',
        'views',
        'reasons',
        'deadlineEffect',
        'named',
      ],
      sets: effects.applied,
    },
    accept: {
      by: 'clerk',
      from: 'applied',
      to: 'preparing',
      asks: ['experts', 'plannedFor'],
      provided: ['expertsAreNamedForThis', 'plannedFromToday'],
    },
    callExperts: {
      by: 'clerk',
      from: 'preparing',
      asks: ['experts', 'plannedFor'],
      provided: ['expertsAreNamedForThis', 'plannedFromToday'],
    },
    sendPapers: { by: ['clerk', 'organReviewer'], from: ['applied', 'preparing'], adds: ['papers'] },
    declareConflict: {
      by: ['expert', 'organReviewer', 'organHead'],
      from: ['applied', 'preparing'],
      asks: ['isFreeOfConflict', 'conflictStatement'],
      provided: ['conflictIsExplained'],
      sets: effects.conflictDeclared,
    },
    statePosition: {
      by: ['expert', 'organReviewer', 'organHead'],
      from: 'preparing',
      asks: ['position', 'positionLabel', 'inTheMinority', 'opinion'],
      provided: ['actorDeclaredNoConflict', 'actorIsNotOnTheTeam'],
      sets: effects.positionStated,
    },
    hold: {
      by: 'clerk',
      from: 'preparing',
      to: 'held',
      asks: ['heldOn', 'attended'],
      provided: ['everyExpertDeclared', 'anExpertIsLeft', 'everyOrganStatedItsPosition', 'heldByNow'],
    },
    signMinutes: {
      by: ['clerk', 'convenorHead'],
      from: 'held',
      to: 'minuted',
      asks: ['questionsDiscussed'],
      adds: ['nextSteps'],
      signed: { persons: 2 },
    },
    withdrawSignature: {
      by: ['clerk', 'convenorHead'],
      from: 'held',
      asks: ['withdrawalReasons'],
      withdraws: 'signMinutes',
    },
    recordDecision: {
      by: ['organHead', 'organReviewer'],
      from: 'minuted',
      asks: ['decision', 'decisionNumber', 'differs', 'differenceExplained'],
      provided: ['organDecidesOnce', 'differenceIsExplained'],
      sets: effects.decided,
    },
    conclude: {
      by: 'clerk',
      from: 'minuted',
      to: 'concluded',
      needs: ['decisions'],
      provided: ['everyOrganHasDecided'],
      sets: effects.concluded,
      acts: effects.notedOnTheCase,
    },
    noteNamed: { by: 'caseItself', from: [...underWay, 'concluded'], adds: ['named'] },
    escalate: { by: 'clock', from: underWay, adds: ['supervisions'] },
  },

  rules: effects.rules,

  deadlines: {
    call: { starts: 'apply', stops: 'hold', owedBy: 'clerk' },
    minutes: { starts: 'hold', stops: 'signMinutes', owedBy: ['clerk', 'convenorHead'] },
    decide: { starts: 'signMinutes', stops: 'conclude', owedBy: ['organHead', 'organReviewer'] },
  },

  documents: {
    request: {
      issuedOn: 'apply',
      layout: 'form',
      prints: ['caseTitle', 'gate', 'label', 'elements', 'organs', 'views', 'reasons', 'deadlineEffect'],
    },
    minutes: {
      issuedOn: 'signMinutes',
      layout: 'report',
      series: 'consultation',
      prints: [
        'caseTitle',
        'gate',
        'elements',
        'attended',
        'conflictStatements',
        'questionsDiscussed',
        'positions',
        'nextSteps',
      ],
    },
    decisions: { issuedOn: 'conclude', layout: 'form', prints: ['caseTitle', 'gate', 'decisions'] },
  },

  views: {
    toCall: {
      for: ['clerk', 'convenorHead'],
      shows: ['applied', 'preparing'],
      columns: ['caseTitle', 'gate', 'organs', 'call'],
    },
    toTakePart: {
      for: ['expert', 'organReviewer', 'organHead'],
      shows: ['applied', 'preparing', 'held'],
      columns: ['caseTitle', 'gate', 'plannedFor', 'call'],
    },
    toDecide: {
      for: ['organHead', 'organReviewer', 'clerk'],
      shows: ['minuted'],
      columns: ['caseTitle', 'gate', 'decide'],
    },
    ledger: {
      for: ['convenorHead', 'clerk', 'localOffice', 'organHead', 'auditor'],
      shows: [...underWay, 'concluded'],
      columns: ['gate', 'label', 'organs', 'outcome'],
    },
  },
})
