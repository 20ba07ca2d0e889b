import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { personKey } from '#kernel/org/conflict.ts'
import { addDays, dayOf } from '#kernel/time.ts'
import { now } from '#server/compose.ts'
import { told } from '#test/support/clueActs.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { people, tenures, type Role } from '#test/support/smallWorld.ts'

let world: HttpWorld
before(async () => {
  world = await httpWorld()
})
after(() => world[Symbol.asyncDispose]())

interface Told {
  readonly vacancies: readonly { readonly unit: string; readonly post: string }[]
  readonly vacantPosts: number
  readonly recordsWithNobody: number
  readonly records: readonly { readonly id: string }[]
}
async function coverage(role: Role): Promise<Told> {
  const { status, body, text } = await world.as(role, 'GET', '/api/coverage')
  assert.equal(status, 200, text)
  // What coverageRoutes.ts answers.
  return body as unknown as Told
}

test('whoever watches over a place sees the vacant posts of that place and below, and of no other', async () => {
  const province = await coverage('provinceOfficeHead')
  const nanguan = await coverage('nanguanOfficeHead')
  assert.ok(nanguan.vacantPosts > 0 && nanguan.vacantPosts < province.vacantPosts)
  assert.ok(nanguan.vacancies.every(({ unit }) => unit.startsWith('220102')))
  assert.ok(province.vacancies.some(({ unit }) => !unit.startsWith('220102')))
})

test('who has no such post, no session or another method gets nothing', async () => {
  assert.equal((await world.as('nanguanVerifier', 'GET', '/api/coverage')).status, 404)
  assert.equal((await world.as('formerVerifier', 'GET', '/api/coverage')).status, 404)
  assert.equal((await world.ask({ method: 'GET', url: '/api/coverage' })).status, 401)
  assert.equal((await world.as('centreHead', 'POST', '/api/coverage', {})).status, 405)
})

test('a record that nobody can take further is counted for whoever reaches it, and never for whom it names', async () => {
  const opened = await world.composed.office.act({
    asker: { kind: 'staff', person: people.centreIntake },
    type: 'clue',
    action: 'enter',
    input: { ...told, realName: false },
  })
  assert.ok('done' in opened, JSON.stringify(opened))
  const { id } = opened.done
  await world.must('centreIntake', `/api/records/clue/${id}/actions/register`, {
    gist: '强揽工程',
    category: 'crime',
  })
  assert.equal((await coverage('centreHead')).recordsWithNobody, 0)
  // Both assessors of the centre leave; nobody follows them.
  for (const role of ['centreAssessor', 'centreAssessor2'] as const) {
    const ended = await world.composed.office.act({
      asker: { kind: 'staff', person: people.systemAdministrator },
      type: 'tenure',
      // The ids of tenures are those of their records.
      id: tenures[role].id as typeof id,
      action: 'end',
      input: { to: addDays(dayOf(now()), -1), endReasons: 'transferred' },
    })
    assert.ok('done' in ended, JSON.stringify(ended))
  }
  const centre = await coverage('centreHead')
  assert.deepEqual(
    centre.records.map((one) => one.id),
    [id],
  )
  assert.equal((await coverage('provinceOfficeHead')).recordsWithNobody, 0, 'not in their reach')
  await world.must('centreIntake', `/api/records/clue/${id}/actions/name`, {
    reasons: '来信又提到',
    named: [{ key: personKey(people.centreHead), how: 'stated' }],
  })
  assert.equal((await coverage('centreHead')).recordsWithNobody, 0, 'it names them')
})
