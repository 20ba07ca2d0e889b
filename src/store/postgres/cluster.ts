import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { getBinaries, type PostgresBinaries } from './binaries.ts'
import { findHolder, hold, letGo, startOf } from './holder.ts'
import { clusterName, findServer, isLockAlive, processesIn, type RunningServer } from './postmaster.ts'
import { provision } from './provision.ts'
import { commandAs, getServerUser, giveTo, serverEnv, type ServerUser } from './serverUser.ts'
import { socketUrl } from './url.ts'

/**
 * A PostgreSQL of our own on a unix socket.
 *
 * Invariants:
 * - never two servers on one data folder: PostgreSQL's own lock file, and we take it away only when no process is left
 *   in the folder;
 * - one holder: the process that starts the cluster holds `<dataDir>.lock`; others get `owned: false` and use it;
 * - the server survives its holder's kill -9, and the next holder adopts it; the holder restarts a server that dies.
 */
export interface Cluster extends AsyncDisposable {
  /** Owner of the database `zhunsheng`: runs migrations. */
  readonly url: string
  /** The application role, same database. */
  readonly appUrl: string
  /** Superuser, database `postgres`. */
  readonly adminUrl: string
  /** False if another living process holds this cluster; then `stop` leaves it running. */
  readonly owned: boolean
  readonly dataDir: string
  readonly major: number
  /** Process id of the server; changes when it had to be restarted. */
  pid(): number
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  stop(): Promise<void>
}

export interface ClusterSettings {
  readonly dataDir: string
  readonly log?: (line: string) => void
  readonly binaries?: PostgresBinaries
  /** Server settings over ours, e.g. `{ fsync: 'off' }` for tests. */
  readonly settings?: Readonly<Record<string, string>>
}

const defaults = {
  listen_addresses: '',
  shared_buffers: '128MB',
  max_connections: '60',
  idle_in_transaction_session_timeout: '60s',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
}

export async function startCluster(given: ClusterSettings): Promise<Cluster> {
  const dataDir = resolve(given.dataDir)
  const log = given.log ?? (() => undefined)
  const lock = `${dataDir}.lock`
  mkdirSync(dirname(dataDir), { recursive: true })

  if (!hold(lock)) return useOthers(dataDir, lock)
  try {
    const binaries = given.binaries ?? getBinaries(findDataMajor(dataDir))
    const user = getServerUser(join(binaries.folder, 'postgres'), dirname(dataDir))
    if (!existsSync(join(dataDir, 'PG_VERSION'))) initialise(dataDir, binaries, user, log)
    refuseOtherVersion(dataDir, binaries)
    giveTo(user, dataDir)
    const launch = { dataDir, binaries, user, log, settings: { ...defaults, ...given.settings } }
    let server = await adoptOrLaunch(launch)
    await provision(socketUrl(server.socketDir, 'postgres', 'postgres'))

    let stopping = false
    const supervision = (async () => {
      for (;;) {
        await gone(server)
        // stop() sets it while we wait; the compiler sees one flow only.
        // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition
        if (stopping) return
        log(`PostgreSQL (process ${server.pid}) ended unexpectedly; starting it again`)
        server = await adoptOrLaunch(launch)
        // Asked to stop while it was being started again.
        // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition
        if (stopping) signal(server, 'SIGINT')
      }
    })()
    // A restart that fails is told by the log; the pools report the rest.
    supervision.catch((error: unknown) => {
      log(`PostgreSQL could not be started again: ${error instanceof Error ? error.message : String(error)}`)
    })
    const stop = async () => {
      stopping = true
      signal(server, 'SIGINT')
      if (!(await goneWithin(server, 30_000))) signal(server, 'SIGQUIT')
      // Supervision alone does not keep our process alive, the wait for its end must.
      const stay = setInterval(() => undefined, 1000)
      await supervision.catch(() => undefined)
      clearInterval(stay)
      if (server.socketDir !== dataDir) rmSync(server.socketDir, { recursive: true, force: true })
      letGo(lock)
    }
    return describe(dataDir, binaries.major, true, () => server, stop)
  } catch (error) {
    letGo(lock)
    throw error
  }
}

