/**
 * kill -9 of the server and of its database in turn, while citizens report and officials act. What was acknowledged is
 * there, nothing is there twice, and the installation is sound. ZS_KILLS: how often (20 before a release, 4 otherwise).
 */
import assert from 'node:assert/strict'
import { randomBytes, randomInt } from 'node:crypto'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { furnishWith, loginAt, type Desk } from '#test/support/demoPlaces.ts'
import { send, signedIn, type Reply } from '#test/support/httpClient.ts'
import { assertSound, runningServer, type RunningServer } from '#test/support/runningServer.ts'

const KILLS = Number(process.env['ZS_KILLS'] ?? 4)
const CITIZENS = 5
/** How long one request is tried again before the test gives up on it. */
const PATIENCE = 120_000
const HAN = '山水田林路桥市场村镇东南西北春夏秋冬金木火土风云雷雨红黄蓝绿大小高低远近新旧长短'

let server: RunningServer
let desks: readonly Desk[] = []
before(async () => {
  server = await runningServer({
    furnish: async (data) => {
      desks = await furnishWith(data, ['00', '22', '2201', '220102'])
    },
  })
})
after(() => server[Symbol.asyncDispose]())

/** Text that is like no other text, so that no two reports are held to be about one event. */
const unlike = (length: number): string =>
  Array.from({ length }, () => HAN[randomInt(HAN.length)] ?? '').join('')
const newKey = (): string => randomBytes(18).toString('base64url')

const met = new Map<string, number>()
const note = (what: string) => met.set(what, (met.get(what) ?? 0) + 1)

/** As people do it: the same again, under the same key, until there is an answer. */
async function insist(path: string, options: Parameters<typeof send>[2]): Promise<Reply> {
  const until = performance.now() + PATIENCE
  for (;;) {
    try {
      const answer = await send(server.address, path, options)
      note(String(answer.status))
      // 409: somebody else acted in between; 503: the database is away. Nothing else is our fault here.
      if (answer.status >= 500) assertIsAway(answer, path)
      if (answer.status < 500 && answer.status !== 409) return answer
    } catch {
      note('broken connection')
    }
    assert.ok(performance.now() < until, `${path}: no answer\n${server.log().slice(-3000)}`)
    await sleep(randomInt(50, 250))
  }
}

/** Away, and not broken: when to ask again, and in words. */
function assertIsAway({ status, headers, text }: Reply, path: string): void {
  assert.deepEqual([status, headers.get('retry-after')], [503, '5'], `${path}: ${text}`)
  const type = headers.get('content-type') ?? ''
  assert.match(type, /^(?:application\/problem\+json|text\/html);/, path)
  if (type.startsWith('application/'))
    assert.match(text, /"because":"(?:database )?away","says":"[^"]{20}/, path)
}

interface Report {
  readonly key: string
  readonly number: string
  readonly queryCode: string
}
interface Act {
  readonly id: string
  readonly action: string
  readonly version: number
  /** Words that only this act wrote. */
  readonly words: string
}
const reports: Report[] = []
const acts: Act[] = []
let isOver = false
/** A question, not a value: it becomes true while whoever asks is waiting. */
const over = () => isOver

async function citizen(): Promise<void> {
  while (!isOver) {
    const key = newKey()
    const report = { category: 'crime', title: unlike(10), content: unlike(80) }
    const options = { json: report, headers: { 'idempotency-key': key } }
    const answer = await insist('/api/public/reports', options)
    assert.equal(answer.status, 201, answer.text)
    reports.push({ key, number: String(answer.body['number']), queryCode: String(answer.body['queryCode']) })
    // Some send it again although it was answered.
    if (randomInt(4) === 0) assert.deepEqual((await insist('/api/public/reports', options)).body, answer.body)
    await sleep(randomInt(20, 60))
  }
}

