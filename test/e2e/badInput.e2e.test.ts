/**
 * Every door of the running server with everything that strangers send. Each answer is a refusal in words, or a success where
 * the input is in fact fine; never a fault of ours, and afterwards nothing is lost and the server works on.
 */
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { furnishWith, loginAt, type Desk } from '#test/support/demoPlaces.ts'
import { send, signedIn, type Reply, type Send } from '#test/support/httpClient.ts'
import { assertSound, runningServer, type RunningServer } from '#test/support/runningServer.ts'
import { mutated, valid, type Schema } from './badInput/fromSchema.ts'
import { harmless, hostileBodies, hostileFiles, hostileTexts } from './badInput/hostile.ts'

const PAGES = ['/', '/report', '/progress']
/** How many inputs are drawn for each action, valid and not. */
const DRAWN = Number(process.env['ZS_DRAWN'] ?? 2)
type Headers = Readonly<Record<string, string>>

let server: RunningServer
let desks: readonly Desk[] = []
let clerk: Headers = {}
let director: Headers = {}
/** Ids of records of every type that exist. */
const ids: string[] = []
let clueId = ''
const tally = new Map<string, number>()
const faults: string[] = []

before(async () => {
  server = await runningServer({
    furnish: async (data) => {
      desks = await furnishWith(data, ['00', '22', '220102'])
    },
  })
  clerk = await signedIn(server.address, loginAt(desks, '22:clueCentre', 'intakeClerk'))
  director = await signedIn(server.address, loginAt(desks, '22:clueCentre', 'officeHead'))
  for (let nth = 0; nth < 3; nth++) {
    const { status, body, text } = await send(server.address, '/api/records/clue/actions/enter', {
      headers: clerk,
      json: {
        ...{ source: 'letter', receivedOn: '2026-04-28', category: 'crime', realName: false },
        ...{ title: `第${String(nth)}件`, content: '一二三四五'.repeat(nth + 1) },
      },
    })
    assert.equal(status, 201, text)
    clueId = String(body['id'])
    ids.push(clueId)
  }
  for (const type of ['person', 'tenure', 'ruleSet']) {
    const { body } = await send(server.address, `/api/records/${type}?limit=2`, { headers: clerk })
    ids.push(...(body['items'] as readonly { id: string }[]).map(({ id }) => id))
  }
})
after(() => server[Symbol.asyncDispose]())

const short = (value: unknown) => JSON.stringify(value).slice(0, 160)

/** Sends it and keeps what is wrong with the answer. `undefined`: the connection broke. */
async function probe(path: string, options: Send = {}, mayBreak = false): Promise<Reply | undefined> {
  const language = (tally.get('asked') ?? 0) % 2 === 0 ? 'zh' : 'en'
  tally.set('asked', (tally.get('asked') ?? 0) + 1)
  const what = `${options.method ?? ''} ${path.slice(0, 200)} ${short(options.headers ?? {})} ${short(options.json ?? options.raw ?? '')}`
  let answer: Reply
  try {
    answer = await send(server.address, path, {
      ...options,
      headers: { 'accept-language': language, ...options.headers },
    })
  } catch (error) {
    tally.set('broken connection', (tally.get('broken connection') ?? 0) + 1)
    if (!mayBreak)
      faults.push(`${what}: ${String(error)} ${String(error instanceof Error ? error.cause : '')}`)
    return undefined
  }
  const { status, headers, text } = answer
  tally.set(String(status), (tally.get(String(status)) ?? 0) + 1)
  const found = [
    status >= 500 ? 'a fault of ours' : '',
    status >= 400 && path.startsWith('/api/') ? findBadProblem(answer, language) : '',
    status >= 400 && PAGES.includes(path.split('?')[0] ?? '') ? findBadPage(answer, language) : '',
    /\bat .*\.ts:\d|node_modules|postgres|zs\.record|select .{1,40} from/i.test(status >= 400 ? text : '')
      ? 'tells of its insides'
      : '',
    headers.get('x-content-type-options') === 'nosniff' ? '' : 'may be sniffed',
    headers.get('x-evil') === null ? '' : 'has a header of ours',
  ].filter((one) => one !== '')
  if (found.length > 0) faults.push(`${what}: ${String(status)} ${found.join(', ')}: ${text.slice(0, 300)}`)
  return answer
}

