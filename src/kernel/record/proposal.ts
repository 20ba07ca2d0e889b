/** What the machine proposes: a value for a field, by a row of a decision table. Whoever decides may differ. */
import type { DecisionRow } from '../rulebook/decisionTable.ts'
import type { Rulebook } from '../rulebook/rulebook.ts'
import { tableRowIn, type TableRow } from '../rulebook/tableRow.ts'
import { dayOf } from '../time.ts'
import type { JournalEntry } from './entry.ts'

export interface Proposal<Value extends string = string, Table extends string = string> {
  readonly field: string
  readonly value: Value
  readonly table: Table
  readonly row: string
  readonly says: DecisionRow['says']
}

/** By which rule it was proposed, as a record keeps it. */
export const ruleOf = <const Table extends string>(
  proposal: Proposal<string, Table> | undefined,
  rulebook: Rulebook,
): TableRow<Table> | undefined =>
  proposal === undefined ? undefined : tableRowIn(rulebook, proposal.table, { id: proposal.row })

/**
 * Entries of version 1 kept a proposal as one line, `B (clue.grading/otherwise)`; now value and rule are fields of their own.
 * `fields`: the field of the line, and those of its value and its rule.
 */
export const proposalsInTwo =
  (fields: Readonly<Record<string, { readonly value: string; readonly rule: string }>>) =>
  (entry: JournalEntry): JournalEntry => {
    const sets: Record<string, unknown> = { ...entry.sets }
    for (const [line, { value, rule }] of Object.entries(fields)) {
      const kept = sets[line]
      const [, said, row] = /^(.+) \((.+)\)$/u.exec(typeof kept === 'string' ? kept : '') ?? []
      if (said === undefined || row === undefined) continue
      sets[line] = undefined
      sets[value] = said
      sets[rule] = `${row}@${dayOf(entry.at)}`
    }
    return { ...entry, sets }
  }
