/**
 * Failures slow down one key and lock nobody out: after a few free ones each attempt waits, longer each time up to a
 * limit, and they come one after the other.
 */
import { setTimeout as sleepFor } from 'node:timers/promises'
import { gate, type Gate } from './gate.ts'

export interface Throttle {
  /** Undefined when too many wait for the same key already: nothing was tried. */
  attempt<Answer>(
    key: string,
    work: () => Promise<Answer>,
    isFailure: (answer: Answer) => boolean,
  ): Promise<Answer | undefined>
  failuresOf(key: string): number
}

export interface Pace {
  readonly freeFailures: number
  /** Milliseconds: the first pause, doubled with each failure, and the longest. */
  readonly firstPause: number
  readonly longestPause: number
  /** Failures longer ago than this are forgotten, in milliseconds. */
  readonly memory: number
}

interface Trouble {
  failures: number
  last: number
  /** One attempt at a time for a key under attack; a few wait. */
  readonly turn: Gate
}

const MOST_REMEMBERED = 10_000
const MOST_WAITING = 5

export function throttle(
  { freeFailures, firstPause, longestPause, memory }: Pace,
  {
    clock = Date.now,
    sleep = sleepFor,
  }: { readonly clock?: () => number; readonly sleep?: (milliseconds: number) => Promise<unknown> } = {},
): Throttle {
  const troubled = new Map<string, Trouble>()

  function troubleOf(key: string): Trouble | undefined {
    const trouble = troubled.get(key)
    if (trouble === undefined || clock() - trouble.last < memory) return trouble
    troubled.delete(key)
    return undefined
  }

  async function tryIt<Answer>(
    key: string,
    work: () => Promise<Answer>,
    isFailure: (answer: Answer) => boolean,
  ): Promise<Answer> {
    const answer = await work()
    if (!isFailure(answer)) {
      troubled.delete(key)
      return answer
    }
    const trouble = troubleOf(key) ?? {
      failures: 0,
      last: 0,
      turn: gate({ atOnce: 1, waiting: MOST_WAITING }),
    }
    trouble.failures += 1
    trouble.last = clock()
    // Set anew, so that the one forgotten first is the one that failed longest ago.
    troubled.delete(key)
    troubled.set(key, trouble)
    if (troubled.size > MOST_REMEMBERED) {
      const [oldest] = troubled.keys()
      if (oldest !== undefined) troubled.delete(oldest)
    }
    return answer
  }

  return {
    failuresOf: (key) => troubleOf(key)?.failures ?? 0,
    attempt(key, work, isFailure) {
      const trouble = troubleOf(key)
      if (trouble === undefined || trouble.failures < freeFailures) return tryIt(key, work, isFailure)
      return trouble.turn.run(async () => {
        const past = Math.max(0, (troubleOf(key)?.failures ?? 0) - freeFailures)
        await sleep(Math.min(longestPause, firstPause * 2 ** past))
        return tryIt(key, work, isFailure)
      })
    },
  }
}
