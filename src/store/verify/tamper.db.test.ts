import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { Pool } from 'pg'
import { KEY_TYPE, formatVkey } from '#kernel/journal/note.ts'
import { addMillis } from '#kernel/time.ts'
import { append, entryBytes, madeRecord, rowIn, type MadeEntry } from '#test/support/journalEntries.ts'
import { freshLogs, startOfTest, type TestLogs } from '#test/support/logs.ts'
import { prevOf } from '#kernel/journal/entryChain.ts'
import { leafHash } from '#kernel/journal/merkle.ts'
import { latestCheckpoint } from '../log/checkpoints.ts'
import { signerOf } from '../log/ed25519.ts'
import { integrateOnce } from '../log/integrator.ts'
import { appendLooks } from '../log/looks.ts'
import { sha256 } from '../log/sha256.ts'
import type { EvidenceStore } from './expected.ts'
import { treeBuilder } from './treeBuilder.ts'

// Every manipulation is done by the owner of the database, who may do anything in it, and is found and named.

const text = Buffer.from('笔录全文')
const digest = createHash('sha256').update(text).digest('hex')
const evidence = (bytes: Uint8Array | undefined): EvidenceStore => ({
  open: (asked) =>
    asked !== digest || bytes === undefined
      ? undefined
      : (async function* () {
          yield await Promise.resolve(bytes)
        })(),
})

interface World {
  readonly logs: TestLogs
  readonly owner: Pool
  readonly record: string
  readonly entries: readonly MadeEntry[]
}

/** 300 entries of three records, five of them of the one tampered with, integrated in three steps. */
async function soundWorld(): Promise<World & AsyncDisposable> {
  const logs = await freshLogs()
  const { pool, ownerPool: owner } = logs.database
  await owner.query(`insert into zs.counter values ('C', 2026, 3)`)
  await append(pool, madeRecord(280, { at: startOfTest, number: '1' }))
  await logs.integrate(300)
  const entries = madeRecord(5, { at: logs.now, number: '2', files: [digest] })
  await append(pool, entries)
  await owner.query(
    `insert into zs.file (digest, size, type, name, stored_at, by_key) values ($1, $2, 'text/plain', 'a', $3, 'k')`,
    [digest, text.length, startOfTest],
  )
  await owner.query(`insert into zs.file_key (digest, wrapped, made_at) values ($1, '', $2)`, [
    digest,
    startOfTest,
  ])
  await logs.integrate(30)
  await append(pool, madeRecord(15, { at: logs.now, number: '3' }))
  await logs.integrate(30)
  // The indexer came by.
  await owner.query('delete from zs.to_index')
  const record = entries[0]?.record ?? assert.fail()
  return { logs, owner, record, entries, [Symbol.asyncDispose]: () => logs[Symbol.asyncDispose]() }
}

async function found({ logs }: World, bytes: Uint8Array | undefined = text, kept: readonly string[] = []) {
  const { findings } = await logs.verify({ evidence: evidence(bytes), kept })
  return findings.map(({ what, where }) =>
    [what, where.seq ?? where.table ?? where.tile ?? where.size ?? where.number, where.column]
      .filter((part) => part !== undefined)
      .join(' '),
  )
}

test('a world nobody tampered with is sound', async () => {
  await using world = await soundWorld()
  const report = await world.logs.verify({ evidence: evidence(text) })
  assert.deepEqual(report.findings, [])
  const { sound, entries, records, files, logSize, pending, checkpoint } = report
  assert.deepEqual(
    { sound, entries, records, files, logSize, pending },
    { sound: true, entries: 300, records: 3, files: 1, logSize: 300, pending: 0 },
  )
  assert.match(checkpoint ?? '', /^zhunsheng.invalid\/journal\n300\n/)
  assert.deepEqual(await found(world, text, [checkpoint ?? '']), [])
})

/** Writes other bytes for an entry, and the right `prev` into all that follow, as somebody thorough would. */
async function rewrite({ owner, entries, record }: World, seq: number, title: string): Promise<void> {
  let prev = ''
  for (const entry of entries) {
    if (entry.seq >= seq) {
      const row = { ...rowIn(entry.bytes), title }
      const bytes = entryBytes({ ...entry, row, prev })
      await owner.query('update zs.entry set bytes = $3 where record = $1 and seq = $2', [
        record,
        entry.seq,
        Buffer.from(bytes),
      ])
      prev = prevOf(bytes, sha256)
    } else prev = prevOf(entry.bytes, sha256)
  }
  await owner.query('update zs.record set title = $2 where id = $1', [record, title])
}

