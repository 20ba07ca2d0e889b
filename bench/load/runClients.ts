import { spawn } from 'node:child_process'
import { join } from 'node:path'

export interface Load {
  readonly acknowledged: number
  readonly failed: number
  readonly milliseconds: number
  /** Milliseconds of one report. */
  readonly p50: number
  readonly p95: number
}

let seed = 0

/** Reports by so many clients for so long, from a process of their own. */
export async function runClients(port: number, clients: number, milliseconds: number): Promise<Load> {
  const args = [join(import.meta.dirname, 'clients.ts'), port, clients, milliseconds, ++seed].map(String)
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const output: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`the load ended with code ${String(code)}`)
  // clients.ts prints exactly this.
  return JSON.parse(Buffer.concat(output).toString()) as Load
}
