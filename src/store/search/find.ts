/** A search over every type of record, as far as the asker reaches them and sees their fields. */
import type { ClientBase } from 'pg'
import type { RecordId } from '#kernel/record/field.ts'
import type { Instant } from '#kernel/time.ts'
import { fold, gramsOf, patternOf } from './grams.ts'

/** How a record was found, best first. */
export const ways = ['number', 'identifier', 'name', 'sound', 'initials', 'words'] as const
export type Way = (typeof ways)[number]

export interface Search {
  /** What was typed, not blank. */
  readonly words: string
  readonly types: readonly string[]
  /** Search keys to be met exactly (searchKeys.ts): identifiers in the words, and what they are as a name. */
  readonly keys: readonly string[]
  /** The words as the beginning of how a name sounds: Latin letters. */
  readonly sound?: string
  readonly states?: readonly string[]
  readonly year?: number
}

export interface Hit {
  readonly id: RecordId
  readonly type: string
  readonly state: string
  /** In which it was opened. */
  readonly year: number
  readonly way: Way
  /** The roles in which the asker reaches it and could find it this way. */
  readonly roles: readonly string[]
}

/** No more are counted and ordered: who finds more has to say more. */
export const MOST_HITS = 100

/**
 * Best and newest first. The client is in a scope (records/scope.ts). Words that so many places hold (`common`; left out, it
 * goes by how many records there are) are not fetched and sorted, but looked for in what is shown first.
 */
export async function findRecords(
  client: ClientBase,
  search: Search,
  { common }: { readonly common?: number } = {},
): Promise<readonly Hit[]> {
  const folded = fold(search.words.trim())
  const isLong = Array.from(folded).length >= 2
  const { rows } = await client.query<Omit<Hit, 'way'> & { readonly way: number }>({
    name: 'find',
    text: 'select id, type, state, year, way, roles from zs.find($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
    values: [
      search.types,
      search.words.trim(),
      search.keys,
      search.sound === undefined ? null : `y:${search.sound}`,
      isLong ? patternOf(folded) : null,
      isLong ? gramsOf(folded) : [],
      search.states ?? null,
      search.year ?? null,
      MOST_HITS,
      common ?? null,
    ],
  })
  // Found in several ways, it comes the best way first.
  const best = new Map<RecordId, Hit>()
  for (const { way, roles, ...row } of rows)
    if (!best.has(row.id)) best.set(row.id, { ...row, way: ways[way] ?? 'words', roles: [...new Set(roles)] })
  return [...best.values()].slice(0, MOST_HITS)
}

export interface FoundRecord {
  readonly id: RecordId
  readonly number: string
  readonly changedAt: Instant
  readonly fields: Readonly<Record<string, unknown>>
}

/** What is shown of the hits of a page, by id. */
export async function readHits(
  client: ClientBase,
  ids: readonly RecordId[],
): Promise<ReadonlyMap<RecordId, FoundRecord>> {
  const { rows } = await client.query<FoundRecord>({
    name: 'found-records',
    text: 'select id, number, changed_at as "changedAt", fields from zs.record where id = any ($1)',
    values: [ids],
  })
  return new Map(rows.map((row) => [row.id, row]))
}

/** Whether a record of these types, out of the asker's reach and not naming them, holds one of these identifiers. */
export async function isKnownElsewhere(
  client: ClientBase,
  types: readonly string[],
  identifiers: readonly string[],
): Promise<boolean> {
  if (identifiers.length === 0) return false
  const { rows } = await client.query<{ known: boolean }>({
    name: 'known-elsewhere',
    text: 'select zs.is_known_elsewhere($1, $2) as known',
    values: [types, identifiers],
  })
  return rows[0]?.known ?? false
}
