/** What the graph is asked: the query of the address, checked. */
import type { FastifyRequest } from 'fastify'
import { isWritten } from '#kernel/record/field.ts'
import { isPlainDate, type PlainDate } from '#kernel/time.ts'
import type { GraphFilter } from '#store/graph/graph.ts'
import { bad, isBad, queryOf, type BadParameter } from './parameters.ts'

/** Limits of one answer: assumed, so that a browser draws it and a person can read it. */
export const graphLimits = {
  nodes: 50,
  depth: 4,
  perNode: 500,
  edges: 20_000,
  pathDepth: 12,
  pathNodes: 60_000,
}

const NODE = /^[A-Za-z]{2,40}:[\w:.-]{1,160}$/u

export interface GraphQuestion {
  readonly nodes: readonly string[]
  readonly depth: number
  readonly perNode: number
  readonly filter: GraphFilter
}

export function graphQuestionOf(
  request: FastifyRequest,
  names: readonly string[],
): GraphQuestion | BadParameter {
  const query = queryOf(request)
  const nodes = names.flatMap((name) => query[name] ?? [])
  if (nodes.length === 0 || nodes.length > graphLimits.nodes || nodes.some((node) => !NODE.test(node)))
    return bad(names[0] ?? 'node', { zh: '节点标识，最多50个', en: 'keys of nodes, at most 50' })
  const depth = wholeIn(query['depth']?.[0], 1, 1, graphLimits.depth)
  const perNode = wholeIn(query['perNode']?.[0], 100, 1, graphLimits.perNode)
  if (depth === undefined) return bad('depth', { zh: '1到4的整数', en: 'a whole number from 1 to 4' })
  if (perNode === undefined) return bad('perNode', { zh: '1到500的整数', en: 'a whole number from 1 to 500' })
  const filter = graphFilterOf(request)
  return isBad(filter) ? filter : { nodes, depth, perNode, filter }
}

function graphFilterOf(request: FastifyRequest): GraphFilter | BadParameter {
  const query = queryOf(request)
  const kinds = (query['kinds'] ?? []).flatMap((some) => some.split(',')).filter((kind) => kind !== '')
  if (kinds.length > 60 || kinds.some((kind) => !/^[A-Za-z]{2,40}$/u.test(kind)))
    return bad('kinds', { zh: '节点种类', en: 'kinds of node' })
  const days: { from?: PlainDate; to?: PlainDate } = {}
  for (const name of ['from', 'to'] as const) {
    const day = query[name]?.[0]
    if (day === undefined) continue
    if (!isPlainDate(day)) return bad(name, { zh: '日期，如2025-04-28', en: 'a day, such as 2025-04-28' })
    days[name] = day
  }
  return { ...days, ...(kinds.length === 0 ? {} : { kinds }) }
}

function wholeIn(text: string | undefined, otherwise: number, min: number, max: number): number | undefined {
  if (text === undefined) return otherwise
  const value = Number(text)
  return Number.isInteger(value) && value >= min && value <= max ? value : undefined
}

/** Words to look for, or why they cannot be. */
export function wordsAsked(request: FastifyRequest): string | BadParameter {
  const words = queryOf(request)['q']?.[0]?.trim() ?? ''
  return words === '' || words.length > 200 || !isWritten(words)
    ? bad('q', { zh: '1到200字的文字', en: 'text of 1 to 200 characters' })
    : words
}
