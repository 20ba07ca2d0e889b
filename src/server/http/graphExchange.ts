/**
 * FollowTheMoney in and out. Out: what one reaches around some nodes, as lines of entities. In: entities stated on a clue or
 * a case that one reaches, tried first; the same line again adds nothing, a line that cannot be taken is named with why.
 */
import type { FastifyInstance } from 'fastify'
import { isRecordId, type PersonId, type RecordId } from '#kernel/record/field.ts'
import {
  addressesIn,
  entityInput,
  readFtmLine,
  relationOf,
  type FtmRelation,
} from '#mechanisms/entity/followTheMoney.ts'
import { around } from '#store/graph/graph.ts'
import { inScope } from '#store/records/scope.ts'
import { personAt, type Door } from './door.ts'
import { graphLimits, graphQuestionOf } from './graphQuestion.ts'
import { ftmOf } from './graphAsFtm.ts'
import { graphView } from './graphView.ts'
import { NO_WAY, scopeOfGraph, shownTo } from './graphRoutes.ts'
import { languageOf, type Language } from './language.ts'
import { bad, isBad } from './parameters.ts'
import { tell } from './refusals.ts'

const MOST_LINES = 2000

export function addGraphExchange(app: FastifyInstance, door: Door): void {
  app.get('/api/graph/export', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const question = graphQuestionOf(request, ['node'])
    if (isBad(question)) return door.refuse(request, reply, question.refused)
    const { nodes, depth, perNode, filter } = question
    const view = await shownTo(door, person, async (client) => {
      const found = await around(client, {
        ...filter,
        ...{ nodes, depth, perNode, leaves: NO_WAY, most: graphLimits.edges },
      })
      return graphView(door, client, found.edges, { asked: nodes, more: found.more })
    })
    if (view.nodes.length === 0) return door.refuse(request, reply, [{ because: 'not found' }])
    const lines = ftmOf(view, languageOf(request)).map((one) => `${JSON.stringify(one)}\n`)
    return reply
      .type('text/plain; charset=utf-8')
      .header('content-disposition', 'attachment; filename="graph.ftm.json"')
      .send(lines.join(''))
  })

  app.post('/api/graph/import', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const asked = askedImport(request.body)
    if (asked === undefined)
      return door.refuse(
        request,
        reply,
        bad('lines', {
          zh: `on（线索或案件）、lines（最多${String(MOST_LINES)}行FollowTheMoney JSON）和trial`,
          en: `on (a clue or case), lines (at most ${String(MOST_LINES)} lines of FollowTheMoney JSON) and trial`,
        }).refused,
      )
    const opened = await door.office.open({ kind: 'staff', person }, asked.on.type, asked.on.id)
    if (opened === undefined) return door.refuse(request, reply, [{ because: 'not found' }])
    return take(door, person, asked, languageOf(request))
  })
}

interface AskedImport {
  readonly on: { readonly type: 'clue' | 'case'; readonly id: RecordId }
  readonly lines: readonly string[]
  readonly trial: boolean
}

function askedImport(body: unknown): AskedImport | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const { on, lines, trial } = body as { on?: unknown; lines?: unknown; trial?: unknown }
  if (typeof on !== 'object' || on === null || typeof lines !== 'string' || typeof trial !== 'boolean')
    return undefined
  const { type, id } = on as { type?: unknown; id?: unknown }
  if ((type !== 'clue' && type !== 'case') || !isRecordId(id)) return undefined
  const split = lines.split(/\r?\n/u)
  return split.length > MOST_LINES ? undefined : { on: { type, id }, lines: split, trial }
}

interface Known {
  readonly id: RecordId
  readonly fields: Readonly<Record<string, unknown>>
}

