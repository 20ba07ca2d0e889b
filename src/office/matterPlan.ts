/** What will become of a petition or a complaint, drawn when it comes in: how it ends, and where it stays lying. */
import type { Plan } from './plan.ts'
import { weighted, type Random } from './random.ts'

/** A litigation petition or a complaint about political-legal staff. */
export type MatterType = 'petition' | 'complaint'

interface Course {
  /** How many days before the end of the script it comes in at least, so that it is through by then. */
  readonly days: number
}

/** The ways a petition goes. */
export const petitionCourses = {
  legalProcedure: { days: 45 },
  opinion: { days: 75 },
  toldWhereToGo: { days: 25 },
  handedToDiscipline: { days: 90 },
  reviewed: { days: 140 },
  reviewedAnew: { days: 140 },
  ended: { days: 150 },
  extended: { days: 90 },
} as const satisfies Readonly<Record<string, Course>>

/** The ways a complaint goes. */
export const complaintCourses = {
  sanctioned: { days: 75 },
  cleared: { days: 70 },
  crime: { days: 85 },
  framing: { days: 80 },
  framingRejected: { days: 80 },
  appealed: { days: 110 },
  reminded: { days: 70 },
  filed: { days: 75 },
  toldWhereToGo: { days: 25 },
  objected: { days: 110 },
} as const satisfies Readonly<Record<string, Course>>

export type PetitionCourse = keyof typeof petitionCourses
export type ComplaintCourse = keyof typeof complaintCourses

interface Resting {
  readonly state: string
  readonly course: PetitionCourse | ComplaintCourse
  readonly days: number
}

/** Where one of the last days stays lying, the way that leads there, and how many days before the end it comes in. */
const RESTS: Readonly<Record<MatterType, readonly Resting[]>> = {
  petition: [
    { state: 'toRegister', course: 'opinion', days: 1 },
    { state: 'toSort', course: 'opinion', days: 5 },
    { state: 'handling', course: 'opinion', days: 28 },
    { state: 'toApprove', course: 'legalProcedure', days: 10 },
    { state: 'passedOn', course: 'opinion', days: 16 },
    { state: 'toReview', course: 'reviewed', days: 62 },
    { state: 'toIssue', course: 'legalProcedure', days: 38 },
    { state: 'toReviewAgain', course: 'ended', days: 95 },
  ],
  complaint: [
    { state: 'toRegister', course: 'sanctioned', days: 2 },
    { state: 'toSort', course: 'cleared', days: 6 },
    { state: 'handling', course: 'sanctioned', days: 30 },
    { state: 'toApprove', course: 'crime', days: 11 },
    { state: 'passedOn', course: 'cleared', days: 17 },
    { state: 'toDecide', course: 'sanctioned', days: 40 },
    { state: 'decided', course: 'appealed', days: 50 },
    { state: 'toConfirmFraming', course: 'framing', days: 48 },
  ],
}

export interface MatterPlan {
  readonly course: PetitionCourse | ComplaintCourse
  readonly plan: Plan
  /** How many days before the end of the script it comes in, at least; exactly so many where it is to rest. */
  readonly days: number
}

/** What a plan of a clue has to say about what is none: only how fast it goes. */
export const plainPlan = (speed: Plan['speed']): Plan => ({
  ...{ ending: 'noCrime', grade: 'B', speed, wants: new Set<string>() },
})

/** Two of five come in late and rest on somebody's list; the others take every course in turn. */
export function matterPlan(type: MatterType, nth: number, random: Random): MatterPlan {
  const turn = Math.floor(nth / 5)
  const isLate = nth % 5 >= 3
  const rests = RESTS[type]
  const resting = isLate ? rests[(turn * 2 + (nth % 5) - 3) % rests.length] : undefined
  const courses = Object.entries<Course>(type === 'petition' ? petitionCourses : complaintCourses)
  const [name, { days }] = courses[(turn * 3 + (nth % 5)) % courses.length] ?? ['opinion', { days: 75 }]
  return {
    // The names of the table of its type.
    course: resting?.course ?? (name as PetitionCourse | ComplaintCourse),
    days: resting?.days ?? days,
    plan:
      resting === undefined
        ? plainPlan(weighted(random, { prompt: 60, usual: 40 }))
        : { ...plainPlan('prompt'), rests: resting.state },
  }
}
