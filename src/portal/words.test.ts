import assert from 'node:assert/strict'
import { test } from 'node:test'
import { en } from './words.en.ts'
import { zh } from './words.zh.ts'

/** Every sentence with its path; functions are asked with sample values. */
function sentences(words: unknown, path = ''): [string, string][] {
  if (typeof words === 'string') return [[path, words]]
  // A function among the words takes words and numbers; any will do to see its sentence.
  if (typeof words === 'function')
    return [[path, String((words as (...args: unknown[]) => unknown)('7', '8', '9'))]]
  if (typeof words !== 'object' || words === null) return []
  return Object.entries(words).flatMap(([name, value]) => sentences(value, `${path}.${name}`))
}
// The name of the other language, and a file's name before the reason it was refused.
const ofNoLanguage = (path: string): boolean => path === '.otherLanguage' || path === '.errors.file'

test('both languages have the same words, none empty', () => {
  const chinese = sentences(zh)
  const english = sentences(en)
  assert.deepEqual(
    chinese.map(([path]) => path),
    english.map(([path]) => path),
  )
  assert.ok(chinese.length > 150)
  for (const [path, sentence] of [...chinese, ...english]) assert.notEqual(sentence.trim(), '', path)
})

test('there is no Chinese among the English words and hardly any Latin among the Chinese', () => {
  for (const [path, sentence] of sentences(en))
    if (!ofNoLanguage(path)) assert.doesNotMatch(sentence, /[\p{Script=Han}，。；：（）]/u, path)
  for (const [path, sentence] of sentences(zh))
    if (!ofNoLanguage(path) && path !== '.htmlLanguage')
      assert.match(sentence, /\p{Script=Han}|[KM]B$/u, path)
})
