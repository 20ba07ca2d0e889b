/** The lines of a record as rows of zs.edge: who sees each, and its nodes as keys that tell nothing to whoever steals them. */
import { fieldsSeenBy } from '#kernel/access/sight.ts'
import { edgesOf, type NodeOfEdge } from '#kernel/graph/edgesOf.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { AnyRecord } from '#kernel/record/replay.ts'
import type { MarkText } from '../search/marks.ts'

export interface EdgeRow {
  readonly nth: number
  readonly a: string
  readonly b: string
  readonly a_label: string | null
  readonly b_label: string | null
  readonly relation: string
  readonly as: string | null
  readonly field: string
  readonly seen_by: readonly string[]
  readonly needs: readonly string[]
  readonly since: string
  readonly until: string | null
}

/** `kind:id`, and behind it a keyed hash of what is equal where the node is the same. */
export const nodeKey = (mark: MarkText, { kind, id, hidden }: NodeOfEdge): string =>
  hidden === undefined
    ? `${kind}:${id}`
    : `${kind}:${id}${mark('graph', `${kind}\n${hidden}`).subarray(0, 18).toString('base64url')}`

export function edgeRowsOf(declaration: Declaration, record: AnyRecord, mark: MarkText): readonly EdgeRow[] {
  const roles = Object.keys(declaration.roles).filter(
    (role) => declaration.roles[role]?.reaches !== 'nothing',
  )
  return edgesOf(declaration, record).map((edge, index) => ({
    nth: index + 1,
    a: nodeKey(mark, edge.from),
    b: nodeKey(mark, edge.to),
    a_label: edge.from.label ?? null,
    b_label: edge.to.label ?? null,
    relation: edge.relation,
    as: edge.as ?? null,
    field: edge.field,
    seen_by: roles.filter((role) => fieldsSeenBy(declaration, [role]).has(edge.field)),
    needs: edge.needs,
    since: edge.since,
    until: edge.until ?? null,
  }))
}
