// Puts entries into their log, in an order that everybody will agree on, without making writers wait for one another.
//
// A writer inserts its entry with its transaction id beside it (zs.entry.xid) and takes no lock here. Transaction ids are
// given out in order, but transactions end in any order: an entry with a smaller id may appear after one with a larger.
// So the integrator reads only below the horizon, pg_snapshot_xmin(): the oldest transaction still open.
//
//   Nothing is skipped: every transaction below the horizon has ended, and new ones get ids at or above it, so nothing
//   can still appear between the cursor and the horizon. What was rolled back never appears.
//   Nothing is in twice: leaves, tiles, frontier, cursor and checkpoint are written in one transaction, which holds the
//   row of the log; and (log, record, seq) is unique among the leaves.
//   A crash leaves all of it or nothing. There is no recovery path: the next run begins at the last cursor, as every run
//   does. A checkpoint is seen by others only when its transaction is durable, so no crash can take back what was shown.
//
// All entries below one horizon go into one transaction and one checkpoint, however many rounds it takes. With a
// checkpoint after each round, the second round of a backlog would look back-dated: its entries are older than the
// first round's checkpoint, and yet not in it.
//
// A restore gives transaction ids out anew, while the rows keep their old ones. The server's identifier beside the cursor
// tells; then all positions given out so far (the floor) are searched for entries without a leaf, and the cursor
// counts anew for those above.

import type { Pool, PoolClient } from 'pg'
import { sameBytes } from '#kernel/journal/bytes.ts'
import { formatCheckpoint, parseCheckpoint } from '#kernel/journal/checkpoint.ts'
import { entryCommitment } from '#kernel/journal/commitment.ts'
import { rootOf, type Frontier } from '#kernel/journal/merkle.ts'
import { checkSignature, formatNote, parseNote, signText, type Signer } from '#kernel/journal/note.ts'
import type { Instant } from '#kernel/time.ts'
import { transaction } from '../postgres/pool.ts'
import { latestCheckpoint, type StoredCheckpoint } from './checkpoints.ts'
import { verifyEd25519 } from './ed25519.ts'
import { growTree } from './growTree.ts'
import type { LogName } from './logName.ts'
import { sha256 } from './sha256.ts'
import { hasWaiting, readWaiting, startOver, type Cursor, type Reading } from './waiting.ts'

export interface Integration {
  readonly log: LogName
  readonly signer: Signer
  /** Of the integrating clock: the checkpoint bears it. Simulated where histories are made. */
  readonly now: () => Instant
}

/**
 * `grown`: the checkpoint of `size` is durable. `idle`: nothing was waiting. `busy`: another process is at it.
 * `clockIsBehind`: our clock stands before the last checkpoint; nothing is signed until it has caught up, because
 * the time of checkpoints is what back-dating is measured by.
 */
export type Integrated =
  | { readonly outcome: 'grown'; readonly from: number; readonly size: number }
  | { readonly outcome: 'idle' | 'busy' }
  | { readonly outcome: 'clockIsBehind'; readonly now: Instant; readonly last: Instant }

/** Entries read at a time; bounds memory, not what one checkpoint covers. */
const ROUND = 20_000

/**
 * Brings everything that can be ordered by now into the log. As the owner role. Throws, having written nothing, if the
 * tree on disk is not the one the last checkpoint was signed for: signing on would cover the traces.
 */
