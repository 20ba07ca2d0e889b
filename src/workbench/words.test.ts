import assert from 'node:assert/strict'
import { test } from 'node:test'
import { english } from './words.en.ts'
import { chinese } from './words.zh.ts'

/** Every word with the way to it; what takes a number or a name is tried with one. */
function all(words: object, way = ''): readonly (readonly [string, string])[] {
  return Object.entries(words).flatMap(([name, word]: [string, unknown]) => {
    const at = `${way}${name}`
    if (typeof word === 'string') return [[at, word] as const]
    if (typeof word === 'function')
      return [[at, String((word as (...given: unknown[]) => unknown)(7, 3))] as const]
    return typeof word === 'object' && word !== null ? all(word, `${at}.`) : []
  })
}

test('every word is there in both languages, Chinese in Chinese and English in English', () => {
  assert.deepEqual(
    all(chinese).map(([at]) => at),
    all(english).map(([at]) => at),
  )
  const other = ['language', 'otherLanguage', 'form.charsLeft', 'record.added', 'comma']
  // What a key is called is the same in both.
  const isOther = (at: string) => other.includes(at) || /^keys\.list\.\d\.0$/.test(at)
  for (const [at, word] of all(chinese)) if (!isOther(at)) assert.match(word, /\p{Script=Han}/u, at)
  for (const [at, word] of all(english)) if (!isOther(at)) assert.doesNotMatch(word, /\p{Script=Han}/u, at)
})
