/** Lists kept under a name: one's own, and those of each post one holds today, shared with whoever else holds it. */
import type { FastifyInstance } from 'fastify'
import { isRecordId, isWritten, type PersonId } from '#kernel/record/field.ts'
import { dayOf } from '#kernel/time.ts'
import type { Owner } from '#store/desk/asOwners.ts'
import { removeView, savedViewsOf, saveView } from '#store/desk/savedViews.ts'
import { partOf, personAt, type Door } from './door.ts'
import { isObject } from './jsonObject.ts'
import { bad } from './parameters.ts'

/** What stands in the address of a list. */
const QUESTIONS: readonly string[] = ['view', 'state', 'q', 'unit', 'handler', 'due', 'sort']

export function addSavedViewRoutes(app: FastifyInstance, door: Door): void {
  const { appPool } = door

  app.get('/api/me/views', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const owners = ownersFor(door, person)
    return {
      items: (await savedViewsOf(appPool, owners)).map(({ owner, ...view }) => ({
        ...view,
        of: owner.startsWith('person/') ? 'person' : 'post',
      })),
    }
  })

  app.post('/api/me/views', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const { body } = request
    if (!isObject(body)) return door.refuse(request, reply, [{ because: 'malformed' }])
    const { type, name, search, of } = body
    const [own, ofPost] = ownersFor(door, person)
    const owner = of === 'post' ? ofPost : own
    if (
      typeof type !== 'string' ||
      !door.realm.declarations.has(type) ||
      !isName(name) ||
      !isSearch(search) ||
      owner === undefined ||
      (of !== 'post' && of !== 'person')
    )
      return door.refuse(request, reply, [{ because: 'malformed' }])
    const view = { id: door.newId(), owner, type, name: name.trim(), search }
    if (await saveView(appPool, view, { by: person, at: door.now() }))
      return reply.code(201).send({ id: view.id })
    return door.refuse(
      request,
      reply,
      bad('name', { zh: '至多50个已存清单；请先删除不用的', en: 'at most 50 saved lists: remove some first' })
        .refused,
    )
  })

  app.delete('/api/me/views/:id', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const id = partOf(request, 'id')
    return isRecordId(id) && (await removeView(appPool, ownersFor(door, person), id))
      ? reply.code(204).send()
      : door.refuse(request, reply, [{ because: 'not found' }])
  })
}

/** Oneself, then each post held today, the first before the others. */
function ownersFor({ realm, now }: Door, person: PersonId): readonly [Owner, ...Owner[]] {
  const posts = realm
    .org()
    .tenuresOn(person, dayOf(now()))
    .map(({ unit, post }): Owner => `post/${unit}/${post}`)
  return [`person/${person}`, ...new Set(posts)]
}

const isName = (name: unknown): name is string =>
  typeof name === 'string' && isWritten(name) && name.trim().length >= 1 && name.trim().length <= 60

const isSearch = (search: unknown): search is Readonly<Record<string, string>> =>
  isObject(search) &&
  Object.entries(search).every(
    ([name, value]) =>
      QUESTIONS.includes(name) && typeof value === 'string' && value.length <= 400 && isWritten(value),
  )