test('an entry changed, with the chain and the row put right', async () => {
  await using world = await soundWorld()
  await rewrite(world, 4, '已查无此事')
  assert.deepEqual(await found(world), ['entryChanged 4', 'entryChanged 5'])
})

test('an entry changed in one byte', async () => {
  await using world = await soundWorld()
  await world.owner.query(
    `update zs.entry set bytes = set_byte(bytes, 40, get_byte(bytes, 40) # 1) where record = $1 and seq = 2`,
    [world.record],
  )
  assert.ok((await found(world)).includes('entryChanged 2'))
})

test('a salt changed, which would let the entry be exchanged unseen', async () => {
  await using world = await soundWorld()
  await world.owner.query('update zs.entry set salt = $2 where record = $1 and seq = 2', [
    world.record,
    randomBytes(16),
  ])
  assert.deepEqual(await found(world), ['entryChanged 2'])
})

for (const [column, value] of Object.entries({
  id: randomUUID(),
  type: 'case',
  at: '2026-11-22T08:05:00.123Z',
})) {
  test(`the column ${column} of an entry edited`, async () => {
    await using world = await soundWorld()
    await world.owner.query(`update zs.entry set ${column} = $2 where record = $1 and seq = 3`, [
      world.record,
      value,
    ])
    assert.deepEqual(await found(world), [`entryChanged 3 ${column}`])
  })
}

test('an entry removed from the middle', async () => {
  await using world = await soundWorld()
  await world.owner.query('delete from zs.entry where record = $1 and seq = 3', [world.record])
  assert.deepEqual(await found(world), ['entryRemoved 3'])
})

test('the last entry removed with its leaf row, and the record set back', async () => {
  await using world = await soundWorld()
  const { owner, record, entries } = world
  const row = rowIn(entries[3]?.bytes ?? assert.fail())
  await owner.query('delete from zs.entry where record = $1 and seq = 5', [record])
  await owner.query('delete from zs.log_leaf where record = $1 and seq = 5', [record])
  await owner.query('update zs.record set version = 4, changed_at = $2, fields = $3 where id = $1', [
    record,
    row.changedAt,
    row.fields,
  ])
  await owner.query('update zs.counted set changed_at = $2 where record = $1', [record, row.changedAt])
  const { findings } = await world.logs.verify({ evidence: evidence(text) })
  assert.deepEqual(
    findings.map(({ what, where }) => [what, where.leaf]),
    [['entryRemoved', 284]],
  )
})

test('a whole record removed', async () => {
  await using world = await soundWorld()
  const { owner, record } = world
  for (const table of [
    'entry',
    'reach',
    'named',
    'counted',
    'work',
    'clock',
    'link',
    'record_file',
    'register',
    'query_code',
  ]) {
    await owner.query(`delete from zs.${table} where record = $1`, [record])
  }
  await owner.query('delete from zs.record where id = $1', [record])
  assert.deepEqual(
    (await found(world)).toSorted(),
    [...[1, 2, 3, 4, 5].map((seq) => `entryRemoved ${seq}`), 'numberMissing C 2026/2'].toSorted(),
  )
})

test('an entry slipped in behind the cursor', async () => {
  await using world = await soundWorld()
  const { owner, record, entries, logs } = world
  const last = entries[4] ?? assert.fail()
  const entry = { id: randomUUID(), record, seq: 6, at: logs.now, row: { ...last.row, version: 6 } }
  const bytes = entryBytes({ ...entry, prev: prevOf(last.bytes, sha256) })
  await owner.query(
    `insert into zs.entry (record, seq, id, type, at, bytes, salt, xid) values ($1, 6, $2, 'clue', $3, $4, $5, '1')`,
    [record, entry.id, entry.at, Buffer.from(bytes), randomBytes(16)],
  )
  await owner.query('update zs.record set version = 6 where id = $1', [record])
  assert.deepEqual(await found(world), ['entryInserted 6'])
  await owner.query(`insert into zs.log_leaf values ('journal', 300, $1, 6)`, [record])
  assert.deepEqual(await found(world), ['entryInserted 6'])
})

