/** The weekly bulletin as sentences of policy: when it is owed, what it says, who issues it, and that it names nobody. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { realCalendar } from '#kernel/deadlines/realCalendar.fixture.ts'
import type { RuleOf } from '#kernel/record/declaration.ts'
import type { Field } from '#kernel/record/field.ts'
import { plainDate } from '#kernel/time.ts'
import type { Case } from '#test/support/linkedCase.ts'
import { people } from '#test/support/smallWorld.ts'
import { specify, staff } from '#test/support/specify.ts'
import { bulletin } from './bulletin.ts'
import { mondayOf, rateOf, weeksOwedOn } from './bulletin.week.ts'

const { given, by, acting } = specify(bulletin)
const job = acting({ kind: 'system', job: 'bulletins' })

const tally = { received: 13, closed: 12, verified: 4, closureRate: '92.31%', verifiedRate: '33.33%' }
const figures = {
  ...{ office: '2201:office', from: '2025-04-21', to: '2025-04-27', overdueOn: '2025-04-28', overdue: 1 },
  standing: [
    { until: '2025-04-20', inTheWeek: 0, received: 0, closed: 0, verified: 0 },
    { until: '2025-04-27', inTheWeek: 13, ...tally },
  ],
  units: [{ unit: '220102:police', ...tally }],
  ladder: [{ rung: '提醒', open: 1 }],
  recipients: ['220102:police', '220102:office'],
}
const draft = (more: object = {}) => job('draft', { ...figures, ...more })
const write = (unit = '220102:police') =>
  by('changchunSupervisor', 'write', { praise: [{ unit, what: '查结率居首。' }] })
const submit = () => by('changchunSupervisor', 'submit')
const issue = () => by('changchunOfficeHead', 'issue')

test('drafted with the figures, written by the clerk, issued by the head: it goes to whom it counts', () => {
  given(draft(), write(), submit())
    .when(issue())
    .then({ state: 'issued', outcome: 'issued', recipients: figures.recipients })
  const issued = given(draft(), write(), submit(), issue())
  assert.deepEqual(issued.rolesOf(by('nanguanPoliceHead', 'issue').by), ['recipient'])
  assert.deepEqual(given(draft()).rolesOf(by('nanguanPoliceHead', 'issue').by), [])
  assert.deepEqual(issued.rolesOf(by('chaoyangPoliceHead', 'issue').by), [])
})

test('the clerk hands in and does not issue; the head returns it, or does not issue it, with reasons', () => {
  given(draft(), submit()).when(by('changchunSupervisor', 'issue')).thenRefused('role may not')
  given(draft(), submit())
    .when(by('changchunOfficeHead', 'returnIt', { reasons: '请补充督促内容。' }))
    .then({ state: 'drafted' })
  given(draft())
    .when(by('changchunOfficeHead', 'drop', { reasons: '合并到月通报。' }))
    .then({ state: 'dropped' })
})

const insideOf = (field: Field<unknown>): readonly Field<unknown>[] => [
  field,
  ...(field.items === undefined ? [] : insideOf(field.items)),
  ...Object.values(field.parts ?? {}).flatMap(insideOf),
]
test('it holds units, days, counts and texts, and no field for a person', () => {
  const kinds = new Set(
    Object.values(bulletin.fields)
      .flatMap(insideOf)
      .map(({ kind }) => kind),
  )
  assert.deepEqual([...kinds].toSorted(), [
    'choice',
    'date',
    'group',
    'list',
    'longText',
    'text',
    'unit',
    'whole',
  ])
})

test('shares have two decimals, as published figures have; nothing of nothing has none', () => {
  const shares: readonly (readonly [number, number])[] = [
    [12, 13],
    [1, 3],
    [2, 3],
    [0, 7],
    [7, 7],
    [1, 20_000],
  ]
  assert.deepEqual(
    shares.map(([part, whole]) => rateOf(part, whole)),
    ['92.31%', '33.33%', '66.67%', '0.00%', '100.00%', '0.01%'],
  )
  assert.equal(rateOf(0, 0), undefined)
})

const owed = (day: string, back = 1) =>
  weeksOwedOn(plainDate(day), back, realCalendar).map(({ from, to }) => `${from} ${to}`)
test('a week is owed from the Monday after it, or from the first working day where that is a holiday', () => {
  assert.equal(mondayOf(plainDate('2025-05-04')), '2025-04-28')
  assert.deepEqual(owed('2025-04-28'), ['2025-04-21 2025-04-27'])
  // Labour Day 2025 was off from Thursday to Monday 5 May.
  assert.deepEqual(owed('2025-05-05'), [])
  assert.deepEqual(owed('2025-05-06'), ['2025-04-28 2025-05-04'])
  // National Day 2025 was off from Wednesday 1 to Wednesday 8 October; the Sunday before was worked.
  assert.deepEqual(owed('2025-10-08', 2), ['2025-09-22 2025-09-28'])
  assert.deepEqual(owed('2025-10-09', 2), ['2025-09-22 2025-09-28', '2025-09-29 2025-10-05'])
})

test('no more second looks upheld than were made', () => {
  const units = (upheld: number) => [{ unit: '220102:police', ...tally, rechecked: 2, upheld }]
  given(draft({ units: units(2) }), submit())
    .when(issue())
    .then({ state: 'issued' })
  given()
    .when(draft({ units: units(3) }))
    .thenRefused('ratesFollowFromCounts')
})

test('[ASM] handed in within 2 working days, issued within 1', () => {
  given(draft()).isDue({ submit: '2025-04-30' })
  given(draft(), submit()).isDue({ issue: '2025-04-29' })
})

const inBothPosts = acting({ ...staff('changchunOfficeHead'), person: people.changchunSupervisor })

/** Each rule, and a case in which it alone refuses. */
const cases: Readonly<Record<RuleOf<typeof bulletin>, Case<typeof bulletin>>> = {
  theOfficeOwesOne: ['the office of a county owes none', [], draft({ office: '220102:office' })],
  itIsAWeekThatIsOver: ['the week still runs', [], draft({ from: '2025-04-28', to: '2025-05-04' })],
  ratesFollowFromCounts: [
    'a rate that was made better',
    [],
    draft({ units: [{ unit: '220102:police', ...tally, closureRate: '99.99%' }] }),
  ],
  theUnitIsCounted: ['a unit that no figure speaks of', [draft()], write('220104:police')],
  actorDidNotSubmitIt: ['somebody in both posts', [draft(), submit()], inBothPosts('issue')],
}
for (const [rule, [name, past, act]] of Object.entries(cases))
  test(`${rule}: ${name}`, () => {
    // Keys of the table are rules of the bulletin.
    given(...past)
      .when(act)
      .thenRefused(rule as RuleOf<typeof bulletin>)
  })
