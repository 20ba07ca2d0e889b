/** What every route is given, and the steps that most of them begin with. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Declaration } from '#kernel/record/declaration.ts'
import { isRecordId, type PersonId } from '#kernel/record/field.ts'
import type { Opened } from '../office/office.ts'
import type { SignIn } from '../identity/signIn.ts'
import type { HttpParts } from './httpParts.ts'
import type { AtRecord } from './atRecord.ts'
import type { LookLane } from './looks.ts'
import type { Refuse } from './problem.ts'

export interface Door extends HttpParts {
  readonly refuse: Refuse
  readonly looks: LookLane
  readonly signIn: SignIn
}

/** A named part of the address, '' when there is none. */
export function partOf(request: FastifyRequest, name: string): string {
  const { params } = request
  if (typeof params !== 'object' || params === null) return ''
  const part = new Map<string, unknown>(Object.entries(params)).get(name)
  return typeof part === 'string' ? part : ''
}

/** The type in the address, and never something inherited by every object. */
export const findType = (door: Door, request: FastifyRequest): Declaration | undefined =>
  door.realm.declarations.get(partOf(request, 'type'))

/** Who is signed in. Refuses otherwise; then nothing more is to be done. */
export function personAt(door: Door, request: FastifyRequest, reply: FastifyReply): PersonId | undefined {
  const { person, owed } = request
  if (person === undefined) void door.refuse(request, reply, [{ because: owed ?? 'not signed in' }])
  return person
}

/** The record in the address as the asker reaches it. Refuses otherwise; then nothing more is to be done. */
export async function recordAt(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<AtRecord | undefined> {
  const person = personAt(door, request, reply)
  if (person === undefined) return undefined
  const declaration = findType(door, request)
  const id = partOf(request, 'id')
  const opened =
    declaration !== undefined && isRecordId(id)
      ? await door.office.open({ kind: 'staff', person }, declaration.name, id)
      : undefined
  if (declaration === undefined || opened === undefined) {
    void door.refuse(request, reply, [{ because: 'not found' }])
    return undefined
  }
  return { declaration, opened, person, roles: rolesIn(opened) }
}

export const rolesIn = ({ standings }: Pick<Opened, 'standings'>): readonly string[] => [
  ...new Set(standings.flatMap(({ roles }) => roles)),
]