test('an entry put between two others', async () => {
  await using world = await soundWorld()
  const { owner, record, entries, logs } = world
  for (const seq of [5, 4]) {
    await owner.query('update zs.entry set seq = seq + 1 where record = $1 and seq = $2', [record, seq])
  }
  const third = entries[2] ?? assert.fail()
  const entry = { id: randomUUID(), record, seq: 4, at: third.at, row: third.row }
  await owner.query(
    `insert into zs.entry (record, seq, id, type, at, bytes, salt) values ($1, 4, $2, 'clue', $3, $4, $5)`,
    [record, entry.id, entry.at, Buffer.from(entryBytes({ ...entry, prev: '' })), randomBytes(16)],
  )
  const findings = await found(world)
  for (const named of ['entryInserted 4', 'entryReordered 5', 'entryReordered 6']) {
    assert.ok(findings.includes(named), `${named} in ${findings.join(', ')}`)
  }
  assert.ok(logs.now > third.at)
})

test('two entries exchanged', async () => {
  await using world = await soundWorld()
  await world.owner.query(
    `update zs.entry a set (id, at, bytes, salt) = (select b.id, b.at, b.bytes, b.salt from zs.entry b
       where b.record = a.record and b.seq = 5 - a.seq) where record = $1 and seq in (2, 3)`,
    [world.record],
  )
  const findings = await found(world)
  assert.ok(findings.includes('entryReordered 2') && findings.includes('entryReordered 3'), findings.join())
})

test('an entry that claims to be older than the log allows, or younger', async () => {
  await using world = await soundWorld()
  const { logs } = world
  const late = madeRecord(1, { at: addMillis(logs.now, -200_000), number: '4' })
  const early = madeRecord(1, { at: addMillis(logs.now, 100_000), number: '5' })
  await world.owner.query(`update zs.counter set last = 5`)
  await append(logs.database.pool, [...late, ...early])
  await logs.integrate(10)
  const { findings } = await logs.verify({ evidence: evidence(text) })
  assert.deepEqual(
    findings.map(({ what, where }) => [what, where.record]),
    [
      ['entryBackDated', late[0]?.record],
      ['entryPostDated', early[0]?.record],
    ],
  )
})

test('an entry whose time is before that of the one before it', async () => {
  await using world = await soundWorld()
  const { logs, entries, record } = world
  const last = entries[4] ?? assert.fail()
  const at = addMillis(last.at, -20_000)
  const row = { ...last.row, version: 6, changedAt: at }
  const entry = { id: randomUUID(), record, seq: 6, at, row }
  const bytes = entryBytes({ ...entry, prev: prevOf(last.bytes, sha256) })
  await append(logs.database.pool, [{ ...entry, bytes }])
  await logs.integrate(10)
  assert.deepEqual(await found(world), ['entryBackDated 6'])
})