interface Duty {
  readonly post: string
  readonly state: string
  readonly action: string
  readonly input: (words: string) => object
}
const duties: readonly Duty[] = [
  {
    post: 'intakeClerk',
    state: 'toRegister',
    action: 'register',
    input: (words) => ({ gist: words, importance: 'general', category: 'crime' }),
  },
  {
    post: 'assessor',
    state: 'toAssess',
    action: 'assess',
    input: (words) => ({ grade: 'B', gradeReasons: words, area: '220102', focus: ['other'] }),
  },
  {
    post: 'officeHead',
    state: '',
    action: 'supervise',
    input: (words) => ({ supervisions: [{ rung: 'remind', text: words }] }),
  },
]

async function official({ state, action, input }: Duty, headers: Readonly<Record<string, string>>) {
  while (!isOver) {
    const query = state === '' ? '' : `state=${state}&`
    const list = await insist(`/api/records/clue?${query}sort=changed&limit=20`, { headers })
    assert.equal(list.status, 200, list.text)
    const items = list.body['items'] as readonly { readonly id: string }[]
    const item = items[randomInt(Math.max(1, items.length))]
    if (item === undefined) {
      await sleep(100)
      continue
    }
    const words = unlike(24)
    const path = `/api/records/clue/${item.id}/actions/${action}`
    const asked = { json: input(words), headers: { ...headers, 'idempotency-key': newKey() } }
    const answer = await insist(path, asked)
    assert.equal(answer.status, 200, `${action}: ${answer.text}`)
    acts.push({ id: item.id, action, words, version: Number(answer.body['version']) })
    if (randomInt(4) === 0) {
      const { body } = await insist(path, asked)
      assert.equal(
        body['version'],
        answer.body['version'],
        'a repeated request is answered with the same entry',
      )
    }
    await sleep(randomInt(20, 60))
  }
}

test(`killed ${String(KILLS)} times, nothing acknowledged is lost and nothing is there twice`, async () => {
  const sessions = new Map<string, Readonly<Record<string, string>>>()
  for (const { post } of duties)
    sessions.set(post, await signedIn(server.address, loginAt(desks, '22:clueCentre', post)))
  const everybody = [
    ...Array.from({ length: CITIZENS }, () => citizen()),
    ...duties.map((duty) => official(duty, sessions.get(duty.post) ?? assert.fail())),
  ]
  // Whoever fails ends it for all; otherwise the kills do.
  const work = Promise.all(everybody).finally(() => {
    isOver = true
  })
  const kills = (async () => {
    try {
      for (let nth = 0; nth < KILLS && !over(); nth++) {
        // Work goes on before each kill, on both sides.
        const [reported, acted] = [reports.length, acts.length]
        const until = performance.now() + 30_000
        while (
          (reports.length < reported + 3 || acts.length < acted + 2) &&
          performance.now() < until &&
          !over()
        )
          await sleep(20)
        assert.ok(over() || reports.length > reported, 'reports come in between kills')
        assert.ok(over() || acts.length > acted, 'officials act between kills')
        await sleep(randomInt(0, 300))
        if (nth % 2 === 0) {
          await server.kill()
          await server.start()
        } else await server.killDatabase()
      }
    } finally {
      isOver = true
    }
  })()
  await Promise.all([work, kills])

  // Nothing that was acknowledged is lost, and each code opens its own report.
  const numbers = new Set<string>()
  for (const { number, queryCode } of reports) {
    const progress = await send(server.address, '/api/public/progress', { json: { queryCode } })
    assert.equal(progress.status, 200, `${number}: ${progress.text}`)
    assert.equal(progress.body['number'], number)
    numbers.add(number)
  }
  assert.equal(numbers.size, reports.length, 'two reports have one number')
  assert.equal(new Set(reports.map(({ queryCode }) => queryCode)).size, reports.length)

  // Every report was acknowledged in the end, so one entry per key means as many clues as reports, numbered 1 to n.
  const director = sessions.get('officeHead') ?? assert.fail()
  const all: string[] = []
  for (let cursor = ''; ;) {
    const page = await send(server.address, `/api/records/clue?limit=200&sort=opened${cursor}`, {
      headers: director,
    })
    assert.equal(page.status, 200, page.text)
    all.push(...(page.body['items'] as readonly { number: string }[]).map(({ number }) => number))
    const { next } = page.body
    if (typeof next !== 'string') break
    cursor = `&cursor=${next}`
  }
  assert.equal(all.length, reports.length, 'as many clues as reports')
  const counted = all
    .map((number) => Number(/〕(\d+)号$/.exec(number)?.[1]))
    .toSorted((one, other) => one - other)
  assert.deepEqual(
    counted,
    Array.from({ length: reports.length }, (_, nth) => nth + 1),
    'register numbers have no gap',
  )

  // Each acknowledged act stands in the history once, at the version it was acknowledged with.
  const histories = new Map<string, readonly { seq: number; action: string; changed: unknown }[]>()
  for (const { id } of acts)
    if (!histories.has(id)) {
      const { body } = await send(server.address, `/api/records/clue/${id}/entries`, { headers: director })
      histories.set(id, body['items'] as readonly { seq: number; action: string; changed: unknown }[])
    }
  for (const { id, action, version, words } of acts) {
    const found = (histories.get(id) ?? []).filter(({ changed }) => JSON.stringify(changed).includes(words))
    assert.deepEqual(
      found.map(({ seq, action: done }) => [seq, done]),
      [[version, action]],
      `${action} on ${id}`,
    )
  }

  const report = await assertSound(server)
  const tally = [...met].map(([what, times]) => `${what}: ${String(times)}`).join(', ')
  console.log(
    `${String(KILLS)} kills, ${String(reports.length)} reports, ${String(acts.length)} acts, ` +
      `${String(report.entries)} entries; answers ${tally}`,
  )
  assert.ok((met.get('broken connection') ?? 0) > 0, 'no kill was noticed by anybody')
})

