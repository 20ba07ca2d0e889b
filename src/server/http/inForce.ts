/** What the rulebook gives to choose from in a field, in words; nothing where the field is not chosen from it. */
import type { Field } from '#kernel/record/field.ts'
import type { Rulebook } from '#kernel/rulebook/rulebook.ts'
import { spokenRow, tableRowIn } from '#kernel/rulebook/tableRow.ts'
import type { Spoken } from './language.ts'

export function inForce(
  { list, table }: Field<unknown>,
  rulebook: Rulebook,
): readonly ({ readonly code: string } & Spoken)[] | undefined {
  if (list !== undefined) return rulebook.list(list).map(({ code, zh, en }) => ({ code, zh, en }))
  return table === undefined
    ? undefined
    : rulebook.rows(table).map((row) => ({ code: tableRowIn(rulebook, table, row), ...spokenRow(row) }))
}
