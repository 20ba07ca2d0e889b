import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pageOf, permissionTable, stateDiagram, type DrawnWords } from './draw.ts'
import type { Declaration } from './declaration.ts'
import { text } from './field.ts'

const note: Declaration = {
  ...{ name: 'note', version: 3, mechanism: 2, number: '第0号', title: 'subject', outcome: 'subject' },
  excludes: [],
  fields: { subject: text({ max: 10 }) },
  roles: {
    clerk: { heldBy: ['clerk'], reaches: { to: 'everywhere', during: ['open'] }, sees: 'all' },
    chief: { heldBy: ['chief'], reaches: 'nothing', seesOnly: ['subject'] },
  },
  states: { open: {}, closed: { final: true } },
  actions: {
    write: { by: 'clerk', to: 'open', asks: ['subject'] },
    remark: { by: 'chief', from: 'open' },
    close: {
      by: ['clerk', 'chief'],
      from: 'open',
      to: [{ when: 'isDone', state: 'closed' }, { state: 'open' }],
      signed: { inOrder: ['chief', 'clerk'] },
    },
  },
  rules: { isDone: () => true },
  ...{ deadlines: {}, documents: {}, views: {} },
}
const wordsIn = (name: string, close: string): DrawnWords => ({
  name,
  ...{ fields: {}, roles: { clerk: '科员' }, states: {}, deadlines: {}, documents: {} },
  actions: { close },
})
const words = { zh: wordsIn('记录', '办结'), en: wordsIn('Note', 'Close: for good') }

test('a diagram shows every way from state to state, its condition and how many sign', () => {
  assert.equal(
    stateDiagram(note),
    `stateDiagram-v2
  open: open
  closed: closed
  [*] --> open: write
  open --> closed: close ×2 [is done]
  open --> open: close ×2
  closed --> [*]`,
  )
})

test('labels are written in both languages, and nothing in them ends a label early', () => {
  assert.match(stateDiagram(note, words), /open --> closed: 办结 Close {2}for good ×2/)
})

test('the table of permissions shows who may, and in which order they sign', () => {
  const rows = permissionTable(note, words).split('\n')
  assert.equal(rows.at(-1), '| 办结 Close: for good | open | 2 | 1 |')
  assert.equal(rows.at(-2), '| remark remark | open |  | ● |')
})

test('a page names its declaration and version, and leaves out what there is none of', () => {
  const page = pageOf(note, words)
  assert.match(page, /^# 记录 Note\n\nDrawn from the declaration `note`, version 3/)
  assert.ok(!page.includes('## Deadlines') && !page.includes('## Papers'))
})
