/**
 * A browser somebody signed in with before carries a cookie that says so for that login. Its attempts have a line of
 * their own: whoever tries passwords from elsewhere slows down only those who come from elsewhere, too.
 *
 *   <nonce>.<when, milliseconds>.<keyed hash over login, nonce and when>
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { millisOf, type Instant } from '#kernel/time.ts'
import type { KeyRing } from '../keyRing.ts'

type Mark = KeyRing['mark']

/** Milliseconds. Assumed. */
export const KNOWN_FOR = 90 * 24 * 3_600_000

const sealOf = (mark: Mark, login: string, nonce: string, at: string): Buffer =>
  mark('known browser', `${nonce}.${at}.${login}`)

export function knownBrowser(mark: Mark, login: string, now: Instant): string {
  const nonce = randomBytes(12).toString('base64url')
  const at = String(millisOf(now))
  return `${nonce}.${at}.${sealOf(mark, login, nonce, at).toString('base64url')}`
}

/** The browser's own name, under which its failures are counted; nothing when it is not known for this login. */
export function findKnownBrowser(
  mark: Mark,
  login: string,
  cookie: string | undefined,
  now: Instant,
): string | undefined {
  const [, nonce, at, seal] = /^([\w-]{16})\.(\d{12,14})\.([\w-]{43})$/.exec(cookie ?? '') ?? []
  if (nonce === undefined || at === undefined || seal === undefined) return undefined
  if (Number(at) + KNOWN_FOR < millisOf(now)) return undefined
  return timingSafeEqual(Buffer.from(seal, 'base64url'), sealOf(mark, login, nonce, at)) ? nonce : undefined
}
