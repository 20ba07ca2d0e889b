/**
 * What there is to know about an installation, and what is wrong with it. Looks only: it makes no key, runs no
 * migration and changes no row.
 */
import { existsSync } from 'node:fs'
import { readdir, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { coverageOf } from '#kernel/org/coverage.ts'
import { levels } from '#kernel/org/organ.ts'
import { formatVkey, parseNote, signaturesOf } from '#kernel/journal/note.ts'
import { addDays, dayOf, millisOf, yearOf, type Instant } from '#kernel/time.ts'
import { declarations } from '#mechanisms/index.ts'
import { findUnhandled } from '#server/coverage.ts'
import { countRecords, findOutdated } from '#server/jobs/reprojectTypes.ts'
import { countExchange, exchangeFolder } from '#server/queryDesk/fileExchange.ts'
import { keysInUse } from '#server/queryDesk/institutionKeys.ts'
import { openRealm, type Realm } from '#server/realm.ts'
import { settingDescriptions, type Environment, type Settings } from '#server/settings.ts'
import { latestCheckpoint } from '#store/log/checkpoints.ts'
import { findLogKey } from '#store/log/logKeys.ts'
import { logNames } from '#store/log/logName.ts'
import { findLag } from '#store/log/waiting.ts'
import { readWitnesses } from '#store/log/witnesses.ts'
import { getBinaries } from '#store/postgres/binaries.ts'
import { startCluster } from '#store/postgres/cluster.ts'
import { migrationsAreCurrent } from '#store/postgres/migrate.ts'
import { createPool, withClient } from '#store/postgres/pool.ts'
import { checkSchema } from '#store/verify/checkSchema.ts'
import { hasInstallation, noInstallation, packageVersion } from './installation.ts'

export interface Trouble {
  /** A notice is worth knowing and leaves the installation healthy. */
  readonly weight: 'problem' | 'notice'
  readonly says: string
  readonly do: string
}

export interface Diagnosis {
  readonly settings: readonly {
    readonly name: string
    readonly value: string
    readonly from: string
    readonly says: string
  }[]
  readonly versions: { readonly zhunsheng: string; readonly node: string; readonly postgres: string }
  readonly address: string
  readonly running: boolean
  readonly data: string
  readonly freeBytes: number
  readonly databaseUrl?: string
  readonly installation?: Inside
  readonly problems: readonly Trouble[]
}

/** What is only known with the database open. */
interface Inside {
  readonly migrationsAreCurrent: boolean
  /** Tables, policies, functions, rights and roles are what the migrations make. */
  readonly schemaIsOurs: boolean
  readonly records: number
  readonly entries: number
  /** Types whose records wait for being projected anew after an upgrade, and how many there are. */
  readonly outdated: Readonly<Record<string, number>>
  readonly calendar: { readonly known: readonly number[]; readonly provisional: readonly number[] }
  readonly logs: readonly {
    readonly log: string
    readonly size: number
    readonly waiting: number
    readonly since?: Instant
    readonly key?: string
  }[]
  readonly witnesses: readonly {
    readonly name: string
    readonly url: string
    readonly cosignedLast: boolean
  }[]
  readonly keys: readonly string[]
  /** The folders in which files are exchanged with institutions: how many lie where. */
  readonly exchange: readonly {
    readonly institution: string
    readonly keys: number
    readonly out: number
    readonly in: number
    readonly done: number
    readonly aside: number
  }[]
  readonly coverage: {
    readonly requiredPosts: number
    readonly vacantPosts: number
    readonly vacantByLevel: Readonly<Record<string, number>>
    readonly recordsWithNobody: number
    readonly someWithNobody: readonly string[]
  }
}

const LOW_DISK = 2 * 1024 ** 3
/** An entry is in the log within seconds; older ones mean that nobody integrates. */
const LATE = 60_000
const KEY_FILES = ['master.key', 'marks.key', 'centre.json']

export async function diagnose(
  settings: Settings,
  env: Environment,
  dataFrom: string,
  now: Instant,
): Promise<Diagnosis> {
  const problems: Trouble[] = []
  const problem = (says: string, what: string) => problems.push({ weight: 'problem', says, do: what })
  const { data, host, port } = settings
  const address = `http://${host}:${port}`
  const running = await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(1500) }).then(
    ({ ok }) => ok,
    () => false,
  )
  const freeBytes = await freeOn(data)
  if (freeBytes < LOW_DISK)
    problem(
      `Only ${(freeBytes / 1024 ** 3).toFixed(1)} GiB are free on the disk of ${data}.`,
      'Make room, or move the data folder.',
    )
  const base = {
    settings: settingDescriptions.map(({ env: name, says, otherwise, secret }) => {
      const value = env[name]
      if (name === 'ZS_DATA') return { name, value: data, from: dataFrom, says }
      if (value === undefined || value === '') return { name, value: otherwise, from: 'default', says }
      return { name, value: secret === true ? '(set)' : value, from: 'environment', says }
    }),
    address,
    running,
    data,
    freeBytes,
  }
  const versions = { zhunsheng: packageVersion(), node: process.versions.node }
  const isThere = await hasInstallation(settings).catch((error: unknown) => {
    problem(`The database does not answer: ${String(error)}.`, 'Check DATABASE_URL and the server it names.')
    return undefined
  })
  if (isThere !== true) {
    if (isThere === false) problem(noInstallation(settings), 'npm start makes one.')
    return { ...base, versions: { ...versions, postgres: postgresFound() }, problems }
  }

  const cluster =
    settings.databaseUrl === undefined ? await startCluster({ dataDir: join(data, 'postgres') }) : undefined
  const databaseUrl = cluster?.url ?? settings.databaseUrl ?? ''
  const pool = createPool({ url: databaseUrl, name: 'zhunsheng-doctor', max: 4 })
  try {
    const isCurrent = await migrationsAreCurrent(pool)
    if (!isCurrent)
      problem(
        'The database and this program are not of one version.',
        'Start the server once with this version: it brings the database up to date.',
      )
    const { rows } = await pool.query<{ version: string }>(
      `select current_setting('server_version') as version`,
    )
    return {
      ...base,
      versions: { ...versions, postgres: rows[0]?.version ?? '' },
      databaseUrl,
      installation: await lookInside(
        pool,
        settings,
        isCurrent,
        cluster?.owned === false || running,
        now,
        problems,
      ),
      problems,
    }
  } finally {
    await pool.end()
    await cluster?.stop()
  }
}

