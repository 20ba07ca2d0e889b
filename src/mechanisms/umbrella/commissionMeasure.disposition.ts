/** What a measure of the supervision commission takes over from the disposition it is asked for in. */
import type { Linked } from '#kernel/record/declaration.ts'
import type { PersonId, UnitId } from '#kernel/record/field.ts'
import type { CommissionMeasureSituation, CommissionMeasureValues } from './commissionMeasure.fields.ts'

const dispositionOf = ({ record, input, linked }: CommissionMeasureSituation): Linked | undefined =>
  linked.find(({ type, id }) => type === 'disposition' && id === (record.disposition ?? input.disposition))

/** Verification and what follows the filing of a case: at no other time is there a measure. */
export function stageOf(situation: CommissionMeasureSituation): CommissionMeasureValues['stage'] | undefined {
  const disposition = dispositionOf(situation)
  if (disposition?.state === 'filed') return 'filed'
  return disposition?.state === 'underway' && disposition.told['way'] === 'verify'
    ? 'verification'
    : undefined
}

export function unitTold(situation: CommissionMeasureSituation): UnitId | undefined {
  const value = dispositionOf(situation)?.told['handlingUnit']
  // A field of kind unit of the disposition, which accepted it.
  return typeof value === 'string' ? (value as UnitId) : undefined
}

/** Its team, whom it keeps out and its number, as the fields of the disposition accepted them. */
export const takenOver = (
  situation: CommissionMeasureSituation,
): Partial<Pick<CommissionMeasureValues, 'team' | 'named' | 'registeredAs'>> => {
  const { team, named, registeredAs } = dispositionOf(situation)?.told ?? {}
  return { team, named, registeredAs } as Partial<
    Pick<CommissionMeasureValues, 'team' | 'named' | 'registeredAs'>
  >
}

export const isInTeamTold = (situation: CommissionMeasureSituation, one: PersonId | undefined): boolean =>
  one !== undefined && (takenOver(situation).team ?? []).includes(one)

/** What the matrix asks for, of a measure that is applied for. */
export function factsAt(situation: CommissionMeasureSituation) {
  const { input, org } = situation
  const level = org.findUnit(unitTold(situation) ?? '')?.level
  return {
    ...{ kind: input.kind, custodyConsidered: input.custodyConsidered, stage: stageOf(situation) },
    level: (['county', 'prefecture', 'province'] as const).find((one) => one === level),
  }
}
