/**
 * How the office reads what stands: from the database, or, while a history is made that nobody else writes to, from what
 * is held in memory (heldRecords.ts). Both answer alike (heldRecords.db.test.ts).
 */
import type { Pool } from 'pg'
import type { Declaration, Linked } from '#kernel/record/declaration.ts'
import type { PersonId, RecordId } from '#kernel/record/field.ts'
import type { Instant } from '#kernel/time.ts'
import { withClient } from '../postgres/pool.ts'
import { findReached, findRecord, linkedWith, type Loaded } from './load.ts'
import { inScope, type Scope } from './scope.ts'

/** A link by its name and the record at its other end. */
export interface LinkTo {
  readonly link: string
  readonly id: RecordId
}

export interface RecordReader {
  /** The record, for whoever the scope reaches it. */
  findReached(scope: Scope, declaration: Declaration, id: RecordId): Promise<Loaded | undefined>
  /** Those of these records that the scope reaches. */
  reachedOf(scope: Scope, ids: readonly RecordId[]): Promise<ReadonlySet<RecordId>>
  /** The record as the owner reads it, whoever it names. */
  find(declaration: Declaration, id: RecordId): Promise<Loaded | undefined>
  /** The records linked with this one, from either side, and those that `wanted` refers to, with how they stand. */
  linkedWith(id: RecordId | undefined, wanted: readonly LinkTo[]): Promise<readonly Linked[]>
  /** Records of this type in one of the states that refer to this one by the link, in the order of their ids. */
  referringTo(to: LinkTo, type: string, states: readonly string[]): Promise<readonly RecordId[]>
  /** How many records of this type were opened since then with one of the links. */
  countOpened(type: string, withOneOf: readonly LinkTo[], since: Instant): Promise<number>
  /** Open records that wait for one of these people by name. */
  waitingFor(people: readonly PersonId[]): Promise<readonly InHand[]>
  /** Of these files those that this uploader sent since then, or that stand in a record in reach. */
  knownFiles(scope: Scope, digests: readonly string[], sent: Sent): Promise<ReadonlySet<string>>
}

/** A record that waits for a person by name, and the key of the role in which it does (kernel/access/reach.ts). */
export interface InHand {
  readonly person: PersonId
  readonly record: RecordId
  readonly key: string
}

export interface Sent {
  /** The name that uploads are kept under (office.ts, askerName). */
  readonly by: string
  readonly since: Instant
}

export interface ReaderParts {
  readonly appPool: Pool
  readonly ownerPool: Pool
  readonly declarations: ReadonlyMap<string, Declaration>
  readonly masterKey: Buffer
}

export function databaseReader({ appPool, ownerPool, declarations, masterKey }: ReaderParts): RecordReader {
  return {
    findReached: (scope, declaration, id) => findReached(appPool, scope, declaration, id, masterKey),
    reachedOf: (scope, ids) =>
      inScope(appPool, scope, async (client) => {
        const { rows } = await client.query<{ id: RecordId }>(
          'select id from zs.record where id = any ($1)',
          [ids],
        )
        return new Set(rows.map(({ id }) => id))
      }),
    find: (declaration, id) =>
      withClient(ownerPool, (client) => findRecord(client, declaration, id, masterKey)),
    linkedWith: async (id, wanted) =>
      id === undefined && wanted.length === 0
        ? []
        : withClient(ownerPool, (client) => linkedWith(client, declarations, id, wanted)),
    async referringTo(to, type, states) {
      const { rows } = await ownerPool.query<{ record: RecordId }>(
        `select l.record from zs.link l join zs.record r on r.id = l.record
         where l.to_record = $1 and l.link = $2 and r.type = $3 and r.state = any ($4)
         order by l.record`,
        [to.id, to.link, type, states],
      )
      return rows.map(({ record }) => record)
    },
    async countOpened(type, withOneOf, since) {
      const { rows } = await ownerPool.query<{ count: number }>(
        `select count(distinct r.id)::int as count
         from unnest($1::text[], $2::uuid[]) w(link, id)
         join zs.link l on l.to_record = w.id and l.link = w.link join zs.record r on r.id = l.record
         where r.type = $3 and r.opened_at >= $4`,
        [withOneOf.map(({ link }) => link), withOneOf.map(({ id }) => id), type, since],
      )
      return rows[0]?.count ?? 0
    },
    async waitingFor(people) {
      const { rows } = await ownerPool.query<InHand>(
        // A tenure that waits for its own holder is nothing to hand over.
        `select p.person, w.record, w.key from unnest($1::text[]) p(person)
         join zs.work w on w.key like 'person/%/' || p.person and w.key not like 'person/tenure.%'`,
        [people],
      )
      return rows
    },
    knownFiles: (scope, digests, { by, since }) =>
      inScope(appPool, scope, async (client) => {
        const { rows } = await client.query<{ digest: string }>(
          `select digest from zs.file where digest = any ($1) and by_key = $2 and stored_at > $3
           union select digest from zs.record_file where digest = any ($1)`,
          [digests, by, since],
        )
        return new Set(rows.map(({ digest }) => digest))
      }),
  }
}
