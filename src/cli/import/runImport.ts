/**
 * Drives an import: rows are mapped in the order of the file and sent, several at a time, to whoever takes them in.
 * A bad row never stops the others. An exception from `send` (the database is gone) does: what is under way is awaited,
 * then it is thrown; repeating the import afterwards adds only what is missing.
 */
import { applyMapping, type Input } from './applyMapping.ts'
import type { Mapping } from './mapping.ts'
import type { ImportRefusal } from './refusal.ts'
import type { Row } from './row.ts'

export type Sent = 'added' | 'already' | readonly ImportRefusal[]
export type Send = (input: Input, importKey: string, line: number) => Promise<Sent>

export interface ImportJob {
  readonly rows: AsyncIterable<Row>
  readonly mapping: Mapping
  /** Day of the import, YYYY-MM-DD. */
  readonly today: string
  /** Takes a row in, or with `dryRun` only says what it would do. Must treat one key as one record, also at once. */
  readonly send: Send
  readonly dryRun?: boolean
  /** Sends under way at once; default 8. */
  readonly inFlight?: number
  readonly onBad?: (bad: BadLine) => void
  /** Called after each row is settled. */
  readonly onProgress?: (tally: Tally) => void
}

export interface BadLine {
  readonly line: number
  readonly reasons: readonly ImportRefusal[]
}

/** `read` = `added` + `already` + `bad` when the import has ended. */
export interface Tally {
  readonly dryRun: boolean
  readonly read: number
  readonly added: number
  readonly already: number
  readonly bad: number
}

export async function runImport(job: ImportJob): Promise<Tally> {
  const count = { read: 0, added: 0, already: 0, bad: 0 }
  const tally = (): Tally => ({ dryRun: job.dryRun === true, ...count })
  const underWay = new Set<Promise<void>>()
  const failures: unknown[] = []
  const occurrences = new Map<string, number>()

  const settle = (line: number, sent: Sent): void => {
    if (sent === 'added' || sent === 'already') count[sent] += 1
    else {
      count.bad += 1
      job.onBad?.({ line, reasons: sent })
    }
    job.onProgress?.(tally())
  }
  const start = (line: number, input: Input, key: string): void => {
    const sending = job
      .send(input, key, line)
      .then((sent) => {
        settle(line, sent)
      })
      .catch((error: unknown) => failures.push(error))
      .then(() => {
        underWay.delete(sending)
      })
    underWay.add(sending)
  }

  try {
    for await (const row of job.rows) {
      if (failures.length > 0) break
      count.read += 1
      if ('bad' in row) settle(row.line, [row.bad])
      else {
        const mapped = applyMapping(job.mapping, row.values, job.today)
        if ('refused' in mapped) settle(row.line, mapped.refused)
        else {
          start(
            row.line,
            mapped.input,
            mapped.keyedBy === 'content' ? numbered(occurrences, mapped.importKey) : mapped.importKey,
          )
          if (underWay.size >= (job.inFlight ?? 8)) await Promise.race(underWay)
        }
      }
    }
  } finally {
    await Promise.all(underWay)
  }
  if (failures.length > 0) throw failures[0]
  return tally()
}

/**
 * The second identical row of a file is a second report, not a repetition: it gets `…#2`, the same each time the file is
 * imported, so no row is lost and repeating still adds nothing.
 */
function numbered(occurrences: Map<string, number>, key: string): string {
  const count = (occurrences.get(key) ?? 0) + 1
  occurrences.set(key, count)
  return count === 1 ? key : `${key}#${String(count)}`
}
