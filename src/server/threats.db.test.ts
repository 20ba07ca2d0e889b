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
  await does('centreIntake', 'register', { gist: '强揽工程', importance: 'general', category: 'crime' })
  await does('centreAssessor', 'assess', {
    grade: 'B',
    gradeReasons: '有时间、地点。',
    area: '220102',
    focus: ['other'],
  })
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

for (const { about, report, units } of [
  {
    about: 'petition',
    report: {
      category: 'enforcement',
      title: '判决没有执行',
      content: '一年没有进展。',
      claim: '请求执行。',
    },
    units: [
      ['centreIntake', 'register', { gist: '申请执行', category: 'enforcement' }],
      ['centreAssessor', 'sort', { procedure: 'opinion', sortingReasons: '依事项性质。' }],
      ['centreHead', 'approve', { handlingUnit: '220102:court', instructions: '依法办理。' }],
      ['nanguanCourtHandler', 'accept', { acceptanceWay: 'code', acceptanceWords: '已受理。' }],
    ],
  },
  {
    about: 'complaint',
    report: { category: 'abuse', title: '违法扣押', content: '没有手续扣押车辆。', staffOrgan: 'police' },
    units: [
      ['centreIntake', 'register', { gist: '违法扣押', category: 'abuse' }],
      ['centreAssessor', 'sort', { rank: 'staff', staffOrgan: 'police', sortingReasons: '按管理权限。' }],
      ['centreHead', 'approve', { handlingUnit: '220102:discipline', instructions: '依法处理。' }],
    ],
  },
] as const)
  test(`who sent a ${about} may say so too, and whoever handles it does not learn of it`, async () => {
    const sent = await world.ask({
      method: 'POST',
      url: '/api/public/reports',
      payload: { about, area: '220102', ...report },
    })
    assert.equal(sent.status, 201, sent.text)
    const own = String(sent.body['queryCode'])
    const { rows } = await world.database.ownerPool.query<{ id: string }>(
      'select id from zs.record where type = $1',
      [about],
    )
    const id = rows[0]?.id ?? assert.fail()
    for (const [role, action, input] of units)
      await world.must(role, `/api/records/${about}/${id}/actions/${action}`, input)
    const before = await world.as('centreHead', 'GET', MATTERS)
    const told = await world.app.inject({
      method: 'POST',
      url: '/progress?lang=zh',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        ...{ code: own, retryToken: `a-token-of-the-${about}`, step: 'threat', 'threat.kind': 'threat' },
        ...{ 'threat.stillInDanger': 'no', 'threat.text': '有人上门，叫我撤回。' },
      }).toString(),
    })
    assert.equal(told.statusCode, 200, told.body)
    assert.match(told.body, /吉护〔\d{4}〕/)
    const after = await world.as('centreHead', 'GET', MATTERS)
    const idsIn = ({ body }: typeof after) =>
      (body['items'] as readonly { readonly id: string }[]).map((item) => item.id)
    const [matter, ...rest] = idsIn(after).filter((one) => !idsIn(before).includes(one))
    assert.ok(matter !== undefined && rest.length === 0)
    const seen = await world.as('centreHead', 'GET', `${MATTERS}/${matter}`)
    assert.match(seen.text, /叫我撤回/)
    // The number is on the record's own page, and its page links to the matter, for whoever reaches both.
    assert.match(
      (await world.as('centreHead', 'GET', `/api/records/${about}/${id}`)).text,
      new RegExp(matter),
    )
    for (const role of [
      ...(['nanguanCourtHandler', 'nanguanCourtHead', 'nanguanDiscipline', 'nanguanDecider'] as const),
      ...(['nanguanPoliceHead', 'auditor'] as const),
    ]) {
      assert.ok(!idsIn(await world.as(role, 'GET', MATTERS)).includes(matter), role)
      const { text } = await world.as(role, 'GET', `/api/records/${about}/${id}`)
      assert.ok(!text.includes(matter) && !text.includes('吉护'), role)
    }
  })
