import { createHmac, type KeyObject } from 'node:crypto'
import { SALT_BYTES } from '#kernel/journal/commitment.ts'

/**
 * The salt of an entry or a look: what the master key, which the database never sees, makes of its bytes. To everybody else it is
 * random; to `verify` it says that whoever wrote them, and not only whoever could write to the database, held the key.
 */
export const saltOf = (master: Buffer | KeyObject, bytes: Uint8Array): Buffer =>
  createHmac('sha256', master).update('zhunsheng/salt/v1\n').update(bytes).digest().subarray(0, SALT_BYTES)
