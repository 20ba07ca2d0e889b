import { findNameMatch } from '#kernel/similarity/nameKeys.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nameKeys, namesReady, nicknamesIn, writtenName } from './names.ts'

test('a name cannot be keyed by sound before the dictionary is loaded', () => {
  assert.throws(() => nameKeys(writtenName('王建国')), /namesReady/)
})

test('once the dictionary is loaded, keys are made without waiting', async (t) => {
  await namesReady()

  const keys: Record<string, readonly string[]> = {
    王建国: ['n:王建国', 'v:王建国', 'y:wangjianguo', 'i:wjg'],
    ' 王　建 国 ': ['n:王建国', 'v:王建国', 'y:wangjianguo', 'i:wjg'],
    王建国等3人: ['n:王建国', 'v:王建国', 'y:wangjianguo', 'i:wjg'],
    单雄信: ['n:单雄信', 'v:单雄信', 'y:shanxiongxin', 'i:sxx'],
    尉迟恭: ['n:尉迟恭', 'v:尉迟恭', 'y:yuchigong', 'i:ycg'],
    吕布: ['n:吕布', 'v:吕布', 'y:lvbu', 'i:lb'],
    葉劍英: ['n:葉劍英', 'v:叶剑英', 'y:yejianying', 'i:yjy'],
    '买买提·艾力': ['n:买买提艾力', 'v:买买提艾力', 'y:maimaitiaili', 'i:mmtal'],
    WJG: ['n:wjg', 'v:wjg', 'i:wjg'],
    '𠮷田': ['n:𠮷田', 'v:𠮷田'],
    老王: ['a:老王'],
    王总: ['a:王总'],
    王老三: ['a:王老三'],
    刘主任: ['a:刘主任'],
    '王建国（曾用名王国强，绰号“光头强”）': [
      'n:王建国',
      'n:王国强',
      'v:王建国',
      'v:王国强',
      'y:wangjianguo',
      'y:wangguoqiang',
      'a:光头强',
      'i:wjg',
      'i:wgq',
    ],
  }
  for (const [field, expected] of Object.entries(keys))
    await t.test(`${field} → ${expected.join(' ')}`, () => {
      assert.deepEqual(nameKeys(writtenName(field)), expected)
    })

  for (const field of [
    '王某',
    '王某某',
    '李某甲',
    '张X',
    '张××',
    '赵*',
    '不详',
    '匿名',
    '王',
    '',
    '（）',
    'xx',
  ])
    await t.test(`“${field}” names nobody`, () => assert.deepEqual(nameKeys(writtenName(field)), []))

  const pairs = [
    ['王建国', '王 建国', 'exact'],
    ['閆喆', '闫哲', 'variant'],
    ['阎哲', '闫喆', 'variant'],
    ['肖䶮', '蕭龑', 'variant'],
    ['锺麗', '鍾丽', 'variant'],
    ['付国庆', '傅國慶', 'variant'],
    ['王建国', '王健国', 'pinyin'],
    ['王建国', 'Wang Jianguo', 'pinyin'],
    ['王建国', 'WÁNG JIÀNGUÓ', 'pinyin'],
    ['吕布', 'Lǚ Bù', 'pinyin'],
    ['王建国', '李四（曾用名王建国）', 'exact'],
    ['李四，外号大金牙', '绰号“大金牙”', 'alias'],
    ['王建国', 'W.J.G', 'initials'],
    ['王建国', '吴金贵', undefined],
    ['王建国', '王国建', undefined],
    ['王某某', '王某某', undefined],
    ['老王', '王老三', undefined],
  ] as const
  for (const [one, other, how] of pairs)
    await t.test(`${one} and ${other}: ${how ?? 'two people'}`, () => {
      const keysOf = (field: string) => nameKeys(writtenName(field))
      assert.equal(findNameMatch(keysOf(one), keysOf(other)), how)
      assert.equal(findNameMatch(keysOf(other), keysOf(one)), how)
    })

  await t.test('a field of 20,000 odd characters is read in seconds, not minutes', () => {
    const start = performance.now()
    for (const odd of ['王', '（', '绰号', ' ', '等', '\u0301', 'a', '某'])
      nameKeys(writtenName(odd.repeat(20_000 / odd.length)))
    assert.ok(performance.now() - start < 10_000)
  })
})

test('a text introduces nicknames by name', () => {
  const text = '李某外号“大金牙”，人称三哥，还有绰号叫黑子。小名：狗蛋。人称呼他为老板的很多，外号“大金牙”'
  assert.deepEqual(nicknamesIn(text), ['大金牙', '三哥', '黑子', '狗蛋'])
})
