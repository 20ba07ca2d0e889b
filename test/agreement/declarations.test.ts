/** What must hold for every mechanism, asked of all declarations at once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outdatedPages } from '../../scripts/draw.ts'
import { flawsOf } from '#kernel/record/flaws.ts'
import { listOf } from '#kernel/record/replay.ts'
import { rulebookOn } from '#kernel/rulebook/rulebook.ts'
import { declarations, words } from '#mechanisms/index.ts'
import { ruleSets } from '#test/support/specify.ts'
import { today } from '#test/support/smallWorld.ts'

const rulebook = rulebookOn(ruleSets, today)

for (const [name, declaration] of declarations) {
  test(`${name}: its declaration has no flaw`, () => {
    assert.deepEqual(flawsOf(declaration, rulebook), [])
  })

  test(`${name}: the rulebook says how long each of its clocks runs, and what comes when it runs out`, () => {
    // One that runs until a day has no length; one that ends ahead of it is itself the warning.
    const missing = Object.entries(declaration.deadlines).flatMap(([deadline, { until, ahead }]) =>
      [
        ...(until !== undefined && ahead === undefined ? [] : [`${name}.${deadline}.term`]),
        ...(ahead === true ? [] : [`${name}.${deadline}.rungs`]),
      ].filter((key) => rulebook.find(key) === undefined),
    )
    assert.deepEqual(missing, [])
  })
}

test('what an action says that it always opens is an action that opens a record', () => {
  for (const { name, actions } of declarations.values())
    for (const [action, { alwaysOpens = [], opens }] of Object.entries(actions))
      for (const one of alwaysOpens) {
        const opened = declarations.get(one.type)?.actions[one.action]
        assert.ok(opened !== undefined && opened.from === undefined, `${name}.${action}`)
        assert.ok(opens !== undefined, `${name}.${action} opens nothing`)
      }
})

test('whoever a case names is kept out of whatever hangs on it, of what is over too', () => {
  const hanging = [...declarations.values()].filter(({ fields }) => fields['case']?.refersTo === 'case')
  assert.ok(hanging.length >= 10)
  for (const { name, excludes, states, actions, roles } of hanging) {
    assert.ok(excludes.includes('named'), name)
    const { noteNamed } = actions
    const isOfTheCase = (role: string) => {
      const heldBy = roles[role]?.heldBy
      return typeof heldBy === 'object' && 'record' in heldBy && heldBy.record === 'case'
    }
    assert.ok(listOf(noteNamed?.by).some(isOfTheCase), name)
    assert.deepEqual(
      Object.keys(states).filter((state) => !listOf(noteNamed?.from).includes(state)),
      [],
      name,
    )
  }
})

test('a title that words make is made of the same fields in both languages', () => {
  let made = 0
  for (const declaration of declarations.values()) {
    const { zh, en } = words[declaration.name as keyof typeof words] as Record<
      'zh' | 'en',
      { title?: string }
    >
    const places = (title = '') => [...title.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted()
    assert.deepEqual(places(zh.title), places(en.title), declaration.name)
    for (const name of places(zh.title))
      assert.ok(Object.hasOwn(declaration.fields, name), `${declaration.name}: ${name}`)
    if (zh.title !== undefined) made += 1
  }
  assert.ok(made >= 3)
})

test('there are declarations to look at', () => {
  assert.ok(declarations.size >= 2)
})

test('every type of record has words and a page, and the page is the one that would be drawn', async () => {
  assert.deepEqual(Object.keys(words).toSorted(), [...declarations.keys()].toSorted())
  assert.deepEqual(await outdatedPages(), [])
})
