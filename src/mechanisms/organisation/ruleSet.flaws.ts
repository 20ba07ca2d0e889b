/**
 * What a piece of the rulebook must be before it can come into force. A new kind is added here.
 */
import { flawsOfNotice } from '#kernel/deadlines/holidayNotice.ts'
import { isTerm } from '#kernel/deadlines/term.ts'
import { divisionsFrom } from '#kernel/org/division.ts'
import { organTableFrom } from '#kernel/org/organ.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import { flawsOfTable } from '#kernel/rulebook/decisionTable.ts'
import { findFlawOfNumbers } from '#kernel/rulebook/paperNumbers.ts'
import { findFlawOfText } from '#kernel/rulebook/paperText.ts'

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const thrownBy = (check: () => unknown): string | undefined => {
  try {
    check()
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/**
 * The first thing wrong with it, in words; nothing when it is sound. `types` are the types of record that the text of
 * a paper can be about.
 */
export function findRuleFlaw(
  key: string,
  content: unknown,
  types: ReadonlyMap<string, Declaration> = new Map(),
): string | undefined {
  if (!isRecord(content)) return 'it is not an object'
  const { kind } = content
  if (key.endsWith('.paper') !== (kind === 'paper'))
    return 'the text of a paper, and nothing else, ends in .paper'
  if (key.endsWith('.term') && kind !== 'decisionTable') return 'a term is a decision table'
  switch (kind) {
    case 'decisionTable':
      return flawsOfTable(content)[0] ?? (key.endsWith('.term') ? findTermFlaw(content) : undefined)
    case 'list':
      return findListFlaw(content)
    case 'number':
      return findNumberFlaw(key, content['value'])
    case 'rungs':
      return findRungFlaw(content)
    case 'holidayNotice':
      return flawsOfNotice(content['notice'])[0]
    case 'holidayStatute':
      return isRecord(content['statute']) ? undefined : 'it has no statute'
    case 'divisions':
      return thrownBy(() =>
        divisionsFrom(
          String(content['csv']),
          typeof content['english'] === 'string' ? content['english'] : '',
        ),
      )
    case 'paper':
      return findFlawOfText(key, content, types)
    case 'paperNumbers':
      return findFlawOfNumbers(content)
    case 'organs':
      return thrownBy(() => organTableFrom(content['table']))
    default:
      return `its kind "${String(kind)}" is not known`
  }
}

/** Lengths of sessions, proofs, passwords and delegations: a zero would lock everybody out. */
function findNumberFlaw(key: string, value: unknown): string | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'it has no number'
  return key.startsWith('organisation.') && value < 1 ? 'it is less than one' : undefined
}

function findTermFlaw({ rows }: Readonly<Record<string, unknown>>): string | undefined {
  const all: readonly unknown[] = Array.isArray(rows) ? rows : []
  const bad = all.find(
    (row: unknown) => !isRecord(row) || !isRecord(row['then']) || !isTerm(String(row['then']['term'])),
  )
  return bad === undefined ? undefined : 'a row has no term such as 30d, 5w or 48h'
}

function findListFlaw({ items }: Readonly<Record<string, unknown>>): string | undefined {
  if (!Array.isArray(items) || items.length === 0) return 'it has no items'
  const codes = new Set<unknown>()
  for (const item of items as readonly unknown[]) {
    if (!isRecord(item) || typeof item['code'] !== 'string') return 'an item has no code'
    if (typeof item['zh'] !== 'string' || typeof item['en'] !== 'string') return 'an item has no names'
    if (codes.has(item['code'])) return `the code "${item['code']}" stands twice`
    codes.add(item['code'])
  }
  return undefined
}

function findRungFlaw({ rungs }: Readonly<Record<string, unknown>>): string | undefined {
  if (!Array.isArray(rungs)) return 'it has no rungs'
  const bad = (rungs as readonly unknown[]).find((rung) => {
    if (!isRecord(rung) || typeof rung['rung'] !== 'string' || !isRecord(rung['at'])) return true
    const { before, after } = rung['at']
    return !isTerm(String(before ?? after))
  })
  return bad === undefined ? undefined : 'a rung does not say when'
}
