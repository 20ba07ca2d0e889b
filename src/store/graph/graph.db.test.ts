/**
 * On random worlds the graph shows everybody exactly what an oracle in memory says they may see: no node, no line, no
 * count and no path through a record that is out of their reach or a field out of their sight.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { namedIn } from '#kernel/access/exclusion.ts'
import { rolesOn } from '#kernel/access/reach.ts'
import { findConflict, outsiderKey, personKey, unitKey } from '#kernel/org/conflict.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import { entity } from '#mechanisms/entity/entity.ts'
import { entityMatch } from '#mechanisms/entity/entityMatch.ts'
import { inScope, nobody } from '#store/records/scope.ts'
import { people, persons, smallDirectory, tenures, today, type Role } from '#test/support/smallWorld.ts'
import { staff } from '#test/support/specify.ts'
import { clueDeclaration, scopeOf, searchWorld, type Stored } from '#test/support/searchWorld.ts'
import { edgeRowsOf, type EdgeRow } from './edgeRows.ts'
import { around, edgeId, findNodes, readEdges, shortestPath, type StoredEdge } from './graph.ts'

let world: Awaited<ReturnType<typeof searchWorld>>
before(async () => {
  world = await searchWorld()
})
after(() => world[Symbol.asyncDispose]())

const askers = [
  ...[
    'centreAssessor',
    'centreAssessor2',
    'centreHead',
    'centreIntake',
    'nanguanVerifier',
    'nanguanVerifier2',
  ],
  ...[
    'nanguanPoliceHead',
    'chaoyangVerifier',
    'chuanyingVerifier',
    'changchunLeader',
    'auditor',
    'nanguanDeputyHead',
  ],
] as Role[]
const units = [...new Set(askers.map((role) => tenures[role].unit))]
const names = ['周大海', '王建国', '李四', '赵老三']
const phones = ['13800001111', '13900002222', '13700003333', '13600004444', '13500005555']

const anyClue = fc.record(
  {
    registry: fc.constantFrom('22:clueCentre', '220102:office'),
    verifyingUnit: fc.constantFrom(...units),
    team: fc.array(fc.constantFrom(...persons.map(({ id }) => id)), { minLength: 1, maxLength: 3 }),
    restricted: fc.boolean(),
    area: fc.constantFrom('220102', '220104'),
    occurredOn: fc.constantFrom('2024-01-01', '2024-06-01', '2025-01-01'),
    named: fc.array(
      fc
        .oneof(
          fc.constantFrom(...askers).map((role) => personKey(people[role])),
          fc.constantFrom(...units).map(unitKey),
          fc.constantFrom(...names).map(outsiderKey),
        )
        .map((key) => ({ key, how: 'stated' })),
      { maxLength: 1 },
    ),
    reportedPersons: fc.array(
      fc.record(
        {
          name: fc.constantFrom(...names),
          phone: fc.constantFrom(...phones),
          unitName: fc.constant('大海砂石公司'),
        },
        { requiredKeys: ['name'] },
      ),
      { minLength: 1, maxLength: 3 },
    ),
    head: fc.nat(),
  },
  { requiredKeys: ['registry', 'reportedPersons'] },
)
const states = ['toRegister', 'toAssess', 'verifying', 'closed', 'archived']

interface Known {
  readonly declaration: Declaration
  readonly stored: Stored
}

/** Fills the world: clues, entities stated on them, and which of these are the same. */
async function fill(
  seed: readonly { fields: Record<string, unknown>; state: string }[],
  picks: readonly number[],
) {
  const known: Known[] = []
  const clues: Stored[] = []
  for (const { fields, state } of seed) {
    const { head, ...others } = fields
    const one = clues[typeof head === 'number' ? head % Math.max(1, clues.length) : 0]
    const link = typeof head === 'number' && one !== undefined ? { head: one.id } : {}
    const stored = await world.add({ ...others, ...link }, { state })
    clues.push(stored)
    known.push({ declaration: clueDeclaration, stored })
  }
  const entities: Stored[] = []
  for (const [nth, pick] of picks.entries()) {
    const on = clues[pick % clues.length]
    if (on === undefined) continue
    const stater = askers[pick % askers.length] ?? 'centreAssessor'
    const stored = await world.add(
      {
        kind: 'person',
        name: names[pick % names.length],
        identifiers: [{ kind: 'phone', value: phones[pick % phones.length] }],
        clue: on.id,
        unit: tenures[stater].unit,
        statedBy: people[stater],
        sharedWith: [people[askers[(pick + nth) % askers.length] ?? 'auditor']],
      },
      { type: entity, state: pick % 7 === 0 ? 'takenBack' : 'stated' },
    )
    entities.push(stored)
    known.push({ declaration: entity, stored })
  }
  for (let nth = 1; nth < entities.length; nth++) {
    const [one, other] = [entities[nth - 1], entities[nth]]
    const pick = picks[nth] ?? 0
    const stater = askers[pick % askers.length] ?? 'centreAssessor'
    const stored = await world.add(
      {
        ...{ about: '两个实体', one: one?.id, other: other?.id, signs: [{ kind: 'sameNumber' }] },
        ...{ unit: tenures[stater].unit, proposer: people[stater], verdict: 'same', reasons: '号码相同' },
      },
      { type: entityMatch, state: pick % 3 === 0 ? 'notSame' : 'same' },
    )
    known.push({ declaration: entityMatch, stored })
  }
  await world.indexer.drain()
  assert.deepEqual(world.failures, [])
  return known
}

