/** What must be so of compulsory measures, and every clock of theirs with the article beside it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DeadlineOf, Linked, RuleOf } from '#kernel/record/declaration.ts'
import { checksOf, team } from '#test/support/caseActs.ts'
import { people } from '#test/support/smallWorld.ts'
import { recordNo, specify, staff, type Act } from '#test/support/specify.ts'
import { custody } from './custody.ts'

const { given, by, bySystem } = specify(custody)
type CustodyAct = Act<typeof custody>

const theCase = (more: object = {}): Linked => ({
  ...{
    type: 'case',
    id: recordNo(9),
    link: 'case',
    direction: 'from',
    state: 'investigating',
    closed: false,
  },
  told: {
    ...{ title: '4·28专案', stage: 'investigation', handlingUnit: '220102:police', team },
    ...{ procuratorate: '220102:procuratorate', court: '220102:court' },
    ...{ evidenceNumbers: ['Z1', 'Z2'], excludedEvidence: ['Z2'], ...more },
  },
})
const linked = [theCase()]

const about = { case: recordNo(9), personNo: 'R1', personName: '甲某', minor: false, reasons: '结伙作案。' }
const propose = (kind: string, ground: string): CustodyAct =>
  by('nanguanInvestigator', 'propose', { ...about, kind, ground }, { linked })
const approve = by('nanguanPoliceHead', 'approve', { opinion: '同意。' })
/** On a Friday before a long holiday: 2025-04-25; 1 to 5 May are days off. */
const execute = (on = '2025-04-28'): CustodyAct =>
  by('nanguanInvestigator', 'execute', { executedOn: on, place: '南关区看守所' }, { on })
const detained = [propose('detention', 'repeated'), approve, execute()] as const
const request = by('nanguanPoliceHead', 'requestArrest', { requestReasons: '有证据证明。' })
const arrest = by(
  'nanguanProcurator',
  'approveArrest',
  { checks: checksOf('arrest', undefined), opinion: '批准。' },
  { linked },
)
const arrested = [...detained, request, arrest] as const
const fromCase = (action: CustodyAct['action'], input: object = {}): CustodyAct => ({
  ...by('nanguanPoliceHead', action, { ...input }),
  via: { type: 'case', record: recordNo(9) },
})

const extendDetention = (detentionGround: string, detentionTerm: string) =>
  by('nanguanPoliceHead', 'extendDetention', { detentionGround, detentionTerm, reasons: '案情需要。' })
const extend = (who: Parameters<typeof by>[0], custodyGround: string, custodyTerm: string) =>
  by(who, 'extendCustody', { custodyGround, custodyTerm, opinion: '批准。' })
const first = extend('changchunProcurator', 'complex', '1m')
const second = extend('provinceProcurator', 'group', '2m')
const third = extend('provinceProcurator', 'tenYears', '2m')

// article, what was done, the clock, the day it ends. 1 to 5 May 2025 are days off: none of these ends moves.
const clocks: readonly (readonly [string, readonly CustodyAct[], DeadlineOf<typeof custody>, string])[] = [
  ['刑事诉讼法 85', detained, 'tellFamily', '2025-04-29'],
  ['刑事诉讼法 86', detained, 'firstInterrogation', '2025-04-29'],
  ['刑事诉讼法 91: 三日', detained, 'askForArrest', '2025-05-01'],
  ['刑事诉讼法 91: 延长一日', [...detained, extendDetention('special', '1d')], 'askForArrest', '2025-05-02'],
  ['刑事诉讼法 91: 延长四日', [...detained, extendDetention('special', '4d')], 'askForArrest', '2025-05-05'],
  ['刑事诉讼法 91: 至三十日', [...detained, extendDetention('joint', '27d')], 'askForArrest', '2025-05-28'],
  ['刑事诉讼法 91: 七日', [...detained, request], 'decideArrest', '2025-05-05'],
  ['刑事诉讼法 156: 二个月', arrested, 'custody', '2025-06-28'],
  ['刑事诉讼法 156: 加一个月', [...arrested, first], 'custody', '2025-07-28'],
  ['刑事诉讼法 158: 再加二个月', [...arrested, first, second], 'custody', '2025-09-28'],
  ['刑事诉讼法 159: 再加二个月', [...arrested, first, second, third], 'custody', '2025-11-28'],
  ['刑事诉讼法 98、172', [...arrested, fromCase('passToProcuratorate')], 'review', '2025-05-28'],
  [
    '刑事诉讼法 172: 加十五日',
    [...arrested, fromCase('passToProcuratorate'), fromCase('lengthenReview', { stageExtension: '15d' })],
    'review',
    '2025-06-12',
  ],
  [
    '刑事诉讼法 175',
    [...arrested, fromCase('passToProcuratorate'), fromCase('passToSupplement')],
    'supplement',
    '2025-05-28',
  ],
  [
    '刑事诉讼法 208',
    [...arrested, fromCase('passToProcuratorate'), fromCase('passToCourt')],
    'trial',
    '2025-06-28',
  ],
  [
    '刑事诉讼法 243',
    [...arrested, fromCase('passToProcuratorate'), fromCase('passToCourt'), fromCase('passToAppeal')],
    'secondInstance',
    '2025-06-28',
  ],
  ['刑事诉讼法 79: 取保候审', [propose('bail', 'noDanger'), approve, execute()], 'bail', '2026-04-28'],
  [
    '刑事诉讼法 79: 监视居住',
    [propose('residential', 'caseNeeds'), approve, execute()],
    'surveillance',
    '2025-10-28',
  ],
]
for (const [article, acts, name, ends] of clocks)
  test(`${article}: ${name} ends on ${ends}, a day off or not`, () => {
    const due = given(...acts).clock(name)?.ledger.due
    // The due instant is the end of the day in Beijing, or an hour of it.
    assert.equal(new Date(Date.parse(due ?? '') + 8 * 3_600_000 - 1).toISOString().slice(0, 10), ends)
  })

