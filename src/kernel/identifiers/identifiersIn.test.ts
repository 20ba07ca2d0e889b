import assert from 'node:assert/strict'
import { test } from 'node:test'
import { identifierKey, maskedIdentifier } from './identifier.ts'
import { identifierFromField, identifiersIn } from './identifiersIn.ts'

const keysIn = (text: string) => identifiersIn(text).map(identifierKey)

const written: Record<string, readonly string[]> = {
  'residentId:11010519491231002X': [
    '身份证11010519491231002X。',
    '身份证号：11010519491231002x',
    '１１０１０５１９４９１２３１００２Ｘ',
    '110105 19491231 002X',
    '110105-1949-1231-002X',
    '其15位证号110105491231002，',
  ],
  'residentId:911124198108030024': ['外国人永久居留证911124198108030024'],
  'mobile:13843101234': [
    '电话13843101234',
    '+86 138 4310 1234',
    '0086-13843101234',
    '8613843101234',
    '013843101234',
    '１３８－４３１０－１２３４',
    '138.4310.1234',
    '1384310 1234',
    '1 3 8 4 3 1 0 1 2 3 4',
    '微信VX13843101234（同号）',
    '\u200b138\u200b43101234',
  ],
  'landline:0431-88881234': [
    '0431-88881234',
    '（0431）88881234',
    '043188881234',
    '0431-8888 1234转801',
    '0431-88881234-801',
    '+86 431 88881234',
  ],
  'landline:010-62345678': ['010-62345678', '(010) 6234 5678', '01062345678'],
  'landline:0433-2512345': ['0433-2512345'],
  'bankCard:6222021234567890128': [
    '卡号6222021234567890128',
    '6222 0212 3456 7890 128',
    '622202-1234567890128',
  ],
  'uscc:91350100M000100Y43': ['统一社会信用代码91350100M000100Y43', '９１３５０１００ｍ０００１００ｙ４３'],
  'plate:吉A12345': ['吉A12345', '车牌吉A·12345的黑色轿车', '吉a 12345', '吉A●12345', '吉A12345警察来了'],
  'plate:吉AD12345': ['新能源车吉AD12345', '吉A·D12345'],
  'plate:吉A12345F': ['吉A12345F'],
  'plate:吉A1234学': ['教练车吉A1234学'],
}

for (const [expected, texts] of Object.entries(written))
  for (const text of texts)
    test(`${JSON.stringify(text)} holds ${expected}`, () => assert.deepEqual(keysIn(text), [expected]))

const nothing: readonly string[] = [
  '138****1234',
  '138××××1234',
  '138 **** 1234',
  '110105********002X',
  '6222 0212 3456 7890 ***',
  '6222021234567890128 ***',
  '吉A1*345',
  '11010519491231002', // check character missing
  '110105194912310021', // wrong check character
  '220102200102291239', // check character right, but 29 February of a common year
  '980105194912310021', // check character right, but no such province
  '2019-02-28 11:25:05',
  '12843101234', // no such mobile prefix
  '订单号20190228112505138',
  '分别为15 3000 20000元',
  '6222021234567890127', // Luhn fails
  '0000000000000000',
  '91350100M000100Y44', // wrong check character
  'A1384310123456789B',
  'A7县樃梨街道A10栋三单元505室',
  '川A区12345',
]

for (const text of nothing)
  test(`${JSON.stringify(text)} holds no identifier`, () => assert.deepEqual(keysIn(text), []))

test('a text yields each identifier once, whatever its spelling', () => {
  const text = '联系13843101234或+86-138-4310-1234，账户6222 0212 3456 7890 128，吉A12345、吉A·12345。'
  assert.deepEqual(keysIn(text), ['mobile:13843101234', 'bankCard:6222021234567890128', 'plate:吉A12345'])
})

test('two phones with one space between them are two phones', () => {
  assert.deepEqual(keysIn('13843101234 13943105678'), ['mobile:13843101234', 'mobile:13943105678'])
})

test('a field is read as what it is for, and refused as anything else', () => {
  assert.equal(identifierFromField('mobile', ' 138-4310 1234 ')?.value, '13843101234')
  assert.equal(identifierFromField('landline', '0431-88881234转8')?.value, '0431-88881234')
  assert.equal(identifierFromField('residentId', '110105491231002')?.value, '11010519491231002X')
  assert.equal(identifierFromField('plate', '吉A·12345')?.value, '吉A12345')
  assert.equal(identifierFromField('plate', '黑色吉A12345轿车'), undefined)
  assert.equal(identifierFromField('mobile', '11010519491231002X'), undefined)
  assert.equal(identifierFromField('uscc', '6222021234567890128'), undefined)
})

test('a masked value shows its ends and keeps its length', () => {
  assert.equal(maskedIdentifier({ kind: 'mobile', value: '13843101234' }), '138****1234')
  assert.equal(maskedIdentifier({ kind: 'plate', value: '吉A12345' }), '吉A***45')
  assert.equal(maskedIdentifier({ kind: 'residentId', value: '11010519491231002X' }), '110***********002X')
})

const garbage: Record<string, string> = {
  digits: '1'.repeat(20_000),
  'digits with spaces': '1 '.repeat(10_000),
  'digits with dashes': '138-'.repeat(5_000),
  'area codes': '0431-'.repeat(4_000),
  letters: 'A'.repeat(20_000),
  stars: '1*'.repeat(10_000),
  plates: '吉A'.repeat(10_000),
  dots: '吉A·'.repeat(6_666),
  brackets: '(('.repeat(10_000),
  'combining marks': 'a\u0301\u0302'.repeat(6_666),
  'lone surrogates': '\ud842'.repeat(20_000),
  ligatures: '\ufdfa'.repeat(20_000),
}

for (const [name, text] of Object.entries(garbage))
  test(`20,000 characters of ${name} are read in seconds, not minutes`, () => {
    const start = performance.now()
    identifiersIn(text)
    assert.ok(performance.now() - start < 10_000)
  })
