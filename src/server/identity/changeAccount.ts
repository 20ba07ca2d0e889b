/**
 * The one way in which what lets somebody in is changed: the change, and the note that states it, in one transaction. What was
 * changed past this way is stated nowhere, and `verify` names it.
 *
 * The lock comes before anything is written, so that the transaction ids of two changes of one account, and with them their
 * notes in the log, stand in the order of the changes.
 */
import type { Pool, PoolClient } from 'pg'
import type { PersonId } from '#kernel/record/field.ts'
import { readCredentials, statementOf, type Slot } from '#store/accounts/credentials.ts'
import { appendLooks } from '#store/log/looks.ts'
import { transaction } from '#store/postgres/pool.ts'
import { lookOf, type AccountNote, type NoteParts } from './accountNotes.ts'

export interface ChangeParts extends NoteParts {
  readonly ownerPool: Pool
}

export interface AccountChange<Answer> {
  readonly answer: Answer
  /** Who did what, and which slots are not as they were. Left out, nothing was changed. */
  readonly noted?: ChangeNote & { readonly slots: readonly Slot[] }
}

export type ChangeNote = Omit<AccountNote, 'account'>

export function changeAccount<Answer>(
  { ownerPool, keys, now, newId }: Omit<ChangeParts, 'appPool'>,
  person: PersonId,
  change: (client: PoolClient) => Promise<AccountChange<Answer>>,
): Promise<Answer> {
  return transaction(ownerPool, async (client) => {
    await client.query(`select pg_advisory_xact_lock(hashtext('zs.account'), hashtext($1))`, [person])
    const { answer, noted } = await change(client)
    if (noted === undefined) return answer
    const standing = await readCredentials(client, person)
    const account = standing[0]?.account
    if (account === undefined) return answer
    const { slots, ...note } = noted
    const credentials = statementOf(
      keys.master,
      standing.filter(({ slot }) => slots.includes(slot)),
      slots.map((slot) => ({ account, slot })),
    )
    const look = lookOf({ now, newId }, { ...note, account }, credentials)
    await appendLooks(client, [look], keys.master)
    return answer
  })
}
