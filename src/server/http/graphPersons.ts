/**
 * Persons and companies that a clue or a case speaks of, with those of the clues a case grew from, that are no entities yet:
 * each with the entities it may be, why, and what is known of it. Who was stated, or left out on purpose, is not listed.
 */
import type { PoolClient } from 'pg'
import { SAME } from '#kernel/graph/edgesOf.ts'
import { kindOfNode, restOfNode } from '#kernel/graph/nodeKey.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import { isRecordId, type PersonId, type RecordId } from '#kernel/record/field.ts'
import type { AnyRecord } from '#kernel/record/replay.ts'
import { around, type StoredEdge } from '#store/graph/graph.ts'
import { rolesIn, standingsIn } from './deskRoutes.ts'
import type { Door } from './door.ts'
import { candidatesFor, type Candidate } from './graphCandidates.ts'
import type { FoundAt } from './looks.ts'
import { graphView, type NodeView, type Shown } from './graphView.ts'

/** Kinds of number an entity has, by the kind of node. */
const numberKinds: Readonly<Record<string, string>> = {
  phone: 'phone',
  account: 'account',
  idNumber: 'identity',
  creditCode: 'creditCode',
  plate: 'plate',
  number: 'other',
}

export interface PersonsAnswer {
  /** Whether the asker may state entities at all. */
  readonly mayState: boolean
  readonly items: readonly {
    readonly node: NodeView
    /** The record that speaks of them. */
    readonly on: { readonly type: string; readonly id: string; readonly number: string }
    readonly identifiers: readonly { readonly kind: string; readonly value: string }[]
    readonly addresses: readonly string[]
    readonly candidates: readonly Candidate[]
  }[]
  readonly more?: true
}

interface Asked {
  readonly person: PersonId
  readonly declaration: Declaration
  readonly record: AnyRecord
  /** Only this one of them. */
  readonly mention?: string
}

/** So many persons are asked about at a time; the others come when these are answered. */
const MOST_PERSONS = 20
const wide = { perNode: 500, most: 5000 }
const isMention = (key: string): boolean => ['person', 'company'].includes(kindOfNode(key))

export async function personsOf(
  door: Door,
  client: PoolClient,
  { person, declaration, record, mention }: Asked,
): Promise<{ readonly answer: PersonsAnswer; readonly shown: Shown }> {
  const self = `${declaration.name}:${record.id}`
  const own = await around(client, { nodes: [self], depth: 1, ...wide, kinds: ['person', 'company', 'clue'] })
  const clues = new Set(own.edges.filter(({ relation }) => relation === 'case.clues').map(({ b }) => b))
  const ofClues =
    clues.size === 0
      ? []
      : (await around(client, { nodes: [...clues], depth: 1, ...wide, kinds: ['person', 'company'] })).edges
  const matters = new Set([self, ...clues])
  const mentions = new Map<string, StoredEdge>()
  for (const edge of [...own.edges, ...ofClues])
    if (matters.has(edge.a) && isMention(edge.b) && !mentions.has(edge.b)) mentions.set(edge.b, edge)
  const states = mayState(door, person)
  const nothing = async () => ({
    answer: { mayState: states, items: [] },
    shown: await graphView(door, client, []),
  })
  if (mentions.size === 0) return nothing()

  const near = await around(client, { nodes: [...mentions.keys()], depth: 1, ...wide })
  const settled = new Set([
    ...near.edges.flatMap(({ relation, a, b }) => (relation === SAME ? [a, b] : [])),
    ...(await leftOut(client, [...matters].map(restOfNode).filter(isRecordId))),
  ])
  const unsettled = [...mentions].filter(([key]) => !settled.has(key) && (mention ?? key) === key)
  const asked = unsettled.slice(0, MOST_PERSONS)
  if (asked.length === 0) return nothing()
  const shown = await graphView(
    door,
    client,
    [...new Set([...asked.map(([, edge]) => edge), ...near.edges])].filter(({ a, b }) =>
      asked.some(([key]) => key === a || key === b),
    ),
  )
  const nodes = new Map(shown.view.nodes.map((node) => [node.key, node]))
  const records = new Map(shown.view.lines.map(({ record: one }) => [one.id, one]))
  const looked: Shown[] = [shown]
  const items: PersonsAnswer['items'][number][] = []
  for (const [key, edge] of asked) {
    const [node, on] = [nodes.get(key), records.get(edge.record)]
    if (node === undefined || on === undefined) continue
    const held = near.edges
      .filter(({ a }) => a === key)
      .flatMap(({ b, bLabel }) => (bLabel === null ? [] : [{ kind: kindOfNode(b), value: bLabel }]))
    const found = await candidatesFor(door, client, {
      ...{ self: key, names: [node.label.zh], answered: new Set<string>(), entitiesOnly: true },
      ...(clues.size === 0 ? {} : { clues }),
    })
    looked.push(found.shown)
    items.push({
      node,
      on,
      identifiers: held.flatMap(({ kind, value }) => {
        const number = numberKinds[kind]
        return number === undefined ? [] : [{ kind: number, value }]
      }),
      addresses: held.filter(({ kind }) => kind === 'address').map(({ value }) => value),
      candidates: found.items.filter((one) => one.stated),
    })
  }
  return {
    answer: {
      ...{ mayState: states, items },
      ...(unsettled.length > asked.length ? { more: true as const } : {}),
    },
    shown: { view: shown.view, records: each(looked.flatMap(({ records: some }) => some)) },
  }
}

const each = (found: readonly FoundAt[]): readonly FoundAt[] => [
  ...new Map(found.map((one) => [one.record, one])).values(),
]

/** Mentions of these records of which somebody said that they are to be no entities, or took one back. */
async function leftOut(client: PoolClient, records: readonly RecordId[]): Promise<readonly string[]> {
  const { rows } = await client.query<{ mention: string }>(
    `select o.fields ->> 'mention' as mention from zs.link l join zs.record o on o.id = l.record
     where l.to_record = any ($1) and l.link in ('clue', 'case') and o.type = 'entity' and o.state = 'takenBack'
       and o.fields ? 'mention'`,
    [records],
  )
  return rows.map(({ mention }) => mention)
}

function mayState(door: Door, person: PersonId): boolean {
  const declaration = door.realm.declarations.get('entity')
  return declaration !== undefined && rolesIn(standingsIn(door, declaration, person)).includes('stater')
}
