import assert from 'node:assert/strict'
import { test } from 'node:test'

import { directoryWith, smallDirectory, tenures, today, world } from '#test/support/smallWorld.ts'
import { addDays } from '../time.ts'
import { coverageOf } from './coverage.ts'

const vacant = (directory = smallDirectory) =>
  coverageOf(directory, today).vacancies.county.map(({ unit, post }) => `${unit.id} ${post.post}`)
const without = (id: string) => directoryWith({ tenures: world.tenures.filter((tenure) => tenure.id !== id) })

test('a required post that loses its holder shows as vacant', () => {
  assert.ok(!vacant().includes('220102:police organHead'))
  assert.ok(vacant(without(tenures.nanguanPoliceHead.id)).includes('220102:police organHead'))
})

test('one verifier where two are needed is a vacancy with one holder', () => {
  const { vacancies } = coverageOf(without(tenures.nanguanVerifier.id), today)
  const found = vacancies.county.find(
    ({ unit, post }) => unit.id === '220102:police' && post.post === 'verifier',
  )
  assert.equal(found?.holders, 1)
  assert.equal(found.post.minimum, 2)
})

test('a deputy does not fill a vacancy', () => {
  const rest = world.tenures.filter(({ id }) => id !== tenures.nanguanPoliceHead.id)
  const deputy = { ...tenures.nanguanDeputyHead, id: 'deputy', post: 'organHead', kind: 'deputy' as const }
  assert.ok(vacant(directoryWith({ tenures: [...rest, deputy] })).includes('220102:police organHead'))
})

test('the posts asked for may be others than those the table requires', () => {
  const { posts, vacancies } = coverageOf(smallDirectory, today, {
    requiredPosts: ({ posts }) => posts.filter(({ post }) => post === 'gridWorker'),
  })
  assert.deepEqual([posts.town, posts.village, posts.county], [1, 1, 0])
  assert.deepEqual(
    [...vacancies.town, ...vacancies.village].map(({ unit }) => unit.id),
    ['220102001:committee'],
  )
})

test('tenures that end within the days asked about are named, the first to end first', () => {
  const ending = (id: string, days: number) => ({ ...tenures.nanguanVerifier, id, to: addDays(today, days) })
  const changed = directoryWith({
    tenures: [ending('later', 20), ending('soon', 3), ending('after', 31), ending('over', -1)],
  })
  const { expiring } = coverageOf(changed, today, { expiringBy: addDays(today, 30) })
  assert.deepEqual(
    expiring.map(({ id }) => id),
    ['soon', 'later'],
  )
})
