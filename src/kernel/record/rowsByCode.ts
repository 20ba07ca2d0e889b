/** Entries of a version that kept the code of a row alone mean the wording in force on the day of the act. */
import { isTableRow, type TableRow } from '../rulebook/tableRow.ts'
import { dayOf, type PlainDate } from '../time.ts'
import type { Upcast } from './declaration.ts'
import type { FieldMap } from './field.ts'

export const rowsByCode =
  (fields: FieldMap): Upcast =>
  (entry) => ({
    ...entry,
    sets: Object.fromEntries(
      Object.entries(entry.sets).map(([name, value]) => {
        const table = fields[name]?.table
        return [name, table === undefined ? value : rowOn(dayOf(entry.at), table, value)]
      }),
    ),
  })

function rowOn(day: PlainDate, table: string, code: unknown): unknown {
  if (typeof code !== 'string' || isTableRow(code, table)) return code
  const row: TableRow = `${table}/${code.slice(code.lastIndexOf('/') + 1)}@${day}`
  return row
}
