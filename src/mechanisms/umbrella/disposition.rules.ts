/** The rules about discipline inspection's own file, each a sentence. Legal basis: README.md. */
import { isAskedInTimeByNow } from '#kernel/deadlines/requestPeriod.ts'
import type { DispositionSituation } from './disposition.fields.ts'

const personOf = ({ actor }: DispositionSituation) => (actor.kind === 'staff' ? actor.person : undefined)
const lastOf = ({ entries }: DispositionSituation, action: string) =>
  entries.findLast((entry) => entry.action === action)
const wasDone = (situation: DispositionSituation, action: string): boolean =>
  lastOf(situation, action) !== undefined

export const rules = {
  teamServesInTheHandlingUnit: ({ record, input, org, on }) =>
    (input.team ?? []).every((one) =>
      org.tenuresOn(one, on).some(({ unit }) => unit === record.handlingUnit),
    ),
  nobodyOnTheTeamIsTiedToTheNamed: ({ record, input, org, on }) =>
    (input.team ?? []).every((one) => {
      const conflicts = org.conflictKeysOf(one, on)
      return !(record.named ?? []).some(({ key }) => conflicts.has(key))
    }),
  teamHasTwoPersons: ({ input }) => new Set(input.team).size >= 2,

  actorIsNotOfTheTeam: (situation) =>
    !(situation.record.team ?? []).some((one) => one === personOf(situation)),
  actorIsNotTheProposer: (situation) => personOf(situation) !== situation.record.proposer,

  // What is held for later or settled is not investigated; talking and verifying leave steps behind.
  aStepWasLogged: ({ record }) =>
    !['talk', 'verify'].includes(record.way ?? '') || (record.steps ?? []).length > 0,
  wayAllowsFiling: ({ record }) => ['talk', 'verify'].includes(record.way ?? ''),
  isFiled: ({ record }) => record.filedOn !== undefined,
  // Nobody is sanctioned unheard (政务处分法 art 43).
  defenceWasHeard: ({ record }) => (record.defences ?? []).length > 0,
  datesAreOfNow: ({ input, on }) =>
    [input.filedOn, input.sanctionedOn, input.handedOverOn, input.sanctionToldOn].every(
      (day) => day === undefined || day <= on,
    ),
  goesToAProcuratorate: ({ input, org }) => org.findUnit(input.procuratorate ?? '')?.kind === 'procuratorate',

  /** The category told is the one that follows from the file: it says no more, and nothing that is not so. */
  categoryFollowsFromTheFile: ({ record, input, rulebook }) =>
    rulebook.decide('disposition.toldOutcome', {
      outcome: input.toldOutcome,
      result: record.result,
      way: record.way,
    }) !== undefined,

  aSanctionWasImposed: ({ record }) => record.sanction !== undefined,
  theSanctionWasTold: (situation) => wasDone(situation, 'tellSanction'),
  reviewIsInTime: ({ input, on, requestPeriod }) =>
    isAskedInTimeByNow(requestPeriod('lodgeReview'), input.reviewLodgedOn, on),
  noReviewWasLodged: (situation) => !wasDone(situation, 'lodgeReview'),
  aReviewIsOpen: (situation) => wasDone(situation, 'lodgeReview') && !wasDone(situation, 'decideReview'),
  actorDidNotDecide: (situation) => personOf(situation) !== situation.record.decider,
  theReviewWasDecided: (situation) => wasDone(situation, 'decideReview'),
  secondReviewIsInTime: ({ input, on, requestPeriod }) =>
    isAskedInTimeByNow(requestPeriod('lodgeSecondReview'), input.secondReviewLodgedOn, on),
  noSecondReviewWasLodged: (situation) => !wasDone(situation, 'lodgeSecondReview'),
  aSecondReviewIsOpen: (situation) =>
    wasDone(situation, 'lodgeSecondReview') && !wasDone(situation, 'decideSecondReview'),
  // Above the province nobody is in this system: there its other heads decide.
  actorIsOfTheUnitAbove: ({ record, actor, org }) =>
    actor.kind === 'staff' &&
    record.handlingUnit !== undefined &&
    (org.isBelowInLine(record.handlingUnit, actor.unit) ||
      (actor.unit === record.handlingUnit && org.findUnit(actor.unit)?.level === 'province')),
  actorTookNoPartBefore: (situation) =>
    !situation.entries.some(({ by }) => by.kind === 'staff' && by.person === personOf(situation)),
} satisfies Record<string, (situation: DispositionSituation) => boolean>
