/** Every paper that a clue's way issues, fetched through the doors in each form, by those who reach it and those who do not. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { plainDate } from '#kernel/time.ts'
import { isRecordId } from '#kernel/record/field.ts'
import { clue } from '#mechanisms/clue/clue.ts'
import { chinese } from '#mechanisms/clue/clue.words.ts'
import { nanguan, report, step, told } from '#test/support/clueActs.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { officeDay } from '#test/support/officeDay.ts'
import { people, type Role } from '#test/support/smallWorld.ts'
import { chineseDay } from './chineseDay.ts'
import { textOfPdf } from './pdfText.fixture.ts'
import { unpacked } from './unpacked.fixture.ts'

const CLUES = '/api/records/clue'
const MARK = { name: '暗记甲乙丙', phone: '13998877665', idNumber: '220102199001011234' }

let world: HttpWorld
let id = ''
let code = ''
const does = (role: Role, action: string, input: object = {}) =>
  world.must(role, `${CLUES}/${id}/actions/${action}`, input)
const get = (role: Role, file: string) => world.as(role, 'GET', `${CLUES}/${id}/documents/${file}`)
const approval = {
  verifyingUnit: nanguan.unit,
  dispatch: 'direct',
  secrecy: 'workSecret',
  feedbackWanted: true,
  instructions: '依法核查。',
}

async function verifyIt(): Promise<void> {
  await does('nanguanVerifier2', 'signFor', { team: nanguan.team.map((role) => people[role]) })
  for (const role of nanguan.team) await does(role, 'undertakeSecrecy')
  await does('nanguanChief', 'approveVerification', { plan: '走访施工队。' })
  await does('nanguanVerifier', 'logStep', step('questioning', nanguan.team))
  await does('nanguanVerifier', 'contactReporter', {
    reporterContacts: [{ on: '2025-04-28', way: 'phone', words: `举报人${MARK.name}确认。` }],
  })
  await does('nanguanVerifier', 'reportProgress', {
    progress: [{ on: '2025-04-28', text: '已询问两人。' }],
  })
  await does('nanguanVerifier', 'submitReport', report.evil)
}

before(async () => {
  world = await httpWorld()
  const reported = await world.ask({
    method: 'POST',
    url: '/api/public/reports',
    payload: {
      ...{
        category: 'crime',
        title: told.title,
        content: told.content,
        realName: true,
        contactWish: 'phone',
      },
      reporter: MARK,
    },
  })
  assert.equal(reported.status, 201, reported.text)
  code = String(reported.body['queryCode'])
  const { rows } = await world.database.ownerPool.query<{ id: string }>(
    `select id from zs.record where type = 'clue'`,
  )
  id = rows[0]?.id ?? ''
  assert.ok(isRecordId(id))
  await does('centreIntake', 'register', {
    gist: '强揽工程',
    importance: 'general',
    category: 'crime',
    area: '220102',
  })
  await does('centreAssessor', 'assess', {
    grade: 'C',
    gradeReasons: '有具体时间、地点。',
    area: '220102',
    focus: ['other'],
  })
  await does('centreHead', 'approve', { ...approval, dispatch: 'transfer' })
  await does('nanguanVerifier', 'objectNotOurs', {
    notOursGround: 'jurisdiction',
    notOursReasons: '案发地在朝阳区。',
  })
  await does('centreHead', 'upholdObjection', { reasons: '异议成立。' })
  await does('centreHead', 'approve', approval)
  await does('centreHead', 'supervise', {
    supervisions: [{ rung: 'supervise', text: '请于本月底前报结果。' }],
  })
  await verifyIt()
  for (const chief of nanguan.chiefs) await does(chief, 'sign', { opinion: `${chief}同意。` })
  await does('nanguanVerifier', 'recordDisposal', {
    ...{ disposalDocument: '南公刑立字〔2025〕17号', disposedOn: '2025-04-28' },
  })
  await does('centreIntake', 'feedBack', { feedbackWay: 'phone', feedbackWords: '已依法立案侦查。' })
})
after(() => world[Symbol.asyncDispose]())

const ISSUED: Readonly<Record<string, Role>> = {
  ...{ registrationForm: 'centreIntake', receipt: 'centreIntake', assessmentOpinion: 'centreHead' },
  ...{ passingSheet: 'centreHead', assignmentLetter: 'nanguanVerifier', signReceipt: 'nanguanVerifier' },
  ...{
    returnNote: 'centreHead',
    verificationReport: 'nanguanPoliceHead',
    supervisionLetter: 'nanguanVerifier',
  },
  ...{ answer: 'centreIntake', feedbackRecord: 'centreIntake' },
  ...{ secrecyUndertaking: 'nanguanVerifier2', verificationPlan: 'nanguanChief' },
  ...{ questioningRecord: 'nanguanVerifier', progressReport: 'nanguanChief' },
}

const textOf = async (role: Role, name: string, format: string): Promise<string> => {
  const cookie = await world.cookieOf(role)
  const answer = await world.app.inject({
    url: `${CLUES}/${id}/documents/${name}.${format}`,
    headers: { cookie },
  })
  assert.equal(answer.statusCode, 200, `${role} ${name}.${format}: ${answer.body.slice(0, 300)}`)
  if (format === 'html') return answer.body
  return format === 'docx'
    ? [...unpacked(answer.rawPayload).values()].join('\n')
    : textOfPdf(answer.rawPayload)
}
const bare = (text: string): string =>
  text.replaceAll(/<style>.*<\/style>/gs, '').replaceAll(/<[^>]*>|\s/g, '')

for (const [name, role] of Object.entries(ISSUED))
  test(`${name}: is there in every form, in Chinese, and nothing in it tells of the reporter`, async () => {
    for (const format of ['html', 'docx', 'pdf']) {
      const text = bare(await textOf(role, name, format))
      assert.match(text, /吉线索|吉扫黑|南关公|〔/, format)
      for (const secret of Object.values(MARK)) assert.ok(!text.includes(secret), `${format} tells ${secret}`)
      assert.ok(!/\{[a-zA-Z.]+\}/.test(text), `${format}: a place was not filled in`)
    }
  })

test('what is not issued is not there, and an odd name or somebody else finds nothing', async () => {
  for (const name of Object.keys(clue.documents).filter((one) => !Object.hasOwn(ISSUED, one)))
    for (const format of ['html', 'pdf'])
      assert.equal((await get('centreIntake', `${name}.${format}`)).status, 409, name)
  for (const odd of [
    'answer.exe',
    'conjured.html',
    'toString.html',
    '__proto__.html',
    '..%2Fx.html',
    'answer.html.pdf',
  ])
    assert.equal((await get('centreIntake', odd)).status, 404, odd)
  for (const issue of ['0', '99', 'x', '1&issue=2', '-1'])
    assert.equal((await get('centreIntake', `answer.html?issue=${issue}`)).status, 404, issue)
  for (const stranger of ['chuanyingVerifier', 'changchunVerifier2'] as const)
    assert.equal((await get(stranger, 'answer.html')).status, 404, stranger)
})

test('a page loads and runs nothing: its policy names its one style by hash', async () => {
  const page = await get('centreHead', 'assignmentLetter.html')
  const policy = String(page.headers['content-security-policy'])
  assert.match(policy, /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; /)
  assert.doesNotMatch(policy, /unsafe|https?:|\*/)
  assert.doesNotMatch(page.text, /<script|<link|<img|\son[a-z]+=|\sstyle=|javascript:|https?:/)
  assert.match(page.text, /<span>梁中正　\d{4}年\d{1,2}月\d{1,2}日 \d{1,2}:\d{2}<\/span>/)
})