async function lookInside(
  pool: Pool,
  settings: Settings,
  isCurrent: boolean,
  running: boolean,
  now: Instant,
  problems: Trouble[],
): Promise<Inside> {
  const realm = await openRealm(pool, declarations, () => dayOf(now))
  const { rows } = await pool.query<{ records: number; entries: number; accounts: number }>(
    `select (select count(*) from zs.record) as records, (select count(*) from zs.entry) as entries,
            (select count(*) from zs.account) as accounts`,
  )
  const { records = 0, entries = 0, accounts = 0 } = rows[0] ?? {}
  if (accounts === 0)
    problems.push({
      weight: 'problem',
      says: 'Nobody can sign in.',
      do: 'zhunsheng user add --name … --login … --post systemAdministrator --unit 22:clueCentre',
    })
  return {
    migrationsAreCurrent: isCurrent,
    records,
    entries,
    // Before its migrations have run there is nothing to ask, and starting the server was advised already.
    schemaIsOurs: !isCurrent || (await schemaIsOurs(pool, problems)),
    outdated: isCurrent ? await outdatedIn(pool, problems) : {},
    calendar: calendarOf(realm, now, problems),
    logs: await logsOf(pool, running, now, problems),
    witnesses: await witnessesOf(pool, problems),
    keys: await keysIn(settings, pool, problems),
    exchange: await exchangeIn(settings, pool, problems),
    coverage: await coverageIn(pool, realm, now, problems),
  }
}

