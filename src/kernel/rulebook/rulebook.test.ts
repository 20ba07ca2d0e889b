import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainDate } from '../time.ts'
import { flawsOfTable, rowsThatHold, type Condition, type DecisionTable } from './decisionTable.ts'
import { rulebookOn, type RuleSet } from './rulebook.ts'

const says = { zh: '因为', en: 'because' }
const row = (id: string, when: Readonly<Record<string, Condition>>, then = {}) => ({
  ...{ id, when, then, says, source: 'assumed' },
})
const table: DecisionTable = {
  kind: 'decisionTable',
  inputs: { grade: says, times: says, focus: says },
  rows: [
    row('often', { times: { atLeast: 3 } }, { term: '1w' }),
    row('gradeA', { grade: { is: 'A' } }, { term: '2w' }),
    row('otherwise', {}, { term: '3w' }),
  ],
}
const set = (key: string, from: string, content: unknown, to?: string): RuleSet => ({
  ...{ key, from: plainDate(from), source: 'assumed', content },
  ...(to === undefined ? {} : { to: plainDate(to) }),
})

const conditions: readonly (readonly [Condition, unknown, boolean])[] = [
  [{ is: 'A' }, 'A', true],
  [{ is: 'A' }, undefined, false],
  [{ oneOf: ['A', 'B'] }, 'B', true],
  [{ oneOf: ['A', 'B'] }, 'C', false],
  [{ anyOf: ['x'] }, ['w', 'x'], true],
  [{ anyOf: ['x'] }, 'x', false],
  [{ atLeast: 3 }, 3, true],
  [{ atLeast: 3 }, 2, false],
  [{ atLeast: 3 }, '5', false],
  [{ below: 3 }, 2, true],
  [{ below: 3 }, 3, false],
  [{ known: true }, 0, true],
  [{ known: true }, undefined, false],
  [{ known: false }, undefined, true],
]
for (const [condition, value, expected] of conditions)
  test(`${JSON.stringify(condition)} ${expected ? 'holds' : 'does not hold'} for ${JSON.stringify(value)}`, () => {
    const asked = { ...table, rows: [row('one', { grade: condition })] }
    assert.equal(rowsThatHold(asked, { grade: value }).length, expected ? 1 : 0)
  })

test('the first row that holds decides, and says which it is', () => {
  const rulebook = rulebookOn([set('term', '2020-01-01', table)], plainDate('2025-04-28'))
  assert.equal(rulebook.decide('term', { grade: 'A', times: 3 })?.id, 'often')
  assert.equal(rulebook.decide('term', { grade: 'A' })?.id, 'gradeA')
  assert.equal(rulebook.decide('term', {})?.id, 'otherwise')
})

const number = (value: number) => ({ kind: 'number', value })
const wordings = [
  set('n', '2020-01-01', number(1), '2024-12-31'),
  set('n', '2025-01-01', number(2)),
  set('n', '2026-01-01', number(3)),
]
const days = { '2024-12-31': 1, '2025-01-01': 2, '2025-12-31': 2, '2026-01-01': 3 }
for (const [day, expected] of Object.entries(days))
  test(`on ${day} the wording of that day is in force`, () => {
    assert.equal(rulebookOn(wordings, plainDate(day)).number('n'), expected)
    assert.equal(rulebookOn(wordings.toReversed(), plainDate(day)).number('n'), expected)
  })

test('of two wordings from one day the one adopted later counts', () => {
  const both = [set('n', '2025-01-01', number(1)), set('n', '2025-01-01', number(2))]
  assert.equal(rulebookOn(both, plainDate('2025-04-28')).number('n'), 2)
})

test('nothing is decided by a rule that is not in force, and nothing passes a list that is not there', () => {
  const rulebook = rulebookOn(wordings, plainDate('2019-12-31'))
  assert.throws(() => rulebook.number('n'), /No number "n" is in force on 2019-12-31/)
  assert.throws(() => rulebook.decide('term', {}), /No decision table "term" is in force/)
  assert.deepEqual(rulebook.list('colours'), [])
  assert.equal(rulebook.find('n'), undefined)
})

test('a table is no number and a number no table', () => {
  const rulebook = rulebookOn(
    [set('a', '2020-01-01', table), set('b', '2020-01-01', number(1))],
    plainDate('2025-04-28'),
  )
  assert.throws(() => rulebook.number('a'))
  assert.throws(() => rulebook.table('b'))
})

const [first] = table.rows
const flawed: readonly (readonly [unknown, string])[] = [
  [{ kind: 'list' }, 'not a decision table'],
  [{ ...table, rows: [] }, 'it has no rows'],
  [{ ...table, inputs: { grade: 'x' } }, 'its inputs have no names'],
  [{ ...table, rows: [first, first] }, 'row 2 has no id of its own'],
  [{ ...table, rows: [{ ...first, when: { times: { over: 3 } } }] }, 'row 1 has a condition not known'],
  [
    { ...table, rows: [{ ...first, when: { colour: { is: 'red' } } }] },
    'row 1 asks for "colour", which is no input of the table',
  ],
  [{ ...table, rows: [{ ...first, then: 'soon' }] }, 'row 1 decides nothing'],
  [{ ...table, rows: [{ ...first, says: { zh: '因为' } }] }, 'row 1 has no sentence in both languages'],
  [{ ...table, rows: [{ ...first, source: '' }] }, 'row 1 names no source'],
]
for (const [value, flaw] of flawed)
  test(`a table does not come into force: ${flaw}`, () => {
    assert.deepEqual(flawsOfTable(value), [flaw])
  })

test('a sound table has no flaw', () => {
  assert.deepEqual(flawsOfTable(table), [])
})
