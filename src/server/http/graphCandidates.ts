/**
 * Which entities and mentions may be the same as a node of the graph, each with what speaks for it: numbers, addresses, names,
 * places, a clue of the same case. Everything is read in the asker's scope, so that nothing out of reach is proposed. Nothing
 * here scores anybody; the signs only put what has more of them first.
 */
import type { PoolClient } from 'pg'
import { kindOfNode } from '#kernel/graph/nodeKey.ts'
import type { RecordId } from '#kernel/record/field.ts'
import { findNameMatch, type NameKey } from '#kernel/similarity/nameKeys.ts'
import { nameKeysOf } from '#mechanisms/clue/names.ts'
import { around, findNodes } from '#store/graph/graph.ts'
import { listRecords } from '#store/search/list.ts'
import type { Door } from './door.ts'
import { graphView, type NodeView, type Shown } from './graphView.ts'
import { NUMBERS } from './graphRoutes.ts'

export interface Sign {
  readonly kind: 'sameNumber' | 'sameAddress' | 'sameName' | 'nameVariant' | 'samePlace' | 'sameCase'
  readonly says: string
}

export interface Candidate {
  readonly node: NodeView
  readonly stated: boolean
  readonly signs: readonly Sign[]
}

const MOST = 20

interface Asked {
  /** The node that others may be the same as, and the names it is known under. */
  readonly self: string
  readonly names: readonly string[]
  /** What was compared with it before, or is the same already. */
  readonly answered: ReadonlySet<string>
  /** Only entities, and no mentions that are none yet. */
  readonly entitiesOnly?: true
  /** Clues of the same case: what is stated on one of them has that in common. */
  readonly clues?: ReadonlySet<string>
}

export async function candidatesFor(
  door: Door,
  client: PoolClient,
  { self, names, answered, entitiesOnly, clues = new Set() }: Asked,
): Promise<{ readonly items: readonly Candidate[]; readonly shown: Shown }> {
  const isCandidate = (key: string): boolean =>
    kindOfNode(key) === 'entity' || (entitiesOnly !== true && ['person', 'company'].includes(kindOfNode(key)))
  const signs = new Map<string, Sign[]>()
  const add = (key: string, sign: Sign) => {
    const before = signs.get(key) ?? []
    if (!before.some(({ kind, says }) => kind === sign.kind && says === sign.says))
      signs.set(key, [...before, sign])
  }
  const wide = { perNode: 200, most: 5000 }
  const own = await around(client, { nodes: [self], depth: 1, ...wide })
  const mine = new Set([...own.nodes].filter(([, steps]) => steps === 0).map(([key]) => key))
  const numbers = [...own.nodes.keys()].filter((key) => NUMBERS.includes(kindOfNode(key)))
  const labels = new Map(
    own.edges.flatMap(({ b, bLabel }) => (bLabel === null ? [] : [[b, bLabel] as const])),
  )
  const holders =
    numbers.length === 0 ? undefined : await around(client, { nodes: numbers, depth: 1, ...wide })
  for (const { a, b } of holders?.edges ?? [])
    if (numbers.includes(b) && isCandidate(a))
      add(a, { kind: kindOfNode(b) === 'address' ? 'sameAddress' : 'sameNumber', says: labels.get(b) ?? '' })

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
  for (const key of [...signs.keys()]) if (mine.has(key) || answered.has(key)) signs.delete(key)
  await addPlaces(client, mine, signs, add)
  if (clues.size > 0) await addClues(client, clues, signs, add)
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

const weight = (signs: readonly Sign[]): number =>
  signs.reduce(
    (sum, { kind }) =>
      sum + { sameNumber: 4, sameAddress: 2, sameName: 2, nameVariant: 1, samePlace: 1, sameCase: 1 }[kind],
    0,
  )

/** Entities that were compared with this one and answered, and what asks about those that nobody answered yet. */
export async function alreadyAsked(client: PoolClient, id: RecordId) {
  const { rows } = await client.query<{ id: string; match: string; state: string }>(
    `select o.to_record as id, r.id as match, r.state from zs.link l
     join zs.record r on r.id = l.record and r.type = 'entityMatch'
     join zs.link o on o.record = l.record and o.link in ('one', 'other') and o.to_record <> l.to_record
     where l.to_record = $1 and l.link in ('one', 'other')`,
    [id],
  )
  const isOpen = ({ state }: { readonly state: string }) => state === 'proposed'
  return {
    answered: new Set(rows.filter((row) => !isOpen(row)).map((row) => `entity:${row.id}`)),
    open: new Map(rows.filter(isOpen).map((row) => [`entity:${row.id}`, row.match])),
  }
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

/** That an entity stands on a clue of the case. */
async function addClues(
  client: PoolClient,
  clues: ReadonlySet<string>,
  signs: ReadonlyMap<string, readonly Sign[]>,
  add: (key: string, sign: Sign) => void,
): Promise<void> {
  const entities = [...signs.keys()].filter((key) => kindOfNode(key) === 'entity')
  if (entities.length === 0) return
  const near = await around(client, {
    ...{ nodes: entities, depth: 1, perNode: 20, most: 2000 },
    kinds: ['clue'],
  })
  for (const { a, b } of near.edges) if (clues.has(b) && signs.has(a)) add(a, { kind: 'sameCase', says: '' })
}
