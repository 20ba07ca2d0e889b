/** The rules about cases, each a sentence. Legal basis: README.md. */
import { isTied } from '#kernel/org/routing.ts'
import type { UnitId } from '#kernel/record/field.ts'
import { isOver } from '#kernel/deadlines/requestPeriod.ts'
import { rowsThatHold } from '#kernel/rulebook/decisionTable.ts'
import type { PlainDate } from '#kernel/time.ts'
import { approverNamed } from '#kernel/org/approver.ts'
import { elementsOf, isComplete, isProved } from './checklist.ts'
import { isUnderConsultation } from './case.disagreement.ts'
import type { CaseSituation, CaseValues } from './case.fields.ts'
import {
  gateBefore,
  isPassed,
  isShortForGood,
  postThatReviews,
  standingReview,
  wasReviewed,
} from './case.gates.ts'

const ADULT = 18
const personOf = ({ actor }: CaseSituation) => (actor.kind === 'staff' ? actor.person : undefined)

const everybody = ({ record, input }: CaseSituation) => [
  ...(record.persons ?? []),
  ...(record.minors ?? []),
  ...(input.persons ?? []),
  ...(input.minors ?? []),
]

function ageOn(day: PlainDate, birthDate: PlainDate): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}

const isMinor = ({ birthDate }: CaseValues['persons'][number], on: PlainDate): boolean =>
  birthDate !== undefined && ageOn(on, birthDate) < ADULT

const passed = (situation: CaseSituation): boolean => {
  const gate = gateBefore(situation)
  return gate !== undefined && isPassed(gate, situation)
}

/** What the checklist of the act asks for: that of the gate, or the features of the label somebody wants. */
const wantedRows = (situation: CaseSituation): readonly string[] => {
  const { record, input, rulebook } = situation
  return input.newLabel === undefined
    ? elementsOf(gateBefore(situation) ?? '', record.label, rulebook)
    : elementsOf('label', input.newLabel, rulebook)
}

const lastLabelReview = ({ record, input }: CaseSituation) => {
  const since = (record.labels ?? []).at(-1)?.on
  return (record.labelReviews ?? []).findLast(
    ({ from, to, on }) =>
      from === record.label && to === input.newLabel && (since === undefined || on >= since),
  )
}

/** Everything the file has to hold, by the rule of the day. */
const archiveNeeds = ({ record, rulebook }: CaseSituation) =>
  rowsThatHold(rulebook.table('case.archiveNeeds'), {
    outcome: record.outcome,
    label: record.label,
    supplements: record.supplements,
    appealed: record.appealBy !== undefined,
    labelChanged: (record.labels ?? []).length > 0,
    consulted: (record.consultationNotes ?? []).length > 0,
    held: (record.headcount ?? 0) > 0,
  })

const GRANTS = ['extendReview', 'extendTrial', 'extendAppeal']
const NEW_RUN = ['sendForProsecution', 'resubmit', 'prosecute', 'remand', 'appeal']

/** The row by which this term may be granted now. */
function extensionRow({ record, input, entries, rulebook }: CaseSituation) {
  const since = entries.findLastIndex(({ action }) => NEW_RUN.includes(action))
  const granted = entries.slice(since + 1).filter(({ action }) => GRANTS.includes(action)).length
  return rulebook.decide('case.extensionOf', {
    state: record.state,
    term: input.extensionTerm,
    nth: granted + 1,
  })
}

/** The organ whose clock it is now. */
function organOfTheStage({ record }: CaseSituation): UnitId | undefined {
  switch (record.state) {
    case 'prosecuting':
      return record.procuratorate
    case 'onTrial':
      return record.court
    case 'onAppeal':
      return record.appealCourt
    case undefined:
    default:
      return record.handlingUnit
  }
}

