import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'

import { plainDate } from '../time.ts'
import { directoryOf } from './directory.ts'
import { divisionsFrom } from './division.ts'
import { organTableFrom } from './organ.ts'
import { villageOf } from './placeName.ts'
import { unitsFrom } from './unit.ts'

const rulebook = (name: string) => readFileSync(new URL(`../../../rulebook/${name}`, import.meta.url), 'utf8')
const divisions = divisionsFrom(rulebook('divisions/jilin.csv'), rulebook('divisions/english.csv'))
const content: unknown = JSON.parse(rulebook('organs/jilin.json'))
const table = organTableFrom(content)
const units = unitsFrom(divisions, table, plainDate('2025-04-28'))
const org = directoryOf({ units, persons: [], tenures: [], ties: [] })

describe('the organs of Jilin', () => {
  test('every unit hangs below the committee of the province, but for that committee and the nation', () => {
    const outside = units.filter(({ id }) => id !== '22:committee' && !org.isWithin(id, '22:committee'))
    assert.deepEqual(
      outside.map(({ id }) => id),
      ['00:office'],
    )
  })
  test('every parent exists, in both lines', () => {
    for (const { parent, lineParent } of units)
      for (const id of [parent, lineParent]) if (id !== undefined) org.getUnit(id)
  })
  test('each of the 69 county-level places has an office, police and a brigade; only the 60 counties have courts', () => {
    const count = (kind: string) =>
      units.filter((unit) => unit.level === 'county' && unit.kind === kind).length
    assert.deepEqual(['office', 'police', 'criminalInvestigation', 'court'].map(count), [69, 69, 69, 60])
  })
  test('a leading group has a head, deputies and members at every level, and one of its own in every trade', () => {
    const trades = [
      ...['marketRegulation', 'transport', 'housing', 'naturalResources', 'cultureTourism'],
      ...['finance', 'education', 'health', 'agriculture', 'internetInformation'],
    ]
    const groups = units.filter(
      ({ kind, level }) =>
        ['province', 'prefecture', 'county'].includes(level) && ['committee', ...trades].includes(kind),
    )
    assert.ok(groups.length > 69 * trades.length)
    for (const { id, kind, posts } of groups) {
      const wanted =
        kind === 'committee' ? ['leader', 'groupDeputy', 'groupMember'] : ['groupHead', 'groupMember']
      const there = posts.map(({ post }) => post)
      assert.deepEqual(
        wanted.filter((post) => !there.includes(post)),
        [],
        id,
      )
    }
  })
  test('a unit has its Chinese and its English name', () => {
    assert.deepEqual(org.getUnit('220184:police').name, {
      zh: '公主岭市公安局',
      en: 'Gongzhuling City Public Security Bureau',
    })
  })
  test('the police of 公主岭 are those of 四平 until 2020-06-18 and of 长春 from the day after', () => {
    const idsOn = (day: string) =>
      new Set<string>(unitsFrom(divisions, table, plainDate(day)).map(({ id }) => id))
    const before = idsOn('2020-06-18')
    const after = idsOn('2020-06-19')
    assert.deepEqual([before.has('220381:police'), before.has('220184:police')], [true, false])
    assert.deepEqual([after.has('220381:police'), after.has('220184:police')], [false, true])
    assert.ok(!before.has('220184100:committee'), 'no town without its county')
  })
  test('no organ is older than the table says', () => {
    assert.equal(unitsFrom(divisions, table, plainDate('2017-12-31')).length, 0)
    assert.equal(org.getUnit('220184:police').from, '2020-06-19')
  })
  test('every post says what it rests on, and the posts the clue mechanism needs are there', () => {
    const posts = new Set(units.flatMap((unit) => unit.posts.map(({ post }) => post)))
    const needed =
      'intakeClerk assessor officeHead verifier investigationChief deputyHead organHead reviewer reviewHead sampler archivist liaison disciplineIntake regulatorIntake petitionIntake auditor systemAdministrator securityAdministrator leader procurator judge gridWorker'
    for (const post of needed.split(' ')) assert.ok(posts.has(post), post)
  })
})

describe('names of places', () => {
  const cases = {
    太平村委会: '太平村',
    太平村村委会: '太平村',
    华阳社区居委会: '华阳社区',
    恒安社区: '恒安社区',
  }
  for (const [name, village] of Object.entries(cases))
    test(`${name} is ${village}`, () => {
      assert.equal(villageOf(name), village)
    })
})

describe('a table of organs that is wrong is refused with the place of the mistake', () => {
  // The content was accepted above, so it has this form.
  const changed = (change: object) => {
    const { nation, organs } = organTableFrom(content)
    return () => organTableFrom({ nation, organs: [{ ...organs[0], ...change }, ...organs.slice(1)] })
  }
  test('unknown parent', () => {
    const wrong = changed({ placeParent: { organ: 'ministry', at: 'above' } })
    assert.throws(wrong, /organs\[0\] committee: placeParent must name an organ of this table/)
  })
  test('a day that is none', () => {
    assert.throws(changed({ from: '2018-02-30' }), /from must be a day/)
  })
  test('no source', () => {
    assert.throws(changed({ source: '' }), /source is missing/)
  })
  test('a level nobody knows', () => {
    assert.throws(changed({ names: { ward: { zh: '甲', en: 'A' } } }), /names\.ward must be a level/)
  })
  test('a post without a minimum', () => {
    assert.throws(changed({ posts: [{ post: 'leader' }] }), /not a post/)
  })
  test('a division of an unknown level', () => {
    assert.throws(() => divisionsFrom('code\n22,吉林省,ward,,0,,,'), /expected a level of place/)
  })
})
