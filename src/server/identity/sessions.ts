/**
 * Sessions: a random token in a cookie, its SHA-256 in the database. A session says who sits there and nothing else;
 * roles come from the tenures of the day. It ends eight hours after it was last used (assumed, a working day).
 */
import { createHash, randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import type { PersonId } from '#kernel/record/field.ts'
import { addMillis, HOUR, millisOf, type Instant } from '#kernel/time.ts'

export const SESSION_LENGTH = 8 * HOUR
/** It is only written anew once so much of it is used up: reading pages does not write a row each. */
const SLIDES_AFTER = HOUR / 4

export interface Session {
  readonly person: PersonId
  /** Whether its end was moved just now, so that the cookie has to be, too. */
  readonly slid: boolean
}

const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** A new session; the token is shown this once. */
export async function openSession(appPool: Pool, person: PersonId, now: Instant): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await appPool.query({
    name: 'open-session',
    text: 'insert into zs.session (token, person, began, ends) values ($1, $2, $3, $4)',
    values: [digestOf(token), person, now, addMillis(now, SESSION_LENGTH)],
  })
  return token
}

export async function findSession(
  pools: { readonly appPool: Pool; readonly ownerPool: Pool },
  token: string,
  now: Instant,
): Promise<Session | undefined> {
  const { rows } = await pools.appPool.query<{ person: PersonId; ends: Instant }>({
    name: 'session',
    text: 'select person, ends from zs.session where token = $1',
    values: [digestOf(token)],
  })
  const [row] = rows
  if (row === undefined || millisOf(row.ends) <= millisOf(now)) return undefined
  const slides = millisOf(row.ends) - millisOf(now) < SESSION_LENGTH - SLIDES_AFTER
  // The application may not change rows, not even this one.
  if (slides)
    await pools.ownerPool.query('update zs.session set ends = $2 where token = $1', [
      digestOf(token),
      addMillis(now, SESSION_LENGTH),
    ])
  return { person: row.person, slid: slides }
}

export async function endSession(appPool: Pool, token: string): Promise<void> {
  await appPool.query('delete from zs.session where token = $1', [digestOf(token)])
}

/** Sessions that have ended are of no use to anybody. */
export async function forgetEndedSessions(appPool: Pool, now: Instant): Promise<void> {
  await appPool.query('delete from zs.session where ends <= $1', [now])
}
