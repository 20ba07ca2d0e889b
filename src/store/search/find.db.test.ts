import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { people, type Role } from '#test/support/smallWorld.ts'
import { scopeOf, searchWorld } from '#test/support/searchWorld.ts'
import { inScope } from '../records/scope.ts'
import { findRecords, isKnownElsewhere, MOST_HITS, type Search } from './find.ts'
import { identifierKey } from './searchKeys.ts'

let world: Awaited<ReturnType<typeof searchWorld>>
before(async () => {
  world = await searchWorld()
})
after(() => world[Symbol.asyncDispose]())

async function find(role: Role, search: Partial<Search> & Pick<Search, 'words'>, common?: number) {
  await world.indexer.drain()
  const asked = { types: ['clue'], keys: [], ...search }
  return inScope(world.database.pool, scopeOf(role), (client) =>
    findRecords(client, asked, common === undefined ? {} : { common }),
  )
}
const idsOf = async (role: Role, search: Partial<Search> & Pick<Search, 'words'>) =>
  (await find(role, search)).map(({ id }) => id)
const phone = { kind: 'mobile', value: '13943128877' } as const

test('a text is found by any two characters of it, written in full width or in traditional characters, too', async () => {
  const one = await world.add({ content: '镇上的沙场被张建国一伙霸占，不许旁人装运。' })
  for (const words of ['沙场', '张建国一伙', '張建國', '霸占，'])
    assert.deepEqual(await idsOf('centreIntake', { words }), [one.id], words)
  assert.deepEqual(await idsOf('centreIntake', { words: '砂石' }), [])
})

test('one character finds nothing by words', async () => {
  assert.deepEqual(await idsOf('centreIntake', { words: '沙' }), [])
})

test('a number is met whole', async () => {
  const one = await world.add()
  const [hit] = await find('centreIntake', { words: one.record.number })
  assert.deepEqual([hit?.id, hit?.way], [one.id, 'number'])
})

test('a name is found by its characters, its sound and its initials, the nearest first', async () => {
  const byName = await world.add({ reportedPersons: [{ name: '仇晓峰' }] })
  const byEar = await world.add({ reportedPersons: [{ name: '裘小锋' }] })
  const found = await find('centreIntake', { words: '仇晓峰', keys: ['v:仇晓峰', 'y:qiuxiaofeng'] })
  assert.deepEqual(
    found.map(({ id, way }) => [id, way]),
    [
      [byName.id, 'name'],
      [byEar.id, 'sound'],
    ],
  )
  assert.deepEqual(new Set(await idsOf('centreIntake', { words: 'qiuxiao', sound: 'qiuxiao' })).size, 2)
  assert.equal((await idsOf('centreIntake', { words: 'qxf', keys: ['l:qxf'] })).length, 2)
})

test('a telephone number is found however it was written', async () => {
  const one = await world.add({ content: '收账的人留下电话 139-4312-8877，说三天内不还就来。' })
  const key = identifierKey(world.mark, phone)
  assert.deepEqual(await idsOf('centreIntake', { words: '13943128877', keys: [key] }), [one.id])
})

test('what many records hold is looked for in the newest first, and in no more than it takes', async () => {
  const content = '镇里人人都在说的一句话。'
  await Promise.all(Array.from({ length: 4 * MOST_HITS }, () => world.add({ content })))
  await world.indexer.drain()
  const [hits, read] = await inScope(world.database.pool, scopeOf('centreIntake'), async (client) => {
    const lookedAt = async (): Promise<number> => {
      const { rows } = await client.query<{ read: number }>(
        `select (seq_tup_read + idx_tup_fetch)::integer as read from pg_stat_xact_user_tables
         where schemaname = 'zs' and relname = 'record'`,
      )
      return rows[0]?.read ?? 0
    }
    const before = await lookedAt()
    const found = await findRecords(
      client,
      { types: ['clue'], keys: [], words: '人人都在说' },
      { common: 10 },
    )
    return [found.length, (await lookedAt()) - before]
  })
  assert.equal(hits, MOST_HITS)
  assert.ok(read >= MOST_HITS && read < 2 * MOST_HITS, String(read))
})

test('what many records hold is found by who reaches many and by who reaches few, and by nobody whom it names', async () => {
  const content = '这是一段许多线索都有的文字。'
  const mine = await world.add({ content, verifyingUnit: '220102:police' }, { state: 'verifying' })
  const namesThem = await world.add({
    content,
    named: [{ key: `p:${people.centreIntake}`, how: 'stated' }],
  })
  assert.deepEqual(await idsOf('centreIntake', { words: '许多线索' }), [mine.id])
  assert.ok(!(await idsOf('centreIntake', { words: '许多线索' })).includes(namesThem.id))
  assert.deepEqual(await idsOf('nanguanPoliceHead', { words: '许多线索' }), [mine.id])
  assert.deepEqual(await idsOf('chaoyangPoliceHead', { words: '许多线索' }), [])
  // As if they were too many to fetch and sort.
  for (const [role, expected] of [
    ['centreIntake', [mine.id]],
    ['nanguanPoliceHead', [mine.id]],
    ['chaoyangPoliceHead', []],
  ] as const) {
    const found = await find(role, { words: '许多线索' }, 1)
    assert.deepEqual(
      found.map(({ id }) => id),
      expected,
      role,
    )
  }
})

test('nobody finds a record by words of a field they do not see', async () => {
  const one = await world.add(
    { content: '第三盏路灯下的蓝色铁皮房。', verifyingUnit: '220102:police' },
    { state: 'verifying' },
  )
  assert.deepEqual(await idsOf('nanguanPoliceHead', { words: '蓝色铁皮房' }), [one.id])
  assert.deepEqual(await idsOf('auditor', { words: '蓝色铁皮房' }), [])
  assert.equal((await find('auditor', { words: one.record.number }))[0]?.id, one.id)
})

test('that an identifier is known elsewhere is told, and never of a record that names the asker', async () => {
  const key = identifierKey(world.mark, { kind: 'mobile', value: '13799990000' })
  const known = (role: Role) =>
    inScope(world.database.pool, scopeOf(role), (client) => isKnownElsewhere(client, ['clue'], [key]))
  await world.add({
    content: '电话13799990000。',
    named: [{ key: `p:${people.nanguanPoliceHead}`, how: 'stated' }],
  })
  await world.indexer.drain()
  assert.deepEqual([await known('nanguanPoliceHead'), await known('chaoyangPoliceHead')], [false, true])
  // Who reaches it is shown it instead.
  assert.equal(await known('centreIntake'), false)
})
