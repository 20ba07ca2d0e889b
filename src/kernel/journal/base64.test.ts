import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { findBase64, toBase64 } from './base64.ts'

test('bytes of every length are written as the platform writes them, and read back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      assert.equal(toBase64(bytes), Buffer.from(bytes).toString('base64'))
      assert.deepEqual(findBase64(toBase64(bytes)), bytes)
    }),
  )
  const large = new Uint8Array(100_000).fill(250)
  assert.equal(toBase64(large), Buffer.from(large).toString('base64'))
})

test('a hash has one spelling: every other one is refused', () => {
  for (const text of [
    'YQ',
    'YQ=',
    'YR==',
    'YQ==\n',
    ' YQ==',
    'Y Q==',
    '=',
    '====',
    'YQ==YQ==',
    '-_==',
    'YWI',
    'é===',
  ]) {
    assert.equal(findBase64(text), undefined, JSON.stringify(text))
  }
})
