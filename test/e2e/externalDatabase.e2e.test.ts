/**
 * A PostgreSQL server of somebody else, of the oldest version at hand (15 where it is installed): the main job from a
 * citizen's report to the signatures of three chiefs, lists, search, proof, and every command; with one login, then with two.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from '#store/postgres/pool.ts'
import { furnishWith, loginAt, type Desk } from '#test/support/demoPlaces.ts'
import { send, signedIn, type Reply } from '#test/support/httpClient.ts'
import { officeDay } from '#test/support/officeDay.ts'
import { assertSound, runningServer, type RunningServer } from '#test/support/runningServer.ts'
import { getTestServer, testVersions } from '#test/support/testServer.ts'
import { zhunsheng } from '../../src/cli/installation.fixture.ts'

const binaries = testVersions().at(-1) ?? assert.fail('no PostgreSQL')
const name = `zs_test_external_${randomBytes(4).toString('hex')}`
const folder = mkdtempSync(join(tmpdir(), 'zs-external-'))
const env: Record<string, string> = {}
let adminUrl: string
let server: RunningServer
let desks: readonly Desk[] = []

const addressOf = (user: string, database: string): string => {
  const url = new URL(adminUrl)
  url.username = user
  url.pathname = `/${database}`
  return url.toString()
}
async function asAdmin(...statements: readonly string[]): Promise<readonly object[]> {
  const client = await connect({ url: adminUrl, name: 'test-setup', statementTimeout: 0 })
  try {
    let rows: readonly object[] = []
    for (const statement of statements) rows = (await client.query<object>(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}

before(async () => {
  adminUrl = await getTestServer(binaries)
  await asAdmin(
    `create role ${name} login createrole`,
    // Other tests make it on this server, too, before or at the same moment.
    `do $$ begin create role zs_app nologin noinherit; exception when duplicate_object or unique_violation then null; end $$`,
    // Since 16 only who may hand it on can become a member.
    `grant zs_app to ${name} with admin option`,
    `create database ${name} owner ${name}`,
    `create database ${name}_too owner ${name}`,
  )
  env['DATABASE_URL'] = addressOf(name, name)
  server = await runningServer({
    env,
    furnish: async (data) => {
      desks = await furnishWith(data, ['22', '2201', '220102'], env)
    },
  })
})
after(async () => {
  await server[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
  await asAdmin(
    `drop database if exists ${name} with (force)`,
    `drop database if exists ${name}_too with (force)`,
    `drop role if exists ${name}_app`,
    `drop role if exists ${name}`,
  )
})

const on = (...args: readonly string[]) => zhunsheng([...args, '--data', server.data], { env })
const json = (text: string) => JSON.parse(text) as Readonly<Record<string, unknown>>

async function report(title: string): Promise<{ number: string; queryCode: string }> {
  const content = `${title}：${[...title].map((sign) => sign.repeat(7)).join('，')}。`
  const sent = { category: 'crime', title, content, area: '220102' }
  const { status, body, text } = await send(server.address, '/api/public/reports', { json: sent })
  assert.equal(status, 201, text)
  return { number: String(body['number']), queryCode: String(body['queryCode']) }
}

async function as(unit: string, post: string, nth = 0) {
  const headers = await signedIn(server.address, loginAt(desks, unit, post, nth))
  const ask = (path: string, input?: object): Promise<Reply> =>
    send(server.address, path, { headers, ...(input === undefined ? {} : { json: input }) })
  const { body } = await ask('/api/session')
  // The session's person is one object with an id.
  const { id } = body['person'] as { readonly id: string }
  return { ask, id }
}

/** The whole way; answers the id of the clue. */
async function walk(title: string): Promise<string> {
  const { number, queryCode } = await report(title)
  const clerk = await as('22:clueCentre', 'intakeClerk')
  let items: readonly { readonly id: string; readonly number: string }[] = []
  // The search follows a moment behind.
  for (let patience = 100; patience > 0 && items.length === 0; patience--) {
    const found = await clerk.ask(`/api/records/clue?view=work&q=${encodeURIComponent(title)}`)
    items = found.body['items'] as typeof items
    if (items.length === 0) await sleep(100)
  }
  assert.deepEqual(
    items.map((one) => one.number),
    [number],
    'found by its words, among what waits for the clerk',
  )
  const id = items[0]?.id ?? ''
  const path = `/api/records/clue/${id}`
  const act = async ({ ask }: Awaited<ReturnType<typeof as>>, action: string, input: object) => {
    const { status, text } = await ask(`${path}/actions/${action}`, input)
    assert.equal(status, 200, `${action}: ${text}`)
  }
  await act(clerk, 'register', { gist: title, importance: 'general', category: 'crime', area: '220102' })
  await act(await as('22:clueCentre', 'assessor'), 'assess', {
    grade: 'B',
    gradeReasons: '具体。',
    area: '220102',
    focus: ['other'],
  })
  const way = { verifyingUnit: '220102:police', dispatch: 'transfer', secrecy: 'internal' }
  const director = await as('22:clueCentre', 'officeHead')
  await act(director, 'approve', { ...way, feedbackWanted: true, instructions: '依法核查。' })
  const one = await as('220102:police', 'verifier')
  const two = await as('220102:police', 'verifier', 1)
  await act(one, 'signFor', { team: [one.id, two.id] })
  const step = {
    kind: 'questioning',
    on: officeDay(),
    what: '询问。',
    officers: [one.id, two.id],
  }
  for (const officer of [one, two]) await act(officer, 'undertakeSecrecy', {})
  await act(await as('220102:criminalInvestigation', 'investigationChief'), 'approveVerification', {
    plan: '走访。',
  })
  await act(one, 'logStep', { steps: [step] })
  await act(one, 'submitReport', {
    conclusion: 'evilForce',
    findings: '强揽。',
    proposal: 'file',
    truth: 'true',
  })
  const chiefs = [
    ['220102:criminalInvestigation', 'investigationChief'],
    ['220102:police', 'deputyHead'],
    ['220102:police', 'organHead'],
  ] as const
  for (const [unit, post] of chiefs) await act(await as(unit, post), 'sign', { opinion: '同意。' })
  for (const who of [await as('2201:police', 'reviewer'), director])
    await act(who, 'confirmResult', { reviewOpinion: '同意。' })
  await act(one, 'recordDisposal', { disposalDocument: '南公刑立字1号', disposedOn: officeDay() })
  await act(clerk, 'feedBack', { feedbackWay: 'code', feedbackWords: '已立案侦查。' })
  const proof = await director.ask(`${path}/proof`)
  assert.equal(proof.status, 200, proof.text)
  const progress = await send(server.address, '/api/public/progress', { json: { queryCode } })
  assert.match(progress.text, /已立案侦查/)
  return id
}

