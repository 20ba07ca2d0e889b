/** A designation as sentences of policy: who may apply, who decides, when the case goes over, how it is handed over. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fieldsSeenBy } from '#kernel/access/sight.ts'
import type { RuleOf } from '#kernel/record/declaration.ts'
import { plainDate } from '#kernel/time.ts'
import { caseTelling, mayDo, theCaseId, type Case } from '#test/support/linkedCase.ts'
import { people, smallDirectory, type Role } from '#test/support/smallWorld.ts'
import { specify, staff, type Act } from '#test/support/specify.ts'
import { findCommonSuperior } from './commonSuperior.ts'
import { designation } from './designation.ts'

type DesignationAct = Act<typeof designation>
const { given, by, acting, decideOn } = specify(designation)

const application = {
  ...{ case: theCaseId, title: '南关渔港垄断案', kind: 'investigation', ground: 'special' },
  ...{ specialGround: 'localResistance', suspects: [{ name: '于德海', basics: '男，1971年生。' }] },
  ...{ crimes: ['寻衅滋事罪'], facts: '长期垄断码头装卸。', whyThere: '当地阻力大。' },
  proposedUnit: '220104:police',
}
type Told = Parameters<typeof caseTelling>
const apply = (more: object = {}, told: Told = [], role: Role = 'nanguanLegal') =>
  by(role, 'apply', { ...application, ...more }, { linked: [caseTelling(...told)] })
const approve = (role: Role = 'nanguanPoliceHead') => by(role, 'approve', { opinion: '同意呈报。' })
const decide = (designatedUnit = '220104:police', told: Told = [], role: Role = 'changchunPoliceHead') =>
  by(role, 'decide', { designatedUnit, decisionReasons: '情况特殊。' }, { linked: [caseTelling(...told)] })
const services = ['220102:police', '220104:police'].map((to) => ({ to, on: '2025-04-28', way: 'direct' }))
const serve = (more: object = {}) =>
  by('changchunLegal', 'serve', {
    ...{ services, copies: ['220104:court', '220104:procuratorate'] },
    ...more,
  })
const receive = by('nanguanPoliceHead', 'receive')
const lines = [
  { no: 1, kind: 'suspects', what: '在押犯罪嫌疑人', count: 3 },
  { no: 2, kind: 'property', what: '扣押车辆', count: 2 },
  { no: 3, kind: 'files', what: '侦查卷宗', count: 14 },
]
const listHandOver = (handed: readonly object[] = lines) => by('nanguanCustodian', 'listHandOver', { handed })
const counted = [
  { no: 1, count: 3 },
  { no: 2, count: 2 },
  { no: 3, count: 14 },
]
const count = (lists: readonly object[] = counted) => by('chaoyangCustodian', 'count', { counted: lists })
const sign = (role: Role) => by(role, 'signHandOver')

const applied = [apply(), approve()]
const served = [...applied, decide(), serve()]
const received = [...served, receive]
const toSign = [...received, listHandOver(), count()]

test('an application lists what the law wants listed: nothing of it can be left out (art 22)', () => {
  for (const field of ['suspects', 'crimes', 'facts', 'whyThere'] as const)
    given()
      .when(apply({ [field]: undefined }))
      .thenRefused({ because: 'field missing', field })
})

test('between two counties of one prefecture that prefecture decides, approved by the applicant’s head first', () => {
  given(apply()).when(approve()).then({ state: 'toDecide', decider: '2201:police', at: '2201:police' })
  given(...applied)
    .when(decide())
    .then({ state: 'decided', designatedUnit: '220104:police' })
})

test('across prefectures it goes up level by level to the province', () => {
  const far = [apply({ proposedUnit: '220204:police' }), approve()]
  assert.partialDeepStrictEqual(given(...far).record, {
    ...{ state: 'goingUp', decider: '22:police', at: '2201:police' },
  })
  const passedUp = [...far, by('changchunPoliceHead', 'passUp', { opinion: '同意上报。' })]
  assert.partialDeepStrictEqual(given(...passedUp).record, {
    ...{ state: 'toDecide', at: '22:police' },
    way: [{ unit: '220102:police' }, { unit: '2201:police' }],
  })
  given(...passedUp)
    .when(decide('220204:police', [], 'provincePoliceHead'))
    .then({ state: 'decided' })
})

test('a disputed case goes up when negotiation failed, and a superior may act of its own motion', () => {
  const disputed = { ground: 'disputed', specialGround: undefined, dispute: '两地均已立案。' }
  const negotiation = {
    on: '2025-04-20',
    withUnits: ['220104:police'],
    result: 'failed',
    what: '未达成一致。',
  }
  given()
    .when(apply({ ...disputed, negotiation }))
    .then({ state: 'toApprove' })
  given()
    .when(apply({ ...disputed, negotiation }, [], 'chaoyangInvestigator'))
    .then({ state: 'toApprove', applyingUnit: '220104:police' })
  given(apply({}, [], 'changchunLegal'))
    .when(approve('changchunPoliceHead'))
    .then({ state: 'toDecide', at: '2201:police' })
})

test('on receipt of the decision the original unit has the case no longer (art 23)', () => {
  given(...served)
    .when(receive)
    .then({ state: 'handingOver', receivedOn: '2025-04-28' })
  given(...served)
    .when(receive)
    .thenActs({
      ...{ type: 'case', id: theCaseId, action: 'redesignate' },
      input: { handlingUnit: '220104:police', designatedBy: '2201:police' },
    })
  given(...served)
    .when(by('changchunPoliceHead', 'certifyReceipt', { reasons: '留置送达。' }))
    .thenActs({
      ...{ type: 'case', id: theCaseId, action: 'redesignate' },
      input: { handlingUnit: '220104:police', designatedBy: '2201:police' },
    })
})

test('both sides sign one list, the original unit first, the designated unit last', () => {
  given(...toSign)
    .when(sign('chaoyangInvestigator'))
    .thenRefused({ because: 'not your turn to sign', action: 'signHandOver' })
  given(...toSign, sign('nanguanCustodian'))
    .when(sign('chaoyangInvestigator'))
    .then({ state: 'accepted', outcome: 'accepted' })
  given(...toSign, sign('nanguanCustodian'))
    .when(sign('nanguanCustodian'))
    .thenRefused({ because: 'signed already', action: 'signHandOver' })
})

test('a count that differs stands with its explanation, or the list is written anew', () => {
  const less = [...counted.slice(0, 2), { no: 3, count: 13, difference: '一册退回补正。' }]
  given(...received, listHandOver())
    .when(count(less))
    .then({ state: 'toSign' })
  given(...toSign)
    .when(by('chaoyangInvestigator', 'listAnew', { reasons: '漏列手机一部。' }))
    .then({ state: 'handingOver', handed: undefined, counted: undefined })
})

test('where the original unit must withdraw, the superior hands over in its stead', () => {
  const instead = [...received, by('changchunPoliceHead', 'handOverForThem', { reasons: '整体回避。' })]
  given(...instead)
    .when(by('changchunCustodian', 'listHandOver', { handed: lines }))
    .then({ state: 'counting', givingUnit: '2201:police' })
  given(...instead)
    .when(listHandOver())
    .thenRefused('role may not')
})

test('prosecution and trial elsewhere are designations of their own, decided by their own superiors', () => {
  const trial = [
    apply({ kind: 'trial', proposedUnit: '220104:court' }, [], 'nanguanJudge'),
    approve('nanguanCourtPresident'),
    decide('220104:court', [], 'changchunCourtPresident'),
  ]
  const copies = {
    services: ['220102:court', '220104:court'].map((to) => ({ to, on: '2025-04-28', way: 'direct' })),
  }
  const served2 = by('changchunJudge', 'serve', { ...copies, copies: ['220104:procuratorate'] })
  given(...trial, served2)
    .when(by('nanguanJudge', 'receive'))
    .thenActs({ type: 'case', id: theCaseId, action: 'redesignateCourts', input: { court: '220104:court' } })
  const prosecution = { kind: 'prosecution', proposedUnit: '220104:procuratorate' }
  given()
    .when(apply({ ...prosecution, agreedWithCourt: '已与市中级人民法院协商一致。' }, [], 'nanguanProcurator'))
    .then({ decider: '2201:procuratorate', originalUnit: '220102:procuratorate' })
})

test('the common superior is computed from the line, passing over whoever is tied', () => {
  const day = plainDate('2025-04-28')
  const superior = (units: readonly string[], key?: string) =>
    findCommonSuperior(units, {
      named: key === undefined ? undefined : [{ key, how: 'stated' }],
      org: smallDirectory,
      on: day,
    })
  assert.equal(superior(['220102:police', '220104:police']), '2201:police')
  assert.equal(superior(['220102:police', '220204:police']), '22:police')
  assert.equal(superior(['2201:police', '220104:police']), '22:police')
  assert.equal(superior(['220102:police', '220104:police'], `p:${people.changchunDeputyHead}`), '22:police')
  assert.equal(superior(['220102:police', '220104:court']), undefined)
  assert.equal(superior(['220102:police', 'no:unit']), undefined)
})

// Art 22 and 23 name no lengths but "at the same time"; the lengths are assumed [ASM].
const far = [apply({ proposedUnit: '220204:police' }), approve()]
const clocks: readonly (readonly [string, readonly DesignationAct[], Readonly<Record<string, string>>])[] = [
  ['[ASM] the head approves within 3 working days', [apply()], { approve: '2025-05-06' }],
  [
    '[ASM] completed within 5 working days',
    [apply(), by('nanguanPoliceHead', 'returnDraft', { reasons: '补充协商情况。' })],
    { applyAnew: '2025-05-08' },
  ],
  ['[ASM] each level passes it up within 3 working days', far, { passUp: '2025-05-06' }],
  ['[ASM] decided within 10 working days', applied, { decide: '2025-05-15' }],
  ['[ASM] served within 3 working days', [...applied, decide()], { serve: '2025-05-06' }],
  ['[ASM] signed for within 2 working days', served, { receive: '2025-04-30' }],
  ['art 23: handed over at the same time; [ASM] within 5 working days', received, { handOver: '2025-05-08' }],
]
for (const [name, past, due] of clocks)
  test(name, () => {
    given(...past).isDue(due)
  })

const withoutRow = (kind: string) => lines.filter((line) => line.kind !== kind)
/** Each rule, and a case in which it refuses; what is refused besides, because it follows from the same, stands behind. */
const cases: Readonly<
  Record<Exclude<RuleOf<typeof designation>, 'itIsWithTheDecider'>, Case<typeof designation>>
