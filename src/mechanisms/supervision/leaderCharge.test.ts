/** A leader in charge as sentences of policy: accepting, doing, handing over; and what a leader has no field to say. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Declaration, RuleOf } from '#kernel/record/declaration.ts'
import { project } from '#kernel/record/projection.ts'
import { listOf } from '#kernel/record/replay.ts'
import { caseTelling, theCaseId, type Case } from '#test/support/linkedCase.ts'
import { directoryWith, people, smallDirectory, ties, type Role } from '#test/support/smallWorld.ts'
import { specify, staff, timeBook, type Act } from '#test/support/specify.ts'
import { leaderCharge } from './leaderCharge.ts'

type ChargeAct = Act<typeof leaderCharge>
const { given, by, acting } = specify(leaderCharge)
const theCase = acting({ kind: 'system', job: 'case' })

const duties = ['progress', 'coordination', 'umbrellas', 'assets', 'rectification'].map((duty) => ({
  duty,
  aim: '按月推进。',
}))
const offer = (
  leader: Role = 'nanguanLeader',
  told: Parameters<typeof caseTelling> = [],
  more: object = {},
  role: Role = 'nanguanOfficeHead',
) =>
  by(
    role,
    'offer',
    {
      ...{ case: theCaseId, title: '南关渔港垄断案', grounds: ['big'], leader: people[leader], duties },
      ...{ contact: people.nanguanCaseClerk, ...more },
    },
    { linked: [caseTelling(...told)] },
  )
const accept = (declaresNoTie = true, role: Role = 'nanguanLeader') =>
  by(role, 'accept', { declaresNoTie }, { linked: [caseTelling()] })
const coordination = { kind: 'hear', on: '2025-04-28', about: 'people', arranged: '增派四名侦查人员。' }
const coordinate = (role: Role, more: object = {}, on = '2025-04-28') =>
  by(role, 'coordinate', { coordination: [{ ...coordination, ...more }] }, { on })
const handOver = (successor: Role = 'changchunLeader') =>
  by(
    'nanguanLeader',
    'handOver',
    { successor: people[successor], handOverReason: 'postChange', openMatters: ['异地协作经费未落实。'] },
    { linked: [caseTelling()] },
  )
const takeOver = (declaresNoTie = true, role: Role = 'changchunLeader') =>
  by(role, 'takeOver', { declaresNoTie }, { linked: [caseTelling()] })
const active = [offer(), accept()]
const reassign = (leader: Role) =>
  by(
    'nanguanOfficeHead',
    'reassign',
    { leader: people[leader], reassignment: 'idle', reasons: '长期未开展工作。' },
    { linked: [caseTelling()] },
  )

test('a leader is assigned, accepts with a declaration, and the case is told', () => {
  given()
    .when(offer())
    .then({ state: 'offered', leaderUnit: '220102:committee', handlingUnit: '220102:police' })
  given(offer()).when(accept()).then({ state: 'active', acceptedOn: '2025-04-28' })
  given(offer())
    .when(accept())
    .thenActs({
      ...{ type: 'case', id: theCaseId, action: 'noteLeader' },
      input: { leaderInCharge: people.nanguanLeader },
    })
})

test('a leader with a tie declines, and somebody else is assigned', () => {
  const declined = [
    offer(),
    by('nanguanLeader', 'decline', { tie: '系当事人近亲属。', reasons: '依法回避。' }),
  ]
  given(...declined)
    .when(
      by('nanguanOfficeHead', 'offerAnew', { leader: people.changchunLeader }, { linked: [caseTelling()] }),
    )
    .then({ state: 'offered', leader: people.changchunLeader })
})

test('both sign the hand-over, and from then on the successor answers', () => {
  given(...active, handOver())
    .when(takeOver())
    .then({
      state: 'active',
      leader: people.changchunLeader,
      handOvers: [{ from: people.nanguanLeader, to: people.changchunLeader, reason: 'postChange' }],
      successor: undefined,
    })
  given(...active, handOver())
    .when(takeOver())
    .thenActs({
      ...{ type: 'case', id: theCaseId, action: 'noteLeader' },
      input: { leaderInCharge: people.changchunLeader },
    })
  const refused = by('changchunLeader', 'refuseHandOver', { tie: '同学关系。', reasons: '依法回避。' })
  given(...active, handOver())
    .when(refused)
    .then({ state: 'active', leader: people.nanguanLeader })
})

/** Whom the record waits for in person: their tenure cannot end (`owed`). */
function owing(past: readonly ChargeAct[]): readonly string[] {
  const { entries, record } = given(...past)
  assert.ok(record)
  const { work } = project(leaderCharge, record, entries, { org: smallDirectory, book: timeBook })
  return work.filter((key) => key.startsWith('person/')).map((key) => key.split('/').at(-1) ?? '')
}

