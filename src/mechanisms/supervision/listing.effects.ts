/** What follows from an action on a listing beyond what was entered. Its result is frozen in the entry. */
import { present } from '#kernel/present.ts'
import type { PersonId } from '#kernel/record/field.ts'
import type { ListingSituation, ListingValues } from './listing.fields.ts'
import { namedHere, onTheCase, unitOfCase } from './theCase.ts'

type Filled = Partial<ListingValues>

const actorOf = ({ actor }: ListingSituation): PersonId | undefined =>
  actor.kind === 'staff' ? actor.person : undefined

export const proposed = (situation: ListingSituation): Filled =>
  present({
    proposer: actorOf(situation),
    proposingUnit: situation.actor.kind === 'staff' ? situation.actor.unit : undefined,
    handlingUnit: unitOfCase(situation, 'handlingUnit'),
    named: namedHere(situation, undefined),
  })

/** The case may have been designated elsewhere, or name more people: the listing follows it. */
export const followsCase = (situation: ListingSituation): Filled =>
  present({
    handlingUnit: unitOfCase(situation, 'handlingUnit'),
    named: namedHere(situation, situation.record.named),
  })

/** Rules let only bodies of the four levels of the field list (`listing.mayList`). */
const levelOf = (situation: ListingSituation, body: string | undefined) =>
  situation.org.findUnit(body ?? '')?.level as ListingValues['level'] | undefined

export const approved = (situation: ListingSituation): Filled =>
  present({ approver: actorOf(situation), level: levelOf(situation, situation.record.listingBody) })

export const takenUp = (situation: ListingSituation): Filled =>
  present({ level: levelOf(situation, situation.input.listingBody) })

export const drafted = (situation: ListingSituation): Filled => present({ drafter: actorOf(situation) })

export function signed(situation: ListingSituation): Filled {
  const { record, on } = situation
  const signedBy = actorOf(situation)
  const { report, reports = [] } = record
  if (report === undefined || signedBy === undefined) return {}
  return { reports: [...reports, { ...report, signedBy, signedOn: on }], stage: report.stage }
}

export const checked = (situation: ListingSituation): Filled => present({ checker: actorOf(situation) })

export const nowListed = ({ record }: ListingSituation) => onTheCase(record, 'noteListing', { listed: true })
export const noLongerListed = ({ record }: ListingSituation) =>
  onTheCase(record, 'noteListing', { listed: false })
