/** "I was threatened": a matter of its own, which nobody learns of whom the clue names, nor the unit that verifies it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { nanguan } from '#test/support/clueActs.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'

const CLUES = '/api/records/clue'
const MATTERS = '/api/records/protection'

let world: HttpWorld
let code = ''
let clue = ''
before(async () => {
  world = await httpWorld()
  const sent = await world.ask({
    method: 'POST',
    url: '/api/public/reports',
    payload: { category: 'crime', title: '强揽工程', content: '强揽土方工程。', area: '220102' },
  })
  code = String(sent.body['queryCode'])
  const { rows } = await world.database.ownerPool.query<{ id: string }>(
    `select id from zs.record where type = 'clue'`,
  )
  clue = rows[0]?.id ?? assert.fail()
  const does = (role: Parameters<HttpWorld['must']>[0], action: string, input: object) =>
    world.must(role, `${CLUES}/${clue}/actions/${action}`, input)
  await does('centreIntake', 'register', { gist: '强揽工程', category: 'crime' })
  await does('centreAssessor', 'assess', { grade: 'B', gradeReasons: '有时间、地点。' })
  await does('centreHead', 'approve', {
    ...{ verifyingUnit: nanguan.unit, dispatch: 'direct', secrecy: 'internal' },
    ...{ feedbackWanted: true, instructions: '依法核查。' },
  })
})
after(() => world[Symbol.asyncDispose]())

const tell = (retryToken: string) =>
  world.app.inject({
    method: 'POST',
    url: '/progress?lang=zh',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({
      ...{ code, retryToken, step: 'threat', 'threat.kind': 'threat' },
      ...{ 'threat.stillInDanger': 'yes', 'threat.text': '派出所的人上门，叫我撤回。' },
    }).toString(),
  })

test('told under the code it becomes one matter, however often it is sent', async () => {
  const first = await tell('a-token-of-the-threat-1')
  assert.equal(first.statusCode, 200, first.body)
  assert.match(first.body, /已收到，将尽快受理/)
  assert.match(first.body, /吉护〔\d{4}〕000001号/)
  assert.equal((await tell('a-token-of-the-threat-1')).statusCode, 200)
  const listed = await world.as('centreIntake', 'GET', MATTERS)
  assert.equal((listed.body['items'] as readonly object[]).length, 1, listed.text)
})

test('the centre has it, with its clocks; the verifying unit and the auditor do not learn that it exists', async () => {
  const listed = await world.as('centreHead', 'GET', MATTERS)
  const [item] = listed.body['items'] as readonly { readonly id: string }[]
  const id = item?.id ?? assert.fail(listed.text)
  const seen = await world.as('centreHead', 'GET', `${MATTERS}/${id}`)
  assert.equal(seen.status, 200)
  assert.match(seen.text, /叫我撤回/)
  assert.match(seen.text, /"receive"/)
  for (const role of ['nanguanChief', 'nanguanPoliceHead', 'nanguanVerifier', 'auditor'] as const) {
    assert.equal((await world.as(role, 'GET', `${MATTERS}/${id}`)).status, 404, role)
    assert.deepEqual((await world.as(role, 'GET', MATTERS)).body['items'], [], role)
    const ofClue = await world.as(role, 'GET', `${CLUES}/${clue}`)
    assert.ok(!ofClue.text.includes(id) && !ofClue.text.includes('吉护'), role)
  }
})

test('it is answered by another than received it, and the reporter reads the answer under the code', async () => {
  const listed = await world.as('centreHead', 'GET', MATTERS)
  const [item] = listed.body['items'] as readonly { readonly id: string }[]
  const at = (action: string) => `${MATTERS}/${item?.id ?? ''}/actions/${action}`
  await world.must('centreIntake', at('receive'), { assessment: '情况紧急。' })
  await world.must('centreHead', at('orderMeasure'), { measures: [{ kind: 'guard', what: '派员值守。' }] })
  await world.must('centreHead', at('answer'), {
    result: 'protected',
    answerWords: '已派人值守，请保持电话畅通。',
  })
  const shown = await world.ask({ method: 'POST', url: '/api/public/progress', payload: { queryCode: code } })
  const [threat] = shown.body['threats'] as readonly Readonly<Record<string, unknown>>[]
  assert.deepEqual([threat?.['status'], threat?.['answer']], ['closed', '已派人值守，请保持电话畅通。'])
  assert.doesNotMatch(shown.text, /派员值守|情况紧急/)
})
