/**
 * Umbrella clue (保护伞线索): in a case, somebody found an official who may shield a gang; or discipline inspection, looking
 * into an official, found a gang. It goes to the other side and its outcome comes back.
 *
 * The finder writes it down, with the two statements and the three lists; the head of the finding organ sends it; the other
 * side registers it or returns it, and a return may be disputed one level up. What discipline inspection does with it is a
 * record of its own (disposition.ts): here only its outcome category arrives. The office sees that it was sent, received
 * and answered, and nothing else.
 *
 * Legal basis of each rule and deadline: README.md beside this file.
 */
import { defineRecord } from '#kernel/record/declaration.ts'
import * as effects from './umbrella.effects.ts'
import { fields } from './umbrella.fields.ts'
import { rules } from './umbrella.rules.ts'

/** What the office keeps: a list of what went where, and what became of it. */
const asAList = [
  'direction',
  'caseNumber',
  'from',
  'to',
  'sentOn',
  'receivedOn',
  'outcome',
  'outcomeOn',
] as const

export const umbrella = defineRecord({
  name: 'umbrella',
  version: 1,
  mechanism: 4,
  number: '吉伞〔{year}〕000000号',
  title: 'caseNumber',
  outcome: 'outcome',
  excludes: ['named'],
  graph: {
    since: ['foundOn'],
    fields: {
      case: 'record',
      officials: { each: 'person', name: 'name', companies: ['unitName'] },
      members: { each: 'person', name: 'name', tellsApart: 'relation' },
      named: 'named',
      from: 'unit',
      to: 'unit',
    },
  },
  tells: ['direction', 'outcome'],

  fields,

  roles: {
    finder: {
      heldBy: ['investigator', 'procurator', 'judge', 'disciplineInvestigator'],
      reaches: { person: 'finder' },
      sees: 'all',
    },
    // The head of the finding organ, and those above: where the head is accused, one above sends it.
    sendingHead: {
      heldBy: ['organHead', 'deputyHead', 'complaintHead'],
      reaches: { unitInLine: 'from' },
      sees: 'all',
    },
    intake: {
      heldBy: ['disciplineIntake'],
      reaches: { unit: 'to', during: ['sent', 'received', 'answered'] },
      sees: 'all',
    },
    policeReceiver: {
      heldBy: ['investigator', 'organHead', 'deputyHead'],
      reaches: { unit: 'to', during: ['sent', 'received', 'answered'] },
      sees: 'all',
    },
    examiner: {
      heldBy: ['disciplineInvestigator', 'organHead', 'complaintHead'],
      reaches: { unit: 'to', during: ['received', 'answered'] },
      sees: 'all',
    },
    arbiter: {
      heldBy: ['organHead', 'complaintHead'],
      reaches: { unitInLine: 'to', during: ['disputed'] },
      sees: 'all',
    },
    office: {
      heldBy: ['officeHead', 'supervisor', 'caseClerk'],
      reaches: [{ area: 'to' }, { area: 'from' }],
      seesOnly: asAList,
    },
    auditor: { heldBy: ['auditor'], reaches: { to: 'everywhere' }, seesOnly: asAList },
    dispositionItself: { heldBy: { record: 'disposition' }, reaches: 'nothing', sees: 'all' },
    caseItself: { heldBy: { record: 'case' }, reaches: 'nothing', sees: 'all' },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
  },

  states: {
    preparing: { holds: ['direction', 'from', 'finder', 'facts', 'kind'], waitsFor: 'finder' },
    toSend: { holds: ['evidence'], waitsFor: 'sendingHead' },
    sent: { holds: ['to', 'sender', 'sentOn'], waitsFor: ['intake', 'policeReceiver'] },
    returned: { holds: ['returnReasons'], waitsFor: ['finder', 'sendingHead'] },
    disputed: { holds: ['returnReasons', 'disputeReasons'], waitsFor: 'arbiter' },
    received: { holds: ['registeredAs', 'receiver', 'receivedOn'] },
    answered: { holds: ['outcome', 'outcomeOn'], closed: true },
    notSent: { holds: ['outcome', 'reasons'], closed: true },
  },

  actions: {
    record: {
      by: 'finder',
      to: 'preparing',
      asks: ['case', 'caseNumber', 'foundOn', 'stage', 'officials', 'kind', 'facts'],
      provided: ['foundByNow', 'aCaseIsNamed', 'anOfficialIsNamed'],
      sets: effects.found,
    },
    writeStatements: {
      by: ['finder', 'sendingHead'],
      from: ['preparing', 'returned'],
      asks: ['growth', 'network'],
    },
    writeLists: {
      by: ['finder', 'sendingHead'],
      from: ['preparing', 'returned'],
      asks: ['crimes', 'members', 'trades'],
    },
    listEvidence: { by: ['finder', 'sendingHead'], from: ['preparing', 'returned'], adds: ['evidence'] },
    name: {
      by: ['finder', 'sendingHead', 'intake', 'policeReceiver', 'examiner', 'arbiter'],
      from: ['preparing', 'toSend', 'sent', 'returned', 'disputed', 'received', 'answered'],
      asks: ['reasons'],
      adds: ['named'],
      provided: ['newNamesAreNotKnown'],
      acts: effects.namedThereToo,
    },
    noteNamed: {
      by: 'caseItself',
      from: ['preparing', 'toSend', 'sent', 'returned', 'disputed', 'received', 'answered', 'notSent'],
      adds: ['named'],
      acts: effects.namedThereToo,
    },
    submit: {
      by: ['finder', 'sendingHead'],
      from: ['preparing', 'returned'],
      to: 'toSend',
      needs: ['evidence'],
      provided: ['twoStatementsAreThere', 'threeListsAreThere'],
    },
    send: {
      by: 'sendingHead',
      from: 'toSend',
      to: 'sent',
      asks: ['to'],
      provided: [
        'actorIsNotTheFinder',
        'twoStatementsAreThere',
        'threeListsAreThere',
        'receiverIsOfTheOtherSide',
        'receiverIsHighEnough',
        'receiverIsNotTiedToTheNamed',
      ],
      sets: effects.sent,
    },
    sendBack: { by: 'sendingHead', from: 'toSend', to: 'preparing', asks: ['reasons'] },
    // Nothing that was written down about an official is dropped by the one who wrote it, nor without a reason.
    drop: {
      by: 'sendingHead',
      from: ['toSend', 'returned'],
      to: 'notSent',
      asks: ['reasons'],
      provided: ['actorIsNotTheFinder'],
      sets: ({ on }) => ({ outcome: 'notSent', outcomeOn: on }),
    },
    receive: {
      by: ['intake', 'policeReceiver'],
      from: 'sent',
      to: 'received',
      asks: ['registeredAs'],
      sets: effects.received,
      opens: effects.asDisposition,
    },
    returnIt: { by: ['intake', 'policeReceiver'], from: 'sent', to: 'returned', asks: ['returnReasons'] },
    dispute: {
      by: 'sendingHead',
      from: 'returned',
      to: 'disputed',
      asks: ['disputeReasons'],
      provided: ['returnWasNotUpheld'],
    },
    upholdReturn: {
      by: 'arbiter',
      from: 'disputed',
      to: 'returned',
      asks: ['reasons'],
      provided: ['actorIsAboveTheReceiver'],
    },
    rejectReturn: {
      by: 'arbiter',
      from: 'disputed',
      to: 'sent',
      asks: ['reasons'],
      provided: ['actorIsAboveTheReceiver'],
    },
    addMaterial: {
      by: ['finder', 'sendingHead'],
      from: ['sent', 'received', 'answered'],
      adds: ['additions'],
    },
    // What discipline inspection tells: the category and its day, from its own file.
    noteOutcome: {
      by: 'dispositionItself',
      from: ['received', 'answered'],
      to: 'answered',
      asks: ['outcome', 'outcomeOn'],
      provided: ['outcomeIsOfThisDirection', 'outcomeIsOfNow'],
    },
    feedBack: {
      by: 'policeReceiver',
      from: ['received', 'answered'],
      to: 'answered',
      asks: ['outcome', 'outcomeOn'],
      provided: ['policeAnswerThemselves', 'outcomeIsOfThisDirection', 'outcomeIsOfNow'],
    },
    escalate: {
      by: 'clock',
      from: ['preparing', 'toSend', 'sent', 'returned', 'disputed', 'received'],
      adds: ['supervisions'],
    },
  },

  rules,

  // Lengths by direction: rulebook/umbrella/terms.json.
  deadlines: {
    send: { starts: 'record', stops: ['send', 'drop'], owedBy: ['finder', 'sendingHead'] },
    receive: {
      starts: ['send', 'rejectReturn'],
      stops: ['receive', 'returnIt'],
      owedBy: ['intake', 'policeReceiver'],
    },
    complete: {
      starts: ['returnIt', 'upholdReturn'],
      stops: ['submit', 'drop', 'dispute'],
      owedBy: ['finder', 'sendingHead'],
    },
    sendAgain: {
      starts: 'submit',
      stops: ['send', 'drop', 'sendBack'],
      owedBy: 'sendingHead',
    },
    arbitrate: { starts: 'dispute', stops: ['upholdReturn', 'rejectReturn'], owedBy: 'arbiter' },
    feedBack: {
      starts: 'receive',
      stops: ['noteOutcome', 'feedBack'],
      owedBy: ['intake', 'policeReceiver', 'examiner'],
    },
  },

  documents: {
    transferLetter: {
      issuedOn: 'send',
      layout: 'letter',
      series: 'transfer',
      to: 'to',
      prints: [
        'caseNumber',
        'stage',
        'kind',
        'officials',
        'facts',
        'growth',
        'network',
        'crimes',
        'members',
        'trades',
        'evidence',
      ],
    },
    register: {
      issuedOn: ['send', 'receive'],
      layout: 'form',
      prints: [
        'direction',
        'caseNumber',
        'from',
        'to',
        'sender',
        'sentOn',
        'registeredAs',
        'receiver',
        'receivedOn',
      ],
    },
    receipt: {
      issuedOn: 'receive',
      layout: 'letter',
      series: 'receipt',
      to: 'from',
      prints: ['caseNumber', 'from', 'to', 'registeredAs', 'receivedOn'],
    },
    returnLetter: {
      issuedOn: 'returnIt',
      layout: 'letter',
      series: 'return',
      to: 'from',
      prints: ['caseNumber', 'from', 'returnReasons'],
    },
    feedbackLetter: {
      issuedOn: ['noteOutcome', 'feedBack'],
      layout: 'letter',
      series: 'answer',
      to: 'from',
      prints: ['caseNumber', 'from', 'registeredAs', 'outcome', 'outcomeOn'],
    },
  },

  views: {
    toWrite: {
      for: 'finder',
      shows: ['preparing', 'returned'],
      columns: ['caseNumber', 'kind', 'foundOn', 'send'],
    },
    toSend: {
      for: 'sendingHead',
      shows: ['toSend', 'returned'],
      columns: ['caseNumber', 'kind', 'from', 'send'],
    },
    sentOut: {
      for: ['finder', 'sendingHead'],
      shows: ['sent', 'disputed', 'received', 'answered', 'notSent'],
      columns: ['caseNumber', 'to', 'sentOn', 'receivedOn', 'outcome'],
    },
    toReceive: {
      for: ['intake', 'policeReceiver'],
      shows: ['sent', 'received'],
      columns: ['caseNumber', 'from', 'sentOn', 'receive', 'feedBack'],
    },
    toArbitrate: { for: 'arbiter', shows: ['disputed'], columns: ['caseNumber', 'from', 'to', 'arbitrate'] },
    toExamine: {
      for: 'examiner',
      shows: ['received', 'answered'],
      columns: ['caseNumber', 'from', 'receivedOn', 'outcome'],
    },
    list: {
      for: ['office', 'auditor'],
      shows: ['preparing', 'toSend', 'sent', 'returned', 'disputed', 'received', 'answered', 'notSent'],
      columns: ['direction', 'caseNumber', 'from', 'to', 'sentOn', 'receivedOn', 'outcome'],
    },
  },
})
