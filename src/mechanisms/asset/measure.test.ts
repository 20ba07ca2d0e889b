/** A measure's life as sentences of policy: the whole matrix row by row, each clock with its article, each rule refusing once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RuleOf } from '#kernel/record/declaration.ts'
import { rulebookOn } from '#kernel/rulebook/rulebook.ts'
import { plainDate } from '#kernel/time.ts'
import { people, type Role } from '#test/support/smallWorld.ts'
import { recordNo, ruleSets, staff, theRecord, type Act } from '#test/support/specify.ts'
import type { MeasureSituation } from './measure.fields.ts'
import {
  apply,
  approve,
  assetTelling,
  by,
  bySystem,
  caseAt,
  clueTelling,
  execute,
  freeze,
  frozen,
  given,
  linksFor,
  theAsset,
  theClue,
  type Wanted,
} from './measure.acts.fixture.ts'
import { matrixRowFor } from './measureMatrix.ts'
import { measure } from './measure.ts'

// Police procedure rules [L3], AOCL [L1]; what is assumed says so. Who may decide, who may not, and until when a measure
// carried out on 28 April 2025 runs: it never moves past a holiday.
const LEADERS_OF_PROVINCE = ['provincePoliceHead', 'provincePoliceDeputy'] as const
const LEADERS_OF_CITY = ['changchunPoliceHead', 'changchunDeputyHead', ...LEADERS_OF_PROVINCE] as const
const LEADERS_OF_COUNTY = ['nanguanPoliceHead', 'nanguanDeputyHead', ...LEADERS_OF_CITY] as const
const matrix: readonly (readonly [string, Wanted, readonly Role[], string, string])[] = [
  [
    'AOCL art 27',
    { kind: 'stopPayment', stage: 'clue' },
    LEADERS_OF_CITY,
    '2025-04-30T01:00:00.000Z',
    'emergency',
  ],
  [
    'AOCL art 27',
    { kind: 'temporaryFreeze', stage: 'clue' },
    LEADERS_OF_CITY,
    '2025-04-30T01:00:00.000Z',
    'emergency',
  ],
  [
    'AOCL art 27',
    { kind: 'temporarySeizure', stage: 'clue', assetKind: 'cash' },
    LEADERS_OF_CITY,
    '2025-04-30T01:00:00.000Z',
    'emergency',
  ],
  [
    '[L3] arts 238, 239, 243',
    { kind: 'freeze' },
    LEADERS_OF_COUNTY,
    '2025-10-28T15:59:59.999Z',
    'freezeMoney',
  ],
  [
    '[L3] art 243',
    { kind: 'freeze', major: true },
    LEADERS_OF_CITY,
    '2026-04-28T15:59:59.999Z',
    'freezeMoneyMajor',
  ],
  [
    '[L3] art 244',
    { kind: 'freeze', assetKind: 'security' },
    LEADERS_OF_COUNTY,
    '2027-04-28T15:59:59.999Z',
    'freezeSecurities',
  ],
  [
    '[L3] art 244',
    { kind: 'freeze', assetKind: 'fund', major: true },
    LEADERS_OF_COUNTY,
    '2027-04-28T15:59:59.999Z',
    'freezeSecurities',
  ],
  [
    '[L3] arts 239, 245',
    { kind: 'freeze', assetKind: 'equity' },
    LEADERS_OF_CITY,
    '2025-10-28T15:59:59.999Z',
    'freezeEquity',
  ],
  [
    '[L3] arts 239, 245',
    { kind: 'freeze', assetKind: 'policy' },
    LEADERS_OF_CITY,
    '2025-10-28T15:59:59.999Z',
    'freezeEquity',
  ],
  [
    '[L3] arts 239, 245',
    { kind: 'freeze', assetKind: 'listedEquity' },
    LEADERS_OF_PROVINCE,
    '2025-10-28T15:59:59.999Z',
    'freezeListedEquity',
  ],
  [
    '[L3] art 228, length [ASM]',
    { kind: 'seal', assetKind: 'realEstate' },
    LEADERS_OF_COUNTY,
    '2027-04-28T15:59:59.999Z',
    'sealLarge',
  ],
  [
    '[L3] art 228, length [ASM]',
    { kind: 'seal', assetKind: 'vessel' },
    LEADERS_OF_COUNTY,
    '2027-04-28T15:59:59.999Z',
    'sealLarge',
  ],
  [
    '[L3] art 228, authority and length [ASM]',
    { kind: 'seal', assetKind: 'vehicle' },
    LEADERS_OF_COUNTY,
    '2027-04-28T15:59:59.999Z',
    'sealGoods',
  ],
  [
    '[L3] art 228, length [ASM]',
    { kind: 'seize', assetKind: 'jewelleryArt', impact: 'serious' },
    LEADERS_OF_COUNTY,
    '2027-04-28T15:59:59.999Z',
    'seizeSerious',
  ],
  [
    '[L3] art 228, length [ASM]',
    { kind: 'seize', assetKind: 'cash' },
    ['nanguanChief'],
    '2027-04-28T15:59:59.999Z',
    'seize',
  ],
  [
    '[L3] art 229, authority and length [ASM]',
    { kind: 'keepWithOwner', assetKind: 'machine' },
    LEADERS_OF_COUNTY,
    '2027-04-28T15:59:59.999Z',
    'keepWithOwner',
  ],
]
/** As it stands in the record: the row of the matrix in force since 1 May 2022. */
const matrixRow = (row: string) => `measure.length.term/${row}@2022-05-01`
const everyLeader: readonly Role[] = [...LEADERS_OF_COUNTY, 'nanguanChief']
for (const [article, wanted, deciders, until, row] of matrix) {
  const { kind, assetKind = 'deposit', stage = 'investigation', major, impact } = wanted
  const what = [kind, assetKind, stage, major === true ? 'major' : '', impact ?? '']
    .filter((one) => one !== '')
    .join(', ')
  test(`matrix: ${what}: decided by exactly its authority, for its length (${article})`, () => {
    for (const role of everyLeader) {
      const decision = given(apply(wanted)).when(approve(role, wanted))
      if (deciders.includes(role)) decision.then({ state: 'approved', matrixRow: matrixRow(row) })
      else decision.thenRefused('actorIsTheAuthorityOfTheMatrix')
    }
    const [decider] = deciders
    assert.ok(decider !== undefined)
    const past = given(apply(wanted), approve(decider, wanted), execute(wanted))
    assert.partialDeepStrictEqual(past.record, { state: 'effective', until, startsOn: '2025-04-28' })
    // The end that the record says is the end that the clock has.
    assert.equal(past.clock('length')?.ledger.due, until)
  })
}