> = {
  theCaseIsOpen: ['a closed case is designated to nobody', [], apply({}, [{}, { closed: true }])],
  groundAllowsIt: [
    'a dispute is negotiated first',
    [],
    apply({ ground: 'disputed', dispute: '两地均已立案。' }),
  ],
  theOriginalUnitIsKnown: [
    'a case without a court is tried elsewhere by nobody’s leave',
    [],
    apply({ kind: 'trial', proposedUnit: '220104:court' }, [{ court: undefined }], 'chaoyangInvestigator'),
    'applicantIsConcerned',
    'somebodyCanDecide',
  ],
  proposedUnitIsAnother: ['nobody proposes who has it', [], apply({ proposedUnit: '220102:police' })],
  proposedUnitIsOfTheOrgan: [
    'a court does not investigate',
    [],
    apply({ proposedUnit: '220104:court' }),
    'somebodyCanDecide',
  ],
  proposedUnitIsHighEnough: [
    'a major case of a group belongs to a prefecture or above (art 24)',
    [],
    apply({}, [{ major: true }]),
  ],
  proposedUnitIsNotTiedToTheNamed: [
    'a unit of somebody named does not get it',
    [],
    apply({}, [{ named: [{ key: `p:${people.chaoyangDeputyHead}`, how: 'stated' }] }]),
  ],
  courtAgreesToProsecutionElsewhere: [
    'prosecution elsewhere is agreed with the court',
    [],
    apply({ kind: 'prosecution', proposedUnit: '220104:procuratorate' }, [], 'nanguanProcurator'),
  ],
  applicantIsConcerned: [
    'a unit that is no party does not apply',
    [],
    apply({ proposedUnit: '220104:police' }, [{ handlingUnit: '220204:police' }], 'nanguanLegal'),
  ],
  somebodyCanDecide: [
    'whoever has nobody above both cannot apply',
    [],
    apply({ proposedUnit: '2201:police' }, [{ handlingUnit: '22:police' }], 'changchunLegal'),
  ],
  actorIsNotTheApplicant: [
    'a head does not approve their own application',
    [apply({}, [], 'nanguanPoliceHead')],
    approve(),
  ],
  theCaseIsWhereItWas: [
    'what was moved meanwhile is not moved again',
    applied,
    decide('220104:police', [{ handlingUnit: '220204:police' }]),
  ],
  designatedUnitIsAnother: ['nobody is designated who has it', applied, decide('220102:police')],
  designatedUnitIsOfTheOrgan: [
    'no court is designated to investigate',
    applied,
    decide('220104:court'),
    'deciderIsTheCommonSuperior',
  ],
  designatedUnitIsHighEnough: [
    'a major case of a group is designated to a prefecture or above (art 24)',
    applied,
    decide('220104:police', [{ major: true, label: 'evilGroup' }]),
  ],
  designatedUnitIsNotTiedToTheNamed: [
    'a unit of somebody named is not designated',
    applied,
    decide('220104:police', [{ named: [{ key: `p:${people.chaoyangDeputyHead}`, how: 'stated' }] }]),
  ],
  deciderIsTheCommonSuperior: [
    'only the common superior decides, whoever was asked (art 22)',
    applied,
    decide('220204:police'),
  ],
  designatedBodyDesignatesNoFurther: [
    'whoever was designated from above passes it on to nobody',
    applied,
    decide('220104:police', [{ designatedBy: '22:police' }]),
  ],
  servedOnBothUnits: [
    'both units get the decision',
    [...applied, decide()],
    serve({ services: services.slice(0, 1) }),
  ],
  copiesGoToCourtAndProcuratorate: [
    'court and procuratorate of the place get copies',
    [...applied, decide()],
    serve({ copies: ['220104:court'] }),
  ],
  everyLineHasANumberOfItsOwn: [
    'each line has a number',
    received,
    listHandOver([...lines, { no: 3, kind: 'property', what: '手机', count: 4 }]),
  ],
  everyKindIsListed: [
    'suspects, property and files each have a line',
    received,
    listHandOver(withoutRow('property')),
  ],
  everyLineIsCounted: ['each line is counted', [...received, listHandOver()], count(counted.slice(1))],
  differencesAreExplained: [
    'a difference is explained',
    [...received, listHandOver()],
    count([...counted.slice(0, 2), { no: 3, count: 13 }]),
  ],
}
for (const [rule, [name, past, act, ...also]] of Object.entries(cases))
  test(`${rule}: ${name}`, () => {
    // Keys of the table, and what is refused besides, are rules of the designation.
    given(...past)
      .when(act)
      .thenRefused(...([rule, ...also] as RuleOf<typeof designation>[]))
  })

