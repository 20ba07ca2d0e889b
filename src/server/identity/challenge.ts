/**
 * Challenges that nothing has to be kept for: 16 random bytes, when they end (8 bytes), and 16 bytes of a keyed hash over
 * both and what they are for. Only those that were answered are kept, until they end, so that none is answered twice
 * and strangers who ask for challenges fill no table.
 */
import type { Queryable } from '#store/log/logName.ts'
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { instantAt, millisOf, type Instant } from '#kernel/time.ts'
import type { KeyRing } from '../keyRing.ts'

const NONCE = 16
const HEAD = NONCE + 8
const LENGTH = HEAD + 16
/** Long enough to find the key in a drawer. Assumed. */
const VALID_FOR = 5 * 60_000

type Mark = KeyRing['mark']

const sealOf = (mark: Mark, purpose: string, head: Buffer): Buffer =>
  mark(`challenge for ${purpose}`, head.toString('base64url')).subarray(0, LENGTH - HEAD)

/** `purpose` says what it is for and for whom: it opens nothing else. */
export function newChallenge(mark: Mark, purpose: string, now: Instant): Uint8Array<ArrayBuffer> {
  const head = Buffer.alloc(HEAD)
  randomBytes(NONCE).copy(head)
  head.writeBigUInt64BE(BigInt(millisOf(now) + VALID_FOR), NONCE)
  return Uint8Array.from(Buffer.concat([head, sealOf(mark, purpose, head)]))
}

/** Whether we made this challenge for that purpose and it has not ended. */
export function isChallenge(mark: Mark, purpose: string, challenge: string, now: Instant): boolean {
  const bytes = Buffer.from(challenge, 'base64url')
  if (bytes.length !== LENGTH || bytes.toString('base64url') !== challenge) return false
  const head = bytes.subarray(0, HEAD)
  return (
    timingSafeEqual(bytes.subarray(HEAD), sealOf(mark, purpose, head)) &&
    Number(head.readBigUInt64BE(NONCE)) > millisOf(now)
  )
}

/** True for the first who answers it. */
export async function takeChallenge(owner: Queryable, challenge: string): Promise<boolean> {
  const bytes = Buffer.from(challenge, 'base64url')
  const { rowCount } = await owner.query(
    'insert into zs.used_challenge (challenge, ends) values ($1, $2) on conflict do nothing',
    [bytes, instantAt(Number(bytes.readBigUInt64BE(NONCE)))],
  )
  return rowCount === 1
}
