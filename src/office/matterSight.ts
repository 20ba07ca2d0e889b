/** What the script of petitions and complaints decides on, and who of a unit is free to do it. */
import type { Named, PersonId } from '#kernel/record/field.ts'
import { dayOf, type Instant } from '#kernel/time.ts'
import { freeHolders, lastDayToAsk, type Desk } from './desk.ts'
import type { MatterType } from './matterPlan.ts'
import type { Random } from './random.ts'
import { staff, type Input, type Step, type View } from './view.ts'

export interface MatterSight {
  readonly view: View
  readonly course: string
  readonly desk: Desk
  readonly random: Random
  readonly at: Instant
  readonly history: readonly string[]
  /** When whoever sent it was last told a result. */
  readonly toldAt?: Instant
  /** Whether it came through the portal, so that the sender can be asked and can object. */
  readonly hasReporter: boolean
}

/** `later`: nothing yet, but there will be. `undefined`: nothing, now or ever. */
export type MatterStep = Step | 'later' | undefined

export const namedIn = ({ view }: Pick<MatterSight, 'view'>): readonly string[] =>
  // The declarations hold `named` as what was named.
  ((view.fields['named'] ?? []) as readonly Named[]).map(({ key }) => key)

/** Who of these posts in the unit is not kept out. */
export function freeIn(sight: MatterSight, unit: unknown, ...posts: readonly string[]): readonly PersonId[] {
  const { desk, view } = sight
  return typeof unit !== 'string' ? [] : freeHolders(desk, posts, unit, namedIn(sight), view.type)
}

export const inRegistry = (sight: MatterSight, ...posts: readonly string[]): readonly PersonId[] =>
  freeIn(sight, sight.view.fields['registry'], ...posts)

/** The act of the first of these people, where there is one. */
export const by = ([person]: readonly PersonId[], action: string, input: Input = {}): Step | undefined =>
  person === undefined ? undefined : { who: staff(person), action, input }

export const bySender = (action: string, input: Input): Step => ({ who: { kind: 'public' }, action, input })

/** The second signs the very words of the first. */
export const signedInOrder = (
  { view }: MatterSight,
  signers: readonly (readonly PersonId[])[],
  action: string,
  input: Input,
): Step | undefined => by(signers[view.signedBy.length] ?? [], action, input)

/** What was done since the last time that this was done; everything when it never was. */
export const doneSince = ({ history }: MatterSight, action: string): readonly string[] =>
  history.slice(history.lastIndexOf(action) + 1)

/** Whether the time to ask for something, so many days from when the sender was told, has passed. */
export const toldLongerAgoThan = ({ toldAt, desk }: MatterSight, days: number): boolean =>
  toldAt === undefined || desk.on > lastDayToAsk(dayOf(toldAt), days, desk)

export const boxOf = (type: MatterType, { view, desk }: MatterSight): string =>
  `${desk.on.slice(0, 4)}-${type === 'petition' ? '信访' : '检控'}-${view.number.slice(-5, -1)}`