const allowed = (past: readonly DesignationAct[], role: Role): readonly string[] => {
  const { entries, record } = given(...past)
  return mayDo(designation, record?.state, (action) => {
    // Every name comes from the declaration.
    const decision = decideOn(entries, by(role, action as DesignationAct['action']))
    return 'refused' in decision ? decision.refused : []
  })
}
type Table = Readonly<Partial<Record<Role, readonly string[]>>>
const permissions: readonly (readonly [string, readonly DesignationAct[], Table])[] = [
  [
    'an application that waits for the common superior',
    applied,
    {
      changchunPoliceHead: ['returnIt', 'refuse', 'decide', 'name'],
      nanguanPoliceHead: ['withdraw', 'name'],
      nanguanLegal: [],
      chaoyangPoliceHead: [],
      provincePoliceHead: [],
      nanguanOfficeHead: [],
    },
  ],
  [
    'a decision that was served',
    served,
    {
      nanguanPoliceHead: ['receive', 'name'],
      nanguanInvestigator: ['receive'],
      changchunPoliceHead: ['certifyReceipt', 'handOverForThem', 'name'],
      chaoyangPoliceHead: [],
      nanguanJudge: [],
    },
  ],
  [
    'a list to be signed',
    toSign,
    {
      nanguanCustodian: ['listAnew', 'signHandOver'],
      chaoyangCustodian: ['listAnew', 'signHandOver'],
      changchunLegal: [],
      chuanyingPoliceHead: [],
    },
  ],
]
for (const [name, past, table] of permissions)
  test(`who may do what: ${name}`, () => {
    for (const [role, expected] of Object.entries(table))
      // The keys of the table are roles of the small world.
      assert.deepEqual(allowed(past, role as Role).toSorted(), expected.toSorted(), role)
  })

test('court and procuratorate that got a copy see the decision and not the application', () => {
  const roles = given(...served).rolesOf(staff('chaoyangProcurator'))
  assert.deepEqual(roles, ['copied'])
  const seen = fieldsSeenBy(designation, roles)
  for (const field of ['suspects', 'facts', 'dispute', 'handed']) assert.ok(!seen.has(field), field)
  assert.ok(seen.has('decisionReasons'))
})

test('whoever the case names later is told of it no more', () => {
  const named = [{ key: 'u:220104:police', how: 'stated' }]
  const told = {
    ...acting({ kind: 'system', job: 'case' })('noteNamed', { named }),
    via: { type: 'case', record: theCaseId },
  }
  assert.deepEqual(given(...served).rolesOf(staff('chaoyangInvestigator')), ['receiver'])
  assert.deepEqual(given(...served, told).rolesOf(staff('chaoyangInvestigator')), [])
})
