/** What somebody wants to be told, and when. Whoever wished nothing has what the rulebook says. */
import type { Pool } from 'pg'
import type { PersonId } from '#kernel/record/field.ts'
import { dayOf, type Instant } from '#kernel/time.ts'
import type { Language } from '../http/language.ts'
import type { Realm } from '../realm.ts'
import { noticeKinds, type NoticeKind } from './noticesOf.ts'

export interface Wishes {
  /** Kinds that are told, on the bell as in the digest. */
  readonly kinds: readonly NoticeKind[]
  /** Whether the digest goes out to the addresses that were confirmed. */
  readonly digest: boolean
  /** Hours of the day in Beijing, 0 to 23. */
  readonly hour: number
  readonly quietFrom: number
  readonly quietTo: number
  /** On duty on days off: what is overdue is told then, too. */
  readonly onDuty: boolean
  readonly language: Language
}

interface WishParts {
  readonly ownerPool: Pool
  readonly realm: Realm
  now(): Instant
}

export async function wishesOf(parts: WishParts, person: PersonId): Promise<Wishes> {
  const { rows } = await parts.ownerPool.query<{ wishes: Partial<Wishes> }>({
    name: 'notice-wishes',
    text: 'select wishes from zs.notice_setting where person = $1',
    values: [person],
  })
  return { ...defaults(parts), ...rows[0]?.wishes }
}

export async function setWishes(
  { ownerPool, now }: WishParts,
  person: PersonId,
  wishes: Wishes,
): Promise<void> {
  await ownerPool.query(
    `insert into zs.notice_setting (person, wishes, changed) values ($1, $2, $3)
     on conflict (person) do update set wishes = excluded.wishes, changed = excluded.changed`,
    [person, wishes, now()],
  )
}

function defaults({ realm, now }: WishParts): Wishes {
  const rulebook = realm.rulebookOn(dayOf(now()))
  return {
    ...{ kinds: noticeKinds, digest: true, onDuty: false, language: 'zh' },
    hour: rulebook.number('notices.digestHour'),
    quietFrom: rulebook.number('notices.quietFromHour'),
    quietTo: rulebook.number('notices.quietToHour'),
  }
}

const isHour = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 23

const isKind = (value: unknown): value is NoticeKind => noticeKinds.some((kind) => kind === value)

/** Nothing when it is not what wishes look like. */
export function wishesIn(given: Readonly<Record<string, unknown>>): Wishes | undefined {
  const { kinds, digest, hour, quietFrom, quietTo, onDuty, language } = given
  if (!Array.isArray(kinds) || !kinds.every(isKind)) return undefined
  if (!isHour(hour) || !isHour(quietFrom) || !isHour(quietTo)) return undefined
  if (typeof digest !== 'boolean' || typeof onDuty !== 'boolean') return undefined
  if (language !== 'zh' && language !== 'en') return undefined
  return { kinds: [...new Set(kinds)], digest, hour, quietFrom, quietTo, onDuty, language }
}
