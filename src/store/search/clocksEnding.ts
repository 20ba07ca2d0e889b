/** Records whose clock of one name ends soon, as far as the asker reaches them: a page at a time, and counted by unit. */
import type { ClientBase } from 'pg'
import { isRecordId, type RecordId } from '#kernel/record/field.ts'
import { isInstant, type Instant } from '#kernel/time.ts'
import type { ListedRow } from './list.ts'

export interface EndingQuestion {
  readonly type: string
  readonly deadline: string
  /** The field of the record that names the unit it is counted under. */
  readonly unitField: string
  readonly unit?: string
  readonly endsBy: Instant
}

export type EndingRow = Omit<ListedRow, 'sortKey' | 'due'> & { readonly due: Instant }

export interface EndingPage {
  readonly items: readonly EndingRow[]
  readonly next?: string
}

interface Place {
  readonly due: Instant
  readonly id: RecordId
}

/** The soonest first. A cursor is a place in the order and opens nothing. */
export async function clocksEnding(
  client: ClientBase,
  question: EndingQuestion,
  { limit, after }: { readonly limit: number; readonly after?: Place },
): Promise<EndingPage> {
  const { type, deadline, unitField, unit, endsBy } = question
  const { rows } = await client.query<EndingRow>({
    name: 'clocks-ending',
    text: 'select * from zs.clocks_ending($1, $2, $3, $4, $5, $6, $7, $8)',
    values: [
      type,
      deadline,
      unitField,
      unit ?? null,
      endsBy,
      after?.due ?? null,
      after?.id ?? null,
      limit + 1,
    ],
  })
  const items = rows.slice(0, limit).map((row) => ({ ...row, roles: [...new Set(row.roles)] }))
  const last = items.at(-1)
  return rows.length > limit && last !== undefined
    ? { items, next: Buffer.from(`${last.due} ${last.id}`).toString('base64url') }
    : { items }
}

export function placeIn(cursor: string): Place | undefined {
  const [due = '', id] = Buffer.from(cursor, 'base64url').toString().split(' ')
  return isInstant(due) && isRecordId(id) ? { due, id } : undefined
}

export interface EndingOfUnit {
  readonly unit: string
  /** How many end by each of the moments asked about, in their order. */
  readonly counts: readonly number[]
}

export async function clocksEndingByUnit(
  client: ClientBase,
  { type, deadline, unitField }: Pick<EndingQuestion, 'type' | 'deadline' | 'unitField'>,
  ends: readonly Instant[],
): Promise<readonly EndingOfUnit[]> {
  const { rows } = await client.query<EndingOfUnit>({
    name: 'clocks-ending-by-unit',
    text: 'select * from zs.clocks_ending_by_unit($1, $2, $3, $4)',
    values: [type, deadline, unitField, ends],
  })
  return rows
}
