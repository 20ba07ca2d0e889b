/** The glossary knows every type, state and role by the words the screens use, and none that is not declared. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { declarations, words } from '#mechanisms/index.ts'

interface GlossaryRow {
  readonly zh: string
  readonly en: string
  readonly names: readonly string[]
}
interface Word {
  readonly name: string
  readonly zh: string | undefined
  readonly en: string | undefined
}

const page = readFileSync(new URL('../../docs/glossary.md', import.meta.url), 'utf8')

/** The rows of the table under a heading. */
function rowsUnder(heading: string): readonly GlossaryRow[] {
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  return section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => {
      const [, zh = '', en = '', code = ''] = line.split('|').map((cell) => cell.trim())
      return { zh, en, names: [...code.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name) }
    })
}

/** What each language calls something, by the type's name; every declared type has words (tested by the compiler). */
const wordsOf = new Map<string, { readonly zh: Spoken; readonly en: Spoken }>(Object.entries(words))
interface Spoken {
  readonly name: string
  readonly states: Readonly<Record<string, string>>
  readonly roles: Readonly<Record<string, string>>
}

const declaredTypes: readonly Word[] = [...declarations.keys()].map((name) => ({
  name,
  zh: wordsOf.get(name)?.zh.name,
  en: wordsOf.get(name)?.en.name,
}))

const declaredIn = (part: 'states' | 'roles'): readonly Word[] =>
  [...declarations].flatMap(([type, declaration]) =>
    Object.keys(declaration[part]).map((name) => ({
      name: `${type}.${name}`,
      zh: wordsOf.get(type)?.zh[part][name],
      en: wordsOf.get(type)?.en[part][name],
    })),
  )

/** Each as `name: 中文 · English`, sorted, so that a difference shows which word is missing or another. */
const spelled = (some: readonly Word[]): readonly string[] =>
  some.map(({ name, zh, en }) => `${name}: ${zh ?? 'no word'} · ${en ?? 'no word'}`).toSorted()
const written = (heading: string): readonly string[] =>
  spelled(rowsUnder(heading).flatMap(({ zh, en, names }) => names.map((name) => ({ name, zh, en }))))

for (const [heading, declared] of [
  ['Types of record', declaredTypes],
  ['States', declaredIn('states')],
  ['Roles', declaredIn('roles')],
] as const) {
  test(`glossary, ${heading}: what is declared stands there once, by the words that people read`, () => {
    assert.ok(declared.length >= 5)
    assert.deepEqual(written(heading), spelled(declared))
  })
}

test('the glossary calls one thing by one row: no name stands in two', () => {
  const names = ['Types of record', 'States', 'Roles'].flatMap((heading) =>
    rowsUnder(heading).flatMap(({ names: some }) => some),
  )
  assert.deepEqual(
    names.filter((name, index) => names.indexOf(name) !== index),
    [],
  )
})
