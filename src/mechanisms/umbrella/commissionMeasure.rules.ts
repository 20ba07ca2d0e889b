/** The rules about the supervision commission's measures, each a sentence. Legal basis: README.md. */
import { approverNamed } from '#kernel/org/approver.ts'
import type { CommissionMeasureSituation } from './commissionMeasure.fields.ts'
import { factsAt, isInTeamTold, stageOf } from './commissionMeasure.disposition.ts'
import { commissionRowFor, extensionOf, type ExtensionRow } from './commissionMatrix.ts'

const personOf = ({ actor }: CommissionMeasureSituation) =>
  actor.kind === 'staff' ? actor.person : undefined
const unitOf = ({ actor }: CommissionMeasureSituation) => (actor.kind === 'staff' ? actor.unit : undefined)

/** The row of the matrix for the measure as it stands, or as it is applied for. */
const rowOf = (situation: CommissionMeasureSituation) =>
  commissionRowFor(
    situation.rulebook,
    situation.record.kind === undefined ? factsAt(situation) : situation.record,
  )

const isApproverOf = (situation: CommissionMeasureSituation, row: ExtensionRow | undefined): boolean => {
  const { record, org } = situation
  const named = approverNamed(row?.approver, record.handlingUnit, org)
  return named !== undefined && unitOf(situation) === named
}

const isNoticeWithheld = ({ entries }: CommissionMeasureSituation): boolean =>
  entries.findLast(({ action }) => action === 'withholdNotice' || action === 'endWithholding')?.action ===
  'withholdNotice'

export const rules = {
  // Nothing is done to anybody or anything out of a file that is held, settled or not yet decided.
  dispositionIsVerifiedOrFiled: (situation) => stageOf(situation) !== undefined,
  actorIsOnTheTeam: (situation) => isInTeamTold(situation, personOf(situation)),
  theMatrixAllowsIt: (situation) => rowOf(situation) !== undefined,
  applicantsAreTwoOfTheTeam: (situation) => {
    const applicants = new Set(situation.input.applicants)
    return applicants.size >= 2 && [...applicants].every((one) => isInTeamTold(situation, one))
  },
  actorIsOneOfTheApplicants: (situation) =>
    (situation.input.applicants ?? []).some((one) => one === personOf(situation)),
  whomOrWhatItIsAboutIsNamed: (situation) => {
    const { input } = situation
    const about = rowOf(situation)?.about
    if (about === undefined) return true
    return about === 'property' ? input.propertyConcerned !== undefined : input.personConcerned !== undefined
  },

  actorIsTheAuthorityOfTheMatrix: (situation) => {
    const { actor, record } = situation
    const posts = rowOf(situation)?.posts ?? []
    return actor.kind === 'staff' && actor.unit === record.handlingUnit && posts.includes(actor.post)
  },
  oneLeaderDecides: (situation) => rowOf(situation)?.together === false,
  leadersDecideTogether: (situation) => rowOf(situation)?.together === true,
  actorIsNotOfTheTeam: (situation) =>
    !(situation.record.team ?? []).some((one) => one === personOf(situation)),
  theCommissionAboveApproves: (situation) => rowOf(situation)?.above !== undefined,
  actorIsOfTheCommissionAbove: (situation) => {
    const { record, org } = situation
    const above = approverNamed(rowOf(situation)?.above, record.handlingUnit, org)
    return above !== undefined && unitOf(situation) === above
  },

  officersAreTwoOfTheCommission: ({ record, input, org, on }) => {
    const officers = [...new Set(input.officers ?? [])]
    return (
      officers.length >= 2 &&
      officers.every((one) => org.tenuresOn(one, on).some(({ unit }) => unit === record.handlingUnit))
    )
  },
  aWitnessWasThere: (situation) =>
    rowOf(situation)?.witnessed !== true ||
    (situation.input.witness !== undefined &&
      !(situation.input.officers ?? []).some(
        (one) => situation.org.findPerson(one)?.name === situation.input.witness,
      )),
  whatWasTakenIsListed: (situation) =>
    rowOf(situation)?.counted !== true || (situation.input.inventory ?? []).length > 0,
  itIsDoneInOneGo: (situation) => rowOf(situation)?.atOnce === true,

  familyIsToBeTold: ({ record }) => record.familyToTell === true,
  theNationIsToBeTold: ({ record }) => record.nationToTell === true,
  daysAreOfNow: ({ input, on }) =>
    [input.familyNotice?.on, input.nationFiling?.on, input.nationApproval?.on, input.releasedOn].every(
      (day) => day === undefined || day <= on,
    ),
  noticeIsWithheld: isNoticeWithheld,
  noticeIsNotWithheld: (situation) => !isNoticeWithheld(situation),
  familyWasNotTold: ({ record }) => record.familyNotice === undefined,

  itIsStillInForce: ({ record, at }) => record.until !== undefined && at <= record.until,
  extensionIsTheNextOfTheLaw: (situation) =>
    extensionOf(situation)?.terms.includes(String(situation.input.extensionTerm)) === true,
  actorIsWhomTheLawNames: (situation) => isApproverOf(situation, extensionOf(situation)),
  theNationApprovedWhereItMust: (situation) =>
    extensionOf(situation)?.byNation !== true || situation.input.nationApproval !== undefined,
} satisfies Record<string, (situation: CommissionMeasureSituation) => boolean>
