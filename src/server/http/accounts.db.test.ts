/** The three administrators at their doors, what they may not, and what is noted of it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays } from '#kernel/time.ts'
import {
  assertRefused,
  becauseOf,
  browserJar,
  signedInJar,
  type BrowserJar,
} from '#test/support/browserJar.ts'
import { told } from '#test/support/clueActs.ts'
import { httpWorld, PASSWORD, type HttpWorld } from '#test/support/httpWorld.ts'
import { officeDay } from '#test/support/officeDay.ts'
import { people, tenures } from '#test/support/smallWorld.ts'

let world: HttpWorld
let security: BrowserJar
before(async () => {
  world = await httpWorld()
  security = await signedInJar(world, 'securityAdministrator')
})
after(() => world[Symbol.asyncDispose]())

const ACTS = ['disable', 'enable', 'password', 'reset-factors', 'end-sessions', 'bind', 'unbind']
const onAccount = (person: string, act: string, body: object = { reason: '本人书面申请' }) =>
  security.send('POST', `/api/admin/accounts/${person}/${act}`, body)

/** Every earlier report that is shown, judged to be about something else. */
async function judgedEarlier(clue: string) {
  const { body } = await world.as('centreIntake', 'GET', `${clue}/earlier`)
  const items = body['items'] as readonly { readonly id: string }[]
  const earlierReports = items.map(({ id }) => ({ clue: id, verdict: 'different' }))
  return earlierReports.length === 0 ? {} : { earlierReports }
}

test('the security administrator alone manages accounts, the auditor alone reads what was done', async () => {
  for (const role of [
    'systemAdministrator',
    'auditor',
    'centreHead',
    'provinceLeader',
    'nanguanVerifier',
    'gridWorker',
  ] as const) {
    const browser = await signedInJar(world, role)
    assertRefused(await browser.send('GET', '/api/admin/accounts'), 'post may not', role)
    assertRefused(
      await browser.send('POST', '/api/admin/accounts', {
        person: people.centreHead,
        login: 'x',
        reason: 'x',
      }),
      'post may not',
    )
    for (const act of ACTS)
      assertRefused(
        await browser.send('POST', `/api/admin/accounts/${people.centreIntake}/${act}`, { reason: 'x' }),
        'post may not',
      )
    const audit = await browser.send('GET', '/api/admin/audit')
    if (role === 'auditor') assert.equal(audit.status, 200, audit.text)
    else assertRefused(audit, 'post may not', role)
  }
  assertRefused(await security.send('GET', '/api/admin/audit'), 'post may not')
  for (const url of ['/api/admin/accounts', '/api/admin/audit', '/api/me'])
    assertRefused(await browserJar(world).send('GET', url), 'not signed in')
})

test('the system administrator and the security administrator meet no clue', async () => {
  const { body } = await world.must('centreIntake', '/api/records/clue/actions/enter', told)
  const system = await signedInJar(world, 'systemAdministrator')
  for (const browser of [system, security]) {
    const list = await browser.send('GET', '/api/records/clue?total=1')
    assert.deepEqual([list.body['items'], list.body['total']], [[], 0])
    assert.equal((await browser.send('GET', `/api/records/clue/${String(body['id'])}`)).status, 404)
  }
})

test('a new account has a password for one use, with which nothing can be done but change it', async () => {
  const system = await signedInJar(world, 'systemAdministrator')
  const entered = await system.send('POST', '/api/records/person/actions/enter', {
    ...{ name: '新来的', login: 'xinlai', enteredOn: officeDay() },
  })
  assert.equal(entered.status, 201, entered.text)
  const person = String(entered.body['id'])
  assertRefused(
    await system.send('POST', '/api/admin/accounts', { person, login: 'xinlai', reason: '入职' }),
    'post may not',
  )
  const made = await security.send('POST', '/api/admin/accounts', { person, login: 'xinlai', reason: '入职' })
  assert.equal(made.status, 201, made.text)
  const password = String(made.body['oneTimePassword'])
  assert.match(password, /^(?:[A-Za-z2-9]{4}-){3}[A-Za-z2-9]{4}$/)
  const browser = browserJar(world)
  const signedIn = await browser.signIn('xinlai', { password })
  assert.deepEqual([signedIn.status, signedIn.body['owes']], [200, 'password must change'])
  for (const url of ['/api/records/clue', '/api/records/person', '/api/admin/accounts'])
    assertRefused(await browser.send('GET', url), 'password must change', url)
  assertRefused(
    await browser.send('POST', '/api/records/person/actions/enter', { name: 'x', enteredOn: officeDay() }),
    'password must change',
  )
  const wanted = '四匹马拉着蓝色的大车'
  assert.equal(
    (await browser.send('POST', '/api/me/password', { old: password, new: `${wanted}走远了` })).status,
    204,
  )
  assert.equal((await browser.send('GET', '/api/records/person')).status, 200)
  for (const [login, who] of [
    ['xinlai', people.gridWorker],
    ['another', person],
  ])
    assertRefused(
      await security.send('POST', '/api/admin/accounts', { person: who, login, reason: '入职' }),
      'account there already',
    )
})

