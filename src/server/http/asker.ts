/** Who asks: the session in the cookie. A cookie is sent by browsers unasked, so what changes something must come from here. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { PersonId } from '#kernel/record/field.ts'
import { findSession, SESSION_LENGTH } from '../identity/sessions.ts'
import type { HttpParts } from './httpParts.ts'
import type { Refuse } from './problem.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in. */
    person: PersonId | undefined
  }
}

export const SESSION_COOKIE = 'zs_session'

export const cookieSettings = ({ settings }: Pick<HttpParts, 'settings'>) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'strict' as const,
  secure: settings.secureCookies,
  maxAge: SESSION_LENGTH / 1000,
})

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
  app.decorateRequest('person', undefined)
  app.addHook('onRequest', async (request, reply) => {
    const token = tokenIn(request)
    if (token === undefined) return
    if (!SAFE.includes(request.method) && isFromElsewhere(request))
      return refuse(request, reply, [{ because: 'other site' }])
    const session = await findSession(parts, token, parts.now())
    if (session === undefined) return
    request.person = session.person
    if (session.slid) void reply.setCookie(SESSION_COOKIE, token, cookieSettings(parts))
  })
}
