/** The rules about assets, each a sentence. Legal basis: README.md. */
import { addMonths } from '#kernel/time.ts'
import { isOver } from '#kernel/deadlines/requestPeriod.ts'
import type { AssetSituation, AssetValues } from './asset.fields.ts'
import { aCaseOrAClueIsNamed, isNoVerifierOrOnAClue } from './matters.ts'
import { authorityIn, isAuthority } from './measureMatrix.ts'

type Nature = AssetValues['nature']

const personOf = ({ actor }: AssetSituation) => (actor.kind === 'staff' ? actor.person : undefined)

/** Whose asset it was when a decision was proposed: the police's, the procuratorate's or the court's. */
const organInCharge = ({ record }: AssetSituation) => {
  if (record.cameFrom === 'atCourt') return record.court
  return record.cameFrom === 'atProcuratorate' ? record.procuratorate : record.handlingUnit
}

/** Whether the actor is the authority that `asset.authority` names for this decision. */
function decides(act: 'release' | 'return' | 'sale', situation: AssetSituation): boolean {
  const { actor, org, rulebook } = situation
  const authority = authorityIn(rulebook.decide('asset.authority', { act })?.then ?? {})
  return (
    authority !== undefined &&
    actor.kind === 'staff' &&
    isAuthority(actor, authority, organInCharge(situation), org)
  )
}

/** Everybody who has acted on it so far, and whoever acts now. */
const actedOnIt = (situation: AssetSituation): readonly string[] => [
  ...situation.entries.flatMap(({ by }) => (by.kind === 'staff' ? [by.person] : [])),
  ...[personOf(situation)].flatMap((one) => one ?? []),
]

const toldOfTheCase = ({ record, linked }: AssetSituation) =>
  linked.find(({ type, id }) => type === 'case' && id === record.case)?.told ?? {}

const CONFISCABLE: readonly Nature[] = ['illegalGain', 'fruits', 'tool', 'contraband']

const differs = (one: Nature | undefined, other: Nature | undefined) =>
  one !== undefined && other !== undefined && one !== other

