/** What somebody reaches of a type, counted as it stood at a moment (zs.board). Null stands for what they do not see. */
import type { ClientBase } from 'pg'
import type { Instant } from '#kernel/time.ts'

interface BoardQuestion {
  readonly type: string
  readonly until: Instant
  /** For each field that is counted by, the roles that see it. */
  readonly sight: Readonly<Record<CountedField, readonly string[]>>
  readonly closedStates: readonly string[]
  /** For each field, the actions that empty it. */
  readonly clears: Readonly<Record<'area' | 'verifyingUnit', readonly string[]>>
  /** Outcomes by which a report was found true. */
  readonly verifying: readonly string[]
  /** The first day of each bucket of age but the first. */
  readonly ages: readonly number[]
  /** The ladder, lowest first; none for a past day. */
  readonly rungs: readonly string[] | undefined
}

export const countedFields = ['source', 'area', 'verifyingUnit', 'outcome', 'supervisions'] as const
export type CountedField = (typeof countedFields)[number]

export interface Tally {
  readonly received: number
  readonly closed: number
  readonly verified: number
}

export interface BoardCounts {
  readonly total: Tally
  readonly cells: readonly (Tally & { readonly county: string | null; readonly source: string | null })[]
  /** Open records by age, youngest first. */
  readonly ages: readonly number[]
  /** Open records with a clock past its end; null for a past day. */
  readonly overdue: number | null
  /** Open records by the highest rung that a clock still open has given them; null for a past day. */
  readonly rungs: readonly number[] | null
  readonly flow: readonly {
    readonly state: string
    readonly outcome: string | null
    readonly count: number
  }[]
  readonly units: readonly { readonly unit: string; readonly open: number; readonly closed: number }[]
  /** What came in in each month, and what has become of it since. */
  readonly months: readonly (Tally & { readonly month: string })[]
}

export async function countForBoard(client: ClientBase, question: BoardQuestion): Promise<BoardCounts> {
  const { rows } = await client.query<{ counts: BoardCounts }>(
    'select zs.board($1, $2, $3, $4, $5, $6, $7, $8) as counts',
    [
      question.type,
      question.until,
      JSON.stringify(question.sight),
      question.closedStates,
      JSON.stringify(question.clears),
      question.verifying,
      question.ages,
      question.rungs ?? null,
    ],
  )
  const [row] = rows
  if (row === undefined) throw new Error('zs.board answered nothing')
  return row.counts
}
