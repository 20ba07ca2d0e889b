// The rows beside the entries, compared with what follows from the entries: table, record, row and column are named.

import { hash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { PoolClient, QueryResultRow } from 'pg'
import { sameBytes } from '#kernel/journal/bytes.ts'
import type { RecordId } from '#kernel/record/field.ts'
import type { ExpectedRows } from './expected.ts'
import { circleOf, expectedCounted } from './expectedCounted.ts'
import { finding, short, type Finding } from './finding.ts'

export interface ExpectedRecord {
  readonly record: string
  readonly rows: ExpectedRows
}

type Row = Readonly<Record<string, unknown>>

interface Table {
  readonly name: string
  /** The column that names the record. */
  readonly of: string
  /** What tells the rows of one record apart. */
  readonly key: readonly string[]
  readonly columns: readonly string[]
  readonly expected: (rows: ExpectedRows) => readonly Row[]
  /** What stands for a column that is long: compared, and told, is this. */
  readonly digested?: readonly string[]
  /** Rows that say nothing. */
  readonly except?: string
  /** Kept by the indexer: records that it has not come to yet are left out. */
  readonly followsBehind?: true
}

const tables: readonly Table[] = [
  {
    name: 'record',
    of: 'id',
    key: [],
    columns: [
      ...['type', 'number', 'state', 'version', 'closed', 'outcome'],
      ...['title', 'due', 'opened_at', 'changed_at', 'fields'],
    ],
    expected: (rows) => [
      {
        ...rows,
        outcome: rows.outcome ?? null,
        due: rows.due ?? null,
        opened_at: rows.openedAt,
        changed_at: rows.changedAt,
      },
    ],
  },
  {
    name: 'reach',
    of: 'record',
    key: ['key'],
    columns: ['role', 'reason', 'state', 'opened_at'],
    expected: ({ reach, state, openedAt }) => reach.map((one) => ({ ...one, state, opened_at: openedAt })),
  },
  {
    name: 'named',
    of: 'record',
    key: ['key'],
    columns: [],
    expected: ({ named }) => named.map((key) => ({ key })),
  },
  {
    name: 'counted',
    of: 'record',
    key: [],
    columns: [
      ...['circle', 'opened_at', 'changed_at', 'due', 'agrees', 'type', 'state'],
      ...['source', 'county', 'unit', 'outcome', 'rungs', 'earlier', 'satisfaction'],
    ],
    expected: (rows) => [expectedCounted(rows)],
  },
  {
    name: 'stood',
    of: 'record',
    key: ['seq'],
    columns: ['at', 'state', 'county', 'unit', 'outcome', 'agrees'],
    expected: ({ stood = [] }) => stood,
  },
  {
    name: 'work',
    of: 'record',
    key: ['key'],
    columns: ['type', 'due'],
    expected: ({ work, type, due }) => work.map((key) => ({ key, type, due: due ?? null })),
  },
  {
    name: 'clock',
    of: 'record',
    key: ['name'],
    columns: ['type', 'run', 'state', 'started_at', 'due', 'provisional', 'next_rung_at'],
    expected: ({ clocks, type }) =>
      clocks.map((clock) => ({
        ...clock,
        type,
        started_at: clock.startedAt,
        due: clock.due ?? null,
        next_rung_at: clock.nextRungAt ?? null,
      })),
  },
  {
    name: 'link',
    of: 'record',
    key: ['link', 'to_record'],
    columns: ['to_type'],
    expected: ({ links }) => links.map(({ link, type, id }) => ({ link, to_record: id, to_type: type })),
  },
  {
    name: 'record_file',
    of: 'record',
    key: ['digest'],
    columns: ['name', 'type'],
    expected: ({ files }) => files.map(({ digest, name, type }) => ({ digest, name, type })),
  },
  {
    name: 'register',
    of: 'record',
    key: ['number'],
    columns: [],
    expected: ({ number }) => [{ number }],
  },
  {
    name: 'paper',
    of: 'record',
    key: ['unit', 'kind', 'year', 'nth'],
    columns: ['number', 'seq', 'type', 'document', 'issued_at', 'cancelled_seq'],
    expected: ({ papers = [] }) =>
      papers.map((paper) => ({ ...paper, issued_at: paper.at, cancelled_seq: paper.cancelledSeq })),
  },
  {
    name: 'edge',
    of: 'record',
    key: ['nth'],
    columns: [
      ...['a', 'b', 'a_label', 'b_label', 'relation', '"as"'],
      ...['field', 'seen_by', 'needs', 'since', 'until'],
    ],
    expected: ({ edges = [] }) => edges.map((edge) => ({ ...edge, '"as"': edge.as })),
    followsBehind: true,
  },
  {
    name: 'search_text',
    of: 'record',
    key: ['part'],
    columns: ['type', 'seen_by'],
    digested: ['words', 'grams'],
    expected: ({ type, search }) =>
      (search?.parts ?? []).map(({ seenBy, words, grams }, index) => ({
        ...{ part: index + 1, type, seen_by: seenBy },
        ...{ words: digestOf(words), grams: digestOf(`{${grams.join(',')}}`) },
      })),
    followsBehind: true,
  },
  {
    name: 'search_key',
    of: 'record',
    key: ['part', 'key'],
    columns: ['type'],
    expected: ({ type, search }) =>
      (search?.parts ?? []).flatMap(({ keys }, index) => keys.map((key) => ({ part: index + 1, key, type }))),
    followsBehind: true,
  },
  {
    name: 'mark',
    of: 'record',
    key: ['mark'],
    columns: [],
    expected: ({ search }) => [...new Set(search?.marks)].map((mark) => ({ mark })),
    followsBehind: true,
  },
  {
    name: 'signature',
    of: 'record',
    key: [],
    columns: ['bands'],
    except: `bands = '{}'`,
    expected: ({ search }) =>
      search === undefined || search.bands.length === 0 ? [] : [{ bands: search.bands }],
    followsBehind: true,
  },
]

/** As PostgreSQL says it of the column's text. */
const digestOf = (text: string): string => hash('sha256', text, 'hex')

/** What the key of the installation makes of a record and of what is kept of its query code. */
export type CodeSealOf = (record: RecordId, hash: Uint8Array) => Uint8Array

export async function checkRows(
  client: PoolClient,
  batch: readonly ExpectedRecord[],
  sealOf: CodeSealOf | undefined,
): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  const records = batch.map(({ record }) => record)
  const behind = await client.query<{ record: string }>(
    'select distinct record from zs.to_index where record = any ($1)',
    [records],
  )
  const notYet = new Set(behind.rows.map(({ record }) => record))
  for (const table of tables) {
    const stored = await readRows(client, table, records)
    for (const { record, rows } of batch) {
      if (table.followsBehind === true && notYet.has(record)) continue
      findings.push(...compareRows(table, record, table.expected(rows), stored.get(record) ?? []))
    }
  }
  findings.push(...(await checkCodes(client, batch, sealOf)))
  return findings
}

