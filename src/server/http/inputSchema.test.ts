import assert from 'node:assert/strict'
import { test } from 'node:test'
import { list, tableRow } from '#kernel/record/field.ts'
import { rulebookOn } from '#kernel/rulebook/rulebook.ts'
import { ruleSets } from '#test/support/specify.ts'
import { today } from '#test/support/smallWorld.ts'
import { fieldSchema } from './inputSchema.ts'

const rulebook = rulebookOn(ruleSets, today)
const field = list(tableRow('assetQuery.approval'), { max: 3 })

test('a row is chosen among those in force, each by what it says and with its article, in both languages', () => {
  const [zh, en] = (['zh', 'en'] as const).map((language) => {
    const { items } = fieldSchema(field, 'rules', undefined, { rulebook, language })
    return items
  })
  const code = 'assetQuery.approval/clue@2022-05-01'
  assert.partialDeepStrictEqual(zh, {
    ...{ type: 'string', 'x-kind': 'tableRow', 'x-table': 'assetQuery.approval' },
    enum: [code],
    'x-labels': {
      [code]: '线索核查阶段查询财产信息：县级以上公安机关负责人（反有组织犯罪法第二十七条）',
    },
  })
  assert.partialDeepStrictEqual(en, {
    'x-labels': {
      [code]: 'At clue stage: a leader of county-level police or above (反有组织犯罪法第二十七条)',
    },
  })
})

test('what the schema takes is what the field accepts', () => {
  const { pattern } = tableRow('assetQuery.approval').schema
  for (const [value, fits] of [
    ['assetQuery.approval/clue@2022-05-01', true],
    ['assetQuery-approval/clue@2022-05-01', false],
    ['assetQuery.approval/clue', false],
    ['clue', false],
  ] as const) {
    assert.equal(new RegExp(String(pattern), 'u').test(value), fits, value)
    assert.equal(tableRow('assetQuery.approval').accepts(value), fits, value)
  }
})
