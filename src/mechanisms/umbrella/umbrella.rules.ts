/** The rules about umbrella clues, each a sentence. Legal basis: README.md. */
import { isTied, rankOf } from '#kernel/org/routing.ts'
import type { UmbrellaSituation } from './umbrella.fields.ts'

const listIsFilled = (list: readonly unknown[] | undefined): boolean => (list ?? []).length > 0
const goesToDiscipline = ({ record }: UmbrellaSituation): boolean => record.direction === 'toDiscipline'

/** The outcomes a list gives for this direction. */
const isOutcomeOf = (direction: string | undefined, { input, rulebook }: UmbrellaSituation): boolean =>
  rulebook
    .list('umbrella.outcomes')
    .some(
      ({ code, directions }) =>
        code === input.outcome && Array.isArray(directions) && directions.includes(direction),
    )

export const rules = {
  foundByNow: ({ input, on }) => input.foundOn !== undefined && input.foundOn <= on,

  // What police, procuratorates and courts find, they find in a case.
  aCaseIsNamed: ({ input, actor, org }) =>
    input.case !== undefined ||
    (input.caseNumber !== undefined &&
      actor.kind === 'staff' &&
      org.findUnit(actor.unit)?.kind === 'discipline'),

  anOfficialIsNamed: ({ input, actor, org }) =>
    listIsFilled(input.officials) ||
    (actor.kind === 'staff' && org.findUnit(actor.unit)?.kind === 'discipline'),

  twoStatementsAreThere: (situation) =>
    !goesToDiscipline(situation) ||
    (situation.record.growth !== undefined && situation.record.network !== undefined),

  threeListsAreThere: (situation) =>
    !goesToDiscipline(situation) ||
    [situation.record.crimes, situation.record.members, situation.record.trades].every((list) =>
      listIsFilled(list),
    ),

  receiverIsOfTheOtherSide: ({ record, input, org }) => {
    const kind = org.findUnit(input.to ?? '')?.kind
    return record.direction === 'toDiscipline' ? kind === 'discipline' : kind === 'police'
  },

  receiverIsNotTiedToTheNamed: ({ record, input, org, on }) => !isTied(input.to, record.named, org, on),

  // Officials are supervised by the organ of the level that manages them, or one above it.
  receiverIsHighEnough: ({ record, input, org }) => {
    const level = rankOf(org.findUnit(input.to ?? '')?.level ?? '')
    return (
      record.direction !== 'toDiscipline' ||
      (record.officials ?? []).every(({ managedBy }) => level >= rankOf(managedBy))
    )
  },

  actorIsNotTheFinder: ({ actor, record }) => actor.kind === 'staff' && actor.person !== record.finder,

  actorIsAboveTheReceiver: ({ actor, record, org }) =>
    actor.kind === 'staff' &&
    record.to !== undefined &&
    (org.isBelowInLine(record.to, actor.unit) ||
      // Above the province nobody is in this system: its own head decides.
      (actor.unit === record.to && org.findUnit(actor.unit)?.level === 'province')),

  outcomeIsOfThisDirection: (situation) => isOutcomeOf(situation.record.direction, situation),
  outcomeIsOfNow: ({ input, on, record }) =>
    input.outcomeOn !== undefined &&
    input.outcomeOn <= on &&
    (record.receivedOn === undefined || input.outcomeOn >= record.receivedOn),

  policeAnswerThemselves: ({ record }) => record.direction === 'toPolice',

  // One dispute a return: what was upheld above is completed or dropped.
  returnWasNotUpheld: ({ entries }) =>
    entries.findLast(({ action }) => ['returnIt', 'upholdReturn'].includes(action))?.action !==
    'upholdReturn',

  newNamesAreNotKnown: ({ record, input }) =>
    (input.named ?? []).some(({ key }) => !(record.named ?? []).some((known) => known.key === key)),
} satisfies Record<string, (situation: UmbrellaSituation) => boolean>