const asks = (form: Readonly<Record<string, string>>) =>
  world.app.inject({
    method: 'POST',
    url: '/progress',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  })

test('the citizen gets receipt and answer under the query code, without a watermark, and nothing else', async () => {
  const progress = await asks({ code })
  assert.equal(progress.statusCode, 200)
  assert.match(progress.body, /value="?receipt\.html/)
  assert.match(progress.body, /value="?answer\.pdf/)
  for (const name of ['receipt', 'answer']) {
    const page = await asks({ code, paper: `${name}.html` })
    assert.equal(page.statusCode, 200, page.body.slice(0, 300))
    assert.match(String(page.headers['content-security-policy']), /style-src 'sha256-/)
    assert.doesNotMatch(page.body, /<script|class="marks"/)
    const file = await asks({ code, paper: `${name}.pdf` })
    assert.equal(file.headers['content-type'], 'application/pdf')
    const texts = [bare(page.body), bare(textOfPdf(file.rawPayload))]
    for (const text of texts) {
      assert.match(text, name === 'answer' ? /已依法立案侦查/ : /受理回执/)
      for (const secret of [...Object.values(MARK), code, '南关']) assert.ok(!text.includes(secret), secret)
    }
  }
  for (const odd of [
    'assignmentLetter.html',
    'verificationReport.pdf',
    'outOfScopeNotice.html',
    'toString.html',
    'x',
    '../x.pdf',
  ])
    assert.equal((await asks({ code, paper: odd })).statusCode, 404, odd)
  assert.equal((await asks({ code: '1234 5678 9012 3456 7890', paper: 'receipt.html' })).statusCode, 404)
  const linked = await world.ask({ method: 'GET', url: `/progress?code=${code}&paper=receipt.html` })
  assert.doesNotMatch(linked.text, /受理回执/)
})

test('a letter says to whom it goes, from whom, what it is about and under which number', async () => {
  const text = bare(await textOf('nanguanVerifier', 'assignmentLetter', 'html'))
  const year = officeDay().slice(0, 4)
  assert.ok(text.includes(`吉扫黑线索交办〔${year}〕1号`))
  assert.ok(text.includes('公安局南关区分局：') || /南关区[^：]{0,8}：/.test(text))
  assert.ok(text.includes(`关于交办“${told.title}”线索的函`))
  assert.ok(text.includes('工作秘密'))
  assert.ok(text.includes(`办理方式为${chinese.choices.dispatch.direct}`))
})

test('the registration form says by when it is due, and a letter how long there is from signing for it', async () => {
  const form = bare(await textOf('centreIntake', 'registrationForm', 'html'))
  const done = chineseDay(plainDate(officeDay()))
  // Whatever was suspended since the report was submitted.
  assert.match(form, /核查期限\d{4}年\d+月\d+日（含当日）前/)
  assert.match(form, new RegExp(`签收期限\\d{4}年\\d+月\\d+日（含当日）前；${done}完成`))
  assert.ok(form.includes('举报人身份另行封存，不载入本表'))
  // Registered, it has no grade yet, on which the length depends.
  const entries = await world.as('centreIntake', 'GET', `${CLUES}/${id}/entries`)
  const items = entries.body['items'] as readonly { seq: number; action: string }[]
  const registered = items.find(({ action }) => action === 'register')?.seq
  const early = await get('centreIntake', `registrationForm.html?issue=${String(registered)}`)
  assert.doesNotMatch(bare(early.text), /核查期限/)
  const letter = bare(await textOf('nanguanVerifier', 'assignmentLetter', 'html'))
  assert.match(letter, /核查期限[^。]*自“签收”起\d+日/)
  assert.match(letter, /签收期限[^。]*日（含当日）前/)
})

test('a paper reads as when it was issued, though the record moved on', async () => {
  const early = await textOf('centreHead', 'returnNote', 'html')
  const letters = await world.as('centreHead', 'GET', `${CLUES}/${id}`)
  const papers = letters.body['papers'] as readonly { document: string; issue: number; number: string }[]
  assert.deepEqual(
    papers.map(({ document }) => document),
    ['passingSheet', 'returnNote', 'assignmentLetter', 'supervisionLetter', 'verificationReport', 'answer'],
  )
  await does('centreHead', 'reopen', { reasons: '有新的事实。' })
  await does('centreAssessor', 'assess', {
    grade: 'A',
    gradeReasons: '又有人举报。',
    area: '220102',
    focus: ['other'],
  })
  const unstamped = (text: string) => text.replaceAll(/\d{1,2}:\d{2}/g, '')
  assert.equal(unstamped(await textOf('centreHead', 'returnNote', 'html')), unstamped(early))
  assert.match(bare(await textOf('centreHead', 'assessmentOpinion', 'html')), /又有人举报/)
  const first = await world.as('centreHead', 'GET', `${CLUES}/${id}/documents/assessmentOpinion.html?issue=3`)
  assert.match(first.text, /有具体时间、地点/)
  assert.doesNotMatch(first.text, /又有人举报/)
})

test('after a reopening the old signatures stay, struck through, each with name, post and time', async () => {
  const page = await textOf('centreHead', 'verificationReport', 'html')
  for (const chief of nanguan.chiefs) assert.ok(page.includes(`<del>${chief}同意。</del>`), chief)
  assert.match(page, /<del>\d{4}年\d{1,2}月\d{1,2}日 \d{1,2}:\d{2}<\/del>/)
  assert.match(page, /<del>已失效<\/del>/)
  assert.doesNotMatch(page, /<td>有效/)
})

test('a paper that is void says so', async () => {
  const { body } = await world.as('centreHead', 'GET', `${CLUES}/${id}`)
  const [paper] = (body['papers'] as readonly { document: string; number: string }[]).filter(
    ({ document }) => document === 'assignmentLetter',
  )
  await does('centreHead', 'cancelPaper', {
    cancelledPapers: [{ number: paper?.number, reasons: '主送单位有误。' }],
  })
  for (const format of ['html', 'docx', 'pdf'])
    assert.match(bare(await textOf('centreHead', 'assignmentLetter', format)), /作废.*主送单位有误/, format)
})

test('the register of papers holds what the asker reaches, page by page, and refuses odd questions', async () => {
  const all = await world.as('centreHead', 'GET', '/api/papers')
  const items = all.body['items'] as readonly {
    number: string
    document: string
    cancelled?: true
    id: string
  }[]
  assert.equal(items.length, 6)
  assert.deepEqual(
    items.filter(({ cancelled }) => cancelled).map(({ document }) => document),
    ['assignmentLetter'],
  )
  const one = await world.as('centreHead', 'GET', '/api/papers?limit=4')
  const two = await world.as('centreHead', 'GET', `/api/papers?limit=4&cursor=${String(one.body['next'])}`)
  assert.deepEqual([...(one.body['items'] as object[]), ...(two.body['items'] as object[])], items)
  assert.equal(two.body['next'], undefined)
  const answers = await world.as('centreHead', 'GET', '/api/papers?unit=22:clueCentre&kind=answer')
  assert.equal((answers.body['items'] as object[]).length, 1)
  assert.deepEqual((await world.as('chuanyingVerifier', 'GET', '/api/papers')).body['items'], [])
  assert.equal((await world.ask({ method: 'GET', url: '/api/papers' })).status, 401)
  for (const odd of [
    'unit=x',
    'kind=1',
    'year=26',
    'limit=0',
    'limit=201',
    'cursor=x',
    "unit=22:a';--",
    'limit=1&limit=2',
  ])
    assert.equal((await world.as('centreHead', 'GET', `/api/papers?${odd}`)).status, 400, odd)
})
