/** Which organ the machine proposes, by a row of a decision table that is named beside it. Never a decision. */
import type { Standing } from '#kernel/record/declaration.ts'
import type { UnitId } from '#kernel/record/field.ts'
import type { Proposal } from '#kernel/record/proposal.ts'
import { levels } from '#kernel/org/organ.ts'
import { candidatesFor, isTied } from '#kernel/org/routing.ts'
import type { PetitionSituation, PetitionValues } from './petition.fields.ts'

type Sight = Pick<PetitionSituation, 'org' | 'rulebook' | 'on'> & {
  readonly record: Partial<PetitionValues> & Partial<Standing>
}

export function routeProposal({
  record,
  org,
  rulebook,
  on,
}: Sight): Proposal<UnitId, 'petition.routing'> | undefined {
  const { category, procedure, area } = record
  const row = rulebook.decide('petition.routing', { category, procedure })
  const { organ, level } = row?.then ?? {}
  const wanted = levels.find((one) => one === level)
  if (row === undefined || typeof organ !== 'string' || wanted === undefined || area === undefined)
    return undefined
  const unit = candidatesFor({ organ, level: wanted, elsewhere: false }, area, org).find(
    (candidate) => !isTied(candidate, record.named, org, on),
  )
  return unit === undefined
    ? undefined
    : { field: 'proposedUnit', value: unit, table: 'petition.routing', row: row.id, says: row.says }
}
