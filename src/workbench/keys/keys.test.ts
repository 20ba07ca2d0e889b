import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commandOf, singleKeys } from './keys.ts'

const pressed = (key: string, more: object = {}) => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false, isComposing: false },
  ...more,
})
const reading = { isTyping: false }
const typing = { isTyping: true }

test('Ctrl-K and ⌘-K open the palette, even while somebody types', () => {
  assert.equal(commandOf(pressed('k', { ctrlKey: true }), typing), 'palette')
  assert.equal(commandOf(pressed('K', { metaKey: true }), reading), 'palette')
})

test('a single character does nothing while somebody types, or composes Chinese, or with another key', () => {
  assert.equal(commandOf(pressed('/'), reading), 'palette')
  assert.equal(commandOf(pressed('/'), typing), undefined)
  assert.equal(commandOf(pressed('j', { isComposing: true }), reading), undefined)
  assert.equal(commandOf(pressed('j', { altKey: true }), reading), undefined)
  assert.equal(commandOf(pressed('toString'), reading), undefined)
})

test('single keys can be switched off; the palette stays', () => {
  singleKeys.set('off')
  assert.equal(commandOf(pressed('?'), reading), undefined)
  assert.equal(commandOf(pressed('k', { ctrlKey: true }), reading), 'palette')
  singleKeys.set('on')
  assert.equal(commandOf(pressed('?'), reading), 'keys')
})