export const rules = {
  handlingUnitIsNotTiedToTheNamed: ({ record, input, org, on }) =>
    !isTied(input.handlingUnit, record.named, org, on),

  handlingUnitIsAnother: ({ record, input }) => record.handlingUnit !== input.handlingUnit,

  teamIsOfTheHandlingUnit: ({ input, record, actor, org, on }) => {
    const unit = record.handlingUnit ?? (actor.kind === 'staff' ? actor.unit : undefined)
    return (input.team ?? []).every(
      (person) =>
        unit !== undefined && org.holdersOf('investigator', unit, on).some(({ id }) => id === person),
    )
  },

  everyPersonHasANumberOfTheirOwn: (situation) => {
    const numbers = everybody(situation).map(({ no }) => no)
    return new Set(numbers).size === numbers.length
  },

  // Whoever is under eighteen stands apart, where fewer see them (L2 art 286; AOCL art 67).
  minorsStandApart: ({ input, on }) => !(input.persons ?? []).some((one) => isMinor(one, on)),

  theyArePersonsOfTheCase: (situation) => {
    const known = everybody(situation).map(({ no }) => no)
    const { roleChanges = [], enforcementNotes = [] } = situation.input
    return [...roleChanges, ...enforcementNotes].every(({ no }) => known.includes(no))
  },

  periodsEndAfterTheyBegin: ({ input }) =>
    (input.activity ?? []).every(({ from, to }) => to === undefined || to >= from),

  // Evidence
  everyPieceHasANumberOfItsOwn: ({ record, input }) => {
    const numbers = [...(record.evidenceNumbers ?? []), ...(input.evidence ?? []).map(({ no }) => no)]
    return new Set(numbers).size === numbers.length
  },

  evidenceIsInTheCase: ({ record, input }) =>
    (input.exclusions ?? []).every(({ evidence }) => (record.evidenceNumbers ?? []).includes(evidence)),

  // Gates
  gateIsTheReviewersOwn: (situation) => {
    const { actor } = situation
    return actor.kind === 'staff' && postThatReviews(gateBefore(situation)) === actor.post
  },

  reviewerIsNotOnTheTeam: (situation) =>
    !(situation.record.team ?? []).some((member) => member === personOf(situation)),

  everyRowIsAnswered: (situation) => isComplete(situation.input.checks, wantedRows(situation)),

  whatIsMetIsProvedByEvidenceThatStands: ({ record, input }) =>
    isProved(input.checks, {
      known: record.evidenceNumbers ?? [],
      excluded: record.excludedEvidence ?? [],
    }),

  gateIsPassed: passed,
  gateWasReviewed: (situation) => {
    const gate = gateBefore(situation)
    return gate !== undefined && wasReviewed(gate, situation)
  },

  actorIsNotTheGateReviewer: (situation) => {
    const gate = gateBefore(situation)
    const by = gate === undefined ? undefined : standingReview(gate, situation)?.entry.by
    return by?.kind !== 'staff' || by.person !== personOf(situation)
  },

  noConsultationIsOpen: (situation) => !isUnderConsultation(situation),

  // A consultation binds no judge and stops no trial (domain 5).
  noConsultationIsOpenBeforeTrial: (situation) =>
    situation.record.state === 'onTrial' || !isUnderConsultation(situation),

  majorCaseWasDiscussed: ({ record }) => record.major !== true || (record.discussions ?? []).length > 0,

  defenceIsAttached: ({ record, input }) =>
    (input.defenceHeard === 'attached') === (record.defenceOpinions ?? []).length > 0,

  whatIsNotTakenIsExplained: ({ input }) =>
    (input.defenceOpinions ?? []).every(({ taken, why }) => taken === 'taken' || why !== undefined),

  // Label
  newLabelIsAnother: ({ record, input }) => input.newLabel !== record.label,

  labelIsTheStageOrgansToChange: (situation) =>
    situation.actor.kind === 'staff' && situation.actor.unit === organOfTheStage(situation),

  labelWasReviewedOutsideThePolice: (situation) => lastLabelReview(situation) !== undefined,

  signerIsNotTheLabelReviewer: (situation) => lastLabelReview(situation)?.reviewer !== personOf(situation),

  labelReviewerAgreesWhenEveryElementIsMet: ({ input }) =>
    input.agrees !== true || (input.checks ?? []).every(({ met }) => met === 'met'),

  // Supplementary investigation
  supplementsAreNotUsedUp: ({ record, rulebook }) =>
    (record.supplements ?? 0) < rulebook.number('case.supplementsAtMost'),

  evidenceIsNotShortForGood: (situation) => !isShortForGood(situation),

  // Each stage has its own lengths, each granted once, by the organ that the law names.
  extensionIsThatOfTheStage: (situation) => extensionRow(situation) !== undefined,
  extensionIsByTheOrganOfTheLaw: (situation) => {
    const named = approverNamed(
      extensionRow(situation)?.then['approver'],
      organOfTheStage(situation),
      situation.org,
    )
    return situation.actor.kind === 'staff' && situation.actor.unit === named
  },

  // Judgment
  judgedByNow: ({ input, on }) => input.judgedOn !== undefined && input.judgedOn <= on,

  everybodyHasOneVerdict: (situation) => {
    const wanted = everybody(situation).map(({ no }) => no)
    const given = (situation.input.verdicts ?? []).map(({ no }) => no)
    return (
      given.length === wanted.length &&
      new Set(given).size === given.length &&
      wanted.every((no) => given.includes(no))
    )
  },

  convictionRestsOnAPassedGate: (situation) =>
    !(situation.input.verdicts ?? []).some(({ verdict }) => verdict === 'guilty') || passed(situation),

  appealTimeHasPassed: ({ on, requestPeriod }) => isOver(requestPeriod('appeal'), on),

  actorTookNoPartInTheTrial: ({ entries, actor }) =>
    !entries.some(
      ({ action, by }) =>
        action === 'pronounce' && by.kind === 'staff' && actor.kind === 'staff' && by.person === actor.person,
    ),

  nobodyIsConvicted: ({ record }) => record.outcome === 'acquitted',

  // After it
  reviewerTookNoPart: (situation) =>
    !situation.entries.some(
      ({ action, by }) =>
        action !== 'reviewClosed' && by.kind === 'staff' && by.person === personOf(situation),
    ),

  everyCorrectionIsDone: ({ record }) =>
    (record.corrections ?? []).length >= (record.correctiveActions ?? []).length,

  fileIsComplete: (situation) =>
    archiveNeeds(situation).every(
      ({ then }) =>
        (situation.input.archiveItems ?? []).some(({ item }) => item === then['item']) &&
        (then['act'] === undefined || situation.entries.some(({ action }) => action === then['act'])),
    ),
} satisfies Record<string, (situation: CaseSituation) => boolean>
