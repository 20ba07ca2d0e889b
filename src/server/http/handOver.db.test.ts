/** A tenure whose last day is set, from the first warning until what its holder had in hand is somebody else's. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { RecordId } from '#kernel/record/field.ts'
import { addDays, dayOf, endOfDay } from '#kernel/time.ts'
import { now } from '#server/compose.ts'
import { escalateThese } from '#server/jobs/escalate.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { people, tenures, type Role } from '#test/support/smallWorld.ts'

let world: HttpWorld
before(async () => {
  world = await httpWorld()
})
after(() => world[Symbol.asyncDispose]())

interface TenureSeen {
  readonly state: string
  readonly toHandOver?: {
    readonly records: readonly { readonly id: string; readonly title: string }[]
    readonly others: number
  }
}
const seenBy = async (role: Role, id: string): Promise<TenureSeen> => {
  const { body, text, status } = await world.as(role, 'GET', `/api/records/tenure/${id}`)
  assert.equal(status, 200, text)
  // What recordRoutes.ts answers.
  return body as unknown as TenureSeen
}
const handOversOf = async (role: Role): Promise<readonly string[]> => {
  const { body } = await world.as(role, 'GET', '/api/records/tenure?view=work')
  // Every list has items, and every item an id.
  return (body['items'] as readonly { readonly id: string }[]).map(({ id }) => id)
}
const coverageOf = async (role: Role) => {
  const { body } = await world.as(role, 'GET', '/api/coverage')
  // What coverageRoutes.ts answers.
  return body['endingSoon'] as readonly {
    readonly tenure: string
    readonly hasEnded: boolean
    readonly toHandOver: readonly { readonly id: string }[]
    readonly toHandOverOthers: number
  }[]
}
const opened = async (role: Role, type: string, action: string, input: object): Promise<string> => {
  const { body, text, status } = await world.as(role, 'POST', `/api/records/${type}/actions/${action}`, input)
  assert.equal(status, 201, text)
  return String(body['id'])
}

test('what is in the hands of somebody whose tenure runs out is told before, listed, and with whoever is in charge after', async () => {
  const today = dayOf(now())
  const { centreArchivist: person } = people
  const { unit } = tenures.centreAssessor
  const term = { person, unit, post: 'assessor', kind: 'appointed', from: today, to: addDays(today, 5) }
  const tenure = await opened('systemAdministrator', 'tenure', 'appoint', term)
  const inquiry = await opened('centreArchivist', 'inquiry', 'ask', {
    ...{ identifier: '13800138000', purpose: 'verifying', question: '该号码是否另有反映？' },
    to: '220102:police',
  })
  await world.must('nanguanPoliceHead', `/api/records/inquiry/${inquiry}/actions/answer`, { answer: 'no' })

  // The clock tells of it: whoever holds it and whoever is in charge have it on their desks, with what is in hand.
  const clock = { office: world.composed.office, realm: world.composed.realm }
  // The id is that of the tenure's record.
  const due = [{ type: 'tenure', record: tenure as RecordId }]
  assert.ok((await escalateThese(clock, due, endOfDay(addDays(today, 1)))) > 0)
  assert.equal((await seenBy('centreHead', tenure)).state, 'ending')
  for (const role of ['centreArchivist', 'centreHead', 'systemAdministrator'] as const)
    assert.ok((await handOversOf(role)).includes(tenure), role)
  assert.deepEqual(
    (await seenBy('centreHead', tenure)).toHandOver?.records.map(({ id }) => id),
    [inquiry],
  )
  assert.deepEqual((await seenBy('systemAdministrator', tenure)).toHandOver, { records: [], others: 1 })
  assert.equal((await seenBy('centreIntake', tenure)).toHandOver, undefined)

  // A refusal says which they are, to whoever may know it.
  const confirm = `/api/records/tenure/${tenure}/actions/confirmHandOver`
  const refused = await world.as('centreHead', 'POST', confirm, {})
  assert.equal(refused.status, 422)
  const number = String(
    (await world.as('centreHead', 'GET', `/api/records/inquiry/${inquiry}`)).body['number'],
  )
  assert.match(refused.text, new RegExp(number))
  const end = { to: addDays(today, 5), endReasons: 'transferred' }
  for (const way of ['', '/consider']) {
    const url = `/api/records/tenure/${tenure}/actions/end${way}`
    const { text, body } = await world.as('systemAdministrator', 'POST', url, end)
    assert.partialDeepStrictEqual(body['refused'], [
      { rule: 'everythingIsHandedOver', toHandOver: { records: [], others: 1 } },
    ])
    assert.ok(!text.includes(number), text)
  }

  // Nobody handed it over: the day after it is in coverage and with whoever is in charge, until somebody took it.
  await escalateThese(clock, due, endOfDay(addDays(today, 6)))
  assert.equal((await seenBy('centreHead', tenure)).state, 'toHandOver')
  assert.ok((await handOversOf('centreHead')).includes(tenure))
  const told = (await coverageOf('centreHead')).find((one) => one.tenure === tenure)
  assert.deepEqual([told?.hasEnded, told?.toHandOver.map(({ id }) => id)], [true, [inquiry]])
  const settle = `/api/records/tenure/${tenure}/actions/settle`
  assert.equal((await world.as('centreHead', 'POST', settle, {})).status, 422)
  await world.must('centreHead', `/api/records/inquiry/${inquiry}/actions/takeNote`)
  await world.must('centreHead', settle)
  assert.equal((await seenBy('centreHead', tenure)).state, 'ended')
  assert.ok(!(await handOversOf('centreHead')).includes(tenure))
  assert.ok(!(await coverageOf('centreHead')).some((one) => one.tenure === tenure && one.hasEnded))
})

test('whoever is appointed anew to the post goes on with what they have', async () => {
  const today = dayOf(now())
  const term = { person: people.securityAdministrator, unit: tenures.centreAssessor.unit, post: 'assessor' }
  const first = await opened('systemAdministrator', 'tenure', 'appoint', {
    ...{ ...term, kind: 'appointed', from: today, to: addDays(today, 1) },
  })
  const inquiry = await opened('securityAdministrator', 'inquiry', 'ask', {
    ...{ identifier: '13800138001', purpose: 'verifying', question: '该号码是否另有反映？' },
    to: '220102:police',
  })
  await world.must('nanguanPoliceHead', `/api/records/inquiry/${inquiry}/actions/answer`, { answer: 'no' })
  const left = async () => {
    const tenure = { ...term, id: first, to: addDays(today, 1) }
    return (await world.composed.office.toHandOver([tenure])).get(first)
  }
  assert.deepEqual(await left(), [inquiry])
  await opened('systemAdministrator', 'tenure', 'appoint', {
    ...{ ...term, kind: 'appointed', from: addDays(today, 2) },
  })
  assert.deepEqual(await left(), [] satisfies RecordId[])
})
