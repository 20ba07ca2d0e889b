/**
 * Ten codes for whoever lost their factor, shown once. Each has 49 random bits and is kept as a keyed hash, so that the
 * database alone is no place to guess them; each works once.
 */
import { randomInt } from 'node:crypto'
import type { Pool } from 'pg'
import type { PersonId } from '#kernel/record/field.ts'
import type { Instant } from '#kernel/time.ts'
import { transaction } from '#store/postgres/pool.ts'
import type { KeyRing } from '../keyRing.ts'

export interface RecoveryParts {
  readonly ownerPool: Pool
  readonly mark: KeyRing['mark']
}

const CODES = 10
/** Letters and digits that are not taken for one another. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'
const LENGTH = 10

const hashOf = ({ mark }: RecoveryParts, person: PersonId, code: string): Buffer =>
  mark('recovery code', `${person}\n${code}`)

const newCode = (): string =>
  Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)] ?? '').join('')

/** Ten new ones, in place of all there were: `abcde-fghjk`. */
export async function makeRecoveryCodes(parts: RecoveryParts, person: PersonId): Promise<readonly string[]> {
  const codes = Array.from({ length: CODES }, newCode)
  await transaction(parts.ownerPool, async (client) => {
    await client.query('delete from zs.recovery_code where person = $1', [person])
    await client.query(
      'insert into zs.recovery_code (person, hash) select $1, unnest($2::bytea[]) on conflict do nothing',
      [person, codes.map((code) => hashOf(parts, person, code))],
    )
  })
  return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`)
}

/** Whether it is one of theirs and was not used before. However it is typed: case, blanks and hyphens do not count. */
export async function takeRecoveryCode(
  parts: RecoveryParts,
  person: PersonId,
  typed: string,
  now: Instant,
): Promise<boolean> {
  const code = typed.toLowerCase().replace(/[^a-z0-9]/g, '')
  if (code.length !== LENGTH) return false
  const { rowCount } = await parts.ownerPool.query(
    'update zs.recovery_code set used = $3 where person = $1 and hash = $2 and used is null',
    [person, hashOf(parts, person, code), now],
  )
  return rowCount === 1
}

export async function recoveryCodesLeft(ownerPool: Pool, person: PersonId): Promise<number> {
  const { rows } = await ownerPool.query<{ left: number }>(
    'select count(*)::int as left from zs.recovery_code where person = $1 and used is null',
    [person],
  )
  return rows[0]?.left ?? 0
}

export async function removeRecoveryCodes(ownerPool: Pool, person: PersonId): Promise<void> {
  await ownerPool.query('delete from zs.recovery_code where person = $1', [person])
}
