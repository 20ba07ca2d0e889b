import type { FastifyInstance } from 'fastify'
import type { Door } from '../door.ts'
import { openApi } from './openApi.ts'

/** GET /api/openapi.json, made at the first call: it only changes with the program. */
export function addOpenApiRoute(app: FastifyInstance, { realm, words }: Door): void {
  let made: string | undefined
  app.get('/api/openapi.json', (_request, reply) => {
    made ??= JSON.stringify(openApi(realm.declarations, words))
    return reply.type('application/json; charset=utf-8').send(made)
  })
}
