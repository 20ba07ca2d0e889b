import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { freshDatabase } from '#test/support/database.ts'
import { testVersions } from '#test/support/testServer.ts'
import { migrate, migrationsFolder, readMigrations } from './migrate.ts'
import { connect } from './pool.ts'
import { dumpSchema } from './schemaDump.ts'
import { asAppRole } from './url.ts'

const folder = mkdtempSync(join(tmpdir(), 'zs-migrations-'))
after(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** A folder with our migrations and, after them, the ones given. */
function filesWith(name: string, ...more: string[]): string {
  const made = mkdtempSync(join(folder, `${name}-`))
  const ours = readMigrations()
  for (const { number, name: own, sql } of ours) writeFileSync(fileName(made, number, own), sql)
  more.forEach((sql, index) => {
    writeFileSync(fileName(made, ours.length + index + 1, 'more'), sql)
  })
  return made
}

function fileName(inFolder: string, number: number, name: string): string {
  return join(inFolder, `${String(number).padStart(4, '0')}-${name}.sql`)
}

const next = readMigrations().length + 1

for (const binaries of testVersions()) {
  test(`PostgreSQL ${binaries.major}: migrating twice, or by several at once, applies each file once`, async () => {
    await using database = await freshDatabase(binaries)
    assert.deepEqual(await migrate(database.ownerUrl), [])
    const more = filesWith('race', 'create table zs.once (id int)', 'insert into zs.once values (1)')
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(database.ownerUrl, { folder: more })))
    assert.deepEqual(
      applied.flat().toSorted((a, b) => a - b),
      [next, next + 1],
    )
    assert.deepEqual((await database.ownerPool.query('select * from zs.once')).rows, [{ id: 1 }])
  })

  test(`PostgreSQL ${binaries.major}: the application may do nothing that no migration granted`, async () => {
    await using database = await freshDatabase(binaries)
    await database.ownerPool.query('create table zs.closed (id int)')
    await database.ownerPool.query(`create function zs.shut() returns int language sql as 'select 1'`)
    for (const sql of [
      'select * from zs.closed',
      'insert into zs.closed values (1)',
      'select zs.shut()',
      'select * from zs.migration',
      'create table zs.mine (id int)',
      'create table public.mine (id int)',
      'set role zs_owner',
    ]) {
      await assert.rejects(database.pool.query(sql), { code: '42501' }, sql)
    }
  })

  test(`PostgreSQL ${binaries.major}: with the owner's login only, SET ROLE makes the application of it`, async () => {
    await using database = await freshDatabase(binaries)
    const client = await connect({ url: asAppRole(database.ownerUrl), name: 'test' })
    assert.deepEqual((await client.query('select current_user as who')).rows, [{ who: 'zs_app' }])
    await assert.rejects(client.query('select * from zs.migration'), { code: '42501' })
    await client.end()
  })
}

test('a migration that fails leaves nothing behind, and says which it was', async () => {
  await using database = await freshDatabase()
  const broken = filesWith('broken', 'create table zs.half (id int); select 1/0')
  await assert.rejects(
    migrate(database.ownerUrl, { folder: broken }),
    /Migration \d+ \(more\) failed: division by zero/,
  )
  const { rows } = await database.ownerPool.query(
    `select to_regclass('zs.half') as half, (select max(number) from zs.migration) as last`,
  )
  assert.deepEqual(rows, [{ half: null, last: next - 1 }])
})

test('an applied file that was altered is refused', async () => {
  await using database = await freshDatabase()
  const altered = filesWith('altered')
  const [first] = readMigrations()
  assert.ok(first)
  writeFileSync(fileName(altered, 1, first.name), `${first.sql}\n-- altered`)
  await assert.rejects(migrate(database.ownerUrl, { folder: altered }), /an applied file never changes/)
})

test('a program older than its database refuses to start', async () => {
  await using database = await freshDatabase()
  await migrate(database.ownerUrl, { folder: filesWith('newer', 'select 1') })
  await assert.rejects(migrate(database.ownerUrl), /older than the database/)
})

