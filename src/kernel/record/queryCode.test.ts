import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isQueryCode, queryCodeFrom } from './queryCode.ts'

const codes = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }).map(queryCodeFrom)

test('a code is twenty digits that fit each other', () => {
  assert.equal(queryCodeFrom(0n), '00000000000000000098')
  fc.assert(fc.property(codes, (code) => /^\d{20}$/.test(code) && isQueryCode(code)))
  assert.ok(!isQueryCode('0'.repeat(20)))
  assert.ok(!isQueryCode(''))
  assert.ok(!isQueryCode('K7QM2X9RT4WB00000001'))
})

test('one wrong digit is caught, wherever it stands', () => {
  fc.assert(
    fc.property(codes, fc.nat(19), fc.integer({ min: 1, max: 9 }), (code, at, off) => {
      const wrong = String((Number(code[at]) + off) % 10)
      return !isQueryCode(code.slice(0, at) + wrong + code.slice(at + 1))
    }),
  )
})

test('two neighbours that changed places are caught', () => {
  fc.assert(
    fc.property(codes, fc.nat(18), (code, at) => {
      const [one = '', two = ''] = [code[at], code[at + 1]]
      fc.pre(one !== two)
      return !isQueryCode(code.slice(0, at) + two + one + code.slice(at + 2))
    }),
  )
})
