/** The supervision commission's measures as sentences of policy, the matrix row by row, and that nobody outside reaches one. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Linked } from '#kernel/record/declaration.ts'
import { rulebookOn } from '#kernel/rulebook/rulebook.ts'
import { plainDate } from '#kernel/time.ts'
import { people, type Role } from '#test/support/smallWorld.ts'
import { recordNo, ruleSets, specify, staff, theRecord } from '#test/support/specify.ts'
import { commissionRowFor, extensionRowFor } from './commissionMatrix.ts'
import { commissionMeasure } from './commissionMeasure.ts'
import { disposition } from './disposition.ts'

// A Monday after the amended law came into force.
const { given, by, bySystem } = specify(commissionMeasure, { day: '2025-06-16' })

const team = [people.nanguanDisciplineInvestigator, people.nanguanOfficer]
const file = (state = 'filed', told: Linked['told'] = {}): Linked => ({
  ...{ type: 'disposition', id: recordNo(7), link: 'disposition', direction: 'from', state, closed: false },
  told: {
    ...{ registeredAs: '南纪案2025-17', handlingUnit: '220102:discipline', team, way: 'verify' },
    named: [{ key: `p:${people.nanguanMarket}`, how: 'matched' }],
    ...told,
  },
})

type Input = Readonly<Record<string, unknown>>
const PROPERTY = ['query', 'freeze', 'search', 'sealSeize']
const applyFor = (kind: string, more: Input = {}, linked = file(), role: Role = 'nanguanOfficer') =>
  by(
    role,
    'apply',
    {
      ...{ disposition: recordNo(7), kind, necessity: '可能串供、毁灭证据。', applicants: team },
      ...(PROPERTY.includes(kind) ? { propertyConcerned: '某银行账户' } : { personConcerned: '马护伞' }),
      ...more,
    },
    { linked: [linked] },
  )
const decide = (role: Role = 'nanguanDisciplineHead', on = '2025-06-16') =>
  by(role, 'decide', { decisionReasons: '符合条件。' }, { on })
const together = (role: Role) => by(role, 'decideTogether', { decisionReasons: '集体研究决定。' })
const above = (role: Role = 'changchunDecider') => by(role, 'approveAbove', { reasons: '同意。' })
const execute = (more: Input = {}) =>
  by('nanguanOfficer', 'execute', { officers: team, place: '留置场所', ...more })

const decided = [applyFor('detention'), together('nanguanDisciplineHead'), together('nanguanDecider')]
const detained = [...decided, above(), execute()]
const custody = [applyFor('protectiveCustody'), decide(), execute()]
const frozen = [applyFor('freeze'), decide('nanguanDecider'), execute()]

/** As it stands in the record: the row of the matrix in force since that day. */
const matrixRow = (row: string, from = '2025-06-01') => `commissionMeasure.length.term/${row}@${from}`

test('detention: two of the team apply, two leaders decide together, the commission above approves (arts 47, 48)', () => {
  given(applyFor('detention')).when(decide()).thenRefused('oneLeaderDecides')
  given(...decided.slice(0, 2))
    .when(together('nanguanDisciplineHead'))
    .thenRefused({ because: 'signed already', action: 'decideTogether' })
  assert.equal(given(...decided.slice(0, 2)).record?.state, 'toDecide')
  given(...decided.slice(0, 2))
    .when(together('nanguanDecider'))
    .then({
      state: 'toApproveAbove',
      matrixRow: matrixRow('detentionReportedUp'),
      decider: people.nanguanDecider,
    })
  given(...decided)
    .when(above('nanguanDecider2'))
    .thenRefused('actorIsOfTheCommissionAbove')
  given(...decided)
    .when(above('provinceDisciplineHead'))
    .thenRefused('actorIsOfTheCommissionAbove')
  given(...decided)
    .when(above())
    .then({ state: 'approved', approverAbove: people.changchunDecider })
  given(...decided, above())
    .when(execute())
    .then({ state: 'inForce', until: '2025-09-16T15:59:59.999Z', familyToTell: true })
})

