/** A listing's life as sentences of policy: the ways through, each clock, each rule refusing once, who may do what. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RuleOf } from '#kernel/record/declaration.ts'
import { caseTelling, mayDo, theCaseId, type Case } from '#test/support/linkedCase.ts'
import { people, type Role } from '#test/support/smallWorld.ts'
import { specify, staff, type Act } from '#test/support/specify.ts'
import { listing } from './listing.ts'

type ListingAct = Act<typeof listing>
const { given, by, bySystem, acting, decideOn } = specify(listing)
const theCase = acting({ kind: 'system', job: 'case' })

const targets = ['arrests', 'assets', 'umbrellas', 'trial'].map((target) => ({ target, what: '依法办理。' }))
const proposal = {
  case: theCaseId,
  title: '南关渔港垄断案',
  origin: 'inferior',
  listingBody: '22:office',
  reasonCodes: ['socialImpact', 'localResistance'],
  grounds: '群众反映强烈，当地阻力大。',
  targets,
  stage: 'investigation',
}
const propose = (
  more: object = {},
  told: Parameters<typeof caseTelling> = [],
  role: Role = 'nanguanOfficeHead',
) => by(role, 'propose', { ...proposal, ...more }, { linked: [caseTelling(...told)] })
const approve = (more: object = {}, told: Parameters<typeof caseTelling> = []) =>
  by(
    'provinceOfficeHead',
    'approve',
    {
      ...{ supervisor: people.provinceSupervisor, limit: '12m', rhythm: 'monthly' },
      ...{ instructions: '依法推进。', ...more },
    },
    { linked: [caseTelling(...told)] },
  )
const report = (from: string, to: string, stage = 'investigation') => ({
  ...{ from, to, stage, held: 9, crimesProved: 12, assetsControlled: 310_000_00, assetsDisposed: 0 },
  ...{ umbrellas: 1, difficulties: '资金流向复杂。' },
})
const draft = (
  from = '2025-04-28',
  to = '2025-05-19',
  on = '2025-05-20',
  role: Role = 'nanguanInvestigator',
) => by(role, 'draftReport', { report: report(from, to) }, { on })
const sign = (on = '2025-05-20', role: Role = 'nanguanPoliceHead') => by(role, 'signReport', {}, { on })
const conditions = ['effectiveJudgment', 'propertyPlan', 'umbrellaConclusion', 'lettersSent']
const applyForDelisting = (codes: readonly string[] = conditions, stage = 'enforcement', on = '2025-06-03') =>
  by(
    'nanguanPoliceHead',
    'applyForDelisting',
    { conditions: codes.map((condition) => ({ condition, proof: '见附件。' })) },
    { on, linked: [caseTelling({ stage })] },
  )
const check = (met: boolean, codes: readonly string[] = conditions) =>
  by(
    'provinceSupervisor',
    'check',
    { judgments: codes.map((condition) => ({ condition, met, why: '已核对。' })) },
    { on: '2025-06-05' },
  )
const delist = (role: Role = 'provinceOfficeHead') => by(role, 'delist', {}, { on: '2025-06-06' })
const supervised = [propose(), approve()]
const reported = [...supervised, draft(), sign()]
const checked = [...reported, applyForDelisting(), check(true)]

test('a case is listed by a body above, and is told so', () => {
  given()
    .when(propose())
    .then({ state: 'toApprove', handlingUnit: '220102:police', proposingUnit: '220102:office' })
  given(propose())
    .when(approve())
    .then({ state: 'inProgress', level: 'province', supervisor: people.provinceSupervisor })
  given(propose())
    .when(approve())
    .thenActs({ type: 'case', id: theCaseId, action: 'noteListing', input: { listed: true } })
})

test('whom the case names is named here, too, from the first moment', () => {
  const named = [
    { key: 'u:220102:court', how: 'stated', addedBy: people.nanguanInvestigator, addedAt: '2025-04-01' },
  ]
  given()
    .when(propose({}, [{ named }]))
    .then({ named: [{ key: 'u:220102:court', how: 'stated' }] })
})

test('a report is drafted by who works on the case and signed by a head of the unit, and then stands for good', () => {
  given(...supervised, draft())
    .when(sign())
    .then({ state: 'inProgress', stage: 'investigation' })
  const { record } = given(...reported, draft('2025-05-20', '2025-06-18', '2025-06-19'), sign('2025-06-19'))
  assert.partialDeepStrictEqual(record, {
    reports: [
      { from: '2025-04-28', to: '2025-05-19', signedBy: people.nanguanPoliceHead },
      { from: '2025-05-20', to: '2025-06-18', signedBy: people.nanguanPoliceHead },
    ],
  })
})

test('it comes off the list when every condition is shown, checked and decided by somebody else', () => {
  given(...checked)
    .when(delist())
    .then({ state: 'delisted', outcome: 'delisted' })
  given(...checked)
    .when(delist())
    .thenActs({ type: 'case', id: theCaseId, action: 'noteListing', input: { listed: false } })
})

test('one condition that is not met keeps it on the list, and reports fall due again', () => {
  given(...reported, applyForDelisting(), check(false))
    .when(by('provinceOfficeHead', 'keep', { reasons: '财产尚无处置方案。' }, { on: '2025-06-06' }))
    .then({ state: 'inProgress', conditions: undefined, judgments: undefined })
})

test('withdrawal is an exit of its own, with its ground, and the case is told', () => {
  const withdraw = by('provinceOfficeHead', 'withdraw', {
    withdrawalGround: 'higherListing',
    reasons: '全国扫黑办挂牌。',
  })
  given(...supervised)
    .when(withdraw)
    .then({ state: 'withdrawn', outcome: 'withdrawn' })
  given(...supervised)
    .when(withdraw)
    .thenActs({ type: 'case', id: theCaseId, action: 'noteListing', input: { listed: false } })
})

test('when the case goes to another unit the listing goes with it, and the unit that had it loses it', () => {
  const moved = {
    ...theCase('noteHandlingUnit', { handlingUnit: '220104:police' }),
    via: { type: 'case', record: theCaseId },
  }
  const after = given(...supervised, moved)
  assert.equal(after.record?.['handlingUnit'], '220104:police')
  assert.deepEqual(after.rolesOf(staff('nanguanInvestigator')), [])
  assert.deepEqual(after.rolesOf(staff('chaoyangInvestigator')), ['handler'])
})

test('whoever the case names later loses the listing in that instant', () => {
  const named = [{ key: `p:${people.nanguanDeputyHead}`, how: 'stated' }]
  const told = { ...theCase('noteNamed', { named }), via: { type: 'case', record: theCaseId } }
  assert.deepEqual(given(...supervised).rolesOf(staff('nanguanPoliceHead')), ['handlingHead'])
  assert.deepEqual(given(...supervised, told).rolesOf(staff('nanguanPoliceHead')), [])
})

test('a leader and an auditor follow what is listed, and decide nothing about it', () => {
  for (const role of ['nanguanLeader', 'auditor'] as const)
    assert.deepEqual(allowed(supervised, role), [], role)
})

// All assumed [ASM]; acts on 28 April 2025 unless told; 1 to 5 May are holidays.
const clocks: readonly (readonly [string, readonly ListingAct[], Readonly<Record<string, string>>])[] = [
  ['[ASM] decided within 10 working days', [propose()], { approve: '2025-05-15' }],
  [
    '[ASM] proposed anew within 10 working days',
    [propose(), by('provinceOfficeHead', 'returnIt', { reasons: '补充目标。' })],
    { proposeAnew: '2025-05-15' },
  ],
  [
    '[ASM] a report each month, all within twelve',
    supervised,
    { report: '2025-05-28', finish: '2026-04-28' },
  ],
  [
    '[ASM] a report each week, all within six months',
    [propose(), approve({ rhythm: 'weekly', limit: '6m' })],
    { report: '2025-05-06', finish: '2025-10-28' },
  ],
  [
    '[ASM] a report each half month, all within eighteen',
    [propose(), approve({ rhythm: 'halfMonthly', limit: '18m' })],
    { report: '2025-05-13', finish: '2026-10-28' },
  ],
  [
    '[ASM] a report each quarter, all within twenty-four months',
    [propose(), approve({ rhythm: 'quarterly', limit: '24m' })],
    { report: '2025-07-28', finish: '2027-04-28' },
  ],
  [
    '[ASM] signed within two working days',
    [...supervised, draft()],
    { report: '2025-05-28', finish: '2026-04-28', sign: '2025-05-22' },
  ],
  ['each signed report starts the next period', reported, { report: '2025-06-20', finish: '2026-04-28' }],
  [
    '[ASM] an urging is answered within five working days',
    [
      ...supervised,
      by(
        'provinceSupervisor',
        'urge',
        { urgings: [{ what: '进展报告逾期。', newDate: '2025-06-05' }] },
        { on: '2025-06-03' },
      ),
    ],
    { report: '2025-05-28', finish: '2026-04-28', reply: '2025-06-10' },
  ],
  [
    '[ASM] conditions are checked within 10 working days; no report is due meanwhile',
    [...reported, applyForDelisting()],
    { report: 'stands', finish: '2026-04-28', check: '2025-06-17' },
  ],
  [
    '[ASM] decided within 5 working days',
    checked,
    { report: 'stands', finish: '2026-04-28', decide: '2025-06-12' },
  ],
  ['[ASM] archived within 60 days', [...checked, delist()], { archive: '2025-08-05' }],
  [
    '[ASM] the overall limit is extended by approval',
    [...supervised, by('provinceOfficeHead', 'extend', { extensionTerm: '3m', reasons: '案情复杂。' })],
    { report: '2025-05-28', finish: '2026-07-28' },
  ],
]
for (const [name, past, due] of clocks)
  test(name, () => {
    given(...past).isDue(due)
  })

test('the clock escalates by itself, and what is late goes out as a numbered letter', () => {
  given(...supervised)
    .when(bySystem('escalate', { supervisions: [{ rung: 'report:remind', text: '报告将到期。' }] }))
    .then({ state: 'inProgress' })
})

const extension = (on: string) =>
  by('provinceOfficeHead', 'extend', { extensionTerm: '1m', reasons: '案情复杂。' }, { on })
const visit = (visitors: readonly string[], on = '2025-04-28') =>
  by('provinceSupervisor', 'visit', { visits: [{ on, visitors, found: '台账齐全。', wanted: '加快。' }] })

const takeUp = (role: Role, listingBody: string, supervisor: Role) =>
  by(role, 'takeUp', { listingBody, supervisor: people[supervisor], reasons: '原挂牌单位应当回避。' })

test('a body above takes a listing up, with a supervisor of its own', () => {
  const own = [
    propose({ origin: 'own', listingBody: '220102:office' }, [], 'nanguanCaseClerk'),
    by(
      'nanguanOfficeHead',
      'approve',
      { supervisor: people.nanguanCaseClerk, limit: '6m', rhythm: 'monthly', instructions: '依法推进。' },
      { linked: [caseTelling()] },
    ),
  ]
  given(...own)
    .when(takeUp('changchunOfficeHead', '2201:office', 'changchunSupervisor'))
    .then({ listingBody: '2201:office', level: 'prefecture', supervisor: people.changchunSupervisor })
})

/** Each rule, and a case in which it alone refuses. */
const cases: Readonly<
  Record<Exclude<RuleOf<typeof listing>, 'aUnitIsSupervisedInWriting'>, Case<typeof listing>>
