import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'

import { hexOf } from './bytes.ts'
import { entryCommitment, entryLeafHash } from './commitment.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const entry = Buffer.from('{"v":1}')

test('the commitment is the hash of the domain, the salt and the entry, in this order', () => {
  const salt = new Uint8Array(16).fill(7)
  const expected = createHash('sha256').update('zhunsheng/entry/v1\n').update(salt).update(entry).digest()
  assert.equal(hexOf(entryCommitment(salt, entry, sha256)), hexOf(expected))
  const leaf = createHash('sha256').update(Uint8Array.of(0)).update(expected).digest('hex')
  assert.equal(hexOf(entryLeafHash(salt, entry, sha256)), leaf)
})

test('the same entry with another salt is another commitment', () => {
  const of = (fill: number) => hexOf(entryCommitment(new Uint8Array(16).fill(fill), entry, sha256))
  assert.notEqual(of(1), of(2))
})

test('a salt of another length is a bug of the caller', () => {
  assert.throws(() => entryCommitment(new Uint8Array(15), entry, sha256), /16 bytes, not 15/)
})
