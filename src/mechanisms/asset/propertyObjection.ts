/**
 * Objection about property (财产异议): whoever says that a measure should not be, or that the property is theirs, is received,
 * heard and answered. Hearing is a state of its own, so that nobody decides without it; every decision tells what more may be
 * done; a complaint about it is answered by the organ within its days.
 *
 * Legal basis of each rule and deadline: README.md beside this file.
 */
import { defineRecord } from '#kernel/record/declaration.ts'
import * as effects from './propertyObjection.effects.ts'
import { fields } from './propertyObjection.fields.ts'
import { rules } from './propertyObjection.rules.ts'

const open = ['toHear', 'heard', 'complained'] as const
const answered = ['decided', 'complaintAnswered'] as const

export const propertyObjection = defineRecord({
  name: 'propertyObjection',
  version: 1,
  mechanism: 4,
  number: '吉财异〔{year}〕000000号',
  title: 'title',
  outcome: 'outcome',
  excludes: ['named'],
  tells: ['asset', 'measure', 'decision'],

  fields,

  roles: {
    receiver: {
      heldBy: ['investigator', 'legalReviewer', 'petitionHandler', 'procurator', 'judge'],
      reaches: { unit: 'handlingUnit' },
      sees: 'all',
    },
    decider: { heldBy: ['organHead', 'deputyHead'], reaches: { unitInLine: 'handlingUnit' }, sees: 'all' },
    auditor: {
      heldBy: ['auditor'],
      reaches: { to: 'everywhere' },
      seesOnly: ['standing', 'ground', 'receivedOn', 'handlingUnit', 'decision', 'outcome'],
    },
    caseItself: { heldBy: { record: 'case' }, reaches: 'nothing', sees: 'all' },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
  },

  states: {
    toHear: { holds: ['asset', 'objector', 'ground', 'content', 'handlingUnit'], waitsFor: 'receiver' },
    heard: { holds: ['hearings', 'hearer'], waitsFor: 'decider' },
    decided: { holds: ['outcome', 'decision', 'findings', 'remedies', 'decider'], closed: true },
    complained: { holds: ['complaint', 'complainedOn'], waitsFor: 'decider' },
    complaintAnswered: { holds: ['outcome', 'complaintDecision', 'complaintAnswer'], closed: true },
    withdrawn: { holds: ['outcome', 'reasons'], final: true },
  },

  actions: {
    receive: {
      by: 'receiver',
      to: 'toHear',
      asks: [
        'asset',
        'measure',
        'title',
        'standing',
        'objector',
        'ground',
        'content',
        'attachments',
        'receivedOn',
      ],
      provided: ['receivedByNow', 'measureIsOnTheAsset', 'actorsUnitHasTheAsset'],
      sets: effects.received,
    },
    hear: {
      by: 'receiver',
      from: ['toHear', 'heard'],
      to: 'heard',
      adds: ['hearings'],
      provided: ['hearerTookNoPart', 'heardByNow'],
      sets: effects.heard,
    },
    decide: {
      by: 'decider',
      from: 'heard',
      to: 'decided',
      asks: ['decision', 'findings', 'legalGrounds'],
      provided: ['deciderTookNoPart'],
      sets: effects.decided,
      acts: effects.measureIsLifted,
    },
    withdraw: {
      by: 'receiver',
      from: ['toHear', 'heard'],
      to: 'withdrawn',
      asks: ['reasons'],
      sets: effects.withdrawn,
    },
    complain: {
      by: 'receiver',
      from: 'decided',
      to: 'complained',
      asks: ['complaint', 'complainedOn'],
      provided: ['complainedByNow', 'somethingWasRefused'],
    },
    answerComplaint: {
      by: 'decider',
      from: 'complained',
      to: 'complaintAnswered',
      asks: ['complaintDecision', 'complaintAnswer'],
      provided: ['actorDidNotDecideTheObjection'],
      sets: effects.complaintAnswered,
      acts: effects.measureIsLiftedOnComplaint,
    },
    noteHandlingUnit: { by: 'caseItself', from: open, asks: ['handlingUnit'] },
    noteNamed: { by: 'caseItself', from: [...open, ...answered, 'withdrawn'], adds: ['named'] },
    escalate: { by: 'clock', from: open, adds: ['supervisions'] },
  },

  rules,

  // Lengths and rungs: rulebook/asset/*.json, by day, each with its source.
  deadlines: {
    hear: { starts: 'receive', stops: ['hear', 'withdraw'], owedBy: 'receiver' },
    decide: { starts: 'receive', stops: ['decide', 'withdraw'], owedBy: ['receiver', 'decider'] },
    answerComplaint: { starts: 'complain', stops: 'answerComplaint', owedBy: 'decider' },
  },

  documents: {
    decision: {
      issuedOn: 'decide',
      layout: 'letter',
      series: 'objection',
      prints: ['title', 'objector', 'ground', 'decision', 'findings', 'legalGrounds', 'remedies'],
    },
    complaintAnswer: {
      issuedOn: 'answerComplaint',
      layout: 'letter',
      series: 'complaintAnswer',
      prints: ['title', 'objector', 'complaintDecision', 'complaintAnswer', 'remedies'],
    },
  },

  views: {
    toHear: {
      for: 'receiver',
      shows: ['toHear'],
      columns: ['title', 'standing', 'ground', 'hear', 'decide'],
    },
    toDecide: {
      for: 'decider',
      shows: ['heard', 'complained'],
      columns: ['title', 'standing', 'ground', 'decide', 'answerComplaint'],
    },
    ledger: {
      for: ['receiver', 'decider', 'auditor'],
      shows: [...open, ...answered, 'withdrawn'],
      columns: ['receivedOn', 'standing', 'ground', 'handlingUnit', 'outcome'],
    },
  },
})
