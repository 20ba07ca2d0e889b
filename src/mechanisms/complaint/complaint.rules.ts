/** The rules about complaints, each a sentence. Legal basis: README.md. */
import { findConflict } from '#kernel/org/conflict.ts'
import { isTied, keysOfNamed, rankOf } from '#kernel/org/routing.ts'
import { retentionHasEndedWhereTheGroundIsThat } from '#kernel/record/erasureBlock.ts'
import {
  nobodyOnTheTeamIsRecused,
  recusalIsNotAskedYet,
  whoRecusesThemselvesIsTheActor,
} from '#kernel/record/recusalBlock.ts'
import { noAliasYet } from '#kernel/record/reporterAlias.ts'
import { isAskedInTime, isAskedInTimeByNow } from '#kernel/deadlines/requestPeriod.ts'
import type { ComplaintSituation } from './complaint.fields.ts'

const personOf = ({ actor }: ComplaintSituation) => (actor.kind === 'staff' ? actor.person : undefined)
const unitOf = ({ actor }: ComplaintSituation) => (actor.kind === 'staff' ? actor.unit : undefined)

/** Since the handling body took it on. */
function sinceAccepted({ entries }: ComplaintSituation) {
  return entries.slice(entries.findLastIndex(({ action }) => action === 'accept') + 1)
}

/** Since the decision that stands: what was appealed before it was handled anew is over. */
function sinceDecided({ entries }: ComplaintSituation) {
  return entries.slice(entries.findLastIndex(({ action }) => action === 'decide') + 1)
}
const wasDone = (situation: ComplaintSituation, action: string): boolean =>
  sinceDecided(situation).some((entry) => entry.action === action)

const teamOf = ({ record, input }: ComplaintSituation) => input.team ?? record.team ?? []

const isOpenReferral = (situation: ComplaintSituation): boolean => {
  const count = (action: string) => sinceAccepted(situation).filter((entry) => entry.action === action).length
  return count('handCrimeOver') > count('noteReferralAnswer')
}

/** A decision may only rest on what was found to be so. */
const fits = (what: string | undefined, truth: string | undefined): boolean =>
  what === 'noViolation' || truth === 'true' || truth === 'partlyTrue'

const isAccusedInVain = ({ record }: ComplaintSituation): boolean =>
  record.truth === 'mistaken' || record.truth === 'fabricated'

export const framingIsAlleged = ({ record }: ComplaintSituation): boolean => record.truth === 'fabricated'

const appealIsOpen = (situation: ComplaintSituation): boolean =>
  wasDone(situation, 'lodgeAppeal') && !wasDone(situation, 'decideAppeal')
const secondAppealIsOpen = (situation: ComplaintSituation): boolean =>
  wasDone(situation, 'lodgeSecondAppeal') && !wasDone(situation, 'decideSecondAppeal')

