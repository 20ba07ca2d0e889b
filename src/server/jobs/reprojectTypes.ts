/**
 * A new version of the program may project the same entries to other rows: a clock, a role, a line of the graph declared since.
 * Which declaration the rows of a type follow is kept as its digest (zs.projected). Where this program declares something else,
 * all records of the type are projected anew before the doors open (docs/decisions/0024-projected-anew.md).
 *
 *   another digest ──a batch──> toward it, up to a record ──the last batch──> the digest of this program
 *
 * A crash repeats the batch under way. Which ends of clocks moved, and who reaches a record since or no longer, is kept beside
 * the moves that rule sets made (zs.clock_moved, zs.reach_moved), with the type and its digest as the reason.
 */
import type { Pool } from 'pg'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { RecordId } from '#kernel/record/field.ts'
import { dayOf } from '#kernel/time.ts'
import { isDatabaseAway } from '#store/postgres/databaseAway.ts'
import { projectionDigests } from '../projectionDigests.ts'
import { openRealm, REALM_TYPES, type Realm } from '../realm.ts'
import { recomputeRows, type Part, type RecomputingParts, type SomeRecord } from './recomputeRows.ts'

/** A type whose rows another declaration made. */
export interface Outdated {
  readonly type: string
  /** Of the declaration of this program. */
  readonly digest: string
  /** The record that projecting anew had come to when it was broken off. */
  readonly upTo: RecordId | null
}

export interface ProjectedAnew {
  readonly records: number
  /** Of those, which no rows could be computed for; `verify` says what is wrong with them. */
  readonly leftAside: readonly RecordId[]
}

const BATCH = 200
const PART: Part = {
  replace: 'zs.recompute_records',
  takes: [
    ...['type', 'state', 'closed', 'outcome', 'title', 'due', 'openedAt', 'fields'],
    ...['reach', 'named', 'work', 'clocks', 'links', 'files', 'stood'],
  ],
}

/** Types without records count, too. One query; changes nothing. */
export async function findOutdated(
  ownerPool: Pool,
  declarations: ReadonlyMap<string, Declaration>,
): Promise<readonly Outdated[]> {
  const { rows } = await ownerPool.query<{
    readonly type: string
    readonly digest: string | null
    readonly toward: string | null
    readonly upTo: RecordId | null
  }>('select type, digest, toward, up_to as "upTo" from zs.projected')
  const stored = new Map(rows.map((row) => [row.type, row]))
  return [...projectionDigests(declarations)].flatMap(([type, digest]) => {
    const row = stored.get(type)
    if (row?.digest === digest) return []
    return [{ type, digest, upTo: row?.toward === digest ? row.upTo : null }]
  })
}

/** Notes the declarations of types that have no record yet; answers the others, whose records wait for being projected anew. */
export async function noteDeclarations({
  ownerPool,
  declarations,
  now,
}: RecomputingParts): Promise<readonly Outdated[]> {
  const outdated = await findOutdated(ownerPool, declarations)
  if (outdated.length === 0) return []
  const { rows } = await ownerPool.query<{ readonly type: string }>(
    `insert into zs.projected (type, digest, at)
     select x.type, x.digest, $3 from unnest($1::text[], $2::text[]) as x(type, digest)
     where not exists (select from zs.record r where r.type = x.type)
     on conflict (type) do update set digest = excluded.digest, toward = null, up_to = null, at = excluded.at
     returning type`,
    [outdated.map(({ type }) => type), outdated.map(({ digest }) => digest), now()],
  )
  const noted = new Set(rows.map(({ type }) => type))
  return outdated.filter(({ type }) => !noted.has(type))
}

/** Of these types, how many records there are. */
export async function countRecords(
  ownerPool: Pool,
  types: readonly Pick<Outdated, 'type'>[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await ownerPool.query<{ readonly type: string; readonly records: number }>(
    'select type, count(*) as records from zs.record where type = any ($1) group by type order by type',
    [types.map(({ type }) => type)],
  )
  return new Map(rows.map(({ type, records }) => [type, records]))
}

/** Projects the records of these types anew, `batch` of them to a transaction. `told` hears behind each how many are done. */
export async function reprojectTypes(
  parts: RecomputingParts,
  outdated: readonly Outdated[],
  { told, batch: size = BATCH }: { readonly told?: (records: number) => void; readonly batch?: number } = {},
): Promise<ProjectedAnew> {
  let records = 0
  const leftAside: RecordId[] = []
  const ofRealm = ({ type }: Outdated) => REALM_TYPES.includes(type)
  // What the realm is read from comes first.
  for (const some of [outdated.filter(ofRealm), outdated.filter((one) => !ofRealm(one))]) {
    if (some.length === 0) continue
    const realm = await openRealm(parts.ownerPool, parts.declarations, () => dayOf(parts.now()))
    for (const { type, digest, upTo } of some) {
      let last = upTo
      for (;;) {
        const batch = await findBatch(parts.ownerPool, type, last, size)
        leftAside.push(...(await reprojectBatch(parts, realm, batch, reasonOf(type, digest))))
        records += batch.length
        last = batch.at(-1)?.id ?? last
        const isOver = batch.length < size
        await keep(parts, { type, digest, upTo: last }, isOver)
        told?.(records)
        if (isOver) break
      }
    }
  }
  return { records, leftAside }
}

const reasonOf = (type: string, digest: string): string => `程序 ${type} ${digest.slice(0, 12)}`

async function findBatch(
  ownerPool: Pool,
  type: string,
  after: RecordId | null,
  size: number,
): Promise<readonly SomeRecord[]> {
  const { rows } = await ownerPool.query<SomeRecord>(
    'select id, type from zs.record where type = $1 and ($2::uuid is null or id > $2) order by id limit $3',
    [type, after, size],
  )
  return rows
}

/** Answers the records that had to be left as they are: one that was tampered with must not keep the house shut. */
async function reprojectBatch(
  parts: RecomputingParts,
  realm: Realm,
  batch: readonly SomeRecord[],
  because: string,
): Promise<readonly RecordId[]> {
  try {
    await recomputeRows(parts, realm, batch, PART, because)
    return []
  } catch (error) {
    if (isDatabaseAway(error)) throw error
    const [one, another] = batch
    if (one !== undefined && another === undefined) return [one.id]
    const left: RecordId[] = []
    for (const each of batch) left.push(...(await reprojectBatch(parts, realm, [each], because)))
    return left
  }
}

async function keep(
  { ownerPool, now }: RecomputingParts,
  { type, digest, upTo }: Outdated,
  isOver: boolean,
): Promise<void> {
  await ownerPool.query(
    isOver
      ? `insert into zs.projected (type, digest, at) values ($1, $2, $3)
         on conflict (type) do update set digest = excluded.digest, toward = null, up_to = null, at = excluded.at`
      : `insert into zs.projected (type, toward, up_to, at) values ($1, $2, $4, $3)
         on conflict (type) do update set toward = excluded.toward, up_to = excluded.up_to, at = excluded.at`,
    isOver ? [type, digest, now()] : [type, digest, now(), upTo],
  )
}
