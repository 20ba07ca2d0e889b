import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TypeShape } from '../../doors/shapes.ts'
import { batchActions } from './batchActions.ts'

const action = (name: string, from: readonly string[], to: readonly string[], by: readonly string[]) => ({
  ...{ name, from, to, by, label: { zh: name, en: name }, asks: [], adds: [], rules: [], unseen: [] },
  input: { properties: {} },
})
// Only what is read of a type here.
const type = {
  actions: [
    action('signFor', ['passedOn'], ['verifying'], ['receiver']),
    action('note', ['passedOn', 'verifying'], [], ['receiver']),
    action('archive', ['answered', 'told'], ['archived'], ['archivist']),
  ],
} as unknown as TypeShape
const names = (...items: readonly { state: string; roles: readonly string[] }[]) =>
  batchActions(type, items).map(({ name }) => name)

test('what all chosen records allow in the roles one has on each, and nothing that only leaves a note', () => {
  const receiver = { state: 'passedOn', roles: ['receiver'] }
  assert.deepEqual(names(receiver, receiver), ['signFor'])
  assert.deepEqual(names(receiver, { state: 'verifying', roles: ['receiver'] }), [])
  assert.deepEqual(names(receiver, { state: 'passedOn', roles: ['auditor'] }), [])
  assert.deepEqual(
    names({ state: 'answered', roles: ['archivist'] }, { state: 'told', roles: ['archivist'] }),
    ['archive'],
  )
  assert.deepEqual(names(), [])
})
