/** The journal for anybody's tools: C2SP tlog-tiles under /log/. Nothing in it tells content. */
import type { FastifyInstance } from 'fastify'
import { partOf, type Door } from './door.ts'

const YEAR = 31_536_000

export function addLogRoutes(app: FastifyInstance, door: Door): void {
  app.get('/log/checkpoint', async (request, reply) => {
    const note = await door.log.checkpoint()
    if (note === undefined) return door.refuse(request, reply, [{ because: 'not in the log yet' }])
    return reply.type('text/plain; charset=utf-8').header('cache-control', 'no-cache').send(note)
  })

  app.get('/log/tile/*', async (request, reply) => {
    const path = `tile/${partOf(request, '*')}`
    const tile = await door.log.tile(path)
    if (!('bytes' in tile)) return door.refuse(request, reply, [{ because: 'no such address' }])
    // What was served once never changes; a partial tile is only soon of no use any more.
    const age = path.includes('.p/') ? 86_400 : YEAR
    return reply
      .type('application/octet-stream')
      .header('cache-control', `public, max-age=${age}, immutable`)
      .header('cross-origin-resource-policy', 'cross-origin')
      .send(Buffer.from(tile.bytes))
  })
}