type OracleEdge = EdgeRow & { readonly record: string }

/** What somebody sees, from the records in memory and nothing else. */
function seenBy(known: readonly Known[], role: Role): readonly OracleEdge[] {
  const conflicts = smallDirectory.conflictKeysOf(people[role], today)
  const roles = new Map(
    known.map(({ declaration, stored: { id, record } }) => [
      id as string,
      findConflict(conflicts, namedIn(declaration, record)) === undefined
        ? rolesOn(declaration, record, staff(role), smallDirectory)
        : [],
    ]),
  )
  const reaches = (id: string) => (roles.get(id) ?? []).length > 0
  return known.flatMap(({ declaration, stored: { id, record } }) =>
    edgeRowsOf(declaration, record, world.mark)
      .filter(
        (row) => row.seen_by.some((one) => roles.get(id)?.includes(one) === true) && row.needs.every(reaches),
      )
      .map((row) => ({ ...row, record: id })),
  )
}

const PATH = { depth: 30, perNode: 10_000, most: 1e6 }

const ids = (edges: readonly Pick<StoredEdge, 'record' | 'nth'>[]) => edges.map(edgeId).toSorted()

/** Steps from a node to every other, where lines between what is the same count none. */
function distances(
  edges: readonly OracleEdge[],
  start: string,
  sameIsFree: boolean,
): ReadonlyMap<string, number> {
  const far = new Map([[start, 0]])
  for (let changed = true; changed;) {
    changed = false
    for (const { a, b, relation } of edges)
      for (const [from, to] of [
        [a, b],
        [b, a],
      ] as const) {
        const steps = far.get(from)
        if (steps === undefined) continue
        const next = steps + (sameIsFree && relation === 'same' ? 0 : 1)
        if (next < (far.get(to) ?? Infinity)) {
          far.set(to, next)
          changed = true
        }
      }
  }
  return far
}

