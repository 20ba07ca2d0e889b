/**
 * Rows of clues without entries, made by the same projection as the office's: to be listed and compared, never verified.
 */
import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import type { JournalEntry } from '#kernel/record/entry.ts'
import type { RecordId } from '#kernel/record/field.ts'
import { project } from '#kernel/record/projection.ts'
import { advance } from '#kernel/record/replay.ts'
import type { Instant } from '#kernel/time.ts'
import { declarations } from '#mechanisms/index.ts'
import type { Realm } from '#server/realm.ts'
import { rowOf } from '#store/records/rowOf.ts'
import type { RowToWrite } from '#store/records/writingLane.ts'

export interface MadeClue {
  readonly fields: Readonly<Record<string, unknown>>
  readonly state: string
  readonly number: string
  readonly opened: Instant
  readonly due?: Instant
}

export function clueRow(realm: Realm, { fields, state, number, opened, due }: MadeClue): RowToWrite {
  const declaration = declarations.get('clue')
  if (declaration === undefined) throw new Error('no type clue is declared')
  // Ids of records are UUIDs.
  const record = randomUUID() as RecordId
  const entry: JournalEntry = {
    ...{ v: 1, type: 'clue', declaration: declaration.version, record, seq: 1, prev: '', id: randomUUID() },
    ...{ number, action: 'enter', at: opened, state },
    ...{ by: { kind: 'system', job: 'bench' }, role: 'intake', input: fields, sets: {} },
  }
  const projection = project(declaration, advance(declaration, undefined, entry), [entry], {
    org: realm.org(),
    book: realm.book(),
  })
  return rowOf({ ...projection, ...(due === undefined ? {} : { due }) }, 0)
}

export async function insertRows(pool: Pool, made: readonly RowToWrite[]): Promise<void> {
  const rows = JSON.stringify(made)
  for (const text of [
    `insert into zs.record (id, type, number, state, version, closed, title, due, opened_at, changed_at, fields)
     select (r ->> 'record')::uuid, r ->> 'type', r ->> 'number', r ->> 'state', 1, (r ->> 'closed')::boolean, r ->> 'title',
            (r ->> 'due')::timestamptz, (r ->> 'openedAt')::timestamptz, (r ->> 'changedAt')::timestamptz, r -> 'fields'
     from jsonb_array_elements($1::jsonb) r`,
    `insert into zs.reach (record, key, role, reason, state, opened_at)
     select (r ->> 'record')::uuid, x ->> 'key', x ->> 'role', x -> 'reason', r ->> 'state', (r ->> 'openedAt')::timestamptz
     from jsonb_array_elements($1::jsonb) r, jsonb_array_elements(r -> 'reach') x`,
    `insert into zs.named (record, key) select (r ->> 'record')::uuid, x
     from jsonb_array_elements($1::jsonb) r, jsonb_array_elements_text(r -> 'named') x`,
    `insert into zs.work (record, key, type, due) select (r ->> 'record')::uuid, x, r ->> 'type', (r ->> 'due')::timestamptz
     from jsonb_array_elements($1::jsonb) r, jsonb_array_elements_text(r -> 'work') x`,
    `select zs.put_counted(array(select (r ->> 'record')::uuid from jsonb_array_elements($1::jsonb) r))`,
    `insert into zs.to_index (record, seq) select (r ->> 'record')::uuid, 1 from jsonb_array_elements($1::jsonb) r`,
  ])
    await pool.query(text, [rows])
}
