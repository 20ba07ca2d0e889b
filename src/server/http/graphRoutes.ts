/**
 * GET /api/graph/…: find a node, what is around it, a path between two, what several share, and why a line is there.
 * Everything is read in the asker's scope; nothing of the graph is answered otherwise (docs/decisions/0017-graph.md).
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { PoolClient } from 'pg'
import { nodeOfNumber } from '#kernel/graph/edgesOf.ts'
import { kindOfNode } from '#kernel/graph/nodeKey.ts'
import { identifiersIn } from '#kernel/identifiers/identifiersIn.ts'
import { isRecordId, type PersonId } from '#kernel/record/field.ts'
import { nodeKey } from '#store/graph/edgeRows.ts'
import { around, findNodes, readEdges, shortestPath, type StoredEdge } from '#store/graph/graph.ts'
import { inScope, type Scope } from '#store/records/scope.ts'
import { listRecords } from '#store/search/list.ts'
import { partOf, personAt, type Door } from './door.ts'
import { graphLimits, graphQuestionOf, wordsAsked, type GraphQuestion } from './graphQuestion.ts'
import { graphView, type Shown } from './graphView.ts'
import { languageOf } from './language.ts'
import { LINE_DOORS } from './looks.ts'
import { isBad } from './parameters.ts'
import { scopeFor } from './scopeFor.ts'
import { whyLine } from './whyLine.ts'

/** Kinds of number by which persons and companies hang together. */
export const NUMBERS: readonly string[] = [
  'phone',
  'account',
  'idNumber',
  'creditCode',
  'plate',
  'number',
  'address',
]
/** A county is no way from one person to another, nor is an organ. */
export const NO_WAY: readonly string[] = ['place', 'unit']
const MOST_FOUND = 30

export function addGraphRoutes(app: FastifyInstance, door: Door): void {
  app.get('/api/graph/find', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const words = wordsAsked(request)
    if (isBad(words)) return door.refuse(request, reply, words.refused)
    return shownTo(door, person, (client) => find(door, client, words))
  })

  app.get('/api/graph/around', (request, reply) =>
    asked(door, request, reply, ['node'], async (client, { nodes, depth, perNode, filter }) => {
      const found = await around(client, {
        ...filter,
        ...{ nodes, depth, perNode, leaves: NO_WAY, most: graphLimits.edges },
      })
      return graphView(door, client, found.edges, { asked: nodes, more: found.more })
    }),
  )

  app.get('/api/graph/shared', (request, reply) =>
    asked(door, request, reply, ['node'], (client, question) => shared(door, client, question)),
  )

  app.get('/api/graph/path', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const question = graphQuestionOf(request, ['a', 'b'])
    if (isBad(question)) return door.refuse(request, reply, question.refused)
    const [a, b] = question.nodes
    if (a === undefined || b === undefined) return door.refuse(request, reply, [{ because: 'not found' }])
    let cut = false
    const shown = await shownTo(door, person, async (client) => {
      const kinds = question.filter.kinds ?? (await kindsBut(door, NO_WAY))
      const path = await shortestPath(client, {
        ...question.filter,
        ...{ a, b, kinds: [...kinds, ...[a, b].map(kindOfNode)] },
        ...{ depth: graphLimits.pathDepth, perNode: graphLimits.perNode, most: graphLimits.pathNodes },
      })
      if ('edges' in path) return graphView(door, client, path.edges, { asked: [a, b] })
      cut = path.cut
      return graphView(door, client, [], { asked: [a, b] })
    })
    return { ...shown, ...(shown.lines.length === 0 ? { none: true, cut } : {}) }
  })

  app.get('/api/graph/why/:record/:nth', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const [record, nth] = [partOf(request, 'record'), Number(partOf(request, 'nth'))]
    const why =
      isRecordId(record) && Number.isInteger(nth) && nth > 0 && nth < 1e6
        ? await whyLine(door, person, scopeOfGraph(door, person), { record, nth }, languageOf(request))
        : undefined
    return why ?? door.refuse(request, reply, [{ because: 'not found' }])
  })
}

/** All kinds of node there can be, but these. */
const kindsBut = (door: Door, others: readonly string[]): Promise<readonly string[]> =>
  Promise.resolve(
    [
      ...[...door.realm.declarations.values()]
        .filter(({ graph }) => graph !== undefined)
        .map(({ name }) => name),
      ...['person', 'company', 'official', 'unit', 'place', ...NUMBERS],
    ].filter((kind) => !others.includes(kind)),
  )

