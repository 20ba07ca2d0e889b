/** What the store keeps beside the entries of records, computed anew for some of them, when rules changed and entries did not. */
import type { Pool } from 'pg'
import { project } from '#kernel/record/projection.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { RecordId } from '#kernel/record/field.ts'
import { stoodThrough } from '#kernel/record/stood.ts'
import type { Instant } from '#kernel/time.ts'
import { transaction, withClient } from '#store/postgres/pool.ts'
import { findRecord } from '#store/records/load.ts'
import { rowOf } from '#store/records/rowOf.ts'
import type { Realm } from '../realm.ts'

export interface RecomputingParts {
  readonly ownerPool: Pool
  readonly declarations: ReadonlyMap<string, Declaration>
  readonly masterKey: Buffer
  now(): Instant
}

export interface SomeRecord {
  readonly id: RecordId
  readonly type: string
}

/** The function that replaces the rows, and what it takes of a projection beside record and version. */
export interface Part {
  readonly replace: 'zs.recompute_clocks' | 'zs.recompute_reach' | 'zs.recompute_records'
  readonly takes: readonly string[]
}

/** How long a process may go on with the rules it knew (followRealm.ts looks every five seconds). */
export const STRAGGLERS = 60_000
const BATCH = 200

/**
 * A batch to a transaction. Whoever acts on a record meanwhile makes a newer version, which is looked at again; throws when
 * a record changed all the time. Doing it twice changes nothing the second time.
 */
export async function recomputeRows(
  parts: RecomputingParts,
  realm: Realm,
  records: readonly SomeRecord[],
  { replace, takes }: Part,
  because: string,
): Promise<void> {
  let left = records
  for (let attempt = 0; left.length > 0 && attempt < 10; attempt++) {
    const missed: SomeRecord[] = []
    for (let at = 0; at < left.length; at += BATCH) {
      const some = left.slice(at, at + BATCH)
      const rows = await computeRows(parts, realm, some, takes)
      const done = await transaction(parts.ownerPool, async (client) => {
        const values = [JSON.stringify(rows), parts.now(), because]
        const { rows: replaced } = await client.query<{ id: string }>(
          `select ${replace}($1, $2, $3) as id`,
          values,
        )
        return new Set(replaced.map(({ id }) => id))
      })
      missed.push(...some.filter(({ id }) => rows.some(({ record }) => record === id) && !done.has(id)))
    }
    left = missed
  }
  if (left.length > 0) throw new Error(`${left.length} records changed all the time and are still to do`)
}

const computeRows = (
  { ownerPool, declarations, masterKey }: RecomputingParts,
  realm: Realm,
  records: readonly SomeRecord[],
  takes: readonly string[],
) =>
  withClient(ownerPool, async (client) => {
    const rows: { readonly record: RecordId }[] = []
    for (const { id, type } of records) {
      const declaration = declarations.get(type)
      if (declaration === undefined) continue
      const loaded = await findRecord(client, declaration, id, masterKey)
      if (loaded === undefined) continue
      const world = { org: realm.org(), book: realm.book() }
      const projection = project(declaration, loaded.record, loaded.entries, world)
      const row = new Map<string, unknown>(Object.entries(rowOf(projection, loaded.record.version)))
      if (takes.includes('stood')) row.set('stood', stoodThrough(declaration, loaded.entries))
      const taken = ['version', ...takes].map((name) => [name, row.get(name)] as const)
      rows.push({ record: id, ...Object.fromEntries(taken) })
    }
    return rows
  })
