/**
 * Enforcement of the property part of a judgment (财产刑执行): the court sends the judgment to whoever keeps the property, the
 * keeper answers, the court files, money comes in and goes out in the order of the law, and what remains is said.
 *
 * Legal basis of each rule and deadline: README.md beside this file.
 */
import { defineRecord } from '#kernel/record/declaration.ts'
import * as effects from './enforcement.effects.ts'
import { fields } from './enforcement.fields.ts'
import { rules } from './enforcement.rules.ts'

const open = ['toSend', 'sent', 'toFile', 'filed', 'remitting'] as const

export const enforcement = defineRecord({
  name: 'enforcement',
  version: 1,
  mechanism: 4,
  number: '吉财执〔{year}〕000000号',
  title: 'title',
  outcome: 'outcome',
  excludes: ['named'],

  fields,

  roles: {
    judge: { heldBy: ['judge'], reaches: { unit: 'court' }, sees: 'all' },
    enforcer: { heldBy: ['enforcementJudge'], reaches: { unit: 'court' }, sees: 'all' },
    president: { heldBy: ['organHead'], reaches: { unit: 'court' }, sees: 'all' },
    custodian: {
      heldBy: ['propertyCustodian'],
      reaches: { unit: 'custodianUnit', during: ['sent', 'toFile', 'filed', 'remitting', 'finished'] },
      seesAllBut: ['claims', 'awards', 'payments'],
    },
    institution: {
      heldBy: ['institutionClerk'],
      reaches: { unit: 'bank', during: ['remitting', 'filed', 'finished'] },
      seesOnly: ['judgmentNumber', 'court', 'bank', 'remittance', 'remittanceProof'],
    },
    procurator: {
      heldBy: ['procurator'],
      reaches: { area: 'court' },
      seesAllBut: ['claims', 'awards', 'payments'],
    },
    auditor: {
      heldBy: ['auditor'],
      reaches: { to: 'everywhere' },
      seesOnly: ['court', 'effectiveOn', 'collected', 'left', 'outcome'],
    },
    caseItself: { heldBy: { record: 'case' }, reaches: 'nothing', sees: 'all' },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
  },

  states: {
    toSend: { holds: ['case', 'judgmentNumber', 'effectiveOn', 'court', 'custodianUnit'], waitsFor: 'judge' },
    sent: { waitsFor: 'custodian' },
    toFile: { holds: ['receivedBy', 'receiptWords'], waitsFor: 'enforcer' },
    filed: { holds: ['fileNumber', 'enforcer', 'claims', 'collected'], waitsFor: 'enforcer' },
    remitting: { holds: ['bank', 'remittance'], waitsFor: 'institution' },
    finished: { holds: ['outcome', 'finishReasons'], final: true },
  },

  actions: {
    open: {
      by: 'judge',
      to: 'toSend',
      asks: ['case', 'title', 'judgmentNumber', 'effectiveOn', 'judgment', 'custodianUnit', 'assets'],
      provided: ['effectiveByNow', 'custodianUnitHasACustodian'],
      sets: effects.opened,
    },
    send: { by: 'judge', from: 'toSend', to: 'sent' },
    returnReceipt: {
      by: 'custodian',
      from: 'sent',
      to: 'toFile',
      asks: ['receiptWords'],
      sets: effects.received,
    },
    file: {
      by: 'enforcer',
      from: 'toFile',
      to: 'filed',
      asks: ['fileNumber', 'awards'],
      sets: effects.filed,
    },
    orderRemittance: {
      by: 'enforcer',
      from: 'filed',
      to: 'remitting',
      asks: ['bank', 'remittance'],
      provided: ['bankIsAnInstitution'],
    },
    proveRemittance: {
      by: ['institution', 'enforcer'],
      from: 'remitting',
      to: 'filed',
      asks: ['remittanceProof'],
    },
    distribute: {
      by: 'enforcer',
      from: 'filed',
      asks: ['received', 'receivedFrom'],
      provided: ['somethingIsOwed'],
      sets: effects.distributed,
    },
    extend: {
      by: 'president',
      from: ['filed', 'remitting'],
      asks: ['extensionTerm', 'extensionReasons'],
    },
    finish: {
      by: 'enforcer',
      from: 'filed',
      to: 'finished',
      asks: ['finishing', 'finishReasons'],
      provided: ['fullMeansThatNothingIsOwed'],
      sets: effects.finished,
    },
    noteNamed: { by: 'caseItself', from: [...open, 'finished'], adds: ['named'] },
    escalate: { by: 'clock', from: open, adds: ['supervisions'] },
  },

  rules,

  // Lengths and rungs: rulebook/asset/*.json, by day, each with its source.
  deadlines: {
    send: { starts: 'open', stops: 'send', owedBy: 'judge' },
    returnReceipt: { starts: 'send', stops: 'returnReceipt', owedBy: 'custodian' },
    file: { starts: 'returnReceipt', stops: 'file', owedBy: 'enforcer' },
    finish: {
      starts: 'file',
      stops: 'finish',
      extended: { by: 'extend', term: 'extensionTerm' },
      owedBy: 'enforcer',
    },
    remit: { starts: 'orderRemittance', stops: 'proveRemittance', owedBy: ['institution', 'enforcer'] },
  },

  documents: {
    judgmentNotice: {
      issuedOn: 'send',
      layout: 'letter',
      series: 'judgmentNotice',
      to: 'custodianUnit',
      prints: ['custodianUnit', 'title', 'judgmentNumber', 'effectiveOn'],
    },
    remittanceOrder: {
      issuedOn: 'orderRemittance',
      layout: 'letter',
      series: 'remittance',
      to: 'bank',
      prints: ['bank', 'judgmentNumber', 'remittance'],
    },
    paymentTable: {
      issuedOn: 'distribute',
      layout: 'form',
      prints: ['title', 'judgmentNumber', 'received', 'receivedFrom', 'payments', 'claims', 'left'],
    },
  },

  views: {
    toSend: { for: 'judge', shows: ['toSend'], columns: ['title', 'judgmentNumber', 'send'] },
    toAnswer: { for: 'custodian', shows: ['sent'], columns: ['title', 'judgmentNumber', 'returnReceipt'] },
    toEnforce: {
      for: 'enforcer',
      shows: ['toFile', 'filed', 'remitting'],
      columns: ['title', 'judgmentNumber', 'collected', 'file', 'finish', 'remit'],
    },
    toRemit: { for: 'institution', shows: ['remitting'], columns: ['judgmentNumber', 'remittance', 'remit'] },
    ledger: {
      for: ['judge', 'enforcer', 'president', 'custodian', 'procurator', 'auditor'],
      shows: [...open, 'finished'],
      columns: ['court', 'effectiveOn', 'collected', 'left', 'finish', 'outcome'],
    },
  },
})
