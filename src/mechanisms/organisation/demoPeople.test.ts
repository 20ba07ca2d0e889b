import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

import { coverageOf } from '#kernel/org/coverage.ts'
import { directoryOf } from '#kernel/org/directory.ts'
import { divisionsFrom } from '#kernel/org/division.ts'
import { organTableFrom } from '#kernel/org/organ.ts'
import { unitsFrom } from '#kernel/org/unit.ts'
import { plainDate } from '#kernel/time.ts'

import { demoPeople } from './demoPeople.ts'

const rulebook = (name: string) => readFileSync(new URL(`../../../rulebook/${name}`, import.meta.url), 'utf8')
const day = plainDate('2026-03-02')
const units = unitsFrom(
  divisionsFrom(rulebook('divisions/jilin.csv')),
  organTableFrom(JSON.parse(rulebook('organs/jilin.json'))),
  day,
)

function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
const people = demoPeople(units, day, seeded(8))
const org = directoryOf({ units, ...people })

test('the same seed gives the same people, another seed others', () => {
  assert.deepEqual(demoPeople(units, day, seeded(8)), people)
  assert.notDeepEqual(demoPeople(units, day, seeded(9)).persons, people.persons)
})

test('ids and logins are unique, and ids look like UUIDs', () => {
  const ids = [...people.persons, ...people.tenures, ...people.ties].map(({ id }) => id)
  assert.equal(new Set(ids).size, ids.length)
  for (const id of ids) assert.match(id, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/)
  const logins = new Set(people.persons.map(({ login }) => login))
  assert.equal(logins.size, people.persons.length)
  for (const login of [
    'c220102-verifier1',
    'c220102-verifier2',
    'c220102-policeHead',
    'p22-clueCentre-intakeClerk1',
  ])
    assert.ok(logins.has(login), login)
})

test('there are people for a province, not for a nation', () => {
  assert.ok(people.persons.length > 1000 && people.persons.length < 3000, String(people.persons.length))
})

test('a few posts are empty, none of them in the nation, the province or Changchun', () => {
  const { vacancies, expiring } = coverageOf(org, day, { expiringBy: plainDate('2026-04-16') })
  const empty = [...vacancies.prefecture, ...vacancies.county]
  assert.ok(empty.length >= 3 && empty.length <= 80, String(empty.length))
  assert.ok(empty.every(({ unit }) => !unit.place.startsWith('2201')))
  assert.deepEqual([vacancies.nation, vacancies.province], [[], []])
  assert.ok(expiring.length > 0)
})

test('some tenures have ended, some people stand in for others', () => {
  assert.ok(people.tenures.some(({ to }) => to !== undefined && to < day))
  for (const kind of ['deputy', 'delegated']) {
    const standing = people.tenures.filter((tenure) => tenure.kind === kind)
    assert.ok(standing.length > 0, kind)
    for (const { standsInFor = '', person } of standing)
      assert.notEqual(org.getTenure(standsInFor).person, person)
  }
})

test('the three chiefs of a county are three people, and none of them verifies there', () => {
  for (const { id, place } of units.filter(({ kind, level }) => kind === 'police' && level === 'county')) {
    const chiefs = [
      ...org.holdersOf('investigationChief', `${place}:criminalInvestigation`, day),
      ...org.holdersOf('deputyHead', id, day),
    ]
    const head = org.tenures.find((t) => t.unit === id && t.post === 'organHead' && t.kind === 'appointed')
    const all = [...chiefs.map((chief): string => chief.id), head?.person]
    assert.equal(new Set(all).size, 3, id)
    for (const verifier of org.holdersOf('verifier', id, day)) assert.ok(!all.includes(verifier.id))
  }
})

test('ties bind officials, outsiders and units', () => {
  const has = (part: 'person' | 'name' | 'unit') => people.ties.some(({ other }) => other[part] !== undefined)
  assert.deepEqual([has('person'), has('name'), has('unit')], [true, true, true])
})

test('what excludes a person is found in well under two milliseconds', () => {
  const start = performance.now()
  for (const { id } of people.persons) org.conflictKeysOf(id, day)
  const each = (performance.now() - start) / people.persons.length
  assert.ok(each < 2, `${each} ms a person`)
})
