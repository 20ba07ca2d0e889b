import type { FastifyInstance } from 'fastify'
import type { PersonId } from '#kernel/record/field.ts'
import { dayOf } from '#kernel/time.ts'
import { endSession, openSession } from '../identity/sessions.ts'
import { LONGEST_PASSWORD } from '../identity/passwords.ts'
import { signInWith } from '../identity/signIn.ts'
import { cookieSettings, isFromElsewhere, SESSION_COOKIE, tokenIn } from './asker.ts'
import { personAt, type Door } from './door.ts'
import { isObject } from './jsonObject.ts'

export function addSessionRoutes(app: FastifyInstance, door: Door): void {
  const signIn = signInWith(door.appPool)

  app.post('/api/session', async (request, reply) => {
    if (isFromElsewhere(request)) return door.refuse(request, reply, [{ because: 'other site' }])
    const { body } = request
    if (!isObject(body)) return door.refuse(request, reply, [{ because: 'malformed' }])
    const { login, password } = body
    if (!isLogin(login) || typeof password !== 'string' || password.length > LONGEST_PASSWORD)
      return door.refuse(request, reply, [{ because: 'login failed' }])
    const answer = await signIn(login, password)
    if ('because' in answer) return door.refuse(request, reply, [answer])
    const before = tokenIn(request)
    if (before !== undefined) await endSession(door.appPool, before)
    const token = await openSession(door.appPool, answer.person, door.now())
    return reply
      .setCookie(SESSION_COOKIE, token, cookieSettings(door))
      .send(personAndTenures(door, answer.person))
  })

  app.get('/api/session', async (request, reply) => {
    const person = personAt(door, request, reply)
    return person === undefined ? reply : personAndTenures(door, person)
  })

  app.delete('/api/session', async (request, reply) => {
    const token = tokenIn(request)
    if (token !== undefined) await endSession(door.appPool, token)
    return reply.clearCookie(SESSION_COOKIE, { path: '/' }).code(204).send()
  })
}

const isLogin = (value: unknown): value is string =>
  typeof value === 'string' && /^[^\p{Cc}\p{Cs}]{1,100}$/u.test(value)

/** Who it is and which posts they hold today. */
function personAndTenures({ realm, now }: Door, id: PersonId) {
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
