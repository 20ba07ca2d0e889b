import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { hexOf } from './bytes.ts'
import { canonicalBytes, findJsonFlaw, type Json } from './canonical.ts'

const textOf = (value: Json) => new TextDecoder().decode(canonicalBytes(value))

test('the example of RFC 8785 section 3.2 gets the bytes of its section 3.2.4', () => {
  const value = {
    numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\\"\/',
    literals: [null, true, false],
  }
  assert.equal(
    hexOf(canonicalBytes(value)),
    '7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a5b3333333333333333' +
      '332e333333333333332c31652b33302c342e352c302e3030322c31652d32375d2c22737472696e67223a22e282ac245c75' +
      '303030665c6e4127425c225c5c5c5c5c222f227d',
  )
})

test('members are ordered by UTF-16 code units, as in RFC 8785 section 3.2.3', () => {
  const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 }
  assert.equal(textOf(value), '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}')
})

test('minus zero is written as zero', () => {
  assert.equal(textOf([-0, 0]), '[0,0]')
})

test('what JSON cannot say is refused with its place instead of being dropped', () => {
  const cyclic: unknown[] = []
  cyclic.push(cyclic)
  const cases: readonly [unknown, RegExp][] = [
    [{ a: NaN }, /^\$\.a is NaN/],
    [[1, Infinity], /^\$\[1\] is Infinity/],
    [{ a: undefined }, /^\$\.a is undefined/],
    // A hole is what is tested here.

    [[1, , 3], /^\$\[1\] is undefined/],
    [{ a: 'x\ud800' }, /^\$\.a has a lone surrogate/],
    [{ 'x\udc00': 1 }, /member name with a lone surrogate/],
    [{ at: new Date(0) }, /^\$\.at is not a plain object/],
    [{ toJSON: () => 1 }, /^\$\.toJSON is function/],
    [{ a: 1n }, /^\$\.a is bigint/],
    [cyclic, /nested deeper than 128/],
  ]
  for (const [value, expected] of cases) {
    assert.match(findJsonFlaw(value) ?? 'no flaw', expected)
    // The type says Json, the test hands in what a careless caller might.
    assert.throws(() => canonicalBytes(value as Json), TypeError)
  }
})

test('the canonical form reads back as the same value and is the same for every order of members', () => {
  const json = fc.jsonValue().filter((value) => findJsonFlaw(value) === undefined)
  fc.assert(
    fc.property(json, (value) => {
      // fast-check's JsonValue differs from ours in being mutable only.
      const first = textOf(value as Json)
      const again: unknown = JSON.parse(first)
      assert.equal(JSON.stringify(JSON.parse(textOf(again as Json))), JSON.stringify(again))
      assert.equal(textOf(reversed(value) as Json), first)
    }),
  )
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, member]) => [name, reversed(member)])
      .reverse(),
  )
}
