/**
 * GET /api/session/oidc sends the browser to the identity provider, …/callback takes it back. `?again=1` asks the
 * provider to have them prove it anew: the step-up of whoever signs in this way.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { instantAt } from '#kernel/time.ts'
import { oidcWith } from '../identity/oidc.ts'
import { cookieSettings, rulesNow } from './asker.ts'
import type { Door } from './door.ts'
import { findAddress } from './pagesPlace.ts'
import { queryOf } from './parameters.ts'
import { beginSession } from './sessionRoutes.ts'

const CARRY_COOKIE = 'zs_oidc'
const CALLBACK = '/api/session/oidc/callback'
/** Seconds to sign in at the provider. */
const CARRIED_FOR = 600

/** Nothing where no provider is set. `home`: where people go once they are signed in. */
export function addOidcRoutes(app: FastifyInstance, door: Door, home: string): void {
  const { oidc: provider } = door.settings
  if (provider === undefined) return
  const { ownerPool, appPool, keys } = door
  const oidc = oidcWith({ ownerPool, appPool, master: keys.master, provider })
  // The way back begins at another site, and there the browser sends no strict cookie.
  const carrying = { ...cookieSettings(door), sameSite: 'lax' as const, path: '/api/session/oidc' }

  app.get('/api/session/oidc', async (request, reply) => {
    const redirect = redirectOf(door, request)
    if (redirect === undefined) return door.refuse(request, reply, [{ because: 'oidc refused' }])
    const again = queryOf(request)['again']?.[0] === '1'
    const left = await oidc.leave(redirect, again ? { seconds: rulesNow(door).fresh / 1000 } : undefined)
    if (left === undefined) return door.refuse(request, reply, [{ because: 'oidc away' }])
    return reply
      .setCookie(CARRY_COOKIE, left.carry, { ...carrying, maxAge: CARRIED_FOR })
      .redirect(left.to.href, 303)
  })

  app.get(CALLBACK, async (request, reply) => {
    void reply.clearCookie(CARRY_COOKIE, carrying)
    const redirect = redirectOf(door, request)
    if (redirect === undefined) return door.refuse(request, reply, [{ because: 'oidc refused' }])
    redirect.search = new URL(request.url, redirect).search
    const answer = await oidc.comeBack(redirect, request.cookies[CARRY_COOKIE] ?? '')
    if ('because' in answer) {
      // A person is shown the sentence on the page they began at; a program gets the problem.
      const isPerson = (request.headers.accept ?? '').includes('text/html')
      return isPerson
        ? reply.redirect(`${home}?refused=${encodeURIComponent(answer.because)}`, 303)
        : door.refuse(request, reply, [answer])
    }
    await beginSession(door, request, reply, {
      account: answer.account,
      by: 'oidc',
      // A provider that does not say when may have seen them long ago.
      proved: answer.provedAt ?? instantAt(0),
    })
    return reply.redirect(home, 303)
  })
}

function redirectOf(door: Door, request: FastifyRequest): URL | undefined {
  const address = findAddress(door, request)
  return address === undefined ? undefined : new URL(CALLBACK, address)
}
