/**
 * Tie (回避关系申报): kinship or an interest that an official declares, or that is found. From that day on they
 * are kept out of every matter that names the other (CPL arts 29–32, Supervision Law art 67).
 */
import { tieKinds } from '#kernel/org/tie.ts'
import { defineRecord } from '#kernel/record/declaration.ts'
import { choice, date, optional, ref, text, unit } from '#kernel/record/field.ts'

export const tie = defineRecord({
  name: 'tie',
  version: 1,
  mechanism: 1,
  number: '申报〔{year}〕00000号',
  title: 'kind',
  outcome: 'reasons',
  excludes: [],

  fields: {
    person: ref('person'),
    otherPerson: optional(ref('person')),
    otherUnit: optional(unit),
    otherName: optional(text({ max: 50 })),
    kind: choice(...tieKinds),
    from: date,
    to: optional(date),
    reasons: text({ max: 500 }),
  },

  roles: {
    installer: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
    declarer: { heldBy: 'staff', reaches: { person: 'person' }, sees: 'all' },
    security: { heldBy: ['securityAdministrator'], reaches: { to: 'everywhere' }, sees: 'all' },
  },

  states: {
    declared: { holds: ['person', 'kind', 'from'] },
    ended: { holds: ['reasons', 'to'], closed: true, final: true },
  },

  actions: {
    declare: {
      by: ['installer', 'declarer', 'security'],
      to: 'declared',
      asks: ['person', 'otherPerson', 'otherUnit', 'otherName', 'kind', 'from'],
      provided: ['oneOtherIsNamed', 'aboutThemselvesOrBySecurity'],
    },
    // A tie is taken back by somebody else than the one it keeps out.
    end: {
      awaitsCheckpoint: true,
      by: 'security',
      from: 'declared',
      to: 'ended',
      asks: ['to', 'reasons'],
      provided: ['actorIsNotTied'],
    },
  },

  rules: {
    oneOtherIsNamed: ({ input }) =>
      [input.otherPerson, input.otherUnit, input.otherName].filter((other) => other !== undefined).length ===
      1,
    aboutThemselvesOrBySecurity: ({ input, actor }) =>
      actor.kind !== 'staff' ||
      actor.post === 'securityAdministrator' ||
      String(actor.person) === String(input.person),
    actorIsNotTied: ({ record, actor }) =>
      actor.kind === 'staff' &&
      ![record.person, record.otherPerson].map(String).includes(String(actor.person)),
  },

  deadlines: {},
  documents: {},
  views: {
    ties: { for: ['declarer', 'security'], shows: ['declared', 'ended'], columns: ['kind', 'from', 'to'] },
  },
})