const edits: Readonly<Record<string, readonly [sql: string, finding: string]>> = {
  state: [`update zs.record set state = 'closed' where id = $1`, 'rowEdited zs.record state'],
  field: [
    `update zs.record set fields = jsonb_set(fields, '{subject}', '"别处"') where id = $1`,
    'rowEdited zs.record fields.subject',
  ],
  due: [`update zs.record set due = due + interval '1 day' where id = $1`, 'rowEdited zs.record due'],
  'no record': ['delete from zs.record where id = $1', 'rowMissing zs.record'],
  reach: [
    `update zs.reach set role = 'head' where record = $1 and key = 'unit/2'`,
    'rowEdited zs.reach role',
  ],
  'more reach': [
    `insert into zs.reach values ($1, 'unit/own', 'clerk', '{}', 'open', now())`,
    'rowInserted zs.reach',
  ],
  'another state in lists': [
    `update zs.reach set state = 'closed' where record = $1 and key = 'unit/2'`,
    'rowEdited zs.reach state',
  ],
  'another place in lists': [
    `update zs.reach set opened_at = opened_at - interval '1 day' where record = $1`,
    'rowEdited zs.reach opened_at',
  ],
  'less exclusion': ['delete from zs.named where record = $1', 'rowMissing zs.named'],
  'what is counted': [
    `update zs.counted set state = 'closed' where record = $1`,
    'rowEdited zs.counted state',
  ],
  'who is counted for': [
    `update zs.counted set circle = gen_random_uuid() where record = $1`,
    'rowEdited zs.counted circle',
  ],
  'what opens together': [
    `update zs.circle set keys = array_append(keys, 'unit/own') where id = (select circle from zs.counted where record = $1)`,
    'rowEdited zs.circle keys',
  ],
  'no set of keys': [
    `delete from zs.circle where id = (select circle from zs.counted where record = $1)`,
    'rowMissing zs.circle',
  ],
  work: ['delete from zs.work where record = $1', 'rowMissing zs.work'],
  clock: [`update zs.clock set due = due + interval '1 day' where record = $1`, 'rowEdited zs.clock due'],
  link: [`update zs.link set to_type = 'case' where record = $1`, 'rowEdited zs.link to_type'],
  'file name': [`update zs.record_file set name = 'b' where record = $1`, 'rowEdited zs.record_file name'],
  'file of nobody': ['delete from zs.record_file where record = $1', 'rowMissing zs.record_file'],
  register: [`delete from zs.register where record = $1`, 'rowMissing zs.register'],
  'query code': [`delete from zs.query_code where record = $1`, 'rowMissing zs.query_code'],
  'line of the graph': [
    `insert into zs.edge values ($1, 1, 'clue:x', 'phone:y', null, '13800001111', 'clue.subject', null, 'subject', '{}', '{}', now())`,
    'rowInserted zs.edge',
  ],
  'two query codes': [`insert into zs.query_code values ('other', $1)`, 'rowInserted zs.query_code'],
  'a key of a file': [`delete from zs.file_key where $1::uuid is not null`, 'rowMissing zs.file_key'],
  'an answer kept for nothing': [
    `insert into zs.idempotency values ('person/x', 'k', '', $1, 9, '{}', now())`,
    'rowEdited zs.idempotency',
  ],
  'a reason for nothing': [
    `insert into zs.reach_moved values (gen_random_uuid(), now(), 'none', '{}', array[$1::text])`,
    'rowInserted zs.reach_moved',
  ],
  'a counter below zero': [`update zs.counter set last = -100 where $1::uuid is not null`, 'numberUnknown 2'],
  counter: [`update zs.counter set last = 4 where $1::uuid is not null`, 'numberMissing C 2026/4'],
  'file row': [`delete from zs.file where $1::uuid is not null`, 'rowMissing zs.file'],
  'file size': [`update zs.file set size = 1 where $1::uuid is not null`, 'rowEdited zs.file size'],
}
for (const [name, [sql, finding]] of Object.entries(edits)) {
  test(`a row edited: ${name}`, async () => {
    await using world = await soundWorld()
    await world.owner.query(sql, [world.record])
    const findings = await found(world)
    assert.ok(findings.includes(finding), `${finding} in [${findings.join(', ')}]`)
    assert.ok(findings.every((one) => one.startsWith('row') || one.startsWith('number')))
  })
}

