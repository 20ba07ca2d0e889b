import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { generate } from 'otplib'
import { assertRefused, browserJar, signedInJar, type BrowserJar } from '#test/support/browserJar.ts'
import { httpWorld, PASSWORD, type HttpWorld } from '#test/support/httpWorld.ts'
import { people, type Role } from '#test/support/smallWorld.ts'

let world: HttpWorld
before(async () => {
  world = await httpWorld()
})
after(() => world[Symbol.asyncDispose]())

const stranger = () => browserJar(world)
const signedIn = (login: Role, more: object = {}) => signedInJar(world, login, more)
const isStale = (role: Role) =>
  world.database.ownerPool.query(
    "update zs.session set proved = now() - interval '11 minutes' where person = $1",
    [people[role]],
  )

/** Six digits of now, or of so many seconds from now. */
const codeOf = (secret: string, shift = 0) =>
  generate({ secret, epoch: Math.floor(Date.now() / 1000) + shift })
/** A code is not taken twice: tests go back in what was used instead of waiting half a minute. */
const forgetLastStep = (role: Role) =>
  world.database.ownerPool.query('update zs.totp set last_step = 0 where person = $1', [people[role]])

async function withTotp(
  role: Role,
): Promise<{ browser: BrowserJar; secret: string; codes: readonly string[] }> {
  const browser = await signedIn(role)
  const begun = await browser.send('POST', '/api/me/totp')
  assert.equal(begun.status, 200, begun.text)
  const secret = String(begun.body['secret'])
  assert.match(String(begun.body['uri']), /^otpauth:\/\/totp\/.*secret=/)
  const confirmed = await browser.send('POST', '/api/me/totp/confirm', { otp: await codeOf(secret) })
  assert.equal(confirmed.status, 200, confirmed.text)
  await forgetLastStep(role)
  // Ten codes are what the door promises.
  return { browser, secret, codes: confirmed.body['recoveryCodes'] as readonly string[] }
}

test('a second factor once set up is asked for after the right password only, and a code works once', async () => {
  const { secret, codes } = await withTotp('nanguanVerifier')
  assert.equal(new Set(codes).size, 10)
  const fresh = stranger()
  assertRefused(await fresh.signIn('nanguanVerifier'), 'otp needed')
  assertRefused(
    await fresh.signIn('nanguanVerifier', { password: 'wrong', otp: await codeOf(secret) }),
    'login failed',
  )
  const otp = await codeOf(secret)
  assertRefused(
    await fresh.signIn('nanguanVerifier', { otp: otp === '000000' ? '000001' : '000000' }),
    'otp wrong',
  )
  const both = await Promise.all([1, 2].map(() => stranger().signIn('nanguanVerifier', { otp })))
  assert.deepEqual(
    both.map(({ status }) => status).toSorted(),
    [200, 401],
    'of two with one code one gets in',
  )
  assertRefused(await fresh.signIn('nanguanVerifier', { otp }), 'otp wrong')
  await forgetLastStep('nanguanVerifier')
  const drifted = await codeOf(secret, 30)
  assert.equal((await fresh.signIn('nanguanVerifier', { otp: drifted })).status, 200, 'one step of drift')
  await forgetLastStep('nanguanVerifier')
  assertRefused(await fresh.signIn('nanguanVerifier', { otp: await codeOf(secret, 95) }), 'otp wrong')
})

test('the secret and the recovery codes are in the database as nobody can use them', async () => {
  const { secret, codes } = await withTotp('nanguanVerifier2')
  const { ownerPool, pool } = world.database
  const { rows } = await ownerPool.query<{ all: string }>(
    `select (select string_agg(encode(secret, 'escape') || t::text, '') from zs.totp t) ||
            (select string_agg(encode(hash, 'escape') || r::text, '') from zs.recovery_code r) as all`,
  )
  const everything = rows[0]?.all ?? ''
  assert.ok(everything.length > 500)
  for (const plain of [secret, ...codes, ...codes.map((code) => code.replace('-', ''))])
    assert.ok(!everything.includes(plain))
  for (const statement of [
    'select secret from zs.totp',
    'select * from zs.recovery_code',
    'select public_key from zs.passkey',
    'select * from zs.oidc_subject',
    'update zs.account set disabled = null',
    "insert into zs.passkey (id, person) values ('x', gen_random_uuid())",
    'delete from zs.totp',
    'update zs.session set proved = now()',
    'select * from zs.used_challenge',
  ])
    await assert.rejects(pool.query(statement), /permission denied/, statement)
})

