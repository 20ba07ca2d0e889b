import type { PoolClient } from 'pg'
import { finding, short, type Finding } from './finding.ts'
import { readEntry } from './readEntry.ts'
import { streamRows } from './streamRows.ts'

interface LookRow {
  readonly id: string
  readonly at: string
  readonly person: string
  readonly record: string
  readonly bytes: Buffer
}

/** The columns of each look are what its bytes say; its place in its log is checked with the log. */
export async function checkLooks(
  client: PoolClient,
): Promise<{ readonly findings: readonly Finding[]; readonly looks: number }> {
  const findings: Finding[] = []
  let looks = 0
  for await (const rows of streamRows<LookRow>(client, 'select id, at, person, record, bytes from zs.look')) {
    looks += rows.length
    for (const { bytes, ...columns } of rows) {
      const look = readEntry(bytes) ?? {}
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
