/**
 * The rules of the clue. Each is a sentence that holds or not; its name is the sentence, the legal basis
 * stands in README.md beside this file, the words a person reads in clue.words.ts.
 */
import { placesOver } from '#kernel/access/reach.ts'
import { findConflict } from '#kernel/org/conflict.ts'
import { isTied, keysOfNamed, rankOf } from '#kernel/org/routing.ts'
import type { Unit } from '#kernel/org/unit.ts'
import { retentionHasEndedWhereTheGroundIsThat } from '#kernel/record/erasureBlock.ts'
import {
  nobodyOnTheTeamIsRecused,
  recusalIsNotAskedYet,
  whoRecusesThemselvesIsTheActor,
} from '#kernel/record/recusalBlock.ts'
import { noAliasYet } from '#kernel/record/reporterAlias.ts'
import { isOver } from '#kernel/deadlines/requestPeriod.ts'
import { dayOf } from '#kernel/time.ts'
import type { ClueSituation } from './clue.fields.ts'
import { takenBy } from './transfer.receivers.ts'

type ClueAsItStands = Pick<ClueSituation, 'record'>

const personOf = ({ actor }: ClueSituation) => (actor.kind === 'staff' ? actor.person : undefined)
const unitOf = ({ actor }: ClueSituation) => (actor.kind === 'staff' ? actor.unit : undefined)

/** Negative results and whatever else the rulebook lists go to an upper level (domain 2.8 rule 3). */
export const reviewIsCompulsory = ({ record, rulebook, org }: ClueSituation): boolean =>
  rulebook.decide('clue.compulsoryReview', {
    rank: rankOf(org.findUnit(record.verifyingUnit ?? '')?.level ?? ''),
    conclusion: record.conclusion,
    grade: record.grade,
    truth: record.truth,
    proposal: record.proposal,
  })?.then['review'] === true

export const sampleIsNotDrawnYet = ({ record }: ClueAsItStands): boolean => record.sampled === undefined

/** Reported again, or told on a return visit: somebody has to decide whether it is taken up again. */
export const somethingNewWasTold = ({ record }: ClueAsItStands): boolean =>
  record.reportedAgain !== undefined || record.newFactsTold === true

export const theSampleFellOnIt = ({ record }: ClueAsItStands): boolean =>
  record.sampled === true && record.recheckConclusion === undefined

export const headIsClosed = ({ input, linked }: ClueSituation): boolean =>
  linked.some(({ id, closed }) => id === input.head && closed)

/** Whoever verified, wrote or signed the report of this clue. */
function tookPart({ record, entries }: ClueSituation, person: string | undefined): boolean {
  const verifying = ['logStep', 'addEvidence', 'submitReport', 'sign', 'sendBack', 'signFor']
  return (
    isOnTheTeam({ record }, person) ||
    entries.some(
      ({ action, by }) => by.kind === 'staff' && by.person === person && verifying.includes(action),
    )
  )
}

const undertook = ({ record }: ClueAsItStands, person: string | undefined): boolean =>
  (record.undertakings ?? []).some(({ officer }) => officer === person)

const isOnTheTeam = ({ record }: ClueAsItStands, person: string | undefined): boolean =>
  (record.team ?? []).some((member) => member === person)

const teamOf = ({ record, input }: ClueSituation) => input.team ?? record.team ?? []

/** Since the unit that verifies signed for it. */
function sinceSignedFor({ entries }: ClueSituation) {
  const start = entries.findLastIndex(({ action }) => action === 'signFor')
  return entries.slice(start + 1)
}

/** Clocks of the unit that verifies; the others run inside the centre or above. */
const owedByTheUnit = ['signFor', 'objectNotOurs', 'contactReporter', 'verify', 'sign', 'dispose']

const takes = (unit: Unit | undefined, kind: keyof typeof takenBy): boolean =>
  unit?.posts.some(({ post }) => post === takenBy[kind]) === true

/** Signs that say nothing (domain 2.10: feedback too thin) do not count. */
const saysEnough = (words: string | undefined, rulebook: ClueSituation['rulebook']): boolean =>
  (words ?? '').replaceAll(/[^\p{L}\p{N}]/gu, '').length >= rulebook.number('clue.shortestAnswer')

