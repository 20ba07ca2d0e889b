/** Whoever acted, with the names a person reads. */
import type { Actor } from '#kernel/record/entry.ts'
import type { Realm } from '../realm.ts'

export function actorView(realm: Realm, actor: Actor) {
  if (actor.kind !== 'staff') return { who: actor }
  const org = realm.org()
  const unit = org.findUnit(actor.unit)
  const post = unit?.posts.find((one) => one.post === actor.post)
  return {
    who: {
      kind: actor.kind,
      person: { id: actor.person, name: org.findPerson(actor.person)?.name ?? '' },
      post: { id: actor.post, zh: post?.zh ?? actor.post, en: post?.en ?? actor.post },
      unit: { id: actor.unit, zh: unit?.name.zh ?? actor.unit, en: unit?.name.en ?? actor.unit },
      ...(actor.standsInFor === undefined
        ? {}
        : {
            standsInFor: { id: actor.standsInFor, name: org.findPerson(actor.standsInFor)?.name ?? '' },
          }),
    },
  }
}