const structures: Readonly<Record<string, readonly [sql: string, object: string]>> = {
  'a policy dropped': ['drop policy reached on zs.entry', 'table zs.entry'],
  'a policy that lets everybody in': ['create policy all_of_it on zs.record using (true)', 'table zs.record'],
  'row-level security off': ['alter table zs.named disable row level security', 'table zs.named'],
  'a function replaced': [
    `create or replace function zs.my_conflicts() returns text[] language sql stable parallel safe as 'select null::text[]'`,
    'function zs.my_conflicts()',
  ],
  'a function added': [
    `create function zs.all_entries() returns setof zs.entry language sql security definer as 'select * from zs.entry'`,
    'function zs.all_entries()',
  ],
  'a function let out': [
    'grant execute on function zs.append_looks(jsonb, bytea[], bytea[]) to public',
    'grant execute on function zs.append_looks(jsonb,bytea[],bytea[]) to public',
  ],
  'a trigger added': [
    `create trigger t before insert on zs.look for each row execute function suppress_redundant_updates_trigger()`,
    'table zs.look',
  ],
  'a rule added': [`create rule r as on insert to zs.named do instead nothing`, 'table zs.named'],
  'a right given': ['grant select on zs.query_code to zs_app', 'grant select on zs.query_code to zs_app'],
  'a right to all': ['grant update on zs.entry to public', 'grant update on zs.entry to public'],
  'a right taken': ['revoke select on zs.named from zs_app', 'grant select on zs.named to zs_app'],
  'a constraint dropped': [
    'alter table zs.idempotency drop constraint idempotency_pkey',
    'table zs.idempotency',
  ],
  'a column added': ['alter table zs.session add column copy text', 'table zs.session'],
  'a table added': ['create table zs.copied as select * from zs.record', 'table zs.copied'],
  'a setting for everybody': [
    `do $$ begin execute format('alter database %I set search_path = public', current_database()); end $$`,
    'database',
  ],
}
for (const [name, [sql, object]] of Object.entries(structures)) {
  test(`the database rebuilt: ${name}`, async () => {
    await using world = await soundWorld()
    await world.owner.query(sql)
    const { findings } = await world.logs.verify({ evidence: evidence(text) })
    assert.deepEqual([...new Set(findings.map(({ what }) => what))], ['schemaChanged'])
    assert.ok(
      findings.every(({ where }) => where.object === object),
      JSON.stringify(findings),
    )
  })
}

test('a record that no entry made', async () => {
  await using world = await soundWorld()
  const { owner, record } = world
  await owner.query(
    `insert into zs.record select $2, type, '9', state, version, closed, outcome, title, due, opened_at, changed_at,
       fields from zs.record where id = $1`,
    [record, randomUUID()],
  )
  assert.deepEqual(await found(world), ['rowInserted zs.record'])
})

test('a file swapped or gone', async () => {
  await using world = await soundWorld()
  const { findings } = await world.logs.verify({ evidence: evidence(Buffer.from('另一份')) })
  assert.deepEqual(
    findings.map(({ what, where }) => [what, where.digest, where.record]),
    [['fileSwapped', digest, world.record]],
  )
  assert.deepEqual(await found({ ...world }, undefined).then(() => world.logs.findings()), ['fileMissing'])
})

test('tiles changed at any level, or missing', async () => {
  for (const [level, n, named] of [
    [0, 0, 'tileChanged tile/0/000'],
    [0, 1, 'tileChanged tile/0/001.p/44'],
    [1, 0, 'tileChanged tile/1/000.p/1'],
  ] as const) {
    await using world = await soundWorld()
    await world.owner.query(
      `update zs.log_tile set data = set_byte(data, 5, get_byte(data, 5) # 1) where level = $1 and n = $2`,
      [level, n],
    )
    assert.deepEqual(await found(world), [named])
    await world.owner.query('delete from zs.log_tile where level = $1 and n = $2', [level, n])
    assert.deepEqual(await found(world), [named])
    await world.owner.query(`insert into zs.log_tile values ('journal', $1, 7, '')`, [level])
    assert.ok((await found(world)).includes(`tileChanged tile/${level}/7`))
  }
})

test('an entry and its leaf in every tile changed: the signed roots still tell', async () => {
  await using world = await soundWorld()
  const { owner, logs } = world
  await forge(world, { keepCheckpoints: true })
  const findings = await found(world)
  assert.deepEqual(findings, ['treeChanged 285'])
  await assert.rejects(
    integrateOnce(owner, { log: 'journal', signer: logs.journal, now: () => logs.now }).then(async () => {
      await append(logs.database.pool, madeRecord(1, { at: logs.now, number: '4' }))
      await logs.integrate()
    }),
    /not the tree/,
  )
})

/**
 * Changes an entry and builds the whole log anew over it. With `keepCheckpoints` the old ones stand beside the new tree;
 * without, they are signed anew with the real key at the same sizes and times. Gives back the checkpoint kept outside.
 */
