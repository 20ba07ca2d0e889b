/**
 * What the machine proposes: the grade and the unit, each by a row of a decision table that is named
 * beside it. A proposal is never a decision; whoever decides may differ and says why.
 */
import { levels } from '#kernel/org/organ.ts'
import { candidatesFor, isTied } from '#kernel/org/routing.ts'
import type { Standing } from '#kernel/record/declaration.ts'
import type { UnitId } from '#kernel/record/field.ts'
import type { Proposal } from '#kernel/record/proposal.ts'
import type { ClueSituation, ClueValues } from './clue.fields.ts'

type Known = Partial<ClueValues> & Partial<Standing>
/** Where a proposal looks: the clue as it stands, with what the assessor has entered so far on top. */
type Sight = Pick<ClueSituation, 'org' | 'rulebook' | 'on' | 'linked'> & { readonly record: Known }

/** What the tables of grading and routing are asked about. */
function factsOf({ record, linked }: Pick<Sight, 'record' | 'linked'>) {
  return {
    source: record.source,
    category: record.category,
    grade: record.grade,
    focus: record.focus ?? [],
    weapons: record.weapons === 'yes',
    minors: record.minors === 'yes',
    stillGoingOn: record.stillGoingOn === 'yes',
    umbrella: record.umbrellaSuspected === 'yes',
    officialNamed: (record.named ?? []).length > 0,
    timesReported: 1 + linked.filter(({ link, direction }) => link === 'head' && direction === 'to').length,
    area: record.area,
  }
}

type Grade = ClueValues['grade']
const GRADES: readonly Grade[] = ['A', 'B', 'C']

export function gradeProposal(situation: Sight): Proposal<Grade, 'clue.grading'> | undefined {
  const row = situation.rulebook.decide('clue.grading', factsOf(situation))
  const grade = GRADES.find((one) => one === row?.then['grade'])
  return row === undefined || grade === undefined
    ? undefined
    : { field: 'grade', value: grade, table: 'clue.grading', row: row.id, says: row.says }
}

export function routeProposal(situation: Sight): Proposal<UnitId, 'clue.routing'> | undefined {
  const { record, org, rulebook, on } = situation
  const grade = record.grade ?? gradeProposal(situation)?.value
  const row = rulebook.decide('clue.routing', { ...factsOf(situation), grade })
  const { organ, level, elsewhere } = row?.then ?? {}
  const wanted = levels.find((one) => one === level)
  if (row === undefined || typeof organ !== 'string' || wanted === undefined || record.area === undefined)
    return undefined
  const unit = candidatesFor({ organ, level: wanted, elsewhere: elsewhere === true }, record.area, org).find(
    (candidate) => !isTied(candidate, record.named, org, on),
  )
  return unit === undefined
    ? undefined
    : { field: 'proposedUnit', value: unit, table: 'clue.routing', row: row.id, says: row.says }
}
