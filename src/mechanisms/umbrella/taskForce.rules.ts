/** The rules about paired task forces, each a sentence. Legal basis: README.md. */
import { isTied } from '#kernel/org/routing.ts'
import type { PersonId } from '#kernel/record/field.ts'
import type { TaskForceSituation } from './taskForce.fields.ts'

const everybodyServesIn = (
  unit: string | undefined,
  persons: readonly PersonId[],
  { org, on }: TaskForceSituation,
): boolean => persons.every((one) => org.tenuresOn(one, on).some((tenure) => tenure.unit === unit))

const milestones = [
  { milestone: 'filing', police: 'policeFiledOn', discipline: 'disciplineFiledOn' },
  { milestone: 'handling', police: 'policeHandlingOn', discipline: 'disciplineHandlingOn' },
  { milestone: 'announcing', police: 'policeAnnouncedOn', discipline: 'disciplineAnnouncedOn' },
] as const

export const rules = {
  policeHandleTheCase: ({ input, actor, linked }) =>
    actor.kind === 'staff' &&
    linked.some(
      ({ type, id, told, closed }) =>
        type === 'case' && id === input.case && !closed && told['handlingUnit'] === actor.unit,
    ),

  otherSideIsDiscipline: ({ input, org }) => org.findUnit(input.disciplineUnit ?? '')?.kind === 'discipline',
  otherSideIsNotTiedToTheNamed: ({ input, org, on }) => !isTied(input.disciplineUnit, input.named, org, on),

  policeTeamServesThere: (situation) =>
    everybodyServesIn(
      situation.record.policeUnit ?? (situation.actor.kind === 'staff' ? situation.actor.unit : undefined),
      [
        ...(situation.input.policeTeam ?? []),
        ...(situation.input.policeLiaison === undefined ? [] : [situation.input.policeLiaison]),
      ],
      situation,
    ),
  disciplineTeamServesThere: (situation) =>
    everybodyServesIn(
      situation.record.disciplineUnit,
      [
        ...(situation.input.disciplineTeam ?? []),
        ...(situation.input.disciplineLiaison === undefined ? [] : [situation.input.disciplineLiaison]),
      ],
      situation,
    ),

  // A milestone is the day on which it happened; what has not happened is no milestone.
  milestoneIsOfNow: ({ input, on }) =>
    milestones.every(({ police, discipline }) =>
      [input[police], input[discipline]].every((day) => day === undefined || day <= on),
    ),
  policeMilestonesAreInOrder: ({ record, input }) =>
    inOrder([
      input.policeFiledOn ?? record.policeFiledOn,
      input.policeHandlingOn ?? record.policeHandlingOn,
      input.policeAnnouncedOn ?? record.policeAnnouncedOn,
    ]),
  disciplineMilestonesAreInOrder: ({ record, input }) =>
    inOrder([
      input.disciplineFiledOn ?? record.disciplineFiledOn,
      input.disciplineHandlingOn ?? record.disciplineHandlingOn,
      input.disciplineAnnouncedOn ?? record.disciplineAnnouncedOn,
    ]),

  /** Every milestone has both days, or somebody said why one side has none. */
  everyMilestoneIsPairedOrExplained: ({ record }) =>
    milestones.every(
      ({ milestone, police, discipline }) =>
        (record[police] !== undefined && record[discipline] !== undefined) ||
        (record.gapReasons ?? []).some((reason) => reason.milestone === milestone),
    ),

  bothOutcomesAreTold: ({ record }) =>
    record.policeOutcome !== undefined && record.disciplineOutcome !== undefined,
  outcomeIsOfDiscipline: ({ input, rulebook }) =>
    rulebook
      .list('umbrella.outcomes')
      .some(
        ({ code, directions }) =>
          code === input.disciplineOutcome &&
          Array.isArray(directions) &&
          directions.includes('toDiscipline'),
      ),

  policeGiveTheirOwnReason: ({ input }) => (input.gapReasons ?? []).every(({ side }) => side === 'police'),
  disciplineGivesItsOwnReason: ({ input }) =>
    (input.gapReasons ?? []).every(({ side }) => side === 'discipline'),
} satisfies Record<string, (situation: TaskForceSituation) => boolean>

/** None before the one in front of it; what is missing is passed over. */
function inOrder(days: readonly (string | undefined)[]): boolean {
  const known = days.filter((day) => day !== undefined)
  return known.every((day, index) => index === 0 || day >= (known[index - 1] ?? day))
}
