/** Memory of the server's process, the demo people present: idle half a minute after a start, and under 16 clients. */
import { setTimeout as sleep } from 'node:timers/promises'
import { figure, median, type Measure } from '../figure.ts'
import { copyOf, installed } from '../installation.ts'
import { runClients } from '../load/runClients.ts'
import { serveIn } from '../served.ts'

const MB = 1_000_000

export const memory: Measure = {
  name: 'memory',
  async *run(wishes) {
    const rounds = wishes.quick ? 1 : wishes.rounds
    const idle: number[] = []
    const loaded: number[] = []
    for (let round = 0; round < rounds; round++) {
      await using served = await serveIn(copyOf(await installed(wishes), 'memory'))
      await sleep(wishes.quick ? 10_000 : 30_000)
      idle.push(served.residentBytes() / MB)
      let most = 0
      const watching = setInterval(() => (most = Math.max(most, served.residentBytes())), 100)
      await runClients(served.port, 16, wishes.quick ? 3000 : 10_000)
      clearInterval(watching)
      loaded.push(most / MB)
    }
    yield figure({
      ...{ measure: 'memory idle', value: median(idle), unit: 'MB', rounds },
      aim: { of: 'value', most: 150 },
    })
    yield figure({ measure: 'memory under 16 clients', value: median(loaded), unit: 'MB', rounds })
  },
}
