import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dayOf } from '#kernel/time.ts'
import { now } from '#server/compose.ts'
import { told } from '#test/support/clueActs.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'

let world: HttpWorld
before(async () => {
  world = await httpWorld()
})
after(() => world[Symbol.asyncDispose]())

async function propose(value: number): Promise<string> {
  const { body } = await world.must('centreAssessor', '/api/records/ruleSet/actions/propose', {
    key: 'clue.sampleRate',
    from: dayOf(now()),
    source: '试验',
    content: { kind: 'number', value },
  })
  return `/api/records/ruleSet/${String(body['id'])}/actions/approve`
}
const sizeOfLog = async () => {
  const { rows } = await world.database.ownerPool.query<{ size: number }>(
    `select coalesce(max(size), 0)::int as size from zs.checkpoint where log = 'journal'`,
  )
  return rows[0]?.size ?? 0
}

test('a rule is in force and under a signed checkpoint when its approver is answered; proposing it waits for nothing', async () => {
  const before = await sizeOfLog()
  const approve = await propose(0.04)
  assert.equal(await sizeOfLog(), before)
  const { body } = await world.must('centreHead', approve, { opinion: '同意。' })
  assert.deepEqual(body['state'], 'inForce')
  assert.ok(Number(body['checkpoint']) > before, JSON.stringify(body))
  assert.equal(await sizeOfLog(), body['checkpoint'])
})

test('where nobody integrates, or too slowly, the answer says that the entry stands and its checkpoint is pending', async () => {
  const { integrating } = world.composed
  const usual = integrating.by
  try {
    for (const by of [undefined, { wake: () => undefined }]) {
      integrating.by = by
      const approve = await propose(by === undefined ? 0.05 : 0.06)
      const began = performance.now()
      const headers = { 'idempotency-key': `approve-${by === undefined ? 'nobody' : 'slow'}` }
      const answer = await world.as('centreHead', 'POST', approve, { opinion: '同意。' }, headers)
      assert.deepEqual([answer.status, answer.body['checkpoint']], [200, 'pending'])
      assert.equal(performance.now() - began < 10_000, true)
      integrating.by = usual
      const again = await world.as('centreHead', 'POST', approve, { opinion: '同意。' }, headers)
      assert.equal(again.body['version'], answer.body['version'])
      assert.equal(typeof again.body['checkpoint'], 'number', 'asked again it is there')
    }
  } finally {
    integrating.by = usual
  }
})

test('a reporter is not shown before their opening is under a checkpoint', async () => {
  const { integrating } = world.composed
  const usual = integrating.by
  const { title, content, category } = told
  const reported = await world.ask({
    method: 'POST',
    url: '/api/public/reports',
    payload: { title, content, category, reporter: { name: '周小敏', phone: '13843100001' } },
  })
  assert.equal(reported.status, 201, reported.text)
  const { rows } = await world.database.ownerPool.query<{ id: string }>(
    'select id from zs.record where number = $1',
    [reported.body['number']],
  )
  const clue = `/api/records/clue/${rows[0]?.id ?? ''}`
  try {
    integrating.by = undefined
    for (const role of ['centreIntake', 'centreHead'] as const)
      await world.must(role, `${clue}/actions/openReporter`, { openingReasons: '回访' })
    const early = await world.as('centreIntake', 'GET', `${clue}/sealed/reporter`)
    assert.deepEqual([early.status, early.headers['retry-after']], [503, '5'], early.text)
    assert.doesNotMatch(early.text, /周小敏/)
  } finally {
    integrating.by = usual
  }
  const shown = await world.as('centreIntake', 'GET', `${clue}/sealed/reporter`)
  assert.deepEqual([shown.status, shown.body['value']], [200, { name: '周小敏', phone: '13843100001' }])
})
