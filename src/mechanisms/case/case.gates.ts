/** The gates of a case: which stands before it now, who may review it, and whether it is passed. */
import type { JournalEntry } from '#kernel/record/entry.ts'
import { cites, type Checks } from './checklist.ts'
import type { CaseSituation } from './case.fields.ts'

export type Gate = 'filing' | 'investigationEnd' | 'prosecution' | 'trial'

const gateIn: Readonly<Record<string, Gate>> = {
  proposed: 'filing',
  investigating: 'investigationEnd',
  prosecuting: 'prosecution',
  supplementing: 'prosecution',
  onTrial: 'trial',
}

/** The organ whose people review the gate: from outside the team, each organ at its own. */
const reviewedBy: Readonly<Record<Gate, string>> = {
  filing: 'legalReviewer',
  investigationEnd: 'legalReviewer',
  prosecution: 'procurator',
  trial: 'judge',
}

export const gateBefore = ({ record }: Pick<CaseSituation, 'record'>): Gate | undefined =>
  gateIn[record.state ?? '']

export const postThatReviews = (gate: Gate | undefined): string | undefined =>
  gate === undefined ? undefined : reviewedBy[gate]

/** After these a gate has to be passed anew: the case is no longer the one that was reviewed. */
const UNDOES = ['changeLabel', 'returnForSupplement', 'resubmit', 'redesignate', 'remand']

interface Review {
  readonly entry: JournalEntry
  readonly nth: number
  readonly passed: boolean
}

const reviewsOf = (gate: Gate, { entries }: CaseSituation): readonly Review[] =>
  entries.flatMap((entry, nth) => {
    if (entry.action !== 'reviewGate') return []
    // What effects.gateReviewed wrote.
    const written = entry.sets['gateReviews'] as readonly { gate: string; passed: boolean }[] | undefined
    const last = written?.at(-1)
    return last?.gate === gate ? [{ entry, nth, passed: last.passed }] : []
  })

/** The last review of this gate that still counts, of the case as it stands and without evidence excluded since. */
export function standingReview(gate: Gate, situation: CaseSituation): Review | undefined {
  const { entries, record } = situation
  const review = reviewsOf(gate, situation).at(-1)
  if (review === undefined) return undefined
  if (entries.slice(review.nth + 1).some(({ action }) => UNDOES.includes(action))) return undefined
  // The field accepted it when it was entered.
  const checks = review.entry.input['checks'] as Checks | undefined
  return cites(checks, record.excludedEvidence ?? []) ? undefined : review
}

export const isPassed = (gate: Gate, situation: CaseSituation): boolean =>
  standingReview(gate, situation)?.passed === true

export const wasReviewed = (gate: Gate, situation: CaseSituation): boolean =>
  standingReview(gate, situation) !== undefined

/** Whether the procuratorate found the evidence short after the last supplement that there may be (L2 art 175). */
export function isShortForGood(situation: CaseSituation): boolean {
  const { entries, rulebook } = situation
  const resubmissions = entries.flatMap(({ action }, nth) => (action === 'resubmit' ? [nth] : []))
  const last = resubmissions.at(-1)
  return (
    last !== undefined &&
    resubmissions.length >= rulebook.number('case.supplementsAtMost') &&
    reviewsOf('prosecution', situation).some(({ nth, passed }) => nth > last && !passed)
  )
}