// [L3] art 228: during an examination of a scene or a search whoever commands there decides; the 24 hours are [ASM].
const car: Wanted = { kind: 'seize', assetKind: 'vehicle' }
const atScene = (wanted: Wanted, role: Role) =>
  by(role, 'decideAtScene', { decisionReasons: '现场查获。' }, { linked: linksFor(wanted) })
const confirm = (role: Role, on = '2025-04-28T20:00') =>
  by(role, 'confirmScene', { decisionReasons: '确有必要。' }, { on })
const seizedAtScene = [apply(car), atScene(car, 'nanguanInvestigator2'), execute(car)]

test('matrix: seize, vehicle, at a scene: the commander there decides, for 24 hours ([L3] art 228, hours [ASM])', () => {
  const past = given(...seizedAtScene)
  assert.partialDeepStrictEqual(past.record, {
    ...{ state: 'effective', matrixRow: matrixRow('seizeAtScene'), until: '2025-04-29T01:00:00.000Z' },
  })
  assert.equal(past.clock('length')?.ledger.due, '2025-04-29T01:00:00.000Z')
  assert.equal(past.clock('length')?.atEnd, 'lapse')
  given(apply(car)).when(atScene(car, 'nanguanInvestigator')).thenRefused('actorIsNotTheApplicant')
})

test('what was decided at a scene is confirmed by the head of the department, and then runs as long as any seizure', () => {
  const past = given(...seizedAtScene, confirm('nanguanChief'))
  assert.partialDeepStrictEqual(past.record, {
    ...{ matrixRow: matrixRow('seize'), decider: people.nanguanChief, until: '2027-04-28T15:59:59.999Z' },
  })
  assert.equal(past.clock('length')?.ledger.due, '2027-04-28T15:59:59.999Z')
  past.when(confirm('nanguanChief')).thenRefused('itWasDecidedAtTheScene')
  given(...seizedAtScene)
    .when(confirm('nanguanPoliceHead'))
    .thenRefused('actorIsTheAuthorityBeyondTheScene')
  given(...seizedAtScene)
    .when(confirm('nanguanChief', '2025-04-29T12:00'))
    .thenRefused('itIsStillInForce')
})

