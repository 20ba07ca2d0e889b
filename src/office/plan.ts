/** What will become of a clue, drawn when it comes in: how it ends, and what happens on the way. */
import { chance, pick, weighted, type Random } from './random.ts'

export type Ending = 'outOfScope' | 'filed' | 'administrativePenalty' | 'transferred' | 'civil' | 'noCrime'

export interface Plan {
  readonly ending: Ending
  readonly grade: 'A' | 'B' | 'C'
  readonly speed: 'prompt' | 'usual' | 'slow'
  /** Things that happen once, when their time has come. */
  readonly wants: ReadonlySet<string>
  /** Where it stays lying when it gets there shortly before the end of the script. */
  readonly rests?: string
}

const SHARES = {
  askForDetail: 0.12,
  answersDetail: 0.55,
  clearName: 0.08,
  nameEarly: 0.05,
  nameLate: 0.05,
  restricted: 0.03,
  rejectGrade: 0.1,
  returnToAssessor: 0.07,
  notOursUpheld: 0.05,
  notOursRejected: 0.05,
  addToReport: 0.08,
  changeTeam: 0.06,
  openReporter: 0.25,
  propertyEnquiry: 0.12,
  evidence: 0.2,
  supervise: 0.1,
  extensionGranted: 0.12,
  extensionRefused: 0.05,
  sendBack: 0.08,
  reverify: 0.1,
  splitAtApproval: 0.06,
  splitInVerifying: 0.05,
  splitWhenClosed: 0.04,
  merge: 0.75,
  unmerge: 0.5,
  object: 0.12,
  objectGranted: 0.35,
  objectLate: 0.03,
  returnVisit: 0.3,
  recheckDisagrees: 0.3,
  reopen: 0.04,
  takeBack: 0.04,
  progress: 0.1,
  reconsider: 0.04,
} as const

export type Want = keyof typeof SHARES

/** What has to happen for a clue to get to a state where it is to rest. */
const LEADS_TO: Readonly<Record<string, readonly Want[]>> = {
  toSupplement: ['askForDetail'],
  objected: ['notOursUpheld'],
  toExtend: ['extensionGranted'],
  reexamining: ['object'],
  merged: ['merge'],
  rechecking: [],
  told: [],
}

const RESTS = [
  'toRegister',
  'toAssess',
  'toSupplement',
  'toConfirmGrade',
  'toApprove',
  'passedOn',
  'objected',
  'verifying',
  'toExtend',
  'toSign',
  'toReview',
  'toDispose',
  'closed',
  'told',
  'answered',
  'reexamining',
  'rechecking',
] as const

export function planOf(random: Random, category: string): Plan {
  const ending: Ending =
    category === 'litigationPetition'
      ? weighted(random, { outOfScope: 60, civil: 25, noCrime: 15 })
      : weighted(random, {
          outOfScope: 4,
          filed: 38,
          administrativePenalty: 14,
          transferred: 12,
          civil: 6,
          noCrime: 26,
        })
  const wants = new Set<string>(
    Object.entries(SHARES).flatMap(([want, share]) => (chance(random, share) ? [want] : [])),
  )
  const rests = chance(random, 0.12) ? pick(random, RESTS) : undefined
  for (const want of rests === undefined ? [] : (LEADS_TO[rests] ?? [])) wants.add(want)
  return {
    ending,
    grade:
      category === 'electionInterference' || rests === 'toConfirmGrade'
        ? 'A'
        : weighted(random, { A: 22, B: 50, C: 28 }),
    speed: weighted(random, { prompt: 45, usual: 45, slow: 10 }),
    wants,
    ...(rests === undefined ? {} : { rests }),
  }
}
