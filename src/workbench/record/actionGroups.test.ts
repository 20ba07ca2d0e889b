import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ActionShape, RecordShape } from '../doors/shapes.ts'
import { actionGroups } from './actionGroups.ts'

const action = (name: string, ...to: readonly string[]): ActionShape => ({
  ...{ name, label: { zh: name, en: name }, to },
  ...{ by: [], from: [], asks: [], adds: [], rules: [], unseen: [], input: { properties: {} } },
})
const type = {
  actions: [
    action('returnToAssessor', 'toAssess'),
    action('approve', 'passedOn'),
    action('assess', 'toConfirmGrade', 'toApprove'),
    action('name'),
  ],
}
const grouped = (way: readonly string[], offered: readonly string[]) => {
  const record: Pick<RecordShape, 'state' | 'way' | 'actions'> = {
    state: way.at(-1) ?? '',
    way: way.map((state) => ({ state, label: state, at: '' })),
    actions: offered.map((name) => ({ name, label: name, input: { properties: {} } })),
  }
  const { onward, back, others } = actionGroups(record, type)
  return [onward, back, others].map((group) => group.map(({ name }) => name))
}

test('what moves a record on stands apart from what takes it back and from what leaves it there', () => {
  assert.deepEqual(
    grouped(['toRegister', 'toAssess', 'toApprove'], ['returnToAssessor', 'approve', 'name']),
    [['approve'], ['returnToAssessor'], ['name']],
  )
})

test('a step that was taken before it came back still leads on', () => {
  assert.deepEqual(grouped(['toRegister', 'toAssess', 'toApprove', 'toAssess'], ['assess', 'name']), [
    ['assess'],
    [],
    ['name'],
  ])
})
