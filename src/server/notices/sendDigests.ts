/**
 * The digest of the day. It is made once a person, channel and day (a unique row), and sent from there: a row is locked while it
 * is sent, so no second process sends it too, and it is marked in the same transaction. A crash in between leaves it waiting and
 * it goes out again under the same id, by which the receiver knows it; a failure is tried again with growing pauses, until it is
 * given up. Whoever has no post any more, or has turned it off since, is told nothing, even if it was made before.
 */
import type { Pool, PoolClient } from 'pg'
import type { PersonId } from '#kernel/record/field.ts'
import { addDays, addMillis, dayOf, HOUR, hourOf, startOfDay, type Instant } from '#kernel/time.ts'
import { transaction } from '#store/postgres/pool.ts'
import { addressesOf, type AddressParts, type Channel } from './addresses.ts'
import { countsOf, isToldOn, letterOf, type DigestCounts } from './digest.ts'
import type { Messengers } from './messengers.ts'
import { noticesFor, type NoticeParts } from './noticesFor.ts'
import { wishesOf, type Wishes } from './wishes.ts'

export interface DigestParts extends NoticeParts, AddressParts {
  readonly ownerPool: Pool
  readonly keys: AddressParts['keys']
  readonly messengers: Messengers
  readonly address?: string
  newId(): string
  log(line: string): void
}

const MINUTE = 60_000
/** Pauses after each failure; after the last it is given up. */
const PAUSES = [1, 5, 15, 60, 180].map((minutes) => minutes * MINUTE)
const KEPT_DAYS = 30
const READ_KEPT_DAYS = 180

/** Makes what is to be made and sends what waits; answers how many were sent. */
export async function sendDigests(parts: DigestParts): Promise<number> {
  await makeDigests(parts)
  let sent = 0
  for (;;) {
    const outcome = await sendNext(parts)
    if (outcome === undefined) return sent
    if (outcome === 'sent') sent += 1
  }
}

const occasionOf = (now: Instant) => `digest ${dayOf(now)}`

async function makeDigests(parts: DigestParts): Promise<void> {
  const now = parts.now()
  const { rows } = await parts.ownerPool.query<{ person: PersonId; channels: Channel[] }>(
    `select a.person, array_agg(a.channel order by a.channel) as channels from zs.notice_address a
     where a.confirmed is not null and not exists (
       select from zs.notice_delivery d where d.person = a.person and d.channel = a.channel and d.occasion = $1)
     group by a.person`,
    [occasionOf(now)],
  )
  for (const { person, channels } of rows)
    try {
      await makeDigest(parts, person, channels, now)
    } catch (error) {
      // Nobody waits for what somebody else's digest fails on; it is tried again with the next pass.
      parts.log(`digest of a person: ${error instanceof Error ? error.name : 'failed'}`)
    }
}

async function makeDigest(
  parts: DigestParts,
  person: PersonId,
  channels: readonly Channel[],
  now: Instant,
): Promise<void> {
  const wishes = await wishesOf(parts, person)
  if (!wishes.digest || hourOf(now) < wishes.hour || !(await isOnDuty(parts, person))) return
  const counts = countsOf(await noticesFor(parts, person), wishes)
  const isTold = isToldOn(dayOf(now), parts.realm.book().calendar, wishes, counts)
  for (const channel of channels)
    await parts.ownerPool.query(
      // One that says nothing stands there too, so that it is not looked for again on this day.
      `insert into zs.notice_delivery (id, person, channel, occasion, body, state, next_at, made)
       values ($1, $2, $3, $4, $5, $6, $7, $7) on conflict (person, channel, occasion) do nothing`,
      [parts.newId(), person, channel, occasionOf(now), counts, isTold ? 'waiting' : 'dropped', now],
    )
}

/** Whether they hold a post today and an account that may sign in. */
async function isOnDuty({ realm, ownerPool, now }: DigestParts, person: PersonId): Promise<boolean> {
  if (realm.actorsFor(person, dayOf(now())).length === 0) return false
  const { rowCount } = await ownerPool.query(
    'select from zs.account where person = $1 and disabled is null',
    [person],
  )
  return rowCount === 1
}

