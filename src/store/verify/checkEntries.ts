// One pass over the entries in the order of their records: canonical bytes, columns, order, chain, times within the record,
// and the rows that follow from them.

import { hash } from 'node:crypto'
import type { PoolClient } from 'pg'
import { findInstant } from '#kernel/journal/entryChain.ts'
import type { paperTally } from './checkPapers.ts'
import { checkRows, type CodeSealOf, type ExpectedRecord } from './checkRows.ts'
import type { Recompute, RecordEntries, Tolerance } from './expected.ts'
import { isOfDatabase } from './isOfDatabase.ts'
import { finding, short, type Finding } from './finding.ts'
import { readEntry } from './readEntry.ts'
import { streamRows } from './streamRows.ts'

interface EntryRow {
  readonly record: string
  readonly seq: number
  readonly id: string
  readonly type: string
  readonly at: string
  readonly bytes: Buffer
}

export interface CheckedEntries {
  readonly findings: readonly Finding[]
  readonly entries: number
  readonly records: number
  /** How many records of which type were not compared with their rows. */
  readonly outdated: ReadonlyMap<string, number>
}

/** Records whose keys and rows are read together. */
const BATCH = 250

export async function checkEntries(
  client: PoolClient,
  asked: {
    readonly recompute: Recompute
    readonly papers: ReturnType<typeof paperTally>
    readonly tolerance: Tolerance
    readonly codeSealOf: CodeSealOf | undefined
    /** Whether rows of this type were made by another declaration: what follows from the entries is not compared then. */
    readonly isOutdated: (type: string) => boolean
    readonly progress?: (entries: number) => void
  },
): Promise<CheckedEntries> {
  const findings: Finding[] = []
  const outdated = new Map<string, number>()
  let [entries, records] = [0, 0]
  let open: EntryRow[] = []
  let batch: Omit<RecordEntries, 'wrapped'>[] = []

  const finish = async () => {
    const [first] = open
    if (first === undefined) return
    records++
    findings.push(...chainFindings(open, asked.tolerance))
    batch.push({ id: first.record, type: first.type, entries: open.map(({ bytes }) => bytes) })
    open = []
    if (batch.length >= BATCH) await compare()
  }
  const compare = async () => {
    const keys = await readKeys(client, batch)
    const expected: ExpectedRecord[] = []
    for (const record of batch) {
      const { id, type } = record
      const rows = await recomputed(asked.recompute, { ...record, wrapped: keys.get(id) ?? null })
      // Array.isArray does not narrow a readonly array out of a union.
      if ('version' in rows) {
        if (asked.isOutdated(type)) outdated.set(type, (outdated.get(type) ?? 0) + 1)
        else expected.push({ record: id, rows })
        asked.papers.add(id, rows.papers)
      } else findings.push(...rows)
    }
    findings.push(...(await checkRows(client, expected, asked.codeSealOf)))
    batch = []
  }
  const batches = streamRows<EntryRow>(
    client,
    'select record, seq, id, type, at, bytes from zs.entry order by record, seq',
  )
  for await (const rows of batches) {
    for (const row of rows) {
      if (open[0] !== undefined && open[0].record !== row.record) await finish()
      open.push(row)
    }
    entries += rows.length
    asked.progress?.(entries)
  }
  await finish()
  await compare()
  return { findings, entries, records, outdated }
}

async function readKeys(
  client: PoolClient,
  batch: readonly Pick<RecordEntries, 'id'>[],
): Promise<ReadonlyMap<string, Buffer>> {
  const { rows } = await client.query<{ record: string; wrapped: Buffer }>(
    'select record, wrapped from zs.record_key where record = any ($1)',
    [batch.map(({ id }) => id)],
  )
  return new Map(rows.map(({ record, wrapped }) => [record, wrapped]))
}

/** One record that nothing can be made of keeps nobody from checking the others. */
async function recomputed(recompute: Recompute, record: RecordEntries): ReturnType<Recompute> {
  try {
    return await recompute(record)
  } catch (error) {
    if (isOfDatabase(error)) throw error
    return [finding('recordCannotBeRecomputed', { record: record.id, found: short(String(error)) })]
  }
}

/** What the entries of one record say against their columns and against one another. */
function chainFindings(rows: readonly EntryRow[], { clockSkew }: Tolerance): readonly Finding[] {
  const findings: Finding[] = []
  const log = 'journal'
  let [prev, next, latest]: [string | undefined, number, number] = ['', 1, Number.NEGATIVE_INFINITY]
  for (const { record, seq, id, type, at, bytes } of rows) {
    for (; next < seq; next++) {
      findings.push(finding('entryRemoved', { log, record, seq: next }))
      // The entry before is not there to be followed.
      prev = undefined
    }
    next = seq + 1
    const entry = readEntry(bytes)
    if (entry === undefined) {
      findings.push(
        finding('entryChanged', { log, record, seq, column: 'bytes', found: 'not canonical JSON' }),
      )
      prev = hash('sha256', bytes, 'hex')
      continue
    }
    const columns = { v: 1, record, seq, id, type, at }
    for (const [column, found] of Object.entries(columns)) {
      const said = entry[column]
      if (said === found) continue
      findings.push(
        finding('entryChanged', { log, record, seq, column, expected: short(said), found: short(found) }),
      )
    }
    if (prev !== undefined && entry['prev'] !== prev) {
      findings.push(finding('entryDoesNotFollow', { log, record, seq }))
    }
    const time = typeof entry['at'] === 'string' ? findInstant(entry['at']) : undefined
    if (time !== undefined && time + clockSkew < latest) {
      const expected = `not before ${new Date(latest).toISOString()}`
      findings.push(finding('entryBackDated', { log, record, seq, expected, found: short(entry['at']) }))
    }
    latest = Math.max(latest, time ?? latest)
    prev = hash('sha256', bytes, 'hex')
  }
  return findings
}