test('at a scene nobody decides on what is valuable, on a freeze or a sealing', () => {
  for (const wanted of [
    { ...car, impact: 'serious' },
    { kind: 'freeze' },
    { kind: 'seal', assetKind: 'realEstate' },
  ] satisfies readonly Wanted[])
    given(apply(wanted)).when(atScene(wanted, 'nanguanInvestigator2')).thenRefused('actorMayDecideAtTheScene')
})

test('before it is confirmed the head of the department may lift it', () => {
  given(...seizedAtScene)
    .when(by('nanguanChief', 'lift', { liftReason: 'notNeeded', reasons: '不需要。' }))
    .then({ state: 'lifted' })
})

test('every row of the matrix that police may use is in the table above', () => {
  const rows = rulebookOn(ruleSets, plainDate('2025-04-28')).table('measure.length.term').rows
  const police = rows.filter(({ then }) => Array.isArray(then['organs']) && then['organs'].includes('police'))
  assert.deepEqual(
    new Set([...matrix.map(([, , , , row]) => row), 'seizeAtScene']),
    new Set(police.map(({ id }) => id)),
  )
})

const inLaterStages: readonly (readonly [string, Wanted, Role, Role, string])[] = [
  [
    'prosecution',
    { kind: 'freeze', stage: 'prosecution' },
    'nanguanProcurator',
    'nanguanProcuratorateHead',
    'prosecutionFreeze',
  ],
  [
    'prosecution',
    { kind: 'freeze', assetKind: 'fund', stage: 'prosecution' },
    'nanguanProcurator',
    'nanguanProcuratorateHead',
    'prosecutionSecurities',
  ],
  [
    'prosecution',
    { kind: 'seal', assetKind: 'realEstate', stage: 'prosecution' },
    'nanguanProcurator',
    'nanguanProcuratorateHead',
    'prosecutionSealSeize',
  ],
  ['trial', { kind: 'freeze', stage: 'trial' }, 'nanguanJudge', 'nanguanCourtPresident', 'trialFreeze'],
  [
    'trial',
    { kind: 'freeze', assetKind: 'security', stage: 'trial' },
    'nanguanJudge',
    'nanguanCourtPresident',
    'trialSecurities',
  ],
  [
    'trial',
    { kind: 'seize', assetKind: 'cash', stage: 'trial' },
    'nanguanJudge',
    'nanguanCourtPresident',
    'trialSealSeize',
  ],
]
for (const [stage, wanted, asker, head, row] of inLaterStages)
  test(`matrix: ${wanted.kind}, ${wanted.assetKind ?? 'deposit'}, ${stage}: the organ of that stage asks and its head decides (CPL, authority [ASM])`, () => {
    given().when(apply(wanted)).thenRefused('organIsThatOfTheStage')
    given(apply(wanted, asker))
      .when(approve(head, wanted))
      .then({ state: 'approved', matrixRow: matrixRow(row) })
  })

const COERCIVE = ['seal', 'seize', 'freeze', 'waitingFreeze', 'keepWithOwner'] as const
for (const kind of COERCIVE)
  test(`before a case is filed there is no ${kind} ([L3] art 174)`, () => {
    const wanted = { kind, stage: 'clue', assetKind: 'deposit' }
    given().when(apply(wanted)).thenRefused('theMatrixAllowsIt', 'organIsThatOfTheStage')
  })
for (const stage of ['investigation', 'trial', 'enforcement', 'closed'])
  test(`the emergency measures are for clues: none at the stage of ${stage} (AOCL art 27)`, () => {
    given()
      .when(apply({ kind: 'stopPayment', stage }))
      .thenRefused('theMatrixAllowsIt', 'organIsThatOfTheStage')
  })

