/** What the desk's doors tell: what is owed and why, what would be refused, records found, kept lists, and the stream. */
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { after, before, test } from 'node:test'
import { told } from '#test/support/clueActs.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import type { Role } from '#test/support/smallWorld.ts'

let world: HttpWorld
let address = ''
before(async () => {
  world = await httpWorld()
  address = await world.app.listen({ host: '127.0.0.1', port: 0 })
})
after(() => world[Symbol.asyncDispose]())

interface Row {
  readonly id: string
  readonly type: string
  readonly due?: string
  readonly toSign: boolean
}
/** Another matter each time: earlier reports about the same would have to be judged. */
const unlike = (): string =>
  Array.from({ length: 60 }, () => String.fromCodePoint(0x4e00 + randomInt(5000))).join('')
const enter = async (title: string): Promise<string> => {
  const input = { ...told, title, content: unlike() }
  return String((await world.must('centreIntake', '/api/records/clue/actions/enter', input)).body['id'])
}

async function partOf(role: Role, part: 'owed' | 'late' | 'supervised'): Promise<readonly Row[]> {
  const { status, body, text } = await world.as(role, 'GET', '/api/desk/today')
  assert.equal(status, 200, text)
  return body[part] as readonly Row[]
}
const owedBy = (role: Role) => partOf(role, 'owed')

test('what is owed stands there over all types, due first, and nothing of others', async () => {
  const id = await enter('今日待办')
  const rows = await owedBy('centreIntake')
  const mine = rows.find((row) => row.id === id)
  assert.equal(mine?.type, 'clue')
  assert.equal(mine.toSign, false)
  const dues = rows.map(({ due }) => due ?? '~')
  assert.deepEqual(dues, dues.toSorted())
  assert.ok(!(await owedBy('centreAssessor')).some((row) => row.id === id))
})

test('what is under way with others stands with whoever may urge it, late or not; what is theirs to do does not', async () => {
  const id = await enter('督办看得见')
  const has = async (role: Role, part: 'owed' | 'late' | 'supervised') =>
    (await partOf(role, part)).some((row) => row.id === id)
  assert.deepEqual(
    [await has('centreHead', 'supervised'), await has('centreHead', 'late'), await has('centreHead', 'owed')],
    [true, false, false],
  )
  assert.equal(await has('centreIntake', 'supervised'), false, 'it is their own move')
  const { ownerPool } = world.database
  await ownerPool.query("update zs.record set due = now() - interval '1 day' where id = $1", [id])
  assert.deepEqual([await has('centreHead', 'supervised'), await has('centreHead', 'late')], [true, true])
})

test('what would be refused is said before, with the same reasons, and nothing is done', async () => {
  const id = await enter('先看能不能办')
  const at = `/api/records/clue/${id}/actions/register`
  const said = await world.as('centreIntake', 'POST', `${at}/consider`, { gist: '强揽工程' })
  assert.equal(said.status, 200, said.text)
  const acted = await world.as('centreIntake', 'POST', at, { gist: '强揽工程' })
  assert.equal(acted.status, 422)
  assert.deepEqual(said.body['refused'], acted.body['refused'])
  const input = { gist: '强揽工程', importance: 'general', category: 'crime' }
  const sound = await world.as('centreIntake', 'POST', `${at}/consider`, input)
  assert.deepEqual(sound.body['refused'], [])
  assert.equal(sound.body['state'], 'toAssess')
  const record = await world.as('centreIntake', 'GET', `/api/records/clue/${id}`)
  assert.equal(record.body['version'], 1)
  // Who does not reach it learns as little as from the act.
  const out = await world.as('nanguanVerifier', 'POST', `${at}/consider`, input)
  assert.equal(out.status, 404)
  const opening = '/api/records/clue/actions/enter/consider'
  const missing = await world.as('centreIntake', 'POST', opening, { ...told, title: undefined })
  assert.deepEqual(
    (missing.body['refused'] as readonly { field: string }[]).map(({ field }) => field),
    ['title'],
  )
  assert.equal((await world.as('centreIntake', 'POST', opening, [])).status, 400)
  assert.equal((await world.ask({ method: 'POST', url: `${at}/consider` })).status, 401)
})

