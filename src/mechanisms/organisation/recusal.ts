/**
 * Recusal (回避申请): somebody says that an official who handles a matter must leave it, the official themselves first of all. It
 * is decided within days by the head of their organ; about the head, by the procuratorate or the unit above. Until then they go
 * on working. Whoever is recused loses the matter at once and leaves its team; their colleagues keep it. Who asked in vain may have
 * it reviewed once.
 *
 * Legal basis of each rule and deadline: README.md beside this file.
 */
import { isAskedInTimeByNow } from '#kernel/deadlines/requestPeriod.ts'
import { defineRecord, type Deed, type Situation, type ValuesOf } from '#kernel/record/declaration.ts'
import {
  choice,
  date,
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
import { present } from '#kernel/present.ts'
import { HEADS } from './heads.ts'
import { deciderOf } from './recusal.decider.ts'

const reasons = text({ max: 2000 })

const fields = {
  clue: optional(ref('clue')),
  complaint: optional(ref('complaint')),
  matterNumber: text({ max: 100 }),
  whose: person,
  whoAsks: choice('self', 'party', 'superior'),
  grounds: listed('recusal.grounds'),
  facts: personal(text({ max: 5000 })),
  named: optional(personal(list(named, { min: 0, max: 200 }))),
  asker: person,
  askingUnit: unit,
  decider: unit,
  extensionTerm: listed('recusal.extensions'),
  decision: choice('recused', 'stays', 'takenBack'),
  opinion: reasons,
  decidedBy: person,
  toldOn: date,
  requestedOn: date,
  requestReasons: reasons,
  reasons,
  supervisions: list(group({ rung: text({ max: 60 }), text: text({ max: 2000 }) }), { max: 500 }),
}
type RecusalSituation = Situation<ValuesOf<typeof fields>>

const decided = ({ actor }: RecusalSituation, decision: 'recused' | 'stays') =>
  actor.kind === 'staff' ? { decision, decidedBy: actor.person } : { decision }

/** The matter loses its official in the same instant. */
const matterIsTold = ({ record }: RecusalSituation): readonly Deed[] =>
  (['clue', 'complaint'] as const).flatMap((type) => {
    const id = record[type]
    return id === undefined || record.whose === undefined
      ? []
      : [{ type, id, action: 'noteRecusal', input: { recused: [record.whose] } }]
  })

const itself = <Type extends string>(type: Type) =>
  ({ heldBy: { record: type }, reaches: 'nothing', sees: 'all' }) as const

export const recusal = defineRecord({
  name: 'recusal',
  version: 1,
  mechanism: 2,
  number: '吉回避〔{year}〕000000号',
  title: 'matterNumber',
  outcome: 'decision',
  excludes: ['named'],
  tells: ['whose'],

  fields,

  roles: {
    clueItself: itself('clue'),
    complaintItself: itself('complaint'),
    asker: { heldBy: 'staff', reaches: { person: 'asker' }, sees: 'all' },
    concerned: {
      heldBy: 'staff',
      reaches: { person: 'whose' },
      seesOnly: ['clue', 'complaint', 'matterNumber', 'whose', 'grounds', 'decider', 'decision', 'opinion'],
    },
    head: { heldBy: HEADS, reaches: { unit: 'decider' }, sees: 'all' },
    auditor: {
      heldBy: ['auditor'],
      reaches: { to: 'everywhere' },
      seesOnly: ['whoAsks', 'grounds', 'askingUnit', 'decider', 'decision'],
    },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
  },

  states: {
    asked: { holds: ['matterNumber', 'whose', 'grounds', 'facts', 'decider'], waitsFor: 'head' },
    recused: { holds: ['decision', 'opinion'], final: true },
    stays: { holds: ['decision', 'opinion', 'toldOn'], closed: true },
    reviewing: { holds: ['requestedOn', 'requestReasons'], waitsFor: 'head' },
    upheld: { holds: ['decision', 'opinion'], final: true },
    takenBack: { holds: ['decision', 'reasons'], final: true },
  },

  actions: {
    ask: {
      by: ['clueItself', 'complaintItself'],
      to: 'asked',
      asks: [
        'clue',
        'complaint',
        'matterNumber',
        'whose',
        'whoAsks',
        'grounds',
        'facts',
        'named',
        'asker',
        'askingUnit',
      ],
      provided: ['somebodyMayDecide'],
      sets: (situation) =>
        present({ decider: deciderOf(situation.input.whose, situation.input.named, situation) }),
    },
    // What is complex takes longer, and the head says why (Procedures art 36).
    extend: {
      by: 'head',
      from: 'asked',
      asks: ['extensionTerm', 'reasons'],
      provided: ['actorIsNotConcerned', 'isExtendedOnce'],
    },
    grant: {
      awaitsCheckpoint: true,
      by: 'head',
      from: ['asked', 'reviewing'],
      to: 'recused',
      asks: ['opinion'],
      provided: ['actorIsNotConcerned'],
      acts: matterIsTold,
      sets: (situation) => decided(situation, 'recused'),
    },
    refuse: {
      awaitsCheckpoint: true,
      by: 'head',
      from: 'asked',
      to: 'stays',
      asks: ['opinion', 'toldOn'],
      provided: ['actorIsNotConcerned', 'nobodyAsksForThemselvesInVain', 'toldByNow'],
      sets: (situation) => decided(situation, 'stays'),
    },
    takeBack: {
      by: 'asker',
      from: 'asked',
      to: 'takenBack',
      asks: ['reasons'],
      sets: () => ({ decision: 'takenBack' }),
    },
    requestReview: {
      by: 'asker',
      from: 'stays',
      to: 'reviewing',
      asks: ['requestedOn', 'requestReasons'],
      provided: ['requestIsInTime'],
    },
    uphold: {
      awaitsCheckpoint: true,
      by: 'head',
      from: 'reviewing',
      to: 'upheld',
      asks: ['opinion'],
      provided: ['actorIsNotConcerned'],
      sets: (situation) => decided(situation, 'stays'),
    },
    escalate: { by: 'clock', from: ['asked', 'reviewing'], adds: ['supervisions'] },
  },

  rules: {
    somebodyMayDecide: (situation) =>
      deciderOf(situation.input.whose, situation.input.named, situation) !== undefined,
    actorIsNotConcerned: ({ record, actor }) => actor.kind === 'staff' && actor.person !== record.whose,
    isExtendedOnce: ({ entries }) => !entries.some(({ action }) => action === 'extend'),
    // Who says of themselves that they cannot be impartial does not have to stay.
    nobodyAsksForThemselvesInVain: ({ record }) => record.whoAsks !== 'self',
    toldByNow: ({ input, on }) => input.toldOn !== undefined && input.toldOn <= on,
    requestIsInTime: ({ input, on, requestPeriod }) =>
      isAskedInTimeByNow(requestPeriod('requestReview'), input.requestedOn, on),
  },

  // Lengths: rulebook/organisation/recusal.json.
  deadlines: {
    decide: {
      starts: 'ask',
      stops: ['grant', 'refuse', 'takeBack'],
      extended: { by: 'extend', term: 'extensionTerm' },
      owedBy: 'head',
    },
    review: { starts: 'requestReview', stops: ['grant', 'uphold'], owedBy: 'head' },
  },

  requestPeriods: { requestReview: { since: { day: 'toldOn' }, asked: 'requestReview' } },

  documents: {
    decisionLetter: {
      issuedOn: ['grant', 'refuse'],
      layout: 'letter',
      series: 'recusal',
      to: 'askingUnit',
      prints: ['matterNumber', 'whose', 'whoAsks', 'grounds', 'decision', 'opinion'],
    },
    reviewLetter: {
      issuedOn: ['uphold'],
      layout: 'letter',
      series: 'recusal',
      to: 'askingUnit',
      prints: ['matterNumber', 'whose', 'decision', 'opinion'],
    },
  },

  views: {
    toDecide: {
      for: 'head',
      shows: ['asked', 'reviewing'],
      columns: ['matterNumber', 'whose', 'whoAsks', 'grounds', 'decide'],
    },
    mine: {
      for: ['asker', 'concerned'],
      shows: ['asked', 'reviewing', 'recused', 'stays', 'upheld', 'takenBack'],
      columns: ['matterNumber', 'whose', 'decision'],
    },
    decided: {
      for: ['head', 'auditor'],
      shows: ['recused', 'stays', 'upheld', 'takenBack'],
      columns: ['matterNumber', 'whose', 'grounds', 'decision'],
    },
  },
})