test(`on PostgreSQL ${String(binaries.major)} of somebody else the main job is done, and everything fits`, async () => {
  await walk('土方被人强揽')
  const checked = await assertSound(server)
  assert.ok(checked.entries > 10 && checked.pending === 0)
  const [version] = (await asAdmin('show server_version')) as readonly { readonly server_version: string }[]
  assert.ok(version?.server_version.startsWith(String(binaries.major)))
})

test('every command works on it, beside the server', async () => {
  const file = join(folder, 'list.csv')
  writeFileSync(
    file,
    '编号,标题,内容,时间\n1,强揽工程,某人强揽土方工程,2026-01-05\n2,收保护费,市场里每月收费,2026-01-06\n',
  )
  const imported = await on('import', file, '--json')
  assert.match(imported.out, /"added":2,"already":0,"bad":0/, imported.err)
  const doctor = json((await on('doctor', '--json')).out)
  assert.equal(doctor['databaseUrl'], env['DATABASE_URL'])
  assert.ok((doctor['versions'] as { postgres: string }).postgres.startsWith(String(binaries.major)))
  assert.equal((doctor['installation'] as { records: number }).records > 100, true)

  const backup = join(folder, 'one.zsb')
  const made = await on('backup', backup)
  assert.equal(made.code, 0, made.err)
  const full = await on('restore', backup)
  assert.equal(full.code, 1)
  assert.match(full.err, /empty/)
  const there = { DATABASE_URL: addressOf(name, `${name}_too`) }
  const restored = await zhunsheng(['restore', backup, '--data', join(folder, 'there')], { env: there })
  assert.equal(restored.code, 0, restored.out + restored.err)
  const verified = await zhunsheng(['verify', '--json', '--data', join(folder, 'there')], { env: there })
  assert.deepEqual([verified.code, json(verified.out)['sound']], [0, true])
})

test('with a login of its own the application is that login and no more, and the main job is done again', async () => {
  await asAdmin(`create role ${name}_app login in role zs_app`)
  await server.stop()
  env['ZS_APP_DATABASE_URL'] = addressOf(`${name}_app`, name)
  await server.start()
  await walk('河沙被人霸占')
  await assertSound(server)
  const rows = (await asAdmin(
    `select distinct usename::text as login, application_name as for from pg_stat_activity where datname = '${name}' and application_name like 'zhunsheng%'`,
  )) as readonly { readonly login: string; readonly for: string }[]
  assert.deepEqual(
    rows.filter((row) => row.for === 'zhunsheng').map(({ login }) => login),
    [`${name}_app`],
  )
  const client = await connect({ url: addressOf(`${name}_app`, name), name: 'test' })
  try {
    await assert.rejects(client.query('delete from zs.entry'), { code: '42501' })
    await assert.rejects(client.query(`set role ${name}`), { code: '42501' })
  } finally {
    await client.end()
  }
})
