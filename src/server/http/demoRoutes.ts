import type { FastifyInstance } from 'fastify'
import type { Door } from './door.ts'

/** In a demo: with whose login one can look around. Elsewhere there is nothing at this address. */
export function addDemoRoutes(app: FastifyInstance, door: Door): void {
  if (door.settings.world !== 'demo') return
  app.get('/api/demo', () => door.demoAccounts ?? [])
}