/** Whoever left a name, or a way to be reached: spoken with, and answered, not under the code alone (domain 2.3). */
export const reporterIsToBeContacted = ({
  realName,
  contactWish,
}: {
  readonly realName?: unknown
  readonly contactWish?: unknown
}): boolean => (contactWish === undefined ? realName === true : contactWish !== 'codeOnly')

/** Acts by which the reporter is told what came of it. */
const ANSWERS: readonly string[] = ['feedBack', 'answerWithHead', 'refuseReexamination']

/**
 * Clues merged into this one whose reporters are answered with it, under their own codes: nobody who has to be answered in
 * person. Those answered before are told anew what came of it where it was taken up again since.
 */
export const mergedToAnswer = ({ linked, entries }: ClueSituation) => {
  const tookUpAgain = entries.some(({ action }) => action === 'reopen' || action === 'grantReexamination')
  return linked.filter(
    ({ link, direction, state, told }) =>
      link === 'head' &&
      direction === 'to' &&
      (state === 'closed' || (tookUpAgain && state === 'answered')) &&
      !reporterIsToBeContacted(told),
  )
}

export const rules = {
  receivedByNow: ({ input, on }) => input.receivedOn !== undefined && input.receivedOn <= on,

  everyProposedEarlierReportIsJudged: ({ input, similar }) =>
    similar.every((id) => (input.earlierReports ?? []).some(({ clue }) => clue === id)),

  onlyMatchedNamesAreCleared: ({ record, input }) =>
    (input.cleared ?? []).every(({ key }) =>
      (record.named ?? []).some((one) => one.key === key && one.how === 'matched'),
    ),

  areaIsSaid: ({ record, input }) => (input.area ?? record.area) !== undefined,
  focusIsSaid: ({ record, input }) => (input.focus ?? record.focus ?? []).length > 0,

  gradeNeedsASecondAssessor: ({ record, rulebook }) =>
    rulebook.list('clue.gradesWithTwoAssessors').some(({ code }) => code === record.grade),

  actorIsNotTheAssessor: (situation) => personOf(situation) !== situation.record.assessor,

  // A photograph tells of its maker, too, and its original is opened the same way.
  somethingIsSealed: ({ record }) =>
    record.reporter !== undefined ||
    [record.attachments, ...(record.supplements ?? []).map(({ attachments }) => attachments)].some(
      (files = []) => files.length > 0,
    ),

  codesAreNotGuessed: ({ entries, on, rulebook }) =>
    entries.filter(({ action, at }) => action === 'noteCodePresented' && dayOf(at) === on).length <
    rulebook.number('protection.codeChecksADay'),

  headIsClosed,
  unitIsOnlyPassedTheClue: ({ input }) => input.dispatch === 'transfer',
  unitAnswersToTheOffice: ({ input }) => input.dispatch !== 'transfer',
  // A reminder is no letter, and a bulletin goes to everybody; what is late inside the centre is no matter of the unit's.
  aUnitIsSupervisedInWriting: ({ record, input }) =>
    record.verifyingUnit !== undefined &&
    (input.supervisions ?? []).some(
      ({ rung }) =>
        rung === 'supervise' || owedByTheUnit.some((deadline) => rung === `${deadline}/supervise`),
    ),

  headIsAnotherClueThatIsNotMerged: ({ record, input, linked }) =>
    input.head !== record.id && linked.some(({ id, state }) => id === input.head && state !== 'merged'),

  noClueIsMergedIntoThis: ({ linked }) =>
    !linked.some(({ link, direction, state }) => link === 'head' && direction === 'to' && state === 'merged'),

  proposedUnitIsNotTiedToTheNamed: ({ record, input, org, on }) =>
    input.proposedUnit === undefined || !isTied(input.proposedUnit, record.named, org, on),

  verifyingUnitIsNotTiedToTheNamed: ({ record, input, org, on }) =>
    !isTied(input.verifyingUnit, record.named, org, on),

  verifyingUnitMayVerifyThisGrade: ({ record, input, org, rulebook }) => {
    const unit = input.verifyingUnit === undefined ? undefined : org.findUnit(input.verifyingUnit)
    return (
      unit !== undefined &&
      rulebook.decide('clue.mayVerify', {
        grade: record.grade,
        organ: unit.kind,
        rank: rankOf(unit.level),
      }) !== undefined
    )
  },

  noUnitOfTheProvinceIsFree: ({ record, org, on }) =>
    ['county', 'prefecture', 'province'].every((level) =>
      org.unitsOfKind('police', level).every(({ id }) => isTied(id, record.named, org, on)),
    ),

  teamHasEnoughOfficers: (situation) =>
    new Set(teamOf(situation)).size >= situation.rulebook.number('clue.teamAtLeast'),

  teamServesInTheVerifyingUnit: (situation) => {
    const { record, org, on } = situation
    return teamOf(situation).every((member) =>
      org
        .tenuresOn(member, on)
        .some(({ unit, post }) => unit === record.verifyingUnit && post === 'verifier'),
    )
  },

  nobodyOnTheTeamIsTiedToTheNamed: (situation) => {
    const { record, org, on } = situation
    const named = keysOfNamed(record.named)
    return teamOf(situation).every(
      (member) => findConflict(org.conflictKeysOf(member, on), named) === undefined,
    )
  },

  theReportWasNotTrue: ({ record }) => record.truth === 'mistaken' || record.truth === 'fabricated',

  nobodyOnTheTeamIsRecused,
  whoRecusesThemselvesIsTheActor,
  recusalIsNotAskedYet,

  undertakingIsNotGivenYet: (situation) => !undertook(situation, personOf(situation)),
  officersUndertookSecrecy: (situation) =>
    (situation.input.steps ?? []).every(({ officers }) =>
      officers.every((officer) => undertook(situation, officer)),
    ),
  teamMemberUndertookSecrecy: (situation) =>
    !isOnTheTeam(situation, personOf(situation)) || undertook(situation, personOf(situation)),

  planIsThere: ({ record, input }) => (input.plan ?? record.plan) !== undefined,
  verificationIsNotApprovedYet: ({ record }) => record.verificationApprovedBy === undefined,
  verificationIsApproved: ({ record }) => record.verificationApprovedBy !== undefined,
  actorIsNotOnTheTeam: (situation) => !isOnTheTeam(situation, personOf(situation)),

  stepIsAllowedBeforeFiling: ({ record, input, rulebook }) =>
    (input.steps ?? []).every(({ kind }) => {
      const item = rulebook.list('clue.steps').find(({ code }) => code === kind)
      return item !== undefined && (item['needsApproval'] !== true || record.propertyEnquiryApproved === true)
    }),

  twoOfficersTookPart: ({ record, input, rulebook }) =>
    (input.steps ?? []).every(
      ({ officers }) =>
        new Set(officers).size >= rulebook.number('clue.officersAtLeast') &&
        officers.every((officer) => (record.team ?? []).includes(officer)),
    ),

  extensionsAreNotUsedUp: (situation) =>
    sinceSignedFor(situation).filter(({ action }) => action === 'grantExtension').length <
    situation.rulebook.number('clue.extensionsAtMost'),

  extensionIsNotLongerThanAsked: ({ record, input }) =>
    Number.parseInt(input.extensionTerm ?? '', 10) <= Number.parseInt(record.extensionTerm ?? '', 10),

  actorIsAboveTheVerifyingUnit: (situation) => {
    const { record, actor } = situation
    return (
      actor.kind === 'staff' &&
      (actor.unit === record.registry ||
        placesOver(record.verifyingUnit ?? '')
          .slice(0, -1)
          .includes(actor.place))
    )
  },

  aStepWasLogged: (situation) => sinceSignedFor(situation).some(({ action }) => action === 'logStep'),

  crimeIsFiledOrTransferred: ({ input }) =>
    input.conclusion === 'noCrime'
      ? input.proposal !== 'file'
      : input.proposal === 'file' || input.proposal === 'transfer',

  receivedOutsideSinceItWasSent: ({ input, entries, on }) => {
    const sent = entries.findLast(({ action }) => action === 'sendOutside')
    return (
      sent !== undefined &&
      input.outsideReceivedOn !== undefined &&
      input.outsideReceivedOn >= dayOf(sent.at) &&
      input.outsideReceivedOn <= on
    )
  },

  transferNamesItsReceiver: ({ input }) => input.proposal !== 'transfer' || input.transferTo !== undefined,

  reachableReporterWasContacted: (situation) =>
    !reporterIsToBeContacted(situation.record) ||
    sinceSignedFor(situation).some(({ action }) => action === 'contactReporter'),

  reviewIsCompulsory,

  // Filed, transferred or punished is what stands in a decision, not what a report proposes.
  aPaperIsOwed: ({ record }) =>
    record.proposal !== 'civil' && record.proposal !== 'nothing' && record.disposalDocument === undefined,
  disposedByNow: ({ input, on }) => input.disposedOn !== undefined && input.disposedOn <= on,

  actorDidNotWriteTheReport: (situation) =>
    personOf(situation) !== situation.record.reportedBy && !isOnTheTeam(situation, personOf(situation)),

  actorIsOfAnotherUnitThanVerified: (situation) => unitOf(situation) !== situation.record.verifyingUnit,

  actorTookNoPartBefore: (situation) => !tookPart(situation, personOf(situation)),

  reachableReporterIsAnsweredInPerson: ({ record, input }) =>
    !reporterIsToBeContacted(record) || input.feedbackWay !== 'code',

  answerIsNotTooShort: ({ input, rulebook }) => saysEnough(input.feedbackWords, rulebook),

  somethingNewWasTold,

  mergedReportersAreAnsweredToo: (situation) =>
    situation.input.mergedFeedbackWords === undefined
      ? !mergedToAnswer(situation).some(({ state }) => state === 'closed')
      : saysEnough(situation.input.mergedFeedbackWords, situation.rulebook),

  // Whoever was told nothing yet is never too late.
  objectionIsInTime: ({ on, requestPeriod }) => !isOver(requestPeriod('object'), on),

  reporterSpeaksOncePerAnswer: ({ actor, entries }) => {
    if (actor.kind !== 'public') return true
    const answer = entries.findLastIndex(({ action }) => ANSWERS.includes(action))
    return !entries
      .slice(answer + 1)
      .some(({ action, by }) => action === 'returnVisit' && by.kind === 'public')
  },

  sampleIsNotDrawnYet,
  theSampleFellOnIt,

  recheckUnitIsAnother: ({ record, input }) => input.recheckUnit !== record.verifyingUnit,

  recheckUnitIsNotTiedToTheNamed: ({ record, input, org, on }) =>
    !isTied(input.recheckUnit, record.named, org, on),

  // Evaluated on the record as the recheck leaves it.
  recheckDisagrees: ({ record }) => record.recheckConclusion !== record.conclusion,

  sampleIsDrawnAndRechecked: ({ record }) =>
    record.sampled === false || (record.sampled === true && record.recheckConclusion !== undefined),

  notOnePersonAlone: (situation) => {
    const steps = ['register', 'submitReport', 'sign', 'confirmResult']
    const people = new Set(
      situation.entries
        .filter(({ action }) => steps.includes(action))
        .map(({ by }) => (by.kind === 'staff' ? by.person : by.kind)),
    )
    const actor = personOf(situation)
    return actor !== undefined && (people.size > 1 || !people.has(actor))
  },

  noAliasYet,
  retentionHasEndedWhereTheGroundIsThat,

  partsGoToUnitsThatTakeThem: ({ input, org }) =>
    (input.parts ?? []).every(({ to, kind }) => takes(org.findUnit(to), kind)),

  partsGoAroundTheNamed: ({ record, input, org, on }) =>
    (input.parts ?? []).every(({ to }) => !isTied(to, record.named, org, on)),
} satisfies Record<string, (situation: ClueSituation) => boolean>