async function forge(world: World, { keepCheckpoints }: { keepCheckpoints: boolean }): Promise<string> {
  const { owner, logs } = world
  const kept = (await latestCheckpoint(owner, 'journal'))?.note ?? assert.fail()
  const { rows: old } = await owner.query<{ size: number; at: string; note: string }>(
    'select size, at, note from zs.checkpoint order by size',
  )
  await rewrite(world, 1, '已查无此事')
  const { rows: leaves } = await owner.query<{ record: string; seq: number; idx: number }>(
    `select record, seq, idx from zs.log_leaf where log = 'journal' order by idx`,
  )
  await owner.query(`delete from zs.log_leaf; delete from zs.log_tile; delete from zs.checkpoint;
    update zs.entry set xid = '900000000000';
    update zs.log set xid = '0', position = 0, size = 0, frontier = '{}' where name = 'journal'`)
  let done = 0
  for (const [step, { size, at }] of old.entries()) {
    const part = leaves.slice(done, size)
    await owner.query(
      `update zs.entry e set xid = $3::xid8 from unnest($1::uuid[], $2::integer[]) l(record, seq)
       where e.record = l.record and e.seq = l.seq`,
      [part.map(({ record }) => record), part.map(({ seq }) => seq), `${step + 1}`],
    )
    // An instant, as the database gave it.
    const now = () => at as typeof logs.now
    await integrateOnce(owner, { log: 'journal', signer: logs.journal, now })
    done = size
  }
  if (keepCheckpoints) {
    for (const { size, note } of old) {
      await owner.query('update zs.checkpoint set note = $2 where size = $1', [size, note])
    }
  }
  return kept
}

test('a log forked and signed anew with the real key fits together, and not to a kept checkpoint', async () => {
  await using world = await soundWorld()
  const kept = await forge(world, { keepCheckpoints: false })
  assert.deepEqual(await found(world), [])
  assert.deepEqual(await found(world, text, [kept]), ['logForked 300'])
})

test('a log set back to an earlier state fits together, and not to a kept checkpoint', async () => {
  await using world = await soundWorld()
  const { owner, logs } = world
  const kept = (await latestCheckpoint(owner, 'journal'))?.note ?? assert.fail()
  // As it was after the second checkpoint: the third record, its leaves, tiles and checkpoint never were.
  const { rows } = await owner.query<{ id: string }>(`select id from zs.record where number = '3'`)
  const third = rows[0]?.id ?? assert.fail()
  for (const table of [
    'entry',
    'log_leaf',
    'reach',
    'named',
    'counted',
    'work',
    'clock',
    'link',
    'register',
    'query_code',
  ]) {
    await owner.query(`delete from zs.${table} where record = $1`, [third])
  }
  await owner.query('delete from zs.record where id = $1', [third])
  await owner.query('update zs.counter set last = 2')
  await owner.query('delete from zs.checkpoint where size = 300')
  await owner.query(`update zs.log_tile set data = substring(data for 29 * 32) where n = 1 and level < 1`)
  assert.ok((await found(world)).length > 0, 'the frontier is still that of 300')
  const tree = treeBuilder()
  const { rows: bundles } = await owner.query<{ data: Buffer }>(
    'select data from zs.log_tile where level = -1 order by n',
  )
  const all = Buffer.concat(bundles.map(({ data }) => data))
  for (let at = 0; at < all.length; at += 32) tree.add(leafHash(all.subarray(at, at + 32), sha256))
  await owner.query(`update zs.log set size = 285, frontier = $1 where name = 'journal'`, [
    tree.frontier().nodes.map((node) => Buffer.from(node)),
  ])
  assert.deepEqual(await found(world), [])
  assert.deepEqual(await found(world, text, [kept]), ['logTruncated 300'])
  assert.equal((await logs.integrate()).outcome, 'idle')
})

test('leaves cut off under a stored checkpoint', async () => {
  await using world = await soundWorld()
  await world.owner.query(`delete from zs.log_tile where n = 1`)
  const findings = await found(world)
  assert.ok(findings.includes('logTruncated 285') && findings.includes('logTruncated 300'), findings.join())
})

