/** Which body the machine proposes, by a row of a decision table that is named beside it. Never a decision. */
import { levels } from '#kernel/org/organ.ts'
import { candidatesFor, isTied } from '#kernel/org/routing.ts'
import type { Standing } from '#kernel/record/declaration.ts'
import type { UnitId } from '#kernel/record/field.ts'
import type { Proposal } from '#kernel/record/proposal.ts'
import type { ComplaintSituation, ComplaintValues } from './complaint.fields.ts'

type Sight = Pick<ComplaintSituation, 'org' | 'rulebook' | 'on'> & {
  readonly record: Partial<ComplaintValues> & Partial<Standing>
}

export function routeProposal({
  record,
  org,
  rulebook,
  on,
}: Sight): Proposal<UnitId, 'complaint.routing'> | undefined {
  const { category, rank, staffOrgan, area } = record
  const row = rulebook.decide('complaint.routing', { category, rank, staffOrgan })
  const { organ, level } = row?.then ?? {}
  const wanted = levels.find((one) => one === level)
  if (row === undefined || typeof organ !== 'string' || wanted === undefined || area === undefined)
    return undefined
  const unit = candidatesFor({ organ, level: wanted, elsewhere: false }, area, org).find(
    (candidate) => !isTied(candidate, record.named, org, on),
  )
  return unit === undefined
    ? undefined
    : { field: 'proposedUnit', value: unit, table: 'complaint.routing', row: row.id, says: row.says }
}
