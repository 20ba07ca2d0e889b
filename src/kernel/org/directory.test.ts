import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import {
  directoryWith,
  people,
  smallDirectory as org,
  tenures,
  today,
  world,
} from '#test/support/smallWorld.ts'
import { named } from '../record/field.ts'
import { findConflict, outsiderKey, personKey, unitKey } from './conflict.ts'
import type { Tie } from './tie.ts'
import { unitIdOf } from './unit.ts'
import { addDays, plainDate } from '../time.ts'

const because = (person: string, key: string, day = today) =>
  findConflict(org.conflictKeysOf(person, day), [key])?.because

describe('the two lines', () => {
  test('the police of a county hang below its committee and that below the prefecture', () => {
    assert.deepEqual(org.placeLineOf('220102:police'), [
      '220102:police',
      '220102:committee',
      '2201:committee',
      '22:committee',
    ])
  })
  test('the police of a county are led by those of the prefecture and the province', () => {
    assert.deepEqual(org.lineOf('220102:police'), ['220102:police', '2201:police', '22:police'])
    assert.ok(org.isBelowInLine('220102:police', '22:police'))
    assert.ok(!org.isBelowInLine('220102:police', '220102:police'))
    assert.ok(!org.isBelowInLine('220102:police', '2202:police'))
  })
  test('a brigade depends on the bureau of the prefecture although it is in neither line', () => {
    const found = org
      .ancestorsOf('220102:criminalInvestigation')
      .find(({ unit }) => unit.id === '2201:police')
    assert.equal(found?.by, 'mixed')
  })
  test('the clue centre hangs below the office of the province', () => {
    assert.equal(org.getUnit('22:clueCentre').parent, '22:office')
  })
  test('nothing of the province hangs below the national unit', () => {
    assert.deepEqual(org.unitsBelow('00:office'), [])
    assert.ok(org.units.every(({ id }) => org.ancestorsOf(id).every(({ unit }) => unit.id !== '00:office')))
  })
  test('an unknown unit is within nothing, not even itself', () => {
    assert.ok(!org.isWithin('999999:police', '999999:police'))
    assert.throws(() => org.getUnit('999999:police'), /expected a unit of the directory/)
  })

  const unit = fc.constantFrom(...world.units)
  test('isWithin, isBelowInLine, ancestorsOf and unitsBelow say the same', () => {
    fc.assert(
      fc.property(unit, unit, (one, other) => {
        const found = org.ancestorsOf(one.id).find((ancestor) => ancestor.unit === other)?.by
        const strictlyWithin = one !== other && org.isWithin(one.id, other.id)
        assert.equal(strictlyWithin, found === 'place' || found === 'both')
        assert.equal(org.isBelowInLine(one.id, other.id), found === 'line' || found === 'both')
        assert.equal(strictlyWithin, org.unitsBelow(other.id).includes(one))
      }),
    )
  })
  test('no unit depends on itself, and whoever depends on a unit depends on those above it', () => {
    fc.assert(
      fc.property(unit, ({ id }) => {
        const above = new Set(org.ancestorsOf(id).map((ancestor) => ancestor.unit.id))
        assert.ok(!above.has(id))
        for (const one of above)
          for (const further of org.ancestorsOf(one)) assert.ok(above.has(further.unit.id))
      }),
    )
  })
})

describe('tenures', () => {
  test('the last day of a tenure is a day of it, the next is not', () => {
    const last = plainDate('2024-12-31')
    assert.equal(org.tenuresOn(people.formerVerifier, last).length, 1)
    assert.equal(org.tenuresOn(people.formerVerifier, addDays(last, 1)).length, 0)
    assert.equal(org.tenuresOf(people.formerVerifier).length, 1)
  })
  test('a deputy holds the post and leads the unit while the deputation lasts', () => {
    const deputy = {
      ...tenures.nanguanVerifier,
      id: 'deputy',
      post: 'organHead',
      kind: 'deputy' as const,
      standsInFor: tenures.nanguanPoliceHead.id,
      from: today,
      to: addDays(today, 10),
    }
    const changed = directoryWith({ tenures: [...world.tenures, deputy] })
    const names = (day: typeof today) => changed.leadersOf('220102:police', day).map(({ name }) => name)
    assert.deepEqual(names(today).toSorted(), ['孙波', '周局长', '王核查'].toSorted())
    assert.deepEqual(names(addDays(today, 11)).toSorted(), ['孙波', '周局长'].toSorted())
  })
})