test('whoever may only write to the database makes no session', async () => {
  const token = randomBytes(32).toString('base64url')
  const insert = `insert into zs.session (token, person, began, ends, used, proved, by, browser)
    values ($1, $2, now(), now() + interval '1 hour', now(), now(), 'passkey', '')`
  const ask = () => world.ask({ method: 'GET', url: '/api/session', cookies: { zs_session: token } })
  await world.database.pool.query(insert, [createHash('sha256').update(token).digest(), people.centreHead])
  assert.equal((await ask()).status, 401)
  // With the key it would be one.
  await world.database.pool.query(insert, [world.composed.keys.mark('session', token), people.centreHead])
  assert.equal((await ask()).status, 200)
})

test('a recovery code works once, however it is typed, and opens no other account', async () => {
  const { codes } = await withTotp('nanguanChief')
  const [first = '', second = ''] = codes
  assertRefused(await stranger().signIn('nanguanVerifier2', { otp: second }), 'otp wrong')
  assert.equal(
    (await stranger().signIn('nanguanChief', { otp: ` ${first.toUpperCase().replace('-', ' ')}` })).status,
    200,
  )
  assertRefused(await stranger().signIn('nanguanChief', { otp: first }), 'otp wrong')
  const browser = await signedIn('nanguanChief', { otp: second })
  const { body } = await browser.send('GET', '/api/me')
  assert.partialDeepStrictEqual(body, {
    factors: { recoveryCodesLeft: 8, passkeys: [] },
    login: 'nanguanChief',
  })
})

test('factors change only with a fresh proof, which a step-up gives under a new token', async () => {
  const { browser, secret } = await withTotp('nanguanDeputyHead')
  await isStale('nanguanDeputyHead')
  for (const [method, url] of [
    ['POST', '/api/me/totp'],
    ['POST', '/api/me/totp/confirm'],
    ['DELETE', '/api/me/totp'],
    ['POST', '/api/me/recovery-codes'],
    ['POST', '/api/me/passkeys/options'],
    ['POST', '/api/me/passkeys'],
    ['DELETE', '/api/me/passkeys/x'],
  ] as const)
    assertRefused(await browser.send(method, url, {}), 'step up needed', url)
  const stepUp = (body: object) => browser.send('POST', '/api/session/step-up', body)
  assertRefused(await stepUp({ password: 'not it' }), 'login failed')
  assertRefused(await stepUp({ password: PASSWORD }), 'otp needed')
  assertRefused(await stepUp({ response: {} }), 'passkey refused')
  const before = browser.cookie()
  const answer = await stepUp({ password: PASSWORD, otp: await codeOf(secret) })
  assert.equal(answer.status, 200, answer.text)
  assert.ok(Date.parse(String(answer.body['freshUntil'])) > Date.now() + 9 * 60_000)
  assert.notEqual(browser.cookie(), before)
  assertRefused(await browserJar(world, before).send('GET', '/api/me'), 'not signed in')
  assert.equal((await browser.send('DELETE', '/api/me/totp')).status, 204)
  assert.equal((await stranger().signIn('nanguanDeputyHead')).status, 200, 'the password alone does again')
})

test('what is out of reach is not there, however fresh the proof', async () => {
  const browser = await signedIn('centreHead')
  await isStale('centreHead')
  const path = '/api/records/clue/00000000-0000-4000-8000-000000000001/sealed/reporter'
  assert.equal(
    (await browser.send('GET', path)).status,
    404,
    'what is out of reach is not there, fresh or not',
  )
})

