/**
 * Who asks: the session in the cookie. A cookie is sent by browsers unasked, so what changes something must come from
 * here. A session that still owes something (a password of one's own, a second factor) opens its own account and
 * nothing else.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { PersonId } from '#kernel/record/field.ts'
import { dayOf, millisOf, type Instant } from '#kernel/time.ts'
import { identityRulesIn } from '../identity/identityRules.ts'
import { secondFactorOf } from '../identity/secondFactor.ts'
import { findSession, type FoundSession } from '../identity/sessions.ts'
import type { HttpParts } from './httpParts.ts'
import type { Refuse } from './problem.ts'

/** What a session owes before anything else. */
export type Owed = 'password must change' | 'second factor needed'

declare module 'fastify' {
  interface FastifyRequest {
    /** The session, whether it owes something or not. */
    session: FoundSession | undefined
    /** Who is signed in and owes nothing. */
    person: PersonId | undefined
    owed: Owed | undefined
  }
}

export const SESSION_COOKIE = 'zs_session'

export const cookieSettings = ({ settings }: Pick<HttpParts, 'settings'>) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'strict' as const,
  secure: settings.secureCookies,
})

export const rulesNow = ({ realm, now }: Pick<HttpParts, 'realm' | 'now'>) =>
  identityRulesIn(realm.rulebookOn(dayOf(now())))

/** Hands the browser its session: until `ends` and not longer. */
export function giveCookie(
  parts: Pick<HttpParts, 'settings' | 'now'>,
  reply: FastifyReply,
  token: string,
  ends: Instant,
): void {
  const maxAge = Math.max(0, Math.ceil((millisOf(ends) - millisOf(parts.now())) / 1000))
  void reply.setCookie(SESSION_COOKIE, token, { ...cookieSettings(parts), maxAge })
}

export const tokenIn = (request: FastifyRequest): string | undefined => {
  const token = request.cookies[SESSION_COOKIE]
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : undefined
}

const SAFE: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

/** What the browser itself says about where the request comes from; programs say nothing. */
export function isFromElsewhere({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  const { origin, host } = headers
  if (origin === undefined) return false
  return !URL.canParse(origin) || new URL(origin).host !== host
}

export function addAsker(app: FastifyInstance, parts: HttpParts, refuse: Refuse): void {
  app.decorateRequest('session', undefined)
  app.decorateRequest('person', undefined)
  app.decorateRequest('owed', undefined)
  app.addHook('onRequest', async (request, reply) => {
    const token = tokenIn(request)
    if (token === undefined) return
    if (!SAFE.includes(request.method) && isFromElsewhere(request))
      return refuse(request, reply, [{ because: 'other site' }])
    const session = await findSession(parts, token, parts.now(), rulesNow(parts))
    if (session === undefined) return
    request.session = session
    request.owed = owedBy(parts, session)
    if (request.owed === undefined) request.person = session.person
    if (session.slid) giveCookie(parts, reply, token, session.ends)
  })
}

function owedBy(parts: HttpParts, { person, mustChange, hasFactor, by }: FoundSession): Owed | undefined {
  // Whom an identity provider vouches for uses no password of ours, and proved there what is asked for.
  if (by === 'oidc') return undefined
  if (mustChange) return 'password must change'
  if (hasFactor) return undefined
  return secondFactorOf(parts, person, parts.now()).required ? 'second factor needed' : undefined
}
