/** Accounts: with which login and password a person signs in. What they may do follows from their tenures alone. */
import type { Pool, PoolClient } from 'pg'
import type { PersonId } from '#kernel/record/field.ts'
import type { Instant } from '#kernel/time.ts'
import { readCredentials } from '#store/accounts/credentials.ts'
import { appendLooks } from '#store/log/looks.ts'
import { transaction } from '#store/postgres/pool.ts'
import { statementsOf } from './accountNotes.ts'
import { changeAccount, type ChangeNote, type ChangeParts } from './changeAccount.ts'
import { hashPassword } from './passwords.ts'
import { endSessionsOf } from './sessions.ts'

export interface NewAccount {
  readonly person: PersonId
  readonly login: string
  readonly password: string
  readonly at: Instant
  /** The password was made by somebody else than the person: it has to be changed first. */
  readonly mustChange?: boolean
}

/** Throws when the person has an account or somebody has the login. */
export async function createAccount(
  parts: ChangeParts,
  { person, login, password, at, mustChange = false }: NewAccount,
  note: Omit<ChangeNote, 'act'>,
): Promise<void> {
  const hashed = await hashPassword(password)
  await changeAccount(parts, person, async (client) => {
    await insertAccounts(client, [{ person, login, at, mustChange }], hashed)
    return { answer: undefined, noted: { ...note, act: 'accountMade', slots: ['login', 'password'] } }
  })
}

/** Several at once under one hash, for demo worlds where all passwords are equal and known; stated together. */
export async function createAccounts(
  { ownerPool, keys, now, newId }: Omit<ChangeParts, 'appPool'>,
  accounts: readonly Omit<NewAccount, 'password'>[],
  hashed: string,
): Promise<void> {
  await transaction(ownerPool, async (client) => {
    const made = await insertAccounts(client, accounts, hashed)
    const standing = (await readCredentials(client)).filter(({ account }) => made.has(account))
    await appendLooks(client, statementsOf({ now, newId, keys }, 'accounts made', standing), keys.master)
  })
}

/** Answers their ids. */
async function insertAccounts(
  client: PoolClient,
  accounts: readonly Omit<NewAccount, 'password'>[],
  hashed: string,
): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ id: string }>(
    `insert into zs.account (person, login, password, created, must_change, password_since)
     select person, login, $3, created, must_change, created
     from unnest($1::uuid[], $2::text[], $4::timestamptz[], $5::boolean[]) as t(person, login, created, must_change)
     returning id`,
    [
      accounts.map(({ person }) => person),
      accounts.map(({ login }) => login),
      hashed,
      accounts.map(({ at }) => at),
      accounts.map(({ mustChange = false }) => mustChange),
    ],
  )
  return new Set(rows.map(({ id }) => id))
}

export interface Account {
  readonly id: string
  readonly person: PersonId
  readonly login: string
  /** Argon2id. */
  readonly password: string
  readonly created: Instant
  readonly mustChange: boolean
  readonly disabled: Instant | null
}

const COLUMNS = 'id, person, login, password, created, must_change as "mustChange", disabled'

export async function findAccount(appPool: Pool, login: string): Promise<Account | undefined> {
  const { rows } = await appPool.query<Account>({
    name: 'account',
    text: `select ${COLUMNS} from zs.account where login = $1`,
    values: [login],
  })
  return rows[0]
}

export async function findAccountOf(appPool: Pool, person: PersonId): Promise<Account | undefined> {
  const { rows } = await appPool.query<Account>({
    name: 'account-of',
    text: `select ${COLUMNS} from zs.account where person = $1`,
    values: [person],
  })
  return rows[0]
}

/** Ends every session of the person but the one named. */
export async function setPasswordOf(
  parts: ChangeParts,
  person: PersonId,
  password: string,
  {
    mustChange,
    keep,
    note,
  }: { readonly mustChange: boolean; readonly keep?: string; readonly note: ChangeNote },
): Promise<void> {
  const hashed = await hashPassword(password)
  await changeAccount(parts, person, async (client) => {
    await client.query(
      'update zs.account set password = $2, must_change = $3, password_since = $4 where person = $1',
      [person, hashed, mustChange, parts.now()],
    )
    await endSessionsOf(client, person, keep === undefined ? {} : { except: keep })
    return { answer: undefined, noted: { ...note, slots: ['password'] } }
  })
}

/** A disabled account signs in nowhere, and its sessions end. */
export async function setDisabled(
  parts: ChangeParts,
  person: PersonId,
  disabled: boolean,
  note: ChangeNote,
): Promise<void> {
  await changeAccount(parts, person, async (client) => {
    await client.query('update zs.account set disabled = $2 where person = $1', [
      person,
      disabled ? parts.now() : null,
    ])
    if (disabled) await endSessionsOf(client, person)
    return { answer: undefined, noted: { ...note, slots: ['disabled'] } }
  })
}