// who asks for which extension, after which others: by the organ the law names, in the order of the law
const refusedExtensions: readonly (readonly [
  string,
  readonly CustodyAct[],
  CustodyAct,
  readonly RuleOf<typeof custody>[],
])[] = [
  [
    '刑事诉讼法 156: the procuratorate of the case itself',
    arrested,
    by('nanguanProcurator', 'extendCustody', { custodyGround: 'complex', custodyTerm: '1m', opinion: '。' }),
    ['approverIsTheOneTheLawNames'],
  ],
  [
    '刑事诉讼法 158: the prefecture',
    [...arrested, first],
    extend('changchunProcurator', 'group', '2m'),
    ['approverIsTheOneTheLawNames'],
  ],
  [
    '刑事诉讼法 156: two months at first',
    arrested,
    extend('changchunProcurator', 'complex', '2m'),
    ['extensionIsTheNextOfTheLaw'],
  ],
  [
    '刑事诉讼法 158: before that of 156',
    arrested,
    second,
    ['extensionIsTheNextOfTheLaw', 'approverIsTheOneTheLawNames'],
  ],
  [
    '刑事诉讼法 159: a fourth',
    [...arrested, first, second, third],
    third,
    ['extensionIsTheNextOfTheLaw', 'approverIsTheOneTheLawNames'],
  ],
]
for (const [article, acts, act, refused] of refusedExtensions)
  test(`${article}: refused`, () => {
    given(...acts)
      .when(act)
      .thenRefused(...refused)
  })

test('an extension keeps the row of the law that allowed it', () => {
  const { record: detention } = given(...detained, extendDetention('joint', '27d'))
  assert.equal(detention?.['detentionRow'], 'custody.detentionExtension/toThirty@2018-01-01')
  const { record: afterTwo } = given(...arrested, first, second)
  assert.equal(afterTwo?.['custodyRow'], 'custody.extensionOf/second@2018-01-01')
})

test('a detention is lengthened by four days at most in special cases, to thirty for joint crimes, and once', () => {
  given(...detained)
    .when(extendDetention('special', '27d'))
    .thenRefused('detentionGroundAllowsTheTerm')
  given(...detained, extendDetention('special', '2d'))
    .when(extendDetention('special', '2d'))
    .thenRefused('detentionIsExtendedOnce')
})

test('no measure before the case is filed, none by somebody outside the team, and no arrest within the police', () => {
  const wish = (role: Parameters<typeof by>[0], kind: string, told: object) =>
    by(role, 'propose', { ...about, kind, ground: 'repeated' }, { linked: [theCase(told)] })
  given()
    .when(wish('nanguanInvestigator', 'detention', { stage: undefined }))
    .thenRefused('caseIsFiledAndUnderInvestigation')
  given()
    .when(wish('chaoyangInvestigator', 'detention', {}))
    .thenRefused('actorIsOnTheTeam')
  given()
    .when(wish('nanguanInvestigator', 'arrest', {}))
    .thenRefused('arrestIsAskedOfTheProcuratorate', 'groundIsThatOfTheMeasure')
  given()
    .when(wish('nanguanInvestigator', 'bail', {}))
    .thenRefused('groundIsThatOfTheMeasure')
})

test('a measure is entered on the day it is executed, or its clocks would be wrong', () => {
  given(propose('detention', 'repeated'), approve)
    .when(by('nanguanInvestigator', 'execute', { executedOn: '2025-04-27', place: '看守所' }))
    .thenRefused('executedToday')
})

test('arrest is approved with every condition met, on evidence that stands', () => {
  const wish = (checks: unknown) =>
    by('nanguanProcurator', 'approveArrest', { checks, opinion: '。' }, { linked })
  const past = given(...detained, request)
  past.when(wish(checksOf('arrest', undefined, ['arrestNeeded']))).thenRefused('everyConditionOfArrestIsMet')
  past.when(wish(checksOf('arrest', undefined).slice(1))).thenRefused('everyRowIsAnswered')
  const excluded = checksOf('arrest', undefined).map((row) => ({ ...row, evidence: ['Z2'] }))
  past.when(wish(excluded)).thenRefused('whatIsMetIsProvedByEvidenceThatStands')
})

