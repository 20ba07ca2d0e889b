/**
 * The script: what somebody does next to a clue. Pure: from the clue as it stands, what is still intended, who
 * is there and chance follows who acts, what they do and what they write. `undefined`: nothing, now or ever.
 */
import { addDays, addMillis, dayOf, startOfDay, HOUR, type Instant, type PlainDate } from '#kernel/time.ts'
import {
  stepAfterAnswer,
  stepToAnswer,
  stepToRecheck,
  stepToReexamine,
  stepWhenArchived,
  stepWhenMerged,
  stepWhenTold,
} from './afterwards.ts'
import { stepToSendOutside, stepWhenSentOutside } from './outside.ts'
import type { Plan } from './plan.ts'
import { between, type Random } from './random.ts'
import {
  stepToApprove,
  stepToAssess,
  stepToConfirmGrade,
  stepToRegister,
  stepToSupplement,
} from './registering.ts'
import type { Sight } from './sight.ts'
import {
  stepToArbitrate,
  stepToDispose,
  stepToExtend,
  stepToReview,
  stepToSign,
  stepToSignFor,
  stepToVerify,
} from './verifying.ts'
import type { Step } from './view.ts'

interface InState {
  next(sight: Sight): Step | undefined
  /** Working days that pass before the next step, from and to. */
  readonly days: readonly [number, number]
}

const states: Readonly<Record<string, InState>> = {
  toRegister: { next: stepToRegister, days: [0, 1] },
  toAssess: { next: stepToAssess, days: [0, 3] },
  toSupplement: { next: stepToSupplement, days: [2, 8] },
  toConfirmGrade: { next: stepToConfirmGrade, days: [0, 1] },
  toSendOutside: { next: stepToSendOutside, days: [0, 0] },
  sentOutside: { next: stepWhenSentOutside, days: [2, 7] },
  toApprove: { next: stepToApprove, days: [0, 1] },
  passedOn: { next: stepToSignFor, days: [0, 1] },
  objected: { next: stepToArbitrate, days: [0, 2] },
  verifying: { next: stepToVerify, days: [1, 6] },
  toExtend: { next: stepToExtend, days: [0, 2] },
  toSign: { next: stepToSign, days: [0, 1] },
  toReview: { next: stepToReview, days: [1, 5] },
  toDispose: { next: stepToDispose, days: [0, 2] },
  closed: { next: stepToAnswer, days: [1, 6] },
  told: { next: stepWhenTold, days: [3, 20] },
  answered: { next: stepAfterAnswer, days: [2, 9] },
  reexamining: { next: stepToReexamine, days: [3, 15] },
  rechecking: { next: stepToRecheck, days: [6, 22] },
  merged: { next: stepWhenMerged, days: [3, 20] },
  archived: { next: stepWhenArchived, days: [15, 90] },
}

/** The same for the states that only petitions and complaints have. */
const daysOfMatters: Readonly<Record<string, readonly [number, number]>> = {
  toSort: [0, 2],
  toIssue: [1, 3],
  toDecide: [1, 3],
  handling: [2, 6],
  toReview: [5, 14],
  reviewed: [2, 9],
  toReviewAgain: [3, 8],
  ended: [2, 9],
  toConfirmFraming: [2, 8],
  decided: [1, 5],
}

export const nextStep = (sight: Sight): Step | undefined => states[sight.view.state]?.next(sight)

/** When the next step after `at` is taken: in working hours, later than due for the slow ones. */
export function nextMoment(
  at: Instant,
  {
    state,
    speed,
    random,
    isWorkingDay,
  }: {
    readonly state: string
    readonly speed: Plan['speed']
    readonly random: Random
    readonly isWorkingDay: (day: PlainDate) => boolean
  },
): Instant {
  const [least, most] = states[state]?.days ?? daysOfMatters[state] ?? [1, 3]
  const drawn = between(random, least, speed === 'prompt' ? Math.ceil((least + most) / 2) : most)
  const days = speed === 'slow' ? drawn * 3 : drawn
  const minutes = between(random, 4, 150)
  const soon = addMillis(at, minutes * 60_000)
  let day = dayOf(at)
  if (days === 0 && isWorkingDay(day) && soon < officeHour(day, 17.5) && soon >= officeHour(day, 8.5))
    return soon
  for (let left = Math.max(days, 1); left > 0;) {
    day = addDays(day, 1)
    if (isWorkingDay(day)) left -= 1
  }
  return addMillis(officeHour(day, 8.5), between(random, 0, 500) * 60_000 + between(random, 0, 59_999))
}

const officeHour = (day: PlainDate, hour: number): Instant => addMillis(startOfDay(day), hour * HOUR)
