/**
 * One-time codes (RFC 6238: SHA-1, six digits, thirty seconds, as every app has them). The secret is kept closed under
 * the master key. A code works once, and for one step before and after its own, because clocks drift.
 */
import { generateSecret, generateURI, verify } from 'otplib'
import type { PersonId } from '#kernel/record/field.ts'
import { millisOf, type Instant } from '#kernel/time.ts'
import type { Queryable } from '#store/log/logName.ts'
import { closeSecret, openSecret } from './secretBox.ts'

export interface TotpParts {
  /** As the owner: the pool, or a client inside a transaction. */
  readonly owner: Queryable
  readonly master: Buffer
}

const ISSUER = '准绳 Zhunsheng'
/** Seconds before and after its step in which a code still counts: one step. */
const DRIFT = 30
const purposeOf = (person: PersonId): string => `totp of ${person}`

/** A new secret, in place of one that was never confirmed. Undefined when there is a confirmed one. */
export async function beginTotp(
  { owner, master }: TotpParts,
  person: PersonId,
  login: string,
  now: Instant,
): Promise<{ readonly secret: string; readonly uri: string } | undefined> {
  const secret = generateSecret()
  const { rowCount } = await owner.query(
    `insert into zs.totp (person, secret, created) values ($1, $2, $3)
     on conflict (person) do update set secret = excluded.secret, created = excluded.created, last_step = 0
     where zs.totp.confirmed is null`,
    [person, closeSecret(Buffer.from(secret), master, purposeOf(person)), now],
  )
  if (rowCount !== 1) return undefined
  return { secret, uri: generateURI({ issuer: ISSUER, label: login, secret }) }
}

/**
 * Whether the code is the one of now, and not used before. `confirming` asks the secret that waits for its first code
 * and confirms it; otherwise only a confirmed one counts.
 */
export async function takeTotp(
  { owner, master }: TotpParts,
  person: PersonId,
  code: string,
  now: Instant,
  { confirming = false }: { readonly confirming?: boolean } = {},
): Promise<boolean> {
  if (!/^\d{6}$/.test(code)) return false
  const { rows } = await owner.query<{ secret: Buffer; last: string }>(
    `select secret, last_step::text as last from zs.totp where person = $1 and (confirmed is null) = $2`,
    [person, confirming],
  )
  const [row] = rows
  if (row === undefined) return false
  const answer = await verify({
    secret: openSecret(row.secret, master, purposeOf(person)).toString(),
    token: code,
    epoch: Math.floor(millisOf(now) / 1000),
    epochTolerance: DRIFT,
    afterTimeStep: Number(row.last),
  })
  if (!answer.valid || !('timeStep' in answer)) return false
  // Of two that come with one code at once the database lets one through.
  const { rowCount } = await owner.query(
    `update zs.totp set last_step = $2, confirmed = coalesce(confirmed, $3)
     where person = $1 and last_step < $2 and secret = $4`,
    [person, answer.timeStep, now, row.secret],
  )
  return rowCount === 1
}

/** False when there was none. */
export async function removeTotp({ owner }: Pick<TotpParts, 'owner'>, person: PersonId): Promise<boolean> {
  const { rowCount } = await owner.query('delete from zs.totp where person = $1', [person])
  return rowCount === 1
}
