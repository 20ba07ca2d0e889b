/** A claimant tells an anonymous code: the centre learns whether it fits, and nobody anything else. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import type { Role } from '#test/support/smallWorld.ts'

const CODE = '806214357'
let world: HttpWorld
let id = ''
before(async () => {
  world = await httpWorld()
  const reported = await world.ask({
    method: 'POST',
    url: '/api/public/reports',
    payload: {
      ...{ category: 'crime', title: '强收保护费', content: '每月初有人来收钱。', area: '220102' },
      reporter: { anonymousCode: CODE },
    },
  })
  assert.equal(reported.status, 201, reported.text)
  assert.ok(!reported.text.includes(CODE))
  const { rows } = await world.database.ownerPool.query<{ id: string }>(
    `select id from zs.record where type = 'clue'`,
  )
  id = rows[0]?.id ?? assert.fail()
})
after(() => world[Symbol.asyncDispose]())

const compare = (role: Role, body: object, field = 'reporter') =>
  world.as(role, 'POST', `/api/records/clue/${id}/sealed/${field}/compare`, body)

test('whoever is no clerk or director of the centre, or tells no code, learns nothing', async () => {
  assert.equal((await compare('nanguanVerifier', { code: CODE })).status, 404)
  assert.equal((await compare('centreAssessor', { code: CODE })).status, 403)
  for (const code of ['12345', 'abcdef', '', 806_214_357, undefined])
    assert.equal((await compare('centreIntake', { code })).status, 422, String(code))
  assert.equal((await compare('centreIntake', { code: CODE }, 'content')).status, 404)
  // Nobody writes the answer by hand.
  const codeChecks = [{ askedBy: 'somebody', fits: true }]
  const byHand = await world.as('centreIntake', 'POST', `/api/records/clue/${id}/actions/noteCodePresented`, {
    codeChecks,
  })
  assert.equal(byHand.status, 403)
})

test('it fits or it does not, who asked stands in the clue, the code nowhere, and guessing ends', async () => {
  const answers = []
  for (const code of ['806214358', '８０６ 214-357', '111111', '806214'])
    answers.push((await compare('centreIntake', { code })).body)
  assert.deepEqual(answers, [{ fits: false }, { fits: true }, { fits: false }, { fits: false }])
  assert.equal((await compare('centreHead', { code: CODE })).body['fits'], true)
  const more = await compare('centreHead', { code: CODE })
  assert.equal(more.status, 422)
  assert.match(more.text, /codesAreNotGuessed/)

  const record = await world.as('centreIntake', 'GET', `/api/records/clue/${id}`)
  const entries = await world.as('centreIntake', 'GET', `/api/records/clue/${id}/entries`)
  const { codeChecks } = record.body['fields'] as { codeChecks: readonly { fits: boolean }[] }
  assert.deepEqual(
    codeChecks.map(({ fits }) => fits),
    [false, true, false, false, true],
  )
  const { rows } = await world.database.ownerPool.query<{ everything: string }>(
    `select string_agg(convert_from(bytes, 'UTF8'), '') || (select string_agg(fields::text, '') from zs.record) as everything
     from zs.entry`,
  )
  for (const text of [record.text, entries.text, rows[0]?.everything ?? assert.fail()])
    assert.ok(!text.includes(CODE))
})
