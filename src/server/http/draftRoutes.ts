/**
 * GET, PUT and DELETE /api/me/drafts/:type/:action?record=<id>&about=<type>/<id>: a form that somebody began and has not
 * sent, for them alone. The body of PUT is what stands in it; GET answers { values, at }, or {} when there is none.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findAction } from '#kernel/record/decide.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import { keptOf } from '#kernel/record/draftValue.ts'
import { isRecordId, type PersonId, type RecordId } from '#kernel/record/field.ts'
import { listOf } from '#kernel/record/replay.ts'
import { dropDraft, findDraft, keepDraft, type DraftPlace } from '#store/desk/drafts.ts'
import { closeDraft, openDraft, placeOf } from '../draftBox.ts'
import { findType, partOf, personAt, type Door } from './door.ts'
import { isObject, type JsonObject } from './jsonObject.ts'
import { queryOf } from './parameters.ts'

/** Several times the longest form that can be sent in full. */
const MOST_BYTES = 256 * 1024
const ADDRESS = '/api/me/drafts/:type/:action'

interface Form {
  readonly declaration: Declaration
  readonly action: string
  readonly place: DraftPlace
  /** The record that has to be within reach. */
  readonly at?: { readonly type: string; readonly id: RecordId }
}

export function addDraftRoutes(app: FastifyInstance, door: Door): void {
  const { appPool, keys } = door

  app.get(ADDRESS, async (request, reply) => {
    const form = await reachedForm(door, request, reply)
    if (form === undefined) return reply
    const found = await findDraft(appPool, form.place)
    if (found === undefined) return {}
    // The declaration may have changed since it was kept.
    const values = keptValues(form, openDraft(keys, form.place, found.body))
    return values === undefined ? {} : { values, at: found.at }
  })

  app.put(ADDRESS, { bodyLimit: MOST_BYTES }, async (request, reply) => {
    const form = await reachedForm(door, request, reply)
    if (form === undefined) return reply
    const { body } = request
    if (!isObject(body)) return door.refuse(request, reply, [{ because: 'malformed' }])
    const values = keptValues(form, body)
    if (values === undefined) await dropDraft(appPool, form.place)
    else if (
      !(await keepDraft(appPool, form.place, { body: closeDraft(keys, form.place, values), at: door.now() }))
    )
      return door.refuse(request, reply, [{ because: 'too many drafts' }])
    return reply.code(204).send()
  })

  // The act itself may have taken the record out of reach: what was typed about it goes all the same.
  app.delete(ADDRESS, async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const form = formIn(door, request, person)
    if (form === undefined) return door.refuse(request, reply, [{ because: 'not found' }])
    await dropDraft(appPool, form.place)
    return reply.code(204).send()
  })
}

/** The form in the address, when there is such a form and its record is within reach. Refuses otherwise. */
async function reachedForm(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Form | undefined> {
  const person = personAt(door, request, reply)
  if (person === undefined) return undefined
  const form = formIn(door, request, person)
  const asker = { kind: 'staff', person } as const
  const isReached =
    form?.at === undefined || (await door.office.open(asker, form.at.type, form.at.id)) !== undefined
  if (form !== undefined && isReached) return form
  void door.refuse(request, reply, [{ because: 'not found' }])
  return undefined
}

function formIn(door: Door, request: FastifyRequest, person: PersonId): Form | undefined {
  const declaration = findType(door, request)
  const action = partOf(request, 'action')
  const spec = declaration === undefined ? undefined : findAction(declaration, action)
  if (declaration === undefined || spec === undefined) return undefined
  const { record: [record] = [], about: [about] = [] } = queryOf(request)
  // What opens a record is done on none, perhaps about one; all else is done on one.
  const isOpening = listOf(spec.from).length === 0
  if (isOpening ? record !== undefined : record === undefined || about !== undefined) return undefined
  const of = record === undefined ? about : `${declaration.name}/${record}`
  const place = placeOf(door.keys, person, { type: declaration.name, action, of })
  if (of === undefined) return { declaration, action, place }
  const [type = '', id] = of.split('/')
  return isRecordId(id) && door.realm.declarations.has(type)
    ? { declaration, action, place, at: { type, id } }
    : undefined
}

/** Of what the action asks for, what may be kept. Nothing when that is nothing. */
function keptValues({ declaration, action }: Form, given: unknown): JsonObject | undefined {
  const spec = findAction(declaration, action)
  const values = new Map<string, unknown>(isObject(given) ? Object.entries(given) : [])
  const kept = [...listOf(spec?.asks), ...listOf(spec?.adds)].flatMap((name): [string, unknown][] => {
    const field = declaration.fields[name]
    const value = field === undefined ? undefined : keptOf(field, values.get(name))
    return value === undefined ? [] : [[name, value]]
  })
  return kept.length === 0 ? undefined : Object.fromEntries(kept)
}