test('while the database is away every door says so and when to ask again, and answers as before afterwards', async () => {
  const headers = await signedIn(server.address, loginAt(desks, '22:clueCentre', 'officeHead'))
  const id = acts[0]?.id ?? assert.fail('nobody acted')
  const one = `/api/records/clue/${id}`
  const doors: readonly (readonly [string, Parameters<typeof send>[2]])[] = [
    ['/api/session', { headers }],
    ['/api/session', { json: { login: 'nobody', password: 'x' } }],
    ['/api/records/clue', { headers }],
    [one, { headers }],
    [`${one}/entries`, { headers }],
    [`${one}/access`, { headers }],
    [`${one}/proof`, { headers }],
    [`${one}/actions/supervise`, { headers, json: { supervisions: [{ rung: 'remind', text: '催' }] } }],
    [`/api/files/${'0'.repeat(64)}`, { headers }],
    ['/log/checkpoint', {}],
    ['/api/public/reports', { json: { category: 'crime', title: unlike(10), content: unlike(80) } }],
    ['/api/public/progress', { json: { queryCode: reports[0]?.queryCode } }],
  ]
  const usual = new Map<string, number>()
  for (const [path, options] of doors) usual.set(path, (await send(server.address, path, options)).status)
  const away = new Set<string>()
  let isBack = false
  const asking = doors.map(async ([path, options]) => {
    while (!isBack) {
      const answer = await send(server.address, path, options)
      if (answer.status >= 500) {
        assertIsAway(answer, path)
        away.add(path)
      }
      await sleep(20)
    }
  })
  await server.killDatabase().finally(() => {
    isBack = true
  })
  await Promise.all(asking)
  assert.deepEqual(
    [...usual.keys()].filter((path) => !away.has(path)),
    [],
    'every door was met while the database was away',
  )
  for (const [path, options] of doors)
    assert.ok((await insist(path, options)).status < 500, `${path} answers again`)
})
