/** What is public about the centre's keys, written into the journal as records of the type `centreKey`. */
import type { Pool } from 'pg'
import type { RecordId } from '#kernel/record/field.ts'
import type { CentreKey } from './centreKeys.ts'
import type { Office } from './office/office.ts'

const CEREMONY = { kind: 'system', job: 'ceremony' } as const
const TYPE = 'centreKey'

export interface KeyTestimony {
  /** Makes the record of a key that has none yet. */
  know(key: CentreKey): Promise<RecordId>
  /** Throws when the declaration refuses it: nothing may be done with a key that is not written down. */
  note(key: CentreKey, action: string, input: Readonly<Record<string, unknown>>): Promise<void>
}

export function keyTestimony(office: Office, ownerPool: Pool): KeyTestimony {
  async function act(action: string, input: Readonly<Record<string, unknown>>, id?: RecordId) {
    const outcome = await office.act({
      asker: CEREMONY,
      type: TYPE,
      action,
      input,
      ...(id === undefined ? {} : { id }),
    })
    if ('refused' in outcome)
      throw new Error(`centreKey.${action} was refused: ${JSON.stringify(outcome.refused)}`)
    return outcome.done.id
  }

  async function know({ name, publicKey }: CentreKey): Promise<RecordId> {
    const { rows } = await ownerPool.query<{ id: RecordId }>(
      `select id from zs.record where type = $1 and fields ->> 'keyName' = $2`,
      [TYPE, name],
    )
    return rows[0]?.id ?? act('make', { keyName: name, publicKey })
  }

  return {
    know,
    async note(key, action, input) {
      await act(action, input, await know(key))
    },
  }
}