interface Launch {
  readonly dataDir: string
  readonly binaries: PostgresBinaries
  readonly user: ServerUser
  readonly log: (line: string) => void
  readonly settings: Readonly<Record<string, string>>
}

/** A running server, and its process if we are its parent. */
type Server = RunningServer & { readonly child?: ChildProcess }

async function useOthers(dataDir: string, lock: string): Promise<Cluster> {
  for (let attempt = 0; attempt < 150; attempt++) {
    const server = await findServer(dataDir)
    if (server !== undefined) {
      const major = findDataMajor(dataDir) ?? 0
      return describe(
        dataDir,
        major,
        false,
        () => server,
        () => Promise.resolve(),
      )
    }
    await sleep(200)
  }
  throw new Error(
    `Process ${findHolder(lock)?.pid ?? '?'} holds ${dataDir}, but its PostgreSQL does not answer.`,
  )
}

function describe(
  dataDir: string,
  major: number,
  owned: boolean,
  server: () => Server,
  stop: () => Promise<void>,
) {
  const { socketDir } = server()
  let stopped: Promise<void> | undefined
  const stopOnce = () => (stopped ??= stop())
  return {
    url: socketUrl(socketDir, 'zs_owner', 'zhunsheng'),
    appUrl: socketUrl(socketDir, 'zs_app', 'zhunsheng'),
    adminUrl: socketUrl(socketDir, 'postgres', 'postgres'),
    owned,
    dataDir,
    major,
    pid: () => server().pid,
    stop: stopOnce,
    [Symbol.asyncDispose]: stopOnce,
  }
}

/**
 * Retries because right after a kill -9 the old server's children still live for a moment and hold the shared
 * memory; PostgreSQL then rightly refuses to start.
 */
async function adoptOrLaunch(launch: Launch): Promise<Server> {
  const { dataDir, log } = launch
  let reason = ''
  for (let attempt = 0; attempt < 25; attempt++) {
    const running = await findServer(dataDir)
    if (running !== undefined) {
      log(`adopted the running PostgreSQL, process ${running.pid}`)
      return running
    }
    const inside = processesIn(dataDir)
    if (inside.length === 0 && isLockAlive(dataDir)) {
      reason = 'postmaster.pid names a PostgreSQL that is not one of ours, and it does not answer'
    } else if (inside.length === 0) {
      // Nobody is left in the folder, so the lock file of a killed server is only in the way: its process id may
      // belong to a stranger by now.
      rmSync(join(dataDir, 'postmaster.pid'), { force: true })
      const server = await launchOnce(launch)
      if (typeof server !== 'string') return server
      reason = server
      if (!/shared memory|lock file|could not create.*socket/i.test(reason)) break
    } else {
      reason = `still in the data folder: processes ${inside.join(', ')}`
      // One that neither answers nor goes away is asked to leave at once; recovery is what the log is for.
      if (attempt === 20) for (const pid of inside) askToLeave(pid)
    }
    await sleep(300)
  }
  throw new Error(`PostgreSQL did not start on ${dataDir}:\n${reason}`)
}

