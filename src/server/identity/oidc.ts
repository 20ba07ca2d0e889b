/**
 * Signing in with an identity provider (OpenID Connect Core; code flow with PKCE, state and nonce). The provider says
 * who somebody is; which person that is was entered here by a security administrator. What has to be remembered
 * between the two visits goes closed into a cookie of the browser.
 */
import type { Configuration } from 'openid-client'
import type { Pool } from 'pg'
import { instantAt, type Instant } from '#kernel/time.ts'
import type { Settings } from '../settings.ts'
import { findAccountOf, type Account } from './accounts.ts'
import { closeSecret, openSecret } from './secretBox.ts'

export type Provider = NonNullable<Settings['oidc']>

export interface OidcParts {
  readonly ownerPool: Pool
  readonly appPool: Pool
  readonly master: Buffer
  readonly provider: Provider
}

/** Between leaving for the provider and coming back. */
interface Leaving {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  /** Seconds: how long ago the provider may have seen them, when a fresh proof is wanted. */
  readonly maxAge?: number
}

/** Loaded when somebody signs in this way: 5 MB that other starts can do without. */
const openid = () => import('openid-client')

const PURPOSE = 'oidc sign-in'
/** Milliseconds within which the provider has to answer. */
const PATIENCE = 10_000

export interface Oidc {
  /** Where to send the browser, and what it is to bring back. Undefined while the provider does not answer. */
  leave(
    redirect: URL,
    fresh?: { readonly seconds: number },
  ): Promise<{ readonly to: URL; readonly carry: string } | undefined>
  /** Who came back. `provedAt`: when the provider says they proved it; nothing when it does not say. */
  comeBack(
    redirect: URL,
    carried: string,
  ): Promise<
    | { readonly account: Account; readonly provedAt?: Instant }
    | { readonly because: 'oidc refused' | 'oidc unknown' | 'oidc away' }
  >
}

export function oidcWith({ ownerPool, appPool, master, provider }: OidcParts): Oidc {
  let known: Promise<Configuration> | undefined
  /** Asked once; anew after a failure. */
  async function findProvider(): Promise<Configuration | undefined> {
    const { issuer, client, secret } = provider
    const server = new URL(issuer)
    const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(server.hostname)
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- it is marked so only to stand out
    const { allowInsecureRequests, discovery } = await openid()
    known ??= discovery(server, client, secret, undefined, {
      timeout: PATIENCE / 1000,
      // Without TLS only on this machine.
      execute: isLoopback ? [allowInsecureRequests] : [],
    })
    return known.catch(() => {
      known = undefined
      return undefined
    })
  }

  return {
    async leave(redirect, fresh) {
      const configuration = await findProvider()
      if (configuration === undefined) return undefined
      const client = await openid()
      const leaving: Leaving = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
        ...(fresh === undefined ? {} : { maxAge: fresh.seconds }),
      }
      const to = client.buildAuthorizationUrl(configuration, {
        redirect_uri: redirect.href,
        scope: 'openid',
        state: leaving.state,
        nonce: leaving.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(leaving.verifier),
        code_challenge_method: 'S256',
        ...(fresh === undefined ? {} : { prompt: 'login', max_age: String(fresh.seconds) }),
      })
      return {
        to,
        carry: closeSecret(Buffer.from(JSON.stringify(leaving)), master, PURPOSE).toString('base64url'),
      }
    },
    async comeBack(redirect, carried) {
      const leaving = findLeaving(carried, master)
      if (leaving === undefined) return { because: 'oidc refused' }
      const configuration = await findProvider()
      if (configuration === undefined) return { because: 'oidc away' }
      const { authorizationCodeGrant } = await openid()
      const tokens = await authorizationCodeGrant(configuration, redirect, {
        pkceCodeVerifier: leaving.verifier,
        expectedState: leaving.state,
        expectedNonce: leaving.nonce,
        idTokenExpected: true,
        ...(leaving.maxAge === undefined ? {} : { maxAge: leaving.maxAge }),
      }).catch(() => undefined)
      const claims = tokens?.claims()
      if (claims === undefined) return { because: 'oidc refused' }
      const { rows } = await ownerPool.query<{ person: Account['person'] }>(
        'select person from zs.oidc_subject where issuer = $1 and subject = $2',
        [provider.issuer, claims.sub],
      )
      const [row] = rows
      const account = row === undefined ? undefined : await findAccountOf(appPool, row.person)
      if (account?.disabled !== null) return { because: 'oidc unknown' }
      const { auth_time: proved } = claims
      return { account, ...(typeof proved === 'number' ? { provedAt: instantAt(proved * 1000) } : {}) }
    },
  }
}

function findLeaving(carried: string, master: Buffer): Leaving | undefined {
  try {
    // Only leave() closes anything for this purpose.
    return JSON.parse(openSecret(Buffer.from(carried, 'base64url'), master, PURPOSE).toString()) as Leaving
  } catch {
    return undefined
  }
}
