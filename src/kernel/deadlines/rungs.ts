/**
 * The escalation ladder of a clock: remind → 督办函 → bulletin. Which rungs there are and when is dated data of the
 * rulebook. A rung fires once per run of the clock: its key goes into the entry that records the firing, in the same
 * transaction, and a crash before that leaves the rung due, after that leaves it fired.
 */

import type { Instant } from '../time.ts'
import type { Calendar } from './calendar.ts'
import { pointAfter, pointBefore } from './dueAfter.ts'
import type { Ledger } from './ledger.ts'
import type { Term } from './term.ts'

export interface Rung {
  /** 'remind', 'supervise', 'bulletin', or whatever the ladder calls it. */
  readonly rung: string
  /** What it is called. */
  readonly zh?: string
  readonly en?: string
  readonly at: { readonly before: Term } | { readonly after: Term }
}

export interface RungDue {
  readonly rung: string
  readonly at: Instant
  /** What has to be in `fired` from now on. */
  readonly key: string
}

/** A rung of one run of one clock. Extensions keep the key: they lengthen the run, they do not begin one. */
const rungKey = ({ run }: Ledger, rung: string): string => `${run}/${rung}`

/** The rungs that must fire now, earliest first; none while the clock stands or after it stopped. */
export const rungsDue = (
  ledger: Ledger,
  rungs: readonly Rung[],
  fired: ReadonlySet<string>,
  now: Instant,
  calendar: Calendar,
): RungDue[] => waiting(ledger, rungs, fired, calendar).filter(({ at }) => at <= now)

/** When somebody has to look at this clock again; it may lie in the past if a rung is owed. */
export const nextRungAt = (
  ledger: Ledger,
  rungs: readonly Rung[],
  fired: ReadonlySet<string>,
  calendar: Calendar,
): Instant | undefined => waiting(ledger, rungs, fired, calendar)[0]?.at

function waiting(
  ledger: Ledger,
  rungs: readonly Rung[],
  fired: ReadonlySet<string>,
  calendar: Calendar,
): RungDue[] {
  const { state, due, startedAt } = ledger
  if (state !== 'running' || due === undefined) return []
  return rungs
    .map(({ rung, at: when }) => {
      const at =
        'before' in when ? pointBefore(due, when.before, calendar) : pointAfter(due, when.after, calendar)
      // A reminder longer than the whole term is due at the start.
      return { rung, at: at < startedAt ? startedAt : at, key: rungKey(ledger, rung) }
    })
    .filter(({ key }) => !fired.has(key))
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}
