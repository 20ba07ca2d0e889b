/** What property draws in the graph: whoever holds it as what they are, and where it lies as an address. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { edgesOf } from '#kernel/graph/edgesOf.ts'
import { asset } from './asset.ts'
import { AssetWorld, theClue } from './assetWorld.fixture.ts'

function drawn(about: object) {
  const world = new AssetWorld()
  const id = world.by('nanguanInvestigator', {
    ...{ type: 'asset', action: 'find' },
    input: { clue: theClue, title: '仓库一处', kind: 'realEstate', ...about },
  })
  return edgesOf(asset, world.get(id)).map(({ relation, to }) => [relation, to.kind, to.label])
}
const owned = (registeredOwner: string, ownerRelation: string, more: object = {}) =>
  drawn({ registeredOwner, ownerRelation, ...more }).filter(([relation]) =>
    /[oO]wner/u.test(String(relation)),
  )

test('a company that owns property is a company: because it is said, or because its name ends as one', () => {
  assert.deepEqual(owned('大海砂石', 'company'), [['asset.registeredOwner', 'company', '大海砂石']])
  for (const name of [
    '长春大海砂石有限公司',
    '大海商行',
    '大海运输队（普通合伙）',
    '海天砂场经营部（个体工商户）',
  ])
    assert.deepEqual(owned(name, 'thirdParty'), [['asset.registeredOwner', 'company', name]])
  assert.deepEqual(owned('公司强', 'suspect', { claimedOwner: '大海投资集团' }), [
    ['asset.registeredOwner', 'person', '公司强'],
    ['asset.claimedOwner', 'company', '大海投资集团'],
  ])
})

test('where property lies is an address, the same for whoever else is there; its other marks are numbers', () => {
  const marks = [
    { mark: 'address', value: '南关区平治街18号三单元' },
    { mark: 'certificate', value: '吉房权证2020第118号' },
    { mark: 'plate', value: '吉A12345' },
  ]
  assert.deepEqual(
    drawn({ registeredOwner: '周大海', ownerRelation: 'suspect', marks })
      .filter(([relation]) => relation === 'asset.marks')
      .map(([, kind]) => kind),
    ['address', 'number', 'plate'],
  )
})
