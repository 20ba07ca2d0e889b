import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Declaration } from '../record/declaration.ts'
import type { Actor, StaffActor } from '../record/entry.ts'
import { list, named, optional, person, sealed, text, unit, yesNo } from '../record/field.ts'
import type { AnyRecord } from '../record/replay.ts'
import { instant } from '../time.ts'
import { namedIn } from './exclusion.ts'
import { placesOver, reachOf, rolesOn } from './reach.ts'
import { fieldsSeenBy, seen } from './sight.ts'
import { smallDirectory } from '#test/support/smallWorld.ts'
import { staff, theRecord } from '#test/support/specify.ts'

const words = text({ max: 100 })
const file: Declaration = {
  ...{ name: 'file', version: 1, mechanism: 2, number: '第0号', title: 'subject', outcome: 'subject' },
  excludes: ['named', 'alsoNamed'],
  fields: {
    subject: words,
    office: unit,
    keeper: person,
    locked: yesNo,
    secret: optional(sealed),
    named: list(named, { max: 5 }),
    alsoNamed: list(named, { max: 5 }),
  },
  roles: {
    own: { heldBy: ['verifier'], reaches: { unit: 'office' }, seesOnly: ['subject'] },
    inLine: { heldBy: ['reviewer'], reaches: { unitInLine: 'office' }, seesAllBut: ['keeper'] },
    inArea: { heldBy: ['leader'], reaches: { area: 'office', unless: 'locked' }, sees: 'all' },
    inHouse: { heldBy: ['investigationChief'], reaches: { partOf: 'office' }, sees: 'all' },
    keeps: { heldBy: ['assessor'], reaches: { person: 'keeper' }, sees: 'all' },
    late: { heldBy: ['archivist'], reaches: { to: 'everywhere', during: ['closed'] }, sees: 'all' },
    nobody: { heldBy: ['auditor'], reaches: 'nothing', sees: 'all' },
    anybody: { heldBy: 'public', reaches: 'nothing', sees: 'all' },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
    parent: { heldBy: { record: 'folder' }, reaches: 'nothing', sees: 'all' },
  },
  states: { open: {}, closed: { final: true } },
  ...{ actions: {}, rules: {}, deadlines: {}, documents: {}, views: {} },
}
const at = instant('2025-04-28T01:00:00.000Z')
const record = (more: Readonly<Record<string, unknown>> = {}): AnyRecord => ({
  ...{ id: theRecord, type: 'file', number: '1', state: 'open', version: 1, openedAt: at, changedAt: at },
  ...{ signatures: [], office: '220102:police', keeper: staff('centreAssessor').person },
  ...more,
})

const reaches: readonly (readonly [string, Actor, AnyRecord | undefined, readonly string[]])[] = [
  ['a verifier of the unit', staff('nanguanVerifier'), record(), ['own']],
  ['no verifier of the unit beside it', staff('chaoyangVerifier'), record(), []],
  ['a reviewer of the unit itself', staff('nanguanReviewer'), record(), ['inLine']],
  ['a reviewer above it in the professional line', staff('provinceReviewer'), record(), ['inLine']],
  ['no reviewer of another line', staff('centreReviewer'), record(), []],
  ['no reviewer of another city', staff('jilinCityReviewer'), record(), []],
  ['a leader of the place and of those above', staff('changchunLeader'), record(), ['inArea']],
  ['no leader, once it is locked', staff('changchunLeader'), record({ locked: true }), []],
  ['a brigade that is part of the unit', staff('nanguanChief'), record(), ['inHouse']],
  ['no brigade of the city above', staff('changchunChief'), record(), []],
  ['whoever keeps it', staff('centreAssessor'), record(), ['keeps']],
  ['nobody else of that post', staff('centreAssessor2'), record(), []],
  ['no archivist before it closed', staff('centreArchivist'), record(), []],
  ['an archivist once it closed', staff('centreArchivist'), record({ state: 'closed' }), ['late']],
  ['nobody whose role reaches nothing', staff('auditor'), record(), []],
  ['the public, as the public', { kind: 'public' }, record(), ['anybody']],
  ['the system, as the system', { kind: 'system', job: 'clock' }, record(), ['clock']],
  ['whoever holds the post, where nothing is open yet', staff('auditor'), undefined, ['nobody']],
]
for (const [sentence, actor, reached, expected] of reaches)
  test(`reached by ${sentence}`, () => {
    assert.deepEqual(rolesOn(file, reached, actor, smallDirectory), expected)
  })

test('a record acts on another only as its own type', () => {
  const system: Actor = { kind: 'system', job: 'follow' }
  assert.deepEqual(rolesOn(file, record(), system, smallDirectory, { type: 'folder' }), ['parent', 'clock'])
  assert.deepEqual(rolesOn(file, record(), system, smallDirectory, { type: 'file' }), ['clock'])
})

test('whoever stands in for the keeper reaches what the keeper reaches', () => {
  const deputy: StaffActor = { ...staff('centreAssessor2'), standsInFor: staff('centreAssessor').person }
  assert.deepEqual(rolesOn(file, record(), deputy, smallDirectory), ['keeps'])
})

test('every way in says why', () => {
  const inArea = reachOf(file, record(), smallDirectory).filter(({ role }) => role === 'inArea')
  assert.deepEqual(
    inArea.map(({ key }) => key),
    ['area/file.inArea/22', 'area/file.inArea/2201', 'area/file.inArea/220102'],
  )
  assert.deepEqual(inArea[0]?.reason, { way: 'area', field: 'office', of: '220102:police' })
})

test('a record without the field opens nobody by it', () => {
  assert.deepEqual(reachOf(file, record({ office: undefined, keeper: undefined }), smallDirectory), [])
})

test('the places over a village are those its code is made of', () => {
  assert.deepEqual(placesOver('220102001001:committee'), [
    '22',
    '2201',
    '220102',
    '220102001',
    '220102001001',
  ])
  assert.deepEqual(placesOver(''), [])
})

test('whom a record names is read from every field that excludes, each once', () => {
  const key = 'u:220102:police'
  const names = {
    named: [{ key, how: 'stated' }],
    alsoNamed: [
      { key, how: 'matched' },
      { key: 'n:张三', how: 'stated' },
    ],
  }
  assert.deepEqual(namedIn(file, record(names)), [key, 'n:张三'])
  assert.deepEqual(namedIn(file, record()), [])
})

test('with two roles you see what either sees; with none, and with an unknown one, nothing', () => {
  assert.deepEqual([...fieldsSeenBy(file, ['own'])], ['subject'])
  assert.ok(fieldsSeenBy(file, ['own', 'inLine']).has('office'))
  assert.ok(!fieldsSeenBy(file, ['own', 'inLine']).has('keeper'))
  assert.equal(fieldsSeenBy(file, []).size, 0)
  assert.equal(fieldsSeenBy(file, ['toString']).size, 0)
})

test('of a sealed value it is only seen that there is one', () => {
  assert.deepEqual(seen(file, record({ secret: { sealed: 'hpke-p256-v1' } }), ['own']), {
    secret: { sealed: true },
  })
})
