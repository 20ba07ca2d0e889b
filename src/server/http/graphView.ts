/**
 * Lines as a picture: every node with the name it has for this asker, what is the same as one node, each line with the
 * record and the field it stands in. Whoever is shown a line has looked at its record, and that is kept.
 */
import type { PoolClient } from 'pg'
import { SAME } from '#kernel/graph/edgesOf.ts'
import { kindOfNode } from '#kernel/graph/nodeKey.ts'
import { fieldsSeenBy } from '#kernel/access/sight.ts'
import { isRecordId, place, person, unit, type RecordId } from '#kernel/record/field.ts'
import { edgeId, type StoredEdge } from '#store/graph/graph.ts'
import type { Door } from './door.ts'
import type { FoundAt } from './looks.ts'
import type { Language, Spoken } from './language.ts'
import { namesIn } from './namesIn.ts'
import { titleText } from './titleText.ts'

export interface NodeView {
  readonly key: string
  readonly kind: string
  readonly label: Spoken
  /** For a record: which, and how it stands. */
  readonly record?: {
    readonly type: string
    readonly id: string
    readonly number: string
    readonly state: string
  }
  /** What an entity or an asset is: a person, a company, a vehicle, … */
  readonly is?: string
  /** Other nodes that officials said are this one, and the lines that say so. */
  readonly same?: readonly { readonly key: string; readonly label: Spoken; readonly line: string }[]
  readonly hasMore?: true
}

export interface LineView {
  readonly id: string
  readonly a: string
  readonly b: string
  readonly relation: string
  readonly as?: string
  readonly since: string
  readonly until?: string
  readonly record: { readonly type: string; readonly id: string; readonly number: string }
}

export interface GraphView {
  readonly nodes: readonly NodeView[]
  readonly lines: readonly LineView[]
}

interface RecordRow {
  readonly id: RecordId
  readonly type: string
  readonly number: string
  readonly state: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly roles: readonly string[]
}

export interface Shown {
  readonly view: GraphView
  /** The records whose lines are shown. */
  readonly records: readonly FoundAt[]
}

/** `asked`: nodes to be shown even without a line. The client is in the asker's scope. */
export async function graphView(
  door: Door,
  client: PoolClient,
  edges: readonly StoredEdge[],
  { asked = [], more = [] }: { readonly asked?: readonly string[]; readonly more?: readonly string[] } = {},
): Promise<Shown> {
  const keys = [...new Set([...asked, ...edges.flatMap(({ a, b }) => [a, b])])]
  const records = await readRecords(door, client, [
    ...keys.flatMap((key) => recordIn(door, key)?.id ?? []),
    ...edges.map(({ record }) => record),
  ])
  const merged = mergedBy(edges)
  const touched = new Set(edges.flatMap(({ a, b }) => [a, b]))
  const labels = labelsIn(edges)
  const hasMore = new Set(more.map((key) => merged.of(key)))
  const nameOf = (key: string) => labelOf(door, key, records, labels)
  const nodes = keys.flatMap((key): NodeView[] => {
    if (merged.of(key) !== key) return []
    const at = recordIn(door, key)
    const record = at === undefined ? undefined : records.get(at.id)
    // Out of reach and not there are the same.
    if (!touched.has(key) && record === undefined) return []
    const same = merged.others(key).map((other) => ({
      ...{ key: other, label: nameOf(other) },
      line: merged.line(other),
    }))
    const is = record === undefined ? undefined : kindTold(door, record)
    return [
      {
        key,
        kind: kindOfNode(key),
        label: nameOf(key),
        ...(record === undefined ? {} : { record: atRecord(record) }),
        ...(typeof is === 'string' ? { is } : {}),
        ...(same.length === 0 ? {} : { same }),
        ...(hasMore.has(key) ? { hasMore: true as const } : {}),
      },
    ]
  })
  const lines = edges
    .filter(({ relation }) => relation !== SAME)
    .flatMap((edge): LineView[] => {
      const source = records.get(edge.record)
      if (source === undefined) return []
      const { type, id, number } = source
      return [
        {
          ...{ id: edgeId(edge), a: merged.of(edge.a), b: merged.of(edge.b), relation: edge.relation },
          ...(edge.as === null ? {} : { as: edge.as }),
          ...{ since: edge.since, record: { type, id, number } },
          ...(edge.until === null ? {} : { until: edge.until }),
        },
      ]
    })
  const looked = [...new Set(edges.map(({ record }) => record))].flatMap((id): FoundAt[] => {
    const record = records.get(id)
    const declaration = door.realm.declarations.get(record?.type ?? '')
    return record === undefined || declaration === undefined ? [] : [{ declaration, record: record.id }]
  })
  return { view: { nodes, lines }, records: looked }
}

