import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seen } from '#kernel/access/sight.ts'
import { unitKey } from '#kernel/org/conflict.ts'
import type { Role } from '#test/support/smallWorld.ts'
import { people } from '#test/support/smallWorld.ts'
import { specify, staff } from '#test/support/specify.ts'
import { inquiry } from './inquiry.ts'

const { given, by } = specify(inquiry)
const centre = staff('centreIntake').unit
const asked = (more: Readonly<Record<string, unknown>> = {}, role: Role = 'nanguanVerifier') =>
  by(role, 'ask', {
    ...{ identifier: '13800138000', purpose: 'verifying', question: '该号码是否另有反映？', to: centre },
    ...more,
  })
const answer = (input: object, role: Role = 'centreIntake') => by(role, 'answer', { ...input })
const contact = { answer: 'contact', answerWords: '请联系值班室。' }

test('the unit asked answers yes, no or contact, and the asker takes note', () => {
  for (const input of [{ answer: 'yes', answerWords: '另有一件。' }, { answer: 'no' }, contact])
    given(asked())
      .when(answer(input))
      .then({ state: 'answered', ...input, answeredBy: centre, asker: people.nanguanVerifier })
  given(asked(), answer(contact)).when(by('nanguanVerifier', 'takeNote')).then({ state: 'closed' })
})

test('it is answered and noted within the days of the rulebook', () => {
  given(asked()).isDue({ answer: '2025-05-08' })
  given(asked(), answer({ answer: 'no' })).isDue({ takeNote: '2025-05-12' })
})

test('nobody else reaches it, and of the words the auditor sees none', () => {
  const { record, rolesOf } = given(asked())
  assert.ok(record !== undefined)
  for (const role of ['nanguanVerifier2', 'chuanyingPoliceHead'] as const)
    assert.deepEqual(rolesOf(staff(role)), [], role)
  assert.deepEqual(Object.keys(seen(inquiry, record, rolesOf(staff('auditor')))), [
    'purpose',
    'askingUnit',
    'to',
  ])
})

test('a unit asks another one, and none that is tied to whom it is about', () => {
  given()
    .when(asked({ to: staff('nanguanVerifier').unit }))
    .thenRefused('anotherUnitIsAsked')
  given()
    .when(asked({ named: [{ key: unitKey(centre), how: 'stated' }] }))
    .thenRefused('unitIsNotTiedToTheNamed')
})

test('an answer says whom to contact, withdraws nothing, and is given once', () => {
  given(asked())
    .when(answer({ answer: 'contact' }))
    .thenRefused('whomToContactIsSaid')
  given(asked())
    .when(answer({ answer: 'withdrawn' }))
    .thenRefused('answerIsOneOfThree')
  given(asked(), answer(contact)).when(answer(contact, 'centreHead')).thenRefused('not from this state')
  given(asked())
    .when(by('nanguanVerifier', 'withdraw', { reasons: '已查明。' }))
    .then({ state: 'withdrawn', answer: 'withdrawn' })
})

test('nobody answers their own question: asked by a clerk of the police, whose unit is asked later', () => {
  given(asked({ to: '22:police' }, 'centreIntake'))
    .when(answer({ answer: 'no' }))
    .thenRefused('role may not')
})