/** A record has the query code that was given out for it, and no other; without `sealOf`, as many as it must have. */
async function checkCodes(
  client: PoolClient,
  batch: readonly ExpectedRecord[],
  sealOf: CodeSealOf | undefined,
): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  const { rows: codes } = await client.query<{ record: RecordId; hash: Buffer; seal: Buffer | null }>(
    'select record, hash, seal from zs.query_code where record = any ($1)',
    [batch.map(({ record }) => record)],
  )
  const coded = Map.groupBy(codes, ({ record }) => record as string)
  for (const { record, rows } of batch) {
    const own = coded.get(record) ?? []
    const where = { table: 'zs.query_code', record }
    if (rows.hasQueryCode === true && own.length === 0) findings.push(finding('rowMissing', where))
    if (own.length > (rows.hasQueryCode === false ? 0 : 1)) findings.push(finding('rowInserted', where))
    for (const { record: id, hash, seal } of own)
      if (sealOf !== undefined && (seal === null || !sameBytes(seal, sealOf(id, hash))))
        findings.push(finding('queryCodeReplaced', where))
  }
  return findings
}

/** Sets of keys whose id is not what they come to, and those that are wanted and missing: the first hundred records of these. */
export async function checkCircles(client: PoolClient): Promise<readonly Finding[]> {
  const circles = await client.query<{ id: string; keys: string[] }>('select id, keys from zs.circle')
  const missing = await client.query<{ record: string; circle: string }>(
    `select o.record, o.circle from zs.counted o
     where not exists (select from zs.circle c where c.id = o.circle) limit 100`,
  )
  return [
    ...circles.rows.flatMap(({ id, keys }) =>
      circleOf(keys) === id ? [] : [finding('rowEdited', { table: 'zs.circle', row: id, column: 'keys' })],
    ),
    ...missing.rows.map(({ record, circle }) =>
      finding('rowMissing', { table: 'zs.circle', record, row: circle }),
    ),
  ]
}

