/** Forms that were begun: for whoever typed them alone, within their reach, without what is sealed, for thirty days. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addMillis, instant } from '#kernel/time.ts'
import { forgetOldDrafts } from '#store/desk/drafts.ts'
import { told } from '#test/support/clueActs.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import type { Role } from '#test/support/smallWorld.ts'

let world: HttpWorld
let clue = ''
before(async () => {
  world = await httpWorld()
  const answer = await world.must('centreIntake', '/api/records/clue/actions/enter', told)
  clue = String(answer.body['id'])
})
after(() => world[Symbol.asyncDispose]())

const ENTER = '/api/me/drafts/clue/enter'
const registering = () => `/api/me/drafts/clue/register?record=${clue}`
const keep = (role: Role, url: string, body: object) => world.as(role, 'PUT', url, body)
const valuesAt = async (role: Role, url: string) => {
  const { status, body, text } = await world.as(role, 'GET', url)
  assert.equal(status, 200, text)
  return body['values']
}
const stored = async () =>
  (await world.database.ownerPool.query<{ body: Buffer }>('select * from zs.draft')).rows

test('what was typed is there again for whoever typed it and for nobody else, until it is removed', async () => {
  assert.deepEqual((await world.as('centreIntake', 'GET', ENTER)).body, {})
  for (const title of ['砂石', '砂石场强揽'])
    assert.equal((await keep('centreIntake', ENTER, { title, realName: true })).status, 204)
  assert.deepEqual(await valuesAt('centreIntake', ENTER), { title: '砂石场强揽', realName: true })
  assert.equal(await valuesAt('centreAssessor', ENTER), undefined)
  assert.equal(await valuesAt('centreIntake', registering()), undefined, 'another form')
  // Another's removing removes nothing.
  assert.equal((await world.as('centreAssessor', 'DELETE', ENTER)).status, 204)
  assert.deepEqual(await valuesAt('centreIntake', ENTER), { title: '砂石场强揽', realName: true })
  for (const _ of ['once', 'again'])
    assert.equal((await world.as('centreIntake', 'DELETE', ENTER)).status, 204)
  assert.equal(await valuesAt('centreIntake', ENTER), undefined)
  for (const method of ['GET', 'PUT', 'DELETE'] as const)
    assert.equal((await world.ask({ method, url: ENTER })).status, 401, method)
})

test('neither what stands in it nor what it is about can be read in the database, and none of it by the application as nobody', async () => {
  assert.equal((await keep('centreIntake', registering(), { gist: '强揽工程' })).status, 204)
  const rows = await stored()
  assert.ok(rows.length > 0)
  const text = JSON.stringify(rows) + rows.map(({ body }) => body.toString()).join()
  for (const plain of ['强揽工程', 'gist', clue]) assert.ok(!text.includes(plain), plain)
  assert.deepEqual((await world.database.pool.query('select from zs.draft')).rows, [])
  const entries = await world.as('centreIntake', 'GET', `/api/records/clue/${clue}/entries`)
  assert.equal((entries.body['items'] as readonly unknown[]).length, 1, 'nothing has happened')
})

test('about a record out of reach nothing is kept and nothing told, as if there were none', async () => {
  const none = registering().replace(clue, clue.replaceAll(/\d/g, '1'))
  for (const url of [registering(), none, `${ENTER}?about=clue/${clue}`])
    for (const method of ['GET', 'PUT'] as const) {
      const answer = await world.as(
        'nanguanVerifier',
        method,
        url,
        method === 'PUT' ? { gist: 'x' } : undefined,
      )
      assert.equal(answer.status, 404, `${method} ${url}`)
      assert.ok(!answer.text.includes(clue))
    }
  // Their own goes although the record went.
  assert.equal((await world.as('nanguanVerifier', 'DELETE', registering())).status, 204)
})

test('who reports and files are left out, and whatever the form does not ask for', async () => {
  const digest = 'a'.repeat(64)
  const file = { digest, name: 'a.png', type: 'image/png', size: 1 }
  const sealed = { sealed: 'hpke-p256-v2', key: 'k', enc: 'e', ciphertext: 'c', bound: 'b', by: 'browser' }
  const all = {
    title: '砂石',
    reporter: sealed,
    attachments: [file],
    state: 'closed',
    gist: 'x',
    constructor: 1,
  }
  assert.equal((await keep('centreIntake', ENTER, all)).status, 204)
  assert.deepEqual(await valuesAt('centreIntake', ENTER), { title: '砂石' })
  // With nothing left there is no draft.
  assert.equal((await keep('centreIntake', ENTER, { reporter: sealed, attachments: [file] })).status, 204)
  assert.equal(await valuesAt('centreIntake', ENTER), undefined)
})

test('what is no form or no JSON object is refused, and nothing breaks', async () => {
  for (const url of [
    '/api/me/drafts/nothing/enter',
    '/api/me/drafts/clue/nothing',
    '/api/me/drafts/clue/constructor',
    '/api/me/drafts/constructor/enter',
    '/api/me/drafts/clue/register',
    '/api/me/drafts/clue/register?record=1',
    `${ENTER}?record=${clue}`,
    `${registering()}&about=clue/${clue}`,
    `${ENTER}?about=clue`,
    `${ENTER}?about=nothing/${clue}`,
    `${ENTER}?about=__proto__/${clue}`,
  ])
    for (const method of ['GET', 'PUT'] as const) {
      const answer = await world.as(
        'centreIntake',
        method,
        url,
        method === 'PUT' ? { title: 'x' } : undefined,
      )
      assert.equal(answer.status, 404, `${method} ${url}: ${answer.text}`)
    }
  const put = async (payload: string) =>
    world.ask({
      ...{ method: 'PUT', url: ENTER, payload },
      headers: { cookie: await world.cookieOf('centreIntake'), 'content-type': 'application/json' },
    })
  for (const payload of ['[]', '"x"', 'null', '{', '{"title":"\\ud800"}', '[{"a":'.repeat(500)])
    assert.equal((await put(payload)).status, 400, payload.slice(0, 20))
  const long = await put(JSON.stringify({ title: 'x'.repeat(256 * 1024) }))
  assert.equal(long.status, 413)
  assert.match(long.text, /too large/)
})

test('a hundred can be kept; one more is refused by name in both languages, those that are there can still change', async () => {
  const person = 'centreAssessor' as const
  assert.equal((await keep(person, ENTER, { title: '一' })).status, 204)
  await world.database.ownerPool.query(
    `insert into zs.draft (owner, key, body, at)
     select owner, sha256(n::text::bytea), body, at from zs.draft, generate_series(1, 99) n where owner =
       (select owner from zs.draft group by owner having count(*) = 1 and max(at) = (select max(at) from zs.draft))`,
  )
  const other = `/api/me/drafts/clue/register?record=${clue}`
  const zh = await world.as(person, 'PUT', other, { gist: 'x' }, { 'accept-language': 'zh' })
  const en = await world.as(person, 'PUT', other, { gist: 'x' }, { 'accept-language': 'en' })
  assert.deepEqual([zh.status, en.status], [422, 422], zh.text)
  for (const { body } of [zh, en])
    assert.deepEqual(
      (body['refused'] as readonly { because: string }[]).map(({ because }) => because),
      ['too many drafts'],
    )
  assert.match(zh.text, /草稿/)
  assert.match(en.text, /drafts/)
  assert.equal((await keep(person, ENTER, { title: '二' })).status, 204)
  assert.equal((await keep('centreIntake', ENTER, { title: '别人不受影响' })).status, 204)
})

test('thirty days after its last change a draft is forgotten, not a day sooner', async () => {
  assert.equal((await keep('centreHead', ENTER, { title: '旧稿' })).status, 204)
  const now = instant(new Date().toISOString())
  const day = 24 * 60 * 60_000
  await forgetOldDrafts(world.database.ownerPool, addMillis(now, 29 * day))
  assert.deepEqual(await valuesAt('centreHead', ENTER), { title: '旧稿' })
  await forgetOldDrafts(world.database.ownerPool, addMillis(now, 31 * day))
  assert.equal(await valuesAt('centreHead', ENTER), undefined)
})
