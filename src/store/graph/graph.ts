/**
 * Asking the graph, level by level: each level is one call of zs.graph_step, which leaves out what the asker does not see
 * before it counts. Whatever is shown is then read by zs.graph_lines, which asks again, as zs.list does.
 */
import type { PoolClient } from 'pg'
import type { PlainDate } from '#kernel/time.ts'
import { SAME } from '#kernel/graph/edgesOf.ts'
import { kindOfNode } from '#kernel/graph/nodeKey.ts'
import { fold, gramsOf, patternOf } from '../search/grams.ts'

export interface StoredEdge {
  readonly record: string
  readonly nth: number
  readonly a: string
  readonly b: string
  readonly aLabel: string | null
  readonly bLabel: string | null
  readonly relation: string
  readonly as: string | null
  readonly field: string
  readonly since: PlainDate
  readonly until: PlainDate | null
}

export interface GraphFilter {
  /** Kinds of node that may be stepped on; all when absent. */
  readonly kinds?: readonly string[]
  /** Only lines that held between these days. */
  readonly from?: PlainDate
  readonly to?: PlainDate
}

export interface Around {
  readonly edges: readonly StoredEdge[]
  /** Every node met, with the number of steps to it. */
  readonly nodes: ReadonlyMap<string, number>
  /** Nodes that have more lines than were taken. */
  readonly more: readonly string[]
}

interface Step {
  readonly node: string
  readonly record: string
  readonly nth: number
  readonly a: string
  readonly b: string
}

export const edgeId = ({ record, nth }: Pick<StoredEdge, 'record' | 'nth'>): string =>
  `${record}.${String(nth)}`
const otherEnd = ({ node, a, b }: Step): string => (a === node ? b : a)

async function step(
  client: PoolClient,
  nodes: readonly string[],
  filter: GraphFilter,
  perNode: number,
  relations?: readonly string[],
): Promise<readonly Step[]> {
  if (nodes.length === 0) return []
  const { rows } = await client.query<Step>({
    name: 'graph step',
    text: 'select node, record, nth, a, b from zs.graph_step($1, $2, $3, $4, $5, $6)',
    values: [nodes, filter.kinds ?? null, relations ?? null, filter.from ?? null, filter.to ?? null, perNode],
  })
  return rows
}

/** Rows that were found, in the order of their records, once more as far as the asker sees them. */
export async function readEdges(
  client: PoolClient,
  found: readonly Pick<StoredEdge, 'record' | 'nth'>[],
): Promise<readonly StoredEdge[]> {
  if (found.length === 0) return []
  const { rows } = await client.query<StoredEdge>({
    name: 'graph edges',
    text: `select e.record, e.nth, e.a, e.b, e.a_label as "aLabel", e.b_label as "bLabel", e.relation, e."as", e.field,
                  e.since, e.until
           from zs.graph_lines($1, $2) e`,
    values: [found.map(({ record }) => record), found.map(({ nth }) => nth)],
  })
  return rows
}

export interface AroundQuestion extends GraphFilter {
  readonly nodes: readonly string[]
  /** Kinds of node that are shown but not gone on from, unless asked for themselves: a county has everybody in it. */
  readonly leaves?: readonly string[]
  readonly depth: number
  readonly perNode: number
  readonly most: number
}

/**
 * The neighbourhood of some nodes. What is the same as a node met counts as no step: a person that three records speak of
 * is one person once officials said so.
 *
 * What is asked next does not wait for what is the same as the nodes just met, which is mostly nothing: both go out in one round
 * trip (pool.ts, pipeline), and the nodes that turn out to be the same are asked after. At the end the lines are read so, too.
 */
export async function around(client: PoolClient, question: AroundQuestion): Promise<Around> {
  const { depth, perNode, most, leaves = [] } = question
  const nodes = new Map(question.nodes.map((node) => [node, 0]))
  const found = new Map<string, Step>()
  const more = new Set<string>()
  let frontier: readonly string[] = question.nodes
  for (let level = 1; level <= depth && frontier.length > 0; level++) {
    const met: string[] = []
    const [same, taken] = await Promise.all([
      addSame(client, nodes, frontier, level - 1, found, question),
      step(client, frontier, question, perNode),
    ])
    const ofSame = await step(client, same, question, perNode)
    for (const [node, steps] of byNode([...taken, ...ofSame])) {
      if (steps.length > perNode) more.add(node)
      for (const one of steps.slice(0, perNode)) {
        const other = otherEnd(one)
        if (!found.has(edgeId(one)) && found.size >= most) {
          more.add(node)
          continue
        }
        found.set(edgeId(one), one)
        if (nodes.has(other)) continue
        nodes.set(other, level)
        met.push(other)
      }
    }
    frontier = met.filter((node) => !leaves.includes(kindOfNode(node)))
  }
  const known = [...found.values()]
  const [, edges] = await Promise.all([
    addSame(client, nodes, frontier, depth, found, question),
    readEdges(client, known),
  ])
  // Read anew only where more was found meanwhile.
  return {
    edges: found.size === known.length ? edges : await readEdges(client, [...found.values()]),
    nodes,
    more: [...more],
  }
}

