/**
 * What happens to accounts is not silent: each sign-in, proof, factor, disabling is a note in the log of looks, under
 * the id of the account. No record has that id, so nobody meets these notes at a record; the auditor reads them.
 */
import type { Pool } from 'pg'
import type { PersonId } from '#kernel/record/field.ts'
import type { Instant } from '#kernel/time.ts'
import { statementOf, type Credential, type Statement } from '#store/accounts/credentials.ts'
import { HOUSE } from '#store/accounts/house.ts'
import { appendLooks, type Look } from '#store/log/looks.ts'
import type { KeyRing } from '../keyRing.ts'

export type AccountAct =
  | 'signedIn'
  | 'signedOut'
  | 'attacked'
  | 'stepUp'
  | 'passwordChanged'
  | 'totpSet'
  | 'totpRemoved'
  | 'recoveryCodesMade'
  | 'recoveryCodeUsed'
  | 'passkeyAdded'
  | 'passkeyRemoved'
  | 'sessionsEnded'
  | 'accountMade'
  | 'accountDisabled'
  | 'accountEnabled'
  | 'passwordGiven'
  | 'factorsReset'
  | 'subjectBound'
  | 'subjectUnbound'

/** Who acts at the command line of the server: nobody of the directory. */
export const OPERATOR = '00000000-0000-0000-0000-000000000000'

export interface AccountNote {
  readonly account: string
  /** Who did it: a person, or OPERATOR. */
  readonly by: string
  readonly act: AccountAct
  /** What else there is to know; never a secret, never an address. */
  readonly more?: Readonly<Record<string, string | number>>
}

export interface NoteParts {
  readonly appPool: Pool
  readonly keys: Pick<KeyRing, 'master'>
  readonly now: () => Instant
  readonly newId: () => string
}

/** The note as a look; with what it states of the account's credentials. */
export const lookOf = (
  { now, newId }: Pick<NoteParts, 'now' | 'newId'>,
  { account, by, act, more }: AccountNote,
  credentials?: Statement,
): Look => ({
  id: newId(),
  at: now(),
  person: by,
  record: account,
  how: {
    door: `account ${act}`,
    ...more,
    ...(credentials === undefined ? {} : { credentials }),
  },
})

export const keepNote = (parts: NoteParts, note: AccountNote): Promise<void> =>
  appendLooks(parts.appPool, [lookOf(parts, note)], parts.keys.master)

/** Accounts that one look speaks of at most. */
const MOST_STATED = 200

/** What stands for many accounts at once. It is about the house and not about one account: no auditor has to leaf through it. */
export function statementsOf(
  { now, newId, keys }: Omit<NoteParts, 'appPool'>,
  door: string,
  standing: readonly Credential[],
): readonly Look[] {
  const accounts = [...new Set(standing.map(({ account }) => account))]
  return Array.from({ length: Math.ceil(accounts.length / MOST_STATED) }, (_, nth) => {
    const some = new Set(accounts.slice(nth * MOST_STATED, (nth + 1) * MOST_STATED))
    const credentials = statementOf(
      keys.master,
      standing.filter(({ account }) => some.has(account)),
    )
    return { id: newId(), at: now(), person: OPERATOR, record: HOUSE, how: { door, credentials } }
  })
}

/** The same about the account of a person; nothing where they have none. */
export async function keepNoteAbout(
  parts: NoteParts,
  person: PersonId,
  note: Omit<AccountNote, 'account'>,
): Promise<void> {
  const { rows } = await parts.appPool.query<{ id: string }>('select id from zs.account where person = $1', [
    person,
  ])
  const [row] = rows
  if (row !== undefined) await keepNote(parts, { ...note, account: row.id })
}
