import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contentOf, typedOf, unknownPlaces } from './paperText.ts'

const content = {
  ...{ kind: 'paper', title: '关于“{title}”的函', mark: '内部' },
  ...{ before: ['一。', '二（{number}）。'], annexes: ['清单'] },
}

test('a text goes through the form and comes back as it was', () => {
  assert.deepEqual(contentOf(typedOf(content)), content)
  assert.deepEqual(contentOf(typedOf(undefined)), { kind: 'paper' })
})

test('blank lines are no paragraphs, and an emptied part is left out', () => {
  const typed = { ...typedOf(content), before: '一。\n\n  \n二。\n', title: '  ' }
  assert.deepEqual(contentOf(typed), {
    kind: 'paper',
    mark: '内部',
    before: ['一。', '二。'],
    annexes: ['清单'],
  })
})

test('places that the paper does not have are found, each once', () => {
  const places = ['title', 'number'].map((place) => ({ place, label: { zh: place, en: place } }))
  const typed = { ...typedOf(content), after: '{reporter}、{title}、{reporter}、{x.y}' }
  assert.deepEqual(unknownPlaces(typed, { places }), ['reporter', 'x.y'])
  assert.deepEqual(unknownPlaces(typedOf(content), { places }), [])
})
