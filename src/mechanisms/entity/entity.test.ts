import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Linked } from '#kernel/record/declaration.ts'
import { recordNo, specify, staff } from '#test/support/specify.ts'
import { entity } from './entity.ts'

const { given, by } = specify(entity)
const clue = recordNo(7)
const zhou = {
  kind: 'person',
  name: '周大海',
  clue,
  identifiers: [{ kind: 'phone', value: '13800138001' }],
} as const
const stated = by('nanguanVerifier', 'state', zhou)

test('an official states an entity on a clue, and is who stated it, for their unit', () => {
  given()
    .when(stated)
    .then({ state: 'stated', statedBy: staff('nanguanVerifier').person, unit: '220102:police' })
})

test('an entity stands on one clue or one case', () => {
  const { clue: _, ...nowhere } = zhou
  given()
    .when(by('nanguanVerifier', 'state', nowhere))
    .thenRefused('standsOnAClueOrACase')
  given()
    .when(by('nanguanVerifier', 'state', { ...zhou, case: recordNo(8) }))
    .thenRefused('standsOnAClueOrACase')
})

test('a number is of its kind, or it would make two people one', () => {
  for (const identifiers of [
    [{ kind: 'phone', value: '1380013' }],
    [{ kind: 'identity', value: '220102198001011235' }],
    [{ kind: 'creditCode', value: '123' }],
  ] as const)
    given()
      .when(by('nanguanVerifier', 'state', { ...zhou, identifiers }))
      .thenRefused('numbersAreOfTheirKind')
})

test('relations lead to another entity and end after they began', () => {
  const relation = { entity: recordNo(9), as: 'family', basis: '户籍资料' } as const
  given(stated)
    .when(by('nanguanVerifier', 'relate', { relations: [relation] }))
    .then({ state: 'stated' })
  given(stated)
    .when(by('nanguanVerifier', 'relate', { relations: [{ ...relation, entity: recordNo(1) }] }))
    .thenRefused('relatesToAnother')
  given(stated)
    .when(
      by('nanguanVerifier', 'relate', {
        relations: [{ ...relation, from: '2024-02-01', until: '2024-01-01' }],
      }),
    )
    .thenRefused('endsAfterItBegan')
})

test('a colleague does not reach it before it was shared with them', () => {
  const shared = by('nanguanVerifier', 'share', { sharedWith: [staff('nanguanVerifier2').person] })
  const relations = [{ entity: recordNo(9), as: 'family', basis: '户籍资料' }] as const
  given(stated)
    .when(by('nanguanVerifier2', 'relate', { relations }))
    .thenRefused('role may not')
  given(stated, shared)
    .when(by('nanguanVerifier2', 'relate', { relations }))
    .then({ state: 'stated' })
})

test('an official whom it speaks of loses it at once, even who stated it', () => {
  const named = by('nanguanVerifier', 'nameOfficials', {
    named: [{ key: `p:${staff('nanguanVerifier').person}`, how: 'stated' }],
  })
  given(stated, named)
    .when(by('nanguanVerifier', 'takeBack', { withdrawn: 'mistaken', reasons: '同名。' }))
    .thenRefused('role may not')
})

test('whom its case names is kept out from the moment it is stated, and from the moment the case names them', () => {
  const { clue: _, ...somewhere } = zhou
  const named = [{ key: `u:220102:procuratorate`, how: 'stated' }]
  const theCase: Linked = {
    ...{ type: 'case', id: recordNo(8), link: 'case', state: 'investigating', closed: false },
    direction: 'from',
    told: { named },
  }
  const onCase = by(
    'nanguanInvestigator',
    'state',
    { ...somewhere, case: recordNo(8) },
    { linked: [theCase] },
  )
  given().when(onCase).then({ named })
  const later = {
    ...by('nanguanPoliceHead', 'noteNamed', { named: [{ key: 'u:220102:court', how: 'stated' }] }),
    via: { type: 'case', record: recordNo(8) },
  }
  const record = given(onCase, later).record
  assert.deepEqual(
    (record?.['named'] as readonly { key: string }[]).map(({ key }) => key),
    ['u:220102:procuratorate', 'u:220102:court'],
  )
})

test('what was mistaken is taken back with a reason, and can be stated again', () => {
  const back = by('nanguanVerifier', 'takeBack', { withdrawn: 'mistaken', reasons: '同名。' })
  given(stated).when(back).then({ state: 'takenBack' })
  given(stated, back)
    .when(by('nanguanVerifier', 'stateAgain', { reasons: '经查证属实。' }))
    .then({ state: 'stated' })
})
