import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { after, before, test } from 'node:test'
import { isRecordId, type RecordId } from '#kernel/record/field.ts'
import { nanguan, told } from '#test/support/clueActs.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { officeDay } from '#test/support/officeDay.ts'
import { people, type Role } from '#test/support/smallWorld.ts'

const CLUES = '/api/records/clue'
/** Planted once in each field, found again wherever it is shown. */
const secret = (field: string) => `SECRET-${field}-${String(randomInt(1e9))}`
const planted = {
  title: secret('title'),
  content: secret('content'),
  gist: secret('gist'),
  gradeReasons: secret('gradeReasons'),
  instructions: secret('instructions'),
  plan: secret('plan'),
  findings: secret('findings'),
  umbrellaFacts: secret('umbrellaFacts'),
  opinion: secret('opinion'),
  reporterMarks: 'SECRETreporterMarks1',
  reporter: 'SECRETreporter1',
}

let world: HttpWorld
let id: RecordId
before(async () => {
  world = await httpWorld()
  const { composed } = world
  const opened = await composed.office.act({
    asker: { kind: 'public' },
    type: 'clue',
    action: 'report',
    input: {
      ...told,
      source: 'portal',
      title: planted.title,
      content: planted.content,
      umbrellaFacts: planted.umbrellaFacts,
      reporterMarks: [planted.reporterMarks],
      reporter: { sealed: 'hpke-p256-v1', key: 'a', enc: 'b', ciphertext: planted.reporter },
    },
  })
  assert.ok('done' in opened, JSON.stringify(opened))
  id = opened.done.id
})
after(() => world[Symbol.asyncDispose]())

const does = (role: Role, action: string, input: object = {}) =>
  world.must(role, `${CLUES}/${id}/actions/${action}`, input)

async function walkToReview(): Promise<void> {
  await does('centreIntake', 'register', { gist: planted.gist, importance: 'general', category: 'crime' })
  await does('centreAssessor', 'assess', {
    grade: 'B',
    gradeReasons: planted.gradeReasons,
    area: '220102',
    focus: ['other'],
  })
  await does('centreHead', 'approve', {
    verifyingUnit: nanguan.unit,
    dispatch: 'direct',
    secrecy: 'internal',
    feedbackWanted: true,
    instructions: planted.instructions,
  })
  const team = nanguan.team.map((role) => people[role])
  await does(nanguan.team[1], 'signFor', { team, plan: planted.plan })
  const on = officeDay()
  for (const role of nanguan.team) await does(role, 'undertakeSecrecy')
  await does(nanguan.chiefs[0], 'approveVerification')
  await does(nanguan.team[0], 'logStep', {
    steps: [{ kind: 'questioning', on, what: '询问', officers: team }],
  })
  await does(nanguan.team[0], 'contactReporter', {
    reporterContacts: [{ on, way: 'phone', words: '已核实' }],
  })
  await does(nanguan.team[0], 'submitReport', {
    conclusion: 'noCrime',
    findings: planted.findings,
    proposal: 'nothing',
    truth: 'mistaken',
  })
  for (const chief of nanguan.chiefs) await does(chief, 'sign', { opinion: planted.opinion })
}

const doorsOf = (record: RecordId): readonly string[] => [
  `${CLUES}/${record}`,
  `${CLUES}/${record}?explain=1&lang=en`,
  `${CLUES}/${record}/entries`,
  `${CLUES}/${record}/access`,
  `${CLUES}/${record}/proof`,
  `${CLUES}/${record}/earlier`,
  `${CLUES}/${record}/documents/registrationForm.docx`,
  `${CLUES}?total=1`,
  `${CLUES}?view=work`,
  `${CLUES}?view=ledger`,
  ...[planted.title, planted.findings].map((words) => `${CLUES}?q=${words}`),
]