function askToLeave(pid: number): void {
  try {
    process.kill(pid, 'SIGQUIT')
  } catch (error) {
    // It has gone by itself since it was listed. What kill() throws bears the system's code.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** The started server, or what it said before it gave up. */
async function launchOnce({ dataDir, binaries, user, settings }: Launch): Promise<Server | string> {
  const socketDir = socketFolder(dataDir, user)
  const all = {
    ...settings,
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    cluster_name: clusterName(dataDir),
  }
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const { command, args, options } = commandAs(user, join(binaries.folder, 'postgres'), [
    '-D',
    dataDir,
    ...flags,
  ])
  const logFile = `${dataDir}.log`
  if (existsSync(logFile) && statSync(logFile).size > 5_000_000) renameSync(logFile, `${logFile}.1`)
  const output = openSync(logFile, 'a', 0o600)
  const before = statSync(logFile).size
  // A group of its own: a Ctrl-C at our terminal must not stop the server before we have finished our last commits.
  const child = spawn(command, args, {
    ...options,
    cwd: '/',
    detached: true,
    stdio: ['ignore', output, output],
    env: serverEnv(dataDir),
  })
  closeSync(output)
  child.unref()
  let ended = ''
  child.on('error', (error) => (ended = error.message))
  child.on('exit', (code) => (ended = `postgres exited with ${code ?? 'a signal'}`))
  // Recovery after a crash may take long; as long as the process lives, we wait.
  for (;;) {
    if (ended !== '')
      return `${ended}\n${readFileSync(logFile).subarray(before).toString('utf8').slice(-4000)}`
    const server = await findServer(dataDir)
    if (server !== undefined && server.pid === child.pid) return { ...server, child }
    await sleep(25)
  }
}

/** The data folder itself where its path is short enough for a socket (107 bytes), else a private one under tmp. */
function socketFolder(dataDir: string, user: ServerUser): string {
  if (Buffer.byteLength(join(dataDir, '.s.PGSQL.5432')) <= 100) return dataDir
  const folder = join(tmpdir(), `zs-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const stat = statSync(folder)
  const known = [process.getuid?.(), user.uid].includes(stat.uid)
  if (!known || (stat.mode & 0o077) !== 0)
    throw new Error(`${folder} is not ours alone; remove it or set TMPDIR.`)
  giveTo(user, folder)
  return folder
}

function initialise(
  dataDir: string,
  binaries: PostgresBinaries,
  user: ServerUser,
  log: (line: string) => void,
): void {
  if (existsSync(dataDir)) rmSync(dataDir, { recursive: false, force: true })
  const draft = `${dataDir}.new`
  const failures: string[] = []
  // initdb writes into a draft: killed half-way it leaves nothing that looks like a database.
  for (const locale of ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'zh_CN.UTF-8']) {
    rmSync(draft, { recursive: true, force: true })
    mkdirSync(draft, { mode: 0o700 })
    giveTo(user, draft)
    const flags = [
      '--encoding=UTF8',
      `--locale=${locale}`,
      '--data-checksums',
      '--auth=trust',
      '--username=postgres',
    ]
    const program = join(binaries.folder, 'initdb')
    const { command, args, options } = commandAs(user, program, ['-D', draft, '--no-instructions', ...flags])
    const done = spawnSync(command, args, { ...options, cwd: '/', encoding: 'utf8', env: serverEnv(draft) })
    if (done.status === 0) {
      renameSync(draft, dataDir)
      log(`new PostgreSQL ${binaries.major} data folder ${dataDir} (${locale}, runs as ${user.how})`)
      return
    }
    failures.push(done.error?.message ?? done.stderr.trim())
    if (!done.stderr.includes('locale')) break
  }
  rmSync(draft, { recursive: true, force: true })
  throw new Error(`initdb failed on ${dataDir}:\n${failures.join('\n')}`)
}

function findDataMajor(dataDir: string): number | undefined {
  const file = join(dataDir, 'PG_VERSION')
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined
}

function refuseOtherVersion(dataDir: string, binaries: PostgresBinaries): void {
  const major = findDataMajor(dataDir)
  if (major === undefined || major === binaries.major) return
  throw new Error(`${dataDir} was made by PostgreSQL ${major}, ${binaries.folder} is ${binaries.major}.`)
}

function signal(server: Server, name: NodeJS.Signals): void {
  try {
    process.kill(server.pid, name)
  } catch {
    // Already gone.
  }
}

async function gone(server: Server): Promise<void> {
  await goneWithin(server, Number.POSITIVE_INFINITY)
}

async function goneWithin(server: Server, milliseconds: number): Promise<boolean> {
  const until = performance.now() + milliseconds
  while (startOf(server.pid) === server.started) {
    if (performance.now() > until) return false
    // Unreferenced: watching the server is no reason for our process to stay.
    await sleep(100, undefined, { ref: milliseconds !== Number.POSITIVE_INFINITY })
  }
  return true
}
