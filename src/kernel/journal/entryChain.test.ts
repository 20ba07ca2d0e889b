import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'

import { utf8Of } from './bytes.ts'
import { canonicalBytes, type Json } from './canonical.ts'
import { entryFlaws, findEntry, findInstant, isBackDated, prevOf } from './entryChain.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const entry = (seq: number, prev: string, more: Readonly<Record<string, Json>> = {}) =>
  canonicalBytes({ v: 1, record: 'r', seq, prev, at: '2026-11-22T08:00:00.000Z', ...more })
const flaws = (...entries: readonly Uint8Array[]) =>
  entryFlaws('r', entries, sha256).map(({ because, seq }) => `${because} ${seq}`)

const first = entry(1, '')
const second = entry(2, prevOf(first, sha256))

test('prev is the SHA-256 of the bytes before, in lower-case hex', () => {
  assert.equal(
    prevOf(utf8Of('abc'), sha256),
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})

test('entries that follow each other have no flaw, and a record may have none yet', () => {
  assert.deepEqual(flaws(first, second), [])
  assert.deepEqual(flaws(), [])
})

test('each rule that is broken is named with the entry that breaks it', () => {
  assert.deepEqual(flaws(second), ['entryIsOutOfOrder 1', 'entryDoesNotFollow 1'])
  assert.deepEqual(flaws(first, first), ['entryIsOutOfOrder 2', 'entryDoesNotFollow 2'])
  assert.deepEqual(flaws(entry(1, '', { record: 's' })), ['entryIsOfAnotherRecord 1'])
  assert.deepEqual(flaws(entry(1, '', { v: 2 })), ['entryIsOfAnotherVersion 1'])
  assert.deepEqual(flaws(entry(1, '', { at: 'yesterday' })), ['entryHasNoTime 1'])
  assert.deepEqual(flaws(utf8Of('{ }')), ['entryIsNotCanonical 1'])
})

test('only canonical bytes of an object are an entry', () => {
  assert.deepEqual(findEntry(utf8Of('{"a":[1,null]}')), { a: [1, null] })
  for (const text of [
    '{"a": 1}',
    '{"b":1,"a":1}',
    '{"a":1,"a":1}',
    '{"a":1.0}',
    '[1]',
    '1',
    'null',
    '{',
    '',
  ]) {
    assert.equal(findEntry(utf8Of(text)), undefined, text)
  }
})

test('an instant is UTC with milliseconds and a day that exists', () => {
  assert.equal(findInstant('1970-01-01T00:00:01.000Z'), 1000)
  for (const at of [
    '2026-11-22T08:00:00Z',
    '2026-11-22T08:00:00.000+08:00',
    '2026-02-30T08:00:00.000Z',
    '2026-11-22',
  ]) {
    assert.equal(findInstant(at), undefined, at)
  }
})

test('an entry is back-dated when it claims more than the tolerance before a checkpoint it was not in', () => {
  assert.equal(isBackDated(9_000, 10_000, 1_000), false)
  assert.equal(isBackDated(8_999, 10_000, 1_000), true)
  assert.equal(isBackDated(11_000, 10_000, 0), false)
})
