/** The scope of a person for one type of record: the keys of those of their posts that may be used for it. */
import { keysOf } from '#kernel/access/reach.ts'
import { covers } from '#kernel/org/tenure.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { PersonId } from '#kernel/record/field.ts'
import { dayOf } from '#kernel/time.ts'
import type { Scope } from '#store/records/scope.ts'
import type { HttpParts } from './httpParts.ts'

export function scopeFor(
  { realm, now }: Pick<HttpParts, 'realm' | 'now'>,
  person: PersonId,
  declaration: Declaration,
): Scope {
  const org = realm.org()
  const day = dayOf(now())
  const keys = realm.actorsFor(person, day).flatMap((actor) => {
    const tenure = org.findTenure(actor.tenure)
    return tenure !== undefined && covers(tenure, declaration.name) ? keysOf([declaration], actor, org) : []
  })
  return { keys: [...new Set(keys)], conflicts: [...org.conflictKeysOf(person, day).keys()] }
}
