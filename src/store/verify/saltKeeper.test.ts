import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { saltOf } from '../log/salt.ts'
import { saltKeeper } from './saltKeeper.ts'

const key = randomBytes(32)
const byKey = (bytes: Uint8Array) => saltOf(key, bytes)

test('a salt is of the key and of the bytes, and has 16 bytes', () => {
  const one = byKey(Buffer.from('one'))
  assert.equal(one.length, 16)
  assert.notDeepEqual(one, byKey(Buffer.from('other')))
  assert.notDeepEqual(one, saltOf(randomBytes(32), Buffer.from('one')))
})

test('entries with drawn salts may stand before the first one by the key, and not behind it', () => {
  const keeper = saltKeeper(byKey)
  const [older, own, forged] = ['older', 'own', 'forged'].map((text) => Buffer.from(text))
  assert.ok(older !== undefined && own !== undefined && forged !== undefined)
  assert.equal(keeper.isOurs(older, randomBytes(16)), true)
  assert.equal(keeper.isOurs(own, byKey(own)), true)
  assert.equal(keeper.isOurs(forged, randomBytes(16)), false)
  assert.equal(keeper.isOurs(forged, byKey(own)), false)
  assert.equal(keeper.isOurs(own, byKey(own)), true)
})

test('without the key nobody is asked', () => {
  assert.equal(saltKeeper(undefined).isOurs(Buffer.from('x'), randomBytes(16)), true)
})
