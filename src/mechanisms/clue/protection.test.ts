import assert from 'node:assert/strict'
import { test } from 'node:test'
import { personKey, unitKey } from '#kernel/org/conflict.ts'
import { people } from '#test/support/smallWorld.ts'
import { recordNo, specify } from '#test/support/specify.ts'
import { protection } from './protection.ts'

const { given, by, publicly } = specify(protection)

const threatened = (more: Readonly<Record<string, unknown>> = {}) =>
  publicly('askForProtection', {
    clue: recordNo(7),
    reportNumber: '吉线索〔2025〕000007号',
    receivedOn: '2025-04-28',
    kind: 'threat',
    stillInDanger: 'no',
    text: '有人上门说再举报就打断腿。',
    named: [{ key: unitKey('220102:police'), how: 'stated' }],
    ...more,
  })
const receive = by('centreIntake', 'receive', { assessment: '情况属实的可能性大。' })
const measure = by('centreHead', 'orderMeasure', { measures: [{ kind: 'guard', what: '派员值守。' }] })
const answer = (result: string) => by('centreHead', 'answer', { result, answerWords: '已派人保护您。' })

test('it is received by the centre, measures are ordered, another person answers', () => {
  given(threatened(), receive, measure).when(answer('protected')).then({ state: 'answered' })
})

test('somebody in danger is received within two hours, anybody else within a day', () => {
  const receivedWithin = (stillInDanger: string) =>
    given(threatened({ stillInDanger })).clock('receive')?.ledger.due
  assert.equal(receivedWithin('yes'), '2025-04-28T03:00:00.000Z')
  assert.equal(receivedWithin('no'), '2025-04-29T01:00:00.000Z')
})

test('whoever received it does not close it alone', () => {
  given(threatened(), by('centreHead', 'receive', { assessment: '属实。' }), measure)
    .when(answer('protected'))
    .thenRefused('actorIsNotTheReceiver')
})

test('nobody is told of protection without a measure', () => {
  given(threatened(), receive).when(answer('protected')).thenRefused('protectionHasAMeasure')
  given(threatened(), receive).when(answer('explained')).then({ state: 'answered' })
})

test('it belongs to one report, petition or complaint', () => {
  given()
    .when(threatened({ clue: undefined }))
    .thenRefused('itIsAboutOneReport')
  given()
    .when(threatened({ petition: recordNo(8) }))
    .thenRefused('itIsAboutOneReport')
  given()
    .when(threatened({ clue: undefined, complaint: recordNo(8) }))
    .then({ state: 'toReceive', complaint: recordNo(8) })
})

test('two people erase what was told, once it is answered', () => {
  const erase = (role: 'centreIntake' | 'centreHead', erasureGround: string) =>
    by(role, 'erase', { erasureGround, reasons: '依法。' })
  const past = [threatened(), receive, measure, answer('protected')]
  given(...past)
    .when(erase('centreIntake', 'retentionEnded'))
    .thenRefused('retentionHasEndedWhereTheGroundIsThat')
  given(...past, erase('centreIntake', 'courtOrder'))
    .when(erase('centreHead', 'courtOrder'))
    .then({ state: 'erased', stillNamed: [{ key: unitKey('220102:police'), how: 'stated' }] })
})

test('the unit that verifies the clue, and everybody of it, is kept out; so is whoever the clue names', () => {
  for (const role of ['nanguanChief', 'nanguanPoliceHead', 'nanguanVerifier'] as const)
    given(threatened())
      .when(by(role, 'receive', { assessment: '……' }))
      .thenRefused('role may not')
  given(threatened({ named: [{ key: personKey(people.centreIntake), how: 'stated' }] }))
    .when(receive)
    .thenRefused('role may not')
})
