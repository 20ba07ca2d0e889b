import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textDifference } from './textDifference.ts'

const shown = (before: string, after: string): string =>
  textDifference(before, after)
    .map(({ kind, text }) => ({ stayed: text, went: `[-${text}]`, came: `[+${text}]` })[kind])
    .join('')

test('what went and what came is marked, and nothing else', () => {
  assert.equal(shown('强揽土方工程', '强揽砂石工程'), '强揽[-土方][+砂石]工程')
  assert.equal(shown('同意。', '不同意。'), '[+不]同意。')
  assert.equal(shown('a word stays', 'a term stays'), 'a [-word][+term] stays')
  assert.equal(shown('一样', '一样'), '一样')
  assert.equal(shown('', '新'), '[+新]')
})

test('both texts can be read off it, also where they are too long to be compared', () => {
  const pairs = [
    ['有人在南岭街道长期强揽土方工程', '有人在南岭街道强揽工程，并威胁施工队'],
    ['长'.repeat(3000), `${'长'.repeat(2999)}短`],
  ] as const
  for (const [before, after] of pairs) {
    const parts = textDifference(before, after)
    const without = (kind: string) =>
      parts
        .filter((part) => part.kind !== kind)
        .map(({ text }) => text)
        .join('')
    assert.equal(without('came'), before)
    assert.equal(without('went'), after)
  }
})
