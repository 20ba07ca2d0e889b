import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import { declarations } from '#mechanisms/index.ts'
import { told } from '#test/support/clueActs.ts'
import { httpWorld, PASSWORD, type Answer, type HttpWorld } from '#test/support/httpWorld.ts'
import { people } from '#test/support/smallWorld.ts'

let world: HttpWorld
before(async () => {
  world = await httpWorld()
})
after(() => world[Symbol.asyncDispose]())

const CLUES = '/api/records/clue'
const because = ({ body }: Answer) => (body['refused'] as readonly { because: string }[])[0]?.because
const signIn = (login: string, password: string, headers: object = {}) =>
  world.ask({ method: 'POST', url: '/api/session', payload: { login, password }, headers: { ...headers } })

test('signing in gives a cookie that scripts and other sites do not get, and tells the posts of today', async () => {
  const answer = await signIn('centreHead', PASSWORD)
  assert.equal(answer.status, 200)
  const cookie = String(answer.headers['set-cookie'])
  assert.match(cookie, /^zs_session=[\w-]{43}; Max-Age=3600; Path=\/; HttpOnly; SameSite=Strict,/)
  const { body } = await world.as('centreHead', 'GET', '/api/session')
  assert.deepEqual(body['person'], { id: people.centreHead, name: '梁中正' })
  const [tenure] = body['tenures'] as readonly { post: string; postName: { en: string } }[]
  assert.equal(tenure?.post, 'officeHead')
  assert.notEqual(tenure.postName.en, '')
})

test('a wrong password and an unknown login get the same answer', async () => {
  const wrong = await signIn('nanguanLeader', 'not the password')
  const unknown = await signIn('nobody at all', PASSWORD)
  const odd = await signIn('\u0000', PASSWORD)
  for (const answer of [wrong, unknown, odd]) {
    assert.equal(answer.status, 401)
    assert.equal(because(answer), 'login failed')
    assert.equal(answer.headers['set-cookie'], undefined)
  }
})

test('failures slow down one login and leave it open to who knows the password', async () => {
  for (let nth = 0; nth < 3; nth++) await signIn('jilinCityReviewer', 'wrong')
  const started = performance.now()
  assert.equal((await signIn('jilinCityReviewer', PASSWORD)).status, 200)
  assert.ok(performance.now() - started >= 240, 'the right password waits a little')
  const others = performance.now()
  assert.equal((await signIn('jilinCityPoliceHead', PASSWORD)).status, 200)
  assert.ok(performance.now() - others < 2000, 'nobody else does')
})

test('signing out ends the session, and a made-up cookie is none', async () => {
  const answer = await signIn('provinceLeader', PASSWORD)
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
  const out = await world.ask({ method: 'DELETE', url: '/api/session', headers: { cookie } })
  assert.equal(out.status, 204)
  for (const value of [cookie, `zs_session=${'A'.repeat(43)}`, 'zs_session=../../x', 'zs_session=']) {
    const gone = await world.ask({ method: 'GET', url: '/api/session', headers: { cookie: value } })
    assert.deepEqual([gone.status, because(gone)], [401, 'not signed in'])
  }
})

test('a session ends an hour after its last use, and use moves its end', async () => {
  const { ownerPool } = world.database
  const answer = await signIn('auditor', PASSWORD)
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
  const ask = () => world.ask({ method: 'GET', url: '/api/session', headers: { cookie } })
  await ownerPool.query("update zs.session set used = now() - interval '30 minutes' where person = $1", [
    people.auditor,
  ])
  assert.match(String((await ask()).headers['set-cookie']), /Max-Age=3600/)
  assert.equal((await ask()).headers['set-cookie'], undefined)
  await ownerPool.query("update zs.session set ends = now() - interval '1 second' where person = $1", [
    people.auditor,
  ])
  assert.equal((await ask()).status, 401)
})

test('what changes something must come from this site', async () => {
  const send = (headers: object) => world.as('centreIntake', 'POST', `${CLUES}/actions/enter`, told, headers)
  for (const headers of [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
  ]) {
    const answer = await send(headers)
    assert.deepEqual([answer.status, because(answer)], [403, 'other site'], JSON.stringify(headers))
  }
  assert.equal(
    (await send({ 'sec-fetch-site': 'same-origin', origin: 'http://localhost:8080', host: 'localhost:8080' }))
      .status,
    201,
  )
  assert.equal((await signIn('centreHead', PASSWORD, { origin: 'https://elsewhere.example' })).status, 403)
})

