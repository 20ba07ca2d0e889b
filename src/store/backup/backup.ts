/**
 * Everything of an installation into one file, while it goes on working: all rows in one snapshot, the files those
 * rows speak of (they are never changed or deleted), the keys.
 */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Pool, PoolClient } from 'pg'
import type { Shelf } from '../evidence/shelf.ts'
import { transaction } from '../postgres/pool.ts'
import { copied, copyOut } from './copy.ts'
import { BACKUP_FORMAT, partsOf, type Manifest, type StoredPart, type TablePart } from './manifest.ts'
import { spool, unspool } from './spool.ts'
import { writeTar, type TarFile } from './tar.ts'

export interface BackupSettings {
  /** As the owner role: row-level security would hide rows. */
  readonly pool: Pool
  /** Files are taken as they lie, sealed; their keys come with the rows. */
  readonly shelf: Shelf
  readonly keysFolder: string
  readonly withKeys: boolean
  readonly version: string
  readonly now: string
  /** Told what is being worked on. */
  readonly tell?: (what: string) => void
}

/**
 * Made anew on the other side, or no business of it: migrations make the tables themselves, and whoever is signed in
 * here is not there.
 */
const NOT_COPIED = ['migration', 'session', 'used_challenge']

/** Writes `file`, complete or not at all. Needs room for the rows a second time beside it while it works. */
export async function backUp(file: string, settings: BackupSettings): Promise<Manifest> {
  const { shelf, keysFolder, withKeys, tell = () => undefined } = settings
  const draft = `${file}.part`
  const folder = await mkdtemp(join(dirname(file), `.${basename(file)}-`))
  try {
    const { tables, digests, ...told } = await copyRows(settings, folder, tell)
    const measured: StoredPart[] = []
    const missing: string[] = []
    for (const digest of digests) {
      const content = await shelf.open(digest)
      if (content === undefined) missing.push(digest)
      else measured.push(await measure(`evidence/${digest}`, content))
    }
    const keys = await keysIn(keysFolder, withKeys)
    const manifest: Manifest = {
      format: BACKUP_FORMAT,
      made: settings.now,
      version: settings.version,
      ...told,
      tables,
      evidence: measured,
      missing,
      keys,
    }
    const contentOf = async (path: string): Promise<AsyncIterable<Uint8Array>> => {
      const [kind = '', name = ''] = path.split('/')
      if (kind === 'tables') return unspool(join(folder, name))
      if (kind === 'keys') return createReadStream(join(keysFolder, name))
      const content = await shelf.open(name)
      if (content === undefined) throw new Error(`The file ${name} was there a moment ago and is gone`)
      return content
    }
    await pipeline(
      Readable.from(writeTar(archived(manifest, contentOf, tell))),
      createGzip(),
      createWriteStream(draft, { mode: 0o600, flush: true }),
    )
    await rename(draft, file)
    return manifest
  } finally {
    await rm(folder, { recursive: true, force: true })
    await rm(draft, { force: true })
  }
}

async function* archived(
  manifest: Manifest,
  contentOf: (path: string) => Promise<AsyncIterable<Uint8Array>>,
  tell: (what: string) => void,
): AsyncGenerator<TarFile> {
  const text = Buffer.from(JSON.stringify(manifest))
  yield { name: 'manifest.json', size: text.length, content: Readable.from([text]) }
  for (const { path, size } of partsOf(manifest)) {
    tell(path)
    yield { name: path, size, content: await contentOf(path) }
  }
}

/** All rows as they stood at one moment, whoever writes meanwhile. */
function copyRows({ pool }: BackupSettings, folder: string, tell: (what: string) => void) {
  return transaction(
    pool,
    async (client) => {
      await client.query(`set local statement_timeout = 0`)
      await client.query(`set local idle_in_transaction_session_timeout = 0`)
      // Instants and byte strings come out in one form, whatever the server is set to.
      await client.query(`set local timezone = 'UTC'`)
      await client.query(`set local datestyle = 'ISO'`)
      await client.query(`set local bytea_output = 'hex'`)
      const tables: TablePart[] = []
      for (const { table, columns } of await tablesIn(client)) {
        tell(`zs.${table}`)
        const { rows } = await client.query<{ rows: number }>(`select count(*) as rows from zs.${table}`)
        const text = copyOut(client, `copy ${copied(table, columns)} to stdout`)
        const { size, sha256 } = await spool(join(folder, table), text)
        tables.push({ table, columns, rows: rows[0]?.rows ?? 0, path: `tables/${table}`, size, sha256 })
      }
      const files = await client.query<{ digest: string }>(
        'select digest from zs.file union select digest from zs.record_file order by digest',
      )
      const migrations = await client.query<Manifest['migrations'][number]>(
        'select number, name, digest from zs.migration order by number',
      )
      const { rows: logs } = await client.query<{ size: number; note: string | null; server: string }>(
        `select l.size, c.note, current_setting('server_version') as server
         from zs.log l left join zs.checkpoint c on c.log = l.name and c.size = l.size where l.name = 'journal'`,
      )
      const { size = 0, note = null, server = '' } = logs[0] ?? {}
      return {
        tables,
        digests: files.rows.map(({ digest }) => digest),
        migrations: migrations.rows,
        postgres: server,
        journal: { size, ...(note === null ? {} : { checkpoint: note }) },
      }
    },
    'repeatable read, read only',
  )
}

/** Every table of the schema but those of NOT_COPIED, with its columns in order. */
async function tablesIn(
  client: PoolClient,
): Promise<readonly { table: string; columns: readonly string[] }[]> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'zs'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> all ($1)
     group by c.relname order by c.relname`,
    [NOT_COPIED],
  )
  return rows
}

async function measure(path: string, content: AsyncIterable<Uint8Array>): Promise<StoredPart> {
  const hash = createHash('sha256')
  let size = 0
  for await (const part of content) {
    hash.update(part)
    size += part.length
  }
  return { path, size, sha256: hash.digest('hex') }
}

/** Left out, they are named with their digests all the same: whoever restores can tell the right ones. */
async function keysIn(folder: string, included: boolean): Promise<Manifest['keys']> {
  const names = (await readdir(folder)).toSorted()
  return Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(join(folder, name))
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      return { path: `keys/${name}`, size: bytes.length, sha256, included }
    }),
  )
}
