/**
 * The rulebook: everything with legal effect that is data and not code (lengths of deadlines, who approves,
 * decision tables, lists, holidays, organs), each with its source and its days of validity.
 *
 * A rule is chosen by the day of the act. What was decided under an old rule stays decided under it: the
 * entry keeps what followed.
 */
import type { PlainDate } from '../time.ts'
import { findRow, type DecisionRow, type DecisionTable, type Facts } from './decisionTable.ts'

/** One piece of the rulebook in one wording. The newest `from` not after the day is in force. */
export interface RuleSet {
  /** Such as `clue.grading`, `terms`, `holidays.2026`. */
  readonly key: string
  readonly from: PlainDate
  readonly to?: PlainDate
  readonly source: string
  readonly content: unknown
}

/** A choice of a list: its code, its names, whether it can still be chosen. */
export interface ListItem {
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly [more: string]: unknown
}

/** The rules in force on one day. */
export interface Rulebook {
  readonly day: PlainDate
  /** The piece in force under this key, if there is one. */
  find(key: string): RuleSet | undefined
  /** The decision table under this key. Throws when none is in force: nothing may be decided without it. */
  table(key: string): DecisionTable
  /** The row of that table which decides, or nothing. */
  decide(key: string, facts: Facts): DecisionRow | undefined
  /** The rows of that table; none when no such table is in force. */
  rows(key: string): readonly DecisionRow[]
  /** The items of a list; empty when no such list is in force, so that nothing passes as one of it. */
  list(key: string): readonly ListItem[]
  /** A number with legal effect. Throws when none is in force. */
  number(key: string): number
}

/** The rules that are in force on `day`. */
export function rulebookOn(sets: readonly RuleSet[], day: PlainDate): Rulebook {
  const inForce = new Map<string, RuleSet>()
  for (const set of sets) {
    if (set.from > day || (set.to !== undefined && set.to < day)) continue
    const other = inForce.get(set.key)
    // Of two from the same day the one adopted later counts: sets come in the order of adoption.
    if (other === undefined || other.from <= set.from) inForce.set(set.key, set)
  }
  const table = (key: string): DecisionTable => {
    const content = inForce.get(key)?.content
    if (!isTable(content)) throw new Error(`No decision table "${key}" is in force on ${day}`)
    return content
  }
  return {
    day,
    find: (key) => inForce.get(key),
    table,
    decide: (key, facts) => findRow(table(key), facts),
    rows: (key) => {
      const content = inForce.get(key)?.content
      return isTable(content) ? content.rows : []
    },
    list: (key) => {
      const content = inForce.get(key)?.content
      return isList(content) ? content.items : []
    },
    number: (key) => {
      const content = inForce.get(key)?.content
      if (!isNumber(content)) throw new Error(`No number "${key}" is in force on ${day}`)
      return content.value
    },
  }
}

const hasKind = (value: unknown, kind: string): boolean =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind

// What came into force was checked by the approval that brought it there (organisation/ruleSet.ts).
const isTable = (value: unknown): value is DecisionTable => hasKind(value, 'decisionTable')
const isList = (value: unknown): value is { readonly items: readonly ListItem[] } => hasKind(value, 'list')
const isNumber = (value: unknown): value is { readonly value: number } => hasKind(value, 'number')
