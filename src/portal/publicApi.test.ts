import assert from 'node:assert/strict'
import { test } from 'node:test'
import { databaseAway, openPortal, TOKEN } from './portal.fixture.ts'

const LEAST = { category: 'crime', title: '强收保护费', content: '每月初收钱。' }
const json = { 'content-type': 'application/json' }

interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly refused: readonly { because: string; field?: string; says: string }[]
}

async function door(settings: Parameters<typeof openPortal>[0] = {}) {
  const { app, office } = await openPortal(settings)
  const post = (url: string, payload: unknown, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url,
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
      headers: { ...json, ...headers },
    })
  return {
    office,
    report: post.bind(null, '/api/public/reports'),
    progress: post.bind(null, '/api/public/progress'),
  }
}

await test('a report as JSON gets its code and number, and the same ones under the same Idempotency-Key', async () => {
  const { report, office } = await door()
  const first = await report(LEAST, { 'idempotency-key': TOKEN })
  assert.equal(first.statusCode, 201)
  assert.deepEqual(first.json(), { queryCode: 'K7QM2X9RT4WB0001', number: '吉线索〔2026〕000001号' })
  assert.deepEqual((await report(LEAST, { 'idempotency-key': TOKEN })).json(), first.json())
  assert.equal(office.reports.length, 1)
  assert.deepEqual(office.reports[0]?.report, { realName: false, ...LEAST })
  assert.equal((await report(LEAST)).json<{ number: string }>().number, '吉线索〔2026〕000002号')
})

await test('every wrong member is named in the language of the client', async () => {
  const { report, office } = await door()
  const wrong = {
    ...{
      category: 'opinion',
      title: 7,
      content: ['x'],
      occurredOn: '2026-02-30',
      focus: 'vice',
      weapons: true,
      realName: 'yes',
    },
    ...{
      reportedPersons: [{ name: { a: 1 } }, 'x', { nmae: 'x' }],
      reporter: [],
      titel: 'x',
      files: [],
      area: { $gt: '' },
    },
  }
  const answer = await report(wrong, { 'accept-language': 'en' })
  assert.equal(answer.statusCode, 422)
  assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
  const problem = answer.json<Problem>()
  assert.equal(problem.status, 422)
  assert.deepEqual(problem.refused.map(({ field }) => field).toSorted(), [
    ...['area', 'category', 'content', 'files', 'focus', 'occurredOn', 'realName', 'reportedPersons.0.name'],
    ...['reportedPersons.1', 'reportedPersons.2.nmae', 'reporter', 'titel', 'title', 'weapons'],
  ])
  for (const { says } of problem.refused) assert.doesNotMatch(says, /\p{Script=Han}/u)
  assert.match((await report({}, {})).json<Problem>().refused[0]?.says ?? '', /请选择“类别”/)
  assert.equal(office.reports.length, 0)
})

await test('an anonymous code and a time to be reached go in with who reports; what is no code is refused', async () => {
  const { report, office } = await door()
  const reporter = { contactTime: '周末', anonymousCode: '806 214' }
  assert.equal((await report({ ...LEAST, reporter })).statusCode, 201)
  assert.deepEqual(office.reports[0]?.report.reporter, { contactTime: '周末', anonymousCode: '806214' })
  for (const anonymousCode of ['12345', '123456789012345678901', 'secret', 123456]) {
    const refused = await report({ ...LEAST, reporter: { anonymousCode } }, { 'accept-language': 'en' })
    assert.equal(refused.statusCode, 422)
    assert.deepEqual(
      refused.json<Problem>().refused.map(({ field }) => field),
      ['reporter.anonymousCode'],
    )
    assert.ok(!refused.body.includes(String(anonymousCode)))
  }
  assert.equal(office.reports.length, 1)
})

await test('what is no JSON object, too large or badly keyed is refused as problem+json, never a 500', async () => {
  const { report, progress } = await door()
  const cases = [
    [400, await report('{"title":')],
    [400, await report('')],
    [400, await report('[]')],
    [400, await report('null')],
    [400, await report('"x"')],
    [400, await report('{"__proto__":{"a":1}}')],
    [415, await report('<a/>', { 'content-type': 'text/xml' })],
    [413, await report({ ...LEAST, content: 'x'.repeat(1_100_000) })],
    [400, await report(LEAST, { 'idempotency-key': 'short' })],
    [422, await report({ ...LEAST, content: '\u0000' })],
    [422, await report({ ...LEAST, reportedPersons: Array.from({ length: 51 }, () => ({ name: 'x' })) })],
    [422, await progress({ queryCode: 7 })],
    [422, await progress({})],
    [400, await progress('x')],
  ] as const
  for (const [index, [status, answer]] of cases.entries()) {
    assert.equal(answer.statusCode, status, `case ${index}: ${answer.body}`)
    assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
    assert.ok((answer.json<Problem>().refused[0]?.says ?? '') !== '')
  }
})

await test('progress is told under a code; a wrong, an impossible and an unknown one get the same answer', async () => {
  const { progress, office } = await door()
  const shown = { about: 'clue', number: '1', status: 'accepted', steps: [], wants: [] } as const
  office.shows.set('ABCD', shown)
  assert.deepEqual((await progress({ queryCode: 'ab-cd' })).json(), shown)
  const wrong = await Promise.all(
    ['ABCE', '?x', '查'.repeat(9000)].map((queryCode) => progress({ queryCode })),
  )
  assert.deepEqual(new Set(wrong.map(({ statusCode, body }) => `${statusCode}${body}`)).size, 1)
  assert.equal(wrong[0]?.statusCode, 404)
})

await test('the office failing is a 500 without its reasons; too many reports is a 429 with the time to wait', async () => {
  const { report, office } = await door({ perMinute: 1 })
  office.next = new Error('database gone')
  const failed = await report(LEAST)
  assert.equal(failed.statusCode, 500)
  assert.doesNotMatch(failed.body, /database/)
  const limited = await report(LEAST)
  assert.equal(limited.statusCode, 429)
  assert.equal(limited.headers['retry-after'], '60')
})

await test('while the database is away a report is asked for again in a few seconds, in the words of the pages', async () => {
  const { report, office } = await door()
  office.next = databaseAway
  const away = await report(LEAST)
  assert.deepEqual([away.statusCode, away.headers['retry-after']], [503, '5'])
  assert.match(away.body, /"because":"away".*不会重复登记/)
  assert.equal((await report(LEAST)).statusCode, 201)
})