> = {
  theCaseIsOpen: ['a closed case is not listed', [], propose({}, [{}, { closed: true }])],
  theCaseIsNotListedYet: ['a listed case is not listed twice', [], propose({}, [{ listed: true }])],
  proposerStandsOverTheCase: [
    'nobody proposes what is none of their area',
    [],
    propose({}, [], 'chuanyingOfficeHead'),
  ],
  listingBodyMayList: ['a committee does not list', [], propose({ listingBody: '22:politicalLegal' })],
  listingBodyStandsOverTheCase: [
    'an office of another place does not list',
    [],
    propose({ listingBody: '2202:office', origin: 'own' }),
    'originFitsTheBody',
  ],
  listingBodyIsNotTiedToTheNamed: [
    'a body that depends on somebody named does not list',
    [],
    propose({}, [{ named: [{ key: 'u:22:office', how: 'stated' }] }]),
  ],
  originFitsTheBody: [
    'what a superior wants names its document',
    [],
    propose({ listingBody: '220102:office', origin: 'superior' }),
  ],
  everyTargetIsSet: ['no target is left out', [], propose({ targets: targets.slice(1) })],
  actorIsNotTheProposer: [
    'whoever proposed does not approve',
    [propose({ origin: 'own' }, [], 'provinceOfficeHead')],
    approve(),
  ],
  supervisorServesTheListingBody: [
    'the supervisor serves the body that lists',
    [propose()],
    approve({ supervisor: people.changchunSupervisor }),
  ],
  supervisorIsNotTiedToTheNamed: [
    'nobody supervises a case that names them',
    [propose({}, [{ named: [{ key: 'n:周大海', how: 'stated' }] }])],
    approve({ supervisor: people.centreAssessor }),
    'first',
    'supervisorServesTheListingBody',
  ],
  actorTakesItUp: [
    'nobody takes up a listing from a body above',
    supervised,
    takeUp('changchunOfficeHead', '2201:office', 'changchunSupervisor'),
  ],
  extensionsAreNotUsedUp: [
    'the limit is extended twice at most',
    [...supervised, extension('2025-05-06'), extension('2025-05-07')],
    extension('2025-05-08'),
  ],
  periodIsOver: [
    'nobody reports on days that have not passed',
    supervised,
    draft('2025-04-28', '2025-05-30'),
  ],
  periodFollowsTheLast: [
    'a report leaves no gap after the last',
    reported,
    draft('2025-05-25', '2025-06-18', '2025-06-19'),
  ],
  actorDidNotDraftIt: [
    'whoever drafted a report does not sign it',
    [...supervised, draft('2025-04-28', '2025-05-19', '2025-05-20', 'nanguanPoliceHead')],
    sign(),
  ],
  newDateIsAhead: [
    'an urging sets a date to come',
    supervised,
    by('provinceSupervisor', 'urge', { urgings: [{ what: '逾期。', newDate: '2025-04-28' }] }),
  ],
  anUrgingIsUnanswered: [
    'nobody replies to what was not asked',
    supervised,
    by('nanguanPoliceHead', 'reply', { urgingReplies: [{ text: '已办理。' }] }),
  ],
  happenedByNow: [
    'nothing is logged before it happened',
    supervised,
    visit([people.provinceSupervisor, people.provinceCaseClerk], '2025-04-29'),
  ],
  interviewedLeadsThere: [
    'an interview is of somebody who leads there',
    supervised,
    by('provinceOfficeHead', 'interview', {
      interviews: [
        { on: '2025-04-28', whom: people.nanguanInvestigator, matters: '进展缓慢。', promised: '整改。' },
      ],
    }),
  ],
  visitedByTwo: ['nobody goes there alone', supervised, visit([people.provinceSupervisor])],
  theCaseIsElsewhere: [
    'a listing follows a case that went elsewhere',
    supervised,
    by('provinceSupervisor', 'followCase', {}, { linked: [caseTelling()] }),
  ],
  everyConditionIsShown: ['no condition is left out', reported, applyForDelisting(conditions.slice(0, 3))],
  theCaseBearsItOut: [
    'no paper makes a judgment take effect: the case says so itself',
    reported,
    applyForDelisting(conditions, 'trial'),
  ],
  everyConditionIsJudged: [
    'the checker judges each condition',
    [...reported, applyForDelisting()],
    check(true, conditions.slice(1)),
  ],
  everyConditionIsMet: [
    'what is not met is not delisted',
    [...reported, applyForDelisting(), check(false)],
    delist(),
  ],
  actorIsNotTheChecker: [
    'whoever checked does not decide',
    [
      propose(),
      approve({ supervisor: people.provinceOfficeHead }),
      draft(),
      sign(),
      applyForDelisting(),
      { ...check(true), by: staff('provinceOfficeHead') },
    ],
    delist(),
  ],
}
// Keys of the table, and what is refused besides, are rules of the listing, in the order in which the action names them.
const refusalsOf = (rule: string, also: readonly string[]) =>
  (also.includes('first') ? [...also.slice(1), rule] : [rule, ...also]) as RuleOf<typeof listing>[]

