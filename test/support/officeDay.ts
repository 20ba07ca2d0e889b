import { addDays, dayOf, instantAt, type PlainDate } from '#kernel/time.ts'

/** The day it is in the office now: from 16:00 UTC on the next one, where a day cut from UTC lies a day behind. */
export const officeDay = (): PlainDate => dayOf(instantAt(Date.now()))

/** The day so many days before it. */
export const officeDayBefore = (days: number): PlainDate => addDays(officeDay(), -days)
