/**
 * The lines a record draws: from the record to what its fields tell of, and between those. Pure; the store hashes what
 * `hidden` says and keeps the rest (store/graph). Each line names the field it stands in, so that it can be asked why.
 */
import { identifierKinds, identifierKey, type Identifier } from '../identifiers/identifier.ts'
import { identifierFromField, identifiersIn } from '../identifiers/identifiersIn.ts'
import type { Declaration } from '../record/declaration.ts'
import type { Field, RecordId } from '../record/field.ts'
import { isRecordId } from '../record/field.ts'
import { linksIn } from '../record/projection.ts'
import { listOf, type AnyRecord } from '../record/replay.ts'
import { dayOf, isPlainDate, type PlainDate } from '../time.ts'
import { endsAsACompany } from './companyName.ts'
import type { Drawn, GraphSpec, HolderDrawn, MarksDrawn, PeopleDrawn, RelationsDrawn } from './graphSpec.ts'

/**
 * A node: `kind:id`, and where `hidden` stands `kind:id` with a keyed hash of it behind. Persons and companies of which a
 * record speaks are nodes of that record; numbers, places, officials and records are the same node for all.
 */
export interface NodeOfEdge {
  readonly kind: string
  readonly id: string
  readonly hidden?: string
  readonly label?: string
}

export interface Edge {
  readonly from: NodeOfEdge
  readonly to: NodeOfEdge
  /** `<type>.<field>` or `<type>.<field>.<part>`; `same` where both ends are one. */
  readonly relation: string
  /** The field in whose sight it is. */
  readonly field: string
  /** What the item says the other is to this one: a code of the list of that part. */
  readonly as?: string
  readonly since: PlainDate
  readonly until?: PlainDate
  /** Records that must be reached beside this one. */
  readonly needs: readonly RecordId[]
}

export const SAME = 'same'

type Values = Readonly<Record<string, unknown>>

export function edgesOf(declaration: Declaration, record: AnyRecord): readonly Edge[] {
  const { graph } = declaration
  if (graph === undefined || (graph.during !== undefined && !graph.during.includes(record.state))) return []
  if (graph.unless !== undefined && record[graph.unless] === true) return []
  const self = recordNode(declaration.name, record.id)
  const within = (graph.within ?? []).flatMap((field) => listOf(record[field]).filter(isRecordId))
  const span = spanOf(graph, record)
  const found = Object.entries(graph.fields).flatMap(([name, drawn]) => {
    const field = declaration.fields[name]
    const value = record[name]
    if (drawn === undefined || field === undefined || value === undefined) return []
    return edgesIn({ declaration, record, self, name, field, value }, drawn).map((one): Edge => ({
      ...span,
      ...one,
      field: name,
      needs: [...new Set([...within, ...(one.needs ?? [])])],
    }))
  })
  return withoutRepeats(found)
}

const recordNode = (type: string, id: string): NodeOfEdge => ({ kind: type, id })

interface At {
  readonly declaration: Declaration
  readonly record: AnyRecord
  readonly self: NodeOfEdge
  readonly name: string
  readonly field: Field<unknown>
  readonly value: unknown
}
type Found = Pick<Edge, 'from' | 'to' | 'relation'> & Partial<Pick<Edge, 'as' | 'since' | 'until' | 'needs'>>

