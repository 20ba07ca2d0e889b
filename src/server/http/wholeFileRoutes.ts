/** `GET /api/records/:type/:id/file?reason=…`: the whole file of a record as one ZIP (wholeFile.ts). */
import type { FastifyInstance } from 'fastify'
import { Readable } from 'node:stream'
import { zipOf } from '../documents/zip.ts'
import { attachment } from './attachment.ts'
import { recordAt, type Door } from './door.ts'
import { languageOf } from './language.ts'
import { fileOf, filesIn, isReason, keepLooks } from './wholeFile.ts'

export function addWholeFileRoutes(app: FastifyInstance, door: Door): void {
  app.get('/api/records/:type/:id/file', async (request, reply) => {
    const at = await recordAt(door, request, reply)
    if (at === undefined) return reply
    const { reason } = request.query as { readonly reason?: unknown }
    if (!isReason(reason)) return door.refuse(request, reply, [{ because: 'reason missing' }])
    const whole = await fileOf(door, at)
    await keepLooks(door, whole.all, at.person, reason)
    return reply
      .headers(attachment(`${at.opened.record.number}.zip`))
      .type('application/zip')
      .send(Readable.from(zipOf(filesIn(door, whole, { language: languageOf(request), reason }))))
  })
}