test('a signature can be taken back until the second leader has signed', () => {
  const back = by('nanguanDisciplineHead', 'withdrawSignature', { withdrawalReasons: '再研究。' })
  given(...decided.slice(0, 2), back)
    .when(together('nanguanDecider'))
    .then({ state: 'toDecide' })
})

test('what one leader decides is not signed by two', () => {
  given(applyFor('freeze')).when(together('nanguanDecider')).thenRefused('leadersDecideTogether')
})

test('above, it may be refused, and the measure is not taken', () => {
  given(...decided)
    .when(by('changchunDecider', 'refuseAbove', { reasons: '条件不足。' }))
    .then({ state: 'declined', outcome: 'declined' })
})

// kind, stage, level, custody considered → row, who decides, above, length, article
type Line = readonly [string, 'verification' | 'filed', string, boolean, string, string, string, string]
const matrix: readonly Line[] = [
  ['forcedAppearance', 'filed', 'county', true, 'forcedAppearanceLong', 'head', '24h', '第四十六条'],
  ['forcedAppearance', 'filed', 'county', false, 'forcedAppearance', 'head', '12h', '第四十六条'],
  ['inquiryUnderOrder', 'filed', 'county', false, 'inquiryUnderOrder', 'head', '12m', '第四十六条'],
  ['protectiveCustody', 'filed', 'county', false, 'protectiveCustody', 'head', '7d', '第四十六条、第五十条'],
  [
    'detention',
    'filed',
    'county',
    false,
    'detentionReportedUp',
    'together, above',
    '3m',
    '第四十七条、第四十八条',
  ],
  ['detention', 'filed', 'prefecture', false, 'detentionReportedUp', 'together, above', '3m', '第四十七条'],
  ['detention', 'filed', 'province', false, 'detentionOfProvince', 'together, filed', '3m', '第四十七条'],
  ['query', 'verification', 'county', false, 'query', 'leader', '0h', '第二十六条'],
  ['query', 'filed', 'county', false, 'query', 'leader', '0h', '第二十六条'],
  ['freeze', 'filed', 'county', false, 'freeze', 'leader', '6m', '第二十六条'],
  ['search', 'filed', 'county', false, 'search', 'leader', '0h', '第二十七条'],
  ['sealSeize', 'filed', 'county', false, 'sealSeize', 'leader', '6m', '第二十八条'],
]
const inForce = rulebookOn(ruleSets, plainDate('2025-06-16'))
for (const [kind, stage, level, custodyConsidered, id, who, length, article] of matrix)
  test(`matrix: ${kind}, ${stage}, ${level}${custodyConsidered ? ', custody considered' : ''}: ${who}, ${length} (${article})`, () => {
    const row = commissionRowFor(inForce, { kind, stage, level, custodyConsidered })
    assert.ok(row)
    const decides = [
      ...(row.together ? ['together'] : row.posts.length === 1 ? ['head'] : ['leader']),
      ...(row.above === undefined ? [] : ['above']),
      ...(row.toNation ? ['filed'] : []),
    ]
    assert.deepEqual([row.row, decides.join(', '), row.term], [matrixRow(id), who, length])
    const { source } = inForce.table('commissionMeasure.length.term').rows.find((one) => one.id === id) ?? {}
    assert.ok(source?.includes(article), `${article} is not in "${source ?? ''}"`)
  })

test('every row of the matrix that allows something is in the table above', () => {
  const { rows } = inForce.table('commissionMeasure.length.term')
  assert.deepEqual(
    new Set(matrix.map(([, , , , id]) => id)),
    new Set(rows.filter(({ then }) => 'posts' in then).map(({ id }) => id)),
  )
})

test('while a clue is verified there is only the query', () => {
  const verifying = file('underway')
  given()
    .when(applyFor('query', {}, verifying))
    .then({ stage: 'verification' })
  for (const kind of ['detention', 'protectiveCustody', 'freeze', 'search', 'sealSeize', 'forcedAppearance'])
    given()
      .when(applyFor(kind, {}, verifying))
      .thenRefused('theMatrixAllowsIt')
  given()
    .when(applyFor('query', {}, file('underway', { way: 'hold' })))
    .thenRefused('dispositionIsVerifiedOrFiled', 'theMatrixAllowsIt')
})