/** Whatever is the same as these, over any number of such lines. What it finds is added, and answered as far as it was not met. */
async function addSame(
  client: PoolClient,
  nodes: Map<string, number>,
  some: readonly string[],
  level: number,
  found: Map<string, Step>,
  { from, to }: GraphFilter,
): Promise<readonly string[]> {
  const span = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
  const all: string[] = []
  let fresh: readonly string[] = some.filter(mayBeSame)
  while (fresh.length > 0) {
    const next: string[] = []
    for (const one of await step(client, fresh, span, MOST_SAME, [SAME])) {
      found.set(edgeId(one), one)
      const other = otherEnd(one)
      if (nodes.has(other)) continue
      nodes.set(other, level)
      next.push(other)
    }
    all.push(...next)
    fresh = next
  }
  return all
}

const MOST_SAME = 200
/** Only persons, companies and entities are ever said to be the same as others. */
const mayBeSame = (node: string): boolean => /^(?:person|company|entity):/u.test(node)

function byNode(steps: readonly Step[]): ReadonlyMap<string, readonly Step[]> {
  const grouped = new Map<string, Step[]>()
  for (const one of steps) {
    const before = grouped.get(one.node)
    if (before === undefined) grouped.set(one.node, [one])
    else before.push(one)
  }
  return grouped
}

export interface PathQuestion extends GraphFilter {
  readonly a: string
  readonly b: string
  /** The most steps of the path. */
  readonly depth: number
  readonly perNode: number
  /** How many nodes may be looked at. */
  readonly most: number
}

/** `edges` of a shortest path in order; `none` within the bounds, and whether the bounds cut the search short. */
export type Path = { readonly edges: readonly StoredEdge[] } | { readonly none: true; readonly cut: boolean }

/**
 * A shortest path, searched from both ends at once, always on the side that has met fewer nodes. Lines between what is
 * the same are lines of the path like others here: they are part of why one comes from one end to the other.
 */
export async function shortestPath(client: PoolClient, question: PathQuestion): Promise<Path> {
  const { a, b, depth, perNode, most } = question
  if (a === b) return { edges: [] }
  const sides = [new Side(a), new Side(b)] as const
  let cut = false
  for (let steps = 0; steps < depth; steps++) {
    const [near, far] = chosen(sides)
    if (near.frontier.length === 0) return { none: true, cut }
    const next: string[] = []
    let meeting: string | undefined
    for (const [node, found] of byNode(await step(client, near.frontier, question, perNode))) {
      if (found.length > perNode) cut = true
      for (const one of found.slice(0, perNode)) {
        const other = otherEnd(one)
        if (near.cameBy.has(other)) continue
        near.cameBy.set(other, { from: node, by: one })
        next.push(other)
        if (meeting === undefined && far.cameBy.has(other)) meeting = other
      }
    }
    if (meeting !== undefined) return { edges: await inOrder(client, sides, meeting) }
    near.frontier = next
    if (sides[0].cameBy.size + sides[1].cameBy.size > most) return { none: true, cut: true }
  }
  return { none: true, cut }
}

class Side {
  readonly cameBy: Map<string, { readonly from: string; readonly by: Step } | undefined>
  frontier: readonly string[]
  constructor(start: string) {
    this.cameBy = new Map([[start, undefined]])
    this.frontier = [start]
  }
}

/** The side to go on with first. One that has nowhere to go has met all it can: there is no path. */
const chosen = ([one, two]: readonly [Side, Side]): readonly [Side, Side] =>
  one.frontier.length <= two.frontier.length ? [one, two] : [two, one]

async function inOrder(
  client: PoolClient,
  [first, second]: readonly [Side, Side],
  meeting: string,
): Promise<readonly StoredEdge[]> {
  const back = (side: Side): Step[] => {
    const steps: Step[] = []
    for (let at = side.cameBy.get(meeting); at !== undefined; at = side.cameBy.get(at.from)) steps.push(at.by)
    return steps
  }
  const steps = [...back(first).reverse(), ...back(second)]
  const read = new Map((await readEdges(client, steps)).map((edge) => [edgeId(edge), edge]))
  return steps.flatMap((one) => read.get(edgeId(one)) ?? [])
}

export interface FoundNode {
  readonly key: string
  readonly label: string
  /** A line that tells of it. */
  readonly edge: StoredEdge
}

const MOST_FOUND = 2000

/** Nodes whose label holds these words, as far as the asker sees a line that says so. */
export async function findNodes(
  client: PoolClient,
  words: string,
  most: number,
): Promise<readonly FoundNode[]> {
  const folded = fold(words)
  const { rows } = await client.query<{ record: string; nth: number }>({
    name: 'graph find',
    text: 'select record, nth from zs.graph_find($1, $2, $3)',
    values: [patternOf(folded), gramsOf(folded), MOST_FOUND],
  })
  const found = new Map<string, FoundNode>()
  for (const edge of await readEdges(client, rows)) {
    for (const [key, label] of [
      [edge.a, edge.aLabel],
      [edge.b, edge.bLabel],
    ] as const)
      if (label !== null && !found.has(key) && fold(label).includes(folded))
        found.set(key, { key, label, edge })
    if (found.size >= most) break
  }
  return [...found.values()].slice(0, most)
}
