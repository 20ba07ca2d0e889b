/**
 * The clock's own work: whenever a rung of a deadline is due, it writes an entry that says so (remind → 督办函 →
 * bulletin). The entry is the firing: a crash before it leaves the rung due, a crash after it leaves it fired,
 * and a second process that fires the same rung comes too late for the record's version.
 */
import type { Pool } from 'pg'
import { clocksOf, ESCALATE, nextRungOf, rungName, rungsDueOn, type Clock } from '#kernel/record/clocks.ts'
import { findAction } from '#kernel/record/decide.ts'
import type { RecordId } from '#kernel/record/field.ts'
import type { RungDue } from '#kernel/deadlines/rungs.ts'
import { dayOf, type Instant } from '#kernel/time.ts'
import { words } from '#mechanisms/index.ts'
import { chineseDay } from '../documents/chineseDay.ts'
import type { WordsByType } from '../http/typeWords.ts'
import type { Office } from '../office.ts'
import type { Realm } from '../realm.ts'

const CLOCK = { kind: 'system', job: 'clock' } as const

export interface Escalation {
  readonly ownerPool: Pool
  readonly office: Office
  readonly realm: Realm
}

/** Fires every rung that is due at `now`; answers how many. */
export async function escalateDue({ ownerPool, office, realm }: Escalation, now: Instant): Promise<number> {
  const { rows } = await ownerPool.query<{ type: string; record: RecordId }>(
    `select distinct type, record from zs.clock where next_rung_at <= $1 order by record limit 5000`,
    [now],
  )
  let fired = 0
  for (const { type, record } of rows) fired += await escalateOne({ office, realm }, type, record, now)
  return fired
}

async function escalateOne(
  { office, realm }: Omit<Escalation, 'ownerPool'>,
  type: string,
  id: RecordId,
  now: Instant,
): Promise<number> {
  const opened = await office.open(CLOCK, type, id)
  if (opened === undefined || findAction(opened.declaration, ESCALATE) === undefined) return 0
  const book = realm.book()
  const due = clocksOf(opened.declaration, opened.entries, book)
    .filter((clock) => (nextRungOf(clock, book) ?? now) <= now)
    .flatMap((clock) => rungsDueOn(clock, now, book).map((rung) => ({ clock, rung })))
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
