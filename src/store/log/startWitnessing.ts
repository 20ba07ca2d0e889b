import type { Pool } from 'pg'
import { setTimeout as sleep } from 'node:timers/promises'
import { logNames, type LogName } from './logName.ts'
import { askWitnesses, type LastSizes, type Witnessing } from './witnesses.ts'

export interface WitnessingSettings {
  /** Milliseconds between two rounds. */
  readonly every?: number
  /** Told when the answer of a witness is another than the one before. */
  readonly told: (log: LogName, witness: string, answer: Witnessing) => void
  readonly failed: (error: unknown) => void
}

/**
 * Collects cosignatures for both logs until stopped. Once a second is enough: a cosignature covers all checkpoints
 * before it. Of several processes any may ask; the witness and the note sort it out.
 */
export function startWitnessing(
  pool: Pool,
  { every = 1000, told, failed }: WitnessingSettings,
): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const lastSizes: LastSizes = new Map()
  const before = new Map<string, Witnessing['outcome']>()
  const run = async () => {
    while (!stopping.signal.aborted) {
      try {
        for (const log of logNames) {
          for (const [witness, answer] of await askWitnesses(pool, log, lastSizes)) {
            const place = `${log} ${witness}`
            // Cosigned now or before is the same to those who watch.
            const outcome = answer.outcome === 'alreadyCosigned' ? 'cosigned' : answer.outcome
            if (before.get(place) !== outcome) told(log, witness, answer)
            before.set(place, outcome)
          }
        }
      } catch (error) {
        failed(error)
      }
      await sleep(every, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const running = run()
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}
