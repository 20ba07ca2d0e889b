import assert from 'node:assert/strict'
import { test } from 'node:test'
import { overlapOf } from './containment.ts'
import { findSignature, minhashOf, sharedBands } from './minhash.ts'
import { similarity } from './parameters.ts'
import { normaliseForShingles, shinglesOf } from './shingles.ts'

const text = '今年三月以来，柳河镇砂石场老板纠集多名社会人员，长期强占河道采砂，殴打前来劝阻的村民。'

test('width, case, punctuation, spaces and numbers do not count', () => {
  assert.equal(normaliseForShingles('ＡＢＣ，砂石 场！１２３.５元'), 'abc砂石场0元')
  assert.deepEqual(
    shinglesOf('他于2019年3月1日在A3区打了人，十分恶劣'),
    shinglesOf('他于2024年11月30日在a7区打了人。十分 恶劣'),
  )
})

test('a text of fewer than 12 characters has no signature, one of 12 has', () => {
  const eleven = '砂石场老板打人请快查处'
  assert.equal(eleven.length, similarity.shortestText - 1)
  assert.equal(findSignature(shinglesOf(`${eleven}！！！`)), undefined)
  assert.equal(findSignature(shinglesOf(`${eleven}吧`))?.bands.length, 42)
})

/** Stored signatures outlive releases. If this fails, either undo the change or raise similarity.version. */
test('version 1 makes the same signature for ever', () => {
  const signature = findSignature(shinglesOf(text)) ?? assert.fail()
  assert.equal(signature.version, 1)
  assert.deepEqual([...shinglesOf(text)].slice(0, 3), [18911006, 61127490, 331944403])
  assert.deepEqual([...signature.bands].slice(0, 4), [407750193, -1308447814, -582181650, -1713199936])
  assert.equal(
    [...signature.bands].reduce((sum, key) => (Math.imul(sum, 31) + key) | 0, 0),
    2117801064,
  )
})

test('shingles are ascending and each once', () => {
  const shingles = shinglesOf(text + text)
  assert.deepEqual(
    [...shingles],
    [...new Set(shingles)].sort((one, other) => one - other),
  )
})

test('overlap is exact, in both directions, and 0 with an empty text', () => {
  const one = Uint32Array.of(1, 2, 3, 4)
  const other = Uint32Array.of(3, 4, 5)
  assert.deepEqual(overlapOf(one, other), { shared: 2, containment: 2 / 3, jaccard: 2 / 5 })
  assert.deepEqual(overlapOf(other, one), overlapOf(one, other))
  assert.deepEqual(overlapOf(one, new Uint32Array()), { shared: 0, containment: 0, jaccard: 0 })
})

test('two signatures of different versions share nothing', () => {
  const signature = findSignature(shinglesOf(text))
  assert.ok(signature !== undefined)
  assert.equal(sharedBands(signature, signature), 42)
  assert.equal(sharedBands(signature, { ...signature, version: 2 }), 0)
})

test('places of the minhash agree about as often as the Jaccard of the sets', () => {
  for (const common of [0, 100, 300, 600, 900]) {
    const numbers = (from: number) =>
      Uint32Array.from({ length: 1000 }, (_, at) => Math.imul(from + at, 0x9e3779b1) >>> 0)
    const [one, other] = [minhashOf(numbers(0)), minhashOf(numbers(1000 - common))]
    const agreeing = one.filter((value, at) => value === other[at]).length / one.length
    // 126 places: the standard deviation is at most 0.045.
    assert.ok(Math.abs(agreeing - common / (2000 - common)) < 0.14, `${common}: ${agreeing}`)
  }
})

test('unrelated sets share no band', () => {
  const one = findSignature(shinglesOf(text))
  const other = findSignature(
    shinglesOf('小区物业在未经业主同意的情况下更换了门禁系统，导致许多老人无法正常出入。'),
  )
  assert.ok(one !== undefined && other !== undefined)
  assert.equal(sharedBands(one, other), 0)
})
