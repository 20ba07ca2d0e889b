/** For tests: the calendar as it is known from the notices for 2024 to 2026; 2027 is provisional. */
import notice2024 from '../../../rulebook/holidays/2024.json' with { type: 'json' }
import notice2025 from '../../../rulebook/holidays/2025.json' with { type: 'json' }
import notice2026 from '../../../rulebook/holidays/2026.json' with { type: 'json' }
import statute from '../../../rulebook/holidays/statute.json' with { type: 'json' }
import { calendarFrom } from './calendar.ts'
import { isHolidayNotice, type HolidayRule, type HolidayStatute } from './holidayNotice.ts'

const notices: readonly unknown[] = [notice2024, notice2025, notice2026]

export const realRules: readonly HolidayRule[] = [
  ...notices.filter(isHolidayNotice),
  // JSON has no branded days; calendar.test.ts would show a malformed one.
  ...(statute as unknown as HolidayStatute[]),
]

export const realCalendar = calendarFrom(realRules)