/** What opens the types of record that are in the graph, to this person. */
export function scopeOfGraph(door: Door, person: PersonId): Scope {
  const scopes = [...door.realm.declarations.values()]
    .filter(({ graph }) => graph !== undefined)
    .map((declaration) => scopeFor(door, person, declaration))
  return {
    keys: [...new Set(scopes.flatMap(({ keys }) => keys))],
    conflicts: [...new Set(scopes.flatMap(({ conflicts }) => conflicts))],
  }
}

/** Answers with what `look` shows, once it is kept that its records were looked at. */
export async function shownTo(door: Door, person: PersonId, look: (client: PoolClient) => Promise<Shown>) {
  // Whatever was accepted before the question is in the answer, and whatever was taken back is not.
  await door.indexer.drain()
  const { view, records } = await inScope(door.appPool, scopeOfGraph(door, person), look)
  await door.looks.keepOf(records, person, LINE_DOORS.graph)
  return view
}

async function asked(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  names: readonly string[],
  look: (client: PoolClient, question: GraphQuestion) => Promise<Shown>,
) {
  const person = personAt(door, request, reply)
  if (person === undefined) return reply
  const question = graphQuestionOf(request, names)
  if (isBad(question)) return door.refuse(request, reply, question.refused)
  const view = await shownTo(door, person, (client) => look(client, question))
  return view.nodes.length === 0 ? door.refuse(request, reply, [{ because: 'not found' }]) : view
}

/** Nodes by name, by number, and records by their words or their register number. */
async function find(door: Door, client: PoolClient, words: string): Promise<Shown> {
  const { mark } = door.keys
  const numbers = [
    ...nodeOfNumber(words),
    ...identifiersIn(words).flatMap(({ value }) => nodeOfNumber(value)),
  ]
  const keys = new Set(numbers.map((node) => nodeKey(mark, node)))
  const edges: StoredEdge[] = [...(await findAt(client, [...keys]))]
  const named = await findNodes(client, words, MOST_FOUND)
  for (const { edge } of named) edges.push(edge)
  const records: string[] = []
  for (const { name, graph } of door.realm.declarations.values()) {
    if (graph === undefined) continue
    const page = await listRecords(client, { type: name, words }, { limit: 10 })
    if ('items' in page) records.push(...page.items.map(({ type, id }) => `${type}:${id}`))
  }
  const wanted = new Set([...keys, ...named.map(({ key }) => key), ...records])
  const shown = await graphView(door, client, edges, { asked: [...wanted] })
  // What was found, and not what it hangs on.
  const nodes = shown.view.nodes.filter(
    ({ key, same = [] }) => wanted.has(key) || same.some((one) => wanted.has(one.key)),
  )
  return { ...shown, view: { nodes: nodes.slice(0, MOST_FOUND), lines: [] } }
}

/** One line at each of these nodes. */
async function findAt(client: PoolClient, nodes: readonly string[]): Promise<readonly StoredEdge[]> {
  if (nodes.length === 0) return []
  const found = await around(client, { nodes, depth: 1, perNode: 1, most: nodes.length })
  return found.edges
}

/** The telephones, accounts and addresses around these nodes that somebody else has, too, and who. */
async function shared(
  door: Door,
  client: PoolClient,
  { nodes, perNode, filter }: GraphQuestion,
): Promise<Shown> {
  const most = graphLimits.edges
  const days = {
    ...(filter.from === undefined ? {} : { from: filter.from }),
    ...(filter.to === undefined ? {} : { to: filter.to }),
  }
  const near = await around(client, { ...days, nodes, depth: 2, perNode, most, leaves: NO_WAY })
  const numbers = [...near.nodes.keys()].filter((key) => NUMBERS.includes(kindOfNode(key)))
  const far = await around(client, { ...days, nodes: numbers, depth: 1, perNode, most })
  const holders = Map.groupBy(
    far.edges.flatMap((edge) => [
      { number: edge.b, record: edge.record, edge },
      { number: edge.a, record: edge.record, edge },
    ]),
    ({ number }) => number,
  )
  const common = numbers.flatMap((number) => {
    const held = holders.get(number) ?? []
    return new Set(held.map(({ record }) => record)).size > 1 ? held.map(({ edge }) => edge) : []
  })
  // From whoever holds it to the record that says so.
  const ends = [...new Set(common.flatMap(({ a, b }) => [a, b]))].filter((key) =>
    /^(?:person|company):/u.test(key),
  )
  const owners =
    ends.length === 0 ? [] : (await around(client, { ...days, nodes: ends, depth: 1, perNode, most })).edges
  const wanted = new Set([...common, ...owners.filter(({ relation }) => relation.split('.').length === 2)])
  const edges = await readEdges(client, [...wanted])
  return graphView(door, client, edges, { asked: nodes })
}
