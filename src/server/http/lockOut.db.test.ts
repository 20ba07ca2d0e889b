/** Nobody is locked out by somebody else, whatever they send. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { generate } from 'otplib'
import { assertRefused, becauseOf, browserJar, signedInJar } from '#test/support/browserJar.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { people } from '#test/support/smallWorld.ts'

let world: HttpWorld
before(async () => {
  world = await httpWorld()
})
after(() => world[Symbol.asyncDispose]())

const wrong = (login: string) =>
  world.ask({ method: 'POST', url: '/api/session', payload: { login, password: 'guess' } })

test('while somebody tries one login without pause its holder gets in from the browser they use', async () => {
  const own = await signedInJar(world, 'nanguanVerifier')
  await own.send('DELETE', '/api/session')
  for (let nth = 0; nth < 3; nth++) await wrong('nanguanVerifier')
  // They take turns, each after a longer pause than the one before.
  const attackers = Array.from({ length: 4 }, () => wrong('nanguanVerifier'))
  const started = performance.now()
  assert.equal((await own.signIn('nanguanVerifier')).status, 200)
  assert.ok(performance.now() - started < 1500, 'without waiting for the attackers')
  assert.deepEqual((await Promise.all(attackers)).map(becauseOf), Array(4).fill('login failed'))
  assert.ok(performance.now() - started > 3000, 'while they did wait')
})

test('a crowd with made-up logins fills the line of strangers and not that of known browsers', async () => {
  const own = await signedInJar(world, 'nanguanReviewer')
  const crowd = Array.from({ length: 200 }, (_, nth) => wrong(`made up ${String(nth)}`))
  const answer = await own.signIn('nanguanReviewer')
  assert.equal(answer.status, 200, answer.text)
  const because = (await Promise.all(crowd)).map(becauseOf)
  assert.ok(because.includes('too many logins'), 'the line was full')
})

test('a cookie of a known browser is good for its login alone and cannot be made up', async () => {
  const other = await signedInJar(world, 'chaoyangVerifier')
  const known = /zs_known=([^;]+)/.exec(other.cookie())?.[1] ?? assert.fail('no cookie')
  for (const cookie of [known, `${known.slice(0, -2)}AA`, 'x.1.y', '']) {
    for (let nth = 0; nth < 3; nth++) await wrong('chaoyangChief')
    const started = performance.now()
    const answer = await browserJar(world, `zs_known=${cookie}`).signIn('chaoyangChief')
    assert.equal(answer.status, 200)
    assert.ok(performance.now() - started > 240, 'waits as a stranger')
  }
})

test('who has the password and guesses codes is slowed over many sessions, noted, and the holder gets in', async () => {
  const own = await signedInJar(world, 'nanguanChief')
  const { body } = await own.send('POST', '/api/me/totp')
  const secret = String(body['secret'])
  const confirmed = await own.send('POST', '/api/me/totp/confirm', { otp: await generate({ secret }) })
  assert.equal(confirmed.status, 200)
  const [recovery = ''] = confirmed.body['recoveryCodes'] as readonly string[]
  const guess = () => browserJar(world).signIn('nanguanChief', { otp: '123456' })
  for (let nth = 0; nth < 3; nth++) assertRefused(await guess(), 'otp wrong')
  const started = performance.now()
  assertRefused(await guess(), 'otp wrong')
  assert.ok(performance.now() - started > 900, 'a new session does not begin anew')
  // The holder, from the browser they use, does not wait for the next guess.
  const next = guess()
  const holder = await own.signIn('nanguanChief', { otp: recovery })
  assert.equal(holder.status, 200, holder.text)
  assert.ok(performance.now() - started < 3000)
  assertRefused(await next, 'otp wrong')
  const { rows } = await world.database.ownerPool.query<{ act: string }>(
    `select convert_from(bytes, 'UTF8')::jsonb -> 'how' ->> 'door' as act from zs.look l
     join zs.account a on a.id = l.record where a.person = $1`,
    [people.nanguanChief],
  )
  assert.ok(rows.some(({ act }) => act === 'account attacked'))
})