test('disabling ends the sessions at once and the login for good, until it is enabled', async () => {
  const browser = await signedInJar(world, 'centreArchivist')
  assert.equal((await onAccount(people.centreArchivist, 'disable')).status, 200)
  assertRefused(await browser.send('GET', '/api/session'), 'not signed in')
  assertRefused(await browser.signIn('centreArchivist'), 'login failed')
  const list = await security.send('GET', '/api/admin/accounts?q=centreArchivist')
  const [item] = list.body['items'] as readonly Record<string, unknown>[]
  assert.equal(typeof item?.['disabled'], 'string')
  assert.ok(!/argon2|"password"/.test(list.text))
  assert.equal((await onAccount(people.centreArchivist, 'enable')).status, 200)
  assert.equal((await browser.signIn('centreArchivist')).status, 200)
})

test('an act on an account wants a reason, a fresh proof, somebody else’s account, and one that is there', async () => {
  for (const act of ACTS) {
    assertRefused(await onAccount(people.securityAdministrator, act), 'own account', act)
    assertRefused(await onAccount(people.centreArchivist, act, { reason: ' ' }), 'bad parameter', act)
    assertRefused(await onAccount('00000000-0000-4000-8000-00000000dead', act), 'no such account', act)
    assertRefused(await onAccount('x', act), 'no such account', act)
  }
  assertRefused(await onAccount(people.centreArchivist, 'bind'), 'bad parameter')
  await world.database.ownerPool.query(
    "update zs.session set proved = now() - interval '11 minutes' where person = $1",
    [people.securityAdministrator],
  )
  for (const act of ACTS) assertRefused(await onAccount(people.centreArchivist, act), 'step up needed', act)
  const proved = await security.send('POST', '/api/session/step-up', { password: PASSWORD })
  assert.equal(proved.status, 200, proved.text)
})

test('whoever lost their factors has them removed by another, with a reason, and still needs the password', async () => {
  const browser = await signedInJar(world, 'centreSampler')
  const { ownerPool } = world.database
  await ownerPool.query(
    `insert into zs.totp (person, secret, created, confirmed) values ($1, 'x', now(), now())`,
    [people.centreSampler],
  )
  assertRefused(await browserJar(world).signIn('centreSampler'), 'otp needed')
  assert.equal((await onAccount(people.centreSampler, 'reset-factors', { reason: '手机丢失' })).status, 200)
  assertRefused(await browser.send('GET', '/api/session'), 'not signed in')
  assertRefused(await browserJar(world).signIn('centreSampler', { password: 'wrong' }), 'login failed')
  assert.equal((await browserJar(world).signIn('centreSampler')).status, 200)
})

test('nothing of it is silent: the auditor reads who did what to whose account, and why', async () => {
  const auditor = await signedInJar(world, 'auditor')
  const { body } = await auditor.send('GET', `/api/admin/audit?person=${people.centreSampler}`)
  const items = body['items'] as readonly {
    what: string
    who: { id: string }
    about: { id: string; name: string }
    more: Record<string, unknown>
  }[]
  const reset = items.find(({ what }) => what === 'factorsReset')
  assert.deepEqual(
    [reset?.who.id, reset?.about, reset?.more],
    [people.securityAdministrator, { id: people.centreSampler, name: '严评查' }, { reason: '手机丢失' }],
  )
  assert.ok(items.some(({ what }) => what === 'signedIn'))
  assert.ok(!JSON.stringify(body).includes('Mozilla'))
  for (const query of ['person=x', 'before=yesterday', 'of=everything'])
    assertRefused(await auditor.send('GET', `/api/admin/audit?${query}`), 'bad parameter', query)
  const earlier = await auditor.send('GET', '/api/admin/audit?before=2020-01-01T00:00:00.000Z')
  assert.deepEqual(earlier.body, { items: [] })
})

