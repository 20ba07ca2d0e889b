/** What the script decides on: the clue as it stands, what it still intends, who is there, and chance. */
import type { PersonId, RecordId } from '#kernel/record/field.ts'
import type { Instant } from '#kernel/time.ts'
import { findConflict } from '#kernel/org/conflict.ts'
import { freeHolders, type Desk } from './desk.ts'
import type { Plan } from './plan.ts'
import { pick, type Random } from './random.ts'
import type { ClueFields, View } from './view.ts'

export interface Sight {
  readonly view: View
  readonly clue: ClueFields
  readonly plan: Pick<Plan, 'ending' | 'grade'>
  /** What of the plan has not happened yet. */
  readonly wants: ReadonlySet<string>
  readonly desk: Desk
  readonly random: Random
  readonly at: Instant
  /** What the script has done to it, in order. */
  readonly history: readonly string[]
  readonly lastAt: Instant
  /** When the reporter was last told the result. */
  readonly toldAt?: Instant
  /** Units that had it before. */
  readonly tried: readonly string[]
  /** Whether somebody reported it who can still be asked. */
  readonly hasReporter: boolean
  readonly code?: string
  /** Earlier clues about the same event, and one of them that it can be merged into. */
  readonly sameEvent: readonly RecordId[]
  readonly head?: RecordId
  /** Whether other clues are merged into it whose reporters were not answered yet. */
  readonly isHead: boolean
  readonly earlier: readonly RecordId[]
  readonly hasOpenParts: boolean
}

export const namedKeys = ({ clue }: Pick<Sight, 'clue'>): readonly string[] =>
  (clue.named ?? []).map(({ key }) => key)

/** The holders of a post in the registry that nobody named keeps out. */
export const atRegistry = (sight: Sight, ...posts: readonly string[]): readonly PersonId[] =>
  freeHolders(sight.desk, posts, sight.clue.registry, namedKeys(sight))

export const isFree = ({ desk }: Pick<Sight, 'desk'>, person: PersonId, named: readonly string[]): boolean =>
  desk.canAct(person) && findConflict(desk.org.conflictKeysOf(person, desk.on), named) === undefined

/** What was done since the last time that this was done; everything when it never was. */
export const since = ({ history }: Pick<Sight, 'history'>, action: string): readonly string[] =>
  history.slice(history.lastIndexOf(action) + 1)

export const say = ({ random }: Pick<Sight, 'random'>, words: readonly string[]): string =>
  pick(random, words)
