import { createHash, randomBytes } from 'node:crypto'
import { cpSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client, Pool } from 'pg'
import { getBinaries, type PostgresBinaries } from '#store/postgres/binaries.ts'
import { migrate, readMigrations } from '#store/postgres/migrate.ts'
import { connect, createPool } from '#store/postgres/pool.ts'
import { getTestServer, ready, testFolder } from './testServer.ts'

/** A database of a test's own, with all migrations applied and nothing in it; gone when disposed. */
export interface TestDatabase extends AsyncDisposable {
  readonly name: string
  readonly ownerUrl: string
  readonly appUrl: string
  /** Superuser in this database, to do what neither role may. */
  readonly adminUrl: string
  /** As the application role. */
  readonly pool: Pool
  readonly ownerPool: Pool
}

/** Cloned from a template that is made once per set of migration files (some 50 ms). */
export async function freshDatabase(binaries: PostgresBinaries = getBinaries()): Promise<TestDatabase> {
  const { admin, url } = await reachServer(binaries)
  try {
    return await cloneOf(await getTemplate(admin, url), admin, url)
  } finally {
    await admin.end()
  }
}

/** What many tests begin with: made once for each state of the sources, then cloned. */
export interface Furniture {
  readonly name: string
  /** Puts it into an empty database, and files into a folder beside it. */
  furnish(database: TestDatabase, folder: string): Promise<void>
}

/** A database of a test's own with this in it, and the files in `folder`. */
export async function furnishedDatabase(furniture: Furniture, folder: string): Promise<TestDatabase> {
  const { admin, url } = await reachServer(getBinaries())
  try {
    const template = await getFurnished(admin, url, furniture)
    cpSync(filesOf(template), folder, { recursive: true })
    return await cloneOf(template, admin, url)
  } finally {
    await admin.end()
  }
}

async function cloneOf(template: string, admin: Client, url: string): Promise<TestDatabase> {
  const name = `zs_test_${randomBytes(6).toString('hex')}`
  await createFrom(admin, name, template)
  return opened(name, url)
}

function opened(name: string, url: string): TestDatabase {
  const ownerUrl = address(url, 'zs_owner', name)
  const appUrl = address(url, 'zs_app', name)
  const pool = createPool({ url: appUrl, name: 'test-app', pipelined: true })
  const ownerPool = createPool({ url: ownerUrl, name: 'test-owner' })
  return {
    name,
    ownerUrl,
    appUrl,
    adminUrl: address(url, 'postgres', name),
    pool,
    ownerPool,
    async [Symbol.asyncDispose]() {
      await Promise.all([pool.end(), ownerPool.end()])
      const last = await connect({ url, name: 'test-setup' })
      await last.query(`drop database if exists ${name} with (force)`)
      await last.end()
    },
  }
}

/** The server may be about to stop (its keeper found it idle): then the next one is waited for. */
async function reachServer(binaries: PostgresBinaries): Promise<{ admin: Client; url: string }> {
  for (let attempt = 0; ; attempt++) {
    const url = await getTestServer(binaries)
    try {
      const admin = await connect({ url, name: 'test-setup', statementTimeout: 0 })
      const { rowCount } = await admin.query('select from pg_stat_activity where application_name = $1', [
        ready,
      ])
      if (rowCount !== 0) return { admin, url }
      await admin.end()
    } catch (error) {
      if (attempt > 200) throw error
    }
    if (attempt > 400)
      throw new Error('The test server is there, but its keeper does not say that it is ready.')
    await sleep(100)
  }
}

function getTemplate(admin: Client, url: string): Promise<string> {
  const digest = createHash('sha256')
  for (const migration of readMigrations()) digest.update(migration.digest)
  return getMade(admin, `zs_template_${digest.digest('hex').slice(0, 16)}`, async (draft) => {
    await admin.query(`create database ${draft} owner zs_owner`)
    await migrate(address(url, 'zs_owner', draft))
  })
}

async function getFurnished(admin: Client, url: string, { name, furnish }: Furniture): Promise<string> {
  const empty = await getTemplate(admin, url)
  const digest = createHash('sha256').update(name).update(sources())
  const template = `zs_template_${digest.digest('hex').slice(0, 16)}`
  return getMade(admin, template, async (draft) => {
    await createFrom(admin, draft, empty)
    const folder = filesOf(template)
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    const database = opened(draft, url)
    try {
      await furnish(database, folder)
    } finally {
      await Promise.all([database.pool.end(), database.ownerPool.end()])
    }
  })
}

/** One builder; the others wait here until the template bears its final name. */
async function getMade(
  admin: Client,
  template: string,
  make: (draft: string) => Promise<void>,
): Promise<string> {
  await admin.query(`select pg_advisory_lock(hashtext($1))`, [template])
  try {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [template])
    if (rowCount === 0) {
      const draft = `zs_test_draft_${randomBytes(6).toString('hex')}`
      await make(draft)
      await createFrom(admin, template, draft)
      await admin.query(`drop database ${draft} with (force)`)
    }
  } finally {
    await admin.query(`select pg_advisory_unlock(hashtext($1))`, [template])
  }
  return template
}

const filesOf = (template: string): string => join(testFolder, template)

/** Told apart by names, sizes and times: whoever works on the sources gets what they make now. */
function sources(): string {
  const root = join(import.meta.dirname, '..', '..')
  const lines = ['src', 'rulebook', join('test', 'support')].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map(({ parentPath, name }) => {
        const { size, mtimeMs } = statSync(join(parentPath, name))
        return `${join(parentPath, name)} ${String(size)} ${String(mtimeMs)}`
      }),
  )
  return lines.toSorted().join('\n')
}

async function createFrom(admin: Client, name: string, template: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await admin.query(`create database ${name} owner zs_owner template ${template} strategy file_copy`)
      return
    } catch (error) {
      // A connection that has just been closed may still be leaving the template.
      if (attempt > 20 || !String(error).includes('being accessed by other users')) throw error
      await sleep(100)
    }
  }
}

function address(adminUrl: string, user: string, database: string): string {
  const url = new URL(adminUrl)
  url.username = user
  url.pathname = `/${database}`
  return url.toString()
}
