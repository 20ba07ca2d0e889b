/**
 * Before sealed data and before factors change, people prove again who they are (step-up). A proof counts for some
 * minutes (`organisation.freshMinutes`), the one given at sign-in as well.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { addMillis } from '#kernel/time.ts'
import type { FoundSession } from '../identity/sessions.ts'
import { rulesNow } from './asker.ts'
import type { Door } from './door.ts'

/** The session when its proof is fresh. Refuses otherwise; then nothing more is to be done. */
export function freshSession(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
): FoundSession | undefined {
  const { session } = request
  if (session === undefined) {
    void door.refuse(request, reply, [{ because: 'not signed in' }])
    return undefined
  }
  if (addMillis(session.proved, rulesNow(door).fresh) > door.now()) return session
  void door.refuse(request, reply, [{ because: 'step up needed' }])
  return undefined
}

/** The session, whether it owes something or not: for the doors of one's own account. Refuses otherwise. */
export function sessionAt(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
): FoundSession | undefined {
  const { session } = request
  if (session === undefined) void door.refuse(request, reply, [{ because: 'not signed in' }])
  return session
}
