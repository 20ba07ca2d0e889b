import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { findFen, plainYuan, spokenYuan } from './money.ts'

const amount = fc.integer({ min: 0, max: 999_999_999_999_999 })

test('every amount in fen is found again in the yuan that it is written as', () => {
  fc.assert(
    fc.property(amount, (fen) => {
      assert.equal(findFen(plainYuan(fen)), fen)
      assert.equal(findFen(spokenYuan(fen, 'zh')), fen)
      assert.equal(findFen(spokenYuan(fen, 'en')), fen)
    }),
  )
})

test('amounts are read aloud in yuan with two places', () => {
  assert.equal(spokenYuan(0, 'zh'), '0.00元')
  assert.equal(spokenYuan(5, 'zh'), '0.05元')
  assert.equal(spokenYuan(123_456_789, 'zh'), '1,234,567.89元')
  assert.equal(spokenYuan(100_000, 'en'), '¥1,000.00')
})

const typed = { '1234.5': 123_450, '1,234.56': 123_456, '￥ 7': 700, '0.07': 7 }
for (const [text, fen] of Object.entries(typed))
  test(`"${text}" is ${String(fen)} fen`, () => {
    assert.equal(findFen(text), fen)
  })

for (const text of ['', '1.234', '-5', '一百', '1e5', '12345678901234'])
  test(`"${text}" is no amount`, () => {
    assert.equal(findFen(text), undefined)
  })