async function schemaIsOurs(pool: Pool, problems: Trouble[]): Promise<boolean> {
  const changes = await withClient(pool, checkSchema)
  for (const { says } of changes)
    problems.push({
      weight: 'problem',
      says: `${says.en.replace(/^t/u, 'T')}.`,
      do: 'Find out who changed it and why, then run verify: what the walls are made of is no longer ours.',
    })
  return changes.length === 0
}

async function outdatedIn(pool: Pool, problems: Trouble[]): Promise<Inside['outdated']> {
  const outdated = await findOutdated(pool, declarations)
  if (outdated.length === 0) return {}
  const counts = [...(await countRecords(pool, outdated))]
  if (counts.length > 0)
    problems.push({
      weight: 'problem',
      says: `Another version of the program projected the records of these types: ${counts
        .map(([type, count]) => `${type} (${String(count)})`)
        .join(', ')}.`,
      do: 'Start the server once with this version: it projects them anew before it opens its doors.',
    })
  return Object.fromEntries(counts)
}

function calendarOf(realm: Realm, now: Instant, problems: Trouble[]): Inside['calendar'] {
  const { calendar } = realm.book()
  const year = yearOf(dayOf(now))
  const years = Array.from({ length: year - 2015 }, (_, at) => 2018 + at)
  const known = years.filter((one) => calendar.findNotice(one) !== undefined)
  const provisional = [year, year + 1].filter((one) => !known.includes(one))
  const isDue = (one: number) => one === year || dayOf(now).slice(5) >= '12-15'
  for (const one of provisional)
    problems.push({
      weight: isDue(one) ? 'problem' : 'notice',
      says: `The holiday notice for ${one} is not known: ends of clocks in that year are provisional.`,
      do: 'zhunsheng calendar import FILE, once the State Council has published it (November, as a rule).',
    })
  return { known, provisional }
}

async function logsOf(
  pool: Pool,
  running: boolean,
  now: Instant,
  problems: Trouble[],
): Promise<Inside['logs']> {
  const logs: Inside['logs'][number][] = []
  for (const log of logNames) {
    const lag = await findLag(pool, log)
    const key = await findLogKey(pool, log)
    const { size = 0, waiting = 0, since } = lag ?? {}
    if (since !== undefined && millisOf(now) - millisOf(since) > LATE)
      problems.push({
        weight: running ? 'problem' : 'notice',
        says: `${waiting} entries wait for the ${log} log, the oldest since ${since}.`,
        do: running
          ? 'Look into the server’s log for what the integrator says.'
          : 'Start the server: it brings them into the log.',
      })
    logs.push({
      log,
      size,
      waiting,
      ...(since === undefined ? {} : { since }),
      ...(key === undefined ? {} : { key: formatVkey(key) }),
    })
  }
  return logs
}

async function witnessesOf(pool: Pool, problems: Trouble[]): Promise<Inside['witnesses']> {
  const { witnesses, unusable } = await readWitnesses(pool)
  for (const one of unusable)
    problems.push({
      weight: 'problem',
      says: `A witness cannot be used: ${one}.`,
      do: 'zhunsheng key witness-remove, then witness-add.',
    })
  if (witnesses.length === 0)
    problems.push({
      weight: 'notice',
      says: 'No other authority cosigns the journal: only those who kept a checkpoint can tell a forked one.',
      do: 'zhunsheng key witness-add VKEY ADDRESS',
    })
  const note = parseNote((await latestCheckpoint(pool, 'journal'))?.note ?? '')
  return witnesses.map(({ key, url }) => ({
    name: key.name,
    url,
    cosignedLast: !('malformed' in note) && signaturesOf(note, key).length > 0,
  }))
}

