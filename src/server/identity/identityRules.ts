/** Lengths that signing in lives by: dated data of the rulebook, all of them assumed and configurable. */
import type { Rulebook } from '#kernel/rulebook/rulebook.ts'
import { HOUR } from '#kernel/time.ts'

const MINUTE = HOUR / 60

export interface IdentityRules {
  /** A session ends so long after it was last used, and so long after it began; milliseconds. */
  readonly idle: number
  readonly longest: number
  /** How long a proof of who one is counts as fresh; milliseconds. */
  readonly fresh: number
  /** Characters of a password. */
  readonly shortestPassword: number
}

export const identityRulesIn = (rulebook: Rulebook): IdentityRules => ({
  idle: rulebook.number('organisation.sessionIdleMinutes') * MINUTE,
  longest: rulebook.number('organisation.sessionLongestMinutes') * MINUTE,
  fresh: rulebook.number('organisation.freshMinutes') * MINUTE,
  shortestPassword: rulebook.number('organisation.shortestPassword'),
})
