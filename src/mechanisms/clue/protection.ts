/**
 * Protection (举报人保护): somebody who reported, petitioned or complained was threatened or retaliated against, and says so
 * under their query code. It is a matter of its own, outside everybody whom the report names and outside the unit that handles
 * it: they do not learn that it exists. The clue centre receives it within hours, orders measures, and answers; another registry does
 * where somebody of the centre is meant.
 *
 * Legal basis: README.md beside this file.
 */
import {
  choice,
  date,
  file,
  group,
  list,
  listed,
  named,
  optional,
  person,
  personal,
  ref,
  text,
  unit,
} from '#kernel/record/field.ts'
import { defineRecord } from '#kernel/record/declaration.ts'
import { erased, erasureBlock, retentionHasEndedWhereTheGroundIsThat } from '#kernel/record/erasureBlock.ts'
import { matchUnits } from '#kernel/org/match.ts'
import { unitKey } from '#kernel/org/conflict.ts'
import { registryOf } from '#kernel/org/routing.ts'

export const protection = defineRecord({
  name: 'protection',
  version: 1,
  mechanism: 2,
  number: '吉护〔{year}〕000000号',
  title: 'reportNumber',
  outcome: 'result',
  excludes: ['named', 'stillNamed'],

  fields: {
    clue: optional(ref('clue')),
    petition: optional(ref('petition')),
    complaint: optional(ref('complaint')),
    reportNumber: text({ max: 100 }),
    receivedOn: date,
    kind: listed('protection.kinds'),
    stillInDanger: choice('yes', 'no', 'unknown'),
    text: personal(text({ max: 5000 })),
    attachments: optional(list(file, { max: 50 })),
    to: unit,
    named: optional(personal(list(named, { max: 200 }))),
    receiver: person,
    assessment: personal(text({ max: 2000 })),
    measures: list(group({ kind: listed('protection.measures'), what: personal(text({ max: 2000 })) }), {
      max: 100,
    }),
    result: choice('protected', 'passedOn', 'explained', 'nothingFound'),
    answerWords: text({ max: 2000 }),
    reasons: text({ max: 2000 }),
    /** Why a signature was taken back before the last had signed. */
    withdrawalReasons: text({ max: 2000 }),
    supervisions: list(group({ rung: text({ max: 60 }), text: text({ max: 2000 }) }), { max: 500 }),
    ...erasureBlock,
  },

  roles: {
    reporter: {
      heldBy: 'public',
      reaches: 'nothing',
      seesOnly: ['receivedOn', 'result', 'answerWords'],
    },
    intake: { heldBy: ['intakeClerk'], reaches: { unit: 'to' }, sees: 'all' },
    director: { heldBy: ['officeHead'], reaches: { unit: 'to' }, sees: 'all' },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
  },

  states: {
    toReceive: {
      holds: ['reportNumber', 'text', 'to'],
      waitsFor: ['intake', 'director'],
      publicly: 'received',
    },
    inHand: { holds: ['receiver', 'assessment'], waitsFor: 'director', publicly: 'beingVerified' },
    answered: { holds: ['result', 'answerWords'], closed: true, publicly: 'closed' },
    erased: {
      holds: ['result', 'erasureGround', 'erasedOn'],
      closed: true,
      final: true,
      publicly: 'closed',
    },
  },

  actions: {
    askForProtection: {
      by: 'reporter',
      to: 'toReceive',
      asks: [
        'clue',
        'petition',
        'complaint',
        'reportNumber',
        'receivedOn',
        'kind',
        'stillInDanger',
        'text',
        'attachments',
        'named',
      ],
      provided: ['itIsAboutOneReport'],
      sets: ({ input, org, rulebook, on }) => {
        const told = matchUnits(org, input.text ?? '', undefined).map(({ id }) => unitKey(id))
        const known = new Set((input.named ?? []).map(({ key }) => key))
        const all = [
          ...(input.named ?? []),
          ...told.filter((key) => !known.has(key)).map((key) => ({ key, how: 'matched' as const })),
        ].slice(0, 200)
        return {
          ...(all.length === 0 ? {} : { named: all }),
          to: registryOf('clue.registries', all, { org, rulebook, on }),
        }
      },
    },
    receive: {
      by: ['intake', 'director'],
      from: 'toReceive',
      to: 'inHand',
      asks: ['assessment'],
      sets: ({ actor }) => (actor.kind === 'staff' ? { receiver: actor.person } : {}),
    },
    name: {
      by: ['intake', 'director'],
      from: ['toReceive', 'inHand'],
      asks: ['reasons'],
      adds: ['named'],
      sets: ({ record, input, org, rulebook, on }) => ({
        to: registryOf('clue.registries', [...(record.named ?? []), ...(input.named ?? [])], {
          org,
          rulebook,
          on,
        }),
      }),
    },
    orderMeasure: { by: 'director', from: 'inHand', adds: ['measures'] },
    answer: {
      by: 'director',
      from: 'inHand',
      to: 'answered',
      asks: ['result', 'answerWords'],
      provided: ['actorIsNotTheReceiver', 'protectionHasAMeasure'],
    },
    takeUpAgain: { by: 'director', from: 'answered', to: 'inHand', asks: ['reasons'], clears: ['result'] },
    // What a threatened person told of themselves goes like the report it belongs to (PIPL art 47).
    erase: {
      by: ['intake', 'director'],
      from: 'answered',
      to: 'erased',
      asks: ['erasureGround', 'reasons'],
      signed: { persons: 2 },
      provided: ['retentionHasEndedWhereTheGroundIsThat'],
      sets: erased,
      erases: true,
    },
    withdrawSignature: {
      by: ['intake', 'director'],
      from: 'answered',
      asks: ['withdrawalReasons'],
      withdraws: 'erase',
    },
    escalate: { by: 'clock', from: ['toReceive', 'inHand'], adds: ['supervisions'] },
  },

  rules: {
    itIsAboutOneReport: ({ input }) =>
      [input.clue, input.petition, input.complaint].filter((id) => id !== undefined).length === 1,
    retentionHasEndedWhereTheGroundIsThat,
    actorIsNotTheReceiver: ({ record, actor }) => actor.kind === 'staff' && actor.person !== record.receiver,
    protectionHasAMeasure: ({ record, input }) =>
      input.result !== 'protected' || (record.measures ?? []).length > 0,
  },

  deadlines: {
    receive: { starts: 'askForProtection', stops: 'receive', owedBy: ['intake', 'director'] },
    answer: { starts: ['receive', 'takeUpAgain'], stops: 'answer', owedBy: 'director' },
  },

  documents: {
    answer: { issuedOn: 'answer', layout: 'letter', prints: ['result', 'answerWords'] },
  },

  views: {
    toProtect: {
      for: ['intake', 'director'],
      shows: ['toReceive', 'inHand'],
      columns: ['receivedOn', 'kind', 'stillInDanger', 'receive', 'answer'],
    },
    protected: {
      for: 'director',
      shows: ['answered'],
      columns: ['receivedOn', 'kind', 'result'],
    },
  },
})
