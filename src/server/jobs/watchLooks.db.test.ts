import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { RecordId } from '#kernel/record/field.ts'
import { addMillis, HOUR, startOfDay, type Instant } from '#kernel/time.ts'
import { appendLooks } from '#store/log/looks.ts'
import { told } from '#test/support/clueActs.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { officeDay } from '#test/support/officeDay.ts'
import { people, type Role } from '#test/support/smallWorld.ts'
import { watchLooks } from './watchLooks.ts'

const ALARMS = '/api/records/lookAlarm'
/** Ten in the morning in Beijing, today. */
const noonish = (): Instant => addMillis(startOfDay(officeDay()), 10 * HOUR)
let world: HttpWorld
const clues: RecordId[] = []
before(async () => {
  world = await httpWorld()
  for (let nth = 0; nth < 62; nth++) {
    const answer = await world.must('centreIntake', '/api/records/clue/actions/enter', {
      ...{ ...told, content: `第${String(nth)}件事`, area: '220204' },
    })
    // The door answers with the id of the record it opened.
    clues.push(answer.body['id'] as RecordId)
  }
})
after(() => world[Symbol.asyncDispose]())

const looks = (role: Role, some: readonly RecordId[], at: Instant, door = 'record') =>
  appendLooks(
    world.database.ownerPool,
    some.map((record, nth) => ({
      ...{ id: randomUUID(), at: addMillis(at, nth * 1000), person: people[role], record },
      how: { door, type: 'clue' },
    })),
    world.composed.keys.master,
  )
const watch = (at: Instant) =>
  watchLooks(
    { ownerPool: world.database.ownerPool, office: world.composed.office, realm: world.composed.realm },
    at,
  )
interface Item {
  readonly id: string
  readonly state: string
  readonly fields: Readonly<Record<string, unknown>>
}
const alarmsOf = async (role: Role): Promise<readonly Item[]> =>
  (await world.as(role, 'GET', `${ALARMS}?limit=200`)).body['items'] as readonly Item[]
const kindsFor = async (role: Role) => (await alarmsOf(role)).map(({ fields }) => fields['alarm']).toSorted()

test('as many as allowed raise nothing; one more raises one alarm, once', async () => {
  const at = noonish()
  await looks('centreAssessor', clues.slice(0, 60), at)
  assert.equal(await watch(addMillis(at, 600_000)), 0)
  await looks('centreAssessor', clues.slice(60, 61), addMillis(at, 120_000))
  assert.equal(await watch(addMillis(at, 700_000)), 1)
  assert.equal(await watch(addMillis(at, 800_000)), 0)
  const [alarm] = await alarmsOf('auditor')
  assert.equal(alarm?.fields['alarm'], 'manyRecords')
  assert.equal(alarm.fields['counted'], 61)
})

test('looks at night, outside the own area and at one reporter again and again are each their own alarm', async () => {
  const night = addMillis(noonish(), -9 * HOUR)
  await looks('centreIntake', clues.slice(0, 6), night)
  await looks('nanguanVerifier', clues.slice(0, 21), noonish())
  await looks(
    'centreHead',
    Array.from({ length: 4 }, () => clues[0] ?? assert.fail()),
    noonish(),
    'sealed reporter',
  )
  assert.equal(await watch(addMillis(night, 60_000)), 1)
  assert.equal(await watch(addMillis(noonish(), 600_000)), 2)
  assert.deepEqual(await kindsFor('auditor'), ['manyRecords', 'offDuty', 'outOfArea', 'sameReporter'])
})

test('what search and graph show is counted by itself: nothing within the number of the rulebook, one alarm beyond it', async () => {
  const at = addMillis(noonish(), 3 * HOUR)
  await looks('centreReviewer', clues, at, 'graph')
  await looks('centreReviewer', clues, addMillis(at, 1000), 'search')
  assert.equal(await watch(addMillis(at, 600_000)), 0)
  const { body } = await world.must('centreAssessor', '/api/records/ruleSet/actions/propose', {
    ...{ key: 'protection.manyShown', from: officeDay(), source: '本中心规定' },
    content: { kind: 'number', value: 61 },
  })
  await world.must('centreHead', `/api/records/ruleSet/${String(body['id'])}/actions/approve`, {
    opinion: '同意。',
  })
  assert.equal(await watch(addMillis(at, 700_000)), 1)
  assert.equal(await watch(addMillis(at, 800_000)), 0)
  const alarm = (await alarmsOf('auditor')).find(({ fields }) => fields['alarm'] === 'manyShown')
  assert.equal(alarm?.fields['counted'], 62, 'a record that both showed is one')
  assert.equal(alarm.fields['looker'], people.centreReviewer)
})

test('whom an alarm is about does not see it before it is answered, and nobody answers their own', async () => {
  assert.deepEqual(await alarmsOf('centreHead'), [])
  assert.deepEqual(await kindsFor('securityAdministrator'), [])
  const mine = (await alarmsOf('auditor')).find(({ fields }) => fields['alarm'] === 'sameReporter')
  assert.ok(mine !== undefined)
  const url = `${ALARMS}/${mine.id}`
  assert.equal((await world.as('centreHead', 'GET', url)).status, 404)
  assert.equal((await world.as('auditor', 'POST', `${url}/actions/explain`, { answer: '正当' })).status, 409)
  await world.must('auditor', `${url}/actions/markSeen`)
  assert.equal((await world.as('auditor', 'POST', `${url}/actions/explain`, {})).status, 422)
  await world.must('auditor', `${url}/actions/explain`, { answer: '举报人多次来电，核对身份。' })
  assert.equal((await world.as('centreHead', 'GET', url)).status, 200)
  assert.equal((await world.as('centreIntake', 'GET', url)).status, 404)
})

test('an alarm about an auditor goes to the security administrator alone', async () => {
  await looks('auditor', clues, noonish())
  assert.equal(await watch(addMillis(noonish(), 900_000)), 1)
  assert.deepEqual(await kindsFor('securityAdministrator'), ['manyRecords'])
  const [own] = await alarmsOf('securityAdministrator')
  assert.equal((await world.as('auditor', 'GET', `${ALARMS}/${own?.id ?? ''}`)).status, 404)
})
