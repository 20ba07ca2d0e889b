/** The rules about leaders in charge, each a sentence. Legal basis: README.md. */
import type { PersonId } from '#kernel/record/field.ts'
import type { LeaderChargeSituation } from './leaderCharge.fields.ts'
import { findCase, isPartial, namedHere, standsOver, unitOfCase } from './theCase.ts'

const unitOf = ({ actor }: LeaderChargeSituation) => (actor.kind === 'staff' ? actor.unit : undefined)

/** The unit that a person heads or co-heads on this day and that stands over the place where the case is handled. */
export function findLeadingUnit(
  { org, on }: LeaderChargeSituation,
  person: PersonId | undefined,
  handlingUnit: string | undefined,
) {
  return org
    .tenuresOn(person ?? '', on)
    .find(
      ({ unit }) =>
        standsOver(unit, handlingUnit, org) && org.leadersOf(unit, on).some(({ id }) => id === person),
    )?.unit
}

const unitAtWork = (situation: LeaderChargeSituation) =>
  unitOfCase(situation, 'handlingUnit') ?? situation.record.handlingUnit

const isTiedToTheCase = (situation: LeaderChargeSituation, person: PersonId | undefined): boolean =>
  isPartial(person, namedHere(situation, situation.record.named), situation.org, situation.on)

export const rules = {
  theCaseIsOpen: (situation) => findCase(situation)?.closed === false,
  theCaseIsClosed: (situation) => findCase(situation)?.closed === true,
  theCaseHasNoLeaderYet: (situation) => findCase(situation)?.told['leaderInCharge'] === undefined,

  officeStandsOverTheCase: (situation) => standsOver(unitOf(situation), unitAtWork(situation), situation.org),

  leaderLeadsOverTheCase: (situation) =>
    findLeadingUnit(situation, situation.input.leader, unitAtWork(situation)) !== undefined,
  successorLeadsOverTheCase: (situation) =>
    findLeadingUnit(situation, situation.input.successor, unitAtWork(situation)) !== undefined,

  // The directory's ties, not only what the leader says: somebody tied to a party cannot be in charge (domain 12 row 3).
  leaderIsNotTiedToTheCase: (situation) =>
    !isTiedToTheCase(situation, situation.input.leader ?? situation.record.leader),
  successorIsNotTiedToTheCase: (situation) =>
    !isTiedToTheCase(situation, situation.input.successor ?? situation.record.successor),
  noTieIsDeclared: ({ input }) => input.declaresNoTie === true,

  everyDutyIsSet: ({ input, rulebook }) => {
    const given = (input.duties ?? []).map(({ duty }) => duty)
    return (
      new Set(given).size === given.length &&
      rulebook
        .list('leaderCharge.duties')
        .every(({ code, required }) => required !== true || given.includes(code))
    )
  },

  coordinatedByNow: ({ input, on }) => (input.coordination ?? []).every((one) => one.on <= on),
  successorIsSomebodyElse: ({ record, input }) => input.successor !== record.leader,
  leaderIsSomebodyElse: ({ record, input }) => input.leader !== record.leader,
} satisfies Record<string, (situation: LeaderChargeSituation) => boolean>
