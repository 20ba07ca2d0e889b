/**
 * The opened keys of the centre, in the memory of this process and nowhere else. A split key comes in as shares of its
 * holders, is there for a limited time, and is wiped; shares that wait for the others are wiped, too.
 */
import type { PersonId, Sealed } from '#kernel/record/field.ts'
import { addMillis, millisOf, type Instant } from '#kernel/time.ts'
import { privateHalf, type CentreKey, type CentreKeys } from './centreKeys.ts'
import { openSealed } from './sealing.ts'
import { commitmentOf, findPrivateHalf } from './splitKey.ts'

const MINUTE = 60_000

export interface VaultParts {
  readonly keys: CentreKeys
  now(): Instant
  /** From the dated rules of the day: how long a key stays open, how long a share waits for the others. */
  minutes(): { readonly open: number; readonly wait: number }
  /** Told when enough holders have opened a key; when it fails, the key stays locked. */
  opened(key: CentreKey, by: readonly PersonId[], until: Instant): Promise<unknown>
  locked(key: CentreKey): Promise<unknown>
}

export type Entered =
  | { readonly because: 'no such share' }
  | { readonly entered: number; readonly of: number }
  | { readonly openUntil: Instant }

export interface KeyState {
  readonly key: CentreKey
  /** How many shares wait. */
  readonly entered: number
  /** Of a split key that is open. A simple key is always open. */
  readonly openUntil?: Instant
}

export interface CentreVault {
  /** One share of one holder. */
  enter(key: string, share: Uint8Array): Promise<Entered>
  /** The plain text; undefined while the key that it was sealed for is locked. */
  open(sealed: Sealed): Promise<string | undefined>
  /** Wipes every opened key and every waiting share. Answers how many keys were open. */
  lock(): Promise<number>
  states(): readonly KeyState[]
  /** Wipes without telling anybody: the process ends. */
  wipe(): void
}

interface Held {
  readonly half: Buffer
  readonly until: Instant
  readonly timer: NodeJS.Timeout
}
interface Waiting {
  /** Shares by their commitment: a share entered twice is one share. */
  readonly shares: Map<string, Buffer>
  timer?: NodeJS.Timeout
}

export function centreVault({ keys, ...parts }: VaultParts): CentreVault {
  const held = new Map<string, Held>()
  const waiting = new Map<string, Waiting>()

  function wipeKey(name: string): boolean {
    const one = held.get(name)
    if (one === undefined) return false
    clearTimeout(one.timer)
    one.half.fill(0)
    return held.delete(name)
  }

  function wipeShares(name: string): void {
    const one = waiting.get(name)
    if (one === undefined) return
    clearTimeout(one.timer)
    for (const share of one.shares.values()) share.fill(0)
    waiting.delete(name)
  }

  function findHeld(name: string): Held | undefined {
    const one = held.get(name)
    if (one === undefined || one.until > parts.now()) return one
    wipeKey(name)
    return undefined
  }

  async function enter(name: string, share: Uint8Array): Promise<Entered> {
    const key = keys.find(name)
    const { split } = key ?? {}
    const commitment = commitmentOf(share)
    if (key === undefined || split?.holders.some((holder) => holder.commitment === commitment) !== true)
      return { because: 'no such share' }
    const before = findHeld(name)
    if (before !== undefined) return { openUntil: before.until }

    const some: Waiting = waiting.get(name) ?? { shares: new Map() }
    waiting.set(name, some)
    clearTimeout(some.timer)
    some.timer = setTimeout(() => wipeShares(name), parts.minutes().wait * MINUTE)
    some.timer.unref()
    some.shares.set(commitment, Buffer.from(share))
    if (some.shares.size < split.threshold) return { entered: some.shares.size, of: split.threshold }

    const half = await findPrivateHalf(key, [...some.shares.values()])
    const by = split.holders.filter((holder) => some.shares.has(holder.commitment))
    wipeShares(name)
    // Shares whose commitments fit bring the key back, or the file of keys was changed.
    if (half === undefined) return { because: 'no such share' }
    const until = addMillis(parts.now(), parts.minutes().open * MINUTE)
    // Ids of holders were written by the ceremony, from the directory.
    await parts.opened(
      key,
      by.map(({ person }) => person as PersonId),
      until,
    )
    const timer = setTimeout(() => wipeKey(name), millisOf(until) - millisOf(parts.now()))
    timer.unref()
    held.set(name, { half, until, timer })
    return { openUntil: until }
  }

  return {
    enter,
    async open(sealed) {
      const key = keys.find(sealed.key)
      if (key === undefined) return undefined
      const half = privateHalf(key) ?? findHeld(key.name)?.half
      return half === undefined ? undefined : openSealed(half, sealed)
    },
    async lock() {
      for (const name of waiting.keys()) wipeShares(name)
      const open = keys.all().filter(({ name }) => wipeKey(name))
      for (const key of open) await parts.locked(key)
      return open.length
    },
    states: () =>
      keys.all().map((key) => {
        const one = findHeld(key.name)
        return {
          key,
          entered: waiting.get(key.name)?.shares.size ?? 0,
          ...(one === undefined ? {} : { openUntil: one.until }),
        }
      }),
    wipe() {
      for (const name of waiting.keys()) wipeShares(name)
      for (const name of held.keys()) wipeKey(name)
    },
  }
}
