/**
 * An umbrella clue through the real doors: from the investigator to discipline inspection and back, the wall between the two
 * behind every door, and an asset query whose reply opens an asset.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { officeDay } from '#test/support/officeDay.ts'
import { people, type Role } from '#test/support/smallWorld.ts'

let world: HttpWorld
let theCase: string
let clue: string
let disposition: string
let measure: string

const UMBRELLAS = '/api/records/umbrella'
const DISPOSITIONS = '/api/records/disposition'
const MEASURES = '/api/records/commissionMeasure'
const day = officeDay()

before(async () => {
  world = await httpWorld()
  const opened = await world.must('nanguanInvestigator', '/api/records/case/actions/open', {
    ...{ title: '刘某强等人涉嫌强迫交易案', label: 'other', facts: '强迫交易。', area: '220102' },
  })
  theCase = String(opened.body['id'])
})
after(() => world[Symbol.asyncDispose]())

const act = (role: Role, action: string, input: object = {}) =>
  world.must(role, `${UMBRELLAS}/${clue}/actions/${action}`, input)
const inFile = (role: Role, action: string, input: object = {}) =>
  world.must(role, `${DISPOSITIONS}/${disposition}/actions/${action}`, input)
const statusOf = async (role: Role, url: string) => (await world.as(role, 'GET', url)).status

test('it goes over: recorded, completed, sent, received; the file of discipline inspection opens with it', async () => {
  const { body } = await world.must('nanguanInvestigator', `${UMBRELLAS}/actions/record`, {
    ...{
      case: theCase,
      caseNumber: '刘某强案',
      foundOn: '2026-01-05',
      stage: 'investigation',
      kind: 'harbours',
    },
    officials: [{ name: '马护伞', post: '副局长', managedBy: 'county' }],
    facts: '多次在检查前通风报信。',
  })
  clue = String(body['id'])
  await act('nanguanInvestigator', 'writeStatements', { growth: '由放贷起家。', network: '有人通风报信。' })
  await act('nanguanInvestigator', 'writeLists', {
    crimes: [{ what: '非法拘禁' }],
    members: [{ name: '甲', relation: '首要分子' }],
    trades: [{ trade: '民间借贷', matter: '高利放贷' }],
  })
  await act('nanguanInvestigator', 'listEvidence', { evidence: [{ what: '通话记录' }] })
  await act('nanguanInvestigator', 'submit')
  await act('nanguanDeputyHead', 'send', { to: '220102:discipline' })
  await act('nanguanDiscipline', 'receive', { registeredAs: '南纪案2026-1' })
  const { body: list } = await world.as('nanguanDiscipline', 'GET', DISPOSITIONS)
  const [first, ...others] = list['items'] as { id: string; state: string }[]
  assert.ok(first && others.length === 0)
  assert.equal(first.state, 'toAssign')
  disposition = first.id
})

test('the file is behind a wall: no record, list, search, link, history or count for anybody outside', async () => {
  await inFile('nanguanDisciplineHead', 'assign', {
    team: [people.nanguanDisciplineInvestigator, people.nanguanOfficer],
  })
  await inFile('nanguanDisciplineInvestigator', 'propose', {
    proposedWay: 'hold',
    proposal: '绝密措辞：暂存待查。',
  })
  await inFile('nanguanDisciplineHead', 'decide', { way: 'hold', wayReasons: '绝密措辞：线索不具体。' })
  for (const role of [
    'nanguanInvestigator',
    'nanguanDeputyHead',
    'provincePoliceHead',
    'nanguanOfficeHead',
    'provinceOfficeHead',
    'auditor',
    'nanguanProcurator',
    'provinceLeader',
    'chaoyangDiscipline',
  ] as const) {
    for (const door of ['', '/entries', '/access', '/proof', '/documents/plan.pdf'])
      assert.equal(await statusOf(role, `${DISPOSITIONS}/${disposition}${door}`), 404, `${role} ${door}`)
    const { text, body } = await world.as(
      role,
      'GET',
      `${DISPOSITIONS}?q=${encodeURIComponent('绝密措辞')}&total=1`,
    )
    assert.deepEqual(body['items'], [], role)
    assert.ok(!text.includes(disposition), role)
    const seen = await world.as(role, 'GET', `${UMBRELLAS}/${clue}`)
    const history = await world.as(role, 'GET', `${UMBRELLAS}/${clue}/entries`)
    for (const answer of [seen, history])
      for (const secret of [disposition, '绝密措辞', 'hold', '暂存待查', people.nanguanOfficer])
        assert.ok(!answer.text.includes(secret), `${role} reads ${secret}`)
  }
})

test('only what follows from the file is told, and told it stands on the umbrella clue in the same instant', async () => {
  const url = `${DISPOSITIONS}/${disposition}/actions/feedBack`
  const wrong = await world.as('nanguanDiscipline', 'POST', url, { toldOutcome: 'sanctioned', toldOn: day })
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /categoryFollowsFromTheFile/)
  await inFile('nanguanDiscipline', 'feedBack', { toldOutcome: 'disposed', toldOn: day })
  const { body } = await world.as('nanguanInvestigator', 'GET', `${UMBRELLAS}/${clue}`)
  assert.equal(body['state'], 'answered')
  assert.partialDeepStrictEqual(body['fields'], {
    outcome: 'disposed',
    outcomeOn: day,
    registeredAs: '南纪案2026-1',
  })
})

test('the office has its list and nothing else', async () => {
  const { body } = await world.as('nanguanOfficeHead', 'GET', `${UMBRELLAS}/${clue}`)
  assert.deepEqual(Object.keys(body['fields'] as object).toSorted(), [
    ...['caseNumber', 'direction', 'from', 'outcome', 'outcomeOn', 'receivedOn', 'sentOn', 'to'],
  ])
  const letter = `${UMBRELLAS}/${clue}/documents/transferLetter.html`
  assert.ok((await world.as('nanguanInvestigator', 'GET', letter)).text.includes('通风报信'))
  const { text } = await world.as('nanguanOfficeHead', 'GET', letter)
  for (const secret of ['通风报信', '马护伞', '由放贷起家', '首要分子', '通话记录'])
    assert.ok(!text.includes(secret), `the office reads ${secret} in the letter`)
})

test('its papers are there: letter, register, receipt, feedback', async () => {
  for (const name of ['transferLetter', 'register', 'receipt', 'feedbackLetter'])
    assert.equal(
      await statusOf('nanguanInvestigator', `${UMBRELLAS}/${clue}/documents/${name}.docx`),
      200,
      name,
    )
})

test('a measure of the commission is asked for in the file, decided, carried out, and behind the same wall', async () => {
  await inFile('nanguanDisciplineHead', 'changeWay', { way: 'verify', wayReasons: '线索已具体。' })
  await inFile('nanguanOfficer', 'logStep', { steps: [{ on: day, what: '调取资料。' }] })
  await inFile('nanguanDisciplineHead', 'fileCase', { filedOn: day, findings: '涉嫌失职。' })
  const application = {
    ...{ disposition, kind: 'detention', personConcerned: '马护伞', necessity: '绝密措辞：可能串供。' },
    applicants: [people.nanguanDisciplineInvestigator, people.nanguanOfficer],
  }
  const stranger = await world.as('nanguanOfficer2', 'POST', `${MEASURES}/actions/apply`, application)
  assert.notEqual(stranger.status, 201)
  const { body } = await world.must('nanguanOfficer', `${MEASURES}/actions/apply`, application)
  measure = String(body['id'])
  const on = (role: Role, action: string, input: object) =>
    world.must(role, `${MEASURES}/${measure}/actions/${action}`, input)
  assert.equal(await statusOf('changchunDecider', `${MEASURES}/${measure}`), 404)
  for (const head of ['nanguanDisciplineHead', 'nanguanDecider'] as const)
    await on(head, 'decideTogether', { decisionReasons: '集体研究决定。' })
  await on('changchunDecider', 'approveAbove', { reasons: '同意。' })
  await on('nanguanOfficer', 'execute', { officers: application.applicants, place: '留置场所' })
  const { body: held } = await world.as('nanguanOfficer', 'GET', `${MEASURES}/${measure}`)
  assert.equal(held['state'], 'inForce')
  for (const role of [
    'nanguanInvestigator',
    'provincePoliceHead',
    'nanguanOfficeHead',
    'auditor',
    'nanguanProcurator',
    'chaoyangDiscipline',
    'changchunDecider',
    'nanguanOfficer2',
  ] as const) {
    for (const door of ['', '/entries', '/proof', '/documents/decision.pdf'])
      assert.equal(await statusOf(role, `${MEASURES}/${measure}${door}`), 404, `${role} ${door}`)
    const list = await world.as(role, 'GET', `${MEASURES}?q=${encodeURIComponent('马护伞')}&total=1`)
    assert.deepEqual(list.body['items'], [], role)
    const seen = await world.as(role, 'GET', `${UMBRELLAS}/${clue}`)
    assert.ok(!seen.text.includes(measure), role)
  }
  assert.equal(await statusOf('nanguanOfficer', `${MEASURES}/${measure}/documents/decision.docx`), 200)
  const early = await world.as(
    'nanguanDecider',
    'POST',
    `${DISPOSITIONS}/${disposition}/actions/closeFiled`,
    { reasons: '不构成。', findings: '不实。' },
  )
  assert.equal(early.status, 409, 'a case is not withdrawn while somebody is held')
})

test('whoever is named afterwards loses clue, file and measure at once', async () => {
  await act('nanguanDiscipline', 'name', {
    reasons: '新发现。',
    named: [{ key: `p:${people.nanguanOfficer}`, how: 'stated' }],
  })
  assert.equal(await statusOf('nanguanOfficer', `${DISPOSITIONS}/${disposition}`), 404)
  assert.equal(await statusOf('nanguanOfficer', `${MEASURES}/${measure}`), 404)
  // A member of the house is named: whoever serves with them is kept out as well, those above are not.
  assert.equal(await statusOf('nanguanDisciplineInvestigator', `${DISPOSITIONS}/${disposition}`), 404)
  assert.equal(await statusOf('nanguanDiscipline', `${UMBRELLAS}/${clue}`), 404)
})

test('a reply at the desk opens an asset of the case, seen by who handles it', async () => {
  const { body } = await world.must('nanguanInvestigator', '/api/records/assetQuery/actions/request', {
    ...{ case: theCase, team: [people.nanguanInvestigator], purpose: 'findAssets' },
    ...{
      necessity: '查明涉案房产。',
      institutionKind: 'realEstateRegistry',
      institution: '22:realEstateRegistry',
    },
    subject: { kind: 'person', name: '刘某强', number: '220102198503124538', relation: 'suspect' },
    ...{ wanted: ['ownership'], periodFrom: '2024-01-01', periodTo: '2025-01-01', noTipOff: true },
  })
  const query = `/api/records/assetQuery/${String(body['id'])}/actions`
  await world.must('nanguanDeputyHead', `${query}/approve`)
  await world.must('realEstateClerk', `${query}/signFor`)
  await world.must('realEstateClerk', `${query}/answer`, {
    ...{ result: 'found', replyCount: 0, replySummary: '南关区某路1号，登记于刘某强名下。' },
  })
  await world.must('nanguanInvestigator', `${query}/findAssets`, {
    assetsFound: [
      { title: '某路1号', kind: 'realEstate', registeredOwner: '刘某强', ownerRelation: 'suspect' },
    ],
  })
  const { body: assets } = await world.as('nanguanInvestigator', 'GET', '/api/records/asset')
  assert.equal((assets['items'] as unknown[]).length, 1)
})

test('a clue that is being verified is asked about by its verifiers, under the article for clues', async () => {
  const { body } = await world.must('centreIntake', '/api/records/clue/actions/enter', {
    ...{ source: 'letter', receivedOn: '2026-01-05', category: 'crime', title: '强揽工程', area: '220102' },
    ...{ content: '有人长期强揽土方工程。', realName: false, contactWish: 'codeOnly' },
  })
  const on = `/api/records/clue/${String(body['id'])}/actions`
  const asked = {
    ...{ clue: body['id'], team: [people.nanguanVerifier], purpose: 'findAssets', necessity: '核实资金。' },
    ...{ institutionKind: 'bank', institution: '22:bank', wanted: ['accounts'], noTipOff: true },
    subject: { kind: 'person', name: '刘某强', number: '220102198503124538', relation: 'suspect' },
    ...{ periodFrom: '2025-01-01', periodTo: '2025-12-31' },
  }
  const request = () => world.as('nanguanVerifier', 'POST', '/api/records/assetQuery/actions/request', asked)
  assert.match((await request()).text, /record not known/)
  await world.must('centreIntake', `${on}/register`, {
    gist: '强揽工程',
    importance: 'general',
    category: 'crime',
  })
  await world.must('centreAssessor', `${on}/assess`, {
    grade: 'B',
    gradeReasons: '具体。',
    area: '220102',
    focus: ['other'],
  })
  await world.must('centreHead', `${on}/approve`, {
    ...{ verifyingUnit: '220102:police', dispatch: 'direct', secrecy: 'internal', feedbackWanted: false },
    instructions: '依法核查。',
  })
  await world.must('nanguanVerifier', `${on}/signFor`, {
    team: [people.nanguanVerifier, people.nanguanVerifier2],
  })
  const { status, body: query, text } = await request()
  assert.equal(status, 201, text)
  const url = `/api/records/assetQuery/${String(query['id'])}`
  await world.must('nanguanDeputyHead', `${url}/actions/approve`)
  const { body: seen } = await world.as('nanguanVerifier', 'GET', url)
  assert.partialDeepStrictEqual(seen['fields'], {
    legalStage: 'clue',
    approvalRow: 'assetQuery.approval/clue@2022-05-01',
  })
  assert.match(
    String((seen['fields'] as Record<string, unknown>)['approvalBasis']),
    /反有组织犯罪法第二十七条/,
  )
})

test('by which rule it was approved is read in words, in the record, in its history and in the register', async () => {
  const rule = 'assetQuery.approval/clue@2022-05-01'
  const { body: list } = await world.as('nanguanVerifier', 'GET', '/api/records/assetQuery')
  const [query] = list['items'] as readonly { readonly id: string }[]
  const url = `/api/records/assetQuery/${query?.id ?? ''}`
  for (const path of [url, `${url}/entries`]) {
    const { body, text } = await world.as('nanguanVerifier', 'GET', path)
    assert.ok(text.includes(rule), path)
    assert.deepEqual((body['names'] as Record<string, unknown>)[rule], {
      zh: '线索核查阶段查询财产信息：县级以上公安机关负责人（反有组织犯罪法第二十七条）',
      en: 'At clue stage: a leader of county-level police or above (反有组织犯罪法第二十七条)',
    })
  }
})
