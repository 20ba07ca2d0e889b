/** The statistics return as sentences of policy: what is owed, what it says, who files it, and whom it is closed to. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { realCalendar } from '#kernel/deadlines/realCalendar.fixture.ts'
import { rulebookOn } from '#kernel/rulebook/rulebook.ts'
import { plainDate } from '#kernel/time.ts'
import { nanguan } from '#test/support/clueActs.ts'
import { people, smallDirectory } from '#test/support/smallWorld.ts'
import { recordNo, ruleSets, specify, staff, type Act } from '#test/support/specify.ts'
import { owingOf, periodOf, periodsOwedOn, resultOf } from './clueReturn.period.ts'
import { clueReturn } from './clueReturn.ts'

const { given, by, acting } = specify(clueReturn)
const system = acting({ kind: 'system', job: 'returns' })
const rulebook = rulebookOn(ruleSets, plainDate('2025-04-28'))

const filedLine = {
  number: '吉线索〔2025〕000001号',
  title: '南岭街道强揽工程',
  category: 'crime',
  standing: 'closed',
  result: 'filed',
}
const { result: _, ...withoutResult } = filedLine
const elsewhere = { ...withoutResult, number: '吉线索〔2025〕000002号' }
const draft = (more: object = {}) =>
  system('draft', {
    ...{ unit: nanguan.unit, from: '2025-03-01', to: '2025-03-31', lines: [filedLine], encrypted: 0 },
    ...more,
  })
const submit = (remarks?: readonly object[]) =>
  by('nanguanChief', 'submit', remarks === undefined ? {} : { remarks })
const file = () => by('nanguanPoliceHead', 'file')

test('drawn up by the system, compiled by the brigade, filed by the head, received by the centre', () => {
  given(draft(), submit(), file()).when(by('centreIntake', 'accept')).then({
    state: 'accepted',
    outcome: 'accepted',
    registry: '22:clueCentre',
    filer: people.nanguanPoliceHead,
  })
  given(draft()).when(file()).thenRefused('not from this state')
  given(draft(), submit()).when(by('nanguanChief', 'file')).thenRefused('role may not')
  given(draft(), submit(), file())
    .when(by('centreHead', 'sendBack', { reasons: '请核对。' }))
    .then({ state: 'drafted' })
})

test('whoever compiled it does not file it, though they stand in for the head', () => {
  const inBothPosts = acting({ ...staff('nanguanPoliceHead'), person: people.nanguanChief })
  given(draft(), submit()).when(inBothPosts('file')).thenRefused('actorDidNotCompileIt')
})

test('a return of nothing is filed, too, and says so; what is encrypted only is not nothing', () => {
  given(draft({ lines: [] }), submit())
    .when(file())
    .then({ state: 'filed', count: 0, zeroReturn: true })
  given()
    .when(draft({ lines: [], encrypted: 2 }))
    .then({ state: 'drafted', count: 0, encrypted: 2, zeroReturn: false })
})

test('what none of the four results says has to be remarked, and remarks are about the lines', () => {
  const remark = { number: elsewhere.number, remark: '已移送外省公安机关。' }
  const drafted = draft({ lines: [filedLine, elsewhere] })
  given(drafted).when(submit()).thenRefused('whatHasNoResultIsRemarked')
  given(drafted)
    .when(submit([remark]))
    .then({ state: 'toFile' })
  given(draft())
    .when(submit([remark]))
    .thenRefused('everyRemarkIsAboutALine')
  given(draft({ lines: [{ ...withoutResult, standing: 'open' }] }))
    .when(submit())
    .then({ state: 'toFile' })
})

test('only whole periods that are over, and only of units that owe one', () => {
  given()
    .when(draft({ to: '2025-03-30' }))
    .thenRefused('itIsAPeriodThatIsOver')
  given()
    .when(draft({ from: '2025-04-01', to: '2025-04-30' }))
    .thenRefused('itIsAPeriodThatIsOver')
  given()
    .when(draft({ unit: '220102:office' }))
    .thenRefused('theUnitOwesOne')
})

test('a named person loses the return, also when they are named later; the centre keeps it', () => {
  const named = [{ key: `p:${people.nanguanDeputyHead}`, how: 'stated' }]
  const fromClue = acting({ kind: 'system', job: 'head' })
  const later = {
    ...fromClue('noteNamed', { named }),
    via: { type: 'clue', record: recordNo(7) },
  }
  const rolesAfter = (...past: readonly Act<typeof clueReturn>[]) => {
    const after = given(...past)
    return [after.rolesOf(staff('nanguanDeputyHead')), after.rolesOf(staff('centreIntake'))]
  }
  assert.deepEqual(rolesAfter(draft()), [['head'], ['receiver']])
  assert.deepEqual(rolesAfter(draft({ named })), [[], ['receiver']])
  assert.deepEqual(rolesAfter(draft(), submit(), file(), later), [[], ['receiver']])
})

test('[ASM] filed within 5 working days, received within 5', () => {
  given(draft()).isDue({ file: '2025-05-08' })
  given(draft(), submit(), file()).isDue({ accept: '2025-05-08' })
})

test('[ASM] police owe one always, discipline inspection and regulators where they had something, offices never', () => {
  const owed = (id: string) => {
    const unit = smallDirectory.findUnit(id) ?? assert.fail(id)
    return owingOf(unit, rulebook)
  }
  assert.deepEqual(
    ['220102:police', '2201:police', '220102:discipline', '220102:marketRegulation', '220102:office'].map(
      owed,
    ),
    ['always', 'always', 'whereItGotSomething', 'whereItGotSomething', 'never'],
  )
})

test('periods begin with the year and are owed from the first working day after them', () => {
  assert.deepEqual(periodOf(plainDate('2025-02-14'), 1), { from: '2025-02-01', to: '2025-02-28' })
  assert.deepEqual(periodOf(plainDate('2025-02-14'), 3), { from: '2025-01-01', to: '2025-03-31' })
  assert.deepEqual(periodOf(plainDate('2025-12-31'), 6), { from: '2025-07-01', to: '2025-12-31' })
  const owed = (day: string, months = 1, back = 1) =>
    periodsOwedOn(plainDate(day), { months, back }, realCalendar).map(({ to }) => to)
  // Labour Day 2025 was off from Thursday 1 to Monday 5 May.
  assert.deepEqual(owed('2025-05-05'), [])
  assert.deepEqual(owed('2025-05-06'), ['2025-04-30'])
  assert.deepEqual(owed('2025-05-06', 1, 2), ['2025-03-31', '2025-04-30'])
  assert.deepEqual(owed('2025-05-06', 3), ['2025-03-31'])
  assert.deepEqual(owed('2026-01-05'), ['2025-12-31'])
})

test('each outcome counts as one of four results [W12], and what is transferred elsewhere as none', () => {
  const outcomes = [
    ['verified', 'filed'],
    ['verified', 'administrativePenalty'],
    ['part', 'rectified'],
    ['verified', 'noCrime'],
    ['verified', 'civil'],
    ['part', 'nothingFound'],
    ['entered', undefined],
    ['entered', 'filed'],
    ['verified', 'transferred'],
  ] as const
  assert.deepEqual(
    outcomes.map(([had, outcome]) => resultOf(had, outcome, rulebook)),
    [
      ...['filed', 'administrative', 'administrative', 'notOrganised', 'notOrganised', 'notOrganised'],
      ...['passedToOffice', 'passedToOffice', undefined],
    ],
  )
})
