/** What the machine proposes: a value for a field, by a row of a decision table. Whoever decides may differ. */
import type { DecisionRow } from '../rulebook/decisionTable.ts'

export interface Proposal {
  readonly field: string
  readonly value: string
  readonly table: string
  readonly row: string
  readonly says: DecisionRow['says']
}

/** A proposal as one line for the entry: what, by which row of which table. */
export const written = (proposal: Proposal | undefined): string | undefined =>
  proposal === undefined ? undefined : `${proposal.value} (${proposal.table}/${proposal.row})`
