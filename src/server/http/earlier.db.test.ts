/** `outOfReach` of …/earlier: it may say that others know of something, never that somebody reported the asker. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { unitKey } from '#kernel/org/conflict.ts'
import type { RecordId } from '#kernel/record/field.ts'
import { told } from '#test/support/clueActs.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { people, type Role } from '#test/support/smallWorld.ts'

let world: HttpWorld
before(async () => {
  world = await httpWorld()
})
after(() => world[Symbol.asyncDispose]())

const TEXT =
  '南岭街道的混凝土搅拌站被一伙人把持，九月以来外地罐车一律不许进场，已有三名司机被打伤住院，报警后又被威胁。'
async function enter(by: Role, content: string): Promise<RecordId> {
  const outcome = await world.composed.office.act({
    asker: { kind: 'staff', person: people[by] },
    type: 'clue',
    action: 'enter',
    input: { ...told, title: '把持搅拌站', content, realName: false },
  })
  assert.ok('done' in outcome, JSON.stringify(outcome))
  return outcome.done.id
}
/** What the clerk of 南关 reads when they enter a near copy of it. */
async function askedByAClerk(nth: number) {
  const copy = await enter('nanguanIntake', `${TEXT}第${String(nth)}次写。`)
  const { status, body, text } = await world.as('nanguanIntake', 'GET', `/api/records/clue/${copy}/earlier`)
  assert.equal(status, 200, text)
  const items = body['items'] as readonly { readonly id: string }[]
  return { outOfReach: body['outOfReach'], ids: items.map(({ id }) => id) }
}

test('what others registered is counted; what names the asker, their unit or one above it is not, before or after', async () => {
  const earlier = await enter('centreIntake', TEXT)
  const act = (role: Role, action: string, input: object) =>
    world.must(role, `/api/records/clue/${earlier}/actions/${action}`, input)
  await act('centreIntake', 'register', { gist: '把持搅拌站', importance: 'general', category: 'crime' })
  assert.deepEqual(await askedByAClerk(1), { outOfReach: 1, ids: [] }, 'out of reach for want of a key')
  await act('centreAssessor', 'name', {
    reasons: '来信又提到',
    named: [{ key: unitKey('220102:office'), how: 'stated' }],
  })
  const after = await askedByAClerk(2)
  assert.equal(after.outOfReach, 0, 'it names their unit now')
  assert.equal(after.ids.includes(earlier), false)
  // Somebody whom it does not name is told as before.
  const copy = await enter('nationIntake', `${TEXT}另一处写。`)
  const other = await world.as('nationIntake', 'GET', `/api/records/clue/${copy}/earlier`)
  assert.ok(Number(other.body['outOfReach']) >= 1, other.text)
})
