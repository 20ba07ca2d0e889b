import assert from 'node:assert/strict'
import { test } from 'node:test'
import { append, madeRecord } from '#test/support/journalEntries.ts'
import { freshLogs, startOfTest } from '#test/support/logs.ts'

// The application's role may append and read. Everything else is tried on every table the journal consists of or that
// follows from it, so that a table added later without thought fails here.

const writable: Readonly<Record<string, readonly string[]>> = {
  // Sessions end and files are stored; neither is part of the journal.
  session: ['insert', 'delete'],
  file: ['insert'],
  // A list that somebody kept under a name, their own rows only.
  saved_view: ['insert', 'delete'],
  // Which notices somebody has read, the same.
  notice_read: ['insert', 'delete'],
  // A form that somebody began, the same.
  draft: ['insert', 'update', 'delete'],
}

test('the application role can change, remove, insert or truncate nothing but sessions, files, kept lists and drafts', async () => {
  await using logs = await freshLogs()
  const { pool, ownerPool } = logs.database
  await append(pool, madeRecord(2, { at: startOfTest, number: '1' }))
  await logs.integrate()
  const { rows: tables } = await ownerPool.query<{ name: string; column: string }>(
    `select c.relname as name, (select attname from pg_attribute a where a.attrelid = c.oid and attnum = 1) as column
     from pg_class c where c.relnamespace = 'zs'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  )
  assert.ok(tables.length >= 25, `${tables.length} tables`)
  const tried: string[] = []
  for (const { name, column } of tables) {
    const attempts: Readonly<Record<string, string>> = {
      insert: `insert into zs.${name} default values`,
      update: `update zs.${name} set ${column} = ${column}`,
      delete: `delete from zs.${name}`,
      truncate: `truncate zs.${name} cascade`,
      drop: `drop table zs.${name} cascade`,
      alter: `alter table zs.${name} disable row level security`,
      lock: `do $$ begin lock table zs.${name} in exclusive mode; end $$`,
      trigger: `create trigger t before insert on zs.${name} for each row execute function suppress_redundant_updates_trigger()`,
    }
    for (const [what, sql] of Object.entries(attempts)) {
      // Locking is allowed to those who may delete: PostgreSQL ties the two.
      const may = writable[name] ?? []
      if (may.includes(what) || (what === 'lock' && may.includes('delete'))) continue
      tried.push(`${what} ${name}`)
      await assert.rejects(
        pool.query(sql),
        (error: { code?: string }) => error.code === '42501',
        `${what} ${name} was not refused for want of a right`,
      )
    }
  }
  assert.ok(tried.length > 150, `${tried.length} attempts`)
})

test('the application role cannot become the owner, leave its settings or reach a sequence', async () => {
  await using logs = await freshLogs()
  const { pool } = logs.database
  for (const sql of [
    'set role zs_owner',
    'set session_replication_role = replica',
    `select setval('zs.entry_position_seq', 1)`,
    `select nextval('zs.entry_position_seq')`,
    'create table zs.mine (id int)',
    'create function zs.mine() returns int language sql as $$ select 1 $$',
    `select zs.list_asker('clue', false)`,
    `select pg_read_file('/etc/passwd')`,
  ]) {
    await assert.rejects(pool.query(sql), (error: { code?: string }) => error.code === '42501', sql)
  }
})

test('without reach the application role sees no entry, no leaf and no look', async () => {
  await using logs = await freshLogs()
  const { pool } = logs.database
  const entries = madeRecord(2, { at: startOfTest, number: '1' })
  await append(pool, entries)
  await logs.integrate()
  const count = async () => {
    const client = await pool.connect()
    const { rows } = await client.query<{ entries: number; leaves: number }>(
      'select (select count(*) from zs.entry) as entries, (select count(*) from zs.log_leaf) as leaves',
    )
    client.release()
    return rows[0]
  }
  assert.deepEqual(await count(), { entries: 0, leaves: 0 })
  const client = await pool.connect()
  await client.query('begin')
  await client.query(`select set_config('zs.record', $1, true)`, [entries[0]?.record])
  const { rows } = await client.query('select count(*) as leaves from zs.log_leaf')
  assert.deepEqual(rows, [{ leaves: 2 }])
  await client.query('rollback')
  client.release()
})
