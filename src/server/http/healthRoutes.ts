import type { FastifyInstance } from 'fastify'
import type { Door } from './door.ts'

/** /healthz: the process answers. /readyz: it can do its work: database there, migrations current, rules and units loaded. */
export function addHealthRoutes(app: FastifyInstance, door: Door): void {
  app.get('/healthz', (_request, reply) => reply.type('text/plain').send('ok\n'))

  app.get('/readyz', async (request, reply) => {
    const database = await door.migrationsAreCurrent().catch(() => undefined)
    const checks = {
      database: database !== undefined,
      migrations: database === true,
      realm: door.realm.org().units.length > 0,
    }
    if (!Object.values(checks).every(Boolean))
      return door.refuse(request, reply.header('x-not-ready', notIn(checks)), [{ because: 'not ready' }])
    return checks
  })
}

const notIn = (checks: Readonly<Record<string, boolean>>): string =>
  Object.entries(checks)
    .flatMap(([name, fits]) => (fits ? [] : [name]))
    .join(' ')
