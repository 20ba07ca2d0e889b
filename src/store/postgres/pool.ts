import pg from 'pg'

/**
 * How values come back: int8 as number (as bigint beyond 2^53), timestamptz as ISO 8601 text in UTC with
 * milliseconds, date and timestamp as text; never a JavaScript `Date`, which would forget what the database said.
 */
const parsers = new Map<number, (text: string) => unknown>()
const scalar = { int8: 20, date: 1082, timestamp: 1114, timestamptz: 1184 } as const
const arrayOf = { int8: 1016, date: 1182, timestamp: 1115, timestamptz: 1185 } as const
const readers = { int8: readInt8, date: asIs, timestamp: asIs, timestamptz: readInstant } as const
for (const kind of ['int8', 'date', 'timestamp', 'timestamptz'] as const) {
  const readOne = readers[kind]
  parsers.set(scalar[kind], readOne)
  parsers.set(arrayOf[kind], (text) =>
    readTextArray(text).map((item) => (item === null ? null : readOne(item))),
  )
}

export interface PoolSettings {
  readonly url: string
  /** Shown in pg_stat_activity. */
  readonly name: string
  /** Connections at most. */
  readonly max?: number
  /** Milliseconds a statement may run; 0 = no limit. */
  readonly statementTimeout?: number
  /** What is asked without waiting for an answer goes out at once (records/scope.ts); no COPY then. */
  readonly pipelined?: boolean
  /** Told when an idle connection breaks; the pool opens another by itself. */
  readonly onIdleError?: (error: Error) => void
}

export function createPool(settings: PoolSettings): pg.Pool {
  const pool = new pg.Pool({
    ...connection(settings),
    max: settings.max ?? 10,
    pipeline: settings.pipelined ?? false,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
  })
  // Without a listener, a server restart would end our process.
  pool.on('error', settings.onIdleError ?? (() => undefined))
  // The pool listens to idle connections only: one that breaks between two statements of a transaction would end us, too.
  // Whoever holds it is told by its next statement.
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
  })
  return pool
}

/** A single connection with the settings of the pools, for work that outlives a request (LISTEN, migrations). */
export async function connect(settings: PoolSettings): Promise<pg.Client> {
  const client = new pg.Client({ ...connection(settings), connectionTimeoutMillis: 10_000 })
  client.on('error', settings.onIdleError ?? (() => undefined))
  await client.connect()
  return client
}

export async function withClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken = true
  try {
    const result = await work(client)
    broken = false
    return result
  } catch (error) {
    // An error the server reported leaves the connection usable, any other may not.
    broken = !(error instanceof pg.DatabaseError)
    throw error
  } finally {
    client.release(broken)
  }
}

/**
 * Runs `work` in one transaction: committed when it resolves, rolled back when it rejects. Read committed unless
 * told otherwise.
 */
export function transaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
  mode:
    'read committed' | 'repeatable read' | 'serializable' | 'repeatable read, read only' = 'read committed',
): Promise<T> {
  return withClient(pool, async (client) => {
    await client.query(`begin isolation level ${mode}`)
    try {
      const result = await work(client)
      await client.query('commit')
      return result
    } catch (error) {
      await client.query('rollback').catch(() => undefined)
      throw error
    }
  })
}

function connection(settings: PoolSettings): pg.ClientConfig {
  return {
    connectionString: settings.url,
    application_name: settings.name,
    statement_timeout: settings.statementTimeout ?? 30_000,
    keepAlive: true,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        (format === 'binary' ? undefined : parsers.get(oid)) ?? parserOfPg(oid, format),
    },
  }
}

function readInt8(text: string): number | bigint {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : BigInt(text)
}

function asIs(text: string): string {
  return text
}

/** `2026-11-22 17:09:27.123456+00` → `2026-11-22T17:09:27.123Z`. `infinity` and years before our era stay as they are. */
function readInstant(text: string): string {
  const utc = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/.exec(text)
  if (utc !== null) return `${utc[1] ?? ''}T${utc[2] ?? ''}.${(utc[3] ?? '').padEnd(3, '0').slice(0, 3)}Z`
  // A session that left UTC: the offset may be +08, +05:30 or, for dates before 1900, have seconds.
  const instant = new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))
  return Number.isNaN(instant.getTime()) ? text : instant.toISOString()
}

// The types of pg know only scalar ids, and that a parser may return anything.
const parserOfPg = pg.types.getTypeParser as (
  oid: number,
  format?: 'text' | 'binary',
) => (text: string) => unknown
// 1009 is text[].
const readTextArray = parserOfPg(1009) as (text: string) => (string | null)[]
