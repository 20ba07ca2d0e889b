/**
 * An installation that is there, opened for a command: whether the server runs on it or not. Nothing is made where there
 * is none, because a mistyped folder must not become a second, empty installation.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { composeOffice, type Composed } from '#server/compose.ts'
import { openDatabase, type Database } from '#server/database.ts'
import { settingsFrom, type Settings } from '#server/settings.ts'
import { connect } from '#store/postgres/pool.ts'

export interface DataOption {
  /** The folder, over ZS_DATA. */
  readonly data?: string
}

export interface Installation extends AsyncDisposable {
  readonly settings: Settings
  readonly database: Database
  readonly composed: Composed
}

export const settingsOf = ({ data }: DataOption): Settings =>
  settingsFrom(process.env, data === undefined ? {} : { data })

/** Throws with a sentence when there is no installation. */
export async function openInstallation(wanted: DataOption): Promise<Installation> {
  const settings = settingsOf(wanted)
  if (!(await hasInstallation(settings))) throw new Error(noInstallation(settings))
  const log = (line: string) => process.stderr.write(`${line}\n`)
  const database = await openDatabase(settings, { log, connections: 6 })
  try {
    const composed = await composeOffice(settings, database, log)
    return {
      settings,
      database,
      composed,
      async [Symbol.asyncDispose]() {
        await Promise.all([composed.clocks.idle(), composed.reach.idle()])
        await database[Symbol.asyncDispose]()
      },
    }
  } catch (error) {
    await database[Symbol.asyncDispose]()
    throw error
  }
}

export const noInstallation = ({ data, databaseUrl }: Settings): string =>
  databaseUrl === undefined
    ? `There is no installation in ${data}: start one (npm start), or say with --data where it is.`
    : 'There is no installation in the database of DATABASE_URL: start one (npm start) first.'

/** Whether a database of ours is there; starts nothing. */
export async function hasInstallation({ data, databaseUrl }: Settings): Promise<boolean> {
  if (databaseUrl === undefined) return existsSync(join(data, 'postgres', 'PG_VERSION'))
  const client = await connect({ url: databaseUrl, name: 'zhunsheng-look' })
  try {
    const { rows } = await client.query<{ there: boolean }>(
      `select to_regclass('zs.entry') is not null as there`,
    )
    return rows[0]?.there === true
  } finally {
    await client.end()
  }
}

export function packageVersion(): string {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8')
  const { version }: { readonly version?: unknown } = Object(JSON.parse(text) as unknown) as object
  return String(version)
}
