/**
 * GET /api/graph/proposals/:entity: which other entities and mentions may be the same as this one, each with what speaks for
 * it. Nothing follows from a proposal: somebody answers it with a reason (entityMatch). What was answered is not asked again.
 */
import type { FastifyInstance } from 'fastify'
import type { PoolClient } from 'pg'
import { fieldsSeenBy } from '#kernel/access/sight.ts'
import { isRecordId } from '#kernel/record/field.ts'
import { findNameMatch, type NameKey } from '#kernel/similarity/nameKeys.ts'
import { nameKeysOf } from '#mechanisms/clue/names.ts'
import { around, findNodes } from '#store/graph/graph.ts'
import { listRecords } from '#store/search/list.ts'
import { partOf, personAt, rolesIn, type Door } from './door.ts'
import { graphView, type NodeView, type Shown } from './graphView.ts'
import { NUMBERS, shownTo } from './graphRoutes.ts'
import { LINE_DOORS } from './looks.ts'

interface Sign {
  readonly kind: 'sameNumber' | 'sameAddress' | 'sameName' | 'nameVariant' | 'samePlace'
  readonly says: string
}

const MOST = 20

export function addGraphProposals(app: FastifyInstance, door: Door): void {
  app.get('/api/graph/proposals/:entity', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const id = partOf(request, 'entity')
    const opened = isRecordId(id)
      ? await door.office.open({ kind: 'staff', person }, 'entity', id)
      : undefined
    if (opened === undefined) return door.refuse(request, reply, [{ because: 'not found' }])
    await door.looks.keep(
      { declaration: opened.declaration, opened, person, roles: rolesIn(opened) },
      LINE_DOORS.graph,
    )
    const sight = fieldsSeenBy(opened.declaration, rolesIn(opened))
    const names = ['name', 'otherNames']
      .filter((field) => sight.has(field))
      .flatMap((field) => opened.record[field] ?? [])
      .filter((name) => typeof name === 'string')
    let items: readonly { node: NodeView; stated: boolean; signs: readonly Sign[] }[] = []
    await shownTo(door, person, async (client) => {
      const found = await candidates(door, client, `entity:${id}`, names)
      items = found.items
      return found.shown
    })
    return { items }
  })
}

async function candidates(door: Door, client: PoolClient, self: string, names: readonly string[]) {
  const signs = new Map<string, Sign[]>()
  const add = (key: string, sign: Sign) => {
    const before = signs.get(key) ?? []
    if (!before.some(({ kind, says }) => kind === sign.kind && says === sign.says))
      signs.set(key, [...before, sign])
  }
  const wide = { perNode: 200, most: 5000 }
  const own = await around(client, { nodes: [self], depth: 1, ...wide })
  const mine = new Set([...own.nodes].filter(([, steps]) => steps === 0).map(([key]) => key))
  const numbers = [...own.nodes.keys()].filter((key) => NUMBERS.includes(kindOf(key)))
  const labels = new Map(
    own.edges.flatMap(({ b, bLabel }) => (bLabel === null ? [] : [[b, bLabel] as const])),
  )
  const holders =
    numbers.length === 0 ? undefined : await around(client, { nodes: numbers, depth: 1, ...wide })
  for (const { a, b } of holders?.edges ?? [])
    if (numbers.includes(b) && isCandidate(a))
      add(a, { kind: kindOf(b) === 'address' ? 'sameAddress' : 'sameNumber', says: labels.get(b) ?? '' })

  const keys: readonly NameKey[] = (await Promise.all(names.map((name) => nameKeysOf(name)))).flat()
  for (const name of names) {
    for (const { key, label } of await findNodes(client, name, 100)) {
      const match = isCandidate(key) ? findNameMatch(keys, await nameKeysOf(label)) : undefined
      if (match !== undefined) add(key, { kind: match === 'exact' ? 'sameName' : 'nameVariant', says: label })
    }
    const page = await listRecords(client, { type: 'entity', words: name, states: ['stated'] }, { limit: 50 })
    for (const { id, title } of 'items' in page ? page.items : []) {
      const match = findNameMatch(keys, await nameKeysOf(title))
      if (match !== undefined)
        add(`entity:${id}`, { kind: match === 'exact' ? 'sameName' : 'nameVariant', says: title })
    }
  }
  const answered = await alreadyAsked(client, self.slice('entity:'.length))
  for (const key of [...signs.keys()]) if (mine.has(key) || answered.has(key)) signs.delete(key)
  await addPlaces(client, mine, signs, add)
  // A name in another spelling is nothing by itself: many people share it.
  const strong = [...signs].filter(
    ([, some]) => some.length > 1 || some.some(({ kind }) => kind !== 'nameVariant'),
  )
  const best = strong.toSorted(([, one], [, other]) => weight(other) - weight(one)).slice(0, MOST)
  const nodes = best.map(([key]) => key)
  const near =
    nodes.length === 0 ? [] : (await around(client, { nodes, depth: 1, perNode: 3, most: 500 })).edges
  const shown: Shown = await graphView(door, client, near, { asked: nodes })
  const items = shown.view.nodes.flatMap((node) => {
    const found = best.find(([key]) => key === node.key || node.same?.some((one) => one.key === key) === true)
    const keysOfNode = [node.key, ...(node.same ?? []).map((one) => one.key)]
    return found === undefined || keysOfNode.some((key) => mine.has(key) || answered.has(key))
      ? []
      : [{ node, stated: node.key.startsWith('entity:'), signs: found[1] }]
  })
  return { items, shown }
}

const kindOf = (key: string): string => key.slice(0, key.indexOf(':'))
const isCandidate = (key: string): boolean => ['entity', 'person', 'company'].includes(kindOf(key))
const weight = (signs: readonly Sign[]): number =>
  signs.reduce(
    (sum, { kind }) =>
      sum + { sameNumber: 4, sameAddress: 2, sameName: 2, nameVariant: 1, samePlace: 1 }[kind],
    0,
  )

/** Entities that were compared with this one, whatever the answer. */
async function alreadyAsked(client: PoolClient, id: string): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ id: string }>(
    `select o.to_record as id from zs.link l join zs.record r on r.id = l.record and r.type = 'entityMatch'
     join zs.link o on o.record = l.record and o.link in ('one', 'other') and o.to_record <> l.to_record
     where l.to_record = $1 and l.link in ('one', 'other')`,
    [id],
  )
  return new Set(rows.map((row) => `entity:${row.id}`))
}

/** That both are of one place: the area of the records that speak of them. */
async function addPlaces(
  client: PoolClient,
  mine: ReadonlySet<string>,
  signs: ReadonlyMap<string, readonly Sign[]>,
  add: (key: string, sign: Sign) => void,
): Promise<void> {
  if (signs.size === 0) return
  const placesOf = async (keys: readonly string[]) => {
    const found = await around(client, {
      nodes: keys,
      depth: 2,
      perNode: 20,
      most: 2000,
      kinds: ['clue', 'case', 'place'],
    })
    return new Set([...found.nodes.keys()].filter((key) => key.startsWith('place:')))
  }
  const own = await placesOf([...mine])
  for (const key of signs.keys()) {
    const common = [...(await placesOf([key]))].find((place) => own.has(place))
    if (common !== undefined) add(key, { kind: 'samePlace', says: '' })
  }
}