test('before the law that allows them nobody may order the 48 hours', () => {
  const facts = {
    kind: 'stopPayment',
    assetKind: 'deposit',
    stage: 'clue',
    caseSize: 'ordinary',
    impact: 'ordinary',
  }
  const rowOn = (day: string) => matrixRowFor(rulebookOn(ruleSets, plainDate(day)), facts)?.row
  assert.deepEqual(['2022-04-30', '2022-05-01'].map(rowOn), [undefined, matrixRow('emergency')])
})

test('before a case is filed whoever verifies the clue asks for the 48 hours and carries them out; on a case they do not', () => {
  const wanted = { kind: 'temporaryFreeze', stage: 'clue' }
  const officers = { officers: [people.nanguanVerifier, people.nanguanVerifier2] }
  given(
    apply(wanted, 'nanguanVerifier'),
    approve('changchunPoliceHead', wanted),
    execute(wanted, officers, 'nanguanVerifier'),
  )
    .when(by('changchunPoliceHead', 'lift', { liftReason: 'notNeeded', reasons: '已无必要。' }))
    .then({ state: 'lifted', takenBy: '220102:police' })
  given().when(apply(freeze, 'nanguanVerifier')).thenRefused('aVerifierAppliesOnAClue')
  const past = given(apply(wanted, 'nanguanVerifier'))
  assert.deepEqual(past.rolesOf(staff('nanguanVerifier')), ['verifier'])
  assert.deepEqual(past.rolesOf(staff('nanguanVerifier2')), [])
})

test('48 hours run through the May holiday and end by themselves', () => {
  const wanted = { kind: 'stopPayment', stage: 'clue', on: '2025-04-30T18:00' }
  const past = given(apply(wanted), approve('changchunPoliceHead', wanted), execute(wanted))
  assert.equal(past.clock('length')?.ledger.due, '2025-05-02T10:00:00.000Z')
  assert.equal(past.clock('length')?.atEnd, 'lapse')
})

test('a freeze whose last day is a holiday ends on that day', () => {
  const wanted = { ...freeze, on: '2025-04-01' }
  const past = given(apply(wanted), approve('nanguanPoliceHead', wanted), execute(wanted))
  // 1 October is a holiday; a period that moves would end on the 9th.
  assert.equal(past.clock('length')?.ledger.due, '2025-10-01T15:59:59.999Z')
})

test('a lapse ends it, is noted on the asset, and the clock does it', () => {
  const lapse = bySystem(
    'lapse',
    {},
    { linked: [assetTelling({ measureInForce: theRecord }, 'controlled')], on: '2025-10-29' },
  )
  given(...frozen)
    .when(lapse)
    .then({ state: 'lapsed', outcome: 'lapsed' })
  given(...frozen)
    .when(lapse)
    .thenActs({ type: 'asset', id: theAsset, action: 'noteMeasureEnded', input: { measureEnd: 'lapsed' } })
})

test('what is carried out is noted on the asset; what waits stands in its queue', () => {
  given(...frozen.slice(0, 2))
    .when(execute(freeze))
    .thenActs({ type: 'asset', id: theAsset, action: 'noteMeasure', input: { measure: theRecord } })
  const wanted = { kind: 'waitingFreeze', inForce: recordNo(30) }
  const past = [apply(wanted), approve('nanguanPoliceHead', wanted)]
  given(...past)
    .when(execute(wanted))
    .then({ state: 'waiting', pieces: 1 })
  given(...past)
    .when(execute(wanted))
    .thenActs({ type: 'asset', id: theAsset, action: 'noteWaiting', input: { measure: theRecord } })
})

test('what has waited takes effect when the first ends, and its own length begins then', () => {
  const next = recordNo(30)
  const held = assetTelling({ measureInForce: theRecord, measuresWaiting: [next] }, 'controlled')
  given(...frozen)
    .when(
      by('nanguanPoliceHead', 'lift', { liftReason: 'notNeeded', reasons: '不再需要。' }, { linked: [held] }),
    )
    .thenActs(
      { type: 'asset', id: theAsset, action: 'noteNextMeasure', input: { measureEnd: 'lifted' } },
      { type: 'measure', id: next, action: 'takeEffect', input: {} },
    )
  const wanted = { kind: 'waitingFreeze', inForce: next }
  const waiting = given(apply(wanted), approve('nanguanPoliceHead', wanted), execute(wanted))
  assert.equal(waiting.clock('length'), undefined)
  const takeEffect = {
    ...bySystem('takeEffect', {}, { on: '2025-06-01' }),
    via: { type: 'measure', record: next },
  }
  waiting.when(takeEffect).then({ state: 'effective', until: '2025-12-01T15:59:59.999Z' })
})

