// The schema and the roles as the migrations made them: a policy dropped, a function replaced, a trigger added or a right given
// beside them opens the house without a row being touched.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ClientBase } from 'pg'
import { dumpSchema } from '../postgres/schemaDump.ts'
import { finding, short, type Finding } from './finding.ts'

const schemaFile = join(import.meta.dirname, '..', 'schema.sql')

/** Whatever stands in the database and not in schema.sql, or there and not here. As the owner role. */
export async function checkSchema(client: ClientBase): Promise<readonly Finding[]> {
  const drawn = await dumpSchema(client)
  const kept = readFileSync(schemaFile, 'utf8')
  return [
    ...(drawn === kept ? [] : differences(statementsOf(kept), statementsOf(drawn))),
    ...(await checkRoles(client)),
  ]
}

/** Each object by its first line. */
function statementsOf(dump: string): ReadonlyMap<string, readonly string[]> {
  const statements = dump.split(/\n\n(?=create |grant |CREATE OR REPLACE )/u)
  return new Map(
    statements.map((statement) => {
      const [name = '', ...lines] = statement.trimEnd().split('\n')
      return [name, lines]
    }),
  )
}

function differences(
  expected: ReadonlyMap<string, readonly string[]>,
  found: ReadonlyMap<string, readonly string[]>,
): readonly Finding[] {
  const changed = (object: string, wanted: string | undefined, there: string | undefined) =>
    finding('schemaChanged', {
      object: nameIn(object),
      ...(wanted === undefined ? {} : { expected: short(wanted.trim()) }),
      ...(there === undefined ? {} : { found: short(there.trim()) }),
    })
  return [...new Set([...expected.keys(), ...found.keys()])].flatMap((object) => {
    const wanted = expected.get(object)
    const there = found.get(object)
    if (wanted === undefined) return [changed(object, undefined, object)]
    if (there === undefined) return [changed(object, object, undefined)]
    if (wanted.join('\n') === there.join('\n')) return []
    // Of a function its first other line is enough to know which it is; of a table each line is a thing of its own.
    if (object.startsWith('CREATE OR REPLACE')) {
      const at = wanted.findIndex((line, nth) => line !== there[nth])
      return [changed(object, wanted[at], there[at === -1 ? wanted.length : at])]
    }
    const missing = wanted
      .filter((line) => !there.includes(line))
      .map((line) => changed(object, line, undefined))
    const added = there
      .filter((line) => !wanted.includes(line))
      .map((line) => changed(object, undefined, line))
    return [...missing, ...added]
  })
}

/** `table zs.record`, `function zs.reaches(asked uuid)`, `grant select on zs.entry to zs_app`. */
const nameIn = (line: string): string =>
  line
    .replace(/^CREATE OR REPLACE FUNCTION/u, 'function')
    .replace(/^create /u, '')
    .replace(/( \(|;)$/u, '')

/** What no dump of the schema shows: a role that walks past the policies, an object of somebody else, a setting that stands in for a scope. */
async function checkRoles(client: ClientBase): Promise<readonly Finding[]> {
  const { rows } = await client.query<{ object: string; found: string }>(`
    select 'role zs_app' as object, a.attribute as found
    from pg_catalog.pg_roles r, lateral (values ('superuser', r.rolsuper), ('bypassrls', r.rolbypassrls),
      ('createrole', r.rolcreaterole), ('createdb', r.rolcreatedb), ('replication', r.rolreplication)) a(attribute, has)
    where r.rolname = 'zs_app' and a.has
    union all
    select 'role zs_app', 'member of ' || m.roleid::regrole
    from pg_catalog.pg_auth_members m where m.member = 'zs_app'::regrole
    union all
    select c.oid::regclass::text, 'owned by ' || c.relowner::regrole
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'zs' and c.relowner <> n.nspowner
    union all
    select 'function ' || p.oid::regprocedure, 'owned by ' || p.proowner::regrole
    from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'zs' and p.proowner <> n.nspowner
    union all
    select case s.setrole when 0 then 'database' else 'role ' || s.setrole::regrole end, x.setting
    from pg_catalog.pg_db_role_setting s cross join unnest(s.setconfig) x(setting)
    join pg_catalog.pg_namespace n on n.nspname = 'zs'
    where s.setdatabase in (0, (select d.oid from pg_catalog.pg_database d where d.datname = current_database()))
      and (s.setrole in (0, n.nspowner) or pg_catalog.pg_has_role(s.setrole, 'zs_app', 'member'))
      and (x.setting ~ '^zs\.' or split_part(x.setting, '=', 1) in ('search_path', 'row_security', 'role',
        'session_replication_role', 'session_preload_libraries', 'local_preload_libraries'))
    order by 1, 2`)
  return rows.map(({ object, found }) => finding('schemaChanged', { object, found }))
}
