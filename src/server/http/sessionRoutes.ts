/** Signing in and out, and proving again who one is. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { keepNote, keepNoteAbout } from '../identity/accountNotes.ts'
import { findAccountOf } from '../identity/accounts.ts'
import { browserKind } from '../identity/browserKind.ts'
import { KNOWN_FOR, knownBrowser } from '../identity/knownBrowser.ts'
import { signInOptions } from '../identity/passkeys.ts'
import { LONGEST_PASSWORD } from '../identity/passwords.ts'
import { endSession, openSession, proveSession } from '../identity/sessions.ts'
import type { NotProved, Proved } from '../identity/signIn.ts'
import { addMillis, type Instant } from '#kernel/time.ts'
import {
  cookieSettings,
  giveCookie,
  isFromElsewhere,
  rulesNow,
  SESSION_COOKIE,
  tokenIn,
  type Owed,
} from './asker.ts'
import type { Door } from './door.ts'
import { sessionAt } from './freshSession.ts'
import { isObject, type JsonObject } from './jsonObject.ts'
import { findPlace } from './pagesPlace.ts'
import { freshUntil, personAndTenures } from './sessionView.ts'
import { secondFactorOf } from '../identity/secondFactor.ts'

/** Says that somebody signed in here before; only the doors of sign-in are sent it. */
export const KNOWN_COOKIE = 'zs_known'

export function addSessionRoutes(app: FastifyInstance, door: Door): void {
  const { signIn } = door

  app.post('/api/session', async (request, reply) => {
    const body = bodyFromHere(door, request, reply)
    if (body === undefined) return reply
    const { login, password, otp } = body
    if (!isLogin(login) || !isSecret(password) || (otp !== undefined && !isCode(otp)))
      return door.refuse(request, reply, [{ because: 'login failed' }])
    const answer = await signIn.withPassword({
      login,
      password,
      otp,
      knownBrowser: request.cookies[KNOWN_COOKIE],
    })
    return signedIn(door, request, reply, answer)
  })

  app.post('/api/session/passkey/options', async (request, reply) => {
    if (isFromElsewhere(request)) return door.refuse(request, reply, [{ because: 'other site' }])
    const place = findPlace(door, request)
    if (place === undefined) return door.refuse(request, reply, [{ because: 'no passkeys here' }])
    return signInOptions(door.keys, place, door.now())
  })

  app.post('/api/session/passkey', async (request, reply) => {
    const body = bodyFromHere(door, request, reply)
    if (body === undefined) return reply
    const place = findPlace(door, request)
    if (place === undefined) return door.refuse(request, reply, [{ because: 'no passkeys here' }])
    return signedIn(door, request, reply, await signIn.withPasskey(place, body['response']))
  })

  app.post('/api/session/step-up', async (request, reply) => {
    const session = sessionAt(door, request, reply)
    if (session === undefined) return reply
    const { body } = request
    if (!isObject(body)) return door.refuse(request, reply, [{ because: 'malformed' }])
    const answer = await proveAgain(door, request, body)
    if ('because' in answer) return door.refuse(request, reply, [answer])
    // A passkey of somebody else proves nothing about whose session this is.
    if (answer.account.person !== session.person)
      return door.refuse(request, reply, [{ because: 'passkey refused' }])
    const token = await proveSession(door, session.id, answer.by, door.now())
    await keepNote(door, {
      account: answer.account.id,
      by: session.person,
      act: 'stepUp',
      more: { by: answer.by },
    })
    giveCookie(door, reply, token, session.ends)
    return { freshUntil: freshUntil(door, { proved: door.now() }) }
  })

  app.get('/api/session', async (request, reply) => {
    const session = sessionAt(door, request, reply)
    if (session === undefined) return reply
    return { ...personAndTenures(door, session.person), ...owedView(request.owed) }
  })

  app.delete('/api/session', async (request, reply) => {
    const token = tokenIn(request)
    if (token !== undefined) await endSession(door, token)
    if (request.session !== undefined)
      await keepNoteAbout(door, request.session.person, { by: request.session.person, act: 'signedOut' })
    return reply.clearCookie(SESSION_COOKIE, { path: '/' }).code(204).send()
  })
}

/** What still has to be done before anything else can be. */
const owedView = (owed: Owed | undefined) => (owed === undefined ? {} : { owes: owed })

/** The body of a request that needs no session; refuses what comes from another site or is no object. */
function bodyFromHere(door: Door, request: FastifyRequest, reply: FastifyReply): JsonObject | undefined {
  const { body } = request
  if (!isFromElsewhere(request) && isObject(body)) return body
  void door.refuse(request, reply, [{ because: isObject(body) ? 'other site' : 'malformed' }])
  return undefined
}

/** Opens the session of whoever proved who they are, and ends the one this browser had. */
async function signedIn(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Proved | NotProved,
): Promise<FastifyReply> {
  if ('because' in answer) return door.refuse(request, reply, [answer])
  const { account, by } = answer
  await beginSession(door, request, reply, answer)
  const required = secondFactorOf(door, account.person, door.now()).required
  const owed: Owed | undefined = account.mustChange
    ? 'password must change'
    : required && by === 'password'
      ? 'second factor needed'
      : undefined
  return reply.send({ ...personAndTenures(door, account.person), ...owedView(owed) })
}

/** The session itself: its cookie, the cookie of a known browser, the note. */
export async function beginSession(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  { account, by, proved }: Proved & { readonly proved?: Instant },
): Promise<void> {
  const now = door.now()
  const rules = rulesNow(door)
  const before = tokenIn(request)
  if (before !== undefined) await endSession(door, before)
  const browser = browserKind(request.headers['user-agent'])
  await keepNote(door, { account: account.id, by: account.person, act: 'signedIn', more: { by } })
  const token = await openSession(door, account.person, {
    ...{ now, rules, by, browser },
    ...(proved === undefined ? {} : { proved }),
  })
  giveCookie(door, reply, token, addMillis(now, rules.idle))
  void reply.setCookie(KNOWN_COOKIE, knownBrowser(door.keys.mark, account.login, now), {
    ...cookieSettings(door),
    path: '/api',
    maxAge: KNOWN_FOR / 1000,
  })
}

/** The signed-in person proves it with password (and code), or with a passkey. */
async function proveAgain(
  door: Door,
  request: FastifyRequest,
  { password, otp, response }: JsonObject,
): Promise<Proved | NotProved> {
  if (response !== undefined) {
    const place = findPlace(door, request)
    return place === undefined ? { because: 'passkey refused' } : door.signIn.withPasskey(place, response)
  }
  const { session } = request
  const account = session === undefined ? undefined : await findAccountOf(door.appPool, session.person)
  if (account === undefined || !isSecret(password) || (otp !== undefined && !isCode(otp)))
    return { because: 'login failed' }
  return door.signIn.withPassword({
    login: account.login,
    password,
    otp,
    knownBrowser: request.cookies[KNOWN_COOKIE],
  })
}

export const isLogin = (value: unknown): value is string =>
  typeof value === 'string' && /^[^\p{Cc}\p{Cs}]{1,100}$/u.test(value)
export const isSecret = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= LONGEST_PASSWORD
export const isCode = (value: unknown): value is string => typeof value === 'string' && value.length <= 40
