import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rateLimit } from './rateLimit.ts'

const MINUTE = 60_000
function limitOf(perMinute: number) {
  const clock = { now: 0 }
  let salts = 0
  const limit = rateLimit({
    perMinute,
    now: () => clock.now,
    drawSalt: () => new Uint8Array(16).fill(++salts),
  })
  return { limit, clock, salts: () => salts }
}

test('a client may send so many reports a minute, another one as many', () => {
  const { limit } = limitOf(2)
  assert.deepEqual(limit.take('192.0.2.1'), { allowed: true })
  assert.deepEqual(limit.take('192.0.2.1'), { allowed: true })
  assert.deepEqual(limit.take('192.0.2.1'), { allowed: false, seconds: 60 })
  assert.deepEqual(limit.take('192.0.2.2'), { allowed: true })
})

test('whoever has hung up before the door looks is counted, too', () => {
  const { limit } = limitOf(1)
  assert.equal(limit.take(undefined).allowed, true)
  assert.equal(limit.take(undefined).allowed, false)
  assert.equal(limit.take('192.0.2.1').allowed, true)
})

test('the window slides: a burst at the end of one minute still counts at the beginning of the next', () => {
  const { limit, clock } = limitOf(2)
  clock.now = MINUTE - 1
  limit.take('192.0.2.1')
  limit.take('192.0.2.1')
  clock.now = MINUTE
  assert.equal(limit.take('192.0.2.1').allowed, false)
  clock.now = MINUTE + 31_000
  assert.equal(limit.take('192.0.2.1').allowed, true)
})

test('nothing is remembered longer than two minutes, and nothing over the change of salt', () => {
  const { limit, clock, salts } = limitOf(1)
  limit.take('192.0.2.1')
  // The network, and its neighbourhood.
  assert.equal(limit.size(), 2)
  clock.now = 3 * MINUTE
  limit.take('192.0.2.2')
  assert.equal(limit.size(), 2)
  clock.now = 60 * MINUTE
  assert.equal(limit.take('192.0.2.2').allowed, true)
  assert.equal(limit.size(), 2)
  assert.equal(salts(), 2)
})

test('zero is no limit, and then nobody is counted', () => {
  const { limit } = limitOf(0)
  for (let n = 0; n < 1000; n++) assert.equal(limit.take('192.0.2.1').allowed, true)
  assert.equal(limit.size(), 0)
})

test('an IPv6 network is one client however its last half is written; a mapped IPv4 address is that address', () => {
  const { limit } = limitOf(1)
  assert.equal(limit.take('2001:db8::1').allowed, true)
  assert.equal(limit.take('2001:0DB8:0:0:ffff:1:2:3').allowed, false)
  assert.equal(limit.take('2001:db8:0:1::1').allowed, true)
  assert.equal(limit.take('192.0.2.9').allowed, true)
  assert.equal(limit.take('::ffff:192.0.2.9').allowed, false)
})

test('looking does not count', () => {
  const { limit } = limitOf(1)
  for (let n = 0; n < 5; n++) assert.equal(limit.look('192.0.2.1').allowed, true)
  limit.take('192.0.2.1')
  assert.equal(limit.look('192.0.2.1').allowed, false)
})

test('whoever has a whole neighbourhood of addresses is stopped before the last of them', () => {
  const { limit } = limitOf(1)
  for (let n = 0; n < 20; n++) assert.equal(limit.take(`192.0.2.${String(n)}`).allowed, true)
  assert.equal(limit.take('192.0.2.99').allowed, false)
  assert.equal(limit.take('192.0.3.99').allowed, true)
  for (let n = 0; n < 20; n++) limit.take(`2001:db8:0:${String(n)}::1`)
  assert.equal(limit.take('2001:db8:0:ffff::1').allowed, false)
  assert.equal(limit.take('2001:db8:1::1').allowed, true)
})

test('a flood from everywhere shuts nobody out: each network has one turn a minute left', () => {
  const { limit, clock } = limitOf(3)
  for (let n = 0; n < 600; n++) limit.take(`10.${String(n % 200)}.${String(Math.floor(n / 200))}.1`)
  assert.equal(limit.take('192.0.2.1').allowed, true)
  assert.equal(limit.take('192.0.2.1').allowed, false)
  clock.now = 3 * MINUTE
  for (let n = 0; n < 3; n++) assert.equal(limit.take('192.0.2.1').allowed, true)
})
