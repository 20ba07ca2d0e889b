import type { PoolClient } from 'pg'
import { findEntry } from '#kernel/journal/entryChain.ts'
import { finding, short, type Finding } from './finding.ts'
import { streamRows } from './streamRows.ts'

/** The columns of each look are what its bytes say; its place in its log is checked with the log. */
export async function checkLooks(
  client: PoolClient,
): Promise<{ readonly findings: readonly Finding[]; readonly looks: number }> {
  const findings: Finding[] = []
  let looks = 0
  type Row = { id: string; at: string; person: string; record: string; bytes: Buffer }
  for await (const rows of streamRows<Row>(client, 'select id, at, person, record, bytes from zs.look')) {
    looks += rows.length
    for (const { bytes, ...columns } of rows) {
      const look = findEntry(bytes) ?? {}
      for (const [column, found] of Object.entries(columns)) {
        if (look[column] === found) continue
        const where = { log: 'looks', record: columns.id, seq: 0, column }
        findings.push(
          finding('entryChanged', { ...where, expected: short(look[column]), found: short(found) }),
        )
      }
    }
  }
  return { findings, looks }
}