function edgesIn(at: At, drawn: Drawn): readonly Found[] {
  if (typeof drawn === 'object') {
    if ('each' in drawn) return itemsOf(at).flatMap((item) => edgesOfPerson(at, drawn, item))
    if ('numbers' in drawn) return edgesOfMarks(at, drawn)
    if ('holder' in drawn) return edgesOfHolder(at, drawn)
    if ('same' in drawn) return edgeOfSame(at, drawn.same)
    return itemsOf(at).flatMap((item) => edgeOfRelation(at, drawn, item))
  }
  const relation = `${at.declaration.name}.${at.name}`
  const from = at.self
  const to = (nodes: readonly NodeOfEdge[]): readonly Found[] =>
    nodes.map((node) => ({ from, to: node, relation }))
  const texts = listOf(at.value).filter((value) => typeof value === 'string')
  switch (drawn) {
    case 'record':
      return linksIn(at.field, at.value).map(({ type, id }) => ({
        ...{ from, relation },
        to: { kind: type, id },
        needs: [id],
      }))
    case 'official':
      return to(texts.map((id) => ({ kind: 'official', id })))
    case 'unit':
      return to(texts.map((id) => ({ kind: 'unit', id })))
    case 'place':
      return to(texts.map((id) => ({ kind: 'place', id })))
    case 'named':
      return to(itemsOf(at).flatMap(({ key }) => (typeof key === 'string' ? nodeOfNamed(at, key) : [])))
    case 'number':
      return to(texts.flatMap(nodeOfNumber))
    case 'numbersInText':
      return to(textsIn(at.value).flatMap(identifiersIn).map(nodeOfIdentifier))
    case 'person':
    case 'company':
      return to(texts.flatMap((name) => nodeOfMention(at, drawn, name)))
    case 'address':
      return to(texts.flatMap(nodeOfAddress))
    case 'standsFor':
      return texts.flatMap((key) => {
        const [kind = '', id = ''] = key.split(/:(.*)/su)
        return kind === '' || id === '' ? [] : [{ from, to: { kind, id }, relation: SAME }]
      })
  }
}

function edgesOfPerson(at: At, drawn: PeopleDrawn, item: Values): readonly Found[] {
  const name = item[drawn.name]
  const [person] = typeof name === 'string' ? nodeOfMention(at, drawn.each, name, apart(at, drawn, item)) : []
  if (person === undefined) return []
  const relation = `${at.declaration.name}.${at.name}`
  const parts = (names: readonly string[] | undefined, nodes: (text: string) => readonly NodeOfEdge[]) =>
    (names ?? []).flatMap((part): readonly Found[] => {
      const text = item[part]
      if (typeof text !== 'string') return []
      return nodes(text).map((node) => ({ from: person, to: node, relation: `${relation}.${part}` }))
    })
  return [
    { from: at.self, to: person, relation },
    ...parts(drawn.numbers, nodeOfNumber),
    ...parts(drawn.addresses, nodeOfAddress),
    ...parts(drawn.companies, (text) => nodeOfMention(at, 'company', text)),
  ]
}

function edgeOfRelation(at: At, drawn: RelationsDrawn, item: Values): readonly Found[] {
  const part = at.field.items?.parts?.[drawn.to]
  const id = item[drawn.to]
  if (part?.refersTo === undefined || !isRecordId(id)) return []
  const as = item[drawn.as]
  const [since, until] = [dayIn(item, drawn.from), dayIn(item, drawn.until)]
  return [
    {
      from: at.self,
      to: recordNode(part.refersTo, id),
      relation: `${at.declaration.name}.${at.name}`,
      needs: [id],
      ...(typeof as === 'string' ? { as } : {}),
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
    },
  ]
}

function edgesOfMarks(at: At, { numbers, addressWhere }: MarksDrawn): readonly Found[] {
  const relation = `${at.declaration.name}.${at.name}`
  return itemsOf(at).flatMap((item) => {
    const value = item[numbers]
    if (typeof value !== 'string') return []
    const isAddress = addressWhere !== undefined && item[addressWhere.kind] === addressWhere.is
    const nodes = isAddress ? nodeOfAddress(value) : nodeOfNumber(value)
    return nodes.map((to) => ({ from: at.self, to, relation }))
  })
}

function edgesOfHolder(at: At, { holder }: HolderDrawn): readonly Found[] {
  const relation = `${at.declaration.name}.${at.name}`
  const isSaid = holder !== 'byName' && at.record[holder.field] === holder.saysCompany
  return listOf(at.value)
    .filter((name) => typeof name === 'string')
    .flatMap((name) => nodeOfMention(at, isSaid || endsAsACompany(name) ? 'company' : 'person', name))
    .map((to) => ({ from: at.self, to, relation }))
}

