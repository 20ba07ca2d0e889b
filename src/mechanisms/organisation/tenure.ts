/**
 * Tenure (任职): a person holds a post in a unit, from a day to a day. Roles come from tenures and from nothing
 * else; deputies and delegates hold tenures, too. A tenure ends when its open matters are handed over.
 */
import { defineRecord } from '#kernel/record/declaration.ts'
import { choice, date, listed, optional, ref, text, unit, list } from '#kernel/record/field.ts'

export const tenure = defineRecord({
  name: 'tenure',
  version: 1,
  mechanism: 1,
  number: '任职〔{year}〕00000号',
  title: 'post',
  outcome: 'endReasons',
  excludes: [],

  fields: {
    person: ref('person'),
    post: text({ max: 60 }),
    unit,
    kind: choice('appointed', 'deputy', 'delegated'),
    standsInFor: optional(ref('tenure')),
    onlyTypes: optional(list(text({ max: 40 }), { max: 50 })),
    from: date,
    to: optional(date),
    document: optional(text({ max: 200 })),
    endReasons: listed('organisation.endReasons'),
  },

  roles: {
    installer: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
    administrator: { heldBy: ['systemAdministrator'], reaches: { to: 'everywhere' }, sees: 'all' },
    holder: { heldBy: 'staff', reaches: { person: 'person' }, sees: 'all' },
    colleague: { heldBy: 'staff', reaches: { to: 'everywhere' }, sees: 'all' },
  },

  states: {
    held: { holds: ['person', 'post', 'unit', 'kind', 'from'] },
    ended: { holds: ['endReasons', 'to'], closed: true, final: true },
  },

  actions: {
    appoint: {
      awaitsCheckpoint: true,
      by: ['installer', 'administrator'],
      to: 'held',
      asks: ['person', 'post', 'unit', 'kind', 'standsInFor', 'onlyTypes', 'from', 'to', 'document'],
      provided: ['unitHasThisPost', 'standInNamesWhom', 'fromIsNotAfterTo'],
    },
    delegate: {
      awaitsCheckpoint: true,
      by: 'holder',
      to: 'held',
      asks: ['person', 'post', 'unit', 'kind', 'standsInFor', 'onlyTypes', 'from', 'to'],
      provided: ['actorDelegatesTheirOwnPost', 'fromIsNotAfterTo'],
    },
    end: {
      awaitsCheckpoint: true,
      by: ['administrator', 'installer'],
      from: 'held',
      to: 'ended',
      asks: ['to', 'endReasons'],
      provided: ['everythingIsHandedOver', 'endsOnADay'],
    },
  },

  rules: {
    unitHasThisPost: ({ input, org }) =>
      org.findUnit(input.unit ?? '')?.posts.some(({ post }) => post === input.post) === true,
    standInNamesWhom: ({ input, org }) =>
      input.kind === 'appointed' ||
      (input.standsInFor !== undefined && org.findTenure(input.standsInFor) !== undefined),
    fromIsNotAfterTo: ({ input }) =>
      input.to === undefined || input.from === undefined || input.from <= input.to,
    actorDelegatesTheirOwnPost: ({ input, actor, org }) => {
      const own = input.standsInFor === undefined ? undefined : org.findTenure(input.standsInFor)
      return (
        actor.kind === 'staff' &&
        input.kind === 'delegated' &&
        own?.person === actor.person &&
        own.unit === input.unit &&
        own.post === input.post &&
        own.kind === 'appointed'
      )
    },
    everythingIsHandedOver: ({ owed }) => owed.length === 0,
    endsOnADay: ({ record, input }) =>
      input.to !== undefined && record.from !== undefined && record.from <= input.to,
  },

  deadlines: {},
  documents: {},
  views: {
    tenures: {
      for: ['administrator', 'colleague'],
      shows: ['held', 'ended'],
      columns: ['post', 'unit', 'from', 'to'],
    },
  },
})
