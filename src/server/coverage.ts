/** Whose move nobody can make: records that wait for posts which nobody holds today whom they do not keep out (mission 1.3). */
import type { Pool } from 'pg'
import { keysOf } from '#kernel/access/reach.ts'
import type { RecordId } from '#kernel/record/field.ts'
import { listOf } from '#kernel/record/replay.ts'
import type { PlainDate } from '#kernel/time.ts'
import type { Realm } from './realm.ts'

export interface Unhandled {
  readonly id: RecordId
  readonly number: string
}

/** In the order of their numbers, as the owner sees them, at most `limit`; whoever shows them asks who reaches them. */
export async function findUnhandled(
  ownerPool: Pool,
  realm: Realm,
  day: PlainDate,
  limit: number,
): Promise<readonly Unhandled[]> {
  const org = realm.org()
  const holders = org.persons.flatMap(({ id }) => {
    const keys = realm.actorsFor(id, day).flatMap((actor) => keysOf(realm.declarations.values(), actor, org))
    return [...new Set(keys)].map((key) => ({ person: id, key }))
  })
  const waiting = [...realm.declarations.values()].flatMap(({ name, states }) =>
    Object.entries(states).flatMap(([state, spec]) =>
      listOf(spec.waitsFor).length === 0 ? [] : [`${name}/${state}`],
    ),
  )
  const { rows: named } = await ownerPool.query<{ key: string }>(
    `select distinct n.key from zs.named n join zs.record r on r.id = n.record where r.type || '/' || r.state = any ($1)`,
    [waiting],
  )
  // Of the ties of a province only those to somebody whom one of these records names.
  const ties = [...new Set(holders.map(({ person }) => person))].flatMap((person) => {
    const conflicts = org.conflictKeysOf(person, day)
    return named.flatMap(({ key }) => (conflicts.has(key) ? [{ person, key }] : []))
  })
  const { rows } = await ownerPool.query<Unhandled>(
    `with holder as materialized (select * from unnest($1::text[], $2::text[]) as h(person, key)),
          tie as materialized (select * from unnest($3::text[], $4::text[]) as t(person, key))
     select r.id, r.number from zs.record r
     where r.type || '/' || r.state = any ($5)
       and not exists (
         select from zs.work w join holder h on h.key = w.key
         where w.record = r.id
           and not exists (select from zs.named n join tie t on t.key = n.key where n.record = r.id and t.person = h.person))
     order by r.number limit $6`,
    [
      ...[holders.map(({ person }) => person), holders.map(({ key }) => key)],
      ...[ties.map(({ person }) => person), ties.map(({ key }) => key)],
      ...[waiting, limit],
    ],
  )
  return rows
}
