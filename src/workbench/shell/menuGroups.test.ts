import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DeskType, TypeShape } from '../doors/shapes.ts'
import { menuGroups } from './menuGroups.ts'
import { holdsPost, pages, worksWith, type PageSpec } from './pages.ts'

const type = (name: string, mechanism: number): TypeShape => ({
  ...{ name, mechanism, number: '', title: 'title', outcome: 'outcome', label: { zh: name, en: name } },
  ...{ brief: [], unseals: {} },
  ...{ states: [], actions: [], fields: [], deadlines: [], documents: [], views: [], roles: [] },
})
const desk = (name: string): DeskType => ({
  ...{ name, roles: ['handler'], views: [], openings: [] },
  work: { total: 0, overdue: 0, today: 0 },
})
const page = (name: string, seenBy: PageSpec['seenBy']): PageSpec => ({
  ...{ name, mechanism: 4, label: { zh: name, en: name }, seenBy },
  load: () => Promise.reject(new Error('not opened here')),
})

test('types stand under their mechanism, what is only looked up stands last', () => {
  const types = [type('person', 1), type('clue', 2), type('asset', 4), type('case', 5)]
  const groups = menuGroups([desk('person'), desk('asset'), desk('clue')], types, [], [])
  assert.deepEqual(
    groups.map(({ mechanism, types: mine }) => [mechanism, mine.map(({ type: { name } }) => name)]),
    [
      [2, ['clue']],
      [4, ['asset']],
      [1, ['person']],
    ],
  )
})

test('a special page stands there for whoever works with its types or holds its post, and for nobody else', () => {
  const special = [page('graph', worksWith('asset', 'entity')), page('queries', holdsPost('auditor'))]
  const seen = (names: readonly string[], posts: readonly string[]) =>
    menuGroups(
      names.map(desk),
      names.map((name) => type(name, 2)),
      special,
      posts,
    ).flatMap((group) => group.pages.map(({ name }) => name))
  assert.deepEqual(seen(['asset'], []), ['graph'])
  assert.deepEqual(seen(['clue'], ['auditor']), ['queries'])
  assert.deepEqual(seen(['clue'], ['clerk']), [])
})

test('every special page has a name that can stand in an address, its own, and both languages', () => {
  assert.equal(new Set(pages.map(({ name }) => name)).size, pages.length)
  for (const { name, mechanism, label } of pages) {
    assert.match(name, /^[a-z][a-z-]*$/)
    assert.ok(mechanism >= 1 && mechanism <= 10, name)
    assert.match(label.zh, /\p{Script=Han}/u)
    assert.doesNotMatch(label.en, /\p{Script=Han}/u)
  }
})
