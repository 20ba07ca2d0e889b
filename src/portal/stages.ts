/**
 * The way of a report as it is told outside: what is behind it with its days, where it is now, what usually follows. What
 * is behind is what happened, never what should have; what follows is the usual way and says so.
 */
import type { Progress, PublicStatus } from './portalOffice.ts'
import type { PublicTypeName } from './publicTypes.ts'

const usual = {
  clue: ['received', 'accepted', 'passedOn', 'beingVerified', 'closed'],
  petition: ['received', 'beingSorted', 'handedOn', 'beingHandled', 'opinionGiven'],
  complaint: ['received', 'beingRouted', 'passedToBody', 'beingExamined', 'decided'],
} as const satisfies Record<PublicTypeName, readonly PublicStatus[]>

/** A stage that may lie ahead; each has its words in `ahead`. */
export type StageAhead = Exclude<(typeof usual)[PublicTypeName][number], 'received'> | 'reviewed' | 'ended'

/** What follows where a report has left the usual way; nothing follows what stands in neither. */
const beside: Readonly<Record<PublicTypeName, Partial<Record<PublicStatus, readonly StageAhead[]>>>> = {
  clue: {
    moreWanted: ['passedOn', 'beingVerified', 'closed'],
    merged: ['beingVerified', 'closed'],
    reexamining: ['closed'],
  },
  petition: {
    moreWanted: ['handedOn', 'beingHandled', 'opinionGiven'],
    underReview: ['reviewed'],
    underSecondReview: ['ended'],
  },
  complaint: {
    moreWanted: ['passedToBody', 'beingExamined', 'decided'],
    reexamining: ['decided'],
  },
}

export type At = Pick<Progress, 'about' | 'status'>

export function stagesAhead({ about, status }: At): readonly StageAhead[] {
  const way: readonly PublicStatus[] = usual[about]
  const at = way.indexOf(status)
  // Only the first stage of a way is never ahead.
  return at >= 0 ? (way.slice(at + 1) as readonly StageAhead[]) : (beside[about][status] ?? [])
}

/** Whether nothing more is to come by itself. */
export const isEnded = (at: At): boolean => stagesAhead(at).length === 0
