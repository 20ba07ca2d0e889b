/**
 * What lets somebody in, slot by slot, and how it is stated.
 *
 *   stated     in the log of looks, by whoever changes it through a door (server/identity/changeAccount.ts):
 *              how.credentials = { <account>: { <slot>: <mark>, or null where it is gone } }
 *   mark       HMAC-SHA-256(master key; account, slot, what stands there), 16 bytes, hex
 *   compared   by `verify`: what stands in the database is what was stated last (verify/checkCredentials.ts)
 *
 * Nothing that is counted up when it is used is part of it: the last step of a code app, the counter of a passkey.
 */
import { createHmac } from 'node:crypto'
import type { Queryable } from '../log/logName.ts'

export type Slot =
  | 'login'
  | 'password'
  | 'disabled'
  | 'totp'
  /** One that was not used yet, by the beginning of its hash. */
  | `recoveryCode/${string}`
  /** By its id. */
  | `passkey/${string}`
  /** By issuer and subject, with a blank between them. */
  | `subject/${string}`

export interface Credential {
  /** The id of the account. */
  readonly account: string
  readonly login: string
  readonly slot: Slot
  readonly stands: string
}

export type Statement = Readonly<Record<string, Readonly<Record<string, string | null>>>>

const MARK_BYTES = 16

export const credentialMark = (
  master: Buffer,
  { account, slot, stands }: Omit<Credential, 'login'>,
): string =>
  createHmac('sha256', master)
    .update(`zhunsheng/credential/v1\n${account}\n${slot}\n${stands}`)
    .digest()
    .subarray(0, MARK_BYTES)
    .toString('hex')

export const recoverySlot = (hash: Buffer): Slot => `recoveryCode/${hash.toString('hex').slice(0, 32)}`
export const passkeySlot = (id: string): Slot => `passkey/${id}`
export const subjectSlot = (issuer: string, subject: string): Slot => `subject/${issuer} ${subject}`

/** All there are, or those of one person; in the order of the accounts. As the owner. */
export async function readCredentials(db: Queryable, person?: string): Promise<readonly Credential[]> {
  const { rows } = await db.query<Credential>(
    `select a.id as account, a.login, c.slot, c.stands
     from zs.account a cross join lateral (
       select 'login' as slot, jsonb_build_array(a.person, a.login)::text as stands
       union all select 'password', jsonb_build_array(a.password, a.must_change)::text
       union all select 'disabled', '' where a.disabled is not null
       union all select 'totp', encode(t.secret, 'hex') from zs.totp t
         where t.person = a.person and t.confirmed is not null
       union all select 'recoveryCode/' || left(encode(r.hash, 'hex'), 32), '' from zs.recovery_code r
         where r.person = a.person and r.used is null
       union all select 'passkey/' || k.id, encode(k.public_key, 'hex') from zs.passkey k where k.person = a.person
       union all select 'subject/' || s.issuer || ' ' || s.subject, '' from zs.oidc_subject s where s.person = a.person
     ) c
     where $1::uuid is null or a.person = $1 order by a.id`,
    [person ?? null],
  )
  return rows
}

/** What is to be stated of these, and that nothing stands any more in the slots that are `gone`. */
export function statementOf(
  master: Buffer,
  standing: readonly Credential[],
  gone: readonly Pick<Credential, 'account' | 'slot'>[] = [],
): Statement {
  const statement: Record<string, Record<string, string | null>> = {}
  for (const { account, slot } of gone) (statement[account] ??= {})[slot] = null
  for (const one of standing) (statement[one.account] ??= {})[one.slot] = credentialMark(master, one)
  return statement
}
