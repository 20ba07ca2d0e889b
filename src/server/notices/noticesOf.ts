/**
 * Which notices follow from one record on somebody's desk. Nothing is written for each mechanism: what waits, what runs out,
 * what came back, what is to be signed, who urged and which rung rang all stand in the declaration and its rows.
 *
 * A notice has an occasion: the same matter told anew (it comes back, another rung rings, the end is moved) is another notice,
 * and one that was read stays read until then.
 */
import { fieldsSeenBy } from '#kernel/access/sight.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import { listOf } from '#kernel/record/replay.ts'
import { endOfDay, type Instant, type PlainDate } from '#kernel/time.ts'
import { signingStates } from '../http/deskRules.ts'

export const noticeKinds = [
  'overdue',
  'dueToday',
  'dueSoon',
  'toSign',
  'urged',
  'cameBack',
  'assigned',
  'escalated',
  'supervised',
] as const
/**
 * `toSign`, `cameBack`, `assigned`: why it is my move. `dueToday`, `dueSoon`, `overdue`: how long I have. `urged`: the clock or
 * a superior wrote on what I owe. `escalated`: a clock rang on what I supervise. `supervised`: something was done on it since.
 */
export type NoticeKind = (typeof noticeKinds)[number]

export interface Notice {
  readonly kind: NoticeKind
  readonly occasion: string
  readonly at: Instant
}

/** Of a row of a list, as much as matters here. */
export interface NoticedRow {
  readonly state: string
  readonly version: number
  readonly due: Instant | null
  readonly changedAt: Instant
  readonly fields: Readonly<Record<string, unknown>>
  readonly roles: readonly string[]
}

/** The day it is, and the last day that counts as soon. */
export interface NoticeDays {
  readonly now: Instant
  readonly today: PlainDate
  readonly soon: PlainDate
}

/** Of a record that waits for whoever is told; `times`: how often it came into the state it is in. */
export function noticesOfOwed(
  declaration: Declaration,
  row: NoticedRow,
  times: number,
  days: NoticeDays,
): readonly Notice[] {
  const urged = urgingOf(declaration, row)
  return [
    // To come again into a state is new; to be urged there is not.
    {
      kind: moveOf(declaration, row, times),
      occasion: `${row.state} ${String(times)}`,
      at: row.changedAt,
    },
    ...dueOf(row, days),
    ...(urged === undefined ? [] : [{ kind: 'urged' as const, occasion: urged.at, at: urged.at }]),
  ]
}

/** Of a record that is late with others, whom whoever is told supervises. */
export function noticesOfSupervised(declaration: Declaration, row: NoticedRow): readonly Notice[] {
  const urged = urgingOf(declaration, row)
  if (urged === undefined) return []
  return [
    ...(urged.rung === undefined ? [] : [{ kind: 'escalated' as const, occasion: urged.rung, at: urged.at }]),
    ...(row.changedAt > urged.at
      ? [{ kind: 'supervised' as const, occasion: String(row.version), at: row.changedAt }]
      : []),
  ]
}

function moveOf(
  declaration: Declaration,
  row: NoticedRow,
  times: number,
): 'toSign' | 'cameBack' | 'assigned' {
  if (signingStates(declaration, row.roles).includes(row.state)) return 'toSign'
  return times > 1 ? 'cameBack' : 'assigned'
}

function dueOf({ due, changedAt }: NoticedRow, { now, today, soon }: NoticeDays): readonly Notice[] {
  if (due === null) return []
  if (due < now) return [{ kind: 'overdue', occasion: due, at: due }]
  if (due <= endOfDay(today)) return [{ kind: 'dueToday', occasion: due, at: changedAt }]
  return due <= endOfDay(soon) ? [{ kind: 'dueSoon', occasion: due, at: changedAt }] : []
}

/** The latest urging in sight: when, and which rung where the clock rang. */
function urgingOf(
  declaration: Declaration,
  { fields, roles }: NoticedRow,
): { readonly at: Instant; readonly rung?: string } | undefined {
  if (!fieldsSeenBy(declaration, roles).has('supervisions')) return undefined
  const last = listOf(fields['supervisions']).at(-1)
  if (typeof last !== 'object' || last === null || !('addedAt' in last) || !('addedBy' in last))
    return undefined
  // Stamped by the kernel when it was added (record/replay.ts).
  const at = last.addedAt as Instant
  return last.addedBy === 'system' && 'rung' in last ? { at, rung: String(last.rung) } : { at }
}
