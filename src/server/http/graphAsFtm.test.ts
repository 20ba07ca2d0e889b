/** Out as FollowTheMoney and in again: companies stay companies, places stay places, and nobody loses where they are. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressesIn, entityInput, readFtmLine } from '#mechanisms/entity/followTheMoney.ts'
import { ftmOf } from './graphAsFtm.ts'
import type { GraphView, LineView, NodeView } from './graphView.ts'

const node = (key: string, zh: string, is?: string): NodeView => ({
  ...{ key, kind: key.slice(0, key.indexOf(':')), label: { zh, en: zh } },
  ...(is === undefined ? {} : { is }),
})
let lines = 0
const line = (a: string, b: string, relation: string): LineView => ({
  ...{ id: `00.${String((lines += 1))}`, a, b, relation, since: '2025-01-01' },
  record: { type: 'asset', id: '00', number: '吉财〔2025〕1号' },
})
const view: GraphView = {
  nodes: [
    node('asset:1', '仓库一处', 'realEstate'),
    node('asset:2', '挖掘机', 'machine'),
    node('company:1.x', '长春大海砂石有限公司'),
    node('address:y', '南关区平治街18号'),
    node('number:z', '吉房权证2020第118号'),
    node('entity:5', '周大海', 'person'),
  ],
  lines: [
    line('asset:1', 'company:1.x', 'asset.registeredOwner'),
    line('asset:1', 'address:y', 'asset.marks'),
    line('asset:1', 'number:z', 'asset.marks'),
    line('asset:2', 'number:z', 'asset.marks'),
    line('entity:5', 'address:y', 'entity.addresses'),
  ],
}

test('property goes out as what it is, with its place and its numbers', () => {
  const out = ftmOf(view, 'zh')
  const byId = new Map(out.map((one) => [one.id, one]))
  assert.deepEqual(
    ['asset:1', 'asset:2', 'company:1.x', 'address:y'].map((id) => byId.get(id)?.schema),
    ['RealEstate', 'Asset', 'Company', 'Address'],
  )
  assert.deepEqual(byId.get('asset:1')?.properties, {
    ...{ name: ['仓库一处'], address: ['南关区平治街18号'], registrationNumber: ['吉房权证2020第118号'] },
  })
  assert.deepEqual(byId.get('asset:2')?.properties, { name: ['挖掘机'], notes: ['吉房权证2020第118号'] })
  assert.deepEqual(byId.get('entity:5')?.properties['address'], ['南关区平治街18号'])
  for (const one of out) assert.ok(!('bad' in readFtmLine(JSON.stringify(one))), JSON.stringify(one))
})

test('what went out comes in: the company as a company, the place with whoever is at it', () => {
  const file = [
    ...ftmOf(view, 'zh'),
    { id: 'c', schema: 'Company', properties: { name: ['五洲运输公司'], addressEntity: ['address:y'] } },
  ].map((one) => JSON.stringify(one))
  const addresses = addressesIn(file)
  const taken = (id: string) => {
    const read = file.map(readFtmLine).find((one) => !('bad' in one) && one.id === id)
    return read === undefined || 'bad' in read ? undefined : entityInput(read, addresses.of(read))
  }
  assert.ok(addresses.places.has('address:y'))
  assert.equal(taken('company:1.x')?.['kind'], 'company')
  assert.deepEqual(taken('c')?.['addresses'], ['南关区平治街18号'])
  assert.deepEqual(taken('entity:5')?.['addresses'], ['南关区平治街18号'])
})
