// The log's side of C2SP tlog-witness: every new checkpoint is shown to the witnesses that are set up, with the proof that
// it continues what each cosigned before; their cosignatures are added to the stored note.
//
// Runs beside the integrator and after it: only durable checkpoints are shown, and a witness that is down, slow or
// refuses stops nothing but its own line.

import type { Pool } from 'pg'
import { parseCheckpoint } from '#kernel/journal/checkpoint.ts'
import { withCosignatures } from '#kernel/journal/cosignature.ts'
import { findDecimal } from '#kernel/journal/malformed.ts'
import { consistencyProof } from '#kernel/journal/merkle.ts'
import {
  formatNote,
  formatVkey,
  KEY_TYPE,
  parseNote,
  parseVkey,
  signaturesOf,
  type VerifierKey,
} from '#kernel/journal/note.ts'
import { hashOfTiles, tilesRead } from '#kernel/journal/tile.ts'
import { formatAddCheckpoint, TLOG_SIZE_TYPE } from '#kernel/journal/witness.ts'
import { transaction } from '../postgres/pool.ts'
import { latestCheckpoint, type StoredCheckpoint } from './checkpoints.ts'
import { verifyEd25519 } from './ed25519.ts'
import type { LogName, Queryable } from './logName.ts'
import { sha256 } from './sha256.ts'
import { readTiles } from './tiles.ts'

export interface Witness {
  readonly key: VerifierKey
  /** `<url>/add-checkpoint` is asked. */
  readonly url: string
}

/**
 * What a witness answered. `sawMore` and `disagrees` are alarms: it holds a tree of this log that the present one does
 * not continue, so the log was cut back or forked, or somebody else signs with its key.
 */
export type Witnessing =
  | { readonly outcome: 'cosigned' | 'alreadyCosigned' }
  | { readonly outcome: 'unreachable' | 'refused' | 'disagrees'; readonly says: string }
  | { readonly outcome: 'sawMore'; readonly itsSize: number; readonly ourSize: number }

/** What each witness cosigned last, by vkey. Only a hint, kept in memory: the witness itself says when it is wrong. */
export type LastSizes = Map<string, number>

const PATIENCE = 5000
const settingName = 'log.witnesses'

/** The witnesses in zs.setting: `[{ vkey, url }]`. A malformed one is named, not used. */
export async function readWitnesses(
  db: Queryable,
): Promise<{ readonly witnesses: readonly Witness[]; readonly unusable: readonly string[] }> {
  const { rows } = await db.query<{ vkey: string | null; url: string | null }>(
    `select w ->> 'vkey' as vkey, w ->> 'url' as url
     from zs.setting, jsonb_array_elements(value) w where name = $1`,
    [settingName],
  )
  const witnesses: Witness[] = []
  const unusable: string[] = []
  for (const { vkey, url } of rows) {
    const key = parseVkey(vkey ?? '', sha256)
    if ('malformed' in key) unusable.push(`${vkey ?? ''}: ${key.malformed}`)
    else if (key.type !== KEY_TYPE.cosignature) unusable.push(`${key.name} is not a key of type 0x04`)
    else if (url === null || !URL.canParse(url)) unusable.push(`${key.name} has no address`)
    else witnesses.push({ key, url: url.replace(/\/$/, '') })
  }
  return { witnesses, unusable }
}

/** Replaces the list. As the owner role. */
export async function writeWitnesses(db: Queryable, witnesses: readonly Witness[]): Promise<void> {
  await db.query(
    `insert into zs.setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value`,
    [settingName, JSON.stringify(witnesses.map(({ key, url }) => ({ vkey: formatVkey(key), url })))],
  )
}

