import { toBase64 } from '#kernel/journal/base64.ts'
import { inclusionProof } from '#kernel/journal/merkle.ts'
import { formatVkey, parseNote, signaturesOf, type Note } from '#kernel/journal/note.ts'
import { PROOF_FORMAT, type ProofBundle } from '#kernel/journal/proofBundle.ts'
import { hashOfTiles, tilesRead } from '#kernel/journal/tile.ts'
import { findBestCheckpoint } from './checkpoints.ts'
import { findLogKey } from './logKeys.ts'
import type { Queryable } from './logName.ts'
import { sha256 } from './sha256.ts'
import { readTiles } from './tiles.ts'
import { waitForCheckpoint } from './waitForCheckpoint.ts'
import { readWitnesses } from './witnesses.ts'

export type Proof =
  | { readonly bundle: ProofBundle }
  | { readonly because: 'recordHasNoEntries' | 'entriesAreNotYetInTheLog'; readonly says: string }

/**
 * Everything needed to check a record offline (docs/journal-format.md section 5), up to its newest entry. Waits
 * `atMost` milliseconds for that to be integrated. `db` may be the application's, with the reader's reach set.
 */
export async function proofOf(db: Queryable, record: string, atMost = 5000): Promise<Proof> {
  const newest = await findNewest(db, record)
  if (newest === undefined) return { because: 'recordHasNoEntries', says: `${record} has no entries` }
  const known = await waitForCheckpoint(db, { record, seq: newest, atMost })
  const entries = known === undefined ? [] : await readEntries(db, record, newest)
  const size = Math.max(0, ...entries.map(({ index }) => index + 1))
  const checkpoint = await findBestCheckpoint(db, 'journal', size)
  const logKey = await findLogKey(db, 'journal')
  if (entries.length < newest || checkpoint === undefined || logKey === undefined) {
    return {
      because: 'entriesAreNotYetInTheLog',
      says: `entry ${newest} of ${record} is not under a checkpoint yet; ask again in a moment`,
    }
  }
  const work = entries.map(({ index }) => index)
  const tiles = tilesRead(checkpoint.size, (hashOf) =>
    work.map((index) => inclusionProof(index, checkpoint.size, hashOf, sha256)),
  )
  const hashOf = hashOfTiles(checkpoint.size, await readTiles(db, 'journal', tiles), sha256)
  return {
    bundle: {
      format: PROOF_FORMAT,
      record,
      entries: entries.map(({ bytes, salt, index }) => ({
        bytes: toBase64(bytes),
        salt: toBase64(salt),
        index,
        inclusion: inclusionProof(index, checkpoint.size, hashOf, sha256).map(toBase64),
      })),
      checkpoint: checkpoint.note,
      logKey: formatVkey(logKey),
      witnesses: await witnessesOn(db, checkpoint.note),
    },
  }
}

/** Those of the witnesses set up now that cosigned this note. */
async function witnessesOn(db: Queryable, text: string): Promise<readonly string[]> {
  const parsed = parseNote(text)
  const note: Note = 'malformed' in parsed ? { text: '', signatures: [] } : parsed
  const { witnesses } = await readWitnesses(db)
  return witnesses.filter(({ key }) => signaturesOf(note, key).length > 0).map(({ key }) => formatVkey(key))
}

async function findNewest(db: Queryable, record: string): Promise<number | undefined> {
  const { rows } = await db.query<{ newest: number | null }>(
    'select max(seq) as newest from zs.entry where record = $1',
    [record],
  )
  return rows[0]?.newest ?? undefined
}

async function readEntries(db: Queryable, record: string, upTo: number) {
  const { rows } = await db.query<{ bytes: Buffer; salt: Buffer; index: number }>(
    `select e.bytes, e.salt, f.idx as index from zs.entry e
     join zs.log_leaf f on f.log = 'journal' and f.record = e.record and f.seq = e.seq
     where e.record = $1 and e.seq <= $2 order by e.seq`,
    [record, upTo],
  )
  return rows
}
