import assert from 'node:assert/strict'
import { test } from 'node:test'
import { advanceLayout, layoutOf } from './layout.ts'
import { daysOf, emptyPicture, shownPart, withAnswer, without } from './picture.ts'
import type { GraphLine, GraphNode } from './shapes.ts'

const node = (key: string, more: Partial<GraphNode> = {}): GraphNode => ({
  ...{ key, kind: key.split(':')[0] ?? '', label: { zh: key, en: key } },
  ...more,
})
const line = (a: string, b: string, since = '2025-01-01', until?: string): GraphLine => ({
  ...{ id: `${a}-${b}`, a, b, relation: 'clue.reportedPersons', since },
  ...(until === undefined ? {} : { until }),
  record: { type: 'clue', id: '1', number: '1' },
})
const small = withAnswer(emptyPicture, {
  nodes: [node('clue:1'), node('person:a'), node('phone:x'), node('person:b')],
  lines: [
    line('clue:1', 'person:a'),
    line('person:a', 'phone:x', '2024-01-01', '2024-06-30'),
    line('person:b', 'phone:x', '2025-05-01'),
  ],
})

test('an answer twice is there once', () => {
  const again = withAnswer(small, { nodes: [node('person:a')], lines: [line('clue:1', 'person:a')] })
  assert.deepEqual([again.nodes.size, again.lines.size], [4, 3])
})

test('a node that turned out to be another one takes its lines along', () => {
  const same = [{ key: 'person:a', label: { zh: 'a', en: 'a' }, line: 'm.1' }]
  const merged = withAnswer(small, { nodes: [node('entity:e', { same })], lines: [] })
  assert.ok(!merged.nodes.has('person:a'))
  assert.equal(merged.lines.get('clue:1-person:a')?.b, 'entity:e')
})

test('a node taken out takes what hung on it alone, and leaves the rest', () => {
  const left = without(small, 'person:a')
  assert.deepEqual([...left.nodes.keys()], ['phone:x', 'person:b'])
  assert.equal(left.lines.size, 1)
})

test('kinds and days hide lines, and nodes all of whose lines are hidden', () => {
  assert.deepEqual([...shownPart(small, { hidden: new Set(['phone']) }).lines.keys()], ['clue:1-person:a'])
  const early = shownPart(small, { hidden: new Set(), to: '2024-12-31' })
  assert.deepEqual([...early.nodes.keys()], ['person:a', 'phone:x'])
  const late = shownPart(small, { hidden: new Set(), from: '2024-07-01' })
  assert.ok(!late.lines.has('person:a-phone:x'))
  assert.deepEqual(daysOf(small), ['2024-01-01', '2025-05-01'])
})

test('a layout comes to rest, the same each time, and leaves what was there near where it was', () => {
  const settle = () => {
    const layout = layoutOf([...small.nodes.keys()], [...small.lines.values()])
    let rounds = 0
    while (advanceLayout(layout) && rounds < 1000) rounds += 1
    return { layout, rounds }
  }
  const [one, other] = [settle(), settle()]
  assert.ok(one.rounds < 1000)
  assert.deepEqual(one.layout.x, other.layout.x)
  assert.ok(one.layout.x.every(Number.isFinite))
  const more = layoutOf(
    [...small.nodes.keys(), 'phone:new'],
    [...small.lines.values(), line('person:a', 'phone:new')],
    one.layout,
  )
  assert.equal(more.x[0], one.layout.x[0])
})