async function keysIn({ data }: Settings, pool: Pool, problems: Trouble[]): Promise<readonly string[]> {
  const folder = join(data, 'keys')
  const names = existsSync(folder) ? (await readdir(folder)).toSorted() : []
  const { rows } = await pool.query<{ name: string }>('select name from zs.log where size > 0')
  const needed = [...KEY_FILES, ...rows.map(({ name }) => `${name}.pem`)]
  const missing = needed.filter((name) => !names.includes(name))
  if (missing.length > 0)
    problems.push({
      weight: 'problem',
      says: `Keys are missing in ${folder}: ${missing.join(', ')}. Without them nothing personal can be read and no log goes on.`,
      do: 'Put them back from a backup before anything is started.',
    })
  for (const name of names)
    if (((await stat(join(folder, name))).mode & 0o077) !== 0)
      problems.push({
        weight: 'problem',
        says: `${join(folder, name)} can be read by others.`,
        do: `chmod 600 ${join(folder, name)}`,
      })
  return names
}

/** Institutions with a key in use, and what lies in their folders. */
async function exchangeIn(
  { exchange }: Settings,
  pool: Pool,
  problems: Trouble[],
): Promise<Inside['exchange']> {
  const found: Inside['exchange'][number][] = []
  for (const [institution, keys] of await keysInUse(pool)) {
    const folder = exchangeFolder(exchange, institution)
    const { out = 0, in: waiting = 0, done = 0, aside = 0 } = await countExchange(folder)
    found.push({ institution, keys: keys.length, out, in: waiting, done, aside })
    if (keys.length === 0)
      problems.push({
        weight: 'problem',
        says: `The key in use of ${institution} is no key: its replies are refused.`,
        do: 'Revoke it and enter the line that the institution handed over.',
      })
    if (aside > 0)
      problems.push({
        weight: 'notice',
        says: `${aside} files of ${institution} were put aside.`,
        do: `Read the reasons in ${join(folder, 'aside')} (*.why.json) and speak with the institution.`,
      })
  }
  return found
}

/** Posts that the table of organs requires and nobody holds; records whose next step nobody can take (mission 1.3). */
async function coverageIn(
  pool: Pool,
  realm: Realm,
  now: Instant,
  problems: Trouble[],
): Promise<Inside['coverage']> {
  const today = dayOf(now)
  const org = realm.org()
  const { posts, vacancies, expiring } = coverageOf(org, today, { expiringBy: addDays(today, 30) })
  const vacantByLevel = Object.fromEntries(levels.map((level) => [level, vacancies[level].length]))
  const vacantPosts = levels.reduce((sum, level) => sum + vacancies[level].length, 0)
  if (vacantPosts > 0)
    problems.push({
      weight: 'notice',
      says: `${vacantPosts} required posts are vacant.`,
      do: 'Appoint somebody (tenure), or say who stands in.',
    })
  if (expiring.length > 0)
    problems.push({
      weight: 'notice',
      says: `${expiring.length} tenures end within 30 days.`,
      do: 'Name the successors in time.',
    })

  const unhandled = await findUnhandled(pool, realm, today, 1_000_000)
  const recordsWithNobody = unhandled.length
  if (recordsWithNobody > 0)
    problems.push({
      weight: 'problem',
      says: `${recordsWithNobody} records wait for somebody, and nobody holds the post: ${unhandled
        .slice(0, 3)
        .map(({ number }) => number)
        .join(', ')} …`,
      do: 'Appoint somebody to the post that is waited for; the record’s access list names it.',
    })
  return {
    requiredPosts: levels.reduce((sum, level) => sum + posts[level], 0),
    vacantPosts,
    vacantByLevel,
    recordsWithNobody,
    someWithNobody: unhandled.slice(0, 20).map(({ number }) => number),
  }
}

async function freeOn(data: string): Promise<number> {
  let folder = data
  while (!existsSync(folder)) folder = join(folder, '..')
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

function postgresFound(): string {
  try {
    const { major, origin } = getBinaries()
    return `${major} (${origin})`
  } catch {
    return 'none'
  }
}
