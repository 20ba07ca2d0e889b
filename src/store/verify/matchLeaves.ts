// Entries and leaves that do not fit each other, sorted out: what was moved, changed, inserted, removed?
//
// A commitment is that of one entry only. So an entry whose commitment stands at another leaf was moved there; of what is
// left, an entry whose own leaf is left too was changed; an entry without one was inserted; a leaf without one had its
// entry removed.

import { finding, type Finding } from './finding.ts'

export interface UnmatchedLeaf {
  readonly idx: number
  /** hex */
  readonly commitment: string
  readonly record?: string
  readonly seq?: number
}

export interface UnmatchedEntry {
  readonly record: string
  readonly seq: number
  /** hex; empty where there is none, because the salt is no salt. */
  readonly commitment: string
  /** The leaf it claims. */
  readonly idx?: number
}

export function matchLeaves(
  log: string,
  leaves: readonly UnmatchedLeaf[],
  entries: readonly UnmatchedEntry[],
): readonly Finding[] {
  const left = new Map(leaves.map((leaf) => [leaf.idx, leaf]))
  const byCommitment = new Map(leaves.map((leaf) => [leaf.commitment, leaf]))
  const moved: Finding[] = []
  const rest: UnmatchedEntry[] = []
  for (const entry of entries) {
    const home = byCommitment.get(entry.commitment)
    if (home === undefined || !left.delete(home.idx)) rest.push(entry)
    else moved.push(finding('entryReordered', { log, record: entry.record, seq: entry.seq, leaf: home.idx }))
  }
  const others = rest.map(({ record, seq, idx }) => {
    const isThere = idx !== undefined && left.delete(idx)
    return finding(isThere ? 'entryChanged' : 'entryInserted', {
      log,
      record,
      seq,
      ...(isThere ? { leaf: idx } : {}),
    })
  })
  const removed = [...left.values()].map(({ idx, record, seq }) =>
    finding('entryRemoved', {
      log,
      leaf: idx,
      ...(record === undefined ? {} : { record }),
      ...(seq === undefined ? {} : { seq }),
    }),
  )
  return [...moved, ...others, ...removed]
}
