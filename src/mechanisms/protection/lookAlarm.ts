/**
 * Look alarm (异常查阅预警): somebody looked at protected records in a way that has to be explained. The rules that raise it
 * are dated data (rulebook/protection); it accuses nobody, it asks for an answer. Whom it is about does not see it before it
 * is answered. Alarms about auditors are for the security administrator, all others for the auditors, so that nobody watches
 * themselves.
 */
import { defineRecord } from '#kernel/record/declaration.ts'
import {
  group,
  instantField,
  list,
  listed,
  optional,
  person,
  text,
  unit,
  whole,
  yesNo,
} from '#kernel/record/field.ts'

export const lookAlarm = defineRecord({
  name: 'lookAlarm',
  version: 1,
  mechanism: 1,
  number: '预警〔{year}〕00000号',
  title: 'alarm',
  outcome: 'answer',
  excludes: [],

  fields: {
    alarm: listed('protection.alarms'),
    looker: person,
    post: optional(text({ max: 60 })),
    unit: optional(unit),
    firstLook: instantField,
    lastLook: instantField,
    /** How many looks or records, as the rule counts. */
    counted: whole({ min: 1, max: 1_000_000 }),
    /** What the rule allows. */
    allowed: whole({ min: 0, max: 1_000_000 }),
    looked: list(group({ type: text({ max: 60 }), number: text({ max: 100 }) }), { max: 50 }),
    aboutAuditor: yesNo,
    aboutOthers: yesNo,
    seenBy: person,
    answer: text({ max: 2000 }),
    answeredBy: person,
    supervisions: list(group({ rung: text({ max: 60 }), text: text({ max: 2000 }) }), { max: 500 }),
  },

  roles: {
    watch: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
    auditor: {
      heldBy: ['auditor'],
      reaches: { to: 'everywhere', unless: 'aboutAuditor' },
      sees: 'all',
    },
    security: {
      heldBy: ['securityAdministrator'],
      reaches: { to: 'everywhere', unless: 'aboutOthers' },
      sees: 'all',
    },
    looker: {
      heldBy: 'staff',
      reaches: { person: 'looker', during: ['explained', 'passedOn'] },
      sees: 'all',
    },
  },

  states: {
    raised: { holds: ['alarm', 'looker', 'counted', 'allowed', 'looked'], waitsFor: ['auditor', 'security'] },
    seen: { holds: ['seenBy'], waitsFor: ['auditor', 'security'] },
    explained: { holds: ['answer', 'answeredBy'], closed: true, final: true },
    passedOn: { holds: ['answer', 'answeredBy'], closed: true, final: true },
  },

  actions: {
    raise: {
      by: 'watch',
      to: 'raised',
      asks: [
        'alarm',
        'looker',
        'post',
        'unit',
        'firstLook',
        'lastLook',
        'counted',
        'allowed',
        'looked',
        'aboutAuditor',
        'aboutOthers',
      ],
    },
    escalate: { by: 'watch', from: ['raised', 'seen'], adds: ['supervisions'] },
    markSeen: {
      by: ['auditor', 'security'],
      from: 'raised',
      to: 'seen',
      provided: ['actorIsNotTheLooker'],
      sets: ({ actor }) => (actor.kind === 'staff' ? { seenBy: actor.person } : {}),
    },
    explain: {
      by: ['auditor', 'security'],
      from: 'seen',
      to: 'explained',
      asks: ['answer'],
      provided: ['actorIsNotTheLooker'],
      sets: ({ actor }) => (actor.kind === 'staff' ? { answeredBy: actor.person } : {}),
    },
    passOn: {
      by: ['auditor', 'security'],
      from: 'seen',
      to: 'passedOn',
      asks: ['answer'],
      provided: ['actorIsNotTheLooker'],
      sets: ({ actor }) => (actor.kind === 'staff' ? { answeredBy: actor.person } : {}),
    },
  },

  rules: {
    actorIsNotTheLooker: ({ record, actor }) => actor.kind === 'staff' && actor.person !== record.looker,
  },

  // Lengths: rulebook/protection/terms.json.
  deadlines: {
    answer: { starts: 'raise', stops: ['explain', 'passOn'], owedBy: ['auditor', 'security'] },
  },
  documents: {},
  views: {
    alarms: {
      for: ['auditor', 'security'],
      shows: ['raised', 'seen', 'explained', 'passedOn'],
      columns: ['alarm', 'looker', 'counted', 'answer'],
    },
  },
})
