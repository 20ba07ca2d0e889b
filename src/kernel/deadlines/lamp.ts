import type { Instant } from '../time.ts'
import type { Calendar } from './calendar.ts'
import { pointBefore } from './dueAfter.ts'
import { isOverdue, type Ledger } from './ledger.ts'
import type { Term } from './term.ts'

/** What a list shows beside a clock. `stopped` is done, in time or not; the ledger's state says which. */
export type Lamp = 'green' | 'yellow' | 'red' | 'stopped' | 'suspended'

/** Yellow from `warnBefore` before the end, red after it. The calendar is only asked for a warning in working days. */
export function lampOf(ledger: Ledger, now: Instant, warnBefore: Term, calendar: Calendar): Lamp {
  if (ledger.state === 'suspended') return 'suspended'
  if (ledger.state !== 'running' || ledger.due === undefined) return 'stopped'
  if (isOverdue(ledger, now)) return 'red'
  return now >= pointBefore(ledger.due, warnBefore, calendar) ? 'yellow' : 'green'
}