test('before the amended law there is no custody, forced appearance or inquiry under order (in force 2025-06-01)', () => {
  const rowOn = (day: string, kind: string) =>
    commissionRowFor(rulebookOn(ruleSets, plainDate(day)), { kind, stage: 'filed', level: 'county' })?.row
  for (const kind of ['protectiveCustody', 'forcedAppearance', 'inquiryUnderOrder'])
    assert.deepEqual([rowOn('2025-05-31', kind), rowOn('2025-06-01', kind)], [undefined, matrixRow(kind)])
  assert.equal(rowOn('2025-05-31', 'detention'), matrixRow('detentionReportedUp', '2018-01-01'))
})

// kind, level, which, ground → by how much at most, who, with the National Commission; article
type Extension = readonly [string, string, number, string, string, string, boolean, string]
const extensions: readonly Extension[] = [
  ['detention', 'county', 1, 'special', '3m', 'nextHigher', false, '第四十八条'],
  ['detention', 'province', 1, 'special', '3m', 'own', true, '第四十八条'],
  ['detention', 'county', 2, 'tenYears', '2m', 'provincial', true, '第四十八条'],
  ['protectiveCustody', 'county', 1, 'special', '3d', 'own', false, '第四十六条'],
  ['freeze', 'county', 1, 'stillNeeded', '6m', 'own', false, '[ASM]'],
  ['sealSeize', 'county', 3, 'stillNeeded', '6m', 'own', false, '[ASM]'],
]
for (const [kind, level, nth, extensionGround, most, approver, byNation, article] of extensions)
  test(`extension ${nth} of ${kind}, ${level}: at most ${most}, by ${approver}${byNation ? ' and the nation' : ''} (${article})`, () => {
    const facts = { kind, level, nth, extensionGround }
    const row = extensionRowFor(inForce, facts)
    assert.deepEqual([row?.terms.at(-1), row?.approver, row?.byNation], [most, approver, byNation])
    assert.ok(inForce.decide('commissionMeasure.extension', facts)?.source.includes(article))
  })
test('what has no row is not extended: neither a third time, nor a second of custody, nor an inquiry', () => {
  for (const [kind, nth, extensionGround] of [
    ['detention', 3, 'tenYears'],
    ['detention', 2, 'special'],
    ['detention', 1, 'tenYears'],
    ['protectiveCustody', 2, 'special'],
    ['inquiryUnderOrder', 1, 'special'],
    ['forcedAppearance', 1, 'special'],
  ] as const)
    assert.equal(extensionRowFor(inForce, { kind, level: 'county', nth, extensionGround }), undefined)
})

const ask = (extensionGround: string, extensionTerm: string, on: string) =>
  by(
    'nanguanOfficer',
    'askExtension',
    { extensionGround, extensionTerm, extensionReasons: '案情重大复杂。' },
    { on },
  )
const extend = (role: Role, extensionGround: string, extensionTerm: string, on: string, more: Input = {}) =>
  by(role, 'extend', { extensionGround, extensionTerm, decisionReasons: '同意。', ...more }, { on })

test('detention is extended by the commission above, then with the National Commission by the province, and no more', () => {
  const first = [
    ask('special', '3m', '2025-09-01'),
    extend('changchunDecider', 'special', '3m', '2025-09-05'),
  ]
  given(...detained, ask('special', '3m', '2025-09-01'))
    .when(extend('nanguanDecider', 'special', '3m', '2025-09-05'))
    .thenRefused('actorIsWhomTheLawNames')
  given(...detained, ...first.slice(0, 1))
    .when(extend('changchunDecider', 'special', '3m', '2025-09-05'))
    .then({
      ...{ state: 'inForce', until: '2025-12-16T15:59:59.999Z' },
      extensionRow: 'commissionMeasure.extension/detentionFirst@2025-06-01',
    })
  assert.equal(given(...detained, ...first).clock('length')?.ledger.due, '2025-12-16T15:59:59.999Z')
  const again = [...detained, ...first, ask('tenYears', '2m', '2025-12-01')]
  given(...again)
    .when(extend('provinceDisciplineHead', 'tenYears', '2m', '2025-12-05'))
    .thenRefused('theNationApprovedWhereItMust')
  given(...again)
    .when(
      extend('provinceDisciplineHead', 'tenYears', '2m', '2025-12-05', {
        nationApproval: { on: '2025-12-04', approvedAs: '国监批〔2025〕1号' },
      }),
    )
    .then({ state: 'inForce', until: '2026-02-16T15:59:59.999Z' })
  given(...detained, ...first)
    .when(ask('special', '3m', '2025-12-01'))
    .thenRefused('extensionIsTheNextOfTheLaw')
})