test('sessions are listed to their holder with nothing but a kind of browser, and ended one by one or all others', async () => {
  const agents = [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.7390.55 Safari/537.36 Edg/141.0',
    'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/141.0 Mobile Safari/537.36 MicroMessenger/8.0',
    '<script>',
  ]
  for (const agent of agents)
    await world.ask({
      method: 'POST',
      url: '/api/session',
      payload: { login: 'nanguanReviewer', password: PASSWORD },
      headers: { 'user-agent': agent },
    })
  const browser = await signedIn('nanguanReviewer')
  const list = async () =>
    (await browser.send('GET', '/api/me/sessions')).body['items'] as readonly Record<string, unknown>[]
  const all = await list()
  assert.deepEqual(all.map((one) => one['browser']).toSorted(), [
    '',
    '',
    'Edge · Windows',
    'WeChat · Android',
  ])
  assert.deepEqual(Object.keys(all[0] ?? {}), ['id', 'began', 'used', 'ends', 'by', 'browser', 'current'])
  assert.equal(all.filter(({ current }) => current === true).length, 1)
  const other = all.find((one) => one['browser'] === 'Edge · Windows')
  const mallory = await signedIn('chaoyangVerifier')
  assertRefused(await mallory.send('DELETE', `/api/me/sessions/${String(other?.['id'])}`), 'no such session')
  assert.deepEqual((await browser.send('DELETE', `/api/me/sessions/${String(other?.['id'])}`)).body, {
    ended: 1,
  })
  assertRefused(await browser.send('DELETE', '/api/me/sessions/x'), 'no such session')
  assert.deepEqual((await browser.send('DELETE', '/api/me/sessions/others')).body, { ended: 2 })
  assert.equal((await list()).length, 1)
})

test('a session lasts a working day at most, used or not', async () => {
  const browser = await signedIn('chaoyangChief')
  await world.database.ownerPool.query(
    "update zs.session set began = now() - interval '11 hours 50 minutes', used = now() - interval '30 minutes' where person = $1",
    [people.chaoyangChief],
  )
  const { headers } = await browser.send('GET', '/api/session')
  const maxAge = Number(/Max-Age=(\d+)/.exec(String(headers['set-cookie']))?.[1])
  assert.ok(maxAge > 500 && maxAge <= 600, `ten minutes are left, told were ${String(maxAge)} s`)
  await world.database.ownerPool.query(
    "update zs.session set began = now() - interval '12 hours 1 second' where person = $1",
    [people.chaoyangChief],
  )
  assertRefused(await browser.send('GET', '/api/session'), 'not signed in')
})

test('a new password is long, of one’s own and not of the commonest pieces; other sessions end', async () => {
  const browser = await signedIn('chaoyangVerifier2')
  const elsewhere = await signedIn('chaoyangVerifier2')
  const change = (old: string, wanted: unknown) =>
    browser.send('POST', '/api/me/password', { old, new: wanted })
  assertRefused(await change('no', 'seventeen lamps by the river'), 'old password wrong')
  assertRefused(await change(PASSWORD, 'short'), 'password too short')
  assertRefused(await change(PASSWORD, 42), 'old password wrong')
  for (const common of [
    'woaini1314520',
    'Admin@123456789',
    'zhangwei19880101',
    '111111111111',
    'qwertyuiop12345',
    'chaoyangVerifier2!',
    'Jilin-Police-2026',
    '1qaz2wsx3edc4rfv',
  ])
    assertRefused(await change(PASSWORD, common), 'password too common', common)
  assert.equal((await elsewhere.send('GET', '/api/session')).status, 200)
  assert.equal((await change(PASSWORD, '河边的十七盏灯都还亮着呢')).status, 204)
  assertRefused(await elsewhere.send('GET', '/api/session'), 'not signed in')
  assert.equal((await browser.send('GET', '/api/session')).status, 200)
  assertRefused(await stranger().signIn('chaoyangVerifier2'), 'login failed')
  assert.equal(
    (await stranger().signIn('chaoyangVerifier2', { password: '河边的十七盏灯都还亮着呢' })).status,
    200,
  )
})

test('passkeys belong to a name: at an address of numbers the door says so', async () => {
  const options = (host: string) =>
    world.ask({ method: 'POST', url: '/api/session/passkey/options', headers: { host } })
  for (const host of ['127.0.0.1:8080', 'evil.example', '[::1]:8080'])
    assertRefused(await options(host), 'no passkeys here', host)
  const { body } = await options('localhost:8080')
  assert.partialDeepStrictEqual(body, { rpId: 'localhost', userVerification: 'required' })
  assert.equal((await options('localhost:8080')).body['challenge'] === body['challenge'], false)
  for (const response of [undefined, null, 'x', {}, { id: 'x', response: { clientDataJSON: 'e30' } }, [1]])
    assertRefused(
      await world.ask({
        method: 'POST',
        url: '/api/session/passkey',
        payload: { response },
        headers: { host: 'localhost:8080' },
      }),
      'passkey refused',
    )
})