interface Delivery {
  readonly id: string
  readonly person: PersonId
  readonly channel: Channel
  readonly occasion: string
  readonly body: DigestCounts
  readonly attempts: number
}
type Outcome = 'sent' | 'given up' | 'dropped' | { readonly waitUntil: Instant; readonly failed: boolean }

const sendNext = (parts: DigestParts): Promise<Outcome | undefined> =>
  transaction(parts.ownerPool, (client) => sendLocked(parts, client))

async function sendLocked(parts: DigestParts, client: PoolClient): Promise<Outcome | undefined> {
  const { rows } = await client.query<Delivery>(
    `select id, person, channel, occasion, body, attempts from zs.notice_delivery
     where state = 'waiting' and next_at <= $1 order by next_at, id limit 1 for update skip locked`,
    [parts.now()],
  )
  const [delivery] = rows
  if (delivery === undefined) return undefined
  const outcome = await send(parts, delivery)
  const isOver = typeof outcome === 'string'
  await client.query(
    `update zs.notice_delivery set state = $2, attempts = attempts + $3, next_at = coalesce($4, next_at), ended = $5 where id = $1`,
    [
      ...[delivery.id, isOver ? outcome : 'waiting'],
      isOver ? Number(outcome !== 'dropped') : Number(outcome.failed),
      ...[isOver ? null : outcome.waitUntil, isOver ? parts.now() : null],
    ],
  )
  return outcome
}

async function send(parts: DigestParts, delivery: Delivery): Promise<Outcome> {
  const now = parts.now()
  const { id, person, channel, occasion, body, attempts } = delivery
  const wishes = await wishesOf(parts, person)
  const to = (await addressesOf(parts, person)).find((one) => one.channel === channel)
  // That of yesterday is no news.
  if (occasion !== occasionOf(now) || !wishes.digest || !(await isOnDuty(parts, person))) return 'dropped'
  if (to === undefined || to.confirmed === null) return 'dropped'
  const quiet = quietUntil(now, wishes)
  if (quiet !== undefined) return { waitUntil: quiet, failed: false }
  const message = {
    id,
    ...letterOf(body, wishes.language, parts.address),
    data: { about: 'digest', counts: body },
  }
  try {
    if (channel === 'webhook') await parts.messengers.webhook(to.address, message, to.secret, now)
    else if (parts.messengers.mail === undefined) return 'dropped'
    else await parts.messengers.mail(to.address, message)
    return 'sent'
  } catch (error) {
    // Not where it was to go: an address is personal.
    parts.log(`digest ${id} by ${channel}: ${error instanceof Error ? error.name : 'failed'}`)
    const pause = PAUSES[attempts]
    return pause === undefined ? 'given up' : { waitUntil: addMillis(now, pause), failed: true }
  }
}

/** When the quiet hours end that it is in; they may lie over midnight. None where they begin and end at the same hour. */
export function quietUntil(
  now: Instant,
  { quietFrom, quietTo }: Pick<Wishes, 'quietFrom' | 'quietTo'>,
): Instant | undefined {
  const hour = hourOf(now)
  const isOverMidnight = quietFrom > quietTo
  const isQuiet = isOverMidnight ? hour >= quietFrom || hour < quietTo : hour >= quietFrom && hour < quietTo
  if (!isQuiet) return undefined
  const day = isOverMidnight && hour >= quietFrom ? addDays(dayOf(now), 1) : dayOf(now)
  return addMillis(startOfDay(day), quietTo * HOUR)
}

/** Marks of notices long gone, and deliveries long ended. */
export async function forgetOldNotices(pool: Pool, now: Instant): Promise<void> {
  await pool.query('delete from zs.notice_read where at < $1', [addMillis(now, -READ_KEPT_DAYS * 24 * HOUR)])
  await pool.query('delete from zs.notice_delivery where ended < $1 or (state = $2 and made < $1)', [
    addMillis(now, -KEPT_DAYS * 24 * HOUR),
    'dropped',
  ])
}
