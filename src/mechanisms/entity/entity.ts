/**
 * Entity (实体): an official states, on a clue or a case, that there is a person, a company or a thing, under which names
 * and numbers it is known, and what it is to others. It is a working statement for the graph: it decides nothing, charges
 * nobody and scores nobody, and it is taken back when it was wrong. Whether two entities are one is a statement of its own
 * (entityMatch.ts).
 */
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
  type Named,
  type PersonId,
} from '#kernel/record/field.ts'
import { identifierFromField } from '#kernel/identifiers/identifiersIn.ts'
import { namedTogether } from '#kernel/access/exclusion.ts'
import { present } from '#kernel/present.ts'
import { defineRecord, type Linked } from '#kernel/record/declaration.ts'
import type { Actor } from '#kernel/record/entry.ts'
import { listOf } from '#kernel/record/replay.ts'

const MOST_NAMED = 200
const whatItIs = ['name', 'otherNames', 'identifiers', 'addresses', 'notes'] as const

/** What a number of each kind may be; of the others any is taken. */
const forms = {
  identity: ['residentId'],
  phone: ['mobile', 'landline'],
  account: undefined,
  plate: ['plate'],
  creditCode: ['uscc'],
  other: undefined,
} as const

const isOfItsKind = ({ kind, value }: { readonly kind: keyof typeof forms; readonly value: string }) =>
  forms[kind]?.some((form) => identifierFromField(form, value) !== undefined) ?? true

/** By whom, for whom; with it whom its case names, whoever states it, and who works on that case. */
const statedNow = ({ actor, input, linked }: Stating) => ({
  ...(actor.kind === 'staff' ? { unit: actor.unit, statedBy: actor.person } : {}),
  ...present({
    named: namedTogether(linked, ['case'], input.named)?.slice(0, MOST_NAMED),
    team: teamOfItsCase(linked),
  }),
})

const teamOfItsCase = (linked: readonly Linked[]): readonly PersonId[] | undefined => {
  const team = linked
    .filter(({ type, direction }) => type === 'case' && direction === 'from')
    .flatMap(({ told }) => listOf(told['team']))
    .filter((one): one is PersonId => person.accepts(one))
  return team.length === 0 ? undefined : team
}

interface Stating {
  readonly actor: Actor
  readonly input: { readonly named?: readonly Named[] }
  readonly linked: readonly Linked[]
}

