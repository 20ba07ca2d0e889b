/**
 * What is done to the account of somebody else, by a security administrator or at the command line. Each act says by
 * whom and why, and is noted in the log of looks in either case.
 */
import type { PersonId } from '#kernel/record/field.ts'
import { passkeySlot, subjectSlot } from '#store/accounts/credentials.ts'
import { keepNote, type AccountAct } from './accountNotes.ts'
import {
  createAccount,
  findAccount,
  findAccountOf,
  setDisabled,
  setPasswordOf,
  type Account,
} from './accounts.ts'
import { removeRecoveryCodes } from './recoveryCodes.ts'
import { removeTotp } from './totp.ts'
import { changeAccount, type ChangeNote, type ChangeParts } from './changeAccount.ts'
import { madePassword } from './madePassword.ts'
import { endSessionsOf } from './sessions.ts'

/** Who does it and why. `by` is a person or OPERATOR. */
export interface Mandate {
  readonly by: string
  readonly reason: string
}

const noteOf = (
  { by, reason }: Mandate,
  act: AccountAct,
  more: Readonly<Record<string, string | number>> = {},
): ChangeNote => ({ by, act, more: { reason, ...more } })

/** An account with a password for one use. Undefined when the person has one or the login is taken. */
export async function openAccount(
  parts: ChangeParts,
  person: PersonId,
  login: string,
  mandate: Mandate,
): Promise<{ readonly login: string; readonly oneTimePassword: string } | undefined> {
  const { ownerPool } = parts
  if ((await findAccountOf(ownerPool, person)) ?? (await findAccount(ownerPool, login))) return undefined
  const oneTimePassword = madePassword()
  await createAccount(
    parts,
    { person, login, password: oneTimePassword, at: parts.now(), mustChange: true },
    { by: mandate.by, more: { reason: mandate.reason, login } },
  )
  return { login, oneTimePassword }
}

export async function givePassword(parts: ChangeParts, account: Account, mandate: Mandate): Promise<string> {
  const oneTimePassword = madePassword()
  await setPasswordOf(parts, account.person, oneTimePassword, {
    mustChange: true,
    note: noteOf(mandate, 'passwordGiven'),
  })
  return oneTimePassword
}

export const disable = (parts: ChangeParts, { person }: Account, mandate: Mandate): Promise<void> =>
  setDisabled(parts, person, true, noteOf(mandate, 'accountDisabled'))

export const enable = (parts: ChangeParts, { person }: Account, mandate: Mandate): Promise<void> =>
  setDisabled(parts, person, false, noteOf(mandate, 'accountEnabled'))

/** All second factors of somebody who lost them; their sessions end. The password stays, so this alone lets nobody in. */
export const resetFactors = (parts: ChangeParts, { person }: Account, mandate: Mandate): Promise<void> =>
  changeAccount(parts, person, async (client) => {
    await removeTotp({ owner: client }, person)
    const passkeys = await client.query<{ id: string }>(
      'delete from zs.passkey where person = $1 returning id',
      [person],
    )
    const codes = await removeRecoveryCodes(client, person)
    await endSessionsOf(client, person)
    return {
      answer: undefined,
      noted: {
        ...noteOf(mandate, 'factorsReset'),
        slots: ['totp', ...passkeys.rows.map(({ id }) => passkeySlot(id)), ...codes],
      },
    }
  })

export async function endAllSessions(
  parts: ChangeParts,
  account: Account,
  mandate: Mandate,
): Promise<number> {
  const ended = await endSessionsOf(parts.ownerPool, account.person)
  await keepNote(parts, { ...noteOf(mandate, 'sessionsEnded', { sessions: ended }), account: account.id })
  return ended
}

/** From now on this subject of the identity provider is that person. False when it is somebody else already. */
export const bindSubject = (
  parts: ChangeParts,
  { person }: Account,
  { issuer, subject }: { readonly issuer: string; readonly subject: string },
  mandate: Mandate,
): Promise<boolean> =>
  changeAccount(parts, person, async (client) => {
    const { rowCount } = await client.query(
      `insert into zs.oidc_subject (issuer, subject, person, created) values ($1, $2, $3, $4) on conflict do nothing`,
      [issuer, subject, person, parts.now()],
    )
    if (rowCount !== 1) return { answer: false }
    const slots = [subjectSlot(issuer, subject)]
    return { answer: true, noted: { ...noteOf(mandate, 'subjectBound', { issuer, subject }), slots } }
  })

/** Every subject of theirs; sessions end, for one of them may have been opened that way. Answers how many. */
export const unbindSubjects = (parts: ChangeParts, { person }: Account, mandate: Mandate): Promise<number> =>
  changeAccount(parts, person, async (client) => {
    const { rows } = await client.query<{ issuer: string; subject: string }>(
      'delete from zs.oidc_subject where person = $1 returning issuer, subject',
      [person],
    )
    await endSessionsOf(client, person)
    const slots = rows.map(({ issuer, subject }) => subjectSlot(issuer, subject))
    return {
      answer: rows.length,
      noted: { ...noteOf(mandate, 'subjectUnbound', { subjects: rows.length }), slots },
    }
  })
