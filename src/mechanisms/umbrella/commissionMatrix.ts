/**
 * The matrix of the supervision commission's measures: which kind, at which stage, of a commission of which level, is decided by
 * whom and lasts how long; and who lengthens it, by how much, how often. It is dated data (`commissionMeasure.length.term`,
 * `commissionMeasure.extension`), each row with its article. What no row allows is not allowed.
 */
import { parseTerm, type Term } from '#kernel/deadlines/term.ts'
import type { Facts } from '#kernel/rulebook/decisionTable.ts'
import type { Rulebook } from '#kernel/rulebook/rulebook.ts'

export interface CommissionRow {
  readonly id: string
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
  readonly terms: readonly string[]
  /** Who lengthens it (`approverNamed`). */
  readonly approver: string
  /** Only with the approval of the National Commission. */
  readonly byNation: boolean
}

/** The row for a measure; empty where nothing allows it. */
export function commissionRowFor(rulebook: Rulebook, facts: Facts): CommissionRow | undefined {
  const row = rulebook.decide('commissionMeasure.length.term', facts)
  const { then = {} } = row ?? {}
  const term = parseTerm(String(then['term']))
  const posts = textsIn(then['posts'])
  const { above, about } = then
  if (row === undefined || term === undefined || posts.length === 0) return undefined
  return {
    ...{ id: row.id, posts, term, about: about === 'property' ? 'property' : 'person' },
    ...{ together: then['together'] === true, toNation: then['toNation'] === true },
    ...{ atOnce: then['atOnce'] === true, toFamily: then['toFamily'] === true },
    ...{ witnessed: then['witnessed'] === true, counted: then['counted'] === true },
    ...(typeof above === 'string' ? { above } : {}),
  }
}

/** Facts: `kind`, `level`, `nth` (which extension it would be), `extensionGround`. Empty where there is none. */
export function extensionRowFor(rulebook: Rulebook, facts: Facts): ExtensionRow | undefined {
  const then = rulebook.decide('commissionMeasure.extension', facts)?.then
  const approver = then?.['approver']
  return typeof approver !== 'string'
    ? undefined
    : { terms: textsIn(then?.['terms']), approver, byNation: then?.['byNation'] === true }
}

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
