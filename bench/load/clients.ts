/**
 * A load of reports, in a process of its own: `node clients.ts PORT CLIENTS MILLISECONDS SEED` holds so many
 * connections, each with one report under way, and prints `{ acknowledged, failed, milliseconds, p50, p95 }`.
 */
import { Agent, request } from 'node:http'
import { percentile } from '../figure.ts'
import { pickFrom, sequence } from '../sequence.ts'
import { texts } from '../texts.ts'

const [port = 0, clients = 1, milliseconds = 1000, seed = 1] = process.argv.slice(2).map(Number)
const random = sequence(seed)
const written = texts({ made: true })
const bodies = Array.from({ length: 400 }, () =>
  JSON.stringify({
    category: 'crime',
    title: `反映${written.name(random)}等人的问题`,
    content: written.next(300, random),
    occurredOn: `2026-0${String(1 + Math.floor(random() * 9))}-15`,
    reportedPersons: [{ name: written.name(random) }],
    realName: false,
  }),
)

const agent = new Agent({ keepAlive: true, maxSockets: clients })
const times: number[] = []
let failed = 0

function report(): Promise<number> {
  const body = pickFrom(bodies, random)
  return new Promise((resolve) => {
    const asked = request(
      {
        ...{ agent, port, host: '127.0.0.1', method: 'POST', path: '/api/public/reports' },
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (answer) => {
        const status = answer.statusCode ?? 0
        if (status !== 201 && failed === 0) answer.pipe(process.stderr)
        else answer.resume()
        answer.once('end', () => resolve(status))
      },
    )
    asked.once('error', () => resolve(0))
    asked.end(body)
  })
}

const until = performance.now() + milliseconds
const began = performance.now()
await Promise.all(
  Array.from({ length: clients }, async () => {
    while (performance.now() < until) {
      const asked = performance.now()
      if ((await report()) === 201) times.push(performance.now() - asked)
      else failed += 1
    }
  }),
)
process.stdout.write(
  JSON.stringify({
    acknowledged: times.length,
    failed,
    milliseconds: performance.now() - began,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
  }),
)
agent.destroy()
