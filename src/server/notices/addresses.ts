/** Where somebody wants to be told: a mail address or a webhook, closed under the master key, used once its code was typed in. */
import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import type { Pool } from 'pg'
import type { PersonId } from '#kernel/record/field.ts'
import { addMillis, type Instant } from '#kernel/time.ts'
import { closeSecret, openSecret } from '../identity/secretBox.ts'
import type { KeyRing } from '../keyRing.ts'

export const channels = ['mail', 'webhook'] as const
export type Channel = (typeof channels)[number]

export interface Address {
  readonly channel: Channel
  readonly address: string
  readonly confirmed: Instant | null
  /** Under which a webhook's messages are signed; shown when the address is set and never again. */
  readonly secret: string
}

export interface AddressParts {
  readonly ownerPool: Pool
  readonly keys: Pick<KeyRing, 'master' | 'mark'>
}

interface Row {
  readonly channel: Channel
  readonly address: Buffer
  readonly salt: string
  readonly confirmed: Instant | null
}

const MINUTE = 60_000
/** Nobody can have an address flooded with codes. Assumed. */
const BETWEEN_CODES = MINUTE

const purposeOf = (person: PersonId, channel: Channel) => `notice address ${person} ${channel}`

export async function addressesOf(parts: AddressParts, person: PersonId): Promise<readonly Address[]> {
  const { rows } = await parts.ownerPool.query<Row>(
    'select channel, address, salt, confirmed from zs.notice_address where person = $1 order by channel',
    [person],
  )
  return rows.map(({ channel, address, salt, confirmed }) => ({
    ...{ channel, confirmed },
    address: openSecret(address, parts.keys.master, purposeOf(person, channel)).toString(),
    secret: secretFor(parts, person, salt),
  }))
}

const secretFor = ({ keys }: AddressParts, person: PersonId, salt: string): string =>
  keys.mark('webhook secret', `${person}\n${salt}`).toString('hex')

const codeMark = ({ keys }: AddressParts, person: PersonId, channel: Channel, code: string): Buffer =>
  keys.mark('notice code', [person, channel, code].join('\n'))

/** In place of the one before; answers its code and secret, or nothing when one was asked for a moment ago. */
export async function beginAddress(
  parts: AddressParts,
  person: PersonId,
  { channel, address }: Pick<Address, 'channel' | 'address'>,
  now: Instant,
): Promise<{ readonly code: string; readonly secret: string } | undefined> {
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const salt = randomBytes(16).toString('base64url')
  const { rowCount } = await parts.ownerPool.query(
    `insert into zs.notice_address as a (person, channel, address, salt, code, asked) values ($1, $2, $3, $4, $5, $6)
     on conflict (person, channel) do update
     set address = excluded.address, salt = excluded.salt, code = excluded.code, asked = excluded.asked, tries = 0, confirmed = null
     where a.asked < $7`,
    [
      ...[person, channel, closeSecret(Buffer.from(address), parts.keys.master, purposeOf(person, channel))],
      ...[salt, codeMark(parts, person, channel, code), now, addMillis(now, -BETWEEN_CODES)],
    ],
  )
  return rowCount === 1 ? { code, secret: secretFor(parts, person, salt) } : undefined
}

/** Whether the code was the right one, in time and not tried too often. */
export async function confirmAddress(
  parts: AddressParts,
  person: PersonId,
  { channel, code }: { readonly channel: Channel; readonly code: string },
  { now, minutes, tries }: { readonly now: Instant; readonly minutes: number; readonly tries: number },
): Promise<boolean> {
  const { rows } = await parts.ownerPool.query<{ code: Buffer }>(
    `update zs.notice_address set tries = tries + 1
     where person = $1 and channel = $2 and code is not null and asked > $3 and tries < $4 returning code`,
    [person, channel, addMillis(now, -minutes * MINUTE), tries],
  )
  const [row] = rows
  if (row === undefined || !timingSafeEqual(row.code, codeMark(parts, person, channel, code))) return false
  await parts.ownerPool.query(
    'update zs.notice_address set confirmed = $3, code = null where person = $1 and channel = $2 and code = $4',
    [person, channel, now, row.code],
  )
  return true
}

export async function removeAddress(
  { ownerPool }: AddressParts,
  person: PersonId,
  channel: Channel,
): Promise<void> {
  await ownerPool.query('delete from zs.notice_address where person = $1 and channel = $2', [person, channel])
}
