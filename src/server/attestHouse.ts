/**
 * From when on `verify` answers for what lets people in and for where query codes lead: from the first time that a program which
 * states and seals them opens the house. What is there by then is sealed and stated as it is found, once, and a look says so with
 * the number of accounts and codes; in a new house there is nothing yet.
 *
 *   found ──codes sealed, a batch each──> accounts stated and "house attested", one transaction ──> never again
 *
 * A crash before the last step repeats what is left. That it is over stands in the log of looks alone, which nobody can take back:
 * an account or code slipped in later is never taken for one that was found.
 */
import type { RecordId } from '#kernel/record/field.ts'
import { readCredentials } from '#store/accounts/credentials.ts'
import { HOUSE, HOUSE_ATTESTED } from '#store/accounts/house.ts'
import type { Queryable } from '#store/log/logName.ts'
import { appendLooks } from '#store/log/looks.ts'
import { transaction } from '#store/postgres/pool.ts'
import { codeSealOf } from '#store/records/codeSeal.ts'
import { statementsOf } from './identity/accountNotes.ts'
import type { ChangeParts } from './identity/changeAccount.ts'

const BATCH = 5000

export async function attestHouse(parts: ChangeParts): Promise<void> {
  const { ownerPool, keys, now, newId } = parts
  if (await isAttested(ownerPool)) return
  for (let sealed = BATCH; sealed === BATCH;) sealed = await sealSome(parts)
  await transaction(ownerPool, async (client) => {
    await client.query(`select pg_advisory_xact_lock(hashtext('zs.account'), hashtext('house'))`)
    if (await isAttested(client)) return
    const standing = await readCredentials(client)
    const { rows } = await client.query<{ codes: number }>('select count(*)::int as codes from zs.query_code')
    const found = {
      accounts: new Set(standing.map(({ account }) => account)).size,
      codes: rows[0]?.codes ?? 0,
    }
    const over = { id: newId(), at: now(), person: HOUSE, record: HOUSE }
    await appendLooks(
      client,
      [
        ...statementsOf(parts, 'accounts found', standing),
        { ...over, how: { door: HOUSE_ATTESTED, ...found } },
      ],
      keys.master,
    )
  })
}

async function isAttested(db: Queryable): Promise<boolean> {
  const { rowCount } = await db.query(
    `select from zs.look where record = $1 and convert_from(bytes, 'UTF8')::jsonb -> 'how' ->> 'door' = $2 limit 1`,
    [HOUSE, HOUSE_ATTESTED],
  )
  return rowCount === 1
}

/** Answers how many. */
async function sealSome({ ownerPool, keys }: ChangeParts): Promise<number> {
  const { rows } = await ownerPool.query<{ hash: Buffer; record: RecordId }>(
    'select hash, record from zs.query_code where seal is null limit $1',
    [BATCH],
  )
  await ownerPool.query(
    `update zs.query_code c set seal = x.seal from unnest($1::bytea[], $2::bytea[]) as x(hash, seal) where c.hash = x.hash`,
    [rows.map(({ hash }) => hash), rows.map(({ hash, record }) => codeSealOf(keys.master, record, hash))],
  )
  return rows.length
}