test('a renewal before the end is added to it; the same authority decides it', () => {
  const renew = (role: Role, on = '2025-10-20', renewalTerm = '3m') =>
    by(role, 'renew', { renewalTerm, renewalReasons: '案情复杂。' }, { on })
  given(...frozen)
    .when(renew('nanguanPoliceHead'))
    .then({ state: 'effective', until: '2026-01-28T15:59:59.999Z' })
  const renewed = given(...frozen, renew('nanguanPoliceHead'))
  assert.equal(renewed.clock('length')?.ledger.due, '2026-01-28T15:59:59.999Z')
  given(...frozen)
    .when(renew('changchunPoliceHead'))
    .thenRefused('actorIsTheAuthorityThatDecided')
})

// Clocks beside the length. Carried out on 30 April 2025 at 18:00; 1 to 5 May are holidays.
const eve = { ...freeze, on: '2025-04-30T18:00' }
const onTheEve = [apply(eve), approve('nanguanPoliceHead', eve), execute(eve)]
test('the custodian has it within 24 hours, and the inspectorate a copy, over holidays too (MPS rules 2015 arts 12, 13)', () => {
  const past = given(...onTheEve)
  for (const name of ['report', 'copy'] as const)
    assert.equal(past.clock(name)?.ledger.due, '2025-05-01T10:00:00.000Z')
})
test('an application is decided within 3 working days [ASM], an emergency within 4 hours [ASM]', () => {
  assert.equal(given(apply(eve)).clock('approve')?.ledger.due, '2025-05-08T15:59:59.999Z')
  assert.equal(
    given(apply({ kind: 'stopPayment', stage: 'clue' })).clock('approve')?.ledger.due,
    '2025-04-28T05:00:00.000Z',
  )
})
test('a decision is carried out within 15 days [ASM]', () => {
  given(apply(freeze), approve('nanguanPoliceHead', freeze)).isDue({ execute: '2025-05-13' })
})

test('a copy goes to the inspectorate of the place, or of the nearest above that has one', () => {
  given(...frozen)
    .when(by('nanguanInvestigator', 'fileCopy'))
    .then({ inspectorate: '2201:policeSupervision' })
})

type Case = readonly [string, readonly Act<typeof measure>[], Act<typeof measure>]
/** Each rule, and a case in which it alone refuses. */
const cases: Readonly<Partial<Record<RuleOf<typeof measure>, Case>>> = {
  aCaseOrAClueIsNamed: [
    'a measure belongs to one matter',
    [],
    {
      ...apply(freeze),
      input: { ...apply(freeze).input, clue: theClue },
      linked: [...linksFor(freeze), clueTelling()],
    },
  ],
  assetBelongsToTheMatter: [
    'no property of another case is measured',
    [],
    { ...apply(freeze), linked: [caseAt('investigation'), assetTelling({ case: recordNo(40) })] },
  ],
  assetMayBeMeasured: [
    'what was released is not measured again',
    [],
    { ...apply(freeze), linked: linksFor({ ...freeze, assetState: 'released' }) },
  ],
  clueIsOfASuspectedTriad: [
    'the 48 hours are for clues of a suspected triad (AOCL art 27)',
    [],
    {
      ...apply({ kind: 'stopPayment', stage: 'clue' }),
      linked: [clueTelling(['umbrella']), assetTelling({ case: undefined, clue: theClue })],
    },
  ],
  organIsThatOfTheStage: [
    'at the court the police take no new measure',
    [],
    apply({ kind: 'freeze', stage: 'trial' }),
  ],
  noOtherMeasureIsInForce: [
    'nothing is frozen twice ([L3] art 242)',
    [],
    apply({ kind: 'freeze', inForce: recordNo(30) }),
  ],
  actorIsTheAuthorityOfTheMatrix: [
    'the head of a county does not freeze equity ([L3] art 239)',
    [apply({ kind: 'freeze', assetKind: 'equity' })],
    approve('nanguanPoliceHead', { kind: 'freeze', assetKind: 'equity' }),
  ],
  actorIsTheAuthorityThatDecided: [
    'another unit does not lift it',
    frozen,
    by('changchunPoliceHead', 'lift', { liftReason: 'notNeeded', reasons: '不再需要。' }),
  ],
  officersAreTwoOfTheUnit: [
    'one officer is not enough, and one named twice is one',
    frozen.slice(0, 2),
    execute(freeze, { officers: [people.nanguanInvestigator, people.nanguanInvestigator] }),
  ],
  actorIsOneOfTheOfficers: [
    'whoever was not there does not enter it',
    frozen.slice(0, 2),
    execute(freeze, { officers: [people.nanguanInvestigator2, people.nanguanLegal] }),
  ],
  witnessIsNotAnOfficer: [
    'an officer is no witness',
    frozen.slice(0, 2),
    execute(freeze, { witness: { name: '南侦办' } }),
  ],
  renewalStaysWithinTheMatrix: [
    'six months are renewed by six at most ([L3] art 243)',
    frozen,
    by('nanguanPoliceHead', 'renew', { renewalTerm: '12m', renewalReasons: '案情复杂。' }),
  ],
  itIsStillInForce: [
    'what has run out is not renewed ([L3] art 240)',
    frozen,
    by(
      'nanguanPoliceHead',
      'renew',
      { renewalTerm: '3m', renewalReasons: '案情复杂。' },
      { on: '2025-10-29' },
    ),
  ],
}
for (const [rule, [name, past, act]] of Object.entries(cases))
  test(name, () => {
    // The keys of `cases` are names of rules.
    given(...past)
      .when(act)
      .thenRefused(rule as RuleOf<typeof measure>)
  })