test('no answer at any door shows anybody a field outside their sight', async () => {
  await walkToReview()
  await world.integrate()
  const { declarations } = world.composed.realm
  const declaration = declarations.get('clue')
  assert.ok(declaration !== undefined)
  let seen = 0
  for (const [role, person] of Object.entries(people)) {
    const opened = await world.composed.office.open({ kind: 'staff', person }, 'clue', id)
    const roles = opened?.standings.flatMap((one) => one.roles) ?? []
    const may = (field: string) =>
      declaration.fields[field]?.protection !== 'sealed' &&
      roles.some((one) => {
        const spec = declaration.roles[one]
        if (spec?.seesOnly !== undefined) return spec.seesOnly.includes(field)
        return spec?.seesAllBut?.includes(field) !== true
      })
    for (const url of doorsOf(id)) {
      // The keys of people are the roles of the small world.
      const { status, text } = await world.as(role as Role, 'GET', url)
      assert.ok(status < 500, `${role} ${url}: ${String(status)} ${text.slice(0, 300)}`)
      const plain = url.includes('/proof') && status === 200 ? inside(text) : text
      for (const [field, value] of Object.entries(planted)) {
        if (plain.includes(value)) seen += 1
        // A proof holds the bytes as they are: of a sealed value the ciphertext, which only the centre's key opens.
        const isCiphertext = url.endsWith('/proof') && declaration.fields[field]?.protection === 'sealed'
        assert.ok(!plain.includes(value) || may(field) || isCiphertext, `${role} is shown ${field} at ${url}`)
      }
      if (roles.length === 0 && url.includes(id)) assert.equal(status, 404, `${role} ${url}`)
    }
  }
  assert.ok(seen > 100, `the scan only saw ${String(seen)} planted values: it looks in the wrong place`)
})

/** The entries of a bundle as they were written. */
const inside = (bundle: string): string => {
  const { entries } = JSON.parse(bundle) as { readonly entries: readonly { readonly bytes: string }[] }
  return entries.map(({ bytes }) => Buffer.from(bytes, 'base64').toString()).join('\n')
}

test('a list goes on where it stopped, counts, and shows the columns in sight', async () => {
  for (let nth = 0; nth < 5; nth++)
    await world.must('centreIntake', `${CLUES}/actions/enter`, { ...told, content: `第${String(nth)}件` })
  interface Item {
    id: string
    state: string
    title: string
    fields: object
    lamp?: string
    number: string
  }
  const all: Item[] = []
  let next: string | undefined = ''
  for (let pages = 0; next !== undefined; pages++) {
    assert.ok(pages < 10)
    const { body } = await world.as(
      'centreIntake',
      'GET',
      `${CLUES}?limit=2&state=toRegister&cursor=${next}&total=1`,
    )
    assert.equal(body['total'], 5)
    all.push(...(body['items'] as readonly Item[]))
    next = typeof body['next'] === 'string' ? body['next'] : undefined
  }
  assert.equal(new Set(all.map(({ id: one }) => one)).size, 5)
  assert.ok(all.every(({ lamp, state }) => state === 'toRegister' && lamp !== undefined))
  assert.deepEqual(
    Object.keys(all[0]?.fields ?? {}).toSorted(),
    ['category', 'outcome', 'receivedOn', 'source', 'title'].filter((name) => name in (all[0]?.fields ?? {})),
  )
  const work = await world.as('centreIntake', 'GET', `${CLUES}?view=work&limit=3`)
  assert.equal((work.body['items'] as readonly Item[]).length, 3)
  const rest = await world.as(
    'centreIntake',
    'GET',
    `${CLUES}?view=work&limit=200&cursor=${String(work.body['next'])}`,
  )
  assert.equal((rest.body['items'] as readonly Item[]).length, 2, rest.text)
  assert.equal((await world.as('centreAssessor', 'GET', `${CLUES}?view=work`)).body['next'], undefined)
  // The auditor sees no title: the number stands in its place.
  const audited = await world.as('auditor', 'GET', CLUES)
  const items = audited.body['items'] as readonly Item[]
  assert.ok(items.length > 0 && items.every(({ title, number }) => title === number))
  const overdue = await world.as('centreIntake', 'GET', `${CLUES}?due=overdue`)
  assert.deepEqual(overdue.body['items'], [])
  const soon = await world.as('centreIntake', 'GET', `${CLUES}?due=2099-01-01&sort=due&handler=me`)
  assert.equal(soon.status, 200)
})

const odd = [
  'x',
  '%00',
  '%ff%fe',
  '%E0%A4%A',
  '../../etc/passwd',
  "'%20or%201=1--",
  '__proto__',
  'constructor',
  '9'.repeat(400),
  '%F0%9F%98%80',
]

