/** What somebody reaches of a type, counted as it stood at a moment (zs.board). Null stands for what they do not see. */
import type { ClientBase } from 'pg'
import { isRecordId, type RecordId } from '#kernel/record/field.ts'
import { isInstant, type Instant, type PlainDate } from '#kernel/time.ts'
import type { ListedRow } from './list.ts'

export interface BoardQuestion {
  readonly type: string
  readonly until: Instant
  /** For each field that is counted by, the roles that see it. */
  readonly sight: Readonly<Record<CountedField, readonly string[]>>
  readonly closedStates: readonly string[]
  /** Outcomes by which a report was found true. */
  readonly verifying: readonly string[]
  /** The first day of each bucket of age but the first. */
  readonly ages: readonly number[]
  /** The ladder, lowest first; none for a past day. */
  readonly rungs: readonly string[] | undefined
}

export const countedFields = [
  'source',
  'area',
  'verifyingUnit',
  'outcome',
  'recheckAgrees',
  'supervisions',
  'earlierReports',
  'returnVisits',
  'team',
] as const
export type CountedField = (typeof countedFields)[number]

export interface Tally {
  readonly received: number
  readonly closed: number
  readonly verified: number
  /** Looked at a second time, as a sample of quality. */
  readonly rechecked: number
  /** Of these, those where the second look came to the same conclusion. */
  readonly upheld: number
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
  readonly units: readonly {
    readonly unit: string
    readonly open: number
    readonly closed: number
    readonly verified: number
    readonly rechecked: number
    readonly upheld: number
  }[]
  /** What was reported before, by what a clerk judged it to be; a record may stand in several. Null for a past day. */
  readonly earlier:
    readonly (Pick<Tally, 'received' | 'closed' | 'verified'> & { readonly verdict: string })[] | null
  /** What reporters said on the last return visit, by the unit that verified; null for a past day. */
  readonly visits:
    readonly { readonly unit: string | null; readonly satisfaction: string; readonly count: number }[] | null
  /** What came in in each month, and what has become of it since. */
  readonly months: readonly (Tally & { readonly month: string })[]
  /** What came in on each day since the first that was asked about; days without anything left out. */
  readonly days: readonly { readonly day: PlainDate; readonly received: number }[]
}

export async function countForBoard(
  client: ClientBase,
  question: BoardQuestion,
  daysSince: PlainDate,
): Promise<BoardCounts> {
  const { rows } = await client.query<{ counts: BoardCounts }>(
    'select zs.board($1, $2, $3, $4, $5, $6, $7, $8) as counts',
    [...asked(question), daysSince],
  )
  const [row] = rows
  if (row === undefined) throw new Error('zs.board answered nothing')
  return row.counts
}

/** What the records behind one number have in common; null: not stated, or not seen. */
export interface BoardSlice {
  /** Or the prefecture that it begins with. */
  readonly county?: string | null
  readonly source?: string | null
  readonly outcome?: string | null
  readonly unit?: string | null
  readonly state?: string
  readonly month?: string
  readonly closed?: boolean
  readonly verified?: boolean
  readonly rechecked?: boolean
  readonly upheld?: boolean
  readonly overdue?: boolean
  /** Which bucket of age, from 0, of what is open. */
  readonly age?: number
  /** Which place on the ladder, from 1. */
  readonly rung?: number
  /** What a clerk judged an earlier report to be. */
  readonly earlier?: string
  readonly satisfaction?: string
  /** A person of the team. */
  readonly verifier?: string
}

export interface Verifier {
  readonly person: string
  readonly open: number
  readonly overdue: number
  readonly closed: number
}

/** Who of a unit has how many, who has most open first; nobody where the asker does not see the team. */
export async function verifiersForBoard(
  client: ClientBase,
  question: BoardQuestion,
  unit: string,
): Promise<readonly Verifier[]> {
  const { rows } = await client.query<Verifier>(
    'select * from zs.board_verifiers($1, $2, $3, $4, $5, $6, $7, $8)',
    [...asked(question), unit],
  )
  return rows
}

export type BoardRow = Omit<ListedRow, 'sortKey'>

/** A place in the order of the rows, newest first. */
interface BoardPlace {
  readonly openedAt: Instant
  readonly id: RecordId
}

/** A page of the records that one number counts, and that number (0 where a page is empty). */
export async function listForBoard(
  client: ClientBase,
  question: BoardQuestion,
  slice: BoardSlice,
  { limit, after }: { readonly limit: number; readonly after?: BoardPlace },
): Promise<{ readonly total: number; readonly items: readonly BoardRow[]; readonly next?: string }> {
  // What is known for the present only is read where the slice speaks of it.
  const { rungs, ...withoutClocks } = question
  const { overdue, rung, earlier, satisfaction } = slice
  const speaksOfThePresent = [overdue, rung, earlier, satisfaction].some((one) => one !== undefined)
  const { rows } = await client.query<BoardRow & { readonly total: number }>(
    'select * from zs.board_list($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
    [
      ...asked({ ...withoutClocks, rungs: speaksOfThePresent ? rungs : undefined }),
      JSON.stringify(slice),
      after?.openedAt ?? null,
      after?.id ?? null,
      limit + 1,
    ],
  )
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return {
    total: rows[0]?.total ?? 0,
    items,
    ...(rows.length > limit && last !== undefined
      ? { next: Buffer.from(`${last.openedAt} ${last.id}`).toString('base64url') }
      : {}),
  }
}

export function boardPlaceIn(cursor: string): BoardPlace | undefined {
  const [openedAt = '', id] = Buffer.from(cursor, 'base64url').toString().split(' ')
  return isInstant(openedAt) && isRecordId(id) ? { openedAt, id } : undefined
}

const asked = (question: BoardQuestion): readonly unknown[] => [
  question.type,
  question.until,
  JSON.stringify(question.sight),
  question.closedStates,
  question.verifying,
  question.ages,
  question.rungs ?? null,
]
