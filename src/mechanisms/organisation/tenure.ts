/**
 * Tenure (任职): a person holds a post in a unit, from a day to a day. Roles come from tenures and from nothing
 * else; deputies and delegates hold tenures, too. A tenure ends when its open matters are handed over. One whose last day was
 * set ends with that day: before it, whoever holds it and whoever is in charge have it on their desks with what has to be
 * handed over; what is still in its holder's hands then stays on the desks of those in charge until somebody has it.
 *
 * Whoever was appointed to a post lets somebody stand in for them, for some days and for all or some types of record,
 * and ends it when they like. Whoever stands in passes nothing on. The posts of the three administrators
 * (`organisation.apartPosts`, 三员分立) never come together in one person, by whatever kind of tenure.
 */
import { defineRecord } from '#kernel/record/declaration.ts'
import { choice, date, group, list, listed, optional, post, ref, text, unit } from '#kernel/record/field.ts'
import type { RecordId } from '#kernel/record/field.ts'
import { inForce } from '#kernel/org/period.ts'
import { present } from '#kernel/present.ts'
import { addDays } from '#kernel/time.ts'
import { meetsApartPost } from './apartPosts.ts'
import { HEADS } from './heads.ts'

/** Those in which its holder still has the post. */
const inForceStates = ['held', 'ending', 'handedOver'] as const

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
    unit,
    post,
    kind: choice('appointed', 'deputy', 'delegated'),
    standsInFor: optional(ref('tenure')),
    /** Whose post it is that a deputy or delegate holds. */
    principal: optional(ref('person')),
    onlyTypes: optional(list(text({ max: 40 }), { max: 50 })),
    from: date,
    to: optional(date),
    document: optional(text({ max: 200 })),
    endReasons: listed('organisation.endReasons'),
    supervisions: list(group({ rung: text({ max: 60 }), text: text({ max: 2000 }) }), { max: 500 }),
  },

  roles: {
    installer: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
    administrator: { heldBy: ['systemAdministrator'], reaches: { to: 'everywhere' }, sees: 'all' },
    holder: { heldBy: 'staff', reaches: { person: 'person' }, sees: 'all' },
    principal: { heldBy: 'staff', reaches: { person: 'principal' }, sees: 'all' },
    // Whoever leads the unit has what nobody hands over.
    inCharge: { heldBy: HEADS, reaches: { unit: 'unit' }, sees: 'all' },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
    colleague: { heldBy: 'staff', reaches: { to: 'everywhere' }, sees: 'all' },
  },

  states: {
    held: { holds: ['person', 'post', 'unit', 'kind', 'from'] },
    ending: {
      holds: ['person', 'post', 'unit', 'kind', 'from'],
      waitsFor: ['holder', 'inCharge', 'administrator'],
    },
    handedOver: { holds: ['person', 'post', 'unit', 'kind', 'from'] },
    toHandOver: { holds: ['endReasons', 'to'], waitsFor: ['inCharge', 'administrator'] },
    ended: { holds: ['endReasons', 'to'], closed: true, final: true },
  },

  actions: {
    appoint: {
      awaitsCheckpoint: true,
      by: ['installer', 'administrator'],
      to: 'held',
      asks: ['person', 'unit', 'post', 'kind', 'standsInFor', 'onlyTypes', 'from', 'to', 'document'],
      provided: ['unitHasThisPost', 'standInNamesWhom', 'fromIsNotAfterTo', 'administratorsStayApart'],
      sets: ({ input, org }) => {
        const principal =
          input.standsInFor === undefined ? undefined : org.findTenure(input.standsInFor)?.person
        // Ids of persons are ids of records of that type.
        return principal === undefined ? {} : { principal: principal as string as RecordId }
      },
    },
    delegate: {
      awaitsCheckpoint: true,
      by: 'holder',
      to: 'held',
      asks: ['person', 'standsInFor', 'unit', 'post', 'kind', 'onlyTypes', 'from', 'to'],
      provided: [
        'actorDelegatesTheirOwnPost',
        'aStandInPassesNothingOn',
        'standInIsSomebodyElse',
        'standInHoldsAPost',
        'fromIsNotAfterTo',
        'delegationIsAhead',
        'delegationIsNotTooLong',
        'administratorsStayApart',
      ],
      // As above.
      sets: ({ actor }) => (actor.kind === 'staff' ? { principal: actor.person as string as RecordId } : {}),
    },
    recall: {
      by: 'principal',
      from: inForceStates,
      to: [{ when: 'everythingIsHandedOver', state: 'ended' }, { state: 'toHandOver' }],
      asks: ['to', 'endReasons'],
      provided: ['actorIsThePrincipal', 'recallIsNotBackdated'],
    },
    end: {
      awaitsCheckpoint: true,
      by: ['administrator', 'installer'],
      from: inForceStates,
      to: 'ended',
      asks: ['to', 'endReasons'],
      provided: ['everythingIsHandedOver', 'endsOnADay'],
    },
    announce: { by: 'clock', from: 'held', to: 'ending' },
    confirmHandOver: {
      by: ['holder', 'inCharge', 'administrator'],
      from: 'ending',
      to: 'handedOver',
      provided: ['everythingIsHandedOver'],
    },
    runOut: {
      by: 'clock',
      from: inForceStates,
      to: [{ when: 'everythingIsHandedOver', state: 'ended' }, { state: 'toHandOver' }],
      sets: ({ record }) => ({ endReasons: 'termEnded', ...present({ to: record.to }) }),
    },
    settle: {
      by: ['inCharge', 'administrator'],
      from: 'toHandOver',
      to: 'ended',
      provided: ['everythingIsHandedOver'],
    },
    escalate: { by: 'clock', from: [...inForceStates, 'toHandOver'], adds: ['supervisions'] },
  },

  rules: {
    unitHasThisPost: ({ input, org }) =>
      org.findUnit(input.unit ?? '')?.posts.some(({ post }) => post === input.post) === true,
    standInNamesWhom: ({ input, org }) =>
      input.kind === 'appointed' ||
      (input.standsInFor !== undefined && org.findTenure(input.standsInFor) !== undefined),
    fromIsNotAfterTo: ({ input }) =>
      input.to === undefined || input.from === undefined || input.from <= input.to,
    actorDelegatesTheirOwnPost: ({ input, actor, org, on }) => {
      const own = input.standsInFor === undefined ? undefined : org.findTenure(input.standsInFor)
      return (
        actor.kind === 'staff' &&
        input.kind !== 'appointed' &&
        own?.person === actor.person &&
        own.unit === input.unit &&
        own.post === input.post &&
        inForce(own, on)
      )
    },
    aStandInPassesNothingOn: ({ input, org }) =>
      input.standsInFor !== undefined && org.findTenure(input.standsInFor)?.kind === 'appointed',
    standInIsSomebodyElse: ({ input, actor }) =>
      actor.kind === 'staff' && String(input.person) !== String(actor.person),
    standInHoldsAPost: ({ input, org, on }) =>
      org.tenuresOn(String(input.person), on).some(({ kind }) => kind === 'appointed'),
    delegationIsAhead: ({ input, on }) => input.from !== undefined && input.from >= on,
    delegationIsNotTooLong: ({ input, rulebook }) =>
      input.from !== undefined &&
      input.to !== undefined &&
      input.to <= addDays(input.from, rulebook.number('organisation.longestDelegationDays')),
    actorIsThePrincipal: ({ record, actor }) =>
      actor.kind === 'staff' && String(actor.person) === String(record.principal),
    // Yesterday as the last day ends it at once.
    recallIsNotBackdated: ({ input, on }) => input.to !== undefined && input.to >= addDays(on, -1),
    administratorsStayApart: ({ input, org, rulebook }) =>
      !meetsApartPost(
        org.tenuresOf(String(input.person)),
        { post: input.post ?? '', from: input.from, to: input.to },
        rulebook.list('organisation.apartPosts').map(({ code }) => code),
      ),
    everythingIsHandedOver: ({ owed }) => owed.length === 0,
    endsOnADay: ({ record, input }) =>
      input.to !== undefined && record.from !== undefined && record.from <= input.to,
  },

  deadlines: {
    announce: {
      starts: ['appoint', 'delegate'],
      where: 'to',
      until: 'to',
      ahead: true,
      stops: ['announce', 'end', 'recall', 'runOut'],
      owedBy: 'administrator',
      atEnd: 'announce',
    },
    ending: {
      starts: ['appoint', 'delegate'],
      where: 'to',
      until: 'to',
      stops: ['end', 'recall', 'runOut'],
      owedBy: ['holder', 'inCharge', 'administrator'],
      atEnd: 'runOut',
    },
    handOver: {
      starts: ['runOut', 'recall'],
      into: 'toHandOver',
      stops: 'settle',
      owedBy: ['inCharge', 'administrator'],
    },
  },
  documents: {},
  views: {
    tenures: {
      for: ['administrator', 'colleague'],
      shows: ['held', 'ending', 'handedOver', 'toHandOver', 'ended'],
      columns: ['kind', 'from', 'to'],
    },
    handOvers: {
      for: ['holder', 'inCharge', 'administrator'],
      shows: ['ending', 'toHandOver'],
      columns: ['person', 'to', 'ending', 'handOver'],
    },
  },
})
