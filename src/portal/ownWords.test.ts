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
