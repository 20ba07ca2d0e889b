/**
 * Query codes: how one is made, what is kept of it, whose record it opens.
 *
 *   code   from the retry token of the form, under a secret key: a repeated send gets the same code, kept nowhere
 *   kept   Argon2id(code; salt from the code under the secret key), 1 MiB, one pass
 *   found  by what is kept; codes given out before are kept at 4 MiB or as HMAC-SHA-256, and found by that
 *
 * Every code that is asked for costs the same: both slow hashes, then one look-up, whatever it looks like. They are worked out
 * in threads of their own, and only so many at a time: whoever guesses waits for others who guess, not the server for them.
 * Why so, and what it costs: docs/decisions/0011-slow-query-codes.md and 0020-cost-of-query-codes.md.
 */
import { hashRaw } from '@node-rs/argon2'
import type { Pool } from 'pg'
import { queryCodeFrom } from '#kernel/record/queryCode.ts'
import type { RecordId } from '#kernel/record/field.ts'
import { gate } from './identity/gate.ts'
import type { KeyRing } from './keyRing.ts'

/** The package has only a const enum for it. */
const ARGON2ID = 2
const ONE_PASS = { algorithm: ARGON2ID, timeCost: 1, parallelism: 1 }
/** KiB of memory. What is kept depends on it: none ever changes, a new one is put before the others. */
const COSTS = { now: 1024, before: 4096 }
/** Two at a time and 200 waiting: whoever is let in is answered within a second. */
const QUESTIONS = { atOnce: 2, waiting: 200 }

export interface QueryCodes {
  codeFor(retryToken: string): string
  hashOf(code: string): Promise<Buffer>
  /** The record it opens; nothing when there is no such code; 'busy' when too many ask at once. */
  find(code: string): Promise<RecordId | 'busy' | undefined>
}

export const hashOfCode = (
  { mark }: Pick<KeyRing, 'mark'>,
  code: string,
  cost: keyof typeof COSTS = 'now',
): Promise<Buffer> =>
  hashRaw(code, { ...ONE_PASS, memoryCost: COSTS[cost], salt: mark('salt of query code', code) })

export function queryCodes(keys: Pick<KeyRing, 'mark'>, appPool: Pool): QueryCodes {
  const questions = gate(QUESTIONS)
  const hashOf = (code: string) => hashOfCode(keys, code)
  return {
    codeFor: (retryToken) =>
      queryCodeFrom(BigInt(`0x${keys.mark('code of token', retryToken).toString('hex')}`)),
    hashOf,
    async find(code) {
      const hashes = await questions.run(async () => [
        await hashOf(code),
        await hashOfCode(keys, code, 'before'),
      ])
      if (hashes === undefined) return 'busy'
      const { rows } = await appPool.query<{ record: RecordId | null }>({
        name: 'code',
        text: 'select coalesce(zs.find_by_code($1), zs.find_by_code($2), zs.find_by_code($3)) as record',
        values: [...hashes, keys.mark('query code', code)],
      })
      return rows[0]?.record ?? undefined
    },
  }
}
