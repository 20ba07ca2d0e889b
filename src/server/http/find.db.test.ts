/** The search over everything: what is found and shown, to whom, and that it is kept who was shown what. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { told } from '#test/support/clueActs.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { people, type Role } from '#test/support/smallWorld.ts'

let world: HttpWorld
before(async () => {
  world = await httpWorld()
})
after(() => world[Symbol.asyncDispose]())

interface Found {
  readonly id: string
  readonly type: string
  readonly title: string
  readonly way: string
  readonly snippet?: {
    readonly label: string
    readonly before: string
    readonly hit: string
    readonly after: string
  }
}
interface Answer {
  readonly items: readonly Found[]
  readonly found: number
  readonly elsewhere: boolean
  readonly facets: { readonly type: readonly { readonly value: string; readonly count: number }[] }
}
async function search(role: Role, query: Readonly<Record<string, string>>): Promise<Answer> {
  await world.composed.indexer.drain()
  const { status, body, text } = await world.as(
    role,
    'GET',
    `/api/find?${new URLSearchParams(query).toString()}`,
  )
  assert.equal(status, 200, text)
  return body as unknown as Answer
}
const enter = async (more: Readonly<Record<string, unknown>>) =>
  String(
    (await world.must('centreIntake', '/api/records/clue/actions/enter', { ...told, ...more })).body['id'],
  )

test('words are found with what stands around them, and a facet says how many of each type', async () => {
  const id = await enter({ content: '每逢集日，东风菜市场的摊主都要交保护费。' })
  const { items, facets } = await search('centreIntake', { q: '東風菜市場' })
  assert.deepEqual(
    items.map((one) => [one.id, one.way, one.snippet?.hit]),
    [[id, 'words', '东风菜市场']],
  )
  assert.equal(items[0]?.snippet?.before, '每逢集日，')
  assert.deepEqual(
    facets.type.map(({ value, count }) => [value, count]),
    [['clue', 1]],
  )
  assert.deepEqual((await search('nanguanPoliceHead', { q: '东风菜市场' })).items, [])
})

test('a person is found by sound and by initials', async () => {
  const id = await enter({ reportedPersons: [{ name: '邱晓峰' }] })
  assert.deepEqual((await search('centreIntake', { q: '去销分' })).items, [])
  for (const q of ['qiuxiaofeng', 'qiu xiaof', 'qxf', '裘小锋'])
    assert.deepEqual(
      (await search('centreIntake', { q })).items.map((one) => one.id),
      [id],
      q,
    )
})

test('an official of the province is found by name, whatever the post', async () => {
  const { items } = await search('gridWorker', { q: '王核查' })
  assert.ok(items.some((one) => one.type === 'person' && one.title === '王核查'))
})

test('a number known to others only is said to be known elsewhere, with no record of it', async () => {
  await enter({ content: '联系电话 137 2222 3333。' })
  const out = await search('nanguanPoliceHead', { q: '13722223333' })
  assert.deepEqual([out.items, out.found, out.elsewhere], [[], 0, true])
  assert.equal((await search('centreIntake', { q: '13722223333' })).elsewhere, false)
})

test('whom a search showed which protected record is kept, and what was typed is not', async () => {
  const id = await enter({ content: '河滩上夜里有人偷采砂石。' })
  await search('centreIntake', { q: '偷采砂石' })
  const { rows } = await world.database.ownerPool.query<{
    person: string
    how: { door: string; asked: string }
  }>(`select person, convert_from(bytes, 'UTF8')::jsonb -> 'how' as how from zs.look where record = $1`, [id])
  const looks = rows.filter(({ how }) => how.door === 'search')
  assert.deepEqual(
    looks.map(({ person }) => person),
    [people.centreIntake],
  )
  assert.match(looks[0]?.how.asked ?? '', /^[\w-]{16}$/)
})

test('what cannot be searched for is refused in words', async () => {
  for (const query of [
    'q=%00',
    `q=${'a'.repeat(201)}`,
    'q=ab&type=nothing',
    'q=ab&state=nothing',
    'q=ab&year=x',
    'q=ab&from=-1',
    'q=ab&limit=1000',
  ]) {
    const { status, body } = await world.as('centreIntake', 'GET', `/api/find?${query}`)
    assert.equal(status, 400, query)
    assert.match(JSON.stringify(body['refused']), /bad parameter/)
  }
  assert.equal((await world.ask({ method: 'GET', url: '/api/find?q=ab' })).status, 401)
})
