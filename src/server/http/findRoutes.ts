/**
 * GET /api/find?q=: the records of all types that somebody reaches by a number, a name or any words they may read; a few
 * of each type, those of a matching number first. For the command palette; longer searches are the lists'.
 */
import type { FastifyInstance } from 'fastify'
import { fieldsSeenBy } from '#kernel/access/sight.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { PersonId } from '#kernel/record/field.ts'
import { inScope } from '#store/records/scope.ts'
import { listRecords } from '#store/search/list.ts'
import { standingsIn } from './deskRoutes.ts'
import { personAt, type Door } from './door.ts'
import { languageOf, type Language } from './language.ts'
import { bad, isSearchable, queryOf } from './parameters.ts'
import { titleIn } from './recordView.ts'
import { scopeFor } from './scopeFor.ts'
import { wordsOf } from './typeWords.ts'

const MOST_OF_A_TYPE = 6
const MOST_FOUND = 30

export function addFindRoutes(app: FastifyInstance, door: Door): void {
  app.get('/api/find', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const words = (queryOf(request)['q']?.[0] ?? '').trim()
    if (!isSearchable(words))
      return door.refuse(
        request,
        reply,
        bad('q', { zh: '不超过200字的文字', en: 'text of at most 200 characters' }).refused,
      )
    if (words === '') return { items: [] }
    const language = languageOf(request)
    const found = await Promise.all(
      [...door.realm.declarations.values()]
        .filter((declaration) => standingsIn(door, declaration, person).length > 0)
        .map((declaration) => foundIn(door, declaration, { person, words, language })),
    )
    const items = found.flat()
    const byNumber = ({ number }: (typeof items)[number]) => (number.includes(words) ? 0 : 1)
    return {
      items: items.toSorted((one, other) => byNumber(one) - byNumber(other)).slice(0, MOST_FOUND),
    }
  })
}

interface Sought {
  readonly person: PersonId
  readonly words: string
  readonly language: Language
}

async function foundIn(door: Door, declaration: Declaration, { person, words, language }: Sought) {
  const page = await inScope(door.appPool, scopeFor(door, person, declaration), (client) =>
    listRecords(client, { type: declaration.name, words, sorted: 'changed' }, { limit: MOST_OF_A_TYPE }),
  )
  if ('refused' in page) return []
  const said = wordsOf(door.words, declaration, language)
  return page.items.map((row) => ({
    id: row.id,
    type: declaration.name,
    typeLabel: said.name,
    number: row.number,
    title: titleIn({ fields: fieldsSeenBy(declaration, row.roles) }, declaration.title, {
      ...row.fields,
      number: row.number,
    }),
    stateLabel: said.states[row.state] ?? row.state,
  }))
}
