/** The list of all types of record: the only file that names the mechanisms together. */
import type { Declaration } from '#kernel/record/declaration.ts'
import { clue } from './clue/clue.ts'
import { transfer } from './clue/transfer.ts'
import { person } from './organisation/person.ts'
import { ruleSet } from './organisation/ruleSet.ts'
import { tenure } from './organisation/tenure.ts'
import { tie } from './organisation/tie.ts'

export const declarations: ReadonlyMap<string, Declaration> = new Map(
  ([clue, transfer, person, tenure, tie, ruleSet] as const).map((one): [string, Declaration] => [
    one.name,
    one,
  ]),
)
