import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { directoryWith, people, smallDirectory as org, world } from '#test/support/smallWorld.ts'
import { matchOfficials, matchUnits } from './match.ts'

const units = (text: string, place?: string) => matchUnits(org, text, place).map(({ id }) => id)
const officials = (reported: Parameters<typeof matchOfficials>[1]) =>
  matchOfficials(org, reported).map(({ id }) => id)

describe('units in a text', () => {
  const cases: readonly (readonly [string, readonly string[], string?])[] = [
    ['船营区公安局副局长收钱', ['220204:police']],
    ['船营公安分局的人', ['220204:police']],
    ['船 营 区\n公 安 局', ['220204:police']],
    ['吉林市公安局船营分局', ['220204:police']],
    ['吉林市公安局', ['2202:police']],
    ['吉林省公安厅', ['22:police']],
    ['南关区纪委监委和南关区人民法院', ['220102:discipline', '220102:court']],
    ['南岭街道派出所所长', ['220102001:policeStation']],
    ['华阳社区居委会主任', ['220102001001:committee']],
    ['在南关区被打', []],
    ['区公安局局长', []],
    ['区公安局局长', ['220102:police'], '220102'],
    ['我区公安局不立案', ['220204:police'], '220204001'],
    ['市公安局', ['2201:police'], '220102001'],
    ['哈尔滨市公安局', [], '220102'],
  ]
  for (const [text, expected, place] of cases)
    test(`"${text}"${place === undefined ? '' : ` in ${place}`} names ${expected.join(', ') || 'no unit'}`, () => {
      assert.deepEqual(units(text, place).toSorted(), expected.toSorted())
    })
})

describe('officials reported by name', () => {
  const both = [people.nanguanVerifier2, people.chuanyingNamesake].toSorted()

  test('with nothing else known, everybody of that name is meant', () => {
    assert.deepEqual(officials({ name: '钱进' }).toSorted(), both)
    assert.deepEqual(officials({ name: ' 钱\u3000进\u200b' }).toSorted(), both)
  })
  test('a unit in the text tells namesakes apart', () => {
    assert.deepEqual(officials({ name: '钱进', unitText: '南关区公安局民警' }), [people.nanguanVerifier2])
    assert.deepEqual(officials({ name: '钱进', unitText: '船营区交通局' }), [people.chuanyingNamesake])
  })
  test('a place tells namesakes apart', () => {
    assert.deepEqual(officials({ name: '钱进', place: '220204' }), [people.chuanyingNamesake])
    assert.deepEqual(officials({ name: '钱进', place: '220102001' }), [people.nanguanVerifier2])
    assert.deepEqual(officials({ name: '钱进', place: '22' }).toSorted(), both)
  })
  test('a unit or place that nobody knows excludes nobody', () => {
    assert.deepEqual(officials({ name: '钱进', unitText: '某某局', place: '999999' }).toSorted(), both)
  })
  test('somebody who served there before is still meant', () => {
    assert.deepEqual(officials({ name: '冯亮', unitText: '朝阳区公安局' }), [people.formerVerifier])
  })
  test('a unit above or below the own one does not contradict', () => {
    assert.deepEqual(officials({ name: '赵刑侦', unitText: '长春市公安局' }), [people.nanguanChief])
    assert.deepEqual(officials({ name: '赵刑侦', unitText: '南关区人民法院' }), [])
  })
  test('somebody without any tenure is meant by their name alone', () => {
    const person = { id: people.auditor, name: '无任职' }
    const changed = directoryWith({
      persons: [...world.persons.filter(({ id }) => id !== person.id), person],
    })
    assert.equal(matchOfficials(changed, { name: '无任职' }).length, 1)
  })
  test('nobody of that name, nobody meant', () => {
    assert.deepEqual(officials({ name: '查无此人' }), [])
  })
})
