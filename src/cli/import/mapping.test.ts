import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyMapping } from './applyMapping.ts'
import { firstSentence } from './firstSentence.ts'
import { guessMapping } from './guessMapping.ts'
import { findImportDay } from './importDay.ts'
import { findMissingColumns, readMapping, type FieldRule, type Mapping } from './mapping.ts'

const today = '2026-03-02'
const one = (rule: FieldRule, values: Record<string, unknown>, path = 'content') =>
  applyMapping({ type: 'clue', fields: { [path]: rule }, key: 'sha256' }, values, today)
const because = (result: ReturnType<typeof one>): unknown[] =>
  'refused' in result ? result.refused.map((reason) => [reason.because, reason.field]) : ['not refused']
const value = (result: ReturnType<typeof one>, field = 'content'): unknown =>
  'refused' in result ? result.refused : result.input[field]

test('days are read as people and spreadsheets write them', () => {
  const days: Record<string, string | undefined> = {
    '2019-02-28T11:25:05': '2019-02-28',
    '2019/2/28 11:25:05': '2019-02-28',
    '2019.2.28': '2019-02-28',
    '2019年2月8日 上午': '2019-02-08',
    '20190228': '2019-02-28',
    '20190228112505': '2019-02-28',
    '43524': '2019-02-28',
    '43524.4757': '2019-02-28',
    '2019-02-28T20:00:00Z': '2019-03-01',
    '2019-02-28T23:00:00+0800': '2019-02-28',
    '2019-02-30': undefined,
    '2/3/2019': undefined,
    '2019-2/3': undefined,
    '12345': undefined,
    '13843100000': undefined,
    昨天: undefined,
  }
  for (const [text, day] of Object.entries(days)) assert.equal(findImportDay(text, 'auto'), day, text)
  assert.equal(findImportDay('28/2/2019', 'D/M/YYYY'), '2019-02-28')
  assert.equal(findImportDay('28/2/2019', 'DD/MM/YYYY'), undefined)
  assert.equal(findImportDay('2019-02-28', 'excel'), undefined)
})

test('several columns: the first that holds something, or all of them joined', () => {
  assert.equal(value(one({ from: ['a', 'b'] }, { a: ' ', b: 'x' })), 'x')
  assert.equal(value(one({ from: ['a', 'b'], join: '\n' }, { a: 'y', b: 'x' })), 'y\nx')
})

test('words are mapped; an unlisted one is refused unless there is a default', () => {
  const map = { 来信: 'letter' }
  assert.equal(value(one({ from: 'a', map }, { a: '来信' })), 'letter')
  assert.deepEqual(because(one({ from: 'a', map }, { a: 'toString' })), [['not in the list', 'content']])
  assert.equal(value(one({ from: 'a', map, default: 'transfer' }, { a: 'fj3' })), 'transfer')
})

test('what cannot be a value is refused with its field and never cut', () => {
  assert.deepEqual(because(one({ from: 'a', maxLength: 3 }, { a: '𠮷𠮷𠮷𠮷' })), [['too long', 'content']])
  assert.equal(value(one({ from: 'a', maxLength: 4 }, { a: '𠮷𠮷𠮷𠮷' })), '𠮷𠮷𠮷𠮷')
  assert.deepEqual(because(one({ from: 'a', required: true }, { b: 1 })), [['field missing', 'content']])
  assert.deepEqual(because(one({ from: 'a' }, { a: { b: 1 } })), [['not text', 'content']])
  assert.deepEqual(because(one({ from: 'a' }, { a: 'x\0' }))[0], ['not storable', 'content'])
  assert.deepEqual(because(one({ from: 'a' }, { a: '\ud800' }))[0], ['not storable', 'content'])
  assert.deepEqual(because(one({ from: 'a', date: 'auto', default: '@today' }, { a: '昨天' }))[0], [
    'not a day',
    'content',
  ])
})

test('a row with nothing in the mapped columns is reported', () => {
  assert.deepEqual(because(one({ from: 'a' }, { a: '', b: 'x' })), [['row is empty', undefined]])
})

test('a list field takes a JSON list or text cut at separators, and may lie inside an object', () => {
  const persons = [{ name: '李×1' }, { name: '王某' }]
  const path = 'reportedPersons[].name'
  assert.deepEqual(
    value(one({ from: 'm.c' }, { m: { c: ['李×1', '王某'] } }, path), 'reportedPersons'),
    persons,
  )
  assert.deepEqual(
    value(one({ from: 'c', split: '、,' }, { c: '李×1、 王某,' }, path), 'reportedPersons'),
    persons,
  )
  assert.deepEqual(value(one({ from: 'c' }, { c: 'x' }, 'place.town'), 'place'), { town: 'x' })
  const two: Mapping = {
    type: 'clue',
    fields: { 'p[].name': { from: 'n' }, 'p[].phone': { from: 't' } },
    key: 'sha256',
  }
  const both = applyMapping(two, { n: ['a', 'b'], t: ['1'] }, today)
  assert.deepEqual(value(both, 'p'), [{ name: 'a', phone: '1' }, { name: 'b' }])
})