function findBadProblem({ headers, body }: Reply, language: 'zh' | 'en'): string {
  if (!(headers.get('content-type') ?? '').startsWith('application/problem+json')) return 'no problem+json'
  const refused = body['refused']
  if (!Array.isArray(refused) || refused.length === 0) return 'no reasons'
  const says = (refused as readonly { readonly says?: unknown }[]).map((one) => one.says)
  if (!says.every((one) => typeof one === 'string' && one.length > 3)) return 'a reason without a sentence'
  if ((headers.get('content-language') ?? '').slice(0, 2) !== language) return 'another language'
  return language === 'zh' && !says.every((one) => /\p{Script=Han}/u.test(String(one)))
    ? 'not in Chinese'
    : ''
}

const findBadPage = (answer: Reply, language: 'zh' | 'en'): string => {
  const { status, headers, text } = answer
  // Programs alone use other verbs than those of forms.
  if (status === 405 && (headers.get('content-type') ?? '').includes('problem'))
    return findBadProblem(answer, language)
  if (!(headers.get('content-type') ?? '').startsWith('text/html')) return 'no page'
  if (!text.includes(`<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"`))
    return 'a page in another language'
  // Pages bring our two files by their addresses; whatever else begins a script came in from outside.
  return /<script(?! src="\/assets\/(?:seal|leave)-)/i.test(text) ? 'a script' : ''
}

function noFaults() {
  const found = faults
    .splice(0)
    .toSorted((one, other) => Number(/: 5\d\d /.test(other)) - Number(/: 5\d\d /.test(one)))
  const log = server
    .log()
    .split('\n')
    .filter((line) => /"level":(?:50|60)|unhandled|"broken"/i.test(line))
  assert.deepEqual([found.slice(0, 8), log.slice(-3)], [[], []], `${String(found.length)} answers are wrong`)
}

const encoded = (text: string) => encodeURIComponent(text.toWellFormed())

test('addresses, parameters and headers of every door', async () => {
  const openApi = await send(server.address, '/api/openapi.json')
  const paths = openApi.body['paths'] as Readonly<Record<string, Readonly<Record<string, unknown>>>>
  const parts = [...hostileTexts.filter((text) => text.length < 2000 && text !== ''), ...ids]
  let turn = 0
  const next = () => parts[turn++ % parts.length] ?? ''
  for (const [path, methods] of Object.entries(paths)) {
    for (const method of ['get', 'post', 'delete'].filter((one) => one in methods)) {
      // The files and pages of the log are no doors of the API and answer in plain text.
      const times = path.includes('{') ? 4 : 2
      // A stream has no end to be read to (deskDoors.db.test.ts reads it).
      if (path === '/api/desk/stream') continue
      for (let nth = 0; nth < times; nth++) {
        const at = path.replace(/\{\w+\}/g, () => encoded(next()))
        const options = {
          method: method.toUpperCase(),
          headers: clerk,
          ...(method === 'post' ? { json: {} } : {}),
        }
        await probe(
          `${at}?lang=&x=${encoded(next())}`,
          path === '/api/session' ? { ...options, headers: {} } : options,
        )
      }
    }
  }
  const names = [
    'state',
    'q',
    'unit',
    'handler',
    'due',
    'sort',
    'cursor',
    'limit',
    'total',
    'view',
    'lang',
    'explain',
  ]
  for (const name of names)
    for (const text of hostileTexts.filter(({ length }) => length < 2000)) {
      await probe(`/api/records/clue?${name}=${encoded(text)}`, { headers: clerk })
      if (turn % 5 === 0)
        await probe(`/api/records/clue?${name}=a&${name}[]=b&${name}=${encoded(text)}`, { headers: clerk })
      turn += 1
    }
  for (const page of PAGES)
    for (const text of hostileTexts.filter(({ length }) => length < 2000).slice(0, 30))
      await probe(`${page}?${encoded(text)}=${encoded(text)}`)
  const visible = hostileTexts.filter((text) => /^[\x20-\x7e]{1,200}$/.test(text))
  for (const name of [
    'if-match',
    'idempotency-key',
    'cookie',
    'content-language',
    'accept',
    'origin',
    'x-file-name',
    'range',
  ])
    for (const text of visible)
      await probe(`/api/records/clue/${clueId}/actions/register`, {
        headers: { ...clerk, [name]: text },
        json: {},
      })
  noFaults()
})

test('bodies that are no JSON, far too much, far too deep, or something else', async () => {
  const posts = [
    '/api/session',
    '/api/session/passkey',
    '/api/session/step-up',
    '/api/me/password',
    '/api/me/totp/confirm',
    '/api/me/passkeys',
    '/api/admin/accounts',
    '/api/public/reports',
    '/api/public/progress',
    '/api/records/clue/actions/enter',
    `/api/records/clue/${clueId}/actions/register`,
    '/api/records/ruleSet/actions/propose',
    '/report',
    '/progress',
  ]
  for (const path of posts)
    for (const [raw, type] of hostileBodies)
      await probe(path, { method: 'POST', raw, headers: { ...director, 'content-type': type } })
  for (const path of [...posts, '/api/files']) {
    // Whoever sends ten megabytes may be cut off in the middle of them.
    const raw = JSON.stringify({ title: 'x'.repeat(10_000_000) })
    const much = { method: 'POST', raw, headers: { ...clerk, 'content-type': 'application/json' } }
    const answer = await probe(path, much, true)
    if (answer !== undefined) assert.ok(answer.status >= 400, `${path} took ten megabytes`)
  }
  noFaults()
})

test('verbs, broken requests, headers without end, and requests that are never finished', async () => {
  for (const path of [
    ...PAGES,
    '/api/types',
    '/api/coverage',
    '/api/listed',
    '/api/records/clue',
    '/api/public/reports',
    '/nowhere',
    '/api/nowhere',
  ])
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'SEARCH', 'LOCK'])
      await probe(path, { method, headers: clerk })
  const { port, hostname } = new URL(server.address)
  const wire = (text: string, stay = 0): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(Number(port), hostname)
      let read = ''
      socket.setTimeout(stay || 5000, () => socket.destroy())
      socket.on('data', (bytes) => (read += bytes.toString('latin1')))
      socket.on('error', () => undefined)
      socket.on('close', () => resolve(read))
      socket.on('connect', () => socket.write(text, 'latin1'))
    })
  const host = `Host: ${hostname}:${port}\r\n`
  const odd = [
    'GET / HTTP/1.1\r\n\r\n',
    'FOO / HTTP/1.1\r\nHost: x\r\n\r\n',
    `GET /${'a'.repeat(70_000)} HTTP/1.1\r\n${host}\r\n`,
    `GET / HTTP/1.1\r\n${host}Cookie: ${'a=b;'.repeat(30_000)}\r\n\r\n`,
    `GET / HTTP/1.1\r\n${host}${'X-A: b\r\n'.repeat(5000)}\r\n`,
    `GET http://elsewhere.example/ HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
    `GET /%00%ff%fe?%ff HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
    `GET //evil.example/%2f.. HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
    `POST /api/public/reports HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n`,
    `POST /api/public/reports HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: -1\r\n\r\n{}`,
    `POST /api/public/reports HTTP/1.1\r\n${host}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n`,
    `TRACE / HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
    `CONNECT elsewhere.example:443 HTTP/1.1\r\n${host}\r\n`,
    '\x16\x03\x01\x02\x00\x01\x00\x01\xfc',
    '\x00\x00\x00\x00\r\n\r\n',
  ]
  for (const text of odd) {
    const read = await wire(text, 3000)
    tally.set('on the wire', (tally.get('on the wire') ?? 0) + 1)
    // Nothing at all is an answer, too: the connection is closed.
    assert.doesNotMatch(read, /^HTTP\/1\.1 5/, short(text))
    assert.doesNotMatch(read, /elsewhere|evil/i, short(text))
  }
  // Many who never finish keep nobody else waiting.
  const slow = Array.from({ length: 60 }, (_, nth) =>
    wire(
      nth % 2 === 0
        ? `GET / HTTP/1.1\r\n${host}X-Half`
        : `POST /report HTTP/1.1\r\n${host}Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n--x\r\n`,
      4000,
    ),
  )
  await sleep(300)
  const started = performance.now()
  assert.equal((await send(server.address, '/report')).status, 200)
  assert.ok(performance.now() - started < 2500, 'the form is shown while others send slowly')
  await Promise.all(slow)
  noFaults()
})

