import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rolesOn } from '#kernel/access/reach.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import { asset } from '#mechanisms/asset/asset.ts'
import { declarations } from '#mechanisms/index.ts'
import { assetQuery } from '#mechanisms/queryDesk/assetQuery.ts'
import { people, smallDirectory, type Role } from '#test/support/smallWorld.ts'
import { recordNo, staff } from '#test/support/specify.ts'
import { actionsNow } from './actionsNow.ts'

/** A request that came back, of a team of two: one who investigates and one who verifies. */
const answered = {
  ...{ id: recordNo(1), type: 'assetQuery', number: '1', state: 'answered', version: 5, signatures: [] },
  ...{ requester: people.nanguanInvestigator, team: [people.nanguanInvestigator, people.nanguanVerifier] },
}

/** As it would be if investigators alone entered assets. */
const strict = new Map(declarations).set('asset', {
  ...asset,
  actions: { ...asset.actions, find: { ...asset.actions.find, by: 'finder' } },
})

const offered = (role: Role, types: ReadonlyMap<string, Declaration> = strict) => {
  const actor = staff(role)
  // As the store keeps it, with no more fields than the roles ask for.
  const record = answered as unknown as Parameters<typeof actionsNow>[1] & object
  const roles = rolesOn(assetQuery, record, actor, smallDirectory)
  assert.deepEqual(roles, ['requester'])
  return actionsNow(assetQuery, record, [{ actor, roles }], types)
}

test('an action is not offered whose consequence would be refused: who may enter no asset finds none', () => {
  assert.ok(offered('nanguanInvestigator').includes('findAssets'))
  assert.ok(!offered('nanguanVerifier').includes('findAssets'))
  assert.ok(offered('nanguanVerifier').includes('logUse'))
  assert.ok(offered('nanguanVerifier', declarations).includes('findAssets'), 'a verifier finds it on a clue')
})
