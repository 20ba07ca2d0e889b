/** An umbrella clue as sentences of policy: the way over and back, each clock with its source, each rule refusing once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fieldsSeenBy } from '#kernel/access/sight.ts'
import type { Linked } from '#kernel/record/declaration.ts'
import { people, type Role } from '#test/support/smallWorld.ts'
import { recordNo, specify, staff, theRecord, type Act } from '#test/support/specify.ts'
import { umbrella } from './umbrella.ts'

const { given, by, acting } = specify(umbrella)

const official = { name: '马护伞', unitName: '南关区市场监督管理局', post: '副局长', managedBy: 'county' }
const foundInACase = {
  case: recordNo(5),
  foundOn: '2025-04-27',
  stage: 'investigation',
  officials: [official],
  kind: 'harbours',
  facts: '多次在检查前通风报信。',
}
const theCase: Linked = {
  ...{
    type: 'case',
    id: recordNo(5),
    link: 'case',
    direction: 'from',
    state: 'investigation',
    closed: false,
  },
  told: { number: '吉专案〔2025〕000001号' },
}
const record = by('nanguanInvestigator', 'record', foundInACase, { linked: [theCase] })
const statements = by('nanguanInvestigator', 'writeStatements', {
  growth: '由放贷起家，逐步垄断。',
  network: '有公职人员通风报信。',
})
const lists = by('nanguanInvestigator', 'writeLists', {
  crimes: [{ what: '非法拘禁', on: '2024-03-01' }],
  members: [{ name: '甲', relation: '首要分子' }],
  trades: [{ trade: '民间借贷', matter: '高利放贷' }],
})
const evidence = by('nanguanInvestigator', 'listEvidence', { evidence: [{ what: '通话记录' }] })
const submit = by('nanguanInvestigator', 'submit')
const written = [record, statements, lists, evidence, submit]
const sendTo = (to: string, role: Role = 'nanguanDeputyHead') => by(role, 'send', { to })
const sent = [...written, sendTo('220102:discipline')]
const receive = by('nanguanDiscipline', 'receive', { registeredAs: '南纪案2025-17' })
const received = [...sent, receive]
const returned = [...sent, by('nanguanDiscipline', 'returnIt', { returnReasons: '不属本机关管理。' })]
const disputed = [...returned, by('nanguanDeputyHead', 'dispute', { disputeReasons: '属县管干部。' })]

const told = (more: { outcome?: string; outcomeOn?: string } = {}): Act<typeof umbrella> =>
  acting(staff('nanguanDiscipline'))(
    'noteOutcome',
    { outcome: 'filed', outcomeOn: '2025-04-28', ...more },
    { via: { type: 'disposition', record: recordNo(8) } },
  )

test('it goes over with all that belongs to it, and only its outcome category comes back', () => {
  given(...received)
    .when(told())
    .then({ state: 'answered', outcome: 'filed' })
  assert.partialDeepStrictEqual(given(...received).record, {
    direction: 'toDiscipline',
    from: '220102:police',
    sender: people.nanguanDeputyHead,
    receiver: people.nanguanDiscipline,
    receivedOn: '2025-04-28',
  })
})

test('receiving opens the file of discipline inspection, a record of its own with those named', () => {
  const { record: before } = given(...sent)
  given(...sent)
    .when(receive)
    .thenOpens({
      type: 'disposition',
      action: 'open',
      input: {
        umbrella: theRecord,
        caseNumber: '吉专案〔2025〕000001号',
        registeredAs: '南纪案2025-17',
        handlingUnit: '220102:discipline',
        named: before?.['named'],
      },
    })
})

test('without the two statements, the three lists and evidence nothing is submitted', () => {
  given(record, lists, evidence).when(submit).thenRefused('twoStatementsAreThere')
  given(record, statements, evidence).when(submit).thenRefused('threeListsAreThere')
  given(record, statements, lists).when(submit).thenRefused({ because: 'field missing', field: 'evidence' })
})

test('whoever is accused loses it at once, with everybody they lead', () => {
  const accused = by('nanguanInvestigator', 'record', {
    ...foundInACase,
    officials: [{ name: '孙波', unitName: '南关区公安局', managedBy: 'county' }],
  })
  const { rolesOf } = given(accused)
  assert.deepEqual(rolesOf(staff('nanguanDeputyHead')), [])
  assert.deepEqual(rolesOf(staff('nanguanInvestigator')), [])
  // 孙涛 in 船营 is his brother and declared it.
  assert.deepEqual(rolesOf(staff('chuanyingVerifier')), [])
  assert.deepEqual(rolesOf(staff('changchunPoliceHead')), ['sendingHead'])
})

test('where the finder’s own organ is accused, the organ above completes it and sends it', () => {
  const accused = by('nanguanInvestigator', 'record', {
    ...foundInACase,
    officials: [{ name: '孙波', unitName: '南关区公安局', managedBy: 'county' }],
  })
  const above = [statements, lists, evidence, submit].map((act) => ({
    ...act,
    by: staff('changchunPoliceHead'),
  }))
  given(accused, ...above)
    .when(by('changchunPoliceHead', 'send', { to: '2201:discipline' }))
    .then({ state: 'sent' })
})

test('a clerk names somebody later: they lose it here and in the file of discipline inspection', () => {
  const file: Linked = {
    ...{ type: 'disposition', id: recordNo(8), link: 'umbrella', direction: 'to', state: 'underway' },
    ...{ closed: false, told: {} },
  }
  const named = [{ key: `p:${people.nanguanMarket}`, how: 'stated' }]
  given(...received)
    .when(by('nanguanDiscipline', 'name', { reasons: '新线索。', named }, { linked: [file] }))
    .thenActs({ type: 'disposition', id: recordNo(8), action: 'noteNames', input: { named } })
  given(...received)
    .when(by('nanguanDiscipline', 'name', { reasons: '重复。', named: given(...received).record?.['named'] }))
    .thenRefused('newNamesAreNotKnown')
})

// One row a rule: who, to where, and why not.
for (const [says, act, ...refused] of [
  ['discipline inspection, not the police', sendTo('2201:police'), 'receiverIsOfTheOtherSide'],
  [
    'an organ that exists',
    sendTo('220199:discipline'),
    'receiverIsOfTheOtherSide',
    'receiverIsHighEnough',
    'receiverIsNotTiedToTheNamed',
  ],
] as const)
  test(`it is sent to ${says}`, () => {
    given(...written)
      .when(act)
      .thenRefused(...refused)
  })

test('an official of the province is not for the county (监察法第十六条)', () => {
  const high = { ...foundInACase, officials: [{ ...official, managedBy: 'province' }] }
  const acts = [by('nanguanInvestigator', 'record', high), statements, lists, evidence, submit]
  given(...acts)
    .when(sendTo('220102:discipline'))
    .thenRefused('receiverIsHighEnough')
  given(...acts)
    .when(sendTo('22:discipline'))
    .then({ state: 'sent' })
})

test('an accused discipline organ does not receive it', () => {
  const acts = [
    by('nanguanInvestigator', 'record', {
      ...foundInACase,
      officials: [{ name: '纪案管', managedBy: 'county' }],
    }),
    ...[statements, lists, evidence, submit],
  ]
  given(...acts)
    .when(sendTo('220102:discipline'))
    .thenRefused('receiverIsNotTiedToTheNamed')
  given(...acts)
    .when(sendTo('2201:discipline'))
    .then({ state: 'sent' })
})

test('what police found belongs to a case and names an official; it was not found tomorrow', () => {
  const without = (more: object) => by('nanguanInvestigator', 'record', { ...foundInACase, ...more })
  given()
    .when(without({ case: undefined }))
    .thenRefused('aCaseIsNamed')
  given()
    .when(without({ officials: undefined }))
    .thenRefused('anOfficialIsNamed')
  given()
    .when(without({ foundOn: '2025-04-29' }))
    .thenRefused('foundByNow')
})

test('a head who found it does not send it, and nothing is dropped without a reason', () => {
  given(...written)
    .when(by('nanguanDeputyHead', 'drop', {}))
    .thenRefused({ because: 'field missing', field: 'reasons' })
  given(...written)
    .when(by('nanguanDeputyHead', 'drop', { reasons: '经核实不涉公职人员。' }))
    .then({ state: 'notSent', outcome: 'notSent' })
  given(...written)
    .when(by('nanguanInvestigator', 'drop', { reasons: '无。' }))
    .thenRefused('role may not')
})

test('a disputed return is decided above the receiver, once', () => {
  given(...disputed)
    .when(by('nanguanDisciplineHead', 'rejectReturn', { reasons: '自己裁定。' }))
    .thenRefused('actorIsAboveTheReceiver')
  given(...disputed)
    .when(by('changchunDecider', 'rejectReturn', { reasons: '应当接收。' }))
    .then({ state: 'sent' })
  const upheld = [...disputed, by('changchunDecider', 'upholdReturn', { reasons: '应当退回。' })]
  given(...upheld)
    .when(by('nanguanDeputyHead', 'dispute', { disputeReasons: '再提。' }))
    .thenRefused('returnWasNotUpheld')
  given(...upheld, submit)
    .when(sendTo('2201:discipline'))
    .then({ state: 'sent' })
})

test('discipline inspection that found a gang sends it to the police, who answer themselves', () => {
  const gang = by('nanguanDisciplineInvestigator', 'record', {
    ...{
      caseNumber: '南纪审2025-3',
      foundOn: '2025-04-28',
      stage: 'examination',
      kind: 'other',
      facts: '发现团伙。',
    },
  })
  const way = [
    gang,
    by('nanguanDisciplineInvestigator', 'listEvidence', { evidence: [{ what: '笔录摘要' }] }),
    by('nanguanDisciplineInvestigator', 'submit'),
    by('nanguanDisciplineHead', 'send', { to: '220102:police' }),
    by('nanguanInvestigator2', 'receive', { registeredAs: '南公线2025-9' }),
  ]
  given(...way.slice(0, 4))
    .when(by('nanguanInvestigator2', 'receive', { registeredAs: '9' }))
    .thenOpens()
  given(...way)
    .when(by('nanguanInvestigator2', 'feedBack', { outcome: 'sanctioned', outcomeOn: '2025-04-28' }))
    .thenRefused('outcomeIsOfThisDirection')
  given(...way)
    .when(by('nanguanInvestigator2', 'feedBack', { outcome: 'caseFiled', outcomeOn: '2025-04-27' }))
    .thenRefused('outcomeIsOfNow')
  given(...way)
    .when(by('nanguanInvestigator2', 'feedBack', { outcome: 'caseFiled', outcomeOn: '2025-04-28' }))
    .then({ state: 'answered', outcome: 'caseFiled' })
})

test('nobody but the file of discipline inspection tells its outcome', () => {
  given(...received)
    .when(by('nanguanDiscipline', 'noteOutcome', { outcome: 'filed', outcomeOn: '2025-04-28' }))
    .thenRefused('role may not')
  given(...received)
    .when(told({ outcome: 'caseFiled' }))
    .thenRefused('outcomeIsOfThisDirection')
})

// Each clock by its source: rulebook/umbrella/terms.json. 2025-04-28 is a Monday before the holidays of 1 to 5 May.
const clocks = [
  ['police to discipline inspection: 5 working days [W08]', [record], { send: '2025-05-08' }],
  [
    'discipline inspection to police: 3 working days [W08][W09]',
    [
      by('nanguanDisciplineInvestigator', 'record', {
        ...{
          caseNumber: '南纪审',
          foundOn: '2025-04-28',
          stage: 'examination',
          kind: 'other',
          facts: '团伙。',
        },
      }),
    ],
    { send: '2025-05-06' },
  ],
  ['received or returned: 3 working days [ASM]', sent, { receive: '2025-05-06' }],
  ['completed, dropped or disputed: 5 working days [ASM]', returned, { complete: '2025-05-08' }],
  ['arbitrated: 5 working days [ASM]', disputed, { arbitrate: '2025-05-08' }],
  ['answered: 3 months [ASM]', received, { feedBack: '2025-07-28' }],
] as const
for (const [says, acts, due] of clocks)
  test(`clock, ${says}`, () => {
    const { isDue, clock } = given(...acts)
    const submitted = clock('sendAgain')?.ledger.state === 'running'
    isDue(submitted ? { ...due, sendAgain: '2025-04-30' } : due)
  })

/** Who sees what once it was received: the office has a list and no more. */
const asAList = ['caseNumber', 'direction', 'from', 'outcome', 'outcomeOn', 'receivedOn', 'sentOn', 'to']
const sight: readonly (readonly [Role, 'all' | 'list' | 'nothing'])[] = [
  ['nanguanInvestigator', 'all'],
  ['nanguanInvestigator2', 'nothing'],
  ['nanguanDeputyHead', 'all'],
  ['nanguanDiscipline', 'all'],
  ['nanguanDisciplineInvestigator', 'all'],
  ['nanguanOfficeHead', 'list'],
  ['provinceOfficeHead', 'list'],
  ['auditor', 'list'],
  ['nanguanMarket', 'nothing'],
  ['chaoyangInvestigator', 'nothing'],
  ['chaoyangDiscipline', 'nothing'],
  ['nanguanProcurator', 'nothing'],
]
for (const [role, sees] of sight)
  test(`sight: ${role} sees ${sees}`, () => {
    const roles = given(...received).rolesOf(staff(role))
    const fields = [...fieldsSeenBy(umbrella, roles)].toSorted()
    const expected = sees === 'all' ? Object.keys(umbrella.fields).toSorted() : sees === 'list' ? asAList : []
    assert.deepEqual(fields, expected)
  })