const atRecord = ({ type, id, number, state }: RecordRow) => ({ type, id, number, state })

/** Types whose field `kind` says what the thing is. */
const OF_KINDS: readonly string[] = ['entity', 'asset']

const kindTold = ({ realm }: Door, { type, fields, roles }: RecordRow): unknown => {
  const declaration = OF_KINDS.includes(type) ? realm.declarations.get(type) : undefined
  return declaration !== undefined && fieldsSeenBy(declaration, roles).has('kind')
    ? fields['kind']
    : undefined
}

/** The record a node is, where it is one. */
function recordIn({ realm }: Door, key: string): { readonly type: string; readonly id: string } | undefined {
  const [type = '', id = ''] = key.split(':')
  return realm.declarations.get(type)?.graph !== undefined && isRecordId(id) ? { type, id } : undefined
}

async function readRecords(door: Door, client: PoolClient, ids: readonly string[]) {
  const { rows } = await client.query<RecordRow>({
    name: 'graph records',
    text: `select o.id, o.type, o.number, o.state, o.fields, mine.roles
           from zs.record o cross join lateral (
             select array_agg(distinct r.role) as roles from zs.reach r
             where r.record = o.id and r.key = any (zs.my_keys())) mine
           where o.id = any ($1) and mine.roles is not null`,
    values: [[...new Set(ids)]],
  })
  return new Map<string, RecordRow>(
    rows.filter(({ type }) => door.realm.declarations.has(type)).map((row) => [row.id, row]),
  )
}

/** The names that lines give to nodes, as this asker sees them. */
function labelsIn(edges: readonly StoredEdge[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>()
  for (const { a, b, aLabel, bLabel } of edges) {
    if (aLabel !== null) labels.set(a, aLabel)
    if (bLabel !== null) labels.set(b, bLabel)
  }
  return labels
}

const both = (text: string): Spoken => ({ zh: text, en: text })

function labelOf(
  door: Door,
  key: string,
  records: ReadonlyMap<string, RecordRow>,
  labels: ReadonlyMap<string, string>,
): Spoken {
  const told = labels.get(key)
  if (told !== undefined) return both(told)
  const [kind = '', id = ''] = key.split(/:(.*)/su)
  const named = { official: person, unit, place }[kind]
  if (named !== undefined) return namesIn(door.realm, { it: named }, [{ it: id }])[id] ?? both(id)
  const record = records.get(id)
  const declaration = record === undefined ? undefined : door.realm.declarations.get(record.type)
  if (record === undefined || declaration === undefined) return both('—')
  const sight = { fields: fieldsSeenBy(declaration, record.roles) }
  const titleFor = (language: Language) =>
    titleText(door, declaration, sight, { ...record.fields, number: record.number }, language)
  const title = { zh: titleFor('zh'), en: titleFor('en') }
  // The title of a part is the number of what it is a part of.
  return [...records.values()].some(({ number }) => number === title.zh) ? both(record.number) : title
}

/** Which nodes are one, by the lines that say so among those shown. An entity speaks for those it stands for. */
function mergedBy(edges: readonly StoredEdge[]) {
  const parent = new Map<string, string>()
  const lineOf = new Map<string, string>()
  const root = (key: string): string => {
    const above = parent.get(key)
    return above === undefined ? key : root(above)
  }
  for (const edge of edges) {
    if (edge.relation !== SAME) continue
    for (const end of [edge.a, edge.b]) lineOf.set(end, edgeId(edge))
    const [one, other] = [root(edge.a), root(edge.b)].toSorted(entitiesFirst)
    if (one !== undefined && other !== undefined && one !== other) parent.set(other, one)
  }
  const members = Map.groupBy(parent.keys(), root)
  return {
    of: root,
    others: (key: string): readonly string[] => members.get(key) ?? [],
    line: (key: string): string => lineOf.get(key) ?? '',
  }
}

const entitiesFirst = (one: string, other: string): number =>
  Number(other.startsWith('entity:')) - Number(one.startsWith('entity:')) || (one < other ? -1 : 1)
