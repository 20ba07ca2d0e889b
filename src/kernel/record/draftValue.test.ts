import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isKeptWhole, keptOf } from './draftValue.ts'
import { file, group, list, optional, sealed, text } from './field.ts'

const line = text({ max: 2000 })
const told = list(group({ what: line, attachments: optional(list(file, { max: 9 })) }), { max: 9 })
const picture = { digest: 'a'.repeat(64), name: 'a.png', type: 'image/png', size: 1 }

test('of a form that was begun all is kept but files and what is sealed, wherever they stand', () => {
  assert.equal(keptOf(line, '写了一半'), '写了一半')
  assert.equal(keptOf(file, picture), undefined)
  assert.equal(keptOf(list(file, { max: 9 }), [picture]), undefined)
  assert.equal(keptOf(sealed, { sealed: 'hpke-p256-v2' }), undefined)
  assert.equal(keptOf({ ...line, protection: 'sealed' }, '谁'), undefined)
  assert.deepEqual(keptOf(told, [{ what: '一', attachments: [picture] }, { attachments: [picture] }]), [
    { what: '一' },
  ])
  assert.deepEqual([line, told, list(line, { max: 2 }), group({ who: sealed })].map(isKeptWhole), [
    true,
    false,
    true,
    false,
  ])
})

test('a row that was added and not filled in is not kept; a list that is empty is', () => {
  const lines = list(line, { max: 9 })
  assert.deepEqual(keptOf(lines, ['一', undefined]), ['一'])
  assert.equal(keptOf(lines, [undefined]), undefined)
  assert.deepEqual(keptOf(lines, []), [])
  assert.equal(keptOf(lines, '一'), '一', 'half-typed')
})

test('what has another shape than its field cannot carry a file past', () => {
  for (const odd of [picture, 'x', null, { 0: { attachments: [picture] } }, [[picture]], [null]])
    assert.equal(keptOf(told, odd), undefined, JSON.stringify(odd))
  assert.deepEqual(keptOf(told, [{ what: '一', hidden: picture }]), [{ what: '一' }])
})

test('a field as a door tells of it, with its parts in a row, says the same', () => {
  const shape = {
    kind: 'list',
    items: {
      kind: 'group',
      parts: [
        { name: 'what', kind: 'longText' },
        { name: 'attachments', kind: 'list', items: { kind: 'file' } },
      ],
    },
  }
  const given = [{ what: '一', attachments: [picture] }]
  assert.deepEqual(keptOf(shape, given), keptOf(told, given))
})
