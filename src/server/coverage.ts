/** Whose move nobody can make: records that wait for a post which nobody holds today (mission 1.3). */
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
  const live = new Set(
    org.persons.flatMap(({ id }) =>
      realm.actorsFor(id, day).flatMap((actor) => keysOf(realm.declarations.values(), actor, org)),
    ),
  )
  const waiting = [...realm.declarations.values()].flatMap(({ name, states }) =>
    Object.entries(states).flatMap(([state, spec]) =>
      listOf(spec.waitsFor).length === 0 ? [] : [`${name}/${state}`],
    ),
  )
  const { rows } = await ownerPool.query<Unhandled>(
    `select r.id, r.number from zs.record r
     where r.type || '/' || r.state = any ($2)
       and not exists (select from zs.work w where w.record = r.id and w.key = any ($1))
     order by r.number limit $3`,
    [[...live], waiting, limit],
  )
  return rows
}
