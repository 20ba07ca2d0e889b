/**
 * POST …/actions/:action/consider: what deciding would say of this input, without doing it. The form asks while it is
 * filled in, so that nobody learns only at the end what was wrong; the act itself is decided again.
 *
 *   { refused: [{ because, rule?, field?, says }], state?, stateLabel? }
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { Considered } from '../office/office.ts'
import { findType, partOf, personAt, recordAt, type Door } from './door.ts'
import { isObject } from './jsonObject.ts'
import { namingWhatIsLeft } from './handOverView.ts'
import { languageOf } from './language.ts'
import { tell, type AnyRefusal } from './refusals.ts'
import { wordsOf } from './typeWords.ts'

export function addConsiderRoutes(app: FastifyInstance, door: Door): void {
  app.post('/api/records/:type/actions/:action/consider', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const declaration = findType(door, request)
    if (declaration === undefined) return door.refuse(request, reply, [{ because: 'not found' }])
    const input = inputOf(door, request, reply, declaration)
    if (input === undefined) return reply
    const asker = { kind: 'staff', person } as const
    const action = partOf(request, 'action')
    return answer(
      door,
      request,
      declaration,
      await door.office.considerOpening(asker, declaration.name, action, input),
    )
  })

  app.post('/api/records/:type/:id/actions/:action/consider', async (request, reply) => {
    const at = await recordAt(door, request, reply)
    if (at === undefined) return reply
    const input = inputOf(door, request, reply, at.declaration)
    if (input === undefined) return reply
    const action = partOf(request, 'action')
    const decision = await door.office.consider(at.opened, action, input)
    if ('accepted' in decision) return answer(door, request, at.declaration, decision)
    const { declaration, person, opened } = at
    const about = { declaration, id: opened.record.id, input }
    const asked = { person, language: languageOf(request) }
    const refused = await namingWhatIsLeft(door, about, decision.refused, asked)
    return answer(door, request, declaration, { refused })
  })
}

function inputOf(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  declaration: Declaration,
): Readonly<Record<string, unknown>> | undefined {
  const input = request.body ?? {}
  if (isObject(input)) return input
  void door.refuse(request, reply, [{ because: 'malformed' }], { declaration })
  return undefined
}

function answer(
  door: Door,
  request: FastifyRequest,
  declaration: Declaration,
  decision: Considered | { readonly refused: readonly AnyRefusal[] },
) {
  const language = languageOf(request)
  if ('accepted' in decision) {
    const { state } = decision.accepted
    const label = wordsOf(door.words, declaration, language).states[state] ?? state
    return { refused: [], state, stateLabel: label }
  }
  const context = { words: door.words, declarations: door.realm.declarations, declaration }
  return { refused: decision.refused.map((refusal) => tell(refusal, language, context)) }
}
