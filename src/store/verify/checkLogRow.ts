import type { PoolClient } from 'pg'
import { sameBytes } from '#kernel/journal/bytes.ts'
import type { Frontier } from '#kernel/journal/merkle.ts'
import { TILE_WIDTH } from '#kernel/journal/tile.ts'
import type { LogName } from '../log/logName.ts'
import { finding, type Finding } from './finding.ts'

/** zs.log says what the leaves say, a checkpoint (of `signedSize`) covers all of them, and there are no tiles beyond the tree. */
export async function checkLogRow(
  client: PoolClient,
  log: LogName,
  { size, nodes }: Frontier,
  signedSize: number,
): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  const { rows } = await client.query<{ size: number; frontier: Buffer[]; isAhead: boolean }>(
    // A cursor ahead of all that was ever numbered would leave out what comes; of another server it is not read.
    `select l.size, l.frontier, l.cluster = c.system_identifier::text
       and (l.xid >= pg_snapshot_xmax(pg_current_snapshot()) or greatest(l.position, l.floor, l.refilled) > p.last_value) as "isAhead"
     from zs.log l cross join pg_control_system() c
     cross join ${log === 'journal' ? 'zs.entry_position_seq' : 'zs.look_position_seq'} p
     where l.name = $1`,
    [log],
  )
  const row = rows[0] ?? { size: 0, frontier: [], isAhead: false }
  const where = { log, table: 'zs.log', row: log }
  if (row.size > size) {
    findings.push(finding('logTruncated', { ...where, size: row.size, found: `${size}` }))
  } else if (row.size < size) {
    findings.push(
      finding('rowEdited', { ...where, column: 'size', expected: `${size}`, found: `${row.size}` }),
    )
  }
  const isSame =
    row.frontier.length === nodes.length &&
    row.frontier.every((node, i) => sameBytes(node, nodes[i] ?? Buffer.alloc(0)))
  if (row.size === size && !isSame) findings.push(finding('rowEdited', { ...where, column: 'frontier' }))
  if (row.isAhead) findings.push(finding('rowEdited', { ...where, column: 'position' }))
  if (size > 0 && signedSize !== size) findings.push(finding('checkpointMissing', { log, size }))

  const { rows: strays } = await client.query<{ level: number; n: number }>(
    `select level, n from zs.log_tile
     where log = $1 and case when level not between -1 and 6 then true
       else n >= ceil(trunc($2::numeric / power($3::numeric, greatest(level, 0))) / $3::numeric) end
     order by level, n limit 100`,
    [log, size, TILE_WIDTH],
  )
  for (const { level, n } of strays) {
    const tile = `tile/${level === -1 ? 'entries' : level}/${n}`
    findings.push(finding('tileChanged', { log, tile, found: 'beyond the log' }))
  }
  return findings
}
