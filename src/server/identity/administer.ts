/**
 * What is done to the account of somebody else, by a security administrator or at the command line. Each act says by
 * whom and why, and is noted in the log of looks in either case.
 */
import type { Pool } from 'pg'
import type { PersonId } from '#kernel/record/field.ts'
import { transaction } from '#store/postgres/pool.ts'
import { keepNote, type AccountAct, type NoteParts } from './accountNotes.ts'
import {
  createAccount,
  findAccount,
  findAccountOf,
  setDisabled,
  setPasswordOf,
  type Account,
} from './accounts.ts'
import { madePassword } from './madePassword.ts'
import { endSessionsOf } from './sessions.ts'

export interface AdministerParts extends NoteParts {
  readonly ownerPool: Pool
}

/** Who does it and why. `by` is a person or OPERATOR. */
export interface Mandate {
  readonly by: string
  readonly reason: string
}

const note = (
  parts: AdministerParts,
  { id }: Pick<Account, 'id'>,
  { by, reason }: Mandate,
  act: AccountAct,
  more: Readonly<Record<string, string | number>> = {},
) => keepNote(parts, { account: id, by, act, more: { reason, ...more } })

/** An account with a password for one use. Undefined when the person has one or the login is taken. */
export async function openAccount(
  parts: AdministerParts,
  person: PersonId,
  login: string,
  mandate: Mandate,
): Promise<{ readonly login: string; readonly oneTimePassword: string } | undefined> {
  const { ownerPool } = parts
  if ((await findAccountOf(ownerPool, person)) ?? (await findAccount(ownerPool, login))) return undefined
  const oneTimePassword = madePassword()
  await createAccount(ownerPool, {
    person,
    login,
    password: oneTimePassword,
    at: parts.now(),
    mustChange: true,
  })
  const account = await findAccountOf(ownerPool, person)
  if (account !== undefined) await note(parts, account, mandate, 'accountMade', { login })
  return { login, oneTimePassword }
}

export async function givePassword(
  parts: AdministerParts,
  account: Account,
  mandate: Mandate,
): Promise<string> {
  const oneTimePassword = madePassword()
  await note(parts, account, mandate, 'passwordGiven')
  await setPasswordOf(parts.ownerPool, account.person, oneTimePassword, {
    now: parts.now(),
    mustChange: true,
  })
  return oneTimePassword
}

export async function disable(parts: AdministerParts, account: Account, mandate: Mandate): Promise<void> {
  await note(parts, account, mandate, 'accountDisabled')
  await setDisabled(parts.ownerPool, account.person, parts.now())
}

export async function enable(parts: AdministerParts, account: Account, mandate: Mandate): Promise<void> {
  await note(parts, account, mandate, 'accountEnabled')
  await setDisabled(parts.ownerPool, account.person, undefined)
}

/** All second factors of somebody who lost them; their sessions end. The password stays, so this alone lets nobody in. */
export async function resetFactors(
  parts: AdministerParts,
  account: Account,
  mandate: Mandate,
): Promise<void> {
  const { person } = account
  await note(parts, account, mandate, 'factorsReset')
  await transaction(parts.ownerPool, async (client) => {
    for (const table of ['totp', 'passkey', 'recovery_code'])
      await client.query(`delete from zs.${table} where person = $1`, [person])
  })
  await endSessionsOf(parts.ownerPool, person)
}

export async function endAllSessions(
  parts: AdministerParts,
  account: Account,
  mandate: Mandate,
): Promise<number> {
  const ended = await endSessionsOf(parts.ownerPool, account.person)
  await note(parts, account, mandate, 'sessionsEnded', { sessions: ended })
  return ended
}

/** From now on this subject of the identity provider is that person. False when it is somebody else already. */
export async function bindSubject(
  parts: AdministerParts,
  account: Account,
  { issuer, subject }: { readonly issuer: string; readonly subject: string },
  mandate: Mandate,
): Promise<boolean> {
  const { rowCount } = await parts.ownerPool.query(
    `insert into zs.oidc_subject (issuer, subject, person, created) values ($1, $2, $3, $4) on conflict do nothing`,
    [issuer, subject, account.person, parts.now()],
  )
  if (rowCount !== 1) return false
  await note(parts, account, mandate, 'subjectBound', { issuer, subject })
  return true
}

/** Every subject of theirs; sessions end, for one of them may have been opened that way. Answers how many. */
export async function unbindSubjects(
  parts: AdministerParts,
  account: Account,
  mandate: Mandate,
): Promise<number> {
  const { rowCount } = await parts.ownerPool.query('delete from zs.oidc_subject where person = $1', [
    account.person,
  ])
  await note(parts, account, mandate, 'subjectUnbound', { subjects: rowCount ?? 0 })
  await endSessionsOf(parts.ownerPool, account.person)
  return rowCount ?? 0
}
