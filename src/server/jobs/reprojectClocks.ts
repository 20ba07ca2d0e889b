/**
 * When a holiday notice, a term or its rungs come into force, the ends of clocks that were computed by the rules before
 * are computed anew, and so are what lists and escalation read of them. Why an end moved is kept (zs.clock_moved).
 *
 *   in force ──pass──> applied ──a pass a minute later──> settled
 *
 * The second pass looks again at what was written around that moment: another process may still have acted by the rules
 * it knew. A crash leaves the rule set unapplied or unsettled, and the next pass does it again.
 */
import type { Pool } from 'pg'
import type { RecordId } from '#kernel/record/field.ts'
import { addMillis, dayOf, millisOf, startOfDay, type Instant, type PlainDate } from '#kernel/time.ts'
import type { Batch } from '#store/records/writingLane.ts'
import { openRealm } from '../realm.ts'
import { recomputeRows, STRAGGLERS, type RecomputingParts, type SomeRecord } from './recomputeRows.ts'

export interface Reprojected {
  /** The numbers of the rule sets that were looked at. */
  readonly ruleSets: readonly string[]
  readonly records: number
}

interface PendingRule {
  readonly id: RecordId
  readonly number: string
  readonly key: string
  readonly from: PlainDate
  readonly inForceAt: Instant
  readonly isApplied: boolean
}

/** Whether rules under this key say when a clock ends or escalates. */
const movesClocks = (key: string): boolean => /^holidays\.|\.(?:term|rungs)$/.test(key)

/** Looks at every rule set that is not settled; answers what was computed anew. Safe in several processes at once. */
async function reprojectClocks(parts: RecomputingParts): Promise<Reprojected> {
  const { ownerPool, declarations } = parts
  const pending = await findPending(ownerPool)
  if (pending.length === 0) return { ruleSets: [], records: 0 }
  const records = new Map<RecordId, SomeRecord>()
  for (const rule of pending) for (const one of await candidatesFor(ownerPool, rule)) records.set(one.id, one)
  const because = pending.map(({ number }) => number).join('、')
  // Read after the rule sets were, so that it knows them all.
  if (records.size > 0) {
    const realm = await openRealm(ownerPool, declarations, () => dayOf(parts.now()))
    const part = { replace: 'zs.recompute_clocks', takes: ['due', 'clocks'] } as const
    await recomputeRows(parts, realm, [...records.values()], part, because)
  }
  const settledBefore = addMillis(parts.now(), -STRAGGLERS)
  await ownerPool.query(
    `insert into zs.rule_applied (rule_set, applied, settled)
     select id, $2, case when settled then $2::timestamptz end from unnest($1::uuid[], $3::boolean[]) as t(id, settled)
     on conflict (rule_set) do update set settled = coalesce(rule_applied.settled, excluded.settled)`,
    [
      pending.map(({ id }) => id),
      parts.now(),
      pending.map(({ inForceAt }) => millisOf(inForceAt) < millisOf(settledBefore)),
    ],
  )
  return { ruleSets: pending.map(({ number }) => number), records: records.size }
}

async function findPending(ownerPool: Pool): Promise<readonly PendingRule[]> {
  const { rows } = await ownerPool.query<PendingRule>(
    `select r.id, r.number, r.fields ->> 'key' as key, r.fields ->> 'from' as from, r.changed_at as "inForceAt",
            a.rule_set is not null as "isApplied"
     from zs.record r left join zs.rule_applied a on a.rule_set = r.id
     where r.type = 'ruleSet' and r.state = 'inForce' and a.settled is null order by r.number`,
  )
  return rows.filter(({ key }) => movesClocks(key))
}

/** Records with a clock that the rule set can have moved, stopped clocks included: verify computes them, too. */
async function candidatesFor(
  ownerPool: Pool,
  { key, from, inForceAt, isApplied }: PendingRule,
): Promise<readonly SomeRecord[]> {
  const year = /^holidays\.(\d{4})$/.exec(key)?.[1]
  const [type = ''] = key.split('.')
  const isHoliday = key.startsWith('holidays.')
  const { rows } = await ownerPool.query<SomeRecord>(
    `select r.id, r.type from zs.record r
     where ($1::timestamptz is null or r.changed_at >= $1)
       and case when $2 then exists (
             select from zs.clock c where c.record = r.id and (c.provisional or c.due is null
               or (c.started_at < $4 and (c.due >= $3 or c.next_rung_at >= $3))))
           else r.type = $5 and r.changed_at >= $6 end`,
    [
      // Applied once, only what was written around that moment can still be wrong.
      isApplied ? addMillis(inForceAt, -STRAGGLERS) : null,
      isHoliday,
      // A notice may name days of the December before; rungs lie behind the end of a clock.
      year === undefined ? '-infinity' : `${String(Number(year) - 1)}-06-01`,
      year === undefined ? 'infinity' : `${String(Number(year) + 1)}-06-01`,
      type,
      startOfDay(from),
    ],
  )
  return rows
}

export interface ClockKeeper {
  /** To be told of every commit: what moves clocks is applied right behind it. */
  onRuleSetInForce(batch: Pick<Batch, 'entries' | 'rows'>): void
  /** A pass now, after the one that may be under way. */
  pass(): Promise<Reprojected>
  /** Resolves when no pass is under way. */
  idle(): Promise<void>
}

/** One pass at a time; whatever comes in during one is seen to by the next. */
export function clockKeeper(parts: RecomputingParts, failed: (error: unknown) => void): ClockKeeper {
  let running: Promise<unknown> = Promise.resolve()
  let wanted = false
  const pass = () => {
    const next = running.then(() => {
      wanted = false
      return reprojectClocks(parts)
    })
    running = next.catch(() => undefined)
    return next
  }
  return {
    pass,
    onRuleSetInForce({ entries, rows }) {
      const moves = entries.some(
        ({ entry }) =>
          entry.type === 'ruleSet' &&
          entry.state === 'inForce' &&
          rows.some(({ record, title }) => record === entry.record && movesClocks(String(title))),
      )
      // One that waits to begin will see this one, too.
      if (!moves || wanted) return
      wanted = true
      pass().catch(failed)
    },
    idle: async () => {
      await running
    },
  }
}
