/** The system as its users run it: `zhunsheng serve` in a process of its own. */
import { spawn } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { program } from '../scripts/bootstrap.mjs'

const ROOT = join(import.meta.dirname, '..')

export interface ServedProcess extends AsyncDisposable {
  readonly port: number
  /** Milliseconds from the start of the process until `/` was served. */
  readonly startedIn: number
  /** Bytes of memory the server's process holds; the database is not in it. */
  residentBytes(): number
  /** Milliseconds of processor time so far: the server's process, and all processes of its database. */
  cpu(): { readonly server: number; readonly database: number }
}

export async function serveIn(
  data: string,
  { world = 'empty' }: { readonly world?: 'empty' | 'demo' } = {},
): Promise<ServedProcess> {
  const port = await freePort()
  const began = performance.now()
  const args = [...process.execArgv.filter((one) => one.startsWith('--cpu-prof')), ...program]
  const child = spawn(
    process.execPath,
    [...args, 'serve', `--${world}`, '--data', data, '--port', String(port)],
    {
      cwd: ROOT,
      env: { ...process.env, ZS_PUBLIC_RATE: '0', ZS_SECOND_FACTOR: 'free' },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-4000)
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  while (!(await isServed(port))) {
    if (child.exitCode !== null) throw new Error(`the server ended at its start: ${errors}`)
    if (performance.now() - began > 300_000) throw new Error(`the server did not serve: ${errors}`)
    await sleep(10)
  }
  const startedIn = performance.now() - began
  return {
    port,
    startedIn,
    residentBytes() {
      const status = readFileSync(`/proc/${String(child.pid)}/status`, 'utf8')
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024
    },
    cpu: () => ({
      server: cpuOf(child.pid ?? 0).own,
      database: cpuOfFamily(
        Number(readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]),
      ),
    }),
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Milliseconds from /proc (proc_pid_stat(5)); `ended` is that of children that have ended. */
function cpuOf(pid: number): { readonly own: number; readonly ended: number; readonly parent: number } {
  const [, , parent = 0, ...rest] = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
    .replace(/^.*\) /, '0 ')
    .split(' ')
    .map(Number)
  // From field 14 on: utime, stime, cutime, cstime, in hundredths of a second.
  const [utime = 0, stime = 0, cutime = 0, cstime = 0] = rest.slice(9)
  return { own: (utime + stime) * 10, ended: (cutime + cstime) * 10, parent }
}

function cpuOfFamily(postmaster: number): number {
  const { own, ended } = cpuOf(postmaster)
  let all = own + ended
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const one = cpuOf(Number(name))
      if (one.parent === postmaster) all += one.own
    } catch {
      // It has ended while we looked; its parent has its time from now on.
    }
  }
  return all
}

async function isServed(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${String(port)}/`)
    await answer.arrayBuffer()
    return answer.status === 200
  } catch {
    return false
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      // A server that listens on a port has an address with one.
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