test('a checkpoint forged: another key, another time, another size', async () => {
  await using world = await soundWorld()
  const { owner } = world
  await owner.query('create table public.kept as select * from zs.checkpoint')
  const forgeries = [
    [`update zs.checkpoint set note = replace(note, '300', '301') where size = 300`, 'checkpointForged 300'],
    [`update zs.checkpoint set at = '2026-11-22T07:00:00Z' where size = 300`, 'checkpointForged 300'],
    [`update zs.checkpoint set at = 'infinity' where size = 285`, 'checkpointForged 285'],
    [`update zs.checkpoint set note = 'x' where size = 285`, 'checkpointForged 285'],
    [`delete from zs.checkpoint where size = 300`, 'checkpointMissing 300'],
  ] as const
  for (const [sql, named] of forgeries) {
    await owner.query(sql)
    const findings = await found(world)
    assert.ok(findings.includes(named), `${named} in ${findings.join()}`)
    await owner.query('delete from zs.checkpoint; insert into zs.checkpoint select * from public.kept')
    assert.deepEqual(await found(world), [])
  }
})

test('the cursor of the log put ahead, so that what comes is never in it', async () => {
  for (const ahead of ['position = 1000', 'floor = 1000', 'refilled = 1000', `xid = '900000000000'`]) {
    await using world = await soundWorld()
    await world.owner.query(`update zs.log set ${ahead} where name = 'journal'`)
    assert.deepEqual(await found(world), ['rowEdited zs.log position'], ahead)
  }
})

test('what cannot be computed with keeps nothing else from being checked', async () => {
  await using world = await soundWorld()
  const { owner, record } = world
  await owner.query(`insert into zs.log_tile values ('journal', 1000000, 0, '')`)
  await owner.query(`update zs.counter set last = 2147483647`)
  await owner.query(`update zs.record set state = 'closed' where id = $1`, [record])
  const findings = await found(world)
  assert.ok(findings.includes('tileChanged tile/1000000/0'), findings.join())
  assert.ok(findings.includes('rowEdited zs.record state'), findings.join())
  assert.equal(findings.filter((one) => one.startsWith('numberMissing')).length, 100)
})

test('a key exchanged in the database shows against the key somebody else knows', async () => {
  await using world = await soundWorld()
  const { owner, logs } = world
  const known = formatVkey(logs.journal.key)
  const kept = (await latestCheckpoint(owner, 'journal'))?.note ?? assert.fail()
  const other = signerOf(logs.journal.key.name, KEY_TYPE.ed25519, generateKeyPairSync('ed25519').privateKey)
  await owner.query(`update zs.setting set value = $1 where name = 'log.journal'`, [
    JSON.stringify({ vkey: formatVkey(other.key) }),
  ])
  const more = { evidence: evidence(text) }
  assert.deepEqual(await logs.findings({ ...more, knownKeys: { journal: known } }), ['logKeyChanged'])
  assert.ok((await logs.findings({ ...more, kept: [kept] })).includes('logKeyChanged'))
})

test('a look changed or removed', async () => {
  await using world = await soundWorld()
  const { owner, logs, record } = world
  const looks = [1, 2].map(() => ({
    id: randomUUID(),
    at: logs.now,
    person: randomUUID(),
    record,
    how: { door: 'list' },
  }))
  await appendLooks(logs.database.pool, looks, Buffer.alloc(32))
  await logs.ordered('looks')
  await integrateOnce(owner, { log: 'looks', signer: logs.looks, now: () => logs.now })
  assert.deepEqual(await found(world), [])
  await owner.query('update zs.look set person = $2 where id = $1', [looks[0]?.id, randomUUID()])
  await owner.query('delete from zs.look where id = $1', [looks[1]?.id])
  assert.deepEqual((await found(world)).toSorted(), ['entryChanged 0 person', 'entryRemoved 0'])
})

test('entries not yet in the log are counted, and old ones are a note, not a flaw', async () => {
  await using world = await soundWorld()
  const { logs, owner } = world
  await owner.query('update zs.counter set last = 4')
  await append(logs.database.pool, madeRecord(2, { at: logs.now, number: '4' }))
  const report = await logs.verify({ evidence: evidence(text) })
  assert.deepEqual([report.sound, report.pending, report.notes.length], [true, 2, 0])
  const later = await logs.verify({ evidence: evidence(text), now: addMillis(logs.now, 120_000) })
  assert.deepEqual([later.sound, later.pending], [true, 2])
  assert.match(
    later.notes.map(({ en }) => en).join('\n'),
    /2 entries wait for it[^]*1 records wait for search/,
  )
})