test('every answer carries the security headers and an id', async () => {
  for (const url of [
    '/healthz',
    '/api/types',
    '/api/session',
    '/nowhere',
    `${CLUES}/${'9'.repeat(400)}`,
    '/%zz',
  ]) {
    const { headers } = await world.ask({ method: 'GET', url })
    assert.match(String(headers['content-security-policy']), /default-src 'none'/, url)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['referrer-policy'], 'no-referrer')
    assert.equal(headers['x-frame-options'], 'DENY')
    assert.match(String(headers['x-request-id']), /^[\w-]{12}$/)
  }
})

test('the API describes itself as valid OpenAPI 3.1, with every action staff may take', async () => {
  const { body } = await world.ask({ method: 'GET', url: '/api/openapi.json' })
  const result = await new Validator().validate({ ...body })
  assert.ok(result.valid, JSON.stringify(result.errors ?? []))
  assert.equal(body['openapi'], '3.1.0')
  const paths = Object.keys(body['paths'] as object)
  assert.ok(paths.includes('/api/records/clue/actions/enter'))
  assert.ok(paths.includes('/api/records/clue/{id}/actions/register'))
  for (const path of [
    '/api/public/reports',
    '/api/public/progress',
    '/api/records/clue/{id}/sealed/reporter/compare',
  ])
    assert.ok(paths.includes(path), path)
  assert.ok(!paths.some((path) => /actions\/(?:report|escalate|closeWithHead)$/.test(path)))
})

test('types are told with words, schemas and the lists of the day', async () => {
  const { text } = await world.ask({ method: 'GET', url: '/api/types' })
  const types = JSON.parse(text) as readonly {
    name: string
    label: { zh: string; en: string }
    fields: readonly {
      name: string
      label: { zh: string }
      choices?: readonly { code: string; en: string }[]
    }[]
    actions: readonly { name: string; input: { required?: readonly string[] } }[]
  }[]
  assert.deepEqual(types.map(({ name }) => name).toSorted(), [...declarations.keys()].toSorted())
  for (const name of ['clue', 'petition', 'complaint', 'transfer', 'person', 'tenure', 'ruleSet'])
    assert.ok(declarations.has(name), name)
  const clue = types.find(({ name }) => name === 'clue')
  assert.deepEqual(clue?.label, { zh: '线索', en: 'Clue' })
  assert.ok(clue.fields.find(({ name }) => name === 'source')?.choices?.some(({ code }) => code === 'letter'))
  const register = clue.actions.find(({ name }) => name === 'register')
  assert.ok(register?.input.required?.includes('gist'))
})

test('the journal is served for any tool, and full tiles may be kept for ever', async () => {
  const early = await world.ask({ method: 'GET', url: '/log/tile/0/999' })
  assert.equal(early.status, 404)
  await world.integrate()
  const checkpoint = await world.ask({ method: 'GET', url: '/log/checkpoint' })
  assert.equal(checkpoint.status, 200)
  assert.match(String(checkpoint.headers['content-type']), /^text\/plain/)
  const [origin, size] = checkpoint.text.split('\n')
  assert.equal(origin, 'zhunsheng.invalid/journal')
  const width = Math.min(256, Number(size))
  const partial = width === 256 ? '' : `.p/${String(width)}`
  const tile = await world.ask({ method: 'GET', url: `/log/tile/0/000${partial}` })
  assert.equal(tile.status, 200, tile.text)
  assert.match(String(tile.headers['cache-control']), /immutable/)
  for (const odd of ['x', '0', '0/000.p/999', '99/000', 'entries/', '..%2f..%2fetc', '0/-1', '%00'])
    assert.equal((await world.ask({ method: 'GET', url: `/log/tile/${odd}` })).status, 404, odd)
})