export const rules = {
  aCaseOrAClueIsNamed,

  aVerifierFindsItOnAClue: isNoVerifierOrOnAClue,

  itBelongsToACase: ({ record }) => record.case !== undefined,
  itBelongsToAClueOnly: ({ record }) => record.case === undefined,

  // Where it is, for the ways an act can lead.
  theCourtHasIt: ({ record }) => record.state === 'atCourt',
  theProcuratorateHasIt: ({ record }) => record.state === 'atProcuratorate',
  itCameFromTheCourt: ({ record }) => record.cameFrom === 'atCourt',
  itCameFromTheProcuratorate: ({ record }) => record.cameFrom === 'atProcuratorate',
  aMeasureHoldsIt: ({ record }) => record.measureInForce !== undefined,
  theMeasureRanOut: ({ record }) => record.measureEnd === 'lapsed',

  anotherMeasureWaits: ({ record }) => (record.measuresWaiting ?? []).length > 0,
  nothingWaits: ({ record }) => (record.measuresWaiting ?? []).length === 0,
  noMeasureHoldsItYet: ({ record }) => record.measureInForce === undefined,
  nothingHoldsIt: ({ record }) => record.measureInForce === undefined,
  // Kept in an account until judgment (AOCL art 43).
  itIsTheProceedsOfASale: ({ record }) => record.proceedsOf !== undefined,
  itIsNoProceedsOfASale: ({ record }) => record.proceedsOf === undefined,
  theMeasureWaits: ({ record, input }) =>
    input.measure !== undefined && (record.measuresWaiting ?? []).includes(input.measure),

  itIsInCustody: ({ record }) => record.custodian !== undefined,
  itIsNotInCustody: ({ record }) => record.custodian === undefined,

  // Investigators keep nothing (police procedure rules art 235).
  actorIsNotAnInvestigator: (situation) => {
    const { org, on, record } = situation
    const person = personOf(situation)
    return (
      person !== undefined &&
      person !== record.finder &&
      !org.tenuresOn(person, on).some(({ post }) => post === 'investigator')
    )
  },

  aDifferentViewIsExplained: ({ record, input }) => {
    const given = input.courtFinding ?? input.procuratorateOpinion
    const before = input.courtFinding === undefined ? record.policeOpinion : record.procuratorateOpinion
    return !differs(before?.nature, given?.nature) || given?.disagreement !== undefined
  },

  // What is found unrelated is released, and not passed on with the case.
  natureIsNotUnrelated: ({ input }) =>
    (input.procuratorateOpinion ?? input.policeOpinion)?.nature !== 'unrelated',
  natureIsNoLongerPending: ({ input }) =>
    !['pending', 'unrelated'].includes(input.courtFinding?.nature ?? ''),

  receiverIsAProcuratorate: ({ input, org }) =>
    org.findUnit(input.procuratorate ?? '')?.kind === 'procuratorate',
  receiverIsACourt: ({ input, org }) => org.findUnit(input.court ?? '')?.kind === 'court',

  actorMayRelease: (situation) => decides('release', situation),
  actorMayDecideTheReturn: (situation) => decides('return', situation),
  actorIsThePrincipalLeader: (situation) => decides('sale', situation),

  ownershipIsUndisputed: ({ input }) => input.isUndisputed === true,
  ownerAsksWhereTheGroundNeedsIt: ({ input, rulebook }) =>
    input.ownerAsksForSale === true ||
    rulebook
      .list('asset.saleGrounds')
      .some(({ code, ownerMustAsk }) => code === input.saleGround && ownerMustAsk !== true),
  toldByNow: ({ input, on }) => input.saleToldOn !== undefined && input.saleToldOn <= on,

  // Officers may not collect for others (police procedure rules art 234): nobody who acted on it, nobody of the units.
  receiverIsNoOfficial: (situation) => {
    const { record, input, org, on } = situation
    const name = input.receiver?.name
    const units = [record.handlingUnit, record.procuratorate, record.court].flatMap((one) => one ?? [])
    const officials = [
      ...actedOnIt(situation).flatMap((one) => org.findPerson(one) ?? []),
      ...units.flatMap((one) => org.membersOf(one, on)),
    ]
    return name !== undefined && officials.every((one) => one.name !== name)
  },

  itGoesToTheVictim: ({ record }) => record.handOverTo === 'victim',
  itWasFoundUnrelated: ({ record }) => record.unrelatedReasons !== undefined,

  // Judgment, item by item (AOCL arts 44–46; interpretation of the CPL art 279).
  itemWasHeardInCourt: ({ input }) => input.heardInCourt === true,
  whatIsNotProvedIsNotConfiscated: ({ input }) =>
    input.judgment !== 'confiscate' || input.proof !== 'notProved',
  highProbabilityIsForTriadsOnly: (situation) =>
    situation.input.proof !== 'highlyProbable' || toldOfTheCase(situation)['label'] === 'triad',
  whatIsLawfulIsNotConfiscated: ({ input }) =>
    input.judgment !== 'confiscate' ||
    CONFISCABLE.some((one) => one === input.courtFinding?.nature) ||
    (input.courtFinding?.nature === 'lawful' && input.equivalentGround !== undefined),
  victimsPropertyGoesBackToThem: ({ input }) =>
    input.courtFinding?.nature !== 'victims' || input.judgment === 'returnToVictim',
  itIsJudgedToGoBack: ({ record }) => record.judgment !== 'confiscate',

  fugitiveIsWantedForAYear: ({ input, on, rulebook }) =>
    input.withoutTrialGround === 'dead' ||
    (input.wantedSince !== undefined &&
      addMonths(input.wantedSince, rulebook.number('asset.fugitiveMonths')) <= on),
  // Until then whoever it concerns may ask to take part.
  publicNoticeHasRun: ({ on, requestPeriod }) => isOver(requestPeriod('notice'), on),

  // Owners have half a year, victims a year (police procedure rules art 233; interpretation of the CPL art 445).
  thoseSoughtHadTheirTime: ({ on, requestPeriod }) => isOver(requestPeriod('claim'), on),
} satisfies Record<string, (situation: AssetSituation) => boolean>
