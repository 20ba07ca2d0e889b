/** The property part of a judgment is sent, answered, filed, paid in the order of the law and finished; each clock with its article. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recordNo, specify, type Act } from '#test/support/specify.ts'
import { enforcement } from './enforcement.ts'

const { given, by } = specify(enforcement)

const open = by('nanguanJudge', 'open', {
  ...{ case: recordNo(900), title: '财产刑执行', judgmentNumber: '（2025）吉0102刑初1号' },
  ...{ effectiveOn: '2025-04-25', custodianUnit: '220102:police' },
})
const send = by('nanguanJudge', 'send')
const receipt = by('nanguanCustodian', 'returnReceipt', { receiptWords: '已收到，财物在库。' })
const awards = [
  { class: 'fine', to: '国库', due: 50_000_00 },
  { class: 'medical', to: '伤者甲', due: 12_345_67 },
  { class: 'victims', to: '被害人乙', due: 100_000_00 },
  { class: 'victims', to: '被害人丙', due: 50_000_00 },
]
const file = by('nanguanEnforcement', 'file', { fileNumber: '（2025）吉0102执1号', awards })
const distribute = (received: number) =>
  by('nanguanEnforcement', 'distribute', { received, receivedFrom: '冻结存款划转' })
const finish = (finishing: string) =>
  by('nanguanEnforcement', 'finish', { finishing, finishReasons: '已分配。' })
const filed = [open, send, receipt, file]

test('money goes to medical costs, then to victims by their shares, and the sums are exact', () => {
  const record = given(...filed, distribute(87_345_67)).record
  assert.deepEqual(record?.['payments'], [
    { class: 'medical', to: '伤者甲', amount: 12_345_67 },
    { class: 'victims', to: '被害人乙', amount: 50_000_00 },
    { class: 'victims', to: '被害人丙', amount: 25_000_00 },
  ])
  assert.partialDeepStrictEqual(record, { collected: 87_345_67, left: 0 })
})

test('what comes in later goes on where the first stopped; what nobody is owed is left over', () => {
  const record = given(...filed, distribute(87_345_67), distribute(200_000_00)).record
  assert.deepEqual(record?.['payments'], [
    { class: 'fine', to: '国库', amount: 50_000_00 },
    { class: 'victims', to: '被害人乙', amount: 50_000_00 },
    { class: 'victims', to: '被害人丙', amount: 25_000_00 },
  ])
  assert.partialDeepStrictEqual(record, { collected: 287_345_67, left: 75_000_00 })
})

test('paid in full is when nothing is owed, and only then', () => {
  given(...filed)
    .when(finish('paidInFull'))
    .thenRefused('fullMeansThatNothingIsOwed')
  given(...filed)
    .when(finish('nothingLeft'))
    .then({ state: 'finished', outcome: 'nothingLeft' })
  const paid = [...filed, distribute(500_000_00)]
  given(...paid)
    .when(finish('nothingLeft'))
    .thenRefused('fullMeansThatNothingIsOwed')
  given(...paid)
    .when(finish('paidInFull'))
    .then({ state: 'finished', outcome: 'paidInFull' })
  given(...paid)
    .when(distribute(1))
    .thenRefused('somethingIsOwed')
})

const order = by('nanguanEnforcement', 'orderRemittance', { bank: '22:bank', remittance: 100_000_00 })
// Acts on 28 April 2025; 1 to 5 May are holidays.
const clocks: readonly (readonly [
  string,
  readonly Act<typeof enforcement>[],
  Readonly<Record<string, string>>,
])[] = [
  ['the judgment is sent within 10 days ([L8] art 447)', [open], { send: '2025-05-08' }],
  ['the receipt comes back within a month ([L8] art 447)', [open, send], { returnReceipt: '2025-05-28' }],
  ['it is filed within 7 days ([L7] art 7)', [open, send, receipt], { file: '2025-05-06' }],
  ['it is finished within 6 months ([L7] art 3)', filed, { finish: '2025-10-28' }],
  [
    'the president may lengthen that ([L7] art 3)',
    [
      ...filed,
      by('nanguanCourtPresident', 'extend', { extensionTerm: '3m', extensionReasons: '拍卖未成交。' }),
    ],
    { finish: '2026-01-28' },
  ],
  [
    'the bank remits and proves it within 15 days ([L8] art 448)',
    [...filed, order],
    { finish: '2025-10-28', remit: '2025-05-13' },
  ],
]
for (const [name, past, due] of clocks)
  test(name, () => {
    given(...past).isDue(due)
  })

test('only an institution is asked to remit, only an effective judgment is carried out, by a unit with a custodian', () => {
  given(...filed)
    .when({ ...order, input: { ...order.input, bank: '220102:police' } })
    .thenRefused('bankIsAnInstitution')
  given()
    .when({ ...open, input: { ...open.input, effectiveOn: '2025-04-29' } })
    .thenRefused('effectiveByNow')
  given()
    .when({ ...open, input: { ...open.input, custodianUnit: '220102:discipline' } })
    .thenRefused('custodianUnitHasACustodian')
  given(...filed, order)
    .when(by('bankClerk', 'proveRemittance', { remittanceProof: '电子回单1号' }))
    .then({ state: 'filed' })
})

test('the institution sees what it has to remit and nothing of who is owed what', () => {
  const { institution } = enforcement.roles
  assert.ok(!institution.seesOnly.some((field) => ['claims', 'awards', 'payments'].includes(field)))
})