const situation = (more: Partial<MeasureSituation>): MeasureSituation =>
  // Only what the rule reads is given.
  ({ record: {}, input: {}, entries: [], linked: [], ...more }) as MeasureSituation

test('whoever took part does not keep the property ([L3] art 235)', () => {
  const { actorTookNoPartInIt } = measure.rules
  const keep = by('nanguanCustodian', 'takeIntoCustody', { custodyPlace: '涉案财物保管场所一号柜' })
  given(...frozen)
    .when(keep)
    .then({ custodian: people.nanguanCustodian })
  given(...frozen)
    .when({ ...keep, by: by('nanguanInvestigator', 'withdraw').by })
    .thenRefused('role may not')
  const org = { tenuresOn: () => [{ post: 'propertyCustodian' }] } as never
  const officer = situation({
    org,
    actor: keep.by,
    record: { officers: [people.nanguanCustodian] },
  })
  assert.equal(actorTookNoPartInIt(officer), false)
  assert.equal(actorTookNoPartInIt(situation({ org, actor: keep.by })), true)
})

test('no block may be left out: necessity, scope, ownership, what is left to live on, effect on a business', () => {
  const full = apply(freeze)
  for (const field of ['necessity', 'scope', 'ownership', 'livingAllowance', 'businessImpact']) {
    const input = Object.fromEntries(Object.entries(full.input).filter(([name]) => name !== field))
    given()
      .when({ ...full, input })
      .thenRefused({ because: 'field missing', field })
  }
})

test('an objection that was upheld lifts it, and only by that record', () => {
  const lift = bySystem('liftOnObjection', { liftReason: 'objection', reasons: '异议成立。' })
  given(...frozen)
    .when(lift)
    .thenRefused('role may not')
  given(...frozen)
    .when({ ...lift, via: { type: 'propertyObjection', record: recordNo(9) } })
    .then({ state: 'lifted', outcome: 'lifted' })
})

test('a case that goes to another unit takes what holds its property with it, and who decides there decides on it', () => {
  const note = {
    ...bySystem('noteHandlingUnit', { handlingUnit: '220104:police' }),
    via: { type: 'case', record: recordNo(20) },
  }
  given(...frozen)
    .when(note)
    .then({ takenBy: '220104:police', decidedBy: '220104:police' })
  const equity = { kind: 'freeze', assetKind: 'equity' }
  given(apply(equity), approve('changchunPoliceHead', equity), execute(equity))
    .when(note)
    .then({ takenBy: '220104:police', decidedBy: '2201:police' })
})
