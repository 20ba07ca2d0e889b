/**
 * Decision tables that a clerk can read and a director can change: plain data, one row a rule.
 *
 * Every row has an id and a sentence, so that whatever a table proposes can name the row behind it.
 * Tried and set aside: DMN with FEEL expressions. Its texts are a second language to learn and to attack,
 * and an unknown name yields null instead of a refusal.
 */

export type Condition =
  | { readonly is: string | number | boolean }
  | { readonly oneOf: readonly (string | number)[] }
  /** For a list: at least one of its items is among these. */
  | { readonly anyOf: readonly string[] }
  | { readonly atLeast: number }
  | { readonly below: number }
  | { readonly known: boolean }

export interface DecisionRow {
  readonly id: string
  /** All of these must hold; an empty row always holds. */
  readonly when: Readonly<Record<string, Condition>>
  readonly then: Readonly<Record<string, unknown>>
  readonly says: { readonly zh: string; readonly en: string }
  readonly source: string
}

export interface DecisionTable {
  readonly kind: 'decisionTable'
  readonly inputs: Readonly<Record<string, { readonly zh: string; readonly en: string }>>
  readonly rows: readonly DecisionRow[]
}

export type Facts = Readonly<Record<string, unknown>>

function holds(condition: Condition, value: unknown): boolean {
  if ('is' in condition) return value === condition.is
  if ('oneOf' in condition) return condition.oneOf.some((option) => option === value)
  if ('anyOf' in condition)
    return Array.isArray(value) && condition.anyOf.some((option) => value.includes(option))
  if ('atLeast' in condition) return typeof value === 'number' && value >= condition.atLeast
  if ('below' in condition) return typeof value === 'number' && value < condition.below
  return (value !== undefined) === condition.known
}

/** Every row that holds for these facts, in the table's order. */
export const rowsThatHold = (table: DecisionTable, facts: Facts): readonly DecisionRow[] =>
  table.rows.filter(({ when }) =>
    Object.entries(when).every(([input, condition]) => holds(condition, facts[input])),
  )

/** The first row that holds for these facts. */
export const findRow = (table: DecisionTable, facts: Facts): DecisionRow | undefined =>
  rowsThatHold(table, facts)[0]

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isCondition = (value: unknown): value is Condition => {
  if (!isRecord(value) || Object.keys(value).length !== 1) return false
  const [name, operand] = Object.entries(value)[0] ?? []
  switch (name) {
    case 'is':
      return ['string', 'number', 'boolean'].includes(typeof operand)
    case 'oneOf':
    case 'anyOf':
      return Array.isArray(operand) && operand.length > 0 && operand.every((item) => typeof item === 'string')
    case 'atLeast':
    case 'below':
      return typeof operand === 'number'
    case 'known':
      return typeof operand === 'boolean'
    case undefined:
    default:
      return false
  }
}

const isSpoken = (value: unknown): boolean =>
  isRecord(value) && typeof value['zh'] === 'string' && typeof value['en'] === 'string'

/** What is wrong with a table somebody proposes, in words; nothing when it can come into force. */
export function flawsOfTable(value: unknown): readonly string[] {
  if (!isRecord(value) || value['kind'] !== 'decisionTable') return ['not a decision table']
  const { inputs, rows } = value
  if (!isRecord(inputs) || !Object.values(inputs).every(isSpoken)) return ['its inputs have no names']
  if (!Array.isArray(rows) || rows.length === 0) return ['it has no rows']
  const ids = new Set<unknown>()
  return rows.flatMap((row: unknown, index) => {
    const at = `row ${String(index + 1)}`
    if (!isRecord(row)) return [`${at} is not a row`]
    const { id, when, then, says, source } = row
    const repeated = ids.has(id)
    ids.add(id)
    return [
      ...(typeof id === 'string' && id !== '' && !repeated ? [] : [`${at} has no id of its own`]),
      ...(isRecord(when) && Object.values(when).every(isCondition)
        ? []
        : [`${at} has a condition not known`]),
      ...(isRecord(when) ? Object.keys(when) : [])
        .filter((name) => !Object.hasOwn(inputs, name))
        .map((name) => `${at} asks for "${name}", which is no input of the table`),
      ...(isRecord(then) ? [] : [`${at} decides nothing`]),
      ...(isSpoken(says) ? [] : [`${at} has no sentence in both languages`]),
      ...(typeof source === 'string' && source !== '' ? [] : [`${at} names no source`]),
    ]
  })
}
