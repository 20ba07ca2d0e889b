/** /metrics for Prometheus, and one line in the log for each request: route, method, status, duration, id. Nothing else. */
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { HttpParts } from './httpParts.ts'

export function addMetrics(app: FastifyInstance, { appPool, ownerPool }: HttpParts): void {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const durations = new Histogram({
    name: 'zs_http_request_duration_seconds',
    help: 'Duration of requests by route, method and status.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  })
  gauge('zs_pool_connections', 'Database connections open.', () => [
    [{ pool: 'app' }, appPool.totalCount],
    [{ pool: 'owner' }, ownerPool.totalCount],
  ])
  gauge('zs_pool_waiting', 'Requests that wait for a database connection.', () => [
    [{ pool: 'app' }, appPool.waitingCount],
    [{ pool: 'owner' }, ownerPool.waitingCount],
  ])
  new Gauge({
    name: 'zs_entries',
    help: 'Entries in the log, and entries made that are not in it yet (log lag).',
    labelNames: ['where'],
    registers,
    async collect() {
      const { rows } = await ownerPool.query<{ logged: number; waiting: number }>(
        // Only what was made after the cursor can be waiting: an index range, however long the journal is.
        `select l.size as logged, (select count(*)::int from zs.entry e where e.xid >= l.xid
           and not exists (select from zs.log_leaf f where f.log = 'journal' and f.record = e.record and f.seq = e.seq)) as waiting
         from zs.log l where l.name = 'journal'`,
      )
      this.set({ where: 'log' }, rows[0]?.logged ?? 0)
      this.set({ where: 'waiting' }, rows[0]?.waiting ?? 0)
    },
  })

  function gauge(
    name: string,
    help: string,
    read: () => readonly (readonly [{ readonly pool: string }, number])[],
  ): void {
    new Gauge({
      name,
      help,
      labelNames: ['pool'],
      registers,
      collect() {
        for (const [labels, value] of read()) this.set(labels, value)
      },
    })
  }

  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    const seconds = reply.elapsedTime / 1000
    durations.observe({ route, method: request.method, status: reply.statusCode }, seconds)
    const line = { id: request.id, route, method: request.method, status: reply.statusCode }
    request.log.info({ ...line, ms: Math.round(reply.elapsedTime) }, 'request')
    done()
  })

  app.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  )
}