test('custody is extended once by one to three days', () => {
  const longer = (term: string) => ask('special', term, '2025-06-20')
  given(...custody)
    .when(longer('1m'))
    .thenRefused('extensionIsTheNextOfTheLaw')
  given(...custody, longer('3d'), extend('nanguanDisciplineHead', 'special', '3d', '2025-06-20'))
    .when(longer('1d'))
    .thenRefused('extensionIsTheNextOfTheLaw')
  given(...custody, longer('3d'))
    .when(extend('nanguanDisciplineHead', 'special', '3d', '2025-06-20'))
    .then({ until: '2025-06-26T15:59:59.999Z' })
  given(...custody, longer('3d'))
    .when(by('nanguanDisciplineHead', 'refuseExtension', { reasons: '不必要。' }, { on: '2025-06-20' }))
    .then({ state: 'inForce', until: '2025-06-23T15:59:59.999Z' })
})

test('nothing is extended after its end, even before the clock has come by', () => {
  given(...custody)
    .when(ask('special', '1d', '2025-06-24'))
    .thenRefused('itIsStillInForce')
})

test('it lapses by itself at the end of its length, over a holiday too, and whoever is held is set free', () => {
  assert.equal(given(...custody).clock('length')?.atEnd, 'lapse')
  assert.equal(given(...custody).clock('length')?.ledger.due, '2025-06-23T15:59:59.999Z')
  const lapse = bySystem('lapse', {}, { on: '2025-06-24T00:01' })
  given(...custody)
    .when(lapse)
    .then({ state: 'toRelease', outcome: 'lapsed' })
  given(...custody, lapse)
    .when(by('nanguanOfficer', 'release', { releasedOn: '2025-06-24' }, { on: '2025-06-24' }))
    .then({ state: 'ended', outcome: 'lapsed' })
  given(...custody, lapse)
    .when(by('nanguanOfficer', 'release', { releasedOn: '2025-06-25' }, { on: '2025-06-24' }))
    .thenRefused('daysAreOfNow')
})

const lift = (liftReason: string) => by('nanguanDisciplineHead', 'lift', { liftReason, reasons: '查明。' })
test('clocks: 12 or 24 hours, 7 days, 12, 3 and 6 months; the family within 24 hours (arts 46, 48, 50)', () => {
  const hours = (kind: string, more: Input = {}) =>
    given(applyFor(kind, more), decide(), execute()).clock('length')?.ledger.due
  assert.equal(hours('forcedAppearance'), '2025-06-16T13:00:00.000Z')
  assert.equal(hours('forcedAppearance', { custodyConsidered: true }), '2025-06-17T01:00:00.000Z')
  assert.equal(hours('inquiryUnderOrder'), '2026-06-16T15:59:59.999Z')
  given(...custody).isDue({ length: '2025-06-23', tellFamily: '2025-06-17' })
  given(...detained).isDue({ length: '2025-09-16', tellFamily: '2025-06-17' })
  given(...frozen).isDue({ length: '2025-12-16' })
})
test('clocks: decided within 3 working days, above within 3, carried out within 7 days [ASM]; a forced appearance in 4 hours [ASM]', () => {
  given(applyFor('freeze')).isDue({ decide: '2025-06-19' })
  assert.equal(given(applyFor('forcedAppearance')).clock('decide')?.ledger.due, '2025-06-16T05:00:00.000Z')
  given(...decided).isDue({ approveAbove: '2025-06-19' })
  given(...decided, above()).isDue({ execute: '2025-06-23' })
})
test('clocks: unrelated property is returned within 3 days (arts 26, 28), a person is free within 24 hours [ASM]', () => {
  given(...frozen, lift('unrelated')).isDue({ release: '2025-06-19' })
  assert.equal(given(...custody, lift('notNeeded')).clock('release')?.ledger.due, '2025-06-17T01:00:00.000Z')
})