function edgeOfSame(at: At, other: string): readonly Found[] {
  const [one, two] = [at.value, at.record[other]]
  const type = at.field.refersTo
  if (type === undefined || !isRecordId(one) || !isRecordId(two)) return []
  return [{ from: recordNode(type, one), to: recordNode(type, two), relation: SAME, needs: [one, two] }]
}

/** Whoever is named by a name alone is a person of this record. */
function nodeOfNamed(at: At, key: string): readonly NodeOfEdge[] {
  if (key.startsWith('p:')) return [{ kind: 'official', id: key.slice(2) }]
  return key.startsWith('u:')
    ? [{ kind: 'unit', id: key.slice(2) }]
    : nodeOfMention(at, 'person', key.slice(2))
}

const plain = (text: string): string => text.normalize('NFKC').replace(/\s/gu, '')

function nodeOfMention(at: At, kind: 'person' | 'company', name: string, more = ''): readonly NodeOfEdge[] {
  const label = name.trim()
  return label === '' ? [] : [{ kind, id: `${at.record.id}.`, hidden: plain(label) + more, label }]
}

/** What tells somebody apart from another item of the same name; nothing where the name does. */
function apart(at: At, { name, tellsApart, numbers }: PeopleDrawn, item: Values): string {
  const written = (one: Values) => (typeof one[name] === 'string' ? plain(one[name]) : '')
  if (itemsOf(at).filter((other) => written(other) === written(item)).length < 2) return ''
  const parts = tellsApart === undefined ? (numbers ?? []) : [tellsApart]
  return `\n${parts.map((part) => JSON.stringify(item[part] ?? '')).join('\n')}`
}

/** Too short to be more than a word such as 长春. */
const SHORTEST_ADDRESS = 6

function nodeOfAddress(text: string): readonly NodeOfEdge[] {
  const hidden = plain(text)
  return hidden.length < SHORTEST_ADDRESS ? [] : [{ kind: 'address', id: '', hidden, label: text.trim() }]
}

/** Which node a number of each kind is. */
const nodeKinds = {
  residentId: 'idNumber',
  uscc: 'creditCode',
  mobile: 'phone',
  landline: 'phone',
  bankCard: 'account',
  plate: 'plate',
} as const

const nodeOfIdentifier = (identifier: Identifier): NodeOfEdge => ({
  kind: nodeKinds[identifier.kind],
  id: '',
  hidden: identifierKey(identifier),
  label: identifier.value,
})

/** A number as somebody filled it in; one of no known form is the same as others written like it. */
export function nodeOfNumber(written: string): readonly NodeOfEdge[] {
  for (const kind of identifierKinds) {
    const identifier = identifierFromField(kind, written)
    if (identifier !== undefined) return [nodeOfIdentifier(identifier)]
  }
  const hidden = plain(written).toUpperCase()
  return hidden.length < 5 ? [] : [{ kind: 'number', id: '', hidden, label: written.trim() }]
}

function spanOf(graph: GraphSpec, record: AnyRecord) {
  const first = (names: readonly string[] | undefined) =>
    names?.map((name) => dayIn(record, name)).find((day) => day !== undefined)
  const until = first(graph.until)
  return { since: first(graph.since) ?? dayOf(record.openedAt), ...(until === undefined ? {} : { until }) }
}

function dayIn(values: Values | AnyRecord, name: string | undefined): PlainDate | undefined {
  const value = name === undefined ? undefined : values[name]
  return typeof value === 'string' && isPlainDate(value) ? value : undefined
}

const itemsOf = ({ value }: At): readonly Values[] =>
  listOf(value).filter((item): item is Values => typeof item === 'object' && item !== null)

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

const keyOf = ({ kind, id, hidden = '' }: NodeOfEdge): string => `${kind}:${id}\n${hidden}`

/** The same line said twice in one field is one line. */
function withoutRepeats(edges: readonly Edge[]): readonly Edge[] {
  const kept = new Map<string, Edge>()
  for (const edge of edges) {
    const key = JSON.stringify([keyOf(edge.from), keyOf(edge.to), edge.relation, edge.as, edge.since])
    if (!kept.has(key)) kept.set(key, edge)
  }
  return [...kept.values()]
}