test('cookies, sessions and logins made up', async () => {
  const { cookie = '' } = clerk
  const cookies = [
    ...hostileTexts.filter((text) => /^[\x20-\x7e]{1,400}$/.test(text)).map((text) => `zs_session=${text}`),
    `${cookie}x`,
    cookie.slice(0, -1),
    `zs_session="${cookie.split('=')[1] ?? ''}"`,
    `${cookie}; ${cookie.replace(/.$/, 'A')}`,
    `zs_session=${'A'.repeat(43)}`,
    'zs_session',
    ';;;=;',
  ]
  let refused = 0
  for (const one of cookies) {
    const answer = await probe('/api/records/clue', { headers: { cookie: one } })
    if (answer?.status === 401) refused += 1
  }
  assert.ok(refused >= cookies.length - 2, `${String(refused)} of ${String(cookies.length)} refused`)
  for (const login of hostileTexts.slice(0, 20))
    for (const json of [
      { login, password: login },
      { login: [login] },
      { login: { $ne: login }, password: { $gt: '' } },
    ]) {
      const answer = await probe('/api/session', { json })
      assert.notEqual(answer?.status, 200)
    }
  noFaults()
})

test('every field of a report, at the API and on the page', async () => {
  const names = [
    'category',
    'title',
    'content',
    'occurredOn',
    'area',
    'trade',
    'focus',
    'umbrellaFacts',
    'reporter',
    'reportedPersons',
    'realName',
    'contactWish',
    '__proto__',
    'id',
    'state',
  ]
  const least = { category: 'crime', title: '标题', content: '内容' }
  for (const name of names)
    for (const [nth, text] of hostileTexts.entries()) {
      const values = [text, [text], { name: text }, [{ name: text }], { [text]: text }, 1e308, null]
      const json = { ...least, [name]: values[nth % values.length] }
      await probe('/api/public/reports', {
        json,
        headers: { 'idempotency-key': `bad-${name}-${String(nth)}-0123456789` },
      })
      if (nth % 4 === 0) {
        const form = new URLSearchParams({
          ...least,
          retryToken: `bad-${String(nth)}-${'0'.repeat(16)}`,
          [name]: text,
        })
        await probe('/report', {
          method: 'POST',
          raw: form.toString(),
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        })
      }
    }
  for (const text of hostileTexts) {
    const answer = await probe('/api/public/progress', { json: { queryCode: text } })
    assert.ok([404, 422].includes(answer?.status ?? 0))
    const form = new URLSearchParams({ code: text, step: text, text, retryToken: text, show: text })
    await probe('/progress', {
      method: 'POST',
      raw: form.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  }
  const everything = Object.fromEntries(Array.from({ length: 10_000 }, (_, nth) => [`f${String(nth)}`, 'x']))
  await probe('/report', {
    method: 'POST',
    raw: new URLSearchParams(everything).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  noFaults()
})

test('every field under a query code, with codes that are there and codes that are not, and hostile files', async () => {
  const report = await send(server.address, '/api/public/reports', {
    json: { category: 'crime', title: '一件', content: '经过。' },
  })
  const code = String(report.body['queryCode'])
  const names = [
    'text',
    'visit.satisfaction',
    'visit.words',
    'threat.kind',
    'threat.stillInDanger',
    'threat.text',
  ]
  const steps = ['supplement', 'object', 'visit', 'threat', '__proto__']
  for (const [nth, text] of hostileTexts.filter(({ length }) => length < 100_000).entries()) {
    const form = new FormData()
    form.set('code', nth % 4 === 3 ? text : code)
    form.set('step', steps[nth % steps.length] ?? '')
    form.set('retryToken', nth % 5 === 4 ? text : `hostile-${String(nth).padStart(12, '0')}`)
    for (const name of names)
      form.set(name, nth % 2 === 0 ? text : name === 'threat.kind' ? 'threat' : '说明')
    form.set('kept', text)
    const page = await probe('/progress', { raw: form })
    assert.ok([200, 404, 422].includes(page?.status ?? 0), `${String(page?.status)} ${short(text)}`)
  }
  for (const file of hostileFiles()) {
    const form = new FormData()
    form.set('code', code)
    form.set('step', 'threat')
    form.set('retryToken', `file-${'1'.repeat(20)}`)
    form.set('threat.text', '有人上门。')
    form.append('threat.attachments', new Blob([Uint8Array.from(file.bytes)]), file.name)
    // Without the kind of threat it comes back, with the file kept or refused by name.
    const sent = { raw: form }
    // The connection of the answer before may be closing.
    const page = (await probe('/progress', sent, true)) ?? (await probe('/progress', sent))
    assert.equal(page?.status, 422)
    assert.equal(page.text.includes('name="kept"'), !file.refused, file.says)
  }
  noFaults()
})

test('inputs drawn from the schemas of every action, sound ones and others, with ids of other records', async () => {
  const { text } = await send(server.address, '/api/types')
  const types = JSON.parse(text) as readonly {
    readonly name: string
    readonly actions: readonly {
      readonly name: string
      readonly from: readonly string[]
      readonly input: Schema
    }[]
  }[]
  for (const type of types)
    for (const action of type.actions) {
      const inputs = [
        ...fc.sample(valid(action.input, ids), { numRuns: DRAWN, seed: 1 }),
        ...fc.sample(mutated(action.input, ids), { numRuns: DRAWN * 2, seed: 2 }),
      ]
      for (const [nth, json] of inputs.entries()) {
        const id = nth % 3 === 2 ? (ids[nth % ids.length] ?? '') : clueId
        const path =
          action.from.length === 0
            ? `/api/records/${type.name}/actions/${action.name}`
            : `/api/records/${type.name}/${type.name === 'clue' ? id : (ids.at(-1 - (nth % 4)) ?? '')}/actions/${action.name}`
        const headers = { ...(nth % 2 === 0 ? clerk : director), 'if-match': nth % 5 === 4 ? '"999"' : '*' }
        await probe(path, { json, headers })
      }
    }
  noFaults()
})

test('files that are something else than they say', async () => {
  for (const file of [...hostileFiles(), harmless]) {
    const bytes = Uint8Array.from(file.bytes)
    const api = await probe('/api/files', {
      method: 'POST',
      raw: bytes,
      headers: {
        ...clerk,
        'content-type': 'application/octet-stream',
        'x-file-name': encodeURIComponent(file.name.slice(0, 500)),
      },
    })
    if (file.refused) assert.ok((api?.status ?? 0) >= 400, `${file.says} was taken in`)
    else assert.equal(api?.status, 201, `${file.says}: ${api?.text ?? ''}`)
    if (api?.status === 201) {
      const { headers, status } = await send(server.address, `/api/files/${String(api.body['digest'])}`, {
        headers: clerk,
      })
      assert.equal(status, 200)
      assert.match(headers.get('content-disposition') ?? '', /^attachment; filename="[\x20-\x7e]+"/)
      assert.match(headers.get('content-security-policy') ?? '', /sandbox/)
      assert.doesNotMatch(String(api.body['name']), /[\u202a-\u202e/\\\r\n]/)
    }
    const form = new FormData()
    form.set('retryToken', `file-${'0'.repeat(20)}`)
    form.set('category', 'crime')
    form.set('title', `附件:${file.says}`)
    form.set('content', '内容')
    form.append('attachments', new Blob([bytes]), file.name)
    form.set('title', '')
    const page = await probe('/report', { raw: form })
    // Without a title it comes back, with the file kept or refused by name.
    assert.equal(page?.status, 422)
    assert.equal(page.text.includes('name="kept"'), !file.refused, file.says)
  }
  const range = [
    'bytes=0-0',
    'bytes=0-0,2-2,4-4',
    'bytes=-99999999',
    'bytes=9999999-',
    'bytes=5-1',
    'lines=1-2',
    `bytes=${'0-,'.repeat(2000)}`,
  ]
  for (const one of range)
    for (const path of ['/assets/none', '/log/checkpoint', '/report', '/api/openapi.json'])
      await probe(path, { headers: { range: one } })
  noFaults()
})

test('broken multipart forms', async () => {
  const type = 'multipart/form-data; boundary=xyz'
  const part = (head: string, content: string) => `--xyz\r\n${head}\r\n\r\n${content}\r\n`
  const field = 'Content-Disposition: form-data; name="title"'
  const bodies = [
    part(field, 'no end'),
    `${part(field, 'x')}--xyz`,
    `${part(field, 'x')}--other--`,
    `${part('Content-Disposition: form-data', 'no name')}--xyz--`,
    `${part('', 'no head')}--xyz--`,
    `${part(`${field}; name="again"`, 'x')}--xyz--`,
    `${part('Content-Disposition: form-data; name="__proto__"', 'x')}--xyz--`,
    `${part(`Content-Disposition: form-data; name="${'n'.repeat(3000)}"`, 'x')}--xyz--`,
    `${part('Content-Disposition: form-data; name="attachments"; filename="a\u0000.png"', 'x')}--xyz--`,
    `${part(`${field}\r\nContent-Transfer-Encoding: base64`, '####')}--xyz--`,
    `${part(`${field}\r\nContent-Type: text/plain; charset=utf-7`, '+ADw-script+AD4-')}--xyz--`,
    `${Array.from({ length: 2000 }, () => part(field, 'x')).join('')}--xyz--`,
    `${part(field, 'x'.repeat(2_000_000))}--xyz--`,
    '',
    '--xyz--',
    '\r\n'.repeat(5000),
  ]
  for (const path of ['/report', '/progress', '/api/files'])
    for (const raw of bodies)
      for (const one of [type, 'multipart/form-data', `multipart/form-data; boundary=${'b'.repeat(300)}`]) {
        const answer = await probe(
          path,
          { method: 'POST', raw, headers: { ...clerk, 'content-type': one } },
          true,
        )
        // A whole part with a file in it is a file, whatever it is called; it is kept under a name of ours.
        const isFile = path === '/api/files' && raw.includes('filename=') && answer?.status === 201
        if (answer !== undefined && !isFile) assert.ok(answer.status >= 400, `${path} took ${short(raw)}`)
      }
  noFaults()
})

test('after all that a report is taken, nothing is lost, and verify finds everything sound', async () => {
  assert.equal((await send(server.address, '/readyz')).status, 200)
  const report = await send(server.address, '/api/public/reports', {
    json: { category: 'crime', title: '最后一件', content: '还能举报。' },
  })
  assert.equal(report.status, 201, report.text)
  const progress = await send(server.address, '/api/public/progress', {
    json: { queryCode: report.body['queryCode'] },
  })
  assert.equal(progress.body['number'], report.body['number'])
  assert.equal(
    (await send(server.address, `/api/records/clue/${ids[0] ?? ''}`, { headers: clerk })).status,
    200,
  )
  const { entries, records } = await assertSound(server)
  console.log(
    `bad input: ${[...tally].map(([what, times]) => `${what} ${String(times)}`).join(', ')}; ${String(entries)} entries of ${String(records)} records, sound`,
  )
})
