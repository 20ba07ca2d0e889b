/**
 * Sessions: a random token in a cookie, its keyed hash in the database: whoever can only write to the database makes none. A session says who sits there, how and when they
 * last proved it, and nothing else; roles come from the tenures of the day. It ends some time after its last use, and
 * at the latest some time after it began (identityRules.ts).
 */
import type { Queryable } from '#store/log/logName.ts'
import { randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import type { PersonId } from '#kernel/record/field.ts'
import { addMillis, millisOf, type Instant } from '#kernel/time.ts'
import type { KeyRing } from '../keyRing.ts'
import type { IdentityRules } from './identityRules.ts'

/** With what somebody proved who they are: the last is the identity provider's word. */
export type Proof = 'password' | 'otp' | 'recoveryCode' | 'passkey' | 'oidc'

export interface Session {
  readonly id: string
  readonly person: PersonId
  readonly began: Instant
  readonly ends: Instant
  readonly used: Instant
  readonly proved: Instant
  readonly by: Proof
  readonly browser: string
}

/** A session as a request finds it, with what its account says. */
export interface FoundSession extends Session {
  /** Whether its end was moved just now, so that the cookie has to be, too. */
  readonly slid: boolean
  readonly mustChange: boolean
  readonly hasFactor: boolean
}

type Lengths = Pick<IdentityRules, 'idle' | 'longest'>
type Keys = Pick<KeyRing, 'mark'>
interface Parts {
  readonly appPool: Pool
  readonly ownerPool: Pool
  readonly keys: Keys
}

const digestOf = ({ mark }: Keys, token: string): Buffer => mark('session', token)
const newToken = (): string => randomBytes(32).toString('base64url')
const COLUMNS = 's.id, s.person, s.began, s.ends, s.used, s.proved, s.by, s.browser'

const earlier = (one: Instant, other: Instant): Instant => (one < other ? one : other)
const endOf = (began: Instant, now: Instant, { idle, longest }: Lengths): Instant =>
  earlier(addMillis(now, idle), addMillis(began, longest))

/** A new session; the token is shown this once. */
export async function openSession(
  { appPool, keys }: Pick<Parts, 'appPool' | 'keys'>,
  person: PersonId,
  {
    now,
    rules,
    by = 'password',
    browser = '',
    proved = now,
  }: {
    readonly now: Instant
    readonly rules: Lengths
    readonly by?: Proof
    readonly browser?: string
    readonly proved?: Instant
  },
): Promise<string> {
  const token = newToken()
  await appPool.query({
    name: 'open-session',
    text: `insert into zs.session (token, person, began, ends, used, proved, by, browser)
           values ($1, $2, $3, $4, $3, $7, $5, $6)`,
    values: [digestOf(keys, token), person, now, endOf(now, now, rules), by, browser, proved],
  })
  return token
}

/** The session of a token, if it has not ended and its account is not disabled. */
export async function findSession(
  { appPool, ownerPool, keys }: Parts,
  token: string,
  now: Instant,
  rules: Lengths,
): Promise<FoundSession | undefined> {
  const { rows } = await appPool.query<Omit<FoundSession, 'slid'>>({
    name: 'session',
    text: `select ${COLUMNS}, a.must_change as "mustChange",
             exists (select from zs.totp t where t.person = s.person and t.confirmed is not null)
               or exists (select from zs.passkey p where p.person = s.person) as "hasFactor"
           from zs.session s join zs.account a on a.person = s.person where s.token = $1 and a.disabled is null`,
    values: [digestOf(keys, token)],
  })
  const [row] = rows
  if (row === undefined) return undefined
  // The lengths of today count, not those of the day it began.
  const last = earlier(row.ends, endOf(row.began, row.used, rules))
  if (millisOf(last) <= millisOf(now)) return undefined
  // It is only written anew once some of it is used up: reading pages does not write a row each.
  const ends = endOf(row.began, now, rules)
  const slides = millisOf(now) - millisOf(row.used) > rules.idle / 12
  // The application may not change rows, not even this one.
  if (slides)
    await ownerPool.query('update zs.session set ends = $2, used = $3 where token = $1', [
      digestOf(keys, token),
      ends,
      now,
    ])
  return { ...row, slid: slides, ...(slides ? { ends, used: now } : {}) }
}

/** Somebody proved again who they are: the session is fresh and goes on under a new token. */
export async function proveSession(
  { ownerPool, keys }: Pick<Parts, 'ownerPool' | 'keys'>,
  id: string,
  by: Proof,
  now: Instant,
): Promise<string> {
  const token = newToken()
  const { rowCount } = await ownerPool.query(
    'update zs.session set token = $2, proved = $3, used = $3, by = $4 where id = $1',
    [id, digestOf(keys, token), now, by],
  )
  if (rowCount !== 1) throw new Error('The session ended while its holder proved who they are.')
  return token
}

export async function endSession(
  { appPool, keys }: Pick<Parts, 'appPool' | 'keys'>,
  token: string,
): Promise<void> {
  await appPool.query('delete from zs.session where token = $1', [digestOf(keys, token)])
}

export async function sessionsOf(appPool: Pool, person: PersonId, now: Instant): Promise<readonly Session[]> {
  const { rows } = await appPool.query<Session>(
    `select ${COLUMNS} from zs.session s where person = $1 and ends > $2 order by used desc, id`,
    [person, now],
  )
  return rows
}

/** Ends sessions of a person: one of them, all but one, or all. Answers how many. */
export async function endSessionsOf(
  db: Queryable,
  person: PersonId,
  which: { readonly only?: string; readonly except?: string } = {},
): Promise<number> {
  const { rowCount } = await db.query(
    `delete from zs.session where person = $1 and ($2::uuid is null or id = $2) and ($3::uuid is null or id <> $3)`,
    [person, which.only ?? null, which.except ?? null],
  )
  return rowCount ?? 0
}

/** Sessions that have ended, and challenges that nobody can answer any more, are of no use to anybody. */
export async function forgetEnded(
  { appPool, ownerPool }: Pick<Parts, 'appPool' | 'ownerPool'>,
  now: Instant,
): Promise<void> {
  await appPool.query('delete from zs.session where ends <= $1', [now])
  await ownerPool.query('delete from zs.used_challenge where ends <= $1', [now])
}
