// One pass over a log in the order of its leaves: bundles, tiles, tree, checkpoints, and the entry of each leaf.

import type { PoolClient } from 'pg'
import { sameBytes } from '#kernel/journal/bytes.ts'
import { entryCommitment, SALT_BYTES } from '#kernel/journal/commitment.ts'
import { HASH_BYTES, type Hash } from '#kernel/journal/digest.ts'
import { isBackDated } from '#kernel/journal/entryChain.ts'
import { leafHash } from '#kernel/journal/merkle.ts'
import type { VerifierKey } from '#kernel/journal/note.ts'
import { TILE_WIDTH } from '#kernel/journal/tile.ts'
import type { LogName } from '../log/logName.ts'
import { sha256 } from '../log/sha256.ts'
import { checkStoredCheckpoint, type CheckpointRow, type KeptCheckpoint } from './checkCheckpoints.ts'
import { checkLogRow } from './checkLogRow.ts'
import type { Tolerance } from './expected.ts'
import { finding, type Finding, type Where } from './finding.ts'
import { findUnleaved, type Pending } from './findUnleaved.ts'
import { matchLeaves, type UnmatchedEntry, type UnmatchedLeaf } from './matchLeaves.ts'
import { rowByRow, streamRows } from './streamRows.ts'
import { saltKeeper, type SaltOf } from './saltKeeper.ts'
import { isSame, pathOf, treeBuilder, type BuiltTile } from './treeBuilder.ts'

export interface LogToCheck {
  readonly log: LogName
  readonly key: VerifierKey
  readonly witnesses: readonly VerifierKey[]
  readonly kept: readonly Exclude<KeptCheckpoint, { unusable: string }>[]
  readonly tolerance: Tolerance
  /** What the key of the installation makes of an entry's bytes; without it nobody is asked who wrote it. */
  readonly saltOf?: SaltOf | undefined
  /** Told of each entry that is as it was written, in the order of the log; those that wait for it come last. */
  readonly heard?: ((bytes: Uint8Array) => void) | undefined
}

export interface CheckedLog {
  readonly findings: readonly Finding[]
  readonly size: number
  /** The latest sound checkpoint. */
  readonly checkpoint?: CheckpointRow
  readonly pending: Pending
}

interface LeafRow {
  readonly idx: number
  readonly record: string
  readonly seq: number
  readonly at: string | null
  readonly bytes: Buffer | null
  readonly salt: Buffer | null
}

interface TileRow {
  readonly n: number
  readonly bundle: Buffer | null
  readonly hashes: Buffer | null
}

const entryJoin = {
  journal: 'left join zs.entry e on e.record = f.record and e.seq = f.seq',
  looks: 'left join zs.look e on e.id = f.record',
} as const satisfies Record<LogName, string>

