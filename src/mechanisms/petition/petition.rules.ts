/** The rules about petitions, each a sentence. Legal basis: README.md. */
import { isTied } from '#kernel/org/routing.ts'
import { retentionHasEndedWhereTheGroundIsThat } from '#kernel/record/erasureBlock.ts'
import { noAliasYet } from '#kernel/record/reporterAlias.ts'
import { isAskedInTime } from '#kernel/deadlines/requestPeriod.ts'
import type { PetitionSituation } from './petition.fields.ts'

const personOf = ({ actor }: PetitionSituation) => (actor.kind === 'staff' ? actor.person : undefined)

const sinceReopened = <Entry extends { readonly action: string }>(entries: readonly Entry[]) =>
  entries.slice(entries.findLastIndex(({ action }) => action === 'reopen') + 1)

/** Review may be asked for of the opinion, second review of the review. */
const mayAskStill = ({ record, on, requestPeriod }: PetitionSituation): boolean =>
  isAskedInTime(requestPeriod(record.state === 'reviewed' ? 'requestSecondReview' : 'requestReview'), on)

const hearingIsUnderWay = ({ entries }: PetitionSituation): boolean =>
  entries.findLast(({ action }) => action === 'callHearing' || action === 'closeHearing')?.action ===
  'callHearing'

export const rules = {
  // A reminder is no letter, and a bulletin goes to everybody; what is late at the registry needs no letter.
  aUnitIsSupervisedInWriting: ({ record, input }) =>
    record.handlingUnit !== undefined &&
    (input.supervisions ?? []).some(({ rung }) => rung === 'supervise' || rung.endsWith('/supervise')),

  receivedByNow: ({ input, on }) => input.receivedOn !== undefined && input.receivedOn <= on,

  // Of those who come in person for one matter, so many speak for all (art 20).
  representativesAreFewEnough: ({ input, rulebook }) =>
    input.source !== 'visit' ||
    input.joint !== true ||
    (input.representatives !== undefined &&
      input.representatives <= rulebook.number('petition.representativesAtMost')),

  everyProposedEarlierPetitionIsJudged: ({ input, similar }) =>
    similar.every((id) => (input.earlierReports ?? []).some(({ petition }) => petition === id)),

  proposedUnitIsNotTiedToTheNamed: ({ record, input, org, on }) =>
    input.proposedUnit === undefined || !isTied(input.proposedUnit, record.named, org, on),

  handlingUnitIsNotTiedToTheNamed: ({ record, input, org, on }) =>
    !isTied(input.handlingUnit, record.named, org, on),

  handlingUnitIsCompetent: ({ record, input, org, rulebook }) => {
    const unit = input.handlingUnit === undefined ? undefined : org.findUnit(input.handlingUnit)
    return (
      unit !== undefined &&
      rulebook.decide('petition.mayHandle', {
        category: record.category,
        procedure: record.procedure,
        organ: unit.kind,
      }) !== undefined
    )
  },

  actorIsNotTheSorter: (situation) => personOf(situation) !== situation.record.sorter,
  actorIsNotTheHandler: (situation) => personOf(situation) !== situation.record.handler,

  earlierIsAnotherPetition: ({ record, input, linked }) =>
    input.earlier !== record.id && linked.some(({ id, type }) => type === 'petition' && id === input.earlier),

  // An answer that may still be reviewed is no reason to turn anybody away.
  earlierIsUnderWayOrEnded: ({ input, linked }) =>
    linked.some(
      ({ id, state, closed }) => id === input.earlier && (!closed || ['ended', 'archived'].includes(state)),
    ),

  extensionsAreNotUsedUp: ({ entries, rulebook }) =>
    sinceReopened(entries).filter(({ action }) => action === 'extend').length <
    rulebook.number('petition.extensionsAtMost'),

  aStepWasLogged: ({ entries }) => {
    const accepted = entries.findLastIndex(({ action }) => action === 'accept')
    return entries.slice(accepted + 1).some(({ action }) => action === 'logStep')
  },

  resultFitsTheProcedure: ({ record, input, rulebook }) =>
    rulebook
      .list('petition.results')
      .some(
        ({ code, procedures }) =>
          code === input.result && Array.isArray(procedures) && procedures.includes(record.procedure),
      ),

  namedPetitionerIsAnsweredInPerson: ({ record, input }) =>
    record.realName !== true || record.contactWish === 'codeOnly' || input.feedbackWay !== 'code',

  // A legal procedure has remedies of its own (art 31(1)); review and second review are for opinions (art 35).
  anOpinionWasIssued: ({ record }) => record.procedure === 'opinion',

  requestIsInTime: mayAskStill,

  // Whoever handled, issued or reviewed it is not asked about it again.
  actorTookNoPartBefore: (situation) =>
    !situation.entries.some(
      ({ action, by }) =>
        by.kind === 'staff' &&
        by.person === personOf(situation) &&
        ['accept', 'logStep', 'draftOpinion', 'issue', 'decideReview', 'approve', 'sort'].includes(action),
    ),

  noHearingIsUnderWay: (situation) => !hearingIsUnderWay(situation),
  aHearingIsUnderWay: hearingIsUnderWay,

  // What went through both reviews is ended (art 36); only some grounds open it again.
  groundIsStrongEnough: ({ record, input, rulebook }) =>
    rulebook
      .list('petition.reopeningGrounds')
      .some(
        ({ code, opensEnded }) =>
          code === input.reopeningGround && (record.secondReviewResult === undefined || opensEnded === true),
      ),

  timeForReviewHasPassed: (situation) =>
    situation.record.state !== 'answered' && situation.record.state !== 'reviewed'
      ? true
      : (situation.record.state === 'answered' && situation.record.procedure !== 'opinion') ||
        !mayAskStill(situation),

  noAliasYet,
  retentionHasEndedWhereTheGroundIsThat,
  aPetitionerIsSealed: ({ record }) => record.reporter !== undefined,
} satisfies Record<string, (situation: PetitionSituation) => boolean>