test('the auditor reads looks at records, but none at a record that names the auditor', async () => {
  const { body } = await world.must('centreIntake', '/api/records/clue/actions/enter', told)
  const id = String(body['id'])
  await world.as('centreIntake', 'GET', `/api/records/clue/${id}`)
  const auditor = await signedInJar(world, 'auditor')
  const looks = async () =>
    (
      (await auditor.send('GET', '/api/admin/audit?of=records')).body['items'] as readonly {
        record: string
      }[]
    ).map(({ record }) => record)
  assert.ok((await looks()).includes(id))
  const registered = await world.as('centreIntake', 'POST', `/api/records/clue/${id}/actions/register`, {
    ...{ gist: '概要', importance: 'general', category: 'crime', area: '220102' },
    named: [{ key: `p:${people.auditor}`, how: 'stated' }],
    ...(await judgedEarlier(`/api/records/clue/${id}`)),
  })
  assert.equal(registered.status, 200, registered.text)
  assert.ok(!(await looks()).includes(id))
})

test('whoever is let to stand in acts for the types named, is kept out where named, and not after it ends', async () => {
  const head = await signedInJar(world, 'centreHead')
  const deputy = await signedInJar(world, 'centreSampler')
  const { post, unit, id: standsInFor } = tenures.centreHead
  const delegated = await head.send('POST', '/api/records/tenure/actions/delegate', {
    ...{ person: people.centreSampler, post, unit, kind: 'delegated', standsInFor, onlyTypes: ['clue'] },
    ...{ from: officeDay(), to: addDays(officeDay(), 7) },
  })
  assert.equal(delegated.status, 201, delegated.text)
  const { body } = await world.must('centreIntake', '/api/records/clue/actions/enter', told)
  const clue = `/api/records/clue/${String(body['id'])}`
  assert.equal((await deputy.send('GET', clue)).status, 200)
  // A record that names whoever stands in is out of their reach in this post as well.
  const named = await world.must('centreIntake', '/api/records/clue/actions/enter', {
    ...told,
    ...{ title: '评查员收钱', content: '有人说评查员严某收了钱，把线索压了下来，至今没有人来问过。' },
  })
  const about = `/api/records/clue/${String(named.body['id'])}`
  assert.equal((await deputy.send('GET', about)).status, 200)
  await world.must('centreIntake', `${about}/actions/register`, {
    ...{ gist: '概要', importance: 'general', category: 'crime', area: '220102' },
    named: [{ key: `p:${people.centreSampler}`, how: 'stated' }],
    ...(await judgedEarlier(about)),
  })
  assert.equal((await deputy.send('GET', about)).status, 404)
  const tenure = `/api/records/tenure/${String(delegated.body['id'])}`
  const further = await deputy.send('POST', '/api/records/tenure/actions/delegate', {
    ...{ person: people.centreArchivist, post, unit, kind: 'delegated', standsInFor: delegated.body['id'] },
    ...{ from: officeDay(), to: addDays(officeDay(), 7) },
  })
  assert.deepEqual(
    (further.body['refused'] as readonly { rule?: string }[]).map(({ rule }) => rule),
    ['aStandInPassesNothingOn'],
  )
  assertRefused(
    await deputy.send('POST', `${tenure}/actions/recall`, { to: officeDay(), endReasons: 'resigned' }),
    'role may not',
  )
  const recalled = await head.send('POST', `${tenure}/actions/recall`, {
    to: addDays(officeDay(), -1),
    endReasons: 'termEnded',
  })
  assert.equal(recalled.status, 200, recalled.text)
  assert.equal((await deputy.send('GET', clue)).status, 404, 'from now on')
})

test('where the rule counts, a post that needs a second factor opens nothing before there is one', async () => {
  await using strict = await httpWorld({ ZS_SECOND_FACTOR: 'rule' })
  const browser = browserJar(strict)
  const answer = await browser.signIn('nanguanVerifier')
  assert.deepEqual([answer.status, answer.body['owes']], [200, 'second factor needed'])
  assertRefused(await browser.send('GET', '/api/records/clue'), 'second factor needed')
  const me = await browser.send('GET', '/api/me')
  assert.partialDeepStrictEqual(me.body, { secondFactor: { required: true, has: false } })
  const { generate } = await import('otplib')
  const begun = await browser.send('POST', '/api/me/totp')
  const confirmed = await browser.send('POST', '/api/me/totp/confirm', {
    otp: await generate({ secret: String(begun.body['secret']) }),
  })
  assert.equal(confirmed.status, 200, confirmed.text)
  assert.equal((await browser.send('GET', '/api/records/clue')).status, 200)
  assertRefused(await browser.send('DELETE', '/api/me/totp'), 'factor required')
  const grid = await signedInJar(strict, 'gridWorker')
  assert.equal(
    becauseOf(await grid.send('GET', '/api/records/clue')),
    undefined,
    'grid workers are not forced',
  )
})
