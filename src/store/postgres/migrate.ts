import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Client } from 'pg'
import { connect } from './pool.ts'

/** One numbered SQL file. Once applied anywhere it never changes; corrections are the next file. */
export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
  /** SHA-256 of the file, hex. */
  readonly digest: string
}

export const migrationsFolder = join(import.meta.dirname, '..', 'migrations')

/** The files `NNNN-name.sql` in order. Throws on a gap, a double number or a file that is named otherwise. */
export function readMigrations(folder: string = migrationsFolder): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
  return files.map((file, index) => {
    const [, digits, name] = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file) ?? []
    if (digits === undefined || name === undefined || Number(digits) !== index + 1) {
      throw new Error(
        `Expected migration ${String(index + 1).padStart(4, '0')}-….sql in ${folder}, found ${file}.`,
      )
    }
    const sql = readFileSync(join(folder, file), 'utf8')
    return { number: index + 1, name, sql, digest: createHash('sha256').update(sql).digest('hex') }
  })
}

/**
 * Brings the database up to date and returns the numbers applied now. To be run as the owner role. Several at once
 * are safe: each migration is one transaction under one lock, and its number is inserted first, so that whoever comes
 * second finds it done. Throws, changing nothing, if an applied file was altered or the database is newer than we are.
 */
export async function migrate(
  ownerUrl: string,
  options: { folder?: string; log?: (line: string) => void } = {},
): Promise<number[]> {
  const migrations = readMigrations(options.folder)
  const client = await connect({ url: ownerUrl, name: 'zhunsheng-migrate', statementTimeout: 0 })
  try {
    await inTransaction(client, async () => {
      await client.query('create schema if not exists zs')
      await client.query(`
        create table if not exists zs.migration (
          number int primary key,
          name text not null,
          digest text not null,
          applied_at timestamptz not null default now()
        )`)
      await client.query(`comment on table zs.migration is 'Which numbered SQL files made this schema'`)
    })
    await refuseStrangers(client, migrations)
    const applied: number[] = []
    for (const migration of migrations) {
      await inTransaction(client, async () => {
        const { rowCount } = await client.query(
          'insert into zs.migration (number, name, digest) values ($1, $2, $3) on conflict do nothing',
          [migration.number, migration.name, migration.digest],
        )
        if (rowCount === 0) return
        await client.query(migration.sql).catch((error: unknown) => {
          throw new Error(`Migration ${migration.number} (${migration.name}) failed: ${said(error)}`, {
            cause: error,
          })
        })
        applied.push(migration.number)
        options.log?.(`migration ${migration.number} ${migration.name}`)
      })
    }
    // Once more: a second migrator with other files may have been at work between our look and our locks.
    await refuseStrangers(client, migrations)
    return applied
  } finally {
    await client.end()
  }
}

async function refuseStrangers(client: Client, migrations: readonly Migration[]): Promise<void> {
  const { rows } = await client.query<{ number: number; name: string; digest: string }>(
    'select number, name, digest from zs.migration order by number',
  )
  for (const row of rows) {
    const known = migrations[row.number - 1]
    if (known === undefined) {
      throw new Error(
        `The database has migration ${row.number} (${row.name}), this program only ${migrations.length}: ` +
          'it is older than the database. Start the newer version.',
      )
    }
    if (known.digest !== row.digest) {
      throw new Error(
        `Migration ${row.number} (${row.name}) was applied with digest ${row.digest}, the file has ${known.digest}: ` +
          'an applied file never changes. Restore it and put the change into a new one.',
      )
    }
  }
}

/** Advisory lock of the transaction, not of the session: it cannot outlive a connection or stick to a pooler. */
const migrationLock = 0x7a730001

async function inTransaction(client: Client, work: () => Promise<void>): Promise<void> {
  await client.query('begin')
  try {
    await client.query('select pg_advisory_xact_lock($1)', [migrationLock])
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Whether exactly our migrations are applied. */
export async function migrationsAreCurrent(db: Pick<Client, 'query'>): Promise<boolean> {
  const { rows } = await db.query<{ digest: string }>('select digest from zs.migration order by number')
  const ours = readMigrations().map(({ digest }) => digest)
  return rows.length === ours.length && rows.every(({ digest }, index) => digest === ours[index])
}
