import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chineseDay, chineseInstant } from './chineseDay.ts'
import { chineseNumeral } from './chineseNumeral.ts'
import { BLOCK_WIDTH, columnShares, formRows, organSize } from './layout.ts'
import { readablePaper } from './readablePaper.ts'
import { hostile } from './papers.fixture.ts'
import { instant, plainDate } from '#kernel/time.ts'

test('days and times are printed without leading zeros, in Beijing time', () => {
  assert.equal(chineseDay(plainDate('2026-01-05')), '2026年1月5日')
  assert.equal(chineseInstant(instant('2026-11-01T17:05:00.000Z')), '2026年11月2日 1:05')
})

test('sections are numbered as officials count', () => {
  assert.deepEqual([1, 9, 10, 11, 20, 45, 99, 100].map(chineseNumeral), [
    '一',
    '九',
    '十',
    '十一',
    '二十',
    '四十五',
    '九十九',
    '100',
  ])
})

test('two short parts that follow each other share a row of a form', () => {
  const short = (label: string) => ({ label, value: '短' })
  const long = { label: '内容', value: '长'.repeat(30) }
  assert.deepEqual(
    formRows([short('甲'), short('乙'), short('丙'), long, short('丁'), { label: '戊', value: ['一'] }]).map(
      (row) => row.map(({ label }) => label),
    ),
    [['甲', '乙'], ['丙'], ['内容'], ['丁'], ['戊']],
  )
})

test('the columns of a table fill its width, and a day is not broken beside a long text', () => {
  const table = {
    head: ['日期', '内容'],
    rows: [['2026年11月22日', '很长的内容'.repeat(40)]],
  }
  const shares = columnShares(table)
  assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9)
  // 14 half characters of 12 pt and the insets of the cell.
  assert.ok((shares[0] ?? 0) * BLOCK_WIDTH > 14 * 6 + 10)
})

test('a table full of figures gives each figure its line: the heads wrap', () => {
  const figures = ['670', '590', '353', '88.06%', '100.00%', '12', '11', '100.00%']
  const table = {
    head: ['单位', '累计收到', '办结', '查实', '查结率', '查实率', '抽查复查', '复查一致', '上周末查结率'],
    rows: [['南关区公安局', ...figures]],
  }
  const shares = columnShares(table)
  for (const [nth, figure] of figures.entries())
    assert.ok((shares[nth + 1] ?? 0) * BLOCK_WIDTH > figure.length * 6 + 10, figure)
})

test('the organ keeps to one line of the red head, as large as that allows', () => {
  assert.equal(organSize('省扫黑办'), 36)
  assert.equal(organSize('长春市扫黑除恶斗争领导小组办公室'), 27)
  assert.equal(organSize('很'.repeat(80)), 18)
})

test('what no page and no XML can hold is shown as □, and one-line parts stay on one line', () => {
  const paper = readablePaper({ ...hostile('form'), title: '一\r\n二', organ: 'a\tb' })
  assert.equal(paper.lines.at(-1)?.value, '前□□□□□后')
  assert.equal(paper.title, '一 二')
  assert.equal(paper.organ, 'a b')
})
