/**
 * The notices of a person, found under their own reach when they are asked for: whoever lost a post, or is routed around a
 * record, is told nothing of it from that moment, because there is nothing that was written down for them before.
 */
import type { Pool } from 'pg'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { PersonId } from '#kernel/record/field.ts'
import { dayOf, type PlainDate } from '#kernel/time.ts'
import { readNotices } from '#store/desk/noticeMarks.ts'
import { inScope } from '#store/records/scope.ts'
import type { ListedRow } from '#store/search/list.ts'
import { deskRows, lateOf, standsOnDesks, type DeskRow } from '../http/deskRows.ts'
import { rolesIn, standingsIn } from '../http/deskRoutes.ts'
import type { ListedClock } from '../http/listedClocks.ts'
import type { HttpParts } from '../http/httpParts.ts'
import { scopeFor } from '../http/scopeFor.ts'
import { noticesOfOwed, noticesOfSupervised, type Notice, type NoticeDays } from './noticesOf.ts'

export type NoticeParts = Pick<HttpParts, 'realm' | 'now'> & {
  readonly appPool: Pool
  readonly keys: Pick<HttpParts['keys'], 'mark'>
}

export interface NoticeFound extends Notice {
  /** A keyed hash: the same person, kind, record and occasion give the same id, and it tells nothing of them. */
  readonly id: string
  readonly read: boolean
  readonly declaration: Declaration
  readonly row: ListedRow
  readonly clocks: readonly ListedClock[]
}

/** Newest first. Of each type those due first, at most so many (deskRows.ts): whoever has more works in the lists. */
export async function noticesFor(parts: NoticeParts, person: PersonId): Promise<readonly NoticeFound[]> {
  const days = daysOf(parts)
  const ofTypes: (readonly Omit<NoticeFound, 'id' | 'read'>[])[] = []
  // One after the other: a person who waits for a bell must not take all connections.
  for (const declaration of parts.realm.declarations.values())
    ofTypes.push(await ofType(parts, declaration, person, days))
  const found = ofTypes
    .flat()
    .map((one) => ({ ...one, id: idOf(parts, person, one) }))
    .toSorted((one, other) => (one.at < other.at ? 1 : -1))
  const read = await readNotices(
    parts.appPool,
    person,
    found.map(({ id }) => id),
  )
  return found.map((one) => ({ ...one, read: read.has(one.id) }))
}

async function ofType(
  parts: NoticeParts,
  declaration: Declaration,
  person: PersonId,
  days: NoticeDays,
): Promise<readonly Omit<NoticeFound, 'id' | 'read'>[]> {
  const roles = rolesIn(standingsIn(parts, declaration, person))
  if (!standsOnDesks(declaration, roles)) return []
  return inScope(parts.appPool, scopeFor(parts, person, declaration), async (client) => {
    const { owed, supervised } = await deskRows(client, { declaration, roles })
    const about =
      ({ row, clocks }: DeskRow) =>
      (notice: Notice) => ({ ...notice, declaration, row, clocks })
    return [
      ...owed.flatMap((one) => noticesOfOwed(declaration, one.row, one.times, days).map(about(one))),
      ...lateOf(supervised, days.now).flatMap((one) =>
        noticesOfSupervised(declaration, one.row).map(about(one)),
      ),
    ]
  })
}

function daysOf({ realm, now }: NoticeParts): NoticeDays {
  const at = now()
  const today = dayOf(at)
  const { calendar } = realm.book()
  const ahead = realm.rulebookOn(today).number('notices.soonWorkingDays')
  const soon = Array.from({ length: ahead }).reduce<PlainDate>((day) => calendar.nextWorkingDay(day), today)
  return { now: at, today, soon }
}

const idOf = (
  { keys }: NoticeParts,
  person: PersonId,
  { kind, occasion, row }: Pick<NoticeFound, 'kind' | 'occasion' | 'row'>,
): string => keys.mark('notice', [person, kind, row.id, occasion].join('\n')).toString('base64url')
