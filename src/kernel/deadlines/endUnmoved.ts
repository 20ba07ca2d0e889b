/**
 * The last instant of what is taken from somebody for a length: like a custody period it never moves past a holiday, to the
 * benefit of whoever bears it, so that no calendar is asked. Empty for working days, which such a length is never told in.
 */
import { addDays, addMillis, addMonths, dayOf, endOfDay, HOUR, type Instant } from '../time.ts'
import { partsOf, type Term } from './term.ts'

export function endUnmoved(from: Instant, term: Term): Instant | undefined {
  const { count, unit } = partsOf(term)
  switch (unit) {
    case 'h':
      return addMillis(from, count * HOUR)
    case 'd':
      return endOfDay(addDays(dayOf(from), count))
    case 'm':
      return endOfDay(addMonths(dayOf(from), count))
    case 'w':
      return undefined
  }
}