test('a case is owed by its leader until a successor has signed', () => {
  assert.deepEqual(owing(active), [people.nanguanLeader])
  assert.ok(owing([...active, handOver()]).includes(people.nanguanLeader))
  assert.deepEqual(owing([...active, handOver(), takeOver()]), [people.changchunLeader])
})

test('a leader by name only is replaced, and whoever the case names cannot stay', () => {
  given(...active)
    .when(reassign('changchunLeader'))
    .then({ state: 'offered', leader: people.changchunLeader })
  const named = [{ key: 'u:220102:committee', how: 'stated' }]
  const told = { ...theCase('noteNamed', { named }), via: { type: 'case', record: theCaseId } }
  assert.deepEqual(given(...active, told).rolesOf(staff('nanguanLeader')), [])
})

test('it closes with the case', () => {
  const end = { ...theCase('endWithCase'), via: { type: 'case', record: theCaseId } }
  given(...active)
    .when(end)
    .then({ state: 'closed', ended: 'withCase' })
  given(...active)
    .when(by('nanguanOfficeHead', 'close', {}, { linked: [caseTelling({}, { closed: true })] }))
    .then({ state: 'closed', ended: 'withCase' })
})

// The rule of 2015 on leaders and cases, art 3: learn, co-ordinate, urge lawful work; decide nothing.
test('there is no field in which a leader could decide on facts, evidence or outcome', () => {
  assert.deepEqual(Object.keys(leaderCharge.fields), [
    ...['case', 'title', 'grounds', 'office', 'handlingUnit', 'named', 'leader', 'leaderUnit', 'contact'],
    ...['duties', 'assigner', 'declaresNoTie', 'tie', 'acceptedOn', 'coordination', 'successor'],
    ...['handOverReason', 'openMatters', 'handOvers', 'reassignment', 'ended', 'reasons', 'supervisions'],
  ])
  const parts = leaderCharge.fields.coordination.items?.parts ?? {}
  assert.deepEqual(Object.keys(parts), ['kind', 'on', 'about', 'withUnits', 'arranged'])
})

test('what a leader can write into the record is whom, when, why and what was arranged', () => {
  const { actions }: Declaration = leaderCharge
  const written = Object.values(actions)
    .filter(({ by: roles }) =>
      listOf(roles).some((role) => ['leader', 'successor', 'contact'].includes(role)),
    )
    .flatMap(({ asks, adds }) => [...listOf(asks), ...listOf(adds)])
  assert.deepEqual([...new Set(written)].toSorted(), [
    ...['coordination', 'declaresNoTie', 'handOverReason', 'openMatters', 'reasons', 'successor', 'tie'],
  ])
})

const clocks: readonly (readonly [string, readonly ChargeAct[], Readonly<Record<string, string>>])[] = [
  ['[W18] accepted within 7 days', [offer()], { accept: '2025-05-06' }],
  [
    '[W18] assigned anew within 7 days',
    [offer(), by('nanguanLeader', 'decline', { reasons: '回避。' })],
    { offerAnew: '2025-05-06' },
  ],
  ['[ASM] acts within 30 days', active, { coordinate: '2025-05-28' }],
  [
    '[ASM] and again within 30 days of each act',
    [...active, coordinate('nanguanLeader', { on: '2025-05-20' }, '2025-05-20')],
    { coordinate: '2025-06-19' },
  ],
  [
    '[ASM] taken over within 10 working days',
    [...active, handOver()],
    { coordinate: '2025-05-28', takeOver: '2025-05-15' },
  ],
]
for (const [name, past, due] of clocks)
  test(name, () => {
    given(...past).isDue(due)
  })