for (const [rule, [name, past, act, ...also]] of Object.entries(cases))
  test(`${rule}: ${name}`, () => {
    given(...past)
      .when(act)
      .thenRefused(...refusalsOf(rule, also))
  })

test('leaders of the place and of those above may be interviewed', () => {
  for (const whom of ['nanguanPoliceHead', 'nanguanLeader', 'changchunLeader'] as const)
    given(...supervised)
      .when(
        by('provinceOfficeHead', 'interview', {
          interviews: [{ on: '2025-04-28', whom: people[whom], matters: '进展缓慢。', promised: '整改。' }],
        }),
      )
      .then({ state: 'inProgress' })
})

function allowed(past: readonly ListingAct[], role: Role): readonly string[] {
  const { entries, record } = given(...past)
  return mayDo(listing, record?.state, (action) => {
    // Every name comes from the declaration.
    const decision = decideOn(entries, by(role, action as ListingAct['action'], {}, { on: '2025-07-01' }))
    return 'refused' in decision ? decision.refused : []
  })
}

const permissions: readonly (readonly [
  string,
  readonly ListingAct[],
  Readonly<Partial<Record<Role, readonly string[]>>>,
])[] = [
  [
    'a proposal',
    [propose()],
    {
      provinceOfficeHead: ['returnIt', 'reject', 'approve', 'name'],
      nanguanOfficeHead: [],
      nanguanInvestigator: [],
      provinceSupervisor: [],
      changchunOfficeHead: [],
    },
  ],
  [
    'a listed case',
    supervised,
    {
      provinceOfficeHead: [
        'supervise',
        'interview',
        'extend',
        'replaceSupervisor',
        'withdraw',
        'name',
        'followCase',
        'takeUp',
      ],
      provinceSupervisor: ['urge', 'supervise', 'visit', 'name', 'followCase'],
      nanguanInvestigator: ['draftReport', 'reportEvent', 'reply'],
      nanguanPoliceHead: ['draftReport', 'reportEvent', 'reply', 'applyForDelisting'],
      chaoyangInvestigator: [],
      nanguanOfficeHead: ['takeUp'],
      changchunSupervisor: [],
      changchunLeader: [],
    },
  ],
  [
    'a delisting to decide',
    checked,
    {
      provinceOfficeHead: [
        ...['delist', 'keep', 'withdraw', 'supervise', 'interview', 'extend', 'replaceSupervisor'],
        ...['name', 'followCase', 'takeUp'],
      ],
      provinceSupervisor: ['urge', 'supervise', 'visit', 'name', 'followCase'],
      nanguanPoliceHead: ['reportEvent', 'reply'],
    },
  ],
]
for (const [name, past, table] of permissions)
  test(`who may do what: ${name}`, () => {
    for (const [role, expected] of Object.entries(table))
      // The keys of the table are roles of the small world.
      assert.deepEqual(allowed(past, role as Role).toSorted(), expected.toSorted(), role)
  })
