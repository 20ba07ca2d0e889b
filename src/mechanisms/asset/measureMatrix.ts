/**
 * The matrix of measures: which measure on which property at which stage of which case needs whose approval, and lasts how
 * long. It is dated data (`measure.length.term`); the same rows that give the clock its length say who approves and
 * how far each renewal may go. What no row allows is not allowed.
 */
import type { Directory } from '#kernel/org/directory.ts'
import { rankOf } from '#kernel/org/routing.ts'
import type { StaffActor } from '#kernel/record/entry.ts'
import type { Facts } from '#kernel/rulebook/decisionTable.ts'
import type { Rulebook } from '#kernel/rulebook/rulebook.ts'
import { tableRowIn, type TableRow } from '#kernel/rulebook/tableRow.ts'
import { partsOf, parseTerm, type Term } from '#kernel/deadlines/term.ts'

const MATRIX = 'measure.length.term'

/** Who decides: one of these posts in a unit of this level or above. */
export interface Authority {
  readonly posts: readonly string[]
  readonly level: string
}

export interface MatrixRow extends Authority {
  readonly row: TableRow<typeof MATRIX>
  /** The kinds of organ whose measure it is at that stage. */
  readonly organs: readonly string[]
  readonly term: Term
  /** The most that one renewal adds; without it there is none. */
  readonly renewal?: Term
  /** Decided by whoever commands at the scene, until the authority confirms it. */
  readonly atScene: boolean
}

/** The row for a measure; empty where nothing allows it. */
export function matrixRowFor(rulebook: Rulebook, facts: Facts): MatrixRow | undefined {
  const row = rulebook.decide(MATRIX, facts)
  const { then = {} } = row ?? {}
  const authority = authorityIn(then)
  const term = parseTerm(String(then['term']))
  const renewal = parseTerm(String(then['renewal']))
  if (row === undefined || authority === undefined || term === undefined) return undefined
  return {
    ...{
      row: tableRowIn(rulebook, MATRIX, row),
      term,
      organs: textsIn(then['organs']),
      atScene: then['atScene'] === true,
    },
    ...authority,
    ...(renewal === undefined ? {} : { renewal }),
  }
}

export function authorityIn(then: Readonly<Record<string, unknown>>): Authority | undefined {
  const [posts, level] = [textsIn(then['posts']), then['level']]
  return posts.length === 0 || typeof level !== 'string' ? undefined : { posts, level }
}

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

/**
 * Whether this actor is that authority over what `unit` does: a post of the row, in a unit of its level or above, which is
 * the unit itself, a department of it, or one that leads it in its profession.
 */
export function isAuthority(
  actor: StaffActor,
  { posts, level }: Authority,
  unit: string | undefined,
  org: Directory,
): boolean {
  const own = org.findUnit(actor.unit)
  return (
    unit !== undefined &&
    own !== undefined &&
    posts.includes(actor.post) &&
    rankOf(own.level) >= rankOf(level) &&
    (own.id === unit || org.isWithin(own.id, unit) || org.isBelowInLine(unit, own.id))
  )
}

/** Whether a renewal by `asked` stays within what the row allows; told in the same unit. */
export function isWithinRenewal(asked: Term, most: Term | undefined): boolean {
  if (most === undefined) return false
  const [one, other] = [partsOf(asked), partsOf(most)]
  return one.unit === other.unit && one.count > 0 && one.count <= other.count
}