test('the key depends on the row, not on the day; another word is another key', () => {
  const mapping: Mapping = {
    type: 'clue',
    fields: { content: { from: 'text' }, receivedOn: { from: 'time', date: 'auto', default: '@today' } },
    key: 'sha256',
  }
  const key = (values: Record<string, unknown>, day = today): string => {
    const mapped = applyMapping(mapping, values, day)
    return 'refused' in mapped ? 'refused' : mapped.importKey
  }
  assert.equal(key({ text: 'x' }), key({ text: ' x ', other: 1 }, '2027-01-01'))
  assert.notEqual(key({ text: 'x' }), key({ text: 'y' }))
  assert.notEqual(key({ text: 'x' }), key({ text: 'x', time: '2019-02-28' }))
})

test('keyed by columns, a row is the same though its text changed; another source system is apart', () => {
  const keyed = (scope: string, text: string, id: unknown) =>
    applyMapping(
      { type: 'clue', scope, fields: { content: { from: 'text' } }, key: ['id'] },
      { id, text },
      today,
    )
  const key = (result: ReturnType<typeof keyed>): string => ('refused' in result ? '' : result.importKey)
  assert.equal(key(keyed('a', 'x', 7)), key(keyed('a', 'corrected', '7')))
  assert.notEqual(key(keyed('a', 'x', 7)), key(keyed('b', 'x', 7)))
  assert.deepEqual(because(keyed('a', 'x', '')), [['field missing', 'id']])
})

test('a clue without title is called after its first sentence, at most 40 characters', () => {
  assert.equal(
    value(one({ from: 't' }, { t: '尊敬的领导：甲村王某收保护费。还打人。' }), 'title'),
    '甲村王某收保护费',
  )
  assert.equal(Array.from(firstSentence('恶'.repeat(100), 40)).length, 40)
  assert.equal(firstSentence('𠮷'.repeat(3), 2), '𠮷…')
  assert.equal(firstSentence('。。', 40), '。。')
})

test('a mapping file with misspelt or impossible entries is refused, each named', () => {
  const flaws = (file: unknown) => {
    const read = readMapping(file)
    return 'refused' in read ? read.refused.map((reason) => reason.field) : []
  }
  const good = { type: 'clue', source: 'letter', fields: { content: { from: 'text' } }, key: ['id'] }
  assert.deepEqual(flaws(good), [])
  assert.deepEqual(flaws({ ...good, keys: 1 }), ['keys'])
  assert.deepEqual(flaws({ ...good, key: [] }), ['key'])
  assert.deepEqual(flaws({ ...good, type: 3, fields: [] }), ['type', 'fields'])
  const rule = (content: unknown) => flaws({ ...good, fields: { content } })
  assert.deepEqual(rule({ from: 'x', maxlength: 3 }), ['fields.content.maxlength'])
  assert.deepEqual(rule({ from: 'x', maxLength: -1, date: 'soon' }), [
    'fields.content.date',
    'fields.content.maxLength',
  ])
  assert.deepEqual(rule({}), ['fields.content'])
  assert.deepEqual(flaws({ ...good, fields: { '__proto__.x': { from: 'a' } } }), ['fields.__proto__.x'])
  assert.deepEqual(flaws('x'), [''])
})

test('columns a mapping reads and the file lacks are named', () => {
  const mapping: Mapping = { type: 'clue', fields: { content: { from: ['text', 'meta.x'] } }, key: ['id'] }
  assert.deepEqual(findMissingColumns(mapping, ['meta']), ['text', 'id'])
})

test('Chinese and English lists need no mapping file', () => {
  const map = (values: Record<string, unknown>): unknown => {
    const guess = guessMapping(Object.keys(values))
    if ('refused' in guess) return guess.refused.because
    const mapped = applyMapping(guess.mapping, values, today)
    return 'refused' in mapped ? mapped.refused : mapped.input
  }
  const chinese = map({
    编号: '1',
    线索来源: '来信',
    ' 标题 ': '甲村村霸',
    举报内容: '强占土地',
    举报时间: '2019年2月28日',
    举报人: '张某',
    联系电话: 13843100000,
    被举报人: '王某、李某',
    '地 区': '长春市',
  })
  assert.deepEqual(chinese, {
    content: '强占土地',
    title: '甲村村霸',
    receivedOn: '2019-02-28',
    area: '长春市',
    reportedPersons: [{ name: '王某' }, { name: '李某' }],
    reporterName: '张某',
    reporterPhone: '13843100000',
    source: 'letter',
    sourceDocument: '1',
  })
  const english = map({ Text: 'They extort shops.', Source: 'fj3' })
  assert.deepEqual(english, {
    content: 'They extort shops.',
    title: 'They extort shops.',
    receivedOn: today,
    source: 'import',
  })
  assert.equal(map({ code: 1, 数量: 2 }), 'no column for the content')
})