test('files with a gap or a wrong name are refused', () => {
  const gap = filesWith('gap')
  writeFileSync(fileName(gap, next + 1, 'gap'), '')
  assert.throws(() => readMigrations(gap), /Expected migration \d+-….sql/)
})

test('schema.sql in the repository is what the migrations make', async () => {
  await using database = await freshDatabase()
  const client = await connect({ url: database.ownerUrl, name: 'test' })
  const drawn = await dumpSchema(client)
  await client.end()
  const kept = readFileSync(join(migrationsFolder, '..', 'schema.sql'), 'utf8')
  const line = drawn.split('\n').findIndex((text, index) => text !== kept.split('\n')[index])
  assert.ok(drawn === kept, `line ${line + 1} differs: run npm run schema:dump`)
})

test('the dump shows every kind of object the schema may hold', async () => {
  await using database = await freshDatabase()
  const client = await connect({ url: database.ownerUrl, name: 'test' })
  await client.query(`
    create type zs.any_colour as enum ('red', 'blue');
    create domain zs.any_digest as bytea check (length(value) = 32);
    create type zs.any_pair as (a int, b text);
    create sequence zs.any_counter;
    create table zs.any_thing (
      id bigint generated always as identity primary key,
      colour zs.any_colour not null default 'red',
      name text collate "C" check (name <> ''),
      twice bigint generated always as (id * 2) stored
    );
    create index any_thing_name on zs.any_thing (name) where colour = 'red';
    alter table zs.any_thing enable row level security;
    create policy see on zs.any_thing for select to zs_app using (id > 0);
    grant select, insert on zs.any_thing to zs_app;
    grant update (name) on zs.any_thing to zs_app;
    comment on column zs.any_thing.name is '名称';
    create table zs.any_parted (at date not null) partition by range (at);
    create table zs.any_parted_2026 partition of zs.any_parted for values from ('2026-01-01') to ('2027-01-01');
    create view zs.any_shown as select id from zs.any_thing;
    create function zs.any_twice(n int) returns int language sql immutable as 'select n * 2';
    grant execute on function zs.any_twice(int) to zs_app;
    create operator zs.## (function = zs.any_twice, rightarg = int);
    create rule any_rule as on delete to zs.any_thing do instead nothing;
    create trigger any_trigger before update on zs.any_thing for each row execute function suppress_redundant_updates_trigger();
  `)
  const drawn = await dumpSchema(client)
  const again = await dumpSchema(client)
  await client.end()
  assert.equal(drawn, again)
  for (const line of [
    `create type zs.any_colour as enum ('red', 'blue');`,
    'create domain zs.any_digest as bytea CHECK ((length(VALUE) = 32));',
    'create type zs.any_pair as (',
    'create sequence zs.any_counter as bigint increment 1',
    '  id bigint not null generated always as identity,',
    `  colour zs.any_colour not null default 'red'::zs.any_colour,`,
    '  twice bigint generated always as ((id * 2)) stored,',
    '  constraint any_thing_pkey PRIMARY KEY (id),',
    'CREATE INDEX any_thing_name ON zs.any_thing USING btree (name)',
    'alter table zs.any_thing enable row level security;',
    'create policy see on zs.any_thing as permissive for select to zs_app using ((id > 0));',
    `comment on column zs.any_thing.name is '名称';`,
    'CREATE RULE any_rule AS',
    'CREATE TRIGGER any_trigger BEFORE UPDATE ON zs.any_thing',
    'create operator zs.##(NONE,integer) using zs.any_twice;',
    ' partition by RANGE (at);',
    '/* partition of zs.any_parted FOR VALUES FROM',
    'create view zs.any_shown as',
    'CREATE OR REPLACE FUNCTION zs.any_twice(n integer)',
    'grant insert, select on zs.any_thing to zs_app;',
    'grant update on zs.any_thing (name) to zs_app;',
    'grant execute on function zs.any_twice(integer) to zs_app;',
  ]) {
    assert.ok(drawn.includes(line), `${line}\nis missing in\n${drawn}`)
  }
})