test('health, readiness and metrics', async () => {
  assert.equal((await world.ask({ method: 'GET', url: '/healthz' })).text, 'ok\n')
  const ready = await world.ask({ method: 'GET', url: '/readyz' })
  assert.deepEqual([ready.status, ready.body], [200, { database: true, migrations: true, realm: true }])
  const { text } = await world.ask({ method: 'GET', url: '/metrics' })
  assert.match(text, /zs_http_request_duration_seconds_bucket\{.*route="\/healthz"/)
  assert.match(text, /zs_entries\{where="waiting"\} \d+/)
  assert.match(text, /zs_pool_connections\{pool="app"\}/)
  assert.ok(!text.includes(people.centreHead))
})

test('demo accounts are told in a demo', async () => {
  const { text } = await world.ask({ method: 'GET', url: '/api/demo' })
  assert.deepEqual(JSON.parse(text), [])
})

test('wrong address, method, type of content and body each have their status', async () => {
  const cookie = await world.cookieOf('centreIntake')
  const post = (payload: string | Buffer, type: string) =>
    world.ask({
      method: 'POST',
      url: `${CLUES}/actions/enter`,
      payload,
      headers: { cookie, 'content-type': type },
    })
  const sendForm = (payload: string) =>
    world.ask({
      method: 'POST',
      url: '/api/files',
      payload,
      headers: { cookie, 'content-type': 'multipart/form-data; boundary=x' },
    })
  const json = 'application/json'
  const expected: readonly (readonly [string, number, string, Answer])[] = [
    ['address', 404, 'no such address', await world.ask({ method: 'GET', url: '/api/nothing' })],
    ['method', 405, 'method not allowed', await world.ask({ method: 'PUT', url: CLUES })],
    ['type', 415, 'not JSON', await post('a=1', 'application/x-www-form-urlencoded')],
    ['text', 415, 'not JSON', await post('{}', 'text/plain')],
    ['JSON', 400, 'malformed', await post('{', json)],
    ['empty', 400, 'malformed', await post('', json)],
    ['array', 400, 'malformed', await post('[]', json)],
    ['number', 400, 'malformed', await post('7', json)],
    ['proto', 400, 'malformed', await post('{"__proto__":{"admin":true}}', json)],
    ['constructor', 400, 'malformed', await post('{"constructor":{"prototype":{"a":1}}}', json)],
    ['deep', 400, 'malformed', await post(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`, json)],
    ['surrogate', 400, 'malformed', await post('{"title":"\\ud800"}', json)],
    [
      'half a form',
      400,
      'malformed',
      await sendForm('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1'),
    ],
    [
      'half a file',
      400,
      'malformed',
      await sendForm('--x\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\n1'),
    ],
    ['10 MB', 413, 'too large', await post(Buffer.alloc(10_000_000, 0x20), json)],
  ]
  for (const [what, status, reason, answer] of expected) {
    assert.equal(answer.status, status, `${what}: ${answer.text}`)
    assert.equal(because(answer), reason, what)
  }
  assert.equal(expected[1]?.[3].headers['allow'], 'GET, HEAD')
})

test('a file comes in as multipart or plain, and goes out to its uploader until a record holds it', async () => {
  const cookie = await world.cookieOf('centreIntake')
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const plain = await world.ask({
    method: 'POST',
    url: '/api/files',
    payload: png,
    headers: { cookie, 'content-type': 'image/png', 'x-file-name': encodeURIComponent('现场 照片.png') },
  })
  assert.equal(plain.status, 201, plain.text)
  assert.equal(plain.body['type'], 'image/png')
  const digest = String(plain.body['digest'])
  const form = (name: string, content: Buffer) =>
    Buffer.concat([
      Buffer.from(
        `--x\r\nContent-Disposition: form-data; name="f"; filename="${name}"\r\nContent-Type: a/b\r\n\r\n`,
      ),
      content,
      Buffer.from('\r\n'),
    ])
  const multipart = (payload: Buffer) =>
    world.ask({
      method: 'POST',
      url: '/api/files',
      payload: Buffer.concat([payload, Buffer.from('--x--\r\n')]),
      headers: { cookie, 'content-type': 'multipart/form-data; boundary=x' },
    })
  const both = await multipart(Buffer.concat([form('a.png', png), form('b.png', png)]))
  assert.equal((both.body['files'] as readonly object[]).length, 2, both.text)
  const none = await multipart(Buffer.alloc(0))
  assert.deepEqual([none.status, because(none)], [400, 'no file'])
  const unknown = await multipart(form('a.exe', Buffer.from('MZ' + '\0'.repeat(200))))
  assert.deepEqual([unknown.status, because(unknown)], [422, 'file refused'], unknown.text)

  const own = await world.as('centreIntake', 'GET', `/api/files/${digest}`)
  assert.equal(own.status, 200)
  assert.match(String(own.headers['content-disposition']), /filename\*=UTF-8''%E7%8E%B0/)
  assert.match(String(own.headers['content-security-policy']), /^sandbox/)
  assert.equal((await world.as('centreIntake2', 'GET', `/api/files/${digest}`)).status, 404)
  const file = { digest, name: plain.body['name'], type: 'image/png', size: png.length }
  const thief = await world.as('centreIntake2', 'POST', `${CLUES}/actions/enter`, {
    ...told,
    attachments: [file],
  })
  assert.deepEqual([thief.status, because(thief)], [422, 'file not known'])
  const held = await world.as('centreIntake', 'POST', `${CLUES}/actions/enter`, {
    ...told,
    attachments: [file],
  })
  assert.equal(held.status, 201, held.text)
  assert.equal((await world.as('centreIntake2', 'GET', `/api/files/${digest}`)).status, 200)
  assert.equal((await world.as('nanguanVerifier', 'GET', `/api/files/${digest}`)).status, 404)
  // The auditor reaches the record, and does not see its attachments.
  assert.equal((await world.as('auditor', 'GET', `${CLUES}/${String(held.body['id'])}`)).status, 200)
  assert.equal((await world.as('auditor', 'GET', `/api/files/${digest}`)).status, 404)
})
