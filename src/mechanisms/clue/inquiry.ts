/**
 * Inquiry (线索问询): the search says that something is known of a number elsewhere, and nothing of it. Whoever has a reason asks the
 * clue centre or another unit through here: who asks, of which number, what for. The unit answers yes, no, or "contact us", in its
 * own words, and shows no more than it writes: nobody reaches a record by asking.
 *
 * Legal basis: README.md beside this file.
 */
import {
  choice,
  list,
  listed,
  group,
  named,
  optional,
  person,
  personal,
  ref,
  text,
  unit,
} from '#kernel/record/field.ts'
import { defineRecord } from '#kernel/record/declaration.ts'
import { isTied } from '#kernel/org/routing.ts'

export const inquiry = defineRecord({
  name: 'inquiry',
  version: 1,
  mechanism: 2,
  number: '吉问询〔{year}〕000000号',
  title: 'purpose',
  outcome: 'answer',
  excludes: ['named'],

  fields: {
    clue: optional(ref('clue')),
    /** What was searched for: an identity, telephone, plate, card or credit-code number. */
    identifier: personal(text({ max: 100 })),
    purpose: listed('clue.inquiryPurposes'),
    question: personal(text({ max: 2000 })),
    named: optional(list(named, { max: 200 })),
    asker: person,
    askingUnit: unit,
    to: unit,
    answer: choice('yes', 'no', 'contact', 'withdrawn'),
    answerWords: optional(personal(text({ max: 2000 }))),
    answeredBy: unit,
    reasons: text({ max: 2000 }),
    supervisions: list(group({ rung: text({ max: 60 }), text: text({ max: 2000 }) }), { max: 500 }),
  },

  roles: {
    asker: {
      heldBy: ['intakeClerk', 'assessor', 'officeHead', 'verifier', 'investigator', 'reviewer'],
      reaches: { person: 'asker' },
      sees: 'all',
    },
    askersHead: {
      heldBy: ['officeHead', 'investigationChief', 'organHead'],
      reaches: { unit: 'askingUnit', during: ['answered'] },
      seesOnly: ['purpose', 'asker', 'askingUnit', 'to', 'answer', 'answeredBy', 'supervisions'],
    },
    holder: {
      heldBy: ['intakeClerk', 'officeHead', 'liaison', 'investigationChief', 'organHead'],
      reaches: { unit: 'to' },
      sees: 'all',
    },
    auditor: {
      heldBy: ['auditor'],
      reaches: { to: 'everywhere' },
      seesOnly: ['purpose', 'askingUnit', 'to', 'answer'],
    },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
  },

  states: {
    asked: { holds: ['identifier', 'purpose', 'question', 'asker', 'askingUnit', 'to'], waitsFor: 'holder' },
    answered: { holds: ['answer', 'answeredBy'], waitsFor: 'asker' },
    closed: { holds: ['answer'], final: true },
    withdrawn: { holds: ['answer', 'reasons'], final: true },
  },

  actions: {
    ask: {
      by: 'asker',
      to: 'asked',
      asks: ['clue', 'identifier', 'purpose', 'question', 'named', 'to'],
      provided: ['anotherUnitIsAsked', 'unitIsNotTiedToTheNamed'],
      sets: ({ actor }) => (actor.kind === 'staff' ? { asker: actor.person, askingUnit: actor.unit } : {}),
    },
    answer: {
      by: 'holder',
      from: 'asked',
      to: 'answered',
      asks: ['answer', 'answerWords'],
      provided: ['answersAQuestionOfOthers', 'answerIsOneOfThree', 'whomToContactIsSaid'],
      sets: ({ actor }) => (actor.kind === 'staff' ? { answeredBy: actor.unit } : {}),
    },
    // Where whoever asked has left, their head takes note.
    takeNote: { by: ['asker', 'askersHead'], from: 'answered', to: 'closed' },
    withdraw: {
      by: 'asker',
      from: 'asked',
      to: 'withdrawn',
      asks: ['reasons'],
      sets: () => ({ answer: 'withdrawn' }),
    },
    escalate: { by: 'clock', from: ['asked', 'answered'], adds: ['supervisions'] },
  },

  rules: {
    anotherUnitIsAsked: ({ input, actor, org }) =>
      actor.kind === 'staff' &&
      input.to !== undefined &&
      input.to !== actor.unit &&
      org.findUnit(input.to) !== undefined,
    unitIsNotTiedToTheNamed: ({ input, org, on }) => !isTied(input.to, input.named, org, on),
    answersAQuestionOfOthers: ({ record, actor }) => actor.kind === 'staff' && actor.person !== record.asker,
    answerIsOneOfThree: ({ input }) => input.answer !== 'withdrawn',
    whomToContactIsSaid: ({ input }) => input.answer !== 'contact' || input.answerWords !== undefined,
  },

  // Lengths: rulebook/clue/inquiry.json.
  deadlines: {
    answer: { starts: 'ask', stops: ['answer', 'withdraw'], owedBy: 'holder' },
    takeNote: { starts: 'answer', stops: 'takeNote', owedBy: 'asker' },
  },
  documents: {},

  views: {
    toAnswer: { for: 'holder', shows: ['asked'], columns: ['purpose', 'askingUnit', 'answer'] },
    mine: {
      for: 'asker',
      shows: ['asked', 'answered', 'closed', 'withdrawn'],
      columns: ['purpose', 'answer'],
    },
  },
})
