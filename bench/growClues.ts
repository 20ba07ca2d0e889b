/**
 * Many more clues out of those that are there: each copied with an id, a number and days of its own and the same words, reach
 * and work. Written by PostgreSQL alone, its indexes afterwards. What only the look-up of earlier reports and the graph read
 * (signatures, marks, lines) is not copied.
 */
import type { Pool } from 'pg'

interface Index {
  readonly made: string
  readonly dropped: string
}

const TABLES = ['record', 'counted', 'reach', 'named', 'work', 'search_text', 'search_key']

const ID = `md5(o.id || '/' || nth.nth)::uuid`
/** `$1` copies of each row. */
const COPIES = [
  `insert into zs.record (id, type, number, state, version, closed, outcome, title, due, opened_at, changed_at, fields)
   select ${ID}, o.type, o.number || '-' || nth.nth, o.state, o.version, o.closed, o.outcome, o.title,
          o.due - nth.nth * interval '37 hours', o.opened_at - nth.nth * interval '37 hours',
          o.changed_at - nth.nth * interval '37 hours', o.fields`,
  `insert into zs.counted (record, circle, opened_at, changed_at, due, agrees, type, state, source, county, unit, outcome, rungs)
   select ${ID}, x.circle, x.opened_at - nth.nth * interval '37 hours', x.changed_at - nth.nth * interval '37 hours',
          x.due - nth.nth * interval '37 hours', x.agrees, x.type, x.state, x.source, x.county, x.unit, x.outcome, x.rungs`,
  `insert into zs.reach (record, key, role, reason, state, opened_at)
   select ${ID}, x.key, x.role, x.reason, x.state, x.opened_at - nth.nth * interval '37 hours'`,
  `insert into zs.named (record, key) select ${ID}, x.key`,
  `insert into zs.work (record, key, type, due)
   select ${ID}, x.key, x.type, x.due - nth.nth * interval '37 hours'`,
  `insert into zs.search_text (record, part, type, seen_by, words, grams)
   select ${ID}, x.part, x.type, x.seen_by, x.words, x.grams`,
  `insert into zs.search_key (record, part, key, type) select ${ID}, x.part, x.key, x.type`,
].map((text, at) => {
  const table = TABLES[at] ?? ''
  const from = table === 'record' ? '' : ` join zs.${table} x on x.record = o.id`
  return {
    table,
    text: `${text} from generate_series(1, $1::integer) nth(nth) cross join zs.record o${from} where o.type = 'clue'`,
  }
})

/** Makes `copies` more of each clue. The owner's pool; takes a second for some 1,500 clues. */
export async function growClues(pool: Pool, copies: number, tell: (line: string) => void): Promise<void> {
  const { rows: indexes } = await pool.query<Index>(
    `select case when c.oid is null then pg_get_indexdef(i.indexrelid)
                 else format('alter table %s add constraint %I %s', i.indrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) end as made,
            case when c.oid is null then format('drop index %s', i.indexrelid::regclass)
                 else format('alter table %s drop constraint %I', i.indrelid::regclass, c.conname) end as dropped
     from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.contype in ('p', 'u')
     where i.indrelid = any ($1::regclass[])`,
    [TABLES.map((name) => `zs.${name}`)],
  )
  const client = await pool.connect()
  try {
    await client.query(
      `set statement_timeout = 0; set synchronous_commit = off; set maintenance_work_mem = '1GB'; set work_mem = '256MB'; set max_parallel_maintenance_workers = 2`,
    )
    for (const { dropped } of indexes) await client.query(dropped)
    // The records last: by them the others are found.
    for (const { table, text } of COPIES.toReversed()) {
      await client.query(text, [copies])
      tell(`  zs.${table}`)
    }
    for (const { made } of indexes) {
      await client.query(made)
      tell(`  ${made.slice(0, 90)}`)
    }
    await client.query('vacuum analyze')
  } finally {
    client.release(true)
  }
}