test('the family is told, unless a leader withholds it with reasons; then the day goes on when that has ended (art 50)', () => {
  const notice = by('nanguanOfficer', 'tellFamily', {
    familyNotice: { on: '2025-06-16', way: 'phone', whom: '其妻' },
  })
  assert.equal(given(...custody, notice).clock('tellFamily')?.ledger.state, 'met')
  const withhold = by('nanguanDecider', 'withholdNotice', { withholdingReasons: '可能串供。' })
  const end = by('nanguanOfficer', 'endWithholding', { reasons: '情形消失。' }, { on: '2025-06-20T09:00' })
  given(...custody, withhold).isDue({ length: '2025-06-23', tellFamily: 'stands' })
  given(...custody, withhold, end).isDue({ length: '2025-06-23', tellFamily: '2025-06-21' })
  given(...custody, withhold)
    .when(withhold)
    .thenRefused('noticeIsNotWithheld')
  given(...custody)
    .when(end)
    .thenRefused('noticeIsWithheld')
  given(...custody, notice)
    .when(withhold)
    .thenRefused('familyWasNotTold')
  given(...frozen)
    .when(notice)
    .thenRefused('familyIsToBeTold')
})

test('a query and a search are done in one go; a search needs a witness, a seizure its list', () => {
  given(applyFor('query'), decide()).when(execute()).then({ state: 'carriedOut', outcome: 'carriedOut' })
  const search = [applyFor('search'), decide()]
  given(...search)
    .when(execute())
    .thenRefused('aWitnessWasThere')
  given(...search)
    .when(execute({ witness: '纪承一' }))
    .thenRefused('aWitnessWasThere')
  given(...search)
    .when(execute({ witness: '刘见证' }))
    .then({ state: 'carriedOut' })
  given(applyFor('sealSeize'), decide())
    .when(execute({ witness: '刘见证' }))
    .thenRefused('whatWasTakenIsListed')
  given(applyFor('sealSeize'), decide())
    .when(execute({ witness: '刘见证', inventory: [{ what: '账册', count: 3, measuredIn: '本' }] }))
    .then({ state: 'inForce' })
})

test('two of the team apply, one of them enters it, and whom or what it is about is named', () => {
  given()
    .when(applyFor('freeze', { applicants: [people.nanguanOfficer, people.nanguanOfficer] }))
    .thenRefused('applicantsAreTwoOfTheTeam')
  given()
    .when(applyFor('freeze', { applicants: [people.nanguanOfficer, people.nanguanDecider] }))
    .thenRefused('applicantsAreTwoOfTheTeam')
  given()
    .when(applyFor('freeze', {}, file(), 'nanguanOfficer2'))
    .thenRefused('actorIsOnTheTeam', 'actorIsOneOfTheApplicants')
  given()
    .when(applyFor('freeze', { propertyConcerned: undefined, personConcerned: '马护伞' }))
    .thenRefused('whomOrWhatItIsAboutIsNamed')
})

test('the post of the row decides, in the handling organ, and nobody of the team', () => {
  given(applyFor('protectiveCustody'))
    .when(decide('nanguanDecider'))
    .thenRefused('actorIsTheAuthorityOfTheMatrix')
  given(applyFor('freeze'))
    .when(decide('nanguanDecider'))
    .then({ state: 'approved', matrixRow: matrixRow('freeze') })
  const withHead = [people.nanguanOfficer, people.nanguanDisciplineHead]
  const own = applyFor('freeze', { applicants: withHead }, file('filed', { team: withHead }))
  given(own).when(decide()).thenRefused('actorIsNotOfTheTeam')
})

test('two officers of the organ carry it out', () => {
  given(applyFor('protectiveCustody'), decide())
    .when(execute({ officers: [people.nanguanOfficer, people.changchunDecider] }))
    .thenRefused('officersAreTwoOfTheCommission')
})