export const entity = defineRecord({
  name: 'entity',
  version: 1,
  mechanism: 4,
  number: '吉实体〔{year}〕000000号',
  title: 'name',
  outcome: 'withdrawn',
  excludes: ['named'],
  graph: {
    since: ['knownSince'],
    during: ['stated'],
    within: ['clue', 'case'],
    fields: {
      clue: 'record',
      case: 'record',
      mention: 'standsFor',
      identifiers: { numbers: 'value' },
      addresses: 'address',
      relations: { to: 'entity', as: 'as', from: 'from', until: 'until' },
      named: 'named',
    },
  },
  tells: ['statedBy', 'team', 'sharedWith'],

  fields: {
    kind: choice('person', 'company', 'organisation', 'vehicle', 'account', 'property', 'other'),
    name: personal(text({ max: 100 })),
    otherNames: optional(personal(list(text({ max: 100 }), { max: 50 }))),
    identifiers: optional(
      personal(
        list(
          group({
            kind: choice('identity', 'phone', 'account', 'plate', 'creditCode', 'other'),
            value: text({ max: 64 }),
          }),
          { max: 100 },
        ),
      ),
    ),
    addresses: optional(personal(list(text({ max: 200 }), { max: 50 }))),
    notes: optional(personal(text({ max: 2000 }))),
    /** The clue or the case it is stated on. */
    clue: optional(ref('clue')),
    case: optional(ref('case')),
    /** The node of that record it stands for: whom the record speaks of. */
    mention: optional(text({ max: 200 })),
    knownSince: optional(date),
    /** What it came with when it came in a file: the same line is not taken in twice. */
    importKey: optional(text({ max: 200 })),
    relations: optional(
      personal(
        list(
          group({
            entity: ref('entity'),
            as: listed('entity.relations'),
            from: optional(date),
            until: optional(date),
            basis: text({ max: 500 }),
          }),
          { max: 500 },
        ),
      ),
    ),
    /** The officials and units it speaks of: kept out at once. */
    named: optional(list(named, { max: MOST_NAMED })),
    unit,
    statedBy: person,
    /** Who works on its case now; follows the team of the case. */
    team: optional(list(person, { min: 0, max: 30 })),
    sharedWith: optional(list(person, { max: 50 })),
    reasons: text({ max: 1000 }),
    withdrawn: choice('mistaken', 'unfounded', 'leftOver', 'notNeeded'),
  },

  roles: {
    stater: {
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
      reaches: [{ person: 'statedBy' }, { person: 'team' }],
      sees: 'all',
    },
    colleague: { heldBy: 'staff', reaches: { person: 'sharedWith' }, sees: 'all' },
    desk: { heldBy: ['assessor', 'officeHead', 'caseClerk'], reaches: { area: 'unit' }, sees: 'all' },
    caseItself: { heldBy: { record: 'case' }, reaches: 'nothing', sees: 'all' },
  },

  states: {
    stated: { holds: ['kind', 'name', 'unit', 'statedBy'] },
    takenBack: { holds: ['reasons', 'withdrawn'], closed: true },
  },

  actions: {
    state: {
      by: 'stater',
      to: 'stated',
      asks: ['kind', ...whatItIs, 'clue', 'case', 'mention', 'knownSince', 'importKey', 'named'],
      provided: ['standsOnAClueOrACase', 'numbersAreOfTheirKind'],
      sets: statedNow,
    },
    // Somebody a record speaks of is not to be an entity. It is kept, so that nobody is asked again, and can be taken up again.
    leaveOut: {
      by: 'stater',
      to: 'takenBack',
      asks: ['kind', 'name', 'clue', 'case', 'mention', 'reasons'],
      provided: ['standsOnAClueOrACase'],
      sets: (situation) => ({ ...statedNow(situation), withdrawn: 'notNeeded' }),
    },
    amend: {
      by: ['stater', 'desk'],
      from: 'stated',
      asks: [...whatItIs, 'knownSince'],
      provided: ['numbersAreOfTheirKind'],
    },
    relate: {
      by: ['stater', 'colleague', 'desk'],
      from: 'stated',
      adds: ['relations'],
      provided: ['relatesToAnother', 'endsAfterItBegan'],
    },
    nameOfficials: { by: ['stater', 'desk'], from: 'stated', adds: ['named'] },
    // Whom its case names from then on is kept out of what was stated on it, too.
    noteNamed: { by: 'caseItself', from: ['stated', 'takenBack'], adds: ['named'] },
    noteTeam: { by: 'caseItself', from: ['stated', 'takenBack'], asks: ['team'] },
    share: { by: ['stater', 'desk'], from: 'stated', adds: ['sharedWith'] },
    takeBack: { by: ['stater', 'desk'], from: 'stated', to: 'takenBack', asks: ['withdrawn', 'reasons'] },
    stateAgain: {
      by: ['stater', 'desk'],
      from: 'takenBack',
      to: 'stated',
      asks: ['reasons'],
    },
  },

  rules: {
    standsOnAClueOrACase: ({ input }) => (input.clue === undefined) !== (input.case === undefined),
    /** An identity number has its check digit, a telephone the form of one: mistyped, it would make two people one. */
    numbersAreOfTheirKind: ({ input }) => (input.identifiers ?? []).every(isOfItsKind),
    relatesToAnother: ({ record, input }) =>
      (input.relations ?? []).every(({ entity: other }) => other !== record.id),
    endsAfterItBegan: ({ input }) =>
      (input.relations ?? []).every(
        ({ from, until }) => from === undefined || until === undefined || from <= until,
      ),
  },

  deadlines: {},
  documents: {},
  views: {
    mine: {
      for: ['stater', 'colleague', 'desk'],
      shows: ['stated', 'takenBack'],
      columns: ['kind', 'statedBy', 'unit', 'withdrawn'],
    },
  },
})