/** Each rule, and a case in which it alone refuses. The tie of a successor stands below. */
const cases: Readonly<
  Record<Exclude<RuleOf<typeof leaderCharge>, 'successorIsNotTiedToTheCase'>, Case<typeof leaderCharge>>
> = {
  theCaseIsOpen: ['nobody takes charge of a closed case', [], offer('nanguanLeader', [{}, { closed: true }])],
  theCaseIsClosed: [
    'a charge does not end before its case',
    active,
    by('nanguanOfficeHead', 'close', {}, { linked: [caseTelling()] }),
  ],
  theCaseHasNoLeaderYet: [
    'two leaders are nobody',
    [],
    offer('nanguanLeader', [{ leaderInCharge: people.changchunLeader }]),
  ],
  officeStandsOverTheCase: [
    'an office assigns for its own area',
    [],
    offer('nanguanLeader', [], {}, 'chuanyingOfficeHead'),
  ],
  leaderLeadsOverTheCase: ['a clerk is no leader', [], offer('nanguanCaseClerk')],
  successorLeadsOverTheCase: ['a successor leads, too', active, handOver('nanguanInvestigator')],
  leaderIsNotTiedToTheCase: [
    'a leader tied to a party cannot take it',
    [],
    offer('nanguanLeader', [{ named: [{ key: `p:${people.nanguanLeader}`, how: 'stated' }] }]),
  ],
  noTieIsDeclared: ['nobody takes it without a declaration', [offer()], accept(false)],
  everyDutyIsSet: ['no duty is left out', [], offer('nanguanLeader', [], { duties: duties.slice(1) })],
  coordinatedByNow: [
    'nothing is logged before it happened',
    active,
    coordinate('nanguanCaseClerk', { on: '2025-04-29' }),
  ],
  successorIsSomebodyElse: ['nobody hands over to themselves', active, handOver('nanguanLeader')],
  leaderIsSomebodyElse: ['reassigning is to somebody else', active, reassign('nanguanLeader')],
}
for (const [rule, [name, past, act, ...also]] of Object.entries(cases)) {
  test(`${rule}: ${name}`, () => {
    // Keys of the table, and what is refused besides, are rules of the charge.
    given(...past)
      .when(act)
      .thenRefused(...([rule, ...also] as RuleOf<typeof leaderCharge>[]))
  })
}

test('a tie that the directory knows counts, whatever is declared: a spouse of somebody named', () => {
  const org = directoryWith({
    ties: [
      ...ties,
      {
        id: '30000000-0000-4000-8000-000000000009',
        person: people.nanguanLeader,
        other: { name: '于德海' },
        kind: 'spouse',
        from: ties[0]?.from ?? assert.fail(),
      },
    ],
  })
  const tied = specify(leaderCharge, { org })
  const named = [{ key: 'n:于德海', how: 'stated' }]
  tied
    .given()
    .when(offer('nanguanLeader', [{ named }]))
    .thenRefused('leaderIsNotTiedToTheCase')
  tied
    .given(offer('changchunLeader', [], {}), accept(true, 'changchunLeader'))
    .when(
      by(
        'changchunLeader',
        'handOver',
        { successor: people.nanguanLeader, handOverReason: 'division', openMatters: ['无。'] },
        { linked: [caseTelling({ named })] },
      ),
    )
    .thenRefused('successorIsNotTiedToTheCase')
})

test('who may do what with a case in charge', () => {
  const acts = ['coordinate', 'handOver', 'reassign', 'close'] as const
  const table: Readonly<Partial<Record<Role, readonly string[]>>> = {
    nanguanLeader: ['coordinate', 'handOver'],
    nanguanCaseClerk: ['coordinate'],
    nanguanOfficeHead: ['reassign', 'close'],
    nanguanPoliceHead: [],
    changchunLeader: [],
    changchunOfficeHead: ['reassign', 'close'],
    provinceSupervisor: [],
    nanguanInvestigator: [],
    auditor: [],
  }
  const { entries } = given(...active)
  for (const [role, expected] of Object.entries(table)) {
    const may = acts.filter((action) => {
      // The keys of the table are roles of the small world.
      const decision = specify(leaderCharge).decideOn(entries, by(role as Role, action))
      return !('refused' in decision && decision.refused.some(({ because }) => because === 'role may not'))
    })
    assert.deepEqual(may, expected, role)
  }
})
