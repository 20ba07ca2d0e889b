/** What follows from an action on a request beyond what was entered. Its result is frozen in the entry. */
import { placesOver } from '#kernel/access/reach.ts'
import { present } from '#kernel/present.ts'
import type { PersonId } from '#kernel/record/field.ts'
import type { CooperationSituation, CooperationValues } from './cooperation.fields.ts'
import { namedHere } from './theCase.ts'

type Filled = Partial<CooperationValues>

const actorOf = ({ actor }: CooperationSituation): PersonId | undefined =>
  actor.kind === 'staff' ? actor.person : undefined

export function requested(situation: CooperationSituation): Filled {
  const { actor, input, record, rulebook } = situation
  const places = placesOver(input.helpingUnit ?? '')
  return {
    ...present({
      asker: actorOf(situation),
      askingUnit: actor.kind === 'staff' ? actor.unit : undefined,
      named: namedHere(situation, record.named),
    }),
    remote: rulebook.list('cooperation.remotePlaces').some(({ code }) => places.includes(code)),
  }
}

export const approved = (situation: CooperationSituation): Filled => present({ approver: actorOf(situation) })
export const signedFor = (situation: CooperationSituation): Filled => present({ helper: actorOf(situation) })
export const closed = ({ record }: CooperationSituation): Filled => present({ outcome: record.result })
