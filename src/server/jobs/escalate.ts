/**
 * The clock's own work: whenever a rung of a deadline is due, it writes an entry that says so (remind → 督办函 →
 * bulletin), and where a deadline says what happens at its end (`atEnd`: a measure lapses), it does that. The entry
 * is the firing: a crash before it leaves the rung due, a crash after it leaves it fired,
 * and a second process that fires the same rung comes too late for the record's version.
 */
import type { Pool } from 'pg'
import { clocksOf, ESCALATE, hasRunOut, rungName, rungsDueOn, type Clock } from '#kernel/record/clocks.ts'
import { findAction } from '#kernel/record/decide.ts'
import type { RecordId } from '#kernel/record/field.ts'
import type { RungDue } from '#kernel/deadlines/rungs.ts'
import { dayOf, type Instant } from '#kernel/time.ts'
import { words } from '#mechanisms/index.ts'
import { chineseDay } from '../documents/chineseDay.ts'
import type { WordsByType } from '../http/typeWords.ts'
import type { Office } from '../office/office.ts'
import { REALM_TYPES, type Realm } from '../realm.ts'

const CLOCK = { kind: 'system', job: 'clock' } as const

export interface Escalation {
  readonly office: Office
  readonly realm: Realm
}

/** A record with a clock that has something to do. */
export interface ClockDue {
  readonly type: string
  readonly record: RecordId
}

/** Fires every rung that is due at `now` and does what is to be done at an end that has passed; answers how many. */
export async function escalateDue(
  { ownerPool, ...parts }: Escalation & { readonly ownerPool: Pool },
  now: Instant,
): Promise<number> {
  return escalateThese(parts, await clocksDue(ownerPool, now), now)
}

export async function clocksDue(ownerPool: Pool, now: Instant): Promise<readonly ClockDue[]> {
  const { rows } = await ownerPool.query<ClockDue>(
    `select distinct type, record from zs.clock where next_rung_at <= $1 order by record limit 5000`,
    [now],
  )
  return rows
}

/** The same for records whose clocks are known to be due. Who holds which post is read once, when all are done. */
export async function escalateThese(
  parts: Escalation,
  due: readonly ClockDue[],
  now: Instant,
): Promise<number> {
  const each = async () => {
    let fired = 0
    for (const { type, record } of due) {
      // What has come to its end is not urged any more.
      fired += await actAtEnd(parts, type, record, now)
      fired += await fireRungs(parts, type, record, now)
    }
    return fired
  }
  return due.some(({ type }) => REALM_TYPES.includes(type)) ? parts.realm.reloadAfter(each) : each()
}

async function fireRungs(
  { office, realm }: Escalation,
  type: string,
  id: RecordId,
  now: Instant,
): Promise<number> {
  const opened = await office.open(CLOCK, type, id)
  if (opened === undefined || findAction(opened.declaration, ESCALATE) === undefined) return 0
  const book = realm.book()
  const due = clocksOf(opened.declaration, opened.entries, book, opened.posted).flatMap((clock) =>
    rungsDueOn(clock, now, book).map((rung) => ({ clock, rung })),
  )
  if (due.length === 0) return 0
  const outcome = await office.act({
    asker: CLOCK,
    type,
    id,
    action: ESCALATE,
    input: { supervisions: due.map(({ clock, rung }) => supervisionOf(type, clock, rung, now)) },
    ifMatch: opened.record.version,
  })
  // Refused: somebody acted meanwhile. The next look finds what is still due.
  return 'done' in outcome ? due.length : 0
}

/** What clocks do by themselves when their end has passed. One that was refused is tried again at the next look. */
async function actAtEnd(
  { office, realm }: Escalation,
  type: string,
  id: RecordId,
  now: Instant,
): Promise<number> {
  const opened = await office.open(CLOCK, type, id)
  if (opened === undefined) return 0
  const ran = clocksOf(opened.declaration, opened.entries, realm.book(), opened.posted).filter((clock) =>
    hasRunOut(clock, now),
  )
  let done = 0
  for (const { atEnd } of ran) {
    if (atEnd === undefined) continue
    const outcome = await office.act({ asker: CLOCK, type, id, action: atEnd, input: {} })
    if ('done' in outcome) done += 1
  }
  return done
}

/** What the entry says: which rung of which clock, and since when it is late, in plain words. */
function supervisionOf(type: string, { name, ledger }: Clock, { key }: RungDue, now: Instant) {
  const named: WordsByType = words
  const clock = named[type]?.zh.deadlines[name] ?? name
  const due = ledger.due === undefined ? '' : chineseDay(dayOf(ledger.due))
  const text =
    ledger.due !== undefined && ledger.due > now
      ? `“${clock}”将于${due}届满，请按期办结。`
      : `“${clock}”已于${due}届满，请立即办理并书面说明原因。`
  return { rung: rungName(name, key), text }
}
