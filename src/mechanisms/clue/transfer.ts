/**
 * Transfer (移送件): a part of a clue that belongs to another organ: what concerns an umbrella goes to
 * discipline inspection, disorder in a trade to its regulator, a petition to the petition channel. It
 * carries the part's text only, never the reporter. The clue is not archived before it is answered.
 */
import {
  choice,
  date,
  group,
  list,
  named,
  optional,
  personal,
  ref,
  text,
  unit,
} from '#kernel/record/field.ts'
import { defineRecord } from '#kernel/record/declaration.ts'
import { takenBy } from './transfer.receivers.ts'

export const transfer = defineRecord({
  name: 'transfer',
  version: 1,
  mechanism: 2,
  number: '吉移送〔{year}〕000000号',
  title: 'clueNumber',
  outcome: 'result',
  excludes: ['named'],
  graph: { fields: { clue: 'record', to: 'unit' } },

  fields: {
    clue: ref('clue'),
    clueNumber: text({ max: 100 }),
    kind: choice('umbrella', 'industry', 'petition'),
    text: personal(text({ max: 5000 })),
    to: unit,
    from: optional(unit),
    named: optional(list(named, { max: 200 })),
    registeredAs: text({ max: 200 }),
    reasons: text({ max: 2000 }),
    result: choice('filed', 'sanctioned', 'rectified', 'explained', 'nothingFound', 'withdrawn'),
    answer: text({ max: 5000 }),
    decidedOn: date,
    supervisions: list(group({ rung: text({ max: 60 }), text: text({ max: 2000 }) }), { max: 500 }),
  },

  roles: {
    clueItself: { heldBy: { record: 'clue' }, reaches: 'nothing', sees: 'all' },
    director: { heldBy: ['officeHead'], reaches: { area: 'to' }, sees: 'all' },
    receiver: {
      heldBy: ['disciplineIntake', 'regulatorIntake', 'petitionIntake'],
      reaches: { unit: 'to' },
      sees: 'all',
    },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
  },

  states: {
    sent: { holds: ['clue', 'kind', 'text', 'to'], waitsFor: 'receiver' },
    returned: { holds: ['reasons'], waitsFor: 'director' },
    registered: { holds: ['registeredAs'], waitsFor: 'receiver' },
    answered: { holds: ['result', 'answer'], final: true },
    withdrawn: { holds: ['result', 'reasons'], final: true },
  },

  actions: {
    send: {
      by: 'clueItself',
      to: 'sent',
      asks: ['clue', 'clueNumber', 'kind', 'text', 'to', 'from', 'named'],
    },
    register: { by: 'receiver', from: 'sent', to: 'registered', asks: ['registeredAs'] },
    returnIt: { by: 'receiver', from: 'sent', to: 'returned', asks: ['reasons'] },
    sendElsewhere: {
      by: 'director',
      from: 'returned',
      to: 'sent',
      asks: ['to', 'reasons'],
      provided: ['receiverIsNotTiedToTheNamed', 'receiverTakesSuchParts'],
    },
    escalate: { by: 'clock', from: ['sent', 'returned', 'registered'], adds: ['supervisions'] },
    withdraw: {
      by: 'director',
      from: 'returned',
      to: 'withdrawn',
      asks: ['reasons'],
      sets: () => ({ result: 'withdrawn' }),
    },
    answer: {
      by: 'receiver',
      from: 'registered',
      to: 'answered',
      asks: ['result', 'answer', 'decidedOn'],
      provided: ['decidedByNow'],
    },
  },

  rules: {
    receiverIsNotTiedToTheNamed: ({ record, input, org, on }) =>
      input.to !== undefined &&
      org.findUnit(input.to) !== undefined &&
      org.findUnitConflict(
        input.to,
        (record.named ?? []).map(({ key }) => key),
        on,
      ) === undefined,
    receiverTakesSuchParts: ({ record, input, org }) =>
      org
        .findUnit(input.to ?? '')
        ?.posts.some(({ post }) => record.kind !== undefined && post === takenBy[record.kind]) === true,
    decidedByNow: ({ input, on }) => input.decidedOn !== undefined && input.decidedOn <= on,
  },

  deadlines: {
    register: { starts: ['send', 'sendElsewhere'], stops: ['register', 'returnIt'], owedBy: 'receiver' },
    answer: { starts: 'register', stops: 'answer', owedBy: 'receiver' },
    decideReturn: { starts: 'returnIt', stops: ['sendElsewhere', 'withdraw'], owedBy: 'director' },
  },

  documents: {
    transferLetter: {
      issuedOn: ['send', 'sendElsewhere'],
      layout: 'letter',
      series: 'transfer',
      to: 'to',
      prints: ['clueNumber', 'kind', 'text', 'to'],
    },
    answer: {
      issuedOn: 'answer',
      layout: 'letter',
      series: 'answer',
      to: 'from',
      prints: ['clueNumber', 'result', 'answer', 'decidedOn'],
    },
  },

  views: {
    toAnswer: {
      for: 'receiver',
      shows: ['sent', 'registered'],
      columns: ['clueNumber', 'kind', 'register', 'answer'],
    },
    sentOut: {
      for: 'director',
      shows: ['sent', 'returned', 'registered', 'answered', 'withdrawn'],
      columns: ['clueNumber', 'kind', 'to', 'result'],
    },
  },
})