/** The bands by which reports are found to be alike are those of their signatures, which were compared. The first hundred records of each kind. */
export async function checkBands(client: PoolClient): Promise<readonly Finding[]> {
  const { rows } = await client.query<{ record: string; wanted: boolean }>(
    `(select distinct s.record, true as wanted from zs.signature s cross join unnest(s.bands) x(band)
      where not exists (select from zs.band b where b.band = x.band and b.record = s.record) limit 100)
     union all
     (select distinct b.record, false from zs.band b
      where not exists (select from zs.signature s where s.record = b.record and b.band = any (s.bands)) limit 100)`,
  )
  return rows.map(({ record, wanted }) =>
    finding(wanted ? 'rowMissing' : 'rowInserted', { table: 'zs.band', record }),
  )
}

/** What is answered to whoever repeats a request is an entry that was made at that moment. The first hundred that are not. */
export async function checkIdempotency(client: PoolClient): Promise<readonly Finding[]> {
  const { rows } = await client.query<{ record: string; actor: string }>(
    `select i.record, i.actor from zs.idempotency i
     where not exists (select from zs.entry e where e.record = i.record and e.seq = i.seq and e.at = i.at) limit 100`,
  )
  return rows.map(({ record, actor }) =>
    finding('rowEdited', { table: 'zs.idempotency', record, row: actor }),
  )
}

/** Rows of records that have no entry at all: nothing explains them. The first hundred of each table. */
export async function checkOrphans(client: PoolClient): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  const others = ['query_code', 'record_key', 'clock_moved', 'reach_moved'].map((name) => ({
    name,
    of: 'record',
  }))
  for (const { name, of } of [...tables, ...others]) {
    const { rows } = await client.query<{ record: string }>(
      `select distinct o.${of} as record from zs.${name} o
       where not exists (select from zs.entry e where e.record = o.${of}) limit 100`,
    )
    for (const { record } of rows) findings.push(finding('rowInserted', { table: `zs.${name}`, record }))
  }
  return findings
}

async function readRows(client: PoolClient, table: Table, records: readonly string[]) {
  const columns = [
    ...table.key,
    ...table.columns,
    ...(table.digested ?? []).map(
      (column) => `encode(sha256(convert_to(${column}::text, 'UTF8')), 'hex') as ${column}`,
    ),
  ]
  const { rows } = await client.query<QueryResultRow & Row>({
    name: `verify-${table.name}`,
    text: `select ${[`${table.of} as of_record`, ...columns].join(', ')} from zs.${table.name} where ${table.of} = any ($1)${table.except === undefined ? '' : ` and not ${table.except}`}`,
    values: [records],
  })
  const byRecord = new Map<unknown, Row[]>()
  for (const row of rows) {
    const before = byRecord.get(row['of_record'])
    if (before === undefined) byRecord.set(row['of_record'], [row])
    else before.push(row)
  }
  return byRecord
}

function compareRows(
  { name, key, columns, digested = [] }: Table,
  record: string,
  expected: readonly Row[],
  stored: readonly Row[],
): readonly Finding[] {
  const findings: Finding[] = []
  const keyOf = (row: Row) => key.map((column) => String(row[column])).join(' ')
  const unexplained = new Map(stored.map((row) => [keyOf(row), row]))
  for (const want of expected) {
    const row = keyOf(want)
    const where = { table: `zs.${name}`, record, ...(key.length === 0 ? {} : { row }) }
    const have = unexplained.get(row)
    unexplained.delete(row)
    if (have === undefined) {
      findings.push(finding('rowMissing', where))
      continue
    }
    for (const column of [...columns, ...digested]) {
      // A quoted name comes back without its quotes.
      for (const [place, wanted, found] of differences(
        column,
        want[column],
        have[column.replaceAll('"', '')],
      )) {
        findings.push(
          finding('rowEdited', { ...where, column: place, expected: short(wanted), found: short(found) }),
        )
      }
    }
  }
  for (const row of unexplained.keys()) {
    findings.push(finding('rowInserted', { table: `zs.${name}`, record, ...(row === '' ? {} : { row }) }))
  }
  return findings
}

/** One for the column, or for `fields` one for each field that differs. */
function differences(
  column: string,
  wanted: unknown,
  found: unknown,
): readonly (readonly [string, unknown, unknown])[] {
  if (found === wanted) return []
  // What the database can hold: without members that are undefined.
  const plain: unknown = wanted === undefined ? null : JSON.parse(JSON.stringify(wanted))
  if (isDeepStrictEqual(plain, found)) return []
  if (column !== 'fields' || !isRow(plain) || !isRow(found)) return [[column, plain, found]]
  const names = new Set([...Object.keys(plain), ...Object.keys(found)])
  return [...names]
    .filter((name) => !isDeepStrictEqual(plain[name], found[name]))
    .map((name) => [`fields.${name}`, plain[name], found[name]])
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null
