/** What a citizen's telephone loads before the first page stands: the page and whatever it refers to. */
import { figure, type Measure } from '../figure.ts'
import { copyOf, installed } from '../installation.ts'
import { serveIn } from '../served.ts'

export const firstPage: Measure = {
  name: 'firstPage',
  async *run(wishes) {
    await using served = await serveIn(copyOf(await installed(wishes), 'firstPage'))
    const origin = `http://127.0.0.1:${String(served.port)}`
    const page = await load(new URL('/', origin))
    const parts = [...page.text.matchAll(/<(?:link|script|img)\b[^>]*?\b(?:href|src)="([^"]+)"/gu)]
      .filter(([tag]) => !/rel="(?:alternate|canonical)"/u.test(tag))
      .flatMap(([, address]) => (address === undefined || address.startsWith('data:') ? [] : [address]))
    const loaded = await Promise.all([...new Set(parts)].map((address) => load(new URL(address, origin))))
    const bytes = [page, ...loaded].reduce((sum, one) => sum + one.bytes, 0)
    yield figure({
      ...{ measure: 'firstPage bytes', value: bytes / 1000, unit: 'kB', rounds: 1 },
      aim: { of: 'value', most: 30 },
    })
    yield figure({
      ...{ measure: 'firstPage requests', value: 1 + loaded.length, unit: 'requests', rounds: 1 },
      aim: { of: 'value', most: 3 },
    })
  },
}

/** Bytes of the body as they are sent, without counting on compression. */
async function load(address: URL) {
  const answer = await fetch(address, { headers: { 'accept-encoding': 'identity' } })
  if (answer.status !== 200) throw new Error(`${address.pathname} answered ${String(answer.status)}`)
  const body = Buffer.from(await answer.arrayBuffer())
  return { bytes: body.length, text: body.toString() }
}
