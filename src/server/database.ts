/** The database of the installation: the embedded server under the data folder, or that of DATABASE_URL. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { startCluster } from '#store/postgres/cluster.ts'
import { migrate } from '#store/postgres/migrate.ts'
import { createPool } from '#store/postgres/pool.ts'
import { asAppRole } from '#store/postgres/url.ts'
import type { Settings } from './settings.ts'

export interface Database extends AsyncDisposable {
  readonly ownerPool: Pool
  readonly appPool: Pool
  /** The owner's address, for tools. */
  readonly url: string
  /** False when another process runs the embedded server. */
  readonly owned: boolean
  readonly embedded: boolean
}

export interface DatabaseWishes {
  readonly log?: (line: string) => void
  /** Connections of the application at most. */
  readonly connections?: number
}

/** Starts or reaches the server and brings the schema up to date. */
export async function openDatabase(
  { data, databaseUrl, appDatabaseUrl }: Pick<Settings, 'data' | 'databaseUrl' | 'appDatabaseUrl'>,
  { log, connections = 12 }: DatabaseWishes = {},
): Promise<Database> {
  await mkdir(data, { recursive: true })
  const cluster =
    databaseUrl === undefined
      ? await startCluster({ dataDir: join(data, 'postgres'), ...(log === undefined ? {} : { log }) })
      : undefined
  const url = cluster?.url ?? databaseUrl ?? ''
  const told = (error: Error) => log?.(`database: ${error.message}`)
  try {
    await migrate(url, log === undefined ? {} : { log })
  } catch (error) {
    await cluster?.stop()
    throw error
  }
  const ownerPool = createPool({ url, name: 'zhunsheng-owner', max: 8, onIdleError: told })
  const appPool = createPool({
    url: cluster?.appUrl ?? asAppRole(appDatabaseUrl ?? url),
    name: 'zhunsheng',
    max: connections,
    pipelined: true,
    onIdleError: told,
  })
  return {
    ownerPool,
    appPool,
    url,
    owned: cluster?.owned ?? true,
    embedded: cluster !== undefined,
    async [Symbol.asyncDispose]() {
      await Promise.all([appPool.end(), ownerPool.end()])
      await cluster?.stop()
    },
  }
}
