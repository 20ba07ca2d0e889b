/**
 * The graph as it stands in the browser: nodes and lines by their keys, where each node is drawn, and what is shown of it.
 * Arrays of numbers beside the maps, because ten thousand nodes are moved sixty times a second.
 */
import type { GraphAnswer, GraphLine, GraphNode } from './shapes.ts'

export const MOST_DRAWN = 12_000

export interface Picture {
  readonly nodes: ReadonlyMap<string, GraphNode>
  readonly lines: ReadonlyMap<string, GraphLine>
}

export const emptyPicture: Picture = { nodes: new Map(), lines: new Map() }

/** With what an answer adds. A node that turned out to be another one takes its lines along. */
export function withAnswer(
  picture: Picture,
  { nodes, lines }: Pick<GraphAnswer, 'nodes' | 'lines'>,
): Picture {
  const known = new Map(picture.nodes)
  const merged = new Map<string, string>()
  for (const node of nodes) {
    const before = known.get(node.key)
    known.set(node.key, {
      ...node,
      ...(node.hasMore === undefined && before?.hasMore !== undefined && nodes.length === 1
        ? { hasMore: before.hasMore }
        : {}),
    })
    for (const { key } of node.same ?? []) {
      merged.set(key, node.key)
      known.delete(key)
    }
  }
  const all = new Map<string, GraphLine>()
  for (const line of [...picture.lines.values(), ...lines])
    all.set(line.id, { ...line, a: merged.get(line.a) ?? line.a, b: merged.get(line.b) ?? line.b })
  return { nodes: known, lines: all }
}

/** Without a node, its lines, and whatever hung on it alone. */
export function without(picture: Picture, key: string): Picture {
  const lines = new Map([...picture.lines].filter(([, { a, b }]) => a !== key && b !== key))
  const held = new Set([...lines.values()].flatMap(({ a, b }) => [a, b]))
  const hungOnIt = new Set(
    [...picture.lines.values()].filter(({ a, b }) => a === key || b === key).flatMap(({ a, b }) => [a, b]),
  )
  return {
    nodes: new Map(
      [...picture.nodes].filter(([one]) => one !== key && (held.has(one) || !hungOnIt.has(one))),
    ),
    lines,
  }
}

export interface ShownBy {
  readonly hidden: ReadonlySet<string>
  readonly from?: string
  readonly to?: string
}

/** The part of it that the kinds and days chosen let through; nodes all of whose lines are outside the days go, too. */
export function shownPart(picture: Picture, { hidden, from, to }: ShownBy): Picture {
  const isShown = ({ kind }: GraphNode) => !hidden.has(kind)
  const nodes = new Map([...picture.nodes].filter(([, node]) => isShown(node)))
  const lines = new Map(
    [...picture.lines].filter(
      ([, { a, b, since, until }]) =>
        nodes.has(a) &&
        nodes.has(b) &&
        (to === undefined || since <= to) &&
        (from === undefined || until === undefined || until >= from),
    ),
  )
  if (from === undefined && to === undefined) return { nodes, lines }
  const had = new Set([...picture.lines.values()].flatMap(({ a, b }) => [a, b]))
  const has = new Set([...lines.values()].flatMap(({ a, b }) => [a, b]))
  return { nodes: new Map([...nodes].filter(([key]) => has.has(key) || !had.has(key))), lines }
}

/** The first and the last day of any line. */
export function daysOf({ lines }: Picture): readonly [string, string] | undefined {
  const days = [...lines.values()].flatMap(({ since, until }) => [
    since,
    ...(until === undefined ? [] : [until]),
  ])
  const sorted = days.toSorted()
  const [first, last] = [sorted[0], sorted.at(-1)]
  return first === undefined || last === undefined ? undefined : [first, last]
}
