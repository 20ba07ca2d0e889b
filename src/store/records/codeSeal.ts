import { createHmac, type KeyObject } from 'node:crypto'
import type { RecordId } from '#kernel/record/field.ts'

const SEAL_BYTES = 16

/**
 * What the master key makes of a record and of what is kept of its query code. Whoever can write to the database, and does not
 * hold the key, can neither let a code lead to another record nor put another code in its place unseen.
 */
export const codeSealOf = (master: Buffer | KeyObject, record: RecordId, hash: Uint8Array): Buffer =>
  createHmac('sha256', master)
    .update(`zhunsheng/query code/v1\n${record}\n`)
    .update(hash)
    .digest()
    .subarray(0, SEAL_BYTES)
