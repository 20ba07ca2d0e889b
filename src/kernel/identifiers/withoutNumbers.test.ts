import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withoutNumbers } from './withoutNumbers.ts'

test('telephone and identity numbers are starred, however they are written', () => {
  for (const [written, shown] of [
    ['请打13800138000找我', '请打138****8000找我'],
    ['电话138-0013-8000。', '电话138****8000。'],
    ['１３８００１３８０００', '138****8000'],
    ['身份证号110101199003070054，谢谢', '身份证号110***********0054，谢谢'],
    ['家里0431-88881234', '家里0431*******34'],
    ['两次：13800138000、13800138000', '两次：138****8000、138****8000'],
  ] as const)
    assert.equal(withoutNumbers(written), shown)
})

test('what is reported stays: sums, days, accounts, plates, and numbers that are none', () => {
  for (const text of [
    '每月收2000元，一年24000元。',
    '车牌吉A12345，2026年3月18日来过。',
    '打到6222021234567890123',
    '订单123456789012',
  ])
    assert.equal(withoutNumbers(text), text)
})
