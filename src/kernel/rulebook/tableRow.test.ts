import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainDate } from '../time.ts'
import { rulebookOn, type RuleSet } from './rulebook.ts'
import { citedRow, findTableRow, isTableRow, spokenRow, tableRowIn } from './tableRow.ts'

const wording = (from: string, id: string, zh: string): RuleSet => ({
  ...{ key: 'note.rule', from: plainDate(from), source: 'assumed' },
  content: {
    kind: 'decisionTable',
    inputs: {},
    rows: [{ id, when: {}, then: {}, says: { zh, en: `says ${zh}` }, source: '第一条 [L1]' }],
  },
})
const sets = [wording('2020-01-01', 'strict', '旧'), wording('2024-05-01', 'strict', '新')]
const rules = { rulebookOn: (day: ReturnType<typeof plainDate>) => rulebookOn(sets, day) }

test('a row is kept with the day from which its wording is in force', () => {
  const on = (day: string) => tableRowIn(rules.rulebookOn(plainDate(day)), 'note.rule', { id: 'strict' })
  assert.equal(on('2024-04-30'), 'note.rule/strict@2020-01-01')
  assert.equal(on('2026-11-27'), 'note.rule/strict@2024-05-01')
})

const meant: readonly (readonly [string, string | undefined])[] = [
  ['note.rule/strict@2020-01-01', '旧'],
  ['note.rule/strict@2024-04-30', '旧'],
  ['note.rule/strict@2024-05-01', '新'],
  ['note.rule/strict@2019-12-31', undefined],
  ['note.rule/lenient@2024-05-01', undefined],
  ['other.rule/strict@2024-05-01', undefined],
  ['note.rule/strict', undefined],
  ['strict', undefined],
  ['note.rule/strict@2024-13-01', undefined],
]
for (const [reference, says] of meant)
  test(`${reference} ${says === undefined ? 'is no row' : `is read as it stood then: ${says}`}`, () => {
    assert.equal(findTableRow(reference, rules)?.says.zh, says)
  })

test('a row of one table is none of another', () => {
  assert.ok(isTableRow('note.rule/strict@2024-05-01', 'note.rule'))
  assert.ok(!isTableRow('note.rule/strict@2024-05-01', 'note'))
  assert.ok(!isTableRow('note.rule/strict', 'note.rule'))
})

test('a row is spoken with all that it stands on, and cited with the law alone', () => {
  const row = {
    says: { zh: '县级批准', en: 'County level' },
    source: '第一条 [L1]；期限assumed – configurable [ASM]',
  }
  assert.deepEqual(spokenRow(row), {
    zh: '县级批准（第一条；期限属假定，可配置）',
    en: 'County level (第一条；期限assumed – configurable)',
  })
  assert.equal(citedRow(row), '县级批准（第一条）')
  assert.equal(citedRow({ ...row, source: '第二条 [L1] [ASM]' }), '县级批准（第二条）')
  assert.equal(citedRow({ ...row, source: 'assumed – configurable [ASM]' }), '县级批准')
})