test('odd addresses and queries are refused, never broken', async () => {
  const upper = id.toUpperCase()
  const urls = [
    ...odd.flatMap((one) => [
      `/api/records/${one}`,
      `${CLUES}/${one}`,
      `${CLUES}/${one}/entries`,
      `${CLUES}/${id}/${one}`,
      `${CLUES}/${id}/documents/${one}.pdf`,
      `/api/files/${one}`,
      `/log/tile/${one}`,
      ...[
        'state',
        'q',
        'unit',
        'handler',
        'due',
        'sort',
        'cursor',
        'limit',
        'view',
        'total',
        'lang',
        '__proto__',
      ].map((name) => `${CLUES}?${name}=${one}&${name}=${one}`),
    ]),
    `${CLUES}/${upper}`,
    `/api/records/transfer/${id}`,
    `/api/records/person/${id}`,
    `${CLUES}/${people.centreHead}`,
    `${CLUES}?limit=0`,
    `${CLUES}?limit=201`,
    `${CLUES}?limit=1e9`,
    `${CLUES}?limit=-1`,
    `${CLUES}?state[]=x&state[__proto__]=y`,
    `${CLUES}?cursor=d..AAAA`,
    `${CLUES}?cursor=r.999999999999999.AAAA`,
  ]
  for (const url of urls) {
    const { status, text } = await world.as('centreIntake', 'GET', url)
    assert.ok(status < 500, `${url}: ${String(status)} ${text.slice(0, 200)}`)
  }
  for (const gone of [`${CLUES}/${upper}`, `/api/records/transfer/${id}`, `/api/records/__proto__`])
    assert.equal((await world.as('centreIntake', 'GET', gone)).status, 404, gone)
  for (const refused of [
    'limit=0',
    'limit=201',
    'cursor=x',
    'due=yesterday',
    'sort=up',
    'unit=x',
    'q=%00',
    'state=x',
  ])
    assert.equal((await world.as('centreIntake', 'GET', `${CLUES}?${refused}`)).status, 400, refused)
})

test('a cursor that was changed or belongs to another question is refused', async () => {
  const { body } = await world.as('centreIntake', 'GET', `${CLUES}?limit=2`)
  const next = String(body['next'])
  const changed = next.slice(0, 8) + (next[8] === 'A' ? 'B' : 'A') + next.slice(9)
  for (const url of [
    `${CLUES}?limit=2&cursor=${changed}`,
    `${CLUES}?limit=2&state=toRegister&cursor=${next}`,
  ])
    assert.equal((await world.as('centreIntake', 'GET', url)).status, 400, url)
  assert.equal((await world.as('centreIntake', 'GET', `${CLUES}?limit=2&cursor=${next}`)).status, 200)
})

const values: readonly unknown[] = [
  null,
  [],
  {},
  7,
  -0.5,
  true,
  '',
  ' ',
  'a\u0000b',
  '\u202egnp',
  'x'.repeat(20_000),
  [[]],
  [null],
  { length: 3 },
  { toString: 1 },
  '<script>alert(1)</script>',
  '9'.repeat(400),
  [{ clue: '00000000-0000-4000-8000-000000000000', verdict: 'different' }],
]

test('every action takes garbage in every field without breaking, and enters none of it', async () => {
  const { body } = await world.must('centreIntake', `${CLUES}/actions/enter`, {
    ...told,
    content: '垃圾测试',
  })
  const target = body['id']
  assert.ok(isRecordId(target))
  const before = await world.as('centreIntake', 'GET', `${CLUES}/${target}`)
  const declaration = world.composed.realm.declarations.get('clue')
  assert.ok(declaration !== undefined)
  for (const [action, { from, asks = [], adds = [] }] of Object.entries(declaration.actions)) {
    const url = from === undefined ? `${CLUES}/actions/${action}` : `${CLUES}/${target}/actions/${action}`
    for (const value of values) {
      const input = Object.fromEntries([...asks, ...adds, 'conjured'].map((field) => [field, value]))
      const { status, text } = await world.as('centreIntake', 'POST', url, input)
      assert.ok(
        status >= 400 && status < 500,
        `${action} ${JSON.stringify(value)}: ${String(status)} ${text.slice(0, 300)}`,
      )
    }
  }
  for (const headers of [
    { 'if-match': '3' },
    { 'if-match': '"x"' },
    { 'if-match': `"${'9'.repeat(40)}"` },
    { 'idempotency-key': 'x'.repeat(201) },
    { 'idempotency-key': 'with blank' },
  ]) {
    const { status } = await world.as(
      'centreIntake',
      'POST',
      `${CLUES}/${target}/actions/register`,
      {},
      headers,
    )
    assert.equal(status, 400, JSON.stringify(headers))
  }
  const after = await world.as('centreIntake', 'GET', `${CLUES}/${target}`)
  assert.equal(after.body['version'], before.body['version'])
})

test('without a session every door of the records says so, and none breaks', async () => {
  for (const url of doorsOf(id)) assert.equal((await world.ask({ method: 'GET', url })).status, 401, url)
  const post = await world.ask({ method: 'POST', url: `${CLUES}/actions/enter`, payload: told })
  assert.equal(post.status, 401)
})
