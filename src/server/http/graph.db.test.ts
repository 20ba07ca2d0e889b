/** The graph over the doors: found, expanded, explained; stated, matched, split; out and in as FollowTheMoney. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import type { Role } from '#test/support/smallWorld.ts'
import { people } from '#test/support/smallWorld.ts'

let world: HttpWorld
let entered = 0
let one = ''
let other = ''
const phone = '13800138001'
before(async () => {
  world = await httpWorld()
  one = await enterClue([{ name: '周大海', phone, address: '南关区平治街18号三单元' }])
  other = await enterClue([
    { name: '周大海', alias: '海哥', phone: '138 0013 8001', unitName: '大海砂石公司' },
  ])
  await enterClue([{ name: '无关人', phone: '13900139002' }])
})
after(() => world[Symbol.asyncDispose]())

interface Node {
  readonly key: string
  readonly kind: string
  readonly label: { readonly zh: string }
  readonly same?: readonly { readonly key: string }[]
}
interface Line {
  readonly id: string
  readonly a: string
  readonly b: string
}
interface Graph {
  readonly nodes: readonly Node[]
  readonly lines: readonly Line[]
  readonly none?: boolean
}

const graph = async (role: Role, path: string): Promise<Graph> => {
  const answer = await world.as(role, 'GET', `/api/graph/${path}`)
  assert.equal(answer.status, 200, answer.text)
  return answer.body as unknown as Graph
}
const find = async (role: Role, words: string) =>
  (await graph(role, `find?q=${encodeURIComponent(words)}`)).nodes
const q = encodeURIComponent

async function enterClue(persons: readonly object[], more: object = {}): Promise<string> {
  entered += 1
  const answer = await world.must('centreIntake', '/api/records/clue/actions/enter', {
    ...{ source: 'letter', receivedOn: '2026-01-05', category: 'crime', realName: false },
    ...{ title: `第${String(entered)}件`, content: '装卸活只许一家做，别人来干就被打。', area: '220102' },
    reportedPersons: persons,
    ...more,
  })
  return String(answer.body['id'])
}

test('a person is found by name, a telephone by its number however it is written, nobody by what they cannot see', async () => {
  const found = await find('centreAssessor2', '周大海')
  assert.deepEqual(
    found.filter(({ kind }) => kind === 'person').map(({ label }) => label.zh),
    ['周大海', '周大海'],
  )
  const [number] = await find('centreAssessor2', '138-0013-8001')
  assert.equal(number?.kind, 'phone')
  assert.deepEqual(await find('nanguanVerifier', '周大海'), [])
  assert.deepEqual(await find('nanguanVerifier', phone), [])
  // 郑洁 is the wife of 周大海: whatever names him is not there for her.
  assert.deepEqual(await find('centreAssessor', '周大海'), [])
})

test('around a clue stands whom it reports, and two clues hang together over one telephone', async () => {
  const { nodes, lines } = await graph('centreAssessor2', `around?node=clue:${one}&depth=3`)
  assert.ok(nodes.some(({ key }) => key === `clue:${one}`))
  assert.deepEqual(
    nodes.filter(({ kind }) => kind === 'phone').map(({ label }) => label.zh),
    [phone],
  )
  assert.equal(nodes.filter(({ kind }) => kind === 'person').length, 2)
  assert.ok(lines.length >= 5)
  const path = await graph('centreAssessor2', `path?a=clue:${one}&b=clue:${other}`)
  assert.equal(path.lines.length, 4)
  const shared = await graph('centreAssessor2', `shared?node=clue:${one}`)
  assert.deepEqual(
    shared.nodes.filter(({ kind }) => kind === 'phone').map(({ label }) => label.zh),
    [phone],
  )
  assert.ok(!shared.nodes.some(({ label }) => label.zh === '无关人'))
})

test('who does not reach a clue is told what is told of one that is not there', async () => {
  const unknown = '00000000-0000-4000-8000-00000000aaaa'
  const answers = await Promise.all(
    [one, unknown].map((id) => world.as('nanguanVerifier', 'GET', `/api/graph/around?node=clue:${id}`)),
  )
  assert.deepEqual(
    answers.map(({ status }) => status),
    [404, 404],
  )
  const nobody = await world.ask({ method: 'GET', url: `/api/graph/around?node=clue:${one}` })
  assert.equal(nobody.status, 401)
})

test('each line says in which field of which record it stands, since when, and by whom', async () => {
  const { lines, nodes } = await graph('centreAssessor2', `around?node=clue:${one}&depth=2`)
  const key = nodes.find(({ kind }) => kind === 'phone')?.key
  const line = lines.find(({ b }) => b === key)
  const why = await world.as('centreAssessor2', 'GET', `/api/graph/why/${line?.id.replace('.', '/') ?? ''}`)
  assert.equal(why.status, 200, why.text)
  const { record, fieldLabel, partLabel, entry } = why.body as {
    readonly record: { readonly id: string }
    readonly fieldLabel: string
    readonly partLabel: string
    readonly entry: { readonly seq: number; readonly by: { readonly person: { readonly id: string } } }
  }
  assert.deepEqual([record.id, fieldLabel, partLabel], [one, '被举报人', '电话'])
  assert.deepEqual([entry.seq, entry.by.person.id], [1, people.centreIntake])
  const hidden = await world.as(
    'nanguanVerifier',
    'GET',
    `/api/graph/why/${line?.id.replace('.', '/') ?? ''}`,
  )
  assert.equal(hidden.status, 404)
})

test('whoever is shown a line has looked at its record', async () => {
  await graph('centreHead', `around?node=clue:${one}`)
  const { rows } = await world.database.ownerPool.query(
    `select from zs.look where record = $1 and person = $2 and convert_from(bytes, 'UTF8') like '%"door":"graph"%'`,
    [one, people.centreHead],
  )
  assert.equal(rows.length, 1)
})

test('two mentions are stated as entities, proposed as one with reasons, merged by a person, and split again', async () => {
  const role = 'centreAssessor2'
  const mentions = (await find(role, '周大海')).filter(({ kind }) => kind === 'person')
  const ids: string[] = []
  for (const { key } of mentions) {
    const clue = /^person:([\da-f-]+)\./u.exec(key)?.[1]
    const done = await world.must(role, '/api/records/entity/actions/state', {
      ...{ kind: 'person', name: '周大海', clue, mention: key },
      identifiers: [{ kind: 'phone', value: phone }],
    })
    ids.push(String(done.body['id']))
  }
  const [first = '', second = ''] = ids
  const proposed = await world.as(role, 'GET', `/api/graph/proposals/${first}`)
  const [item] = proposed.body['items'] as readonly {
    readonly node: Node
    readonly stated: boolean
    readonly signs: readonly { readonly kind: string }[]
  }[]
  assert.equal(item?.node.key, `entity:${second}`)
  assert.deepEqual(item.signs.map(({ kind }) => kind).toSorted(), ['sameName', 'sameNumber', 'samePlace'])

  // Proposing changes nothing.
  const match = await world.must(role, '/api/records/entityMatch/actions/propose', {
    ...{ about: '两个周大海', one: first, other: second, signs: [{ kind: 'sameNumber' }] },
  })
  const path = `/api/records/entityMatch/${String(match.body['id'])}/actions`
  const persons = async () =>
    (await graph(role, `around?node=entity:${first}&depth=2`)).nodes.filter(({ kind }) =>
      ['entity', 'person'].includes(kind),
    )
  assert.equal((await persons()).length, 2)
  const bare = await world.as(role, 'POST', `${path}/merge`, {})
  assert.equal(bare.status, 422)
  await world.must(role, `${path}/merge`, { reasons: '号码、姓名、地点均相同。' })
  const merged = await persons()
  assert.equal(merged.length, 1)
  assert.equal(merged[0]?.same?.length, 3)
  // The two clues are now next to one person: two steps over the telephone fell away.
  const answered = await world.as(role, 'GET', `/api/graph/proposals/${first}`)
  assert.deepEqual(answered.body['items'], [])

  await world.must(role, `${path}/split`, { reasons: '经核，系两人共用一部电话。' })
  assert.equal((await persons()).length, 2)
  assert.deepEqual((await world.as(role, 'GET', `/api/graph/proposals/${first}`)).body['items'], [])
})

test('FollowTheMoney: tried first, taken once, bad lines named, and out again as far as one reaches', async () => {
  const role = 'centreAssessor2'
  const lines = [
    { id: 'p1', schema: 'Person', properties: { name: ['王五'], phone: ['13700137003'], religion: ['x'] } },
    { id: 'c1', schema: 'Company', properties: { name: ['五洲运输公司'] } },
    {
      id: 'o1',
      schema: 'Ownership',
      properties: { owner: ['p1'], asset: ['c1'], startDate: ['2023-01-01'] },
    },
    { id: 'x1', schema: 'Nothing', properties: {} },
    { id: 'x2', schema: 'Person', properties: { wings: ['2'] } },
  ].map((line) => JSON.stringify(line))
  const send = async (text: string, trial: boolean) =>
    (await world.as(role, 'POST', '/api/graph/import', { on: { type: 'clue', id: one }, lines: text, trial }))
      .body
  const all = [...lines, '{'].join('\n')
  const tried = await send(all, true)
  assert.deepEqual([tried['made'], tried['known']], [3, 0])
  assert.deepEqual(
    (tried['bad'] as readonly { readonly line: number }[]).map(({ line }) => line),
    [4, 5, 6],
  )
  assert.deepEqual(await find(role, '王五'), [])

  const good = lines.slice(0, 3).join('\n')
  assert.deepEqual(await send(good, false), { made: 3, known: 0, bad: [] })
  assert.deepEqual(await send(good, false), { made: 0, known: 3, bad: [] })
  const [person] = await find(role, '王五')
  const out = await world.as(role, 'GET', `/api/graph/export?node=${q(person?.key ?? '')}&depth=2`)
  const exported = out.text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { schema: string; properties: Record<string, string[]> })
  const found = exported.find(({ properties }) => properties['name']?.[0] === '王五')
  assert.deepEqual([found?.schema, found?.properties['phone']], ['Person', ['13700137003']])
  assert.ok(exported.some(({ schema }) => schema === 'Company'))
  assert.ok(!out.text.includes('religion'))
  const away = await world.as('nanguanVerifier', 'GET', `/api/graph/export?node=${q(person?.key ?? '')}`)
  assert.equal(away.status, 404)
  const foreign = await world.as('nanguanVerifier', 'POST', '/api/graph/import', {
    ...{ on: { type: 'clue', id: one }, lines: good, trial: false },
  })
  assert.equal(foreign.status, 404)
})

test('what cannot be asked is refused by its name', async () => {
  for (const bad of [
    'around',
    'around?node=x',
    `around?node=clue:${one}&depth=9`,
    `around?node=clue:${one}&from=x`,
    'find?q=',
  ])
    assert.equal((await world.as('centreAssessor2', 'GET', `/api/graph/${bad}`)).status, 400, bad)
})
