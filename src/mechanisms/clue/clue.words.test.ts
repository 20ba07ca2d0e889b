/** What the compiler cannot see of the words: the parts of groups, their choices, the public states. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Declaration, WordsFor } from '#kernel/record/declaration.ts'
import type { Field, FieldMap } from '#kernel/record/field.ts'
import { clue } from './clue.ts'
import { chinese, english, partChoices } from './clue.words.ts'
import { transfer } from './transfer.ts'
import * as transferWords from './transfer.words.ts'

const partsOf = (fields: FieldMap): readonly (readonly [string, Field<unknown>])[] =>
  Object.values(fields).flatMap((field): readonly (readonly [string, Field<unknown>])[] => [
    ...(field.items === undefined ? [] : partsOf({ item: field.items })),
    ...Object.entries(field.parts ?? {}),
    ...partsOf(field.parts ?? {}),
  ])

type AnyWords = WordsFor<Declaration>
const translated: readonly (readonly [Declaration, AnyWords, AnyWords])[] = [
  [clue, chinese, english],
  [transfer, transferWords.chinese, transferWords.english],
]

test('every part of a group has a label in both languages, and no label is for nothing', () => {
  for (const [declaration, ...languages] of translated) {
    const names = [...new Set(partsOf(declaration.fields).map(([name]) => name))].toSorted()
    assert.ok(names.length > 3)
    for (const { parts } of languages)
      assert.deepEqual(Object.keys(parts).toSorted(), names, declaration.name)
  }
})

test('every choice inside a group has words in both languages', () => {
  const choices = translated.flatMap(([{ fields }]) => partsOf(fields)).filter(([, { options }]) => options)
  assert.ok(choices.length > 5)
  for (const [name, { options = [] }] of choices)
    for (const option of options) {
      const { zh, en } = partChoices[name]?.[option] ?? {}
      assert.ok(zh && en, `${name}: ${option}`)
    }
})

test('every refusal is one sentence that says why and what to do', () => {
  for (const [, zh, en] of translated) {
    for (const says of Object.values(zh.refusals)) assert.match(says, /^[^。]+[，；][^。]+。$/u)
    for (const says of Object.values(en.refusals)) assert.match(says, /^[^.]+: [^.]+\.$/u)
  }
})

test('no two actions, states or fields of a record read the same', () => {
  for (const [, ...languages] of translated)
    for (const { actions, states, fields } of languages)
      for (const words of [actions, states, fields].map((part) => Object.values(part)))
        assert.deepEqual(
          words.filter((word, nth) => words.indexOf(word) !== nth),
          [],
        )
})
