/**
 * Rule set (制度数据): one piece of the rulebook in one wording: a decision table, the length of a deadline, a
 * list, a holiday notice. It comes into force by the approval of somebody else than its proposer and from a
 * day that is not past; what was decided under the old wording stays decided.
 */
import { defineRecord } from '#kernel/record/declaration.ts'
import { date, file, group, json, list, optional, person, text, unit } from '#kernel/record/field.ts'
import { findRuleFlaw } from './ruleSet.flaws.ts'

/** Who may propose any change of the rulebook. */
const PROPOSERS = ['officeHead', 'assessor', 'systemAdministrator'] as const

export const ruleSet = defineRecord({
  name: 'ruleSet',
  version: 1,
  mechanism: 1,
  number: '制度〔{year}〕0000号',
  title: 'key',
  outcome: 'opinion',
  excludes: [],

  fields: {
    key: text({ max: 120 }),
    from: date,
    to: optional(date),
    source: text({ max: 2000 }),
    content: json({ max: 4_000_000 }),
    notice: optional(list(file, { max: 10 })),
    reasons: optional(text({ max: 2000 })),
    proposer: optional(person),
    keeper: optional(unit),
    opinion: text({ max: 2000 }),
    supervisions: list(group({ rung: text({ max: 60 }), text: text({ max: 2000 }) }), { max: 500 }),
  },

  roles: {
    installer: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
    director: { heldBy: ['officeHead'], reaches: { unit: 'keeper' }, sees: 'all' },
    proposer: {
      heldBy: PROPOSERS,
      reaches: { unit: 'keeper' },
      sees: 'all',
    },
    // Whoever writes the papers changes their texts, and nothing else of the rulebook.
    paperClerk: {
      heldBy: ['intakeClerk', 'caseClerk', 'archivist'],
      reaches: { unit: 'keeper' },
      sees: 'all',
    },
    reader: { heldBy: 'staff', reaches: { to: 'everywhere', during: ['inForce'] }, sees: 'all' },
  },

  states: {
    proposed: { holds: ['key', 'from', 'source', 'content'], waitsFor: 'director' },
    inForce: { holds: ['key', 'from', 'source', 'content'], closed: true, final: true },
    rejected: { holds: ['opinion'], closed: true, final: true },
  },

  actions: {
    install: {
      by: 'installer',
      to: 'inForce',
      asks: ['key', 'from', 'to', 'source', 'content'],
      provided: ['contentIsSound'],
    },
    propose: {
      by: ['proposer', 'paperClerk'],
      to: 'proposed',
      asks: ['key', 'from', 'to', 'source', 'content', 'notice', 'reasons'],
      provided: ['contentIsSound', 'fromIsNotPast', 'actorKeepsTheRegister', 'clerksChangePapersOnly'],
      sets: ({ actor }) => (actor.kind === 'staff' ? { proposer: actor.person, keeper: actor.unit } : {}),
    },
    approve: {
      awaitsCheckpoint: true,
      by: 'director',
      from: 'proposed',
      to: 'inForce',
      asks: ['opinion'],
      provided: ['actorIsNotTheProposer', 'itsDayIsNotPast'],
    },
    reject: { by: 'director', from: 'proposed', to: 'rejected', asks: ['opinion'] },
    escalate: { by: 'installer', from: 'proposed', adds: ['supervisions'] },
  },

  rules: {
    contentIsSound: ({ input, types }) => findRuleFlaw(input.key ?? '', input.content, types) === undefined,
    fromIsNotPast: ({ input, on }) => input.from !== undefined && input.from >= on,
    itsDayIsNotPast: ({ record, on }) => record.from !== undefined && record.from >= on,
    actorKeepsTheRegister: ({ actor, rulebook }) =>
      actor.kind === 'staff' && rulebook.list('clue.registries').some(({ code }) => code === actor.unit),
    clerksChangePapersOnly: ({ actor, input }) =>
      input.key?.endsWith('.paper') === true ||
      (actor.kind === 'staff' && PROPOSERS.some((post) => post === actor.post)),
    actorIsNotTheProposer: ({ record, actor }) => actor.kind === 'staff' && actor.person !== record.proposer,
  },

  deadlines: {
    approve: { starts: 'propose', stops: ['approve', 'reject'], owedBy: 'director' },
  },
  documents: {},
  views: {
    toApprove: { for: 'director', shows: ['proposed'], columns: ['key', 'from', 'approve'] },
    rulebook: { for: 'reader', shows: ['inForce'], columns: ['key', 'from', 'source'] },
  },
})
