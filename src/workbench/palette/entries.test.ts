import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesFor, matching } from './entries.ts'

const words = { list: '清单', open: '新建', act: '办理' }
const entries = entriesFor({
  groups: [
    {
      mechanism: 2,
      types: [
        {
          desk: {
            ...{ name: 'clue', roles: ['intake'], views: [], openings: ['enter', 'gone'] },
            work: { total: 0, overdue: 0, today: 0 },
          },
          type: {
            ...{ name: 'clue', mechanism: 2, number: '', title: 'title', outcome: 'outcome' },
            ...{ brief: [], unseals: {} },
            label: { zh: '线索', en: 'Clue' },
            ...{ states: [], fields: [], deadlines: [], documents: [], views: [], roles: [] },
            actions: [
              {
                ...{ name: 'enter', label: { zh: '录入', en: 'Enter' }, by: ['intake'], from: [], to: [] },
                ...{ asks: [], adds: [], unseen: [], rules: [], input: { properties: {} } },
              },
            ],
          },
        },
      ],
      pages: [],
    },
  ],
  record: undefined,
  home: '我的工作',
  words,
  spoken: ({ zh }) => zh,
})

test('it offers the pages one has and what one may open, and nothing that no declaration has', () => {
  assert.deepEqual(
    entries.map(({ label }) => label),
    ['我的工作', '线索 · 录入', '线索'],
  )
})

test('every word typed has to be there, in any order', () => {
  const labels = (typed: string) => matching(entries, typed).map(({ label }) => label)
  assert.deepEqual(labels('录入 线索'), ['线索 · 录入'])
  assert.deepEqual(labels('清单'), ['线索'])
  assert.deepEqual(labels('线索 没有'), [])
  assert.equal(labels('  ').length, entries.length)
})