/** Entities first, then the relations between them; a trial asks the office whether it would take each, and writes nothing. */
async function take(door: Door, person: PersonId, { on, lines, trial }: AskedImport, language: Language) {
  const asker = { kind: 'staff', person } as const
  const told: { line: number; says: string }[] = []
  const relations: { line: number; relation: FtmRelation }[] = []
  const ids = new Map<string, Known>((await knownOn(door, person, on)).map((one) => [keyOf(one), one]))
  const context = { declarations: door.realm.declarations, words: door.words }
  const declaration = door.realm.declarations.get('entity')
  const says = (refused: Parameters<typeof tell>[0]) =>
    tell(refused, language, { ...context, ...(declaration === undefined ? {} : { declaration }) }).says
  let [made, known] = [0, 0]
  const seen = new Set<string>()
  const addresses = addressesIn(lines)
  for (const [at, text] of lines.entries()) {
    if (text.trim() === '') continue
    const line = at + 1
    const read = readFtmLine(text)
    if ('bad' in read) {
      told.push({ line, says: read.bad[language] })
      continue
    }
    // A place is no entity here: it is taken in with whoever is at it.
    if (addresses.places.has(read.id)) continue
    const relation = relationOf(read)
    if (relation !== undefined) {
      if (![relation.source, relation.target].some((id) => addresses.places.has(id)))
        relations.push({ line, relation })
      continue
    }
    const input = entityInput(read, addresses.of(read))
    if (input === undefined) {
      told.push({
        line,
        says: { zh: `${read.schema}不能作为实体`, en: `${read.schema} is no entity here` }[language],
      })
      continue
    }
    if (ids.has(read.id) || seen.has(read.id)) {
      known += 1
      continue
    }
    seen.add(read.id)
    const request = { type: 'entity', action: 'state', input: { ...input, [on.type]: on.id }, asker }
    const done = trial
      ? await door.office.considerOpening(asker, 'entity', 'state', request.input)
      : await door.office.act(request)
    if ('refused' in done) told.push({ line, says: done.refused.map(says).join(' ') })
    else {
      made += 1
      if ('done' in done) ids.set(read.id, { id: done.done.id, fields: {} })
    }
  }
  for (const { line, relation } of relations) {
    const [source, target] = [ids.get(relation.source), ids.get(relation.target)]
    const isThere = (id: string) => ids.has(id) || seen.has(id)
    if (!isThere(relation.source) || !isThere(relation.target)) {
      told.push({
        line,
        says: { zh: '关系的一端不在文件中', en: 'an end of the relation is not in the file' }[language],
      })
      continue
    }
    if (source !== undefined && target !== undefined && hasRelation(source, target.id, relation)) {
      known += 1
      continue
    }
    if (trial || source === undefined || target === undefined) {
      made += 1
      continue
    }
    const { as, from, until, basis } = relation
    const done = await door.office.act({
      type: 'entity',
      id: source.id,
      action: 'relate',
      input: {
        relations: [
          {
            ...{ entity: target.id, as, basis },
            ...(from === undefined ? {} : { from }),
            ...(until === undefined ? {} : { until }),
          },
        ],
      },
      asker,
    })
    if ('refused' in done) told.push({ line, says: done.refused.map(says).join(' ') })
    else made += 1
  }
  return { made, known, bad: told.toSorted((one, other) => one.line - other.line) }
}

const keyOf = ({ fields }: Known): string => String(fields['importKey'])

function hasRelation({ fields }: Known, other: string, { as, from }: FtmRelation): boolean {
  const { relations } = fields
  return (
    Array.isArray(relations) &&
    relations.some(
      (one: { entity?: unknown; as?: unknown; from?: unknown }) =>
        one.entity === other && one.as === as && one.from === from,
    )
  )
}

/** Entities that came with a key and were stated on this record, as far as the asker reaches them. */
async function knownOn(
  door: Door,
  person: PersonId,
  { type, id }: AskedImport['on'],
): Promise<readonly Known[]> {
  return inScope(door.appPool, scopeOfGraph(door, person), async (client) => {
    const { rows } = await client.query<Known>(
      `select o.id, o.fields from zs.link l join zs.record o on o.id = l.record
       where l.to_record = $1 and l.link = $2 and o.type = 'entity' and o.fields ? 'importKey' and o.state = 'stated'`,
      [id, type],
    )
    return rows
  })
}
