/**
 * GET …/sealed/:field: a sealed value in plain words, for those who opened it together and nobody else. It is
 * written nowhere and sent once for each look, and each look is kept.
 */
import type { FastifyInstance } from 'fastify'
import type { PersonId, Sealed } from '#kernel/record/field.ts'
import type { AnyRecord } from '#kernel/record/replay.ts'
import { addMillis, HOUR, type Instant } from '#kernel/time.ts'
import { partOf, recordAt, type Door } from './door.ts'

/** How long an opening lasts. Assumed. */
const OPEN_FOR = 24 * HOUR

export function addSealedRoutes(app: FastifyInstance, door: Door): void {
  app.get('/api/records/:type/:id/sealed/:field', async (request, reply) => {
    const at = await recordAt(door, request, reply)
    if (at === undefined) return reply
    const field = partOf(request, 'field')
    const { declaration, opened, person } = at
    const { unseals = {} } = declaration
    const action = Object.hasOwn(unseals, field) ? unseals[field] : undefined
    const sealed = opened.record[field]
    if (action === undefined || !isSealed(sealed))
      return door.refuse(request, reply, [{ because: 'no such address' }])
    if (!hasOpened(opened.record, action, person, door.now()))
      return door.refuse(request, reply, [{ because: 'sealed', action }])
    await door.looks.keep(at, `sealed ${field}`)
    const plain = JSON.parse(await door.openSealed(sealed)) as unknown
    return { field, value: plain }
  })
}

const isSealed = (value: unknown): value is Sealed =>
  typeof value === 'object' && value !== null && 'ciphertext' in value

/** Whether this person was one of those who completed the opening, and it was not long ago. */
const hasOpened = (record: AnyRecord, action: string, person: PersonId, now: Instant): boolean =>
  record.signatures.some(
    (signing) =>
      signing.action === action &&
      signing.status === 'complete' &&
      signing.by.some(({ actor }) => actor.person === person) &&
      signing.by.every(({ at }) => addMillis(at, OPEN_FOR) > now),
  )
