/** One record: reading it, opening a new one, acting on it. All of it derived from the declaration. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findAction } from '#kernel/record/decide.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import { isRecordId, type PersonId, type RecordId } from '#kernel/record/field.ts'
import { inScope } from '#store/records/scope.ts'
import { findType, partOf, personAt, recordAt, type Door } from './door.ts'
import { isObject } from './jsonObject.ts'
import { namingWhatIsLeft } from './handOverView.ts'
import { languageOf } from './language.ts'
import { idempotencyKeyOf, ifMatchOf, isBad, queryOf } from './parameters.ts'
import { recordView } from './recordView.ts'
import { scopeFor } from './scopeFor.ts'
import { findUnopenable } from './sealedInput.ts'

export function addRecordRoutes(app: FastifyInstance, door: Door): void {
  app.get('/api/records/:type/:id', async (request, reply) => {
    const at = await recordAt(door, request, reply)
    if (at === undefined) return reply
    await door.looks.keep(at, 'record')
    const explained = queryOf(request)['explain']?.includes('1') === true
    const view = await recordView(door, at, { language: languageOf(request), explained })
    return reply.header('etag', `"${view.version}"`).send(view)
  })

  app.post('/api/records/:type/actions/:action', (request, reply) => act(door, request, reply, undefined))

  app.post('/api/records/:type/:id/actions/:action', (request, reply) => {
    const id = partOf(request, 'id')
    return isRecordId(id)
      ? act(door, request, reply, id)
      : door.refuse(request, reply, [{ because: 'not found' }])
  })
}

/** Whether what was done has taken the record out of the reach of whoever did it. */
const reaches = (door: Door, person: PersonId, declaration: Declaration, id: RecordId): Promise<boolean> =>
  inScope(door.appPool, scopeFor(door, person, declaration), async (client) => {
    const { rowCount } = await client.query('select from zs.record where id = $1', [id])
    return rowCount === 1
  })

async function act(door: Door, request: FastifyRequest, reply: FastifyReply, id: RecordId | undefined) {
  const person = personAt(door, request, reply)
  if (person === undefined) return reply
  const declaration = findType(door, request)
  if (declaration === undefined) return door.refuse(request, reply, [{ because: 'not found' }])
  // An action that asks for nothing needs no body.
  const input = request.body ?? {}
  if (!isObject(input)) return door.refuse(request, reply, [{ because: 'malformed' }], { declaration })
  const ifMatch = ifMatchOf(request)
  if (isBad(ifMatch)) return door.refuse(request, reply, ifMatch.refused, { declaration })
  const idempotencyKey = idempotencyKeyOf(request)
  if (isBad(idempotencyKey)) return door.refuse(request, reply, idempotencyKey.refused, { declaration })
  const action = partOf(request, 'action')
  const unopenable = await findUnopenable(door, declaration, input)
  if (unopenable !== undefined)
    return door.refuse(request, reply, [{ because: 'field not accepted', field: unopenable }], {
      declaration,
    })
  const outcome = await door.office.act({
    asker: { kind: 'staff', person },
    type: declaration.name,
    action,
    input,
    ...(id === undefined ? {} : { id }),
    ...(ifMatch === undefined ? {} : { ifMatch }),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  })
  if ('refused' in outcome) {
    const asked = { person, language: languageOf(request) }
    const refused =
      id === undefined
        ? outcome.refused
        : await namingWhatIsLeft(door, { declaration, id, input }, outcome.refused, asked)
    return door.refuse(request, reply, refused, { declaration, conditional: ifMatch !== undefined })
  }
  const { type, number, state, version } = outcome.done
  const address = `/api/records/${type}/${outcome.done.id}`
  void reply.header('etag', `"${version}"`)
  if (id === undefined) void reply.code(201).header('location', address)
  const done = {
    ...{ id: outcome.done.id, type, number, state, version },
    ...(queryOf(request)['reach']?.includes('1') === true
      ? { inReach: await reaches(door, person, declaration, outcome.done.id) }
      : {}),
  }
  if (findAction(declaration, action)?.awaitsCheckpoint !== true) return done
  // The entry stands either way; what cannot be promised yet is said.
  return { ...done, checkpoint: (await door.log.covering(done.id, version)) ?? 'pending' }
}