export async function checkLog(client: PoolClient, asked: LogToCheck): Promise<CheckedLog> {
  const { log, tolerance } = asked
  const findings: Finding[] = []
  const found = (what: Finding['what'], where: Where) => void findings.push(finding(what, { log, ...where }))
  const leaves: UnmatchedLeaf[] = []
  const entries: UnmatchedEntry[] = []
  const leafRows = rowByRow(
    streamRows<LeafRow>(
      client,
      `select f.idx, f.record, f.seq, e.at, e.bytes, e.salt from zs.log_leaf f ${entryJoin[log]}
       where f.log = '${log}' order by f.idx`,
    ),
  )
  const checkpoints = rowByRow(
    streamRows<CheckpointRow>(
      client,
      `select size, at, note from zs.checkpoint where log = '${log}' order by size`,
    ),
  )
  const salts = saltKeeper(asked.saltOf)
  const tree = treeBuilder()
  const keptAt = new Map(asked.kept.map((kept) => [kept.size, kept]))
  let size = 0
  let latest: CheckpointRow | undefined
  let signedAt = Number.NEGATIVE_INFINITY
  let changedTrees = 0
  let signedSize = 0

  /** Everything signed or kept for the tree as it is now. */
  const checkRoots = async (root: Hash | undefined) => {
    await checkpoints.fill()
    for (let row = checkpoints.peek(); row !== undefined && (root === undefined || row.size <= size);) {
      const check = checkStoredCheckpoint(row, row.size === size ? root : undefined, {
        ...asked,
        name: log,
      })
      // From a changed leaf on every tree differs: the first one says where.
      const isNews = check.findings[0]?.what !== 'treeChanged' || ++changedTrees === 1
      if (isNews) findings.push(...check.findings)
      if (check.time < signedAt) {
        found('checkpointForged', { size: row.size, found: `${row.at}, before the one before it` })
      }
      signedAt = Math.max(signedAt, check.time)
      if (check.fits) latest = row
      signedSize = row.size
      if (root === undefined) found('logTruncated', { size: row.size, found: `${size}` })
      await checkpoints.next()
      await checkpoints.fill()
      row = checkpoints.peek()
    }
    const kept = keptAt.get(size)
    if (kept === undefined || root === undefined) return
    if (!kept.isOurs) found('logKeyChanged', { size, found: 'a kept checkpoint of another key' })
    else if (!sameBytes(kept.root, root)) found('logForked', { size })
  }
  const checkTile = async (tile: BuiltTile, stored?: Uint8Array | null) => {
    const data = stored === undefined ? await readTile(client, log, tile) : stored
    if (!isSame(tile, data ?? undefined)) found('tileChanged', { tile: pathOf(tile) })
  }
  const checkLeaf = (idx: number, commitment: Uint8Array, row: LeafRow | undefined) => {
    if (row?.idx !== idx) return void leaves.push({ idx, commitment: hex(commitment) })
    const { record, seq, bytes, salt, at } = row
    if (bytes === null || salt === null || at === null) {
      return void leaves.push({ idx, commitment: hex(commitment), record, seq })
    }
    const actual = salt.length === SALT_BYTES ? entryCommitment(salt, bytes, sha256) : undefined
    if (actual === undefined || !sameBytes(actual, commitment)) {
      leaves.push({ idx, commitment: hex(commitment), record, seq })
      entries.push({ record, seq, commitment: hex(actual), idx })
    } else if (salts.isOurs(bytes, salt)) asked.heard?.(bytes)
    else found('entryForged', { record, seq, leaf: idx })
    const time = Date.parse(at)
    if (isBackDated(time, signedAt, tolerance.backDating)) {
      const before = new Date(signedAt).toISOString()
      found('entryBackDated', {
        record,
        seq,
        leaf: idx,
        expected: `after ${before} − ${tolerance.backDating} ms`,
        found: at,
      })
    }
    const covering = checkpoints.peek()
    if (covering !== undefined && time > Date.parse(covering.at) + tolerance.clockSkew) {
      found('entryPostDated', { record, seq, leaf: idx, expected: `by ${covering.at}`, found: at })
    }
  }

  await checkRoots(tree.root())
  let isWhole = true
  const tiles = streamRows<TileRow>(
    client,
    `select n, b.data as bundle, h.data as hashes
     from (select n, data from zs.log_tile where log = '${log}' and level = -1) b
     full join (select n, data from zs.log_tile where log = '${log}' and level = 0) h using (n) order by n`,
    64,
  )
  for await (const rows of tiles) {
    for (const { n, bundle, hashes } of rows) {
      // After a gap the tree cannot be known any more; everything behind is reported as not in it.
      if (!isWhole) continue
      if (n * TILE_WIDTH !== size || bundle === null || bundle.length % HASH_BYTES !== 0) {
        found('tileChanged', { tile: `tile/entries/${n}`, found: 'missing or cut' })
        isWhole = false
        continue
      }
      for (let start = 0; start < bundle.length; start += HASH_BYTES) {
        const commitment = bundle.subarray(start, start + HASH_BYTES)
        if (leafRows.peek() === undefined) await leafRows.fill()
        const row = leafRows.peek()
        checkLeaf(size, commitment, row)
        if (row?.idx === size) await leafRows.next()
        const full = tree.add(leafHash(commitment, sha256))
        size++
        for (const tile of full) await checkTile(tile, tile.level === 0 ? hashes : undefined)
        if (checkpoints.peek()?.size === size || keptAt.has(size)) await checkRoots(tree.root())
      }
      const open = tree.open()[0]
      if (open?.level === 0) await checkTile(open, hashes)
    }
  }
  for (const tile of tree.open()) if (tile.level > 0) await checkTile(tile)
  for (let row = await leafRows.next(); row !== undefined; row = await leafRows.next()) {
    const { record, seq, bytes, salt } = row
    const commitment =
      bytes === null || salt?.length !== SALT_BYTES ? '' : hex(entryCommitment(salt, bytes, sha256))
    entries.push({ record, seq, commitment })
  }
  await checkRoots(undefined)
  for (const kept of asked.kept) {
    if (kept.size > size) found('logTruncated', { size: kept.size, found: `${size}` })
  }
  findings.push(...(await checkLogRow(client, log, tree.frontier(), signedSize)))
  const unleaved = await findUnleaved(client, log, salts, asked.heard)
  for (const { record, seq } of unleaved.forged) found('entryForged', { record, seq })
  findings.push(...matchLeaves(log, leaves, [...entries, ...unleaved.skipped]))
  return {
    findings,
    size,
    pending: unleaved.pending,
    ...(latest === undefined ? {} : { checkpoint: latest }),
  }
}

async function readTile(client: PoolClient, log: LogName, { level, index }: BuiltTile) {
  const { rows } = await client.query<{ data: Buffer }>(
    'select data from zs.log_tile where log = $1 and level = $2 and n = $3',
    [log, level, index],
  )
  return rows[0]?.data
}

const hex = (bytes: Uint8Array | undefined) => (bytes === undefined ? '' : Buffer.from(bytes).toString('hex'))
