/**
 * What happens to accounts is not silent: each sign-in, proof, factor, disabling is a note in the log of looks, under
 * the id of the account. No record has that id, so nobody meets these notes at a record; the auditor reads them.
 */
import type { Pool } from 'pg'
import type { PersonId } from '#kernel/record/field.ts'
import type { Instant } from '#kernel/time.ts'
import { appendLooks } from '#store/log/looks.ts'
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

export const keepNote = (
  { appPool, keys, now, newId }: NoteParts,
  { account, by, act, more }: AccountNote,
): Promise<void> =>
  appendLooks(
    appPool,
    [
      {
        id: newId(),
        at: now(),
        person: by,
        record: account,
        how: { door: `account ${act}`, ...(more === undefined ? {} : { ...more }) },
      },
    ],
    keys.master,
  )

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
