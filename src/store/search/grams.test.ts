import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fold, gramsOf, patternOf } from './grams.ts'

const words = fc.string({ unit: 'grapheme', maxLength: 60 })

test('of folded words every part has none but their pairs', () => {
  fc.assert(
    fc.property(words, fc.nat(60), fc.nat(60), (text, from, length) => {
      const characters = [...fold(text)]
      const part = characters.slice(from, from + length).join('')
      const pairs = new Set(gramsOf(characters.join('')))
      assert.ok(gramsOf(part).every((pair) => pairs.has(pair)))
    }),
  )
})

test('pairs are numbers that PostgreSQL calls integer, each once', () => {
  fc.assert(
    fc.property(words, (text) => {
      const pairs = gramsOf(fold(text))
      assert.ok(pairs.every((pair) => Number.isInteger(pair) && Math.abs(pair) <= 2 ** 31))
      assert.equal(new Set(pairs).size, pairs.length)
    }),
  )
})

test('a pair does not reach over what is neither letter nor number, and one character is none', () => {
  assert.deepEqual(gramsOf('高利'), [0x9ad85229 | 0])
  assert.deepEqual(gramsOf('高，利'), [])
  assert.equal(gramsOf('高利高利').length, 2)
})

test('full-width, capitals and compatibility forms are one', () => {
  assert.equal(fold('吉Ａ·８９３７Ⅷ'), '吉a·8937viii')
})

test('every character of a pattern means itself', () => {
  assert.equal(patternOf('50%_\\'), '%50\\%\\_\\\\%')
})