test('a record is found by its number and by its words, by those who reach it', async () => {
  const id = await enter('渡口收费被人把持')
  const record = await world.as('centreIntake', 'GET', `/api/records/clue/${id}`)
  await world.composed.indexer.drain()
  const number = String(record.body['number'])
  const found = async (role: Role, q: string) => {
    const { status, body, text } = await world.as(role, 'GET', `/api/find?q=${encodeURIComponent(q)}`)
    assert.equal(status, 200, text)
    return (body['items'] as readonly { id: string; typeLabel: string }[]).map((item) => item.id)
  }
  assert.ok((await found('centreIntake', '渡口收费')).includes(id))
  assert.equal((await found('centreIntake', number.slice(-5)))[0], id)
  assert.deepEqual(await found('nanguanVerifier', '渡口收费'), [])
  assert.deepEqual(await found('centreIntake', '   '), [])
  assert.equal((await world.as('centreIntake', 'GET', `/api/find?q=${'a'.repeat(201)}`)).status, 400)
  assert.equal((await world.ask({ method: 'GET', url: '/api/find?q=a' })).status, 401)
})

test('a kept list is mine, or of whoever holds my post; nobody else sees or removes it', async () => {
  const keep = (role: Role, body: object) => world.as(role, 'POST', '/api/me/views', body)
  const names = async (role: Role) =>
    ((await world.as(role, 'GET', '/api/me/views')).body['items'] as readonly { name: string }[]).map(
      ({ name }) => name,
    )
  const search = { state: 'toAssess', q: '砂石' }
  const kept = await keep('centreIntake', { type: 'clue', name: '我的砂石', search, of: 'person' })
  assert.equal(kept.status, 201, kept.text)
  assert.equal((await keep('centreIntake', { type: 'clue', name: '值班', search, of: 'post' })).status, 201)
  assert.equal(
    (await keep('centreIntake', { type: 'clue', name: '值班', search: { q: '码头' }, of: 'post' })).status,
    201,
  )
  assert.deepEqual((await names('centreIntake')).toSorted(), ['值班', '我的砂石'])
  assert.deepEqual(await names('centreAssessor'), [])
  const id = String(kept.body['id'])
  assert.equal((await world.as('centreAssessor', 'DELETE', `/api/me/views/${id}`)).status, 404)
  assert.equal((await world.as('centreIntake', 'DELETE', `/api/me/views/${id}`)).status, 204)
  assert.deepEqual(await names('centreIntake'), ['值班'])
  for (const bad of [
    { type: 'nothing', name: 'x', search, of: 'person' },
    { type: 'clue', name: ' ', search, of: 'person' },
    { type: 'clue', name: 'x', search: { key: 'x' }, of: 'person' },
    { type: 'clue', name: 'x', search, of: 'unit' },
  ])
    assert.equal((await keep('centreIntake', bad)).status, 400, JSON.stringify(bad))
})

test('the database itself shows nobody the kept lists of others', async () => {
  const { rows } = await world.database.pool.query('select name from zs.saved_view')
  assert.deepEqual(rows, [])
  const all = await world.database.ownerPool.query('select from zs.saved_view')
  assert.ok((all.rowCount ?? 0) > 0)
})

/** Events as they come, until one of them passes. */
async function streamed(
  role: Role,
  until: (event: string, data: string) => boolean,
  meanwhile: () => Promise<unknown>,
): Promise<void> {
  const response = await fetch(`${address}/api/desk/stream`, {
    headers: { cookie: await world.cookieOf(role) },
  })
  assert.equal(response.status, 200)
  assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/)
  assert.equal(response.headers.get('cache-control'), 'no-store')
  assert.ok(response.body !== null)
  let text = ''
  let isBegun = false
  for await (const bytes of response.body) {
    text += new TextDecoder().decode(bytes)
    const events = text.split('\n\n')
    text = events.pop() ?? ''
    for (const one of events) {
      const event = /^event: (.*)$/m.exec(one)?.[1] ?? ''
      if (event === 'desk' && !isBegun) {
        isBegun = true
        await meanwhile()
      } else if (isBegun && until(event, /^data: (.*)$/m.exec(one)?.[1] ?? '')) {
        return
      }
    }
  }
  assert.fail('the stream ended first')
}
const clueWork = (data: string): number =>
  (JSON.parse(data) as { types: readonly { name: string; work: { total: number } }[] }).types.find(
    ({ name }) => name === 'clue',
  )?.work.total ?? 0

test('the stream says when something comes onto the desk', async () => {
  const before = (await owedBy('centreIntake')).filter(({ type }) => type === 'clue').length
  await streamed(
    'centreIntake',
    (event, data) => event === 'desk' && clueWork(data) === before + 1,
    () => enter('新到一件'),
  )
})

test('a session that ended hears that and nothing more', async () => {
  await streamed(
    'centreAssessor',
    (event) => event === 'over',
    async () => {
      await world.as('centreAssessor', 'DELETE', '/api/session')
      await enter('与其无关')
    },
  )
  assert.equal((await fetch(`${address}/api/desk/stream`)).status, 401)
})
