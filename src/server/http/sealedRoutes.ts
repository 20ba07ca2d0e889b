/**
 * GET …/sealed/:field: a sealed value in plain words, for those who opened it together and nobody else. It is
 * written nowhere and sent once for each look, and each look is kept.
 */
import type { FastifyInstance } from 'fastify'
import { isWritten, type PersonId, type Sealed } from '#kernel/record/field.ts'
import type { AnyRecord } from '#kernel/record/replay.ts'
import { addMillis, HOUR, type Instant } from '#kernel/time.ts'
import { IDENTITY_LENGTHS, identityParts } from '#portal/sealing.ts'
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
    const plain = await door.openSealed(sealed)
    if (plain === undefined) return door.refuse(request, reply, [{ because: 'centre key locked' }])
    await door.looks.keep(at, `sealed ${field}`)
    return { field, value: readable(plain) }
  })
}

const isSealed = (value: unknown): value is Sealed =>
  typeof value === 'object' && value !== null && 'ciphertext' in value

/**
 * The parts of an identity that are texts. A browser sealed it, and the server could not look into it then: it may hold
 * anything.
 */
function readable(plain: string): Readonly<Record<string, string>> {
  let parsed: unknown
  try {
    parsed = JSON.parse(plain)
  } catch {
    return {}
  }
  const told =
    typeof parsed === 'object' && parsed !== null
      ? new Map<string, unknown>(Object.entries(parsed))
      : undefined
  return Object.fromEntries(
    identityParts.flatMap((part) => {
      const value = told?.get(part)
      return typeof value === 'string' && isWritten(value)
        ? [[part, value.slice(0, IDENTITY_LENGTHS[part])] as const]
        : []
    }),
  )
}

/** Whether this person was one of those who completed the opening, and it was not long ago. */
export const hasOpened = (record: AnyRecord, action: string, person: PersonId, now: Instant): boolean =>
  record.signatures.some(
    (signing) =>
      signing.action === action &&
      signing.status === 'complete' &&
      signing.by.some(({ actor }) => actor.person === person) &&
      signing.by.every(({ at }) => addMillis(at, OPEN_FOR) > now),
  )
