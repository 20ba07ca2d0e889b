/**
 * A backup back into an empty place. Nothing is used before all of it was read and fits its digests:
 *
 *   unpack beside the target, every digest checked → evidence → rows and identities, in one transaction
 *
 * The logs know from the mark that is set here that transactions are counted anew (log/waiting.ts): what had no leaf
 * when the backup was made gets one, and the log goes on where it stood.
 */
import { createReadStream } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createHash, randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Pool, PoolClient } from 'pg'
import type { Shelf } from '../evidence/shelf.ts'
import { migrate, migrationsFolder, readMigrations } from '../postgres/migrate.ts'
import { transaction } from '../postgres/pool.ts'
import { copied, copyIn } from './copy.ts'
import { partsOf, readManifest, type Manifest, type StoredPart } from './manifest.ts'
import { spool, unspool } from './spool.ts'
import { readTar, type TarEntry } from './tar.ts'

/** A backup whose every file lies unpacked in `folder` and is what the manifest says. */
export interface Unpacked {
  readonly manifest: Manifest
  readonly folder: string
}

/** Throws with a sentence when the file is damaged, cut off, or holds something else than its manifest says. */
export async function unpack(
  file: string,
  folder: string,
  tell: (what: string) => void = () => undefined,
): Promise<Unpacked> {
  for (const kind of ['tables', 'evidence', 'keys'])
    await mkdir(join(folder, kind), { recursive: true, mode: 0o700 })
  const unzipped = createGunzip()
  // An error of the file comes out of what is read from it.
  pipeline(createReadStream(file), unzipped, () => undefined)
  let manifest: Manifest | undefined
  let wanted = new Map<string, StoredPart>()
  try {
    for await (const entry of readTar(unzipped)) {
      tell(entry.name)
      if (manifest === undefined) {
        manifest = await readFirst(entry)
        wanted = new Map(partsOf(manifest).map((part) => [part.path, part]))
        continue
      }
      const part = wanted.get(entry.name)
      if (part === undefined)
        throw new Error(`The backup holds ${entry.name}, which its manifest does not name`)
      wanted.delete(entry.name)
      const { size, sha256 } = await spool(join(folder, entry.name), entry.content)
      if (size !== part.size || sha256 !== part.sha256)
        throw new Error(
          `${entry.name} in the backup does not fit its digest: the file was damaged or changed`,
        )
    }
  } catch (error) {
    throw isOfZlib(error) ? new Error('The backup is damaged or cut off: it cannot be unpacked') : error
  }
  const [absent] = wanted.keys()
  if (manifest === undefined) throw new Error('The file is empty: it is no backup')
  if (absent !== undefined) throw new Error(`The backup lacks ${absent}, which its manifest names`)
  return { manifest, folder }
}

async function readFirst({ name, content }: TarEntry): Promise<Manifest> {
  if (name !== 'manifest.json') throw new Error('The file does not begin with a manifest: it is no backup')
  return readManifest(Buffer.concat(await Array.fromAsync(content)).toString('utf8'))
}

const isOfZlib = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')

/** Throws when the tables of the backup were made by another or a newer program. */
export function refuseStrangeMigrations({ migrations }: Manifest): void {
  const ours = readMigrations()
  for (const { number, name, digest } of migrations) {
    const known = ours[number - 1]
    if (known === undefined)
      throw new Error(
        `The backup was made by a newer program (migration ${number} ${name}): restore it with that one`,
      )
    if (known.digest !== digest)
      throw new Error(`The backup was made with another migration ${number} (${name}) than this program has`)
  }
}

/** The keys of the installation: from the backup, or where they are kept apart from it. Checked against its digests. */
export async function restoreKeys(
  { manifest, folder }: Unpacked,
  keysFolder: string,
  apart: string | undefined,
): Promise<void> {
  const isIncluded = manifest.keys.every(({ included }) => included)
  if (!isIncluded && apart === undefined)
    throw new Error('The backup was made without keys. Say with --keys in which folder they are.')
  const source = apart ?? join(folder, 'keys')
  for (const { path, sha256 } of manifest.keys) {
    const name = path.slice('keys/'.length)
    const bytes = await readFile(join(source, name)).catch(() => undefined)
    if (bytes === undefined) throw new Error(`The key ${name} is not in ${source}`)
    if (createHash('sha256').update(bytes).digest('hex') !== sha256)
      throw new Error(`${join(source, name)} is not the key of this installation`)
  }
  await mkdir(keysFolder, { recursive: true, mode: 0o700 })
  for (const { path } of manifest.keys) {
    const name = path.slice('keys/'.length)
    await cp(join(source, name), join(keysFolder, name), { errorOnExist: true, force: false, mode: 0 })
  }
}

export async function restoreEvidence(
  { manifest, folder }: Unpacked,
  shelf: Shelf,
  tell: (what: string) => void = () => undefined,
): Promise<void> {
  await mkdir(shelf.incoming, { recursive: true, mode: 0o700 })
  for (const { path } of manifest.evidence) {
    tell(path)
    const incoming = join(shelf.incoming, randomUUID())
    try {
      await spool(incoming, unspool(join(folder, path)))
      await shelf.keep(incoming, path.slice('evidence/'.length))
    } finally {
      await rm(incoming, { force: true })
    }
  }
}

/** Makes the tables as they were when the backup was made, fills them, and then brings them up to date. */
export async function restoreRows(
  { manifest, folder }: Unpacked,
  database: { readonly url: string; readonly pool: Pool },
  tell: (what: string) => void = () => undefined,
): Promise<void> {
  await migrateAsThen(manifest, database.url)
  await transaction(database.pool, async (client) => {
    await client.query(`set local statement_timeout = 0`)
    await client.query(`set local idle_in_transaction_session_timeout = 0`)
    const { rows } = await client.query(`select from zs.entry limit 1`)
    if (rows.length > 0)
      throw new Error('The database has entries already: only an empty one can be restored into')
    for (const { table, columns, path } of manifest.tables) {
      tell(`zs.${table}`)
      // Some are born with rows (zs.log).
      await client.query(`delete from zs.${table}`)
      await copyIn(client, `copy ${copied(table, columns)} from stdin`, unspool(join(folder, path)))
      const counted = await client.query<{ rows: number }>(`select count(*) as rows from zs.${table}`)
      const expected = manifest.tables.find((one) => one.table === table)?.rows
      if (counted.rows[0]?.rows !== expected)
        throw new Error(
          `zs.${table} has ${counted.rows[0]?.rows ?? 0} rows, the backup says ${expected ?? 0}`,
        )
    }
    await continueIdentities(client)
    await client.query(`update zs.log set cluster = 'restored'`)
  })
  await migrate(database.url)
  await database.pool.query('analyze')
}

async function migrateAsThen({ migrations }: Manifest, url: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'zs-migrations-'))
  try {
    const names = (await readdir(migrationsFolder)).filter((name) => name.endsWith('.sql')).toSorted()
    for (const name of names.slice(0, migrations.length))
      await cp(join(migrationsFolder, name), join(folder, name))
    await migrate(url, { folder })
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Every identity column goes on after the largest number there is. */
async function continueIdentities(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
     where table_schema = 'zs' and is_identity = 'YES'`,
  )
  for (const { table, column } of rows)
    await client.query(
      `select setval(pg_get_serial_sequence($1, $2), greatest(max(${column}), 1), max(${column}) is not null) from zs.${table}`,
      [`zs.${table}`, column],
    )
}
