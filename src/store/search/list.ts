/** Lists of records as far as the asker reaches them, a page at a time. */
import { createHash } from 'node:crypto'
import type { ClientBase, QueryConfig } from 'pg'
import { isRecordId, type RecordId } from '#kernel/record/field.ts'
import type { Instant } from '#kernel/time.ts'
import { fold, gramsOf, patternOf } from './grams.ts'

export interface ListQuestion {
  readonly type: string
  /** Only what waits for the asker. */
  readonly onlyWork?: boolean
  readonly states?: readonly string[]
  /** A part of any text of the record that the asker may read; every character means itself. */
  readonly words?: string
  readonly unit?: string
  /** Whose move it is in person. */
  readonly handler?: string
  readonly dueBefore?: Instant
  /** Newest first; `due`: soonest first, records without a running clock left out. */
  readonly sorted?: 'opened' | 'changed' | 'due'
}

export interface ListedRow {
  readonly id: RecordId
  readonly type: string
  readonly number: string
  readonly state: string
  readonly version: number
  readonly closed: boolean
  readonly outcome: string | null
  readonly title: string
  readonly due: Instant | null
  readonly openedAt: Instant
  readonly changedAt: Instant
  readonly fields: Readonly<Record<string, unknown>>
  /** In which roles the asker reaches it: they say which fields, the title among them, may be shown. */
  readonly roles: readonly string[]
}

export interface Page {
  readonly items: readonly ListedRow[]
  /** Hand it back with the same question for what comes next. */
  readonly next?: string
}

export interface ListRefusal {
  readonly because: 'cursor not ours'
}

const MOST = 200

/** A page of at most `limit` (1–200) records. The client is in a scope (records/scope.ts). */
export async function listRecords(
  client: ClientBase,
  question: ListQuestion,
  { limit = 50, cursor }: { readonly limit?: number; readonly cursor?: string } = {},
): Promise<Page | { readonly refused: ListRefusal }> {
  const after = cursor === undefined ? undefined : findPlace(question, cursor)
  if (cursor !== undefined && after === undefined) return { refused: { because: 'cursor not ours' } }
  const wanted = Math.max(1, Math.min(MOST, Math.trunc(limit)))
  const { rows } = await client.query<ListedRow>(statementFor(question, after, wanted + 1))
  const items = rows.slice(0, wanted).map((row) => ({ ...row, roles: [...new Set(row.roles)] }))
  const last = items.at(-1)
  return {
    items,
    ...(rows.length > wanted && last !== undefined
      ? { next: cursorFor(question, placeOf(question, last), last.id) }
      : {}),
  }
}

/** What is asked for most, by state or unit, newest first, is a statement of its own that is planned once. */
function statementFor(question: ListQuestion, after: Place | undefined, wanted: number): QueryConfig {
  const { type, unit, handler, dueBefore, sorted = 'opened', onlyWork = false } = question
  const states = question.states ?? null
  const [key, id] = [after?.key ?? null, after?.id ?? null]
  const found = foundBy(question)
  if (sorted !== 'opened' || onlyWork || found[0] !== null || (handler ?? dueBefore) !== undefined)
    return {
      name: 'list',
      text: 'select * from zs.list($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)',
      values: [
        ...[type, states, ...found, unit ?? null, handler ?? null, dueBefore ?? null],
        ...[sorted, key, id, wanted, onlyWork],
      ],
    }
  return unit === undefined
    ? {
        name: 'list-opened',
        text: 'select * from zs.list_opened($1, $2, $3, $4, $5)',
        values: [type, states, key, id, wanted],
      }
    : {
        name: 'list-of-unit',
        text: 'select * from zs.list_of_unit($1, $2, $3, $4, $5, $6)',
        values: [type, states, unit, key, id, wanted],
      }
}

/** Its place in the order, as the next page needs it: instants are kept to the millisecond. */
const placeOf = ({ sorted }: ListQuestion, row: ListedRow): string =>
  sorted === 'due' ? (row.due ?? '') : sorted === 'changed' ? row.changedAt : row.openedAt

interface Place {
  readonly key: string
  readonly id: RecordId
}

/** Beyond this a total is "more than". */
export const COUNTED_TO = 10_000

/** How many there are in all, counted up to COUNTED_TO + 1. */
export async function countRecords(client: ClientBase, question: ListQuestion): Promise<number> {
  const { rows } = await client.query<{ total: number }>({
    name: 'count-reached',
    text: 'select zs.count_reached($1, $2, $3, $4, $5, $6, $7, $8, $9) as total',
    values: [
      question.type,
      question.states ?? null,
      ...foundBy(question),
      question.unit ?? null,
      question.handler ?? null,
      question.dueBefore ?? null,
      question.onlyWork ?? false,
      COUNTED_TO + 1,
    ],
  })
  return rows[0]?.total ?? 0
}

/** The pattern that the words make, and the pairs that lead to it. */
function foundBy(question: ListQuestion): readonly [string | null, readonly number[]] {
  const words = wordsOf(question)
  if (words === undefined) return [null, []]
  const folded = fold(words)
  return [patternOf(folded), gramsOf(folded)]
}

/** Nothing is what everybody asks for who types blanks. */
const wordsOf = ({ words }: ListQuestion): string | undefined =>
  words?.trim() === '' ? undefined : words?.trim()

/** Bound to its question: a page of another list is no continuation of this one. It opens nothing by itself. */
function cursorFor(question: ListQuestion, key: string, id: string): string {
  return Buffer.from(JSON.stringify([key, id, checksum(question, key, id)])).toString('base64url')
}

function findPlace(question: ListQuestion, cursor: string): Place | undefined {
  let parts: unknown
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return undefined
  }
  const [key, id, sum] = Array.isArray(parts) ? (parts as readonly unknown[]) : []
  if (typeof key !== 'string' || !isRecordId(id) || sum !== checksum(question, key, id)) return undefined
  return { key, id }
}

const checksum = (question: ListQuestion, key: string, id: string): string => {
  const { type, onlyWork, states, unit, handler, dueBefore, sorted } = question
  const asked = [type, onlyWork ?? false, states ?? null, wordsOf(question) ?? null, unit ?? null]
  return createHash('sha256')
    .update(JSON.stringify([...asked, handler ?? null, dueBefore ?? null, sorted ?? 'opened', key, id]))
    .digest('base64url')
    .slice(0, 16)
}
