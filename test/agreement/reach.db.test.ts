/**
 * Reach has one meaning in three places: the kernel's sets in memory, the function behind lists, and row-level security.
 * On random clues in the small world, asked by everybody in it, all three let through the same.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { namedIn } from '#kernel/access/exclusion.ts'
import { rolesOn } from '#kernel/access/reach.ts'
import { fieldsSeenBy } from '#kernel/access/sight.ts'
import { findConflict, outsiderKey, personKey, unitKey } from '#kernel/org/conflict.ts'
import { inScope, nobody } from '#store/records/scope.ts'
import { countRecords, listRecords } from '#store/search/list.ts'
import { people, persons, smallDirectory, tenures, today, type Role } from '#test/support/smallWorld.ts'
import { staff } from '#test/support/specify.ts'
import { clueDeclaration, scopeOf, searchWorld, type Stored } from '#test/support/searchWorld.ts'

let world: Awaited<ReturnType<typeof searchWorld>>
before(async () => {
  world = await searchWorld()
})
after(() => world[Symbol.asyncDispose]())

// Of the keys of a record of everybody's roles those are the roles.
const everybody = (Object.keys(people) as Role[]).filter((role) => role !== 'formerVerifier')
const unitIds = [...new Set(everybody.map((role) => tenures[role].unit))]
const anyPerson = fc.constantFrom(...persons.map(({ id }) => id))
const anyUnit = fc.constantFrom(...unitIds)

const anyNamed = fc.oneof(
  anyPerson.map(personKey),
  anyUnit.map(unitKey),
  fc.constantFrom('周大海', '路人甲').map(outsiderKey),
)
const anyClue = fc.record({
  state: fc.constantFrom(...Object.keys(clueDeclaration.states)),
  fields: fc.record(
    {
      registry: fc.constantFrom('22:clueCentre', '220102:office', '00:office'),
      verifyingUnit: anyUnit,
      recheckUnit: anyUnit,
      team: fc.array(anyPerson, { minLength: 1, maxLength: 3 }),
      registrar: anyPerson,
      enteredBy: anyPerson,
      assessor: anyPerson,
      restricted: fc.boolean(),
      named: fc.array(
        anyNamed.map((key) => ({ key, how: 'stated' })),
        { maxLength: 2 },
      ),
    },
    { requiredKeys: ['registry'] },
  ),
})

/** The roles by the kernel: none where the record names somebody who keeps the asker out. */
function rolesInMemory({ record }: Stored, role: Role): readonly string[] {
  const conflicts = smallDirectory.conflictKeysOf(people[role], today)
  if (findConflict(conflicts, namedIn(clueDeclaration, record)) !== undefined) return []
  return rolesOn(clueDeclaration, record, staff(role), smallDirectory)
}

test('memory, list and row-level security let everybody through to the same records, in the same roles', async () => {
  const known = new Map<string, Stored>()
  let met = 0
  let keptOut = 0
  await fc.assert(
    fc.asyncProperty(fc.array(anyClue, { minLength: 8, maxLength: 12 }), async (clues) => {
      for (const { fields, state } of clues) {
        const stored = await world.add({ ...fields, content: `琥珀 ${'内容'.repeat(3)}` }, { state })
        known.set(stored.id, stored)
      }
      await world.indexer.drain()
      for (const role of everybody) {
        const expected = new Map(
          [...known.values()]
            .map((stored): [string, readonly string[]] => [stored.id, rolesInMemory(stored, role).toSorted()])
            .filter(([, roles]) => roles.length > 0),
        )
        await inScope(world.database.pool, scopeOf(role), async (client) => {
          const page = await listRecords(client, { type: 'clue' }, { limit: 200 })
          assert.ok('items' in page)
          const listed = new Map(
            page.items.map(({ id, roles }): [string, readonly string[]] => [id, roles.toSorted()]),
          )
          assert.deepEqual(sorted(listed), sorted(expected), role)
          assert.equal(await countRecords(client, { type: 'clue' }), expected.size, role)

          const secured = await client.query<{ id: string }>('select id from zs.record')
          assert.deepEqual(secured.rows.map(({ id }) => id).toSorted(), [...expected.keys()].toSorted(), role)
          const beside = await client.query<{ record: string }>(
            ['entry', 'reach', 'named', 'work', 'clock', 'record_key']
              .map((table) => `select record from zs.${table}`)
              .join(' union '),
          )
          assert.deepEqual(
            beside.rows.map(({ record }) => record).toSorted(),
            [...expected.keys()].toSorted(),
            role,
          )

          const found = await listRecords(client, { type: 'clue', words: '琥珀' }, { limit: 200 })
          assert.ok('items' in found)
          const readers = [...expected].filter(([, roles]) =>
            fieldsSeenBy(clueDeclaration, roles).has('content'),
          )
          assert.deepEqual(
            found.items.map(({ id }) => id).toSorted(),
            readers.map(([id]) => id).toSorted(),
            role,
          )
        })
        met += expected.size
        keptOut += known.size - expected.size
      }
    }),
    { numRuns: 3, endOnFailure: true },
  )
  // The worlds were not all empty, nor all open.
  assert.ok(met > 100 && keptOut > 100, `${String(met)} met, ${String(keptOut)} kept out`)
})

const sorted = <Value>(map: ReadonlyMap<string, Value>) =>
  [...map].toSorted(([one], [other]) => (one < other ? -1 : 1))

test('the application without settings sees nothing at all', async () => {
  await world.add()
  const tables = ['record', 'entry', 'record_key', 'reach', 'named', 'work', 'clock', 'link', 'record_file']
  for (const table of tables)
    assert.equal((await world.database.pool.query(`select from zs.${table}`)).rowCount, 0, table)
  await inScope(world.database.pool, nobody, async (client) => {
    assert.deepEqual(await listRecords(client, { type: 'clue' }), { items: [] })
    assert.equal(await countRecords(client, { type: 'clue' }), 0)
  })
})

test('a key of another type of record opens no clue', async () => {
  await world.add({ registry: '22:clueCentre' })
  const keys = scopeOf('centreHead').keys.filter((key) => !key.includes('/clue.'))
  assert.ok(keys.length > 0)
  await inScope(world.database.pool, { keys, conflicts: [] }, async (client) => {
    assert.deepEqual(await listRecords(client, { type: 'clue' }), { items: [] })
    assert.equal((await client.query('select from zs.record')).rowCount, 0)
  })
})