export const rules = {
  // A reminder is no letter, and a bulletin goes to everybody; what is late at the registry needs no letter.
  aUnitIsSupervisedInWriting: ({ record, input }) =>
    record.handlingUnit !== undefined &&
    (input.supervisions ?? []).some(({ rung }) => rung === 'supervise' || rung.endsWith('/supervise')),

  receivedByNow: ({ input, on }) => input.receivedOn !== undefined && input.receivedOn <= on,

  everyProposedEarlierComplaintIsJudged: ({ input, similar }) =>
    similar.every((id) => (input.earlierReports ?? []).some(({ complaint }) => complaint === id)),

  onlyMatchedNamesAreCleared: ({ record, input }) =>
    (input.cleared ?? []).every(({ key }) =>
      (record.named ?? []).some((one) => one.key === key && one.how === 'matched'),
    ),

  actorIsNotTheSorter: (situation) => personOf(situation) !== situation.record.sorter,

  proposedUnitIsNotTiedToTheNamed: ({ record, input, org, on }) =>
    input.proposedUnit === undefined || !isTied(input.proposedUnit, record.named, org, on),

  handlingUnitIsNotTiedToTheNamed: ({ record, input, org, on }) =>
    !isTied(input.handlingUnit, record.named, org, on),

  // By the rank of whom it is about: who is appointed at one level is examined at that level or above.
  handlingUnitIsCompetent: ({ record, input, org, rulebook }) => {
    const unit = input.handlingUnit === undefined ? undefined : org.findUnit(input.handlingUnit)
    return (
      unit !== undefined &&
      rulebook.decide('complaint.mayHandle', {
        rank: record.rank,
        staffOrgan: record.staffOrgan,
        organ: unit.kind,
        level: rankOf(unit.level),
      }) !== undefined
    )
  },

  noBodyOfTheProvinceIsFree: ({ record, org, on }) =>
    ['county', 'prefecture', 'province'].every((level) =>
      org.unitsOfKind('discipline', level).every(({ id }) => isTied(id, record.named, org, on)),
    ),

  teamHasEnoughOfficers: (situation) =>
    new Set(teamOf(situation)).size >= situation.rulebook.number('complaint.teamAtLeast'),

  teamServesInTheHandlingUnit: (situation) => {
    const { record, org, on } = situation
    return teamOf(situation).every((member) =>
      org
        .tenuresOn(member, on)
        .some(({ unit, post }) => unit === record.handlingUnit && post === 'complaintHandler'),
    )
  },

  nobodyOnTheTeamIsTiedToTheNamed: (situation) => {
    const { record, org, on } = situation
    const named = keysOfNamed(record.named)
    return teamOf(situation).every(
      (member) => findConflict(org.conflictKeysOf(member, on), named) === undefined,
    )
  },

  nobodyOnTheTeamIsRecused,
  whoRecusesThemselvesIsTheActor,
  recusalIsNotAskedYet,

  twoOfficersTookPart: ({ record, input, rulebook }) =>
    (input.steps ?? []).every(
      ({ officers }) =>
        new Set(officers).size >= rulebook.number('complaint.teamAtLeast') &&
        officers.every((officer) => (record.team ?? []).includes(officer)),
    ),

  referralsGoToAProcuratorate: ({ input, org, rulebook }) =>
    (input.referrals ?? []).every(({ to }) => {
      const unit = org.findUnit(to)
      return (
        unit?.kind === 'procuratorate' &&
        rankOf(unit.level) >= rulebook.number('complaint.referralRankAtLeast')
      )
    }),

  referralsGoAroundTheNamed: ({ record, input, org, on }) =>
    (input.referrals ?? []).every(({ to }) => !isTied(to, record.named, org, on)),

  aReferralIsUnanswered: isOpenReferral,
  everyReferralIsAnswered: (situation) => !isOpenReferral(situation),

  aStepWasLogged: (situation) => sinceAccepted(situation).some(({ action }) => action === 'logStep'),

  namedComplainantWasTold: (situation) =>
    situation.record.realName !== true ||
    situation.record.contactWish === 'codeOnly' ||
    sinceAccepted(situation).some(({ action }) => action === 'tellAcceptance'),

  proposalFitsTheTruth: ({ input }) => fits(input.proposal, input.truth),
  decisionFitsTheTruth: ({ record, input }) => fits(input.decision, record.truth),

  // Who is to be sanctioned is heard first, and is not treated worse for it (政务处分法 art 43).
  defenceWasHeard: (situation) =>
    (situation.input.decision ?? situation.input.proposal) !== 'sanction' ||
    sinceAccepted(situation).some(({ action }) => action === 'hearDefence'),

  actorIsNotOfTheTeam: (situation) =>
    !(situation.record.team ?? []).some((member) => member === personOf(situation)),

  framingIsAlleged,

  actorIsOfMunicipalLevelOrAbove: (situation) => {
    const unit = unitOf(situation)
    const level = unit === undefined ? undefined : situation.org.findUnit(unit)?.level
    return level !== undefined && rankOf(level) >= rankOf('prefecture')
  },

  actorTookNoPartBefore: (situation) =>
    !situation.entries.some(
      ({ action, by }) =>
        by.kind === 'staff' &&
        by.person === personOf(situation) &&
        ['logStep', 'hearDefence', 'submitReport', 'decide', 'decideAppeal'].includes(action),
    ),

  somebodyIsToBeCleared: isAccusedInVain,

  theWronglyAccusedIsCleared: (situation) => !isAccusedInVain(situation) || wasDone(situation, 'clear'),

  namedComplainantIsAnsweredInPerson: ({ record, input }) =>
    record.realName !== true || record.contactWish === 'codeOnly' || input.feedbackWay !== 'code',

  objectionIsInTime: ({ on, requestPeriod }) => isAskedInTime(requestPeriod('object'), on),

  aSanctionWasImposed: ({ record }) => record.outcome === 'sanctioned',
  toldByNow: ({ input, on }) => input.sanctionToldOn !== undefined && input.sanctionToldOn <= on,
  theSanctionWasTold: (situation) => wasDone(situation, 'tellSanction'),

  appealIsInTime: ({ input, on, requestPeriod }) =>
    isAskedInTimeByNow(requestPeriod('lodgeAppeal'), input.appealLodgedOn, on),
  noAppealWasLodged: (situation) => !wasDone(situation, 'lodgeAppeal'),
  anAppealIsOpen: appealIsOpen,
  actorDidNotDecide: (situation) => personOf(situation) !== situation.record.decider,

  theAppealWasDecided: (situation) => wasDone(situation, 'decideAppeal'),
  secondAppealIsInTime: ({ input, on, requestPeriod }) =>
    isAskedInTimeByNow(requestPeriod('lodgeSecondAppeal'), input.secondAppealLodgedOn, on),
  noSecondAppealWasLodged: (situation) => !wasDone(situation, 'lodgeSecondAppeal'),
  aSecondAppealIsOpen: secondAppealIsOpen,
  // What the province decided is reviewed by its own other deciders: the level above is not in this system.
  actorIsOfTheUnitAbove: (situation) => {
    const above = situation.org.findUnit(situation.record.handlingUnit ?? '')?.lineParent
    return above === undefined || unitOf(situation) !== situation.record.handlingUnit
  },
  noAppealIsOpen: (situation) => !appealIsOpen(situation) && !secondAppealIsOpen(situation),

  noAliasYet,
  retentionHasEndedWhereTheGroundIsThat,
  aComplainantIsSealed: ({ record }) => record.reporter !== undefined,
} satisfies Record<string, (situation: ComplaintSituation) => boolean>
