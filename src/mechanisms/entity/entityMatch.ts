/**
 * Entity match (同一认定): the question whether two entities are one, with the reasons for it. A machine proposes and a
 * person answers, always with a reason; both answers are kept, and both can be taken up again. Merging is this record in
 * the state `same`: nothing in either entity is overwritten, so that splitting them gives back exactly what was there.
 */
import {
  choice,
  group,
  list,
  optional,
  person,
  ref,
  text,
  unit,
  type PersonId,
} from '#kernel/record/field.ts'
import { present } from '#kernel/present.ts'
import { defineRecord, type Linked } from '#kernel/record/declaration.ts'
import { listOf } from '#kernel/record/replay.ts'

const MOST_SHARED = 50

/**
 * Whoever works with both entities knows what was answered, and is not asked again; who works with one of them only is told
 * nothing of the other.
 */
function holdersOfBoth(linked: readonly Linked[], but: PersonId): readonly PersonId[] | undefined {
  const [one = [], other = []] = linked
    .filter(({ type, direction }) => type === 'entity' && direction === 'from')
    .map(({ told }) =>
      [told['statedBy'], told['team'], told['sharedWith']]
        .flatMap((some) => listOf(some))
        .filter((holder): holder is PersonId => person.accepts(holder)),
    )
  const both = [...new Set(one)].filter((holder) => holder !== but && other.includes(holder))
  return both.length === 0 ? undefined : both.slice(0, MOST_SHARED)
}

export const entityMatch = defineRecord({
  name: 'entityMatch',
  version: 1,
  mechanism: 4,
  number: '吉同一〔{year}〕000000号',
  title: 'about',
  outcome: 'verdict',
  excludes: [],
  graph: { during: ['same'], fields: { one: { same: 'other' } } },

  fields: {
    /** Both numbers, for lists: names are for those who reach the entities. */
    about: text({ max: 100 }),
    one: ref('entity'),
    other: ref('entity'),
    signs: list(
      group({
        kind: choice(
          'sameNumber',
          'sameName',
          'nameVariant',
          'samePlace',
          'sameAddress',
          'sameRelation',
          'sameCase',
          'other',
        ),
        says: optional(text({ max: 300 })),
      }),
      { max: 20 },
    ),
    unit,
    proposer: person,
    decider: person,
    sharedWith: optional(list(person, { max: MOST_SHARED })),
    verdict: choice('same', 'notSame'),
    reasons: text({ max: 1000 }),
  },

  roles: {
    proposer: {
      heldBy: [
        'verifier',
        'investigator',
        'investigationChief',
        'deputyHead',
        'assessor',
        'caseClerk',
        'disciplineInvestigator',
        'supervisor',
      ],
      reaches: { person: 'proposer' },
      sees: 'all',
    },
    colleague: { heldBy: 'staff', reaches: { person: 'sharedWith' }, sees: 'all' },
    desk: { heldBy: ['assessor', 'officeHead', 'caseClerk'], reaches: { area: 'unit' }, sees: 'all' },
  },

  states: {
    proposed: { holds: ['one', 'other', 'signs', 'proposer', 'unit'], waitsFor: ['proposer', 'desk'] },
    same: { holds: ['verdict', 'reasons', 'decider'], closed: true },
    notSame: { holds: ['verdict', 'reasons', 'decider'], closed: true },
  },

  actions: {
    propose: {
      by: ['proposer', 'desk'],
      to: 'proposed',
      asks: ['about', 'one', 'other', 'signs'],
      provided: ['twoEntities', 'bothStand'],
      sets: ({ actor, linked }) =>
        actor.kind === 'staff'
          ? {
              ...{ unit: actor.unit, proposer: actor.person },
              ...present({ sharedWith: holdersOfBoth(linked, actor.person) }),
            }
          : {},
    },
    merge: {
      by: ['proposer', 'desk'],
      from: 'proposed',
      to: 'same',
      asks: ['reasons'],
      provided: ['bothStand'],
      sets: ({ actor }) => ({
        verdict: 'same',
        ...(actor.kind === 'staff' ? { decider: actor.person } : {}),
      }),
    },
    refuse: {
      by: ['proposer', 'desk'],
      from: 'proposed',
      to: 'notSame',
      asks: ['reasons'],
      sets: ({ actor }) => ({
        verdict: 'notSame',
        ...(actor.kind === 'staff' ? { decider: actor.person } : {}),
      }),
    },
    split: {
      by: ['proposer', 'desk'],
      from: 'same',
      to: 'notSame',
      asks: ['reasons'],
      sets: ({ actor }) => ({
        verdict: 'notSame',
        ...(actor.kind === 'staff' ? { decider: actor.person } : {}),
      }),
    },
    askAgain: { by: ['proposer', 'desk'], from: ['notSame', 'same'], to: 'proposed', asks: ['reasons'] },
    share: { by: ['proposer', 'desk'], from: ['proposed', 'same', 'notSame'], adds: ['sharedWith'] },
  },

  rules: {
    twoEntities: ({ input }) => input.one !== undefined && input.one !== input.other,
    bothStand: ({ linked }) => {
      const entities = linked.filter(({ type, direction }) => type === 'entity' && direction === 'from')
      return entities.length === 2 && entities.every(({ state }) => state === 'stated')
    },
  },

  deadlines: {},
  documents: {},
  views: {
    open: {
      for: ['proposer', 'colleague', 'desk'],
      shows: ['proposed', 'same', 'notSame'],
      columns: ['one', 'other', 'proposer', 'decider', 'verdict'],
    },
  },
})
