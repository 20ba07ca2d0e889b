/**
 * A row of a decision table as a record keeps it: `<table>/<row>@<day>`, in the wording that was in force on that day. A wording
 * is never changed in place, a newer one follows it; so the reference says for ever which row was meant.
 */
import { isPlainDate, type PlainDate } from '../time.ts'
import type { DecisionRow } from './decisionTable.ts'
import type { Rulebook } from './rulebook.ts'

export type TableRow<Table extends string = string> = `${Table}/${string}@${string}`

/** The row in the wording that is in force in this rulebook. */
export const tableRowIn = <const Table extends string>(
  rulebook: Rulebook,
  table: Table,
  { id }: Pick<DecisionRow, 'id'>,
): TableRow<Table> => `${table}/${id}@${rulebook.find(table)?.from ?? rulebook.day}`

interface Parts {
  readonly table: string
  readonly id: string
  readonly day: PlainDate
}

function partsOf(reference: string): Parts | undefined {
  const [, table = '', id = '', day = ''] = /^([^/]+)\/(.+)@([\d-]{10})$/u.exec(reference) ?? []
  return isPlainDate(day) ? { table, id, day } : undefined
}

export const isTableRow = <Table extends string>(value: string, table: Table): value is TableRow<Table> =>
  partsOf(value)?.table === table

/** The row that is meant; nothing where no wording of its table has it. */
export function findTableRow(
  reference: string,
  rules: { rulebookOn(day: PlainDate): Rulebook },
): DecisionRow | undefined {
  const parts = partsOf(reference)
  return parts === undefined
    ? undefined
    : rules
        .rulebookOn(parts.day)
        .rows(parts.table)
        .find(({ id }) => id === parts.id)
}

/** What the row says and what it stands on, assumptions and all. */
export function spokenRow({ says, source }: Pick<DecisionRow, 'says' | 'source'>) {
  const on = withoutMarks(source)
  return {
    zh: `${says.zh}（${on.replaceAll('assumed – configurable', '属假定，可配置')}）`,
    en: `${says.en} (${on})`,
  }
}

/** The row as a paper cites it: what it says, and the law, where it stands on one. */
export function citedRow({ says, source }: Pick<DecisionRow, 'says' | 'source'>): string {
  const law = source.split('；').filter((part) => LAW.test(part))
  return law.length === 0 ? says.zh : `${says.zh}（${withoutMarks(law.join('；'))}）`
}

/** The mark of a text that was read; what is only assumed bears [ASM] (docs, sources of the rulebook). */
const LAW = /\[[A-Z]\d+\]/u
const withoutMarks = (source: string): string => source.replaceAll(/\s*\[[^\]]*\]/gu, '')
