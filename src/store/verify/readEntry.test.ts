import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalBytes, type Json } from '#kernel/journal/canonical.ts'
import { findEntry } from '#kernel/journal/entryChain.ts'
import { readEntry } from './readEntry.ts'

const agree = (bytes: Buffer) => {
  assert.deepEqual(readEntry(bytes), findEntry(bytes), bytes.toString())
}

test('the quick reader and the kernel agree on canonical objects', () => {
  const object = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ stringUnit: 'grapheme' }))
  fc.assert(
    fc.property(object, (value) => {
      // fast-check makes JSON values here.
      const bytes = Buffer.from(canonicalBytes(value as Json))
      assert.notEqual(readEntry(bytes), undefined)
      agree(bytes)
    }),
    { numRuns: 300 },
  )
})

test('the quick reader and the kernel agree on one byte more, less or another', () => {
  const sound = Buffer.from(
    canonicalBytes({ a: [1, 0.5, -1e21, '线"\u0001'], b: { '10': 1, '9': null }, ß: '😀' }),
  )
  for (let at = 0; at < sound.length; at++) {
    agree(Buffer.concat([sound.subarray(0, at), sound.subarray(at + 1)]))
    for (const byte of [0, 0x20, 0x22, 0x30, 0x2d, 0x5c, 0x7d, 0xff]) {
      agree(Buffer.concat([sound.subarray(0, at), Buffer.of(byte), sound.subarray(at)]))
      agree(Buffer.concat([sound.subarray(0, at), Buffer.of(byte), sound.subarray(at + 1)]))
    }
  }
})

test('the quick reader and the kernel agree on what looks canonical and is not', () => {
  for (const text of [
    ...[
      '{"b":1,"a":2}',
      '{"a":1,"a":1}',
      '{"a":-0}',
      '{"a":1E21}',
      '{"a":1e400}',
      '{"a":1.0}',
      '{"a":"\\u0041"}',
    ],
    ...[
      '{"a":"\\ud800"}',
      '{"a":"\\ud83d\\ude00"}',
      '{"a":"\\uD800"}',
      '{"a":"\\/"}',
      '{"__proto__":1}',
      '{"a":1}\n',
    ],
    ...['\ufeff{"a":1}', '[]', '1', '"{"', 'null', '', '{"2":1,"10":1}', '{"10":1,"2":1}'],
    `{"a":${'['.repeat(60)}${']'.repeat(60)}}`,
    `{"a":${'['.repeat(200)}${']'.repeat(200)}}`,
  ]) {
    agree(Buffer.from(text))
  }
})
