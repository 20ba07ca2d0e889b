import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isRecordId, type RecordId } from '#kernel/record/field.ts'
import { httpWorld, type Answer, type HttpWorld } from '#test/support/httpWorld.ts'
import { people, type Role } from '#test/support/smallWorld.ts'
import { nanguan, told } from '#test/support/clueActs.ts'

let world: HttpWorld
before(async () => {
  world = await httpWorld()
})
after(() => world[Symbol.asyncDispose]())

const CLUES = '/api/records/clue'
const enter = async (more: object = {}): Promise<RecordId> => {
  const { body } = await world.must('centreIntake', `${CLUES}/actions/enter`, { ...told, ...more })
  const { id } = body
  assert.ok(isRecordId(id))
  return id
}
const does = (role: Role, id: string, action: string, input: object = {}) =>
  world.must(role, `${CLUES}/${id}/actions/${action}`, input)
const reasonsIn = ({ body }: Answer) =>
  (body['refused'] as readonly { because: string; says: string; field?: string; rule?: string }[]).map(
    ({ because }) => because,
  )
const saysIn = ({ body }: Answer) =>
  (body['refused'] as readonly { says: string }[]).map(({ says }) => says).join('\n')

const register = { gist: '强揽工程', category: 'crime' }
const assess = { grade: 'B', gradeReasons: '有具体时间、地点。' }

test('the walking skeleton: entered, registered, assessed, read again', async () => {
  const opened = await world.as('centreIntake', 'POST', `${CLUES}/actions/enter`, told)
  assert.equal(opened.status, 201)
  assert.equal(opened.headers['etag'], '"1"')
  const { id } = opened.body
  assert.equal(opened.headers['location'], `${CLUES}/${String(id)}`)
  const read = await world.as('centreIntake', 'GET', String(opened.headers['location']))
  assert.equal(read.status, 200)
  assert.equal(read.body['state'], 'toRegister')
  assert.equal((read.body['fields'] as { title: string }).title, told.title)
  const actions = read.body['actions'] as readonly { name: string; label: string; input: object }[]
  assert.deepEqual(actions.map(({ name }) => name).toSorted(), [
    'clearName',
    'declareOutOfScope',
    'name',
    'register',
  ])
  await does('centreIntake', String(id), 'register', register)
  const assessed = await world.as('centreAssessor', 'POST', `${CLUES}/${String(id)}/actions/assess`, assess)
  assert.equal(assessed.status, 200)
  assert.equal(assessed.body['version'], 3)
})
