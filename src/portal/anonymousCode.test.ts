import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ANONYMOUS_CODE, findCodeFlaw, typedAnonymousCode } from './anonymousCode.ts'
import { IDENTITY_LENGTHS } from './sealing.ts'

test('an anonymous code is six to twenty digits, however they are typed', () => {
  for (const [raw, code] of [
    ['806 214', '806214'],
    ['８０６-２１４', '806214'],
    ['806214', '806214'],
  ] as const)
    assert.equal(typedAnonymousCode(raw), code)
  assert.equal(findCodeFlaw('806214'), undefined)
  assert.equal(findCodeFlaw('8'.repeat(20)), undefined)
  assert.equal(findCodeFlaw(''), undefined)
})

test('what is too short, too long or no digits is said apart', () => {
  assert.equal(findCodeFlaw('80621'), 'tooShort')
  assert.equal(findCodeFlaw('8'.repeat(21)), 'tooLong')
  for (const code of ['80621a', '八〇六二一四', '٨٠٦٢١٤', '806.214'])
    assert.equal(findCodeFlaw(code), 'notDigits')
})

test('the sealed block has room for it', () => {
  assert.equal(IDENTITY_LENGTHS.anonymousCode, ANONYMOUS_CODE.longest)
})
