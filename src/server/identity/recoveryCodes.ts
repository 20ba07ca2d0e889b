/**
 * Ten codes for whoever lost their factor, shown once. Each has 49 random bits and is kept as a keyed hash, so that the
 * database alone is no place to guess them; each works once.
 */
import { randomInt } from 'node:crypto'
import type { Pool } from 'pg'
import type { PersonId } from '#kernel/record/field.ts'
import type { Instant } from '#kernel/time.ts'
import { recoverySlot, type Slot } from '#store/accounts/credentials.ts'
import type { Queryable } from '#store/log/logName.ts'
import type { KeyRing } from '../keyRing.ts'
import { changeAccount, type ChangeParts } from './changeAccount.ts'

export interface RecoveryParts {
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

/** Ten new ones, in place of all there were: `abcde-fghjk`; and the slots that are not as they were. */
export async function makeRecoveryCodes(
  parts: RecoveryParts,
  db: Queryable,
  person: PersonId,
): Promise<{ readonly codes: readonly string[]; readonly slots: readonly Slot[] }> {
  const codes = Array.from({ length: CODES }, newCode)
  const before = await removeRecoveryCodes(db, person)
  const hashes = codes.map((code) => hashOf(parts, person, code))
  await db.query(
    'insert into zs.recovery_code (person, hash) select $1, unnest($2::bytea[]) on conflict do nothing',
    [person, hashes],
  )
  return {
    codes: codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`),
    slots: [...before, ...hashes.map(recoverySlot)],
  }
}

/** Whether it is one of theirs and was not used before. However it is typed: case, blanks and hyphens do not count. */
export async function takeRecoveryCode(
  parts: RecoveryParts & Omit<ChangeParts, 'appPool'>,
  person: PersonId,
  typed: string,
  now: Instant,
): Promise<boolean> {
  const code = typed.toLowerCase().replace(/[^a-z0-9]/g, '')
  if (code.length !== LENGTH) return false
  const hash = hashOf(parts, person, code)
  return changeAccount(parts, person, async (client) => {
    const { rowCount } = await client.query(
      'update zs.recovery_code set used = $3 where person = $1 and hash = $2 and used is null',
      [person, hash, now],
    )
    if (rowCount !== 1) return { answer: false }
    return { answer: true, noted: { by: person, act: 'recoveryCodeUsed', slots: [recoverySlot(hash)] } }
  })
}

export async function recoveryCodesLeft(ownerPool: Pool, person: PersonId): Promise<number> {
  const { rows } = await ownerPool.query<{ left: number }>(
    'select count(*)::int as left from zs.recovery_code where person = $1 and used is null',
    [person],
  )
  return rows[0]?.left ?? 0
}

/** Answers their slots. */
export async function removeRecoveryCodes(db: Queryable, person: PersonId): Promise<readonly Slot[]> {
  const { rows } = await db.query<{ hash: Buffer }>(
    'delete from zs.recovery_code where person = $1 returning hash',
    [person],
  )
  return rows.map(({ hash }) => recoverySlot(hash))
}