test('what the province decides is filed with the National Commission (art 47)', () => {
  const provincial = file('filed', { handlingUnit: '22:discipline' })
  const past = given(applyFor('detention', {}, provincial))
  assert.deepEqual(
    [past.record?.['level'], commissionRowFor(inForce, past.record ?? {})?.toNation],
    ['province', true],
  )
  given(...detained)
    .when(by('nanguanDiscipline', 'noteNationFiling', { nationFiling: { on: '2025-06-16', filedAs: '1号' } }))
    .thenRefused('theNationIsToBeTold')
})

test('an application can be declined or withdrawn', () => {
  given(applyFor('freeze'))
    .when(by('nanguanDecider', 'decline', { reasons: '不必要。' }))
    .then({ state: 'declined', outcome: 'declined' })
  given(applyFor('freeze'))
    .when(by('nanguanOfficer', 'withdraw', { reasons: '不必要。' }))
    .then({ state: 'withdrawn', outcome: 'withdrawn' })
})

/** Nobody outside reaches it, whatever they hold; those above while something waits for them. */
const reach: readonly (readonly [Role, readonly string[], readonly string[]])[] = [
  ['nanguanDiscipline', ['intake'], ['intake']],
  ['nanguanOfficer', ['investigator'], ['investigator']],
  ['nanguanOfficer2', [], []],
  ['nanguanDisciplineHead', ['head', 'upperHead'], ['head']],
  ['changchunDecider', ['upperHead'], []],
  ['chaoyangDiscipline', [], []],
  ['nanguanInvestigator', [], []],
  ['nanguanPoliceHead', [], []],
  ['provincePoliceHead', [], []],
  ['nanguanProcurator', [], []],
  ['nanguanOfficeHead', [], []],
  ['provinceOfficeHead', [], []],
  ['auditor', [], []],
  ['provinceLeader', [], []],
  ['nanguanMarket', [], []],
]
for (const [role, waiting, later] of reach)
  test(`reach: ${role} is ${waiting.join(', ') || 'nobody'} on what waits above, ${later.join(', ') || 'nobody'} afterwards`, () => {
    assert.deepEqual(given(...decided).rolesOf(staff(role)), waiting)
    assert.deepEqual(given(...detained).rolesOf(staff(role)), later)
  })

const viaFile = { via: { type: 'disposition', record: recordNo(7) } }
test('whoever is named later loses it, and the team of the file is its team', () => {
  const named = by(
    'nanguanDecider2',
    'noteNames',
    { named: [{ key: `p:${people.nanguanOfficer}`, how: 'stated' }] },
    viaFile,
  )
  assert.deepEqual(given(...detained, named).rolesOf(staff('nanguanOfficer')), [])
  const followed = by(
    'nanguanDecider2',
    'followTeam',
    { team: [people.nanguanOfficer2, people.nanguanOfficer] },
    viaFile,
  )
  assert.deepEqual(given(...detained, followed).rolesOf(staff('nanguanOfficer2')), ['investigator'])
})

test('the file hands on whom it keeps out, to measures that have ended too, and its team', () => {
  const theFile = specify(disposition)
  const open = theFile.acting(staff('nanguanDiscipline'))(
    'open',
    {
      ...{ umbrella: recordNo(8), caseNumber: '1', registeredAs: '1', handlingUnit: '220102:discipline' },
      named: [],
    },
    { via: { type: 'umbrella', record: recordNo(8) } },
  )
  const measure = (id: Linked['id'], closed: boolean): Linked => ({
    ...{ type: 'commissionMeasure', id, link: 'disposition', direction: 'to', closed, told: {} },
    state: closed ? 'ended' : 'inForce',
  })
  const linked = [measure(theRecord, false), measure(recordNo(9), true)]
  const named = [{ key: `p:${people.nanguanOfficer}`, how: 'stated' }]
  theFile
    .given(open)
    .when(
      theFile.acting(staff('nanguanDiscipline'))(
        'noteNames',
        { named },
        { linked, via: { type: 'umbrella', record: recordNo(8) } },
      ),
    )
    .thenActs(
      ...linked.map(({ id }) => ({ type: 'commissionMeasure', id, action: 'noteNames', input: { named } })),
    )
  theFile
    .given(open)
    .when(theFile.by('nanguanDisciplineHead', 'assign', { team }, { linked }))
    .thenActs({ type: 'commissionMeasure', id: theRecord, action: 'followTeam', input: { team } })
})
