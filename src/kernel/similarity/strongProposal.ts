import type { Proposal } from './sameEvent.ts'

/**
 * From this score on an earlier report must be judged before a new one is registered. 0.5 is what one strong reason
 * reaches by itself (half of the text, a mobile number, the same reporter), and what a name reaches with the place and
 * the day; a name alone, a landline or a common formula does not. At a containment of 0.5 the look-up still found .98 of
 * the texts that were reordered, renamed and a tenth edited (docs/decisions/0004-earlier-reports.md).
 * Being strong obliges a person to look, nothing else. Assumed – the weights behind it are (reason.ts).
 */
const strongFrom = 0.5

/** More than these nobody would really read; a matter reported so often has a head clue, which is among the best. */
const mostJudged = 20

/** Those that must be judged, best first. */
export const strongProposals = (proposals: readonly Proposal[]): readonly Proposal[] =>
  proposals.filter(({ score }) => score >= strongFrom).slice(0, mostJudged)
