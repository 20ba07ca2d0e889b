/** Accounts: with which login and password a person signs in. What they may do follows from their tenures alone. */
import type { Pool } from 'pg'
import type { PersonId } from '#kernel/record/field.ts'
import type { Instant } from '#kernel/time.ts'
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

/** As the owner. Throws when the person has an account or somebody has the login. */
export async function createAccount(ownerPool: Pool, account: NewAccount): Promise<void> {
  await createAccounts(ownerPool, [account], await hashPassword(account.password))
}

/** Several at once under one hash, for demo worlds where all passwords are equal and known. */
export async function createAccounts(
  ownerPool: Pool,
  accounts: readonly Omit<NewAccount, 'password'>[],
  hashed: string,
): Promise<void> {
  await ownerPool.query(
    `insert into zs.account (person, login, password, created, must_change, password_since)
     select person, login, $3, created, must_change, created
     from unnest($1::uuid[], $2::text[], $4::timestamptz[], $5::boolean[]) as t(person, login, created, must_change)`,
    [
      accounts.map(({ person }) => person),
      accounts.map(({ login }) => login),
      hashed,
      accounts.map(({ at }) => at),
      accounts.map(({ mustChange = false }) => mustChange),
    ],
  )
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

/** As the owner. Ends every session of the person but the one named. False when they have no account. */
export async function setPasswordOf(
  ownerPool: Pool,
  person: PersonId,
  password: string,
  { now, mustChange, keep }: { readonly now: Instant; readonly mustChange: boolean; readonly keep?: string },
): Promise<boolean> {
  const hashed = await hashPassword(password)
  const { rowCount } = await ownerPool.query(
    'update zs.account set password = $2, must_change = $3, password_since = $4 where person = $1',
    [person, hashed, mustChange, now],
  )
  if (rowCount !== 1) return false
  await endSessionsOf(ownerPool, person, keep === undefined ? {} : { except: keep })
  return true
}

/** As the owner. A disabled account signs in nowhere, and its sessions end. False when they have no account. */
export async function setDisabled(
  ownerPool: Pool,
  person: PersonId,
  at: Instant | undefined,
): Promise<boolean> {
  const { rowCount } = await ownerPool.query('update zs.account set disabled = $2 where person = $1', [
    person,
    at ?? null,
  ])
  if (rowCount !== 1) return false
  if (at !== undefined) await endSessionsOf(ownerPool, person)
  return true
}
