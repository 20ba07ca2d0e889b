/** A session and who has it, as its holder sees them. */
import type { PersonId } from '#kernel/record/field.ts'
import { addMillis, dayOf } from '#kernel/time.ts'
import type { Session } from '../identity/sessions.ts'
import { rulesNow } from './asker.ts'
import type { Door } from './door.ts'

/** Who it is and which posts they hold today. */
export function personAndTenures({ realm, now }: Door, id: PersonId) {
  const org = realm.org()
  return {
    person: { id, name: org.findPerson(id)?.name ?? '' },
    tenures: realm.actorsFor(id, dayOf(now())).map(({ tenure, post, unit, place, standsInFor }) => {
      const where = org.findUnit(unit)
      const spec = where?.posts.find((one) => one.post === post)
      return {
        id: tenure,
        post,
        postName: { zh: spec?.zh ?? post, en: spec?.en ?? post },
        unit,
        unitName: where?.name ?? { zh: unit, en: unit },
        place,
        ...(standsInFor === undefined
          ? {}
          : { standsInFor: { id: standsInFor, name: org.findPerson(standsInFor)?.name ?? '' } }),
      }
    }),
  }
}

export const sessionView = ({ id, began, used, ends, by, browser }: Session, own: string | undefined) => ({
  id,
  began,
  used,
  ends,
  by,
  browser,
  current: id === own,
})

/** Until when the proof of a session is fresh. */
export const freshUntil = (door: Door, { proved }: Pick<Session, 'proved'>) =>
  addMillis(proved, rulesNow(door).fresh)
