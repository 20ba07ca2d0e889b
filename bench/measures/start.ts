/**
 * From the start of the process until `/` is served: the first start of an empty installation, and the start of one
 * that is there. The control starts Node with nothing to do and the bare PostgreSQL of the same folder, one after the other.
 */
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { startCluster } from '#store/postgres/cluster.ts'
import { figure, median, type Measure } from '../figure.ts'
import { copyOf, installed } from '../installation.ts'
import { serveIn } from '../served.ts'

export const start: Measure = {
  name: 'start',
  async *run(wishes) {
    const { rounds, folder } = wishes
    const data = copyOf(await installed(wishes), 'start')
    const fresh = join(folder, 'firstStart')
    const times: Record<'first' | 'again' | 'bare', number[]> = { first: [], again: [], bare: [] }
    for (let round = 0; round < rounds; round++) {
      rmSync(fresh, { recursive: true, force: true })
      times.first.push(await secondsToServe(fresh))
      times.again.push(await secondsToServe(data))
      times.bare.push(await secondsBare(data))
    }
    const control = { is: 'node -e 0 and the bare PostgreSQL', value: median(times.bare), unit: 's' }
    yield figure({
      ...{ measure: 'start of an installation', value: median(times.again), unit: 's', control, rounds },
      aim: { of: 'value', most: 5 },
    })
    yield figure({
      ...{ measure: 'first start of all', value: median(times.first), unit: 's', control, rounds },
      aim: { of: 'value', most: 5 },
    })
  },
}

async function secondsToServe(data: string): Promise<number> {
  await using served = await serveIn(data)
  return served.startedIn / 1000
}

async function secondsBare(data: string): Promise<number> {
  const began = performance.now()
  spawnSync(process.execPath, ['-e', '0'])
  const cluster = await startCluster({ dataDir: join(data, 'postgres') })
  const seconds = (performance.now() - began) / 1000
  await cluster.stop()
  return seconds
}
