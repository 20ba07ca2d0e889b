/**
 * A server as it runs in an office: a process of its own with its own PostgreSQL, on a data folder of the test's own and a
 * free port of the loopback address. It can be killed, and its database under it.
 */
import assert from 'node:assert/strict'
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { VerifyReport } from '#store/verify/verifyAll.ts'

const MAIN = join(import.meta.dirname, '..', '..', 'bin', 'main.mjs')
const START_WITHIN = 120_000

export interface RunningServer extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`; the same after each start. */
  readonly address: string
  readonly data: string
  readonly env: Readonly<Record<string, string>>
  /** Its process. */
  pid(): number
  /** Starts it (again) and waits until it can do its work. */
  start(): Promise<void>
  /** kill -9 of the server; its PostgreSQL stays. */
  kill(): Promise<void>
  /** kill -9 of the postmaster; waits until the server has started another. */
  killDatabase(): Promise<void>
  /** Waits for /readyz. */
  ready(): Promise<void>
  /** SIGTERM, and waits for its end. */
  stop(): Promise<void>
  /** What the server wrote, for a message when something is wrong. */
  log(): string
}

export interface Wishes {
  readonly env?: Readonly<Record<string, string>>
  /** What is put into the data folder before the first start. */
  readonly furnish?: (data: string) => Promise<unknown>
  /** `demo`: the sign-in page offers who one can be; the test has put the demo there. */
  readonly world?: 'demo' | 'empty'
}

/** Started with `--empty` unless said: what is in it is what the test put there. */
export async function runningServer({
  env = {},
  furnish,
  world = 'empty',
}: Wishes = {}): Promise<RunningServer> {
  const data = mkdtempSync(join(tmpdir(), 'zs-run-'))
  await furnish?.(data)
  const port = await freePort()
  const address = `http://127.0.0.1:${String(port)}`
  const written: string[] = []
  let child: ChildProcess | undefined
  let ended: Promise<void> = Promise.resolve()

  const isReady = async () => {
    try {
      const answer = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(2000) })
      await answer.arrayBuffer()
      return answer.ok
    } catch {
      return false
    }
  }
  async function ready() {
    const until = performance.now() + START_WITHIN
    while (!(await isReady())) {
      if (child === undefined || performance.now() > until)
        throw new Error(`The server is not ready:\n${written.join('').slice(-4000)}`)
      await sleep(50)
    }
  }
  function findDatabasePid(): number | undefined {
    const file = join(data, 'postgres', 'postmaster.pid')
    // Another one may be being written.
    const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0
    // A negative number would be a group of processes, and zero our own.
    return Number.isInteger(pid) && pid > 1 ? pid : undefined
  }
  const databasePid = () => findDatabasePid() ?? assert.fail('postmaster.pid names no process')
  async function end(signal: 'SIGTERM' | 'SIGKILL') {
    child?.kill(signal)
    await ended
    child = undefined
  }

  const server: RunningServer = {
    address,
    data,
    env,
    async start() {
      const started = spawn(
        process.execPath,
        [MAIN, 'serve', ...(world === 'empty' ? ['--empty'] : []), '--data', data, '--port', String(port)],
        // No limit of reports and no second factor, unless the test is about it.
        {
          env: { ...process.env, ZS_PUBLIC_RATE: '0', ZS_SECOND_FACTOR: 'free', ...env },
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      )
      for (const stream of [started.stdout, started.stderr])
        stream.on('data', (bytes: Buffer) => {
          written.push(bytes.toString())
          if (written.length > 2000) written.splice(0, 1000)
        })
      child = started
      ended = new Promise((resolve) => {
        started.on('exit', () => {
          if (child === started) child = undefined
          resolve()
        })
      })
      await ready()
    },
    pid: () => child?.pid ?? assert.fail('the server does not run'),
    kill: () => end('SIGKILL'),
    async killDatabase() {
      const before = databasePid()
      process.kill(before, 'SIGKILL')
      const until = performance.now() + START_WITHIN
      while (findDatabasePid() === before || findDatabasePid() === undefined) {
        if (performance.now() > until) throw new Error(`No new PostgreSQL:\n${server.log().slice(-4000)}`)
        await sleep(50)
      }
      await ready()
    },
    ready,
    stop: () => end('SIGTERM'),
    log: () => written.join(''),
    async [Symbol.asyncDispose]() {
      // Whoever was killed left its PostgreSQL running: a last start takes it over and stops it in order.
      if (child === undefined) await server.start().catch(() => undefined)
      await end('SIGTERM')
      rmSync(data, { recursive: true, force: true })
    },
  }
  try {
    await server.start()
  } catch (error) {
    await end('SIGTERM')
    throw error
  }
  return server
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an address of this shape.
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

/** What `zhunsheng verify --json` says of the installation; its server may be running or not. */
async function verified({ data, env }: RunningServer): Promise<VerifyReport> {
  const done = await promisify(execFile)(process.execPath, [MAIN, 'verify', '--json', '--data', data], {
    env: { ...process.env, ...env },
    maxBuffer: 64 * 1024 * 1024,
  }).catch((error: unknown) => {
    // Exit code 1 (tampered) comes as an error that carries what was written.
    if (typeof error === 'object' && error !== null && 'stdout' in error && error.stdout !== '') return error
    throw error
  })
  // runVerify() writes one such object.
  return JSON.parse(String('stdout' in done ? done.stdout : '')) as VerifyReport
}

/** Fails with what was found unless everything fits. */
export async function assertSound(server: RunningServer): Promise<VerifyReport> {
  const report = await verified(server)
  assert.deepEqual(
    report.findings.slice(0, 5).map(({ what, where, says }) => [what, where, says.en]),
    [],
  )
  assert.equal(report.sound, true)
  return report
}
