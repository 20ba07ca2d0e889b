import { test } from 'node:test'
import type { Linked } from '#kernel/record/declaration.ts'
import { recordNo, specify, staff } from '#test/support/specify.ts'
import { entityMatch } from './entityMatch.ts'

const { given, by } = specify(entityMatch)
const link = (nth: number, name: string, state = 'stated'): Linked => ({
  ...{ type: 'entity', id: recordNo(nth), link: name, direction: 'from', state, closed: state !== 'stated' },
  told: {},
})
const linked = [link(11, 'one'), link(12, 'other')]
const asked = {
  about: '两个周大海',
  one: recordNo(11),
  other: recordNo(12),
  signs: [{ kind: 'sameNumber' }],
} as const
const proposed = by('nanguanVerifier', 'propose', asked, { linked })
const merged = by('nanguanVerifier', 'merge', { reasons: '号码、照片一致。' }, { linked })

test('a match is proposed with what speaks for it, and nothing is merged by that', () => {
  given()
    .when(proposed)
    .then({ state: 'proposed', proposer: staff('nanguanVerifier').person })
})

test('nobody is the same as themselves, and nothing as what was taken back', () => {
  given()
    .when(by('nanguanVerifier', 'propose', { ...asked, other: recordNo(11) }, { linked }))
    .thenRefused('twoEntities')
  given(proposed)
    .when(
      by(
        'nanguanVerifier',
        'merge',
        { reasons: '一致。' },
        { linked: [link(11, 'one'), link(12, 'other', 'takenBack')] },
      ),
    )
    .thenRefused('bothStand')
})

test('it is answered either way with a reason, and says who answered', () => {
  const decider = staff('nanguanVerifier').person
  given(proposed).when(merged).then({ state: 'same', verdict: 'same', decider })
  given(proposed)
    .when(by('nanguanVerifier', 'refuse', { reasons: '年龄相差二十岁。' }))
    .then({ state: 'notSame', verdict: 'notSame', decider })
  given(proposed)
    .when(by('nanguanVerifier', 'refuse', {}))
    .thenRefused({ because: 'field missing', field: 'reasons' })
})

test('what was merged is split again, and what was refused can be asked again', () => {
  const split = by('nanguanVerifier', 'split', { reasons: '两人共用一部电话。' })
  given(proposed, merged).when(split).then({ state: 'notSame', verdict: 'notSame' })
  given(proposed, merged, split)
    .when(by('nanguanVerifier', 'askAgain', { reasons: '有新的照片。' }))
    .then({ state: 'proposed' })
})

test('whoever neither proposed it nor looks over the area does not reach it', () => {
  given(proposed)
    .when(by('chaoyangVerifier', 'refuse', { reasons: '无' }))
    .thenRefused('role may not')
})
