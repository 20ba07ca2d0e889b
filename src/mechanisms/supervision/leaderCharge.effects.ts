/** What follows from an action on a leader's charge beyond what was entered. Its result is frozen in the entry. */
import { present } from '#kernel/present.ts'
import type { LeaderChargeSituation, LeaderChargeValues } from './leaderCharge.fields.ts'
import { findLeadingUnit } from './leaderCharge.rules.ts'
import { namedHere, onTheCase, unitOfCase } from './theCase.ts'

type Filled = Partial<LeaderChargeValues>

export function offered(situation: LeaderChargeSituation): Filled {
  const { actor, input, record } = situation
  const handlingUnit = unitOfCase(situation, 'handlingUnit') ?? record.handlingUnit
  return present({
    office: actor.kind === 'staff' ? actor.unit : undefined,
    assigner: actor.kind === 'staff' ? actor.person : undefined,
    handlingUnit,
    leaderUnit: findLeadingUnit(situation, input.leader, handlingUnit),
    named: namedHere(situation, record.named),
  })
}

export const accepted = ({ on }: LeaderChargeSituation): Filled => ({ acceptedOn: on })

export const leaderIsNoted = ({ record }: LeaderChargeSituation) =>
  onTheCase(record, 'noteLeader', { leaderInCharge: record.leader })

/** The hand-over stands in the record for good, and the successor is in charge from now on. */
export function takenOver(situation: LeaderChargeSituation): Filled {
  const { record, on } = situation
  const { leader, successor, handOverReason, openMatters, handOvers = [] } = record
  if (leader === undefined || successor === undefined || handOverReason === undefined) return {}
  return {
    ...present({ leaderUnit: findLeadingUnit(situation, successor, record.handlingUnit) }),
    leader: successor,
    acceptedOn: on,
    handOvers: [
      ...handOvers,
      { from: leader, to: successor, on, reason: handOverReason, openMatters: openMatters ?? [] },
    ],
  }
}

export const successorIsNoted = ({ record }: LeaderChargeSituation) =>
  onTheCase(record, 'noteLeader', { leaderInCharge: record.successor })