test('everybody sees exactly the nodes, lines and paths that their records tell of', async () => {
  const known: Known[] = []
  const counted = { edges: 0, hidden: 0, paths: 0, none: 0, same: 0 }
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ fields: anyClue, state: fc.constantFrom(...states) }), {
        minLength: 6,
        maxLength: 9,
      }),
      fc.array(fc.nat({ max: 1000 }), { minLength: 3, maxLength: 5 }),
      async (seed, picks) => {
        known.push(...(await fill(seed, picks)))
        const all = known.flatMap(({ declaration, stored }) =>
          edgeRowsOf(declaration, stored.record, world.mark),
        )
        const everyNode = [...new Set(all.flatMap(({ a, b }) => [a, b]))]
        for (const role of askers) {
          const expected = seenBy(known, role)
          await inScope(world.database.pool, scopeOf(role), async (client) => {
            const secured = await client.query<StoredEdge>('select record, nth from zs.edge')
            assert.deepEqual(ids(secured.rows), ids(expected), `${role}: row-level security`)

            // From every node at once, also those that this asker must not know of.
            const whole = await around(client, { nodes: everyNode, depth: 1, perNode: 10_000, most: 1e6 })
            assert.deepEqual(ids(whole.edges), ids(expected), `${role}: everything`)
            assert.deepEqual(whole.more, [])

            const [start = '', end = ''] = [
              everyNode[seed.length % everyNode.length],
              expected.at(-1)?.b ?? everyNode.at(-2),
            ]
            // Also from what is the same as something else, which is gone on from as well.
            const joined = expected.find(({ relation }) => relation === 'same')?.a
            for (const from of joined === undefined ? [start] : [start, joined])
              for (const depth of [1, 2]) {
                const far = distances(expected, from, true)
                const near = await around(client, { nodes: [from], depth, perNode: 10_000, most: 1e6 })
                const within = [...far].filter(([, steps]) => steps <= depth)
                assert.deepEqual(
                  [...near.nodes].toSorted(byKey),
                  within.toSorted(byKey),
                  `${role}: ${String(depth)} around ${from}`,
                )
              }

            for (const from of [start, expected[0]?.a ?? start]) {
              const steps = distances(expected, from, false).get(end)
              const path = await shortestPath(client, { ...PATH, a: from, b: end })
              if (steps === undefined) assert.deepEqual(path, { none: true, cut: false }, role)
              else assert.equal('edges' in path ? path.edges.length : undefined, steps, `${role}: path`)
              counted[steps === undefined ? 'none' : 'paths'] += 1
            }

            const found = await findNodes(client, '王建国', 1000)
            const wanted = new Set(
              expected.flatMap(({ a, b, a_label: aLabel, b_label: bLabel }) => [
                ...(aLabel === '王建国' ? [a] : []),
                ...(bLabel === '王建国' ? [b] : []),
              ]),
            )
            assert.deepEqual(found.map(({ key }) => key).toSorted(), [...wanted].toSorted(), `${role}: found`)
          })
          counted.edges += expected.length
          counted.hidden += all.length - expected.length
          counted.same += expected.filter(({ relation }) => relation === 'same').length
        }
      },
    ),
    { numRuns: 3, endOnFailure: true },
  )
  // The worlds were neither empty nor open, and paths were both there and not there.
  assert.ok(counted.edges > 200 && counted.hidden > 200, JSON.stringify(counted))
  assert.ok(counted.paths > 3 && counted.none > 3 && counted.same > 0, JSON.stringify(counted))
})

const byKey = ([one]: readonly [string, number], [other]: readonly [string, number]) => (one < other ? -1 : 1)

test('a hidden line changes nothing that is counted: the limit is taken of what is seen', async () => {
  const phone = '13111112222'
  const person = [{ name: '冯七', phone }]
  // Nanguan verifies one; five more are elsewhere.
  const mine = await world.add(
    { reportedPersons: person, verifyingUnit: '220102:police', team: [people.nanguanVerifier] },
    { state: 'verifying' },
  )
  for (let nth = 0; nth < 5; nth++)
    await world.add({ reportedPersons: person, verifyingUnit: '220104:police' }, { state: 'verifying' })
  await world.indexer.drain()
  const row = edgeRowsOf(clueDeclaration, mine.record, world.mark).find(({ b }) => b.startsWith('phone:'))
  await inScope(world.database.pool, scopeOf('nanguanVerifier'), async (client) => {
    const found = await around(client, { nodes: [row?.b ?? ''], depth: 1, perNode: 1, most: 100 })
    assert.deepEqual([found.edges.length, found.more], [1, []])
  })
  await inScope(world.database.pool, scopeOf('centreAssessor'), async (client) => {
    const found = await around(client, { nodes: [row?.b ?? ''], depth: 1, perNode: 1, most: 100 })
    assert.deepEqual([found.edges.length, found.more], [1, [row?.b]])
  })
})

test('the application without settings sees no line, and cannot write one', async () => {
  await inScope(world.database.pool, nobody, async (client) => {
    assert.deepEqual(await readEdges(client, []), [])
    assert.equal((await client.query('select from zs.edge')).rowCount, 0)
    assert.deepEqual(await findNodes(client, '王建国', 10), [])
  })
  await assert.rejects(world.database.pool.query("select zs.put_edges('[]')"), /permission denied/u)
})

test('a line that no longer follows from its record goes with the next pass', async () => {
  const { id } = await world.add({ reportedPersons: [{ name: '一次性' }] })
  await world.indexer.drain()
  const count = async () =>
    (await world.database.ownerPool.query('select from zs.edge where record = $1', [id])).rowCount
  assert.equal(await count(), 1)
  await world.database.ownerPool.query(
    `update zs.record set fields = fields - 'reportedPersons' where id = $1`,
    [id],
  )
  await world.database.ownerPool.query('insert into zs.to_index (record, seq) values ($1, 2)', [id])
  await world.indexer.drain()
  assert.equal(await count(), 0)
})
