import { setTimeout as sleep } from 'node:timers/promises'
import type { Queryable } from './logName.ts'

export interface InCheckpoint {
  readonly index: number
  /** The size of the first checkpoint that covers it. */
  readonly checkpoint: number
}

/**
 * Waits until an entry is in the journal's log and under a signed checkpoint: sensitive actions answer only then, because
 * until then the entry could be altered unseen. Undefined after `atMost` milliseconds: the entry is committed and
 * will be integrated, but the caller cannot promise it yet. As the application role, the record must be in reach.
 */
export async function waitForCheckpoint(
  db: Queryable,
  { record, seq, atMost = 5000 }: { readonly record: string; readonly seq: number; readonly atMost?: number },
): Promise<InCheckpoint | undefined> {
  const until = performance.now() + atMost
  for (;;) {
    const { rows } = await db.query<InCheckpoint>({
      name: 'in-checkpoint',
      text: `select f.idx as index,
                    (select min(size) from zs.checkpoint c where c.log = 'journal' and c.size > f.idx) as checkpoint
             from zs.log_leaf f where f.log = 'journal' and f.record = $1 and f.seq = $2`,
      values: [record, seq],
    })
    if (rows[0] !== undefined) return rows[0]
    if (performance.now() >= until) return undefined
    await sleep(50)
  }
}
