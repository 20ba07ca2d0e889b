/** Accounts: with which login and password a person signs in. What they may do follows from their tenures alone. */
import type { Pool } from 'pg'
import type { PersonId } from '#kernel/record/field.ts'
import type { Instant } from '#kernel/time.ts'
import { hashPassword } from './passwords.ts'

export interface NewAccount {
  readonly person: PersonId
  readonly login: string
  readonly password: string
  readonly at: Instant
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
    `insert into zs.account (person, login, password, created)
     select person, login, $3, created from unnest($1::uuid[], $2::text[], $4::timestamptz[]) as t(person, login, created)`,
    [
      accounts.map(({ person }) => person),
      accounts.map(({ login }) => login),
      hashed,
      accounts.map(({ at }) => at),
    ],
  )
}

/** As the owner. Ends every session of the person. False when nobody has this login. */
export async function setPassword(ownerPool: Pool, login: string, password: string): Promise<boolean> {
  const hashed = await hashPassword(password)
  const { rows } = await ownerPool.query<{ person: PersonId }>(
    'update zs.account set password = $2 where login = $1 returning person',
    [login, hashed],
  )
  const [row] = rows
  if (row === undefined) return false
  await ownerPool.query('delete from zs.session where person = $1', [row.person])
  return true
}

export async function findAccount(
  appPool: Pool,
  login: string,
): Promise<{ readonly person: PersonId; readonly password: string } | undefined> {
  const { rows } = await appPool.query<{ person: PersonId; password: string }>({
    name: 'account',
    text: 'select person, password from zs.account where login = $1',
    values: [login],
  })
  return rows[0]
}
