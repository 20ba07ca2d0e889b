import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomOf } from './random.ts'
import { retold } from './story.ts'

test('what is told again has no place left to fill in', () => {
  const story = { title: '村霸', content: '他打人。', category: 'crime', area: '220102', focus: [] }
  for (let nth = 0; nth < 100; nth += 1)
    assert.doesNotMatch(retold(story, randomOf(`retold/${String(nth)}`)).content, /[{}]/)
})
