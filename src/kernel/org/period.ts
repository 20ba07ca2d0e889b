import type { PlainDate } from '../time.ts'

/** From the first to the last day something holds, both included. Without `to` it still does. */
export interface Period {
  readonly from: PlainDate
  readonly to?: PlainDate
}

export const inForce = (period: Partial<Period>, day: PlainDate): boolean =>
  (period.from === undefined || period.from <= day) && (period.to === undefined || day <= period.to)