test('when its time has run out the measure has lapsed, and what is left is to set the person free', () => {
  const lapsed = given(...detained, bySystem('lapse', {}, { on: '2025-05-02' }))
  assert.equal(lapsed.record?.state, 'toRelease')
  assert.equal(lapsed.record['freeBecause'], 'lapsed')
  lapsed
    .when(by('nanguanPoliceHead', 'requestArrest', { requestReasons: '。' }, { on: '2025-05-02' }))
    .thenRefused('not from this state')
  lapsed
    .when(by('nanguanInvestigator', 'release', { releasedOn: '2025-05-02' }, { on: '2025-05-02' }))
    .then({ state: 'ended', outcome: 'released' })
})

test('an arrest that is refused frees the person at once, or leaves bail', () => {
  const refused = given(
    ...detained,
    request,
    by('nanguanProcurator', 'refuseArrest', { refusalReasons: '证据不足。' }),
  )
  refused.isDue({ release: '2025-04-29' })
  refused
    .when(by('nanguanPoliceHead', 'changeMeasure', { kind: 'bail', reasons: '继续侦查。' }))
    .then({ state: 'onBail' })
})

test('another grave crime lets custody be counted anew, and extensions with it', () => {
  const anew = given(
    ...arrested,
    first,
    by('nanguanPoliceHead', 'recount', { newCrime: '另有故意伤害。' }, { on: '2025-06-10' }),
  )
  assert.equal(anew.clock('custody')?.ledger.run, 2)
  anew.when({ ...first, at: anew.entries.at(-1)?.at ?? first.at }).then({ state: 'arrested' })
})

test('nobody is held away from home before family and counsel are told, and each move needs its own notice', () => {
  const told = { on: '2025-04-28', way: 'phone', whom: '父亲' }
  const elsewhere = by('nanguanPoliceHead', 'holdElsewhere', {
    remotePlace: '吉林市看守所',
    reasons: '办案需要。',
  })
  const tell = (more: object) =>
    by('nanguanInvestigator', 'tellOfRemoteCustody', { remoteFamilyNotice: told, ...more })
  given(...arrested)
    .when(elsewhere)
    .thenRefused('familyAndCounselAreTold')
  given(...arrested)
    .when(tell({ counsel: 'told' }))
    .thenRefused('counselIsToldOrNoneIsAppointed')
  const both = tell({ counsel: 'told', remoteCounselNotice: { ...told, whom: '律师' } })
  given(...arrested, both)
    .when(elsewhere)
    .then({ state: 'arrested' })
  given(...arrested, both, elsewhere)
    .when(elsewhere)
    .thenRefused('familyAndCounselAreTold')
  given(...arrested, tell({ counsel: 'noneAppointed' }))
    .when(elsewhere)
    .then({ state: 'arrested' })
})

test('two officers at least interrogate', () => {
  const asked = (officers: readonly string[]) =>
    by('nanguanInvestigator', 'interrogate', {
      interrogations: [{ on: '2025-04-28', officers, what: '讯问。' }],
    })
  given(...detained)
    .when(asked([team[0] ?? '']))
    .thenRefused('twoOfficersAsked')
  given(...detained)
    .when(asked(team))
    .then({ state: 'detained' })
})

test('the office follows the clocks and never sees who is held', () => {
  assert.deepEqual(given(...detained).rolesOf(staff('nanguanCaseClerk')), ['office'])
  const { sees } = { sees: custody.roles.office.seesOnly as readonly string[] }
  assert.ok(!sees.includes('personName') && !sees.includes('reasons') && !sees.includes('place'))
})

test('whoever the case names is kept out of its measures, those that have ended included', () => {
  const named = [{ key: `p:${people.nanguanProcurator}`, how: 'stated' }] as const
  const asTold = by(
    'nanguanInvestigator',
    'propose',
    { ...about, kind: 'detention', ground: 'repeated' },
    { linked: [theCase({ named })] },
  )
  assert.deepEqual(given(propose('detention', 'repeated')).rolesOf(staff('nanguanProcurator')), [
    'procurator',
  ])
  const { record, rolesOf } = given(asTold)
  assert.deepEqual(record?.['named'], named)
  assert.deepEqual(rolesOf(staff('nanguanProcurator')), [])
  assert.deepEqual(rolesOf(staff('nanguanPoliceHead')), ['unitHead'])

  const over = [propose('detention', 'repeated'), by('nanguanPoliceHead', 'decline', { opinion: '不批准。' })]
  const later = given(...over, fromCase('noteNamed', { named }))
  assert.equal(later.record?.state, 'ended')
  assert.deepEqual(later.rolesOf(staff('nanguanProcurator')), [])
})
