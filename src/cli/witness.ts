// `zhunsheng witness serve|trust|key`: a small witness after C2SP tlog-witness, for another authority to run. It needs no
// database and sees no entries, only sizes and hashes.

import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { formatVkey, type Signer } from '#kernel/journal/note.ts'
import { decideCosignature, refusalBody, TLOG_SIZE_TYPE } from '#kernel/journal/witness.ts'
import { verifyEd25519 } from '#store/log/ed25519.ts'
import { sha256 } from '#store/log/sha256.ts'
import {
  defaultWitnessName,
  openWitnessSigner,
  openWitnessState,
  trustLog,
  type WitnessState,
} from '#store/log/witnessState.ts'

export interface WitnessSettings {
  readonly folder: string
  /** 0: any free one. */
  readonly port: number
  readonly name?: string
  readonly now: () => number
}

export interface RunningWitness extends AsyncDisposable {
  readonly url: string
  readonly vkey: string
  stop(): Promise<void>
}

/** A checkpoint with a proof of 63 lines and a hundred signatures stays far below. */
const MAX_REQUEST = 64 * 1024

/** Serves on loopback; a proxy in front gives it its address. `now` in milliseconds since 1970. */
export async function startWitness({ folder, port, name, now }: WitnessSettings): Promise<RunningWitness> {
  const signer = openWitnessSigner(folder, name)
  const state = openWitnessState(folder)
  const server = createServer((request, response) => {
    answer(request, () => readBody(request), { state, signer, now })
      .catch(() => ({ status: 500, body: 'the witness failed; nothing was cosigned\n' }))
      .then(({ status, body, type = 'text/plain; charset=utf-8' }: Answer) => {
        response.writeHead(status, { 'content-type': type })
        response.end(body)
      })
      // Whoever asked is gone.
      .catch(() => undefined)
  })
  try {
    await listen(server, port)
  } catch (error) {
    state.close()
    throw error
  }
  // A server that listens on a port has an address of this kind.
  const address = server.address() as AddressInfo
  let stopped: Promise<void> | undefined
  const stop = async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
    state.close()
  }
  const stopOnce = () => (stopped ??= stop())
  return {
    url: `http://127.0.0.1:${address.port}`,
    vkey: formatVkey(signer.key),
    stop: stopOnce,
    [Symbol.asyncDispose]: stopOnce,
  }
}

interface Answer {
  readonly status: number
  readonly body: string
  readonly type?: string
}

async function answer(
  { url, method }: IncomingMessage,
  readBody: () => Promise<string | undefined>,
  { state, signer, now }: { state: WitnessState; signer: Signer; now: () => number },
): Promise<Answer> {
  if (url !== '/add-checkpoint') return { status: 404, body: 'not here; ask POST /add-checkpoint\n' }
  if (method !== 'POST') return { status: 405, body: 'POST only\n' }
  const body = await readBody()
  if (body === undefined) return { status: 413, body: `a request has at most ${MAX_REQUEST} bytes\n` }

  // From here to the answer nothing is awaited: reading the last size, deciding and storing are one step.
  const time = Math.floor(now() / 1000)
  const decision = decideCosignature(
    body,
    { findLog: state.findLog, signer, time },
    { digest: sha256, verify: verifyEd25519 },
  )
  if (decision.status !== 200) {
    const isSize = decision.because === 'oldSizeIsNotTheLast'
    return {
      status: decision.status,
      body: refusalBody(decision),
      ...(isSize ? { type: TLOG_SIZE_TYPE } : {}),
    }
  }
  state.remember(decision.origin, decision.cosigned)
  return { status: 200, body: decision.body }
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Uint8Array>) {
    length += part.length
    if (length > MAX_REQUEST) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((listening, failed) => {
    server.once('error', failed)
    server.listen(port, '127.0.0.1', () => {
      listening()
    })
  })
}

export function witnessCommand(): Command {
  const witness = new Command('witness').description('cosign the checkpoints of other installations’ logs')
  const folder = ['--data <dir>', 'the folder of this witness', 'var/witness'] as const
  const named = ['--name <name>', 'the name of its key, for good', defaultWitnessName] as const
  witness
    .command('serve')
    .description('serve POST /add-checkpoint on 127.0.0.1')
    .option(...folder)
    .option(...named)
    .option('--port <n>', 'port', '8090')
    .action(async ({ data, port, name }: { data: string; port: string; name: string }) => {
      const running = await startWitness({ folder: resolve(data), port: Number(port), name, now: Date.now })
      console.log(`${running.url}/add-checkpoint\n${running.vkey}`)
      const stop = () => {
        void running.stop()
      }
      process.once('SIGINT', stop)
      process.once('SIGTERM', stop)
    })
  witness
    .command('trust <vkey>')
    .description('cosign for the log with this key; `zhunsheng key log` there prints it')
    .option(...folder)
    .action((vkey: string, { data }: { data: string }) => {
      const result = trustLog(resolve(data), vkey)
      if ('says' in result) witness.error(`not trusted: ${result.says}`, { exitCode: 1 })
      else console.log(`trusted: ${result.trusted.name}`)
    })
  witness
    .command('key')
    .description('print the key others need to check this witness’s cosignatures')
    .option(...folder)
    .option(...named)
    .action(({ data, name }: { data: string; name: string }) => {
      console.log(formatVkey(openWitnessSigner(resolve(data), name).key))
    })
  return witness
}
