import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freshDatabase } from '#test/support/database.ts'
import { testVersions } from '#test/support/testServer.ts'
import { connect } from '../postgres/pool.ts'
import { checkSchema } from './checkSchema.ts'

for (const binaries of testVersions()) {
  test(`PostgreSQL ${binaries.major}: what the migrations make is what schema.sql says`, async () => {
    await using database = await freshDatabase(binaries)
    const client = await connect({ url: database.ownerUrl, name: 'test' })
    assert.deepEqual(await checkSchema(client), [])
    await client.end()
  })
}

// Roles belong to the whole server, so each change is looked at in its own transaction and taken back.
const roles = {
  superuser: 'alter role zs_app superuser',
  bypassrls: 'alter role zs_app bypassrls',
  'member of zs_owner': 'revoke zs_app from zs_owner; grant zs_owner to zs_app',
  'member of pg_read_all_data': 'grant pg_read_all_data to zs_app',
  'owned by postgres': 'alter function zs.reaches(uuid) owner to postgres',
  'zs.keys=unit/1': `alter role zs_app set zs.keys = 'unit/1'`,
} as const
for (const [found, sql] of Object.entries(roles)) {
  test(`a role that walks past the walls: ${found}`, async () => {
    await using database = await freshDatabase()
    const client = await connect({ url: database.adminUrl, name: 'test' })
    await client.query('begin')
    await client.query(sql)
    const findings = await checkSchema(client)
    await client.query('rollback')
    await client.end()
    assert.ok(
      findings.some(({ what, where }) => what === 'schemaChanged' && where.found === found),
      JSON.stringify(findings),
    )
  })
}
