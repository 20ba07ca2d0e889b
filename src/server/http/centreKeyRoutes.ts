/**
 * The centre's keys. GET /api/centre-key says which there are and how they stand. The doors for shares take them only from
 * this very machine and not through a proxy: `zhunsheng key open` uses them. A share is its own proof, so there is no session.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isFromElsewhere } from './asker.ts'
import { personAt, type Door } from './door.ts'
import { isObject } from './jsonObject.ts'

const SHARE = /^[\w-]{44}$/
const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|::1|::ffff:127(?:\.\d{1,3}){3})$/
const PROXIED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via']

const isOfThisMachine = ({ ip, headers }: FastifyRequest): boolean =>
  LOOPBACK.test(ip) && PROXIED.every((name) => headers[name] === undefined)

export function addCentreKeyRoutes(app: FastifyInstance, door: Door): void {
  app.get('/api/centre-key', async (request, reply) => {
    if (personAt(door, request, reply) === undefined) return reply
    return { keys: states(door) }
  })

  app.post('/api/centre-key/shares', async (request, reply) => {
    if (isFromElsewhere(request)) return door.refuse(request, reply, [{ because: 'other site' }])
    if (!isOfThisMachine(request)) return door.refuse(request, reply, [{ because: 'no such address' }])
    const { body } = request
    const { key, share } = isObject(body) ? body : {}
    if (typeof key !== 'string' || typeof share !== 'string' || !SHARE.test(share))
      return door.refuse(request, reply, [{ because: 'no such share' }])
    const bytes = Buffer.from(share, 'base64url')
    const answer = await door.vault.enter(key, bytes)
    bytes.fill(0)
    if ('because' in answer) return door.refuse(request, reply, [answer])
    return answer
  })

  app.delete('/api/centre-key', async (request, reply) => {
    if (isFromElsewhere(request)) return door.refuse(request, reply, [{ because: 'other site' }])
    if (!isOfThisMachine(request)) return door.refuse(request, reply, [{ because: 'no such address' }])
    return { locked: await door.vault.lock() }
  })
}

/** For sealing in a browser, and for whoever has to know whether something can be opened now. */
const states = ({ vault }: Door) =>
  vault.states().map(({ key, entered, openUntil }) => ({
    name: key.name,
    publicKey: key.publicKey,
    since: key.since,
    ...(key.retired === undefined ? {} : { retired: key.retired }),
    ...(key.split === undefined
      ? { simple: true }
      : {
          simple: false,
          threshold: key.split.threshold,
          holders: key.split.holders.length,
          entered,
          ...(openUntil === undefined ? {} : { openUntil }),
        }),
  }))
