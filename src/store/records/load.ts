/** A record with its entries, opened with its key. */
import type { ClientBase, Pool } from 'pg'
import type { Posted } from '#kernel/record/clocks.ts'
import type { Declaration, Linked } from '#kernel/record/declaration.ts'
import type { JournalEntry } from '#kernel/record/entry.ts'
import type { RecordId } from '#kernel/record/field.ts'
import { replay, type AnyRecord } from '#kernel/record/replay.ts'
import { isClosed } from '#kernel/record/projection.ts'
import { hashOf, readEntry } from './entryBytes.ts'
import { unwrapKey, type RecordKey } from './personalValues.ts'
import type { Scope } from './scope.ts'

export interface Loaded {
  readonly declaration: Declaration
  readonly record: AnyRecord
  readonly entries: readonly JournalEntry[]
  /** Undefined once it was destroyed: nothing more can be entered then. */
  readonly key: RecordKey | undefined
  /** The hash of the last entry. */
  readonly head: string
  /** What its clocks have been posted, where somebody has followed it from its first entry on. */
  readonly posted?: Posted
}

interface Row {
  readonly bytes: Buffer
  readonly wrapped: Buffer | null
}

/** The record, for whoever the scope reaches it. As the application, in one round trip. */
export async function findReached(
  pool: Pool,
  { keys, conflicts, record }: Scope,
  declaration: Declaration,
  id: RecordId,
  master: Buffer,
): Promise<Loaded | undefined> {
  const { rows } = await pool.query<Row>({
    name: 'read entries',
    text: 'select bytes, wrapped from zs.read_entries($1, $2, $3, $4, $5)',
    values: [keys.join('\n'), conflicts.join('\n'), record ?? '', id, declaration.name],
  })
  return openRecord(declaration, rows, master)
}

/** The record as the owner reads it, whoever it names. */
export async function findRecord(
  client: ClientBase,
  declaration: Declaration,
  id: RecordId,
  master: Buffer,
): Promise<Loaded | undefined> {
  const { rows } = await client.query<Row>({
    name: 'entries',
    text: `select e.bytes, case when e.seq = 1 then k.wrapped end as wrapped
           from zs.entry e left join zs.record_key k on k.record = e.record and e.seq = 1
           where e.record = $1 and e.type = $2 order by e.seq`,
    values: [id, declaration.name],
  })
  return openRecord(declaration, rows, master)
}

/** A record from the rows of its entries, in order, the first with the wrapped key. */
export function openRecord(
  declaration: Declaration,
  rows: readonly Row[],
  master: Buffer,
): Loaded | undefined {
  const wrapped = rows[0]?.wrapped ?? undefined
  const key = wrapped === undefined ? undefined : unwrapKey(wrapped, master)
  const entries = rows.map(({ bytes }) => readEntry(declaration, bytes, key))
  const record: AnyRecord | undefined = replay(declaration, entries)
  const last = rows.at(-1)
  return record === undefined || last === undefined
    ? undefined
    : { declaration, record, entries, key, head: hashOf(last.bytes) }
}

/**
 * The records linked with this one, from either side, and those that `wanted` refers to, with how they stand.
 * As the owner reads them: a rule may depend on a linked record that the actor does not reach.
 */
export async function linkedWith(
  client: ClientBase,
  declarations: ReadonlyMap<string, Declaration>,
  id: RecordId | undefined,
  wanted: readonly { readonly link: string; readonly id: string }[],
): Promise<readonly Linked[]> {
  if (id === undefined && wanted.length === 0) return []
  const { rows } = await client.query<Other>({
    name: 'linked',
    text: 'select * from zs.linked($1, $2, $3)',
    values: [id ?? null, wanted.map(({ link }) => link), wanted.map((one) => one.id)],
  })
  return inOneOrder(rows.map((other) => linkedAs(declarations, other)))
}

/** The same order wherever they were found: what follows for one after the other follows in it. */
export const inOneOrder = (linked: readonly Linked[]): readonly Linked[] =>
  linked.toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1))

const placeOf = ({ direction, link, id }: Linked): string => `${direction}/${link}/${id}`

/** A record at the other end of a link, as its row holds it. */
export interface Other {
  readonly type: string
  readonly id: RecordId
  readonly link: string
  readonly direction: 'from' | 'to'
  readonly state: string
  readonly number: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** As rules see it: of its fields those alone that its declaration tells. */
export function linkedAs(
  declarations: ReadonlyMap<string, Declaration>,
  { fields, number, ...other }: Other,
): Linked {
  const declaration = declarations.get(other.type)
  return {
    ...other,
    closed: declaration !== undefined && isClosed(declaration, other.state),
    told: Object.fromEntries([
      ['number', number],
      ...(declaration?.tells ?? []).flatMap((name) =>
        fields[name] === undefined ? [] : [[name, fields[name]] as const],
      ),
    ]),
  }
}
