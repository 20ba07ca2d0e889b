import type { NameMatch } from './nameKeys.ts'

/** One thing two reports have in common, in the form in which a clerk reads it. */
export type Reason =
  | { readonly kind: 'nearText'; readonly containment: number; readonly jaccard: number }
  | {
      readonly kind: 'identifier'
      readonly identifier: string
      readonly masked: string
      readonly of: 'reported' | 'text'
    }
  | { readonly kind: 'personName'; readonly name: string; readonly how: NameMatch }
  | {
      readonly kind: 'reporter'
      readonly by: 'identifier'
      readonly identifier: string
      readonly masked: string
    }
  | { readonly kind: 'reporter'; readonly by: 'name'; readonly name: string; readonly how: NameMatch }
  | { readonly kind: 'place'; readonly place: string }
  | { readonly kind: 'time'; readonly daysApart: number }

/** What the two reports may have in common (mission 2.10). */
export type Aspect = 'event' | 'reporter' | 'reportedPerson'

/**
 * How much each reason lifts a proposal up the list (0–1; combined as if independent). Assumed: they order
 * what a clerk reads and decide nothing. Place, time and initials never make a proposal by themselves.
 */
const weights = {
  identifier: { residentId: 0.95, mobile: 0.8, bankCard: 0.8, plate: 0.7, uscc: 0.5, landline: 0.3 },
  otherIdentifier: 0.5,
  name: { exact: 0.4, variant: 0.35, pinyin: 0.2, alias: 0.15, initials: 0.05 },
  reporterIdentifier: 0.7,
  reporterName: 0.6,
  place: 0.1,
  time: 0.1,
} as const

export function weightOf(reason: Reason): number {
  switch (reason.kind) {
    case 'nearText':
      return Math.min(0.99, reason.containment)
    case 'identifier':
      return Object.hasOwn(weights.identifier, reason.identifier)
        ? // hasOwn() does not narrow; the line above has just asked.
          weights.identifier[reason.identifier as keyof typeof weights.identifier]
        : weights.otherIdentifier
    case 'personName':
      return weights.name[reason.how]
    case 'reporter':
      return reason.by === 'identifier'
        ? weights.reporterIdentifier
        : weights.reporterName * weights.name[reason.how]
    case 'place':
      return weights.place
    case 'time':
      return weights.time
  }
}

/** Undefined for a reason that supports a proposal and cannot carry one. */
export function aspectOf(reason: Reason): Aspect | undefined {
  switch (reason.kind) {
    case 'nearText':
      return 'event'
    case 'identifier':
      return reason.of === 'reported' ? 'reportedPerson' : 'event'
    case 'personName':
      return reason.how === 'initials' ? undefined : 'reportedPerson'
    case 'reporter':
      return reason.by === 'name' && reason.how === 'initials' ? undefined : 'reporter'
    case 'place':
    case 'time':
      return undefined
  }
}
