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

type Side = 'police' | 'discipline'
type Holds = (situation: TaskForceSituation) => boolean

/** Each rule of both sides is written once: whose side it is, is all that differs. */
const teamServesThere =
  (side: Side): Holds =>
  (situation) => {
    const { record, input, actor } = situation
    const own = side === 'police' && actor.kind === 'staff' ? actor.unit : undefined
    const liaison = input[`${side}Liaison`]
    return everybodyServesIn(
      record[`${side}Unit`] ?? own,
      [...(input[`${side}Team`] ?? []), ...(liaison === undefined ? [] : [liaison])],
      situation,
    )
  }

const milestonesAreInOrder =
  (side: Side): Holds =>
  ({ record, input }) =>
    inOrder(milestones.map((milestone) => input[milestone[side]] ?? record[milestone[side]]))

const reasonIsOf =
  (whose: Side): Holds =>
  ({ input }) =>
    (input.gapReasons ?? []).every(({ side }) => side === whose)

export const rules = {
  policeHandleTheCase: ({ input, actor, linked }) =>
    actor.kind === 'staff' &&
    linked.some(
      ({ type, id, told, closed }) =>
        type === 'case' && id === input.case && !closed && told['handlingUnit'] === actor.unit,
    ),

  otherSideIsDiscipline: ({ input, org }) => org.findUnit(input.disciplineUnit ?? '')?.kind === 'discipline',
  otherSideIsNotTiedToTheNamed: ({ input, org, on }) => !isTied(input.disciplineUnit, input.named, org, on),

  policeTeamServesThere: teamServesThere('police'),
  disciplineTeamServesThere: teamServesThere('discipline'),

  // A milestone is the day on which it happened; what has not happened is no milestone.
  milestoneIsOfNow: ({ input, on }) =>
    milestones.every(({ police, discipline }) =>
      [input[police], input[discipline]].every((day) => day === undefined || day <= on),
    ),
  policeMilestonesAreInOrder: milestonesAreInOrder('police'),
  disciplineMilestonesAreInOrder: milestonesAreInOrder('discipline'),

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

  policeGiveTheirOwnReason: reasonIsOf('police'),
  disciplineGivesItsOwnReason: reasonIsOf('discipline'),
} satisfies Record<string, (situation: TaskForceSituation) => boolean>

/** None before the one in front of it; what is missing is passed over. */
function inOrder(days: readonly (string | undefined)[]): boolean {
  const known = days.filter((day) => day !== undefined)
  return known.every((day, index) => index === 0 || day >= (known[index - 1] ?? day))
}
