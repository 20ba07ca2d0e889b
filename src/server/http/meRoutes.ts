/** One's own account: what there is, the password, the sessions. Open to sessions that still owe something. */
import type { FastifyInstance } from 'fastify'
import { isRecordId } from '#kernel/record/field.ts'
import type { Instant } from '#kernel/time.ts'
import { keepNoteAbout } from '../identity/accountNotes.ts'
import { findAccountOf, setPasswordOf } from '../identity/accounts.ts'
import { isCommon } from '../identity/commonPasswords.ts'
import { passkeysOf } from '../identity/passkeys.ts'
import { recoveryCodesLeft } from '../identity/recoveryCodes.ts'
import { secondFactorOf } from '../identity/secondFactor.ts'
import { endSessionsOf, sessionsOf } from '../identity/sessions.ts'
import { rulesNow } from './asker.ts'
import { partOf, type Door } from './door.ts'
import { sessionAt } from './freshSession.ts'
import { isObject } from './jsonObject.ts'
import { findPlace } from './pagesPlace.ts'
import { isSecret, KNOWN_COOKIE } from './sessionRoutes.ts'
import { freshUntil, personAndTenures, sessionView } from './sessionView.ts'

export function addMeRoutes(app: FastifyInstance, door: Door): void {
  const { appPool, ownerPool } = door

  app.get('/api/me', async (request, reply) => {
    const session = sessionAt(door, request, reply)
    if (session === undefined) return reply
    const { person } = session
    const account = await findAccountOf(appPool, person)
    const rules = rulesNow(door)
    const { rows } = await ownerPool.query<{ confirmed: Instant }>(
      'select confirmed from zs.totp where person = $1 and confirmed is not null',
      [person],
    )
    const [totp] = rows
    return {
      ...personAndTenures(door, person),
      login: account?.login ?? '',
      ...(request.owed === undefined ? {} : { owes: request.owed }),
      secondFactor: { ...secondFactorOf(door, person, door.now()), has: session.hasFactor },
      factors: {
        ...(totp === undefined ? {} : { totp: { since: totp.confirmed } }),
        passkeys: await passkeysOf(ownerPool, person),
        recoveryCodesLeft: await recoveryCodesLeft(ownerPool, person),
      },
      passkeysWorkHere: findPlace(door, request) !== undefined,
      shortestPassword: rules.shortestPassword,
      freshUntil: freshUntil(door, session),
      sessions: (await sessionsOf(appPool, person, door.now())).map((one) => sessionView(one, session.id)),
    }
  })

  app.post('/api/me/password', async (request, reply) => {
    const session = sessionAt(door, request, reply)
    if (session === undefined) return reply
    const { body } = request
    if (!isObject(body)) return door.refuse(request, reply, [{ because: 'malformed' }])
    const { old, new: wanted } = body
    const account = await findAccountOf(appPool, session.person)
    if (account === undefined || !isSecret(old) || !isSecret(wanted))
      return door.refuse(request, reply, [{ because: 'old password wrong' }])
    const because = await door.signIn.checkOldPassword(account, old, request.cookies[KNOWN_COOKIE])
    if (because !== undefined) return door.refuse(request, reply, [{ because }])
    const flaw = flawOf(wanted, account.login, rulesNow(door).shortestPassword)
    if (flaw !== undefined) return door.refuse(request, reply, [{ because: flaw }])
    await setPasswordOf(door, session.person, wanted, {
      mustChange: false,
      keep: session.id,
      note: { by: session.person, act: 'passwordChanged' },
    })
    return reply.code(204).send()
  })

  app.get('/api/me/sessions', async (request, reply) => {
    const session = sessionAt(door, request, reply)
    if (session === undefined) return reply
    const all = await sessionsOf(appPool, session.person, door.now())
    return { items: all.map((one) => sessionView(one, session.id)) }
  })

  app.delete('/api/me/sessions/:id', async (request, reply) => {
    const session = sessionAt(door, request, reply)
    if (session === undefined) return reply
    const id = partOf(request, 'id')
    const others = id === 'others'
    const ended =
      others || isRecordId(id)
        ? await endSessionsOf(appPool, session.person, others ? { except: session.id } : { only: id })
        : 0
    if (ended === 0 && !others) return door.refuse(request, reply, [{ because: 'no such session' }])
    if (ended > 0)
      await keepNoteAbout(door, session.person, {
        by: session.person,
        act: 'sessionsEnded',
        more: { sessions: ended },
      })
    return { ended }
  })
}

function flawOf(
  password: string,
  login: string,
  shortest: number,
): 'password too short' | 'password too common' | undefined {
  if (Array.from(password).length < shortest) return 'password too short'
  return isCommon(password, login) ? 'password too common' : undefined
}
