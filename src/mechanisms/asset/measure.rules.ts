/** The rules about measures, each a sentence. Legal basis: README.md. */
import { parseTerm } from '#kernel/deadlines/term.ts'
import type { MeasureSituation } from './measure.fields.ts'
import { inspectorateOver } from './inspectorate.ts'
import { findAsset, MEASURABLE } from './linkedAsset.ts'
import { aCaseOrAClueIsNamed, isNoVerifierOrOnAClue } from './matters.ts'
import { isAuthority, isWithinRenewal, matrixRowFor } from './measureMatrix.ts'
import { factsAt, stageOf } from './measure.stage.ts'

const personOf = ({ actor }: MeasureSituation) => (actor.kind === 'staff' ? actor.person : undefined)

const assetOf = ({ record, input, linked }: MeasureSituation) =>
  findAsset(linked, input.asset ?? record.asset)

/** The row of the matrix for the measure as it stands, or as it is applied for. */
const rowOf = (situation: MeasureSituation) =>
  matrixRowFor(
    situation.rulebook,
    situation.record.matrixRow === undefined ? factsAt(situation) : situation.record,
  )

/** The row for a seizure as whoever commands at the scene may decide it, or as it stands once that is confirmed. */
const rowOfScene = (situation: MeasureSituation, sceneDecision: 'standing' | 'confirmed') =>
  matrixRowFor(situation.rulebook, { ...factsAt(situation), ...situation.record, sceneDecision })

/** Until when the measure runs: without an end it does not run at all. */
const isInForce = ({ record, at }: MeasureSituation): boolean =>
  record.until !== undefined && at <= record.until

const isHeldByAnother = (situation: MeasureSituation): boolean => {
  const inForce = assetOf(situation)?.inForce
  return inForce !== undefined && inForce !== situation.record.id
}

function isAuthorityBeyondTheScene(situation: MeasureSituation): boolean {
  const { record, actor, org } = situation
  const row = rowOfScene(situation, 'confirmed')
  return row !== undefined && actor.kind === 'staff' && isAuthority(actor, row, record.takenBy, org)
}

export const rules = {
  aCaseOrAClueIsNamed,

  aVerifierAppliesOnAClue: isNoVerifierOrOnAClue,

  assetBelongsToTheMatter: (situation) => {
    const { input } = situation
    const told = assetOf(situation)?.told
    return (
      told !== undefined &&
      (input.case === undefined ? told['clue'] === input.clue : told['case'] === input.case)
    )
  },

  assetMayBeMeasured: (situation) => MEASURABLE.includes(assetOf(situation)?.state ?? ''),

  // Nothing that no row allows; before a case is filed that leaves the 48 hours for suspected triads alone (AOCL art 27).
  theMatrixAllowsIt: (situation) => rowOf(situation) !== undefined,

  clueIsOfASuspectedTriad: (situation) => {
    const { input, linked } = situation
    if (stageOf(situation) !== 'clue') return true
    const focus = linked.find(({ type, id }) => type === 'clue' && id === input.clue)?.told['focus']
    return Array.isArray(focus) && focus.includes('suspectedTriad')
  },

  organIsThatOfTheStage: (situation) => {
    const { actor, org } = situation
    const kind = actor.kind === 'staff' ? org.findUnit(actor.unit)?.kind : undefined
    return kind !== undefined && rowOf(situation)?.organs.includes(kind) === true
  },

  // A second freeze is forbidden; one that waits is not (police procedure rules art 242).
  noOtherMeasureIsInForce: (situation) =>
    (situation.input.kind ?? situation.record.kind) === 'waitingFreeze' || !isHeldByAnother(situation),

  anotherMeasureIsInForce: isHeldByAnother,

  actorIsTheAuthorityOfTheMatrix: (situation) => {
    const { record, actor, org } = situation
    const row = rowOf(situation)
    return row !== undefined && actor.kind === 'staff' && isAuthority(actor, row, record.takenBy, org)
  },

  // During an examination of a scene or a search, whoever commands there decides a seizure; what is valuable or would harm a
  // business they do not (art 228).
  actorMayDecideAtTheScene: (situation) => {
    const { record, actor, org } = situation
    const row = rowOfScene(situation, 'standing')
    return row?.atScene === true && actor.kind === 'staff' && isAuthority(actor, row, record.takenBy, org)
  },
  itWasDecidedAtTheScene: ({ record }) => record.sceneDecision === 'standing',
  actorIsTheAuthorityBeyondTheScene: isAuthorityBeyondTheScene,

  // Renewal and lifting are for whoever decided: the same posts of the same unit (art 240).
  actorIsTheAuthorityThatDecided: (situation) => {
    const { record, actor, org } = situation
    if (record.sceneDecision === 'standing') return isAuthorityBeyondTheScene(situation)
    const row = rowOf(situation)
    return (
      row !== undefined &&
      actor.kind === 'staff' &&
      actor.unit === record.decidedBy &&
      isAuthority(actor, row, record.takenBy, org)
    )
  },

  actorIsNotTheApplicant: (situation) => personOf(situation) !== situation.record.applicant,

  officersAreTwoOfTheUnit: ({ record, input, org, on }) => {
    const officers = [...new Set(input.officers ?? [])]
    const { takenBy } = record
    return (
      officers.length >= 2 &&
      takenBy !== undefined &&
      officers.every((one) => org.tenuresOn(one, on).some(({ unit }) => org.isWithin(unit, takenBy)))
    )
  },

  actorIsOneOfTheOfficers: (situation) =>
    (situation.input.officers ?? []).some((one) => one === personOf(situation)),

  witnessIsNotAnOfficer: ({ input, org }) =>
    input.witness !== undefined &&
    !(input.officers ?? []).some((one) => org.findPerson(one)?.name === input.witness?.name),

  renewalStaysWithinTheMatrix: (situation) => {
    const asked = parseTerm(String(situation.input.renewalTerm))
    return asked !== undefined && isWithinRenewal(asked, rowOf(situation)?.renewal)
  },

  itIsStillInForce: isInForce,

  // Custody apart from investigation (police procedure rules art 235).
  actorTookNoPartInIt: (situation) => {
    const { record, org, on } = situation
    const person = personOf(situation)
    return (
      person !== undefined &&
      person !== record.applicant &&
      person !== record.decider &&
      !(record.officers ?? []).includes(person) &&
      !org.tenuresOn(person, on).some(({ post }) => post === 'investigator')
    )
  },

  anInspectorateIsOverIt: ({ record, org }) => inspectorateOver(record.takenBy, org) !== undefined,

  anInstitutionAssists: ({ record, input }) => (record.assistedBy ?? input.assistedBy) !== undefined,
} satisfies Record<string, (situation: MeasureSituation) => boolean>
