/**
 * GET /api/find: one search over every type of record, as far as the asker reaches them and sees their fields. What it
 * shows of protected records is kept like a look. Where an identifier is known out of reach it says so, and nothing else.
 */
import type { FastifyInstance } from 'fastify'
import { fieldsSeenBy } from '#kernel/access/sight.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import { dayOf } from '#kernel/time.ts'
import { nameKeysOf } from '#mechanisms/clue/names.ts'
import { inScope } from '#store/records/scope.ts'
import {
  findRecords,
  isKnownElsewhere,
  MOST_HITS,
  readHits,
  type FoundRecord,
  type Hit,
} from '#store/search/find.ts'
import { personAt, type Door } from './door.ts'
import { languageOf, type Language } from './language.ts'
import { isBad } from './parameters.ts'
import { titleText } from './titleText.ts'
import { findQuestionOf } from './findQuestion.ts'
import { findSnippet } from './findSnippet.ts'
import { wordsOf } from './typeWords.ts'

export function addFindRoutes(app: FastifyInstance, door: Door): void {
  const { realm, keys } = door
  const reader = { declarations: realm.declarations, mark: keys.mark, nameKeysOf }

  app.get('/api/find', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const asked = await findQuestionOf(request, reader)
    if (isBad(asked)) return door.refuse(request, reply, asked.refused)
    const { search, identifiers, from, limit } = asked
    if (search.words === '')
      return { items: [], found: 0, facets: facetsOf(door, 'zh', []), elsewhere: false }
    const hinted = realm
      .rulebookOn(dayOf(door.now()))
      .list('search.hintedTypes')
      .map(({ code }) => code)
    const scope = door.office.scopeOf({ kind: 'staff', person })
    const { hits, shown, records, elsewhere } = await inScope(door.appPool, scope, async (client) => {
      const found = await findRecords(client, search)
      const page = found.slice(from, from + limit)
      return {
        hits: found,
        shown: page,
        records: await readHits(
          client,
          page.map(({ id }) => id),
        ),
        elsewhere: await isKnownElsewhere(client, hinted, identifiers),
      }
    })
    const items = shown.flatMap((hit) => {
      const declaration = realm.declarations.get(hit.type)
      const record = records.get(hit.id)
      return declaration === undefined || record === undefined ? [] : [{ declaration, hit, record }]
    })
    // As entered in the search, so that whoever audits can tell that two people looked for the same, not for what.
    const words = keys.mark('searched', search.words).subarray(0, 12).toString('base64url')
    await door.looks.keepFound(
      items.map(({ declaration, hit }) => ({ declaration, record: hit.id })),
      person,
      words,
    )
    const language = languageOf(request)
    return {
      items: items.map((item) => itemView(door, language, item, search.words)),
      found: hits.length,
      ...(hits.length >= MOST_HITS ? { foundIsMore: true } : {}),
      facets: facetsOf(door, language, hits),
      elsewhere,
    }
  })
}

interface Item {
  readonly declaration: Declaration
  readonly hit: Hit
  readonly record: FoundRecord
}

function itemView(door: Door, language: Language, { declaration, hit, record }: Item, asked: string) {
  const words = wordsOf(door.words, declaration, language)
  const fields = fieldsSeenBy(declaration, hit.roles)
  const snippet = findSnippet(declaration, record.fields, hit.roles, asked)
  return {
    id: hit.id,
    type: hit.type,
    typeLabel: words.name,
    number: record.number,
    title: titleText(door, declaration, { fields }, { ...record.fields, number: record.number }, language),
    state: hit.state,
    stateLabel: words.states[hit.state] ?? hit.state,
    changedAt: record.changedAt,
    way: hit.way,
    ...(snippet === undefined
      ? {}
      : { snippet: { ...snippet, label: words.fields[snippet.field] ?? snippet.field } }),
  }
}

interface Facet {
  readonly value: string
  readonly label: string
  readonly count: number
}

/** By what the hits may be narrowed, the most frequent first. */
function facetsOf(door: Door, language: Language, hits: readonly Hit[]) {
  const labels = (type: string) => {
    const declaration = door.realm.declarations.get(type)
    return declaration === undefined ? undefined : wordsOf(door.words, declaration, language)
  }
  const count = (valueOf: (hit: Hit) => string, labelOf: (hit: Hit) => string): readonly Facet[] =>
    [...Map.groupBy(hits, valueOf)]
      .flatMap(([value, [first, ...others]]) =>
        first === undefined ? [] : [{ value, label: labelOf(first), count: others.length + 1 }],
      )
      .toSorted((one, other) => other.count - one.count)
  const types = count(
    ({ type }) => type,
    ({ type }) => labels(type)?.name ?? type,
  )
  return {
    type: types,
    // States of several types share names and not meanings.
    state:
      types.length === 1
        ? count(
            ({ state }) => state,
            ({ type, state }) => labels(type)?.states[state] ?? state,
          )
        : [],
    year: count(
      ({ year }) => String(year),
      ({ year }) => String(year),
    ),
  }
}
