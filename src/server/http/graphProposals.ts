/**
 * GET /api/graph/proposals/:entity: which other entities and mentions may be the same as this one, each with what speaks for
 * it. GET /api/graph/persons/:type/:id: the same for each person that a clue or a case, with its clues, speaks of and nobody
 * answered for yet. Nothing follows from a proposal: somebody answers it with a reason (entity, entityMatch). What was
 * answered is not asked again.
 */
import type { FastifyInstance } from 'fastify'
import { fieldsSeenBy } from '#kernel/access/sight.ts'
import { isRecordId } from '#kernel/record/field.ts'
import { partOf, personAt, rolesIn, type Door } from './door.ts'
import { alreadyAsked, candidatesFor, type Candidate } from './graphCandidates.ts'
import { personsOf, type PersonsAnswer } from './graphPersons.ts'
import { shownTo } from './graphRoutes.ts'
import { queryOf } from './parameters.ts'
import { LINE_DOORS } from './looks.ts'

export function addGraphProposals(app: FastifyInstance, door: Door): void {
  app.get('/api/graph/proposals/:entity', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const id = partOf(request, 'entity')
    const opened = isRecordId(id)
      ? await door.office.open({ kind: 'staff', person }, 'entity', id)
      : undefined
    if (opened === undefined || !isRecordId(id))
      return door.refuse(request, reply, [{ because: 'not found' }])
    await door.looks.keep(
      { declaration: opened.declaration, opened, person, roles: rolesIn(opened) },
      LINE_DOORS.graph,
    )
    const sight = fieldsSeenBy(opened.declaration, rolesIn(opened))
    const names = ['name', 'otherNames']
      .filter((field) => sight.has(field))
      .flatMap((field) => opened.record[field] ?? [])
      .filter((name) => typeof name === 'string')
    let items: readonly (Candidate & { readonly match?: string })[] = []
    await shownTo(door, person, async (client) => {
      const { answered, open } = await alreadyAsked(client, id)
      const found = await candidatesFor(door, client, { self: `entity:${id}`, names, answered })
      items = found.items.map((item) => {
        const match = open.get(item.node.key)
        return match === undefined ? item : { ...item, match }
      })
      return found.shown
    })
    return { items }
  })

  app.get('/api/graph/persons/:type/:id', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const [type, id] = [partOf(request, 'type'), partOf(request, 'id')]
    const opened =
      (type === 'clue' || type === 'case') && isRecordId(id)
        ? await door.office.open({ kind: 'staff', person }, type, id)
        : undefined
    if (opened === undefined) return door.refuse(request, reply, [{ because: 'not found' }])
    const mention = queryOf(request)['mention']?.[0]
    let answer: PersonsAnswer = { mayState: false, items: [] }
    await shownTo(door, person, async (client) => {
      const found = await personsOf(door, client, {
        person,
        record: opened.record,
        declaration: opened.declaration,
        ...(mention === undefined ? {} : { mention }),
      })
      answer = found.answer
      return found.shown
    })
    return answer
  })
}
