import assert from 'node:assert/strict'
import { test } from 'node:test'
import { english } from './words.en.ts'
import { chinese } from './words.zh.ts'

const all = (words: object): readonly (readonly [string, string])[] =>
  Object.entries(words).map(([name, word]: [string, unknown]) => [
    name,
    typeof word === 'function'
      ? String((word as (...given: unknown[]) => unknown)(7, name === 'daysSays' ? [] : 3))
      : String(word),
  ])

test('every word of the board is there in both languages', () => {
  assert.deepEqual(Object.keys(chinese), Object.keys(english))
  for (const [name, word] of all(chinese)) assert.match(word, /\p{Script=Han}/u, name)
  for (const [name, word] of all(english)) assert.doesNotMatch(word, /\p{Script=Han}/u, name)
})
