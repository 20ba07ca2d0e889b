import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { startOf } from './holder.ts'
import { connect } from './pool.ts'
import { socketUrl } from './url.ts'

/** A server that answers on its socket. */
export interface RunningServer {
  readonly pid: number
  /** When the process started (see `startOf`): an id alone may belong to somebody else tomorrow. */
  readonly started: string
  readonly socketDir: string
}

/** The server that runs on this data folder and answers, after its own postmaster.pid. */
export async function findServer(dataDir: string): Promise<RunningServer | undefined> {
  // Lines: process id, data folder, start time, port, socket folder, address, shared memory, status.
  const lines = readLines(join(dataDir, 'postmaster.pid'))
  const pid = Number(lines[0])
  const socketDir = lines[4]
  if (!Number.isInteger(pid) || pid <= 0 || socketDir === undefined || socketDir === '') return undefined
  if (lines[7]?.trim() !== 'ready') return undefined
  const started = startOf(pid)
  if (started === undefined) return undefined
  const asked = { url: socketUrl(socketDir, 'postgres', 'postgres'), name: 'zhunsheng-launcher' }
  const client = await connect(asked).catch(() => undefined)
  if (client === undefined) return undefined
  try {
    const { rows } = await client.query<{ folder: string }>(
      `select current_setting('data_directory') as folder`,
    )
    return rows[0]?.folder === dataDir ? { pid, started, socketDir } : undefined
  } catch {
    return undefined
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** The name by which the server and all its children are found in the list of processes, orphans included. */
export function clusterName(dataDir: string): string {
  return `zs-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`
}

/**
 * Processes of a server on this data folder. Read from command lines, which anybody may read; working folders
 * would need a capability that containers do not give to root.
 */
export function processesIn(dataDir: string): number[] {
  const child = `postgres: ${clusterName(dataDir)}: `
  return readNumbers('/proc').filter((pid) => {
    const command = readText(`/proc/${pid}/cmdline`)
    if (command.startsWith(child)) return true
    const words = command.split('\0')
    return /(^|\/)postgres$/.test(words[0] ?? '') && words[words.indexOf('-D') + 1] === dataDir
  })
}

/** True if postmaster.pid names a process that is, or may be, a PostgreSQL: then it is not ours to remove. */
export function isLockAlive(dataDir: string): boolean {
  const pid = Number(readLines(join(dataDir, 'postmaster.pid'))[0])
  if (!Number.isInteger(pid) || pid <= 0 || startOf(pid) === undefined) return false
  const name = readText(`/proc/${pid}/comm`).trim()
  return name === '' || name === 'postgres'
}

function readNumbers(folder: string): number[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
  } catch {
    return []
  }
}

function readLines(file: string): string[] {
  return readText(file).split('\n')
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
