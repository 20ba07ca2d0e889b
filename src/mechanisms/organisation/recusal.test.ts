import assert from 'node:assert/strict'
import { test } from 'node:test'
import { personKey, recusedKey } from '#kernel/org/conflict.ts'
import { people, type Role } from '#test/support/smallWorld.ts'
import { recordNo, specify, type Act } from '#test/support/specify.ts'
import { recusal } from './recusal.ts'

const { given, by } = specify(recusal)

const wish = (whose: Role, whoAsks = 'party') => ({
  whose: people[whose],
  whoAsks,
  grounds: 'interest',
  facts: '其妻弟承包了该标段。',
})
const asked = (whose: Role, whoAsks?: string, more: object = {}): Act<typeof recusal> => ({
  ...by('nanguanChief', 'ask', {
    ...{ clue: recordNo(7), matterNumber: '吉线索〔2025〕000007号' },
    ...wish(whose, whoAsks),
    ...{ asker: people.nanguanChief, askingUnit: '220102:criminalInvestigation' },
    ...more,
  }),
  via: { type: 'clue', record: recordNo(7) },
})
const grant = (role: Role, on = '2025-04-28') => by(role, 'grant', { opinion: '有利害关系。' }, { on })
const refuse = by('nanguanPoliceHead', 'refuse', { opinion: '查无此事。', toldOn: '2025-04-28' })
const request = (on: string) =>
  by('nanguanChief', 'requestReview', { requestedOn: on, requestReasons: '有合同为证。' }, { on })
const decider = (whose: Role, named: readonly string[] = []) =>
  given(
    asked(whose, 'party', named.length === 0 ? {} : { named: named.map((key) => ({ key, how: 'stated' })) }),
  ).record?.['decider']

test('the head of the organ decides; about the head of the police, the procuratorate; the way leads around whom the clue names', () => {
  assert.equal(decider('nanguanVerifier'), '220102:police')
  assert.equal(decider('nanguanChief'), '220102:police')
  assert.equal(decider('nanguanPoliceHead'), '220102:procuratorate')
  assert.equal(decider('centreHead'), '22:office')
  assert.notEqual(decider('nanguanVerifier', [personKey(people.nanguanPoliceHead)]), '220102:police')
})

test('it is decided within two days, five where it is complex, and that once', () => {
  const complex = by('nanguanPoliceHead', 'extend', { extensionTerm: '3d', reasons: '须核对合同。' })
  given(asked('nanguanVerifier')).isDue({ decide: '2025-04-30' })
  given(asked('nanguanVerifier'), complex).isDue({ decide: '2025-05-06' })
  given(asked('nanguanVerifier'), complex).when(complex).thenRefused('isExtendedOnce')
})

test('nobody decides about themselves, and who asks for themselves is not refused', () => {
  given(asked('nanguanVerifier')).when(grant('nanguanVerifier')).thenRefused('role may not')
  given(asked('nanguanVerifier', 'self')).when(refuse).thenRefused('nobodyAsksForThemselvesInVain')
})

test('only they are kept out: a recusal says nothing about colleagues', () => {
  assert.equal(recusedKey('x'), 'r:x')
  given(asked('nanguanVerifier'), grant('nanguanPoliceHead'))
    .when(grant('nanguanPoliceHead'))
    .thenRefused('not from this state')
})

test('the matter is told in the same instant', () => {
  given(asked('nanguanVerifier'))
    .when(grant('nanguanPoliceHead'))
    .thenActs({
      type: 'clue',
      id: recordNo(7),
      action: 'noteRecusal',
      input: { recused: [people.nanguanVerifier] },
    })
})

test('who asked in vain has five days to ask again, and it is decided in five', () => {
  const stays = [asked('nanguanVerifier'), refuse]
  given(...stays, request('2025-04-30')).isDue({ review: '2025-05-06' })
  given(...stays)
    .when(request('2025-05-07'))
    .thenRefused('requestIsInTime')
  given(...stays, request('2025-04-30'))
    .when(by('nanguanPoliceHead', 'uphold', { opinion: '维持。' }, { on: '2025-04-30' }))
    .then({ state: 'upheld', decision: 'stays' })
  given(...stays, request('2025-04-30'))
    .when(grant('nanguanPoliceHead', '2025-04-30'))
    .then({ state: 'recused', decision: 'recused' })
})