export async function integrateOnce(pool: Pool, { log, signer, now }: Integration): Promise<Integrated> {
  // Asked without a lock, so that an idle log costs no transaction id and no write.
  if (!(await hasWaiting(pool, log))) return { outcome: 'idle' }
  return transaction(pool, async (client) => {
    const held = await holdLog(client, log)
    if (held === undefined) return { outcome: 'busy' }
    const last = await latestCheckpoint(client, log)
    refuseBrokenTree(log, held.frontier, last, signer)
    // Before the horizon is read: what is not in this tree had not ended when the clock showed this.
    const at = now()
    if (last !== undefined && at < last.at) return { outcome: 'clockIsBehind', now: at, last: last.at }
    const reading = held.reading.isRestored ? await startOver(client, log) : held.reading
    const horizon = await readHorizon(client)
    // What waits lies at the end of the index; by the planner's guess it would be a third of the journal, read and sorted.
    await client.query('set local enable_sort = off')

    let [frontier, cursor]: [Frontier, Cursor] = [held.frontier, reading.cursor]
    for (;;) {
      const waiting = await readWaiting(client, log, cursor, horizon, ROUND)
      cursor = waiting.cursor
      if (waiting.entries.length > 0) {
        const leaves = waiting.entries.map(({ record, seq, salt, bytes }) => {
          return { record, seq, commitment: entryCommitment(salt, bytes, sha256) }
        })
        frontier = await growTree(client, log, frontier, leaves)
      }
      if (waiting.isLast) break
    }
    await writeLog(client, log, cursor, frontier)
    if (frontier.size === held.frontier.size) return { outcome: 'idle' }
    await writeCheckpoint(client, log, frontier, at, signer)
    return { outcome: 'grown', from: held.frontier.size, size: frontier.size }
  })
}

async function holdLog(
  client: PoolClient,
  log: LogName,
): Promise<{ frontier: Frontier; reading: Reading } | undefined> {
  const { rows } = await client.query<{ size: number; frontier: Buffer[]; restored: boolean } & Cursor>({
    name: 'hold-log',
    text: `select size, frontier, xid::text, position, floor, refilled,
                  cluster <> (select system_identifier::text from pg_control_system()) as restored
           from zs.log where name = $1 for update skip locked`,
    values: [log],
  })
  const [row] = rows
  if (row === undefined) return undefined
  const { size, frontier, restored, xid, position, floor, refilled } = row
  return {
    frontier: { size, nodes: frontier },
    reading: { isRestored: restored, cursor: { xid, position, floor, refilled } },
  }
}

function refuseBrokenTree(
  log: LogName,
  frontier: Frontier,
  last: StoredCheckpoint | undefined,
  signer: Signer,
): void {
  const note = last === undefined ? undefined : parseNote(last.note)
  const signed =
    note === undefined ||
    'malformed' in note ||
    checkSignature(note, signer.key, verifyEd25519) !== 'verified'
      ? undefined
      : parseCheckpoint(note.text)
  const fits =
    last === undefined
      ? frontier.size === 0
      : signed !== undefined &&
        !('malformed' in signed) &&
        signed.size === frontier.size &&
        sameBytes(signed.root, rootOf(frontier, sha256))
  if (!fits) {
    throw new Error(
      `The ${log} log stands at ${frontier.size}, which is not the tree that ${signer.key.name} last signed ` +
        `(${last === undefined ? 'none' : last.size}). Nothing more is signed. Run verify, and compare with a kept checkpoint.`,
    )
  }
}

async function readHorizon(client: PoolClient): Promise<string> {
  const { rows } = await client.query<{ horizon: string }>(
    'select pg_snapshot_xmin(pg_current_snapshot())::text as horizon',
  )
  const [row] = rows
  if (row === undefined) throw new Error('pg_current_snapshot() gave nothing')
  return row.horizon
}

async function writeLog(client: PoolClient, log: LogName, cursor: Cursor, frontier: Frontier): Promise<void> {
  await client.query({
    name: 'write-log',
    text: `update zs.log set xid = $2::xid8, position = $3, refilled = $4, size = $5, frontier = $6 where name = $1`,
    values: [
      log,
      cursor.xid,
      cursor.position,
      cursor.refilled,
      frontier.size,
      frontier.nodes.map((node) => Buffer.from(node)),
    ],
  })
}

async function writeCheckpoint(
  client: PoolClient,
  log: LogName,
  frontier: Frontier,
  at: Instant,
  signer: Signer,
): Promise<void> {
  const text = formatCheckpoint({
    origin: signer.key.name,
    size: frontier.size,
    root: rootOf(frontier, sha256),
    extensions: [],
  })
  await client.query({
    name: 'write-checkpoint',
    text: 'insert into zs.checkpoint (log, size, at, note) values ($1, $2, $3, $4)',
    values: [log, frontier.size, at, formatNote({ text, signatures: [signText(text, signer)] })],
  })
}
