import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { withoutOwnWords } from './ownWords.ts'

const own = {
  name: '欧阳小红',
  phone: '139 1234 5678',
  idNumber: '22010219900307123X',
  otherContact: 'wx_red9',
}
const masked = (text: string) => withoutOwnWords(text, own, '【本人】')

test('a reporter’s own name and numbers give way, however they are written', () => {
  assert.equal(masked('我叫欧阳小红，是摊主。'), '我叫【本人】，是摊主。')
  assert.equal(masked('欧阳 小红（电话139-1234-5678）'), '【本人】（电话【本人】）')
  assert.equal(masked('打13912345678找我，身份证22010219900307123x'), '打【本人】找我，身份证【本人】')
  assert.equal(masked('微信 WX_red9'), '微信 【本人】')
})

test('whoever is meant by another name or number stays', () => {
  for (const text of ['欧阳大江带人来', '139123456789', '8613912345678', 'awx_red99', '小红', '没有名字'])
    assert.equal(masked(text), text)
})

test('what a text calls the writer’s own gives way though nobody knows who writes', () => {
  const nobody = (text: string) => withoutOwnWords(text, {}, '【本人】')
  for (const [text, shown] of [
    ['我叫王桂兰，电话13912345678，又来了', '我叫【本人】，电话【本人】，又来了'],
    ['本人欧阳红，住城东', '本人【本人】，住城东'],
    ['我是朴哲洙。', '我是【本人】。'],
    ['举报人：金顺姬 身份证号我写在下面', '举报人：【本人】 身份证号我写在下面'],
    ['我的电话是139 1234 5678，晚上打我139-1234-5678', '我的电话是【本人】，晚上打我【本人】'],
    ['我身份证号22010219900307123x', '我身份证号【本人】'],
    ['联系微信：wx_red9。', '联系微信：【本人】。'],
    [
      'My name is Li Na and my phone number is 139 1234 5678.',
      'My name is 【本人】 and my phone number is 【本人】.',
    ],
  ] as const)
    assert.equal(nobody(text), shown)
})

test('who and what is told of stays, though “我” stands before it', () => {
  for (const text of [
    ...['我叫他们别砸，他们不听。', '我是李家村的', '我是温州人，', '我是高中生。', '本人于上月，被打'],
    ...['我叫高利贷公司逼得没办法', '我老板的电话13812345678', '他的手机是13812345678', '我给马老板打工'],
    ...['打我3下', '给我500元', '给我10000000元', '举报人马某某，', 'my number is not known', '我马上，'],
  ])
    assert.equal(withoutOwnWords(text, {}, '【本人】'), text)
})

test('a name of Latin letters is no part of a longer word, and a single sign is looked for nowhere', () => {
  const named = (name: string, text: string) => withoutOwnWords(text, { name }, '[myself]')
  assert.equal(
    named('Li Na', 'Li Na saw it, lina too; Carolina did not.'),
    '[myself] saw it, [myself] too; Carolina did not.',
  )
  assert.equal(named('李', '李家村的李某'), '李家村的李某')
})

test('signs that mean something to a pattern are signs, and nothing else of a text is touched', () => {
  assert.equal(withoutOwnWords('call a+b(c)[d] now', { otherContact: 'a+b(c)[d]' }, '—'), 'call — now')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, name) => {
      const twice = withoutOwnWords(withoutOwnWords(text, { name }, '【】'), { name }, '【】')
      assert.equal(twice.replaceAll('【】', '').length <= text.length, true)
    }),
  )
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      assert.equal(withoutOwnWords(text, {}, '【】'), text)
    }),
  )
})