describe('whom a record excludes', () => {
  test('nobody handles what names them', () => {
    assert.equal(because(people.centreHead, personKey(people.centreHead)), 'named')
  })
  test('a declared brother is out, and so is the one he declared', () => {
    assert.equal(because(people.chuanyingVerifier, personKey(people.nanguanDeputyHead)), 'tied')
    assert.equal(because(people.nanguanDeputyHead, personKey(people.chuanyingVerifier)), 'tied')
  })
  test('a relative outside is known by name, however it is typed', () => {
    assert.equal(because(people.centreAssessor, outsiderKey('周 大海')), 'tied')
  })
  test('a named unit is out with everything below it in both lines, and nobody else', () => {
    const key = unitKey(unitIdOf('2201', 'police'))
    assert.equal(because(people.changchunVerifier, key), 'ownUnit')
    assert.equal(because(people.changchunChief, key), 'unitAbove')
    assert.equal(because(people.nanguanVerifier, key), 'unitAbove')
    assert.equal(because(people.nanguanChief, key), 'unitAbove')
    assert.equal(because(people.chuanyingVerifier, key), undefined)
    assert.equal(because(people.provinceReviewer, key), undefined)
    assert.equal(because(people.nanguanOfficeHead, key), undefined)
  })
  test('a named verifier takes the matter from colleagues of the unit, not from other counties', () => {
    const key = personKey(people.nanguanVerifier)
    assert.equal(because(people.nanguanPoliceHead, key), 'colleague')
    assert.equal(because(people.chaoyangVerifier, key), undefined)
    assert.equal(because(people.changchunReviewer, key), undefined)
  })
  test('a named head of the police of a prefecture takes it from the brigades of its counties', () => {
    assert.equal(because(people.nanguanChief, personKey(people.changchunPoliceHead)), 'leaderAbove')
    assert.equal(because(people.chuanyingChief, personKey(people.changchunPoliceHead)), undefined)
  })
  test('a named verifier of the prefecture, who leads nobody, does not', () => {
    assert.equal(because(people.nanguanVerifier, personKey(people.changchunVerifier)), undefined)
  })
  test('when the first secretary of the province is named, only the national unit is left', () => {
    const key = personKey(people.provinceLeader)
    const left = org.persons.filter(
      ({ id }) => org.tenuresOn(id, today).length > 0 && because(id, key) === undefined,
    )
    assert.ok(left.length > 0)
    assert.deepEqual(
      [...new Set(left.flatMap(({ id }) => org.tenuresOn(id, today).map((t) => t.unit)))],
      ['00:office'],
    )
  })
  test('an ended tenure excludes nobody any more', () => {
    const key = unitKey(unitIdOf('220104', 'police'))
    assert.equal(because(people.formerVerifier, key, plainDate('2024-12-31')), 'ownUnit')
    assert.equal(because(people.formerVerifier, key), undefined)
  })
  test('what a day answered is not the answer of the day after the last one or before the first', () => {
    const { from, to } = { from: plainDate('2025-03-10'), to: plainDate('2025-03-20') }
    const passing = { ...tenures.nanguanVerifier, id: 'passing', person: people.formerVerifier, from, to }
    const changed = directoryWith({ tenures: [...world.tenures, passing] })
    const days = ['2025-03-15', '2025-03-09', '2025-03-10', '2025-03-20', '2025-03-21'].map(plainDate)
    const named = [unitKey(passing.unit)]
    const keptOut = days.filter((day) => findConflict(changed.conflictKeysOf(passing.person, day), named))
    assert.deepEqual(keptOut, ['2025-03-15', '2025-03-10', '2025-03-20'])
    const colleague = days.filter((day) =>
      changed.findUnitConflict(passing.unit, [personKey(passing.person)], day),
    )
    assert.deepEqual(colleague, keptOut)
  })
  test('a tenure in a unit that no longer exists still excludes from that unit', () => {
    const stray = {
      ...tenures.nanguanVerifier,
      person: people.formerVerifier,
      unit: unitIdOf('220381', 'police'),
    }
    const changed = directoryWith({ tenures: [...world.tenures, { ...stray, id: 'stray' }] })
    const conflict = findConflict(changed.conflictKeysOf(people.formerVerifier, today), ['u:220381:police'])
    assert.equal(conflict?.because, 'ownUnit')
  })
  test('a tie declared today acts today, both ways, whoever declared it, until it ends', () => {
    const person = fc.constantFrom(...world.persons.map(({ id }) => id))
    fc.assert(
      fc.property(person, person, fc.integer({ min: -5, max: 5 }), (one, other, end) => {
        fc.pre(one !== other)
        const to = addDays(today, end)
        const tie: Tie = {
          id: 'tie',
          person: one,
          other: { person: other },
          kind: 'closeFriend',
          from: addDays(today, -10),
          to,
        }
        const changed = directoryWith({ ties: [tie] })
        const tied = (a: string, b: string) =>
          findConflict(changed.conflictKeysOf(a, today), [personKey(b)])?.because === 'tied'
        assert.equal(tied(one, other), end >= 0)
        assert.equal(tied(other, one), end >= 0)
      }),
      { numRuns: 50 },
    )
  })
})

test('a key of an outsider is one that a record can hold, however long folding makes the name', () => {
  for (const name of ['张三', '㍿'.repeat(50), `${'a'.repeat(49)}😀`])
    assert.ok(named.accepts({ key: outsiderKey(name), how: 'matched' }), name)
})