/** Shows the latest checkpoint to each witness that has not cosigned it; all at once, each for itself. */
export async function askWitnesses(
  pool: Pool,
  log: LogName,
  lastSizes: LastSizes,
): Promise<ReadonlyMap<string, Witnessing>> {
  const latest = await latestCheckpoint(pool, log)
  const { witnesses } = await readWitnesses(pool)
  if (latest === undefined) return new Map()
  const asked = witnesses.map(
    async (witness) => [witness.key.name, await askWitness(pool, log, latest, witness, lastSizes)] as const,
  )
  return new Map(await Promise.all(asked))
}

async function askWitness(
  pool: Pool,
  log: LogName,
  { size, note }: StoredCheckpoint,
  { key, url }: Witness,
  lastSizes: LastSizes,
): Promise<Witnessing> {
  const parsed = parseNote(note)
  if ('malformed' in parsed) return { outcome: 'refused', says: parsed.malformed }
  if (signaturesOf(parsed, key).length > 0) return { outcome: 'alreadyCosigned' }
  const known = `${log} ${formatVkey(key)}`
  let oldSize = Math.min(lastSizes.get(known) ?? 0, size)
  // A second try with the size the witness names; should it change in between, the next round asks again.
  for (let attempt = 1; ; attempt++) {
    const proof = await proofBetween(pool, log, oldSize, size)
    const answer = await post(`${url}/add-checkpoint`, formatAddCheckpoint(oldSize, proof, note))
    if ('unreachable' in answer) return { outcome: 'unreachable', says: answer.unreachable }
    const { status, body, type } = answer
    if (status === 200) {
      if (!(await addCosignature(pool, log, size, body, key))) {
        return { outcome: 'refused', says: `${key.name} answered without a right cosignature of its key` }
      }
      lastSizes.set(known, size)
      return { outcome: 'cosigned' }
    }
    const itsSize = status === 409 && type === TLOG_SIZE_TYPE ? findDecimal(body.trimEnd()) : undefined
    if (itsSize === undefined) {
      const says = `${status}: ${body.trimEnd().slice(0, 200)}`
      return { outcome: status === 409 || status === 422 ? 'disagrees' : 'refused', says }
    }
    lastSizes.set(known, itsSize)
    if (itsSize > size) return { outcome: 'sawMore', itsSize, ourSize: size }
    if (attempt === 2) return { outcome: 'refused', says: `${key.name} is asked by somebody else as well` }
    oldSize = itsSize
  }
}

async function proofBetween(db: Queryable, log: LogName, oldSize: number, size: number) {
  const tiles = tilesRead(size, (hashOf) => consistencyProof(oldSize, size, hashOf, sha256))
  const hashOf = hashOfTiles(size, await readTiles(db, log, tiles), sha256)
  return consistencyProof(oldSize, size, hashOf, sha256)
}

async function post(
  url: string,
  body: string,
): Promise<
  | { readonly status: number; readonly body: string; readonly type: string | null }
  | { readonly unreachable: string }
> {
  try {
    const response = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(PATIENCE) })
    return {
      status: response.status,
      body: await response.text(),
      type: response.headers.get('content-type'),
    }
  } catch (error) {
    return { unreachable: error instanceof Error ? error.message : String(error) }
  }
}

/** Merged under a lock of the row: another witness may have answered at the same moment. False if nothing was right. */
function addCosignature(
  pool: Pool,
  log: LogName,
  size: number,
  answer: string,
  key: VerifierKey,
): Promise<boolean> {
  return transaction(pool, async (client) => {
    const { rows } = await client.query<{ note: string }>(
      'select note from zs.checkpoint where log = $1 and size = $2 for update',
      [log, size],
    )
    const note = parseNote(rows[0]?.note ?? '')
    if ('malformed' in note || 'malformed' in parseCheckpoint(note.text)) return false
    const merged = withCosignatures(note, answer, [key], verifyEd25519)
    if (signaturesOf(merged, key).length === 0) return false
    await client.query('update zs.checkpoint set note = $3 where log = $1 and size = $2', [
      log,
      size,
      formatNote(merged),
    ])
    return true
  })
}
