import type { Pool } from 'pg'
import type { Signer } from '#kernel/journal/note.ts'
import type { Instant } from '#kernel/time.ts'
import { integrateOnce, type Integrated } from './integrator.ts'
import { logNames, type LogName } from './logName.ts'

export interface Integrator {
  /** Looks now instead of at the next tick. */
  wake(): void
  /** Resolves when the round at work is done. */
  stop(): Promise<void>
}

export interface IntegratorSettings {
  readonly signers: Readonly<Record<LogName, Signer>>
  readonly now: () => Instant
  /** Milliseconds between two looks. */
  readonly every?: number
  /** Told of each result that is not `idle` or `busy`. */
  readonly told?: (log: LogName, result: Integrated) => void
  /** Told of each failure; the next look comes after a second. */
  readonly failed: (log: LogName, error: unknown) => void
}

/**
 * Looks every 200 ms at both logs, until stopped. Any number of processes may: the row of the log lets one in. It does
 * not LISTEN: a notification makes every writer's commit wait for the one before it, and 200 ms is soon enough.
 */
export function startIntegrator(pool: Pool, settings: IntegratorSettings): Integrator {
  const { signers, now, every = 200, told, failed } = settings
  let stopping = false
  let wakeUp: () => void = () => undefined

  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const run = async () => {
    while (!stopping) {
      let wait = every
      for (const log of logNames) {
        try {
          const result = await integrateOnce(pool, { log, signer: signers[log], now })
          if (result.outcome !== 'idle' && result.outcome !== 'busy') told?.(log, result)
        } catch (error) {
          failed(log, error)
          wait = Math.max(every, 1000)
        }
      }
      // stop() may have come while the rounds above were waited for.
      if (!isStopping()) await pause(wait)
    }
  }
  const isStopping = () => stopping
  const running = run()
  return {
    wake: () => {
      wakeUp()
    },
    stop: async () => {
      stopping = true
      wakeUp()
      await running
    },
  }
}
