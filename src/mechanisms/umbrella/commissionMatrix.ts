/**
 * The matrix of the supervision commission's measures: which kind, at which stage, of a commission of which level, is decided by
 * whom and lasts how long; and who lengthens it, by how much, how often. It is dated data (`commissionMeasure.length.term`,
 * `commissionMeasure.extension`), each row with its article. What no row allows is not allowed.
 */
import { parseTerm, type Term } from '#kernel/deadlines/term.ts'
import type { Facts } from '#kernel/rulebook/decisionTable.ts'
import type { Rulebook } from '#kernel/rulebook/rulebook.ts'
import { tableRowIn, type TableRow } from '#kernel/rulebook/tableRow.ts'
import type { CommissionMeasureSituation } from './commissionMeasure.fields.ts'

const MATRIX = 'commissionMeasure.length.term'
const EXTENSION = 'commissionMeasure.extension'

export interface CommissionRow {
  readonly row: TableRow<typeof MATRIX>
  /** Whoever holds one of these in the handling commission decides. */
  readonly posts: readonly string[]
  /** The leaders decide it together, not one of them. */
  readonly together: boolean
  /** Whose approval it needs beyond that (`approverNamed`); none where absent. */
  readonly above?: string
  /** Reported to the National Commission for its files. */
  readonly toNation: boolean
  /** Done in one go: nothing runs on afterwards. */
  readonly atOnce: boolean
  /** The family and the employer are told. */
  readonly toFamily: boolean
  /** An independent witness is there. */
  readonly witnessed: boolean
  /** What is taken is listed, piece by piece. */
  readonly counted: boolean
  /** Whom or what it is about. */
  readonly about: 'person' | 'property'
  readonly term: Term
}

export interface ExtensionRow {
  readonly row: TableRow<typeof EXTENSION>
  readonly terms: readonly string[]
  /** Who lengthens it (`approverNamed`). */
  readonly approver: string
  /** Only with the approval of the National Commission. */
  readonly byNation: boolean
}

/** The row for a measure; empty where nothing allows it. */
export function commissionRowFor(rulebook: Rulebook, facts: Facts): CommissionRow | undefined {
  const row = rulebook.decide(MATRIX, facts)
  const { then = {} } = row ?? {}
  const term = parseTerm(String(then['term']))
  const posts = textsIn(then['posts'])
  const { above, about } = then
  if (row === undefined || term === undefined || posts.length === 0) return undefined
  return {
    ...{
      row: tableRowIn(rulebook, MATRIX, row),
      posts,
      term,
      about: about === 'property' ? 'property' : 'person',
    },
    ...{ together: then['together'] === true, toNation: then['toNation'] === true },
    ...{ atOnce: then['atOnce'] === true, toFamily: then['toFamily'] === true },
    ...{ witnessed: then['witnessed'] === true, counted: then['counted'] === true },
    ...(typeof above === 'string' ? { above } : {}),
  }
}

/** Facts: `kind`, `level`, `nth` (which extension it would be), `extensionGround`. Empty where there is none. */
export function extensionRowFor(rulebook: Rulebook, facts: Facts): ExtensionRow | undefined {
  const row = rulebook.decide(EXTENSION, facts)
  const { then = {} } = row ?? {}
  const { approver } = then
  if (row === undefined || typeof approver !== 'string') return undefined
  return {
    ...{ row: tableRowIn(rulebook, EXTENSION, row), approver },
    ...{ terms: textsIn(then['terms']), byNation: then['byNation'] === true },
  }
}

/** The row for the extension that is asked for, or that was. */
export function extensionOf({ record, input, entries, rulebook }: CommissionMeasureSituation) {
  return extensionRowFor(rulebook, {
    ...{ kind: record.kind, level: record.level },
    nth: entries.filter(({ action }) => action === 'extend').length + 1,
    extensionGround: input.extensionGround ?? record.extensionGround,
  })
}

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
