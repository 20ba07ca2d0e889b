/**
 * The main job done by officials in a browser: a clerk registers what looks like an earlier report, an assessor grades it,
 * a director sends it on, two officers verify, three chiefs sign, a reviewer above confirms, an auditor looks at all of it.
 * Then the ways in which forms are treated badly. ZS_PICTURES=1 keeps pictures for docs/.
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type BrowserContext, type Locator, type Page } from 'playwright-core'
import { words } from '#mechanisms/index.ts'
import { browserWorld, type BrowserWorld } from '#test/support/browserWorld.ts'
import { DEMO_PASSWORD, loginAt } from '#test/support/demoPlaces.ts'
import { send, signedIn } from '#test/support/httpClient.ts'
import { officeDay } from '#test/support/officeDay.ts'
import { assertSound } from '#test/support/runningServer.ts'
import { isOpenToEverybody } from '#test/support/violations.ts'
import { watchPage } from '#test/support/watchPage.ts'
import { harmless } from './badInput/hostile.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const PICTURES = join(ROOT, 'docs', 'pictures')
const CENTRE = '22:clueCentre'
const POLICE = '220102:police'
const { fields, actions } = words.clue.zh

let world: BrowserWorld
before(async () => {
  world = await browserWorld(['00', '22', '2201', '220102'])
})
after(() => world[Symbol.asyncDispose]())

interface Official extends AsyncDisposable {
  readonly page: Page
  readonly context: BrowserContext
  readonly login: string
  /** Errors of the console and of pages, and requests to elsewhere. */
  readonly wrong: string[]
}

interface Wishes {
  readonly width?: number
  /** Statuses of refusals that the test means to meet; browsers report each as an error. */
  readonly meets?: readonly number[]
}

async function official(unit: string, post: string, nth = 0, { width = 1280, meets = [] }: Wishes = {}) {
  const login = loginAt(world.desks, unit, post, nth)
  const context = await world.browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 800 },
    locale: 'zh-CN',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const wrong = watchPage(page, world.server.address, meets)
  const found: Official = {
    page,
    context,
    login,
    wrong,
    async [Symbol.asyncDispose]() {
      await context.close()
      assert.deepEqual(wrong, [], login)
    },
  }
  await page.goto(`${world.server.address}/workbench/`)
  await fillSignIn(page, login)
  await page.locator('#content h1').waitFor()
  return found
}

async function fillSignIn(page: Page | Locator, login: string): Promise<void> {
  await page.getByLabel('用户名').fill(login)
  await page.getByLabel('密码').fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

/** Nobody is kept out by how a page is built; a picture of it where one is wanted. */
async function look(page: Page, name: string, picture?: string): Promise<void> {
  await isOpenToEverybody(page, name)
  if (picture === undefined || process.env['ZS_PICTURES'] !== '1') return
  mkdirSync(PICTURES, { recursive: true })
  writeFileSync(join(PICTURES, `workbench-${picture}.png`), await page.screenshot())
}

const recordAt = (id: string): string => `${world.server.address}/workbench/records/clue/${id}`

async function open(page: Page, id: string): Promise<void> {
  await page.goto(recordAt(id))
  await page.locator('.record').waitFor()
}

/** Opens the form of an action on the record that is shown. */
async function begin(page: Page, action: string): Promise<Locator> {
  await page.locator('.record aside').getByRole('button', { name: action, exact: true }).click()
  const form = page.locator('form.action-form')
  await form.waitFor()
  return form
}

const sendForm = (form: Locator): Promise<void> => form.getByRole('button', { name: '提交' }).click()

async function finish(page: Page, form: Locator): Promise<void> {
  await sendForm(form)
  await form.waitFor({ state: 'detached' })
  await page.locator('.notice-place .ant-alert').waitFor()
}

/** Types a part of a name and takes the first that is found. */
async function pick(page: Page, form: Locator, label: string, name: string): Promise<void> {
  const box = form.getByLabel(label)
  await box.click()
  await box.fill(name)
  await page.locator('.ant-select-item-option', { hasText: name }).first().click()
  await page.keyboard.press('Escape')
}

async function asClerk(path: string, json: object): Promise<Readonly<Record<string, unknown>>> {
  const headers = await signedIn(world.server.address, loginAt(world.desks, CENTRE, 'intakeClerk'))
  const { status, body, text } = await send(world.server.address, path, { headers, json })
  assert.ok(status < 300, text)
  return body
}

const story =
  '九月起，小码头的装卸活只许一家做，别人来干就被打，已有两人住院，码头上的人都不敢说话，报警后打人的当天就回来了。'
const enterClue = async (title: string, content = story): Promise<string> => {
  const entered = await asClerk('/api/records/clue/actions/enter', {
    ...{ source: 'letter', receivedOn: officeDay(), category: 'crime', realName: false, area: '220102' },
    ...{ title, content },
  })
  return String(entered['id'])
}

let journey = ''

test('a clerk enters a letter, sees that it was reported before, judges that and registers it', async () => {
  const earlier = await enterClue('小码头装卸被人把持')
  await using clerk = await official(CENTRE, 'intakeClerk', 0, { meets: [422] })
  const { page } = clerk
  await look(page, 'my work')

  await page.getByRole('link', { name: `+ ${words.clue.zh.name} · ${actions.enter}` }).click()
  const enter = page.locator('form.action-form')
  await enter.waitFor()
  await look(page, 'entering')
  await sendForm(enter)
  await page.getByText(`请填写“${fields.title}”。`).first().waitFor()
  await enter.getByLabel(fields.source).click()
  await page.locator('.ant-select-item-option').first().click()
  await enter.getByLabel(fields.receivedOn).fill(officeDay())
  await enter.getByRole('group', { name: fields.category }).getByRole('radio').first().check()
  await enter.getByLabel(fields.title).fill('渔港装卸被人把持')
  await enter.getByLabel(fields.content).fill(`${story}<script>alert(1)</script>`)
  await pick(page, enter, fields.area, '南关区')
  await enter.getByRole('group', { name: fields.realName }).getByRole('radio', { name: '否' }).check()
  await enter.getByLabel(fields.attachments).setInputFiles([
    { name: harmless.name, mimeType: 'image/png', buffer: harmless.bytes },
    { name: '说明.txt', mimeType: 'text/plain', buffer: Buffer.from('码头照片一张。') },
  ])
  await enter.getByText('说明.txt').waitFor()
  await finish(page, enter)
  journey = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  await page.getByRole('heading', { level: 1, name: '渔港装卸被人把持' }).waitFor()
  await look(page, 'a new record')

  // What was attached is looked at without leaving the page.
  await page.getByRole('button', { name: '说明.txt' }).click()
  await page.getByText('码头照片一张。').waitFor()
  await look(page, 'a text')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: harmless.name }).click()
  const picture = page.locator('img.evidence-picture')
  await picture.waitFor()
  assert.ok(await picture.evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth > 0)))
  await page.keyboard.press('Escape')

  const register = await begin(page, actions.register)
  await register.getByLabel(fields.gist).fill('装卸被把持')
  await register.getByRole('group', { name: fields.importance }).getByRole('radio').first().check()
  await sendForm(register)
  // It stands in the explanation of the action as well, which is folded.
  const refusal = words.clue.zh.refusals.everyProposedEarlierReportIsJudged
  await page.getByText(refusal).filter({ visible: true }).first().waitFor()
  await register.getByRole('radio', { name: '同一事项' }).first().check()
  await look(page, 'registering', 'register')
  await finish(page, register)

  await page.getByRole('link', { name: '此前举报', exact: true }).click()
  await page.getByText('研判结论').waitFor()
  await look(page, 'earlier reports')
  await page.getByRole('link', { name: '关联', exact: true }).click()
  await page.locator(`.links a[href$="${earlier}"]`).first().waitFor()
  await look(page, 'links')
})

test('an assessor grades it, a director approves where it goes', async () => {
  {
    await using assessor = await official(CENTRE, 'assessor')
    const { page } = assessor
    await page.locator(`.records a[href$="${journey}"]`).click()
    await page.locator('.record').waitFor()
    const assess = await begin(page, actions.assess)
    await assess.getByRole('group', { name: fields.grade }).getByRole('radio', { name: /^B/ }).check()
    await assess.getByLabel(fields.gradeReasons).fill('有时间、地点和手段。')
    await pick(page, assess, fields.focus, '其他有组织违法犯罪')
    await page.keyboard.press('Escape')
    await look(page, 'assessing', 'assess')
    await finish(page, assess)
  }
  await using director = await official(CENTRE, 'officeHead')
  const { page } = director
  await open(page, journey)
  const approve = await begin(page, actions.approve)
  await pick(page, approve, fields.verifyingUnit, '南关区公安局')
  for (const [field, choice] of [
    [fields.dispatch, words.clue.zh.choices.dispatch.transfer],
    [fields.secrecy, words.clue.zh.choices.secrecy.internal],
    [fields.feedbackWanted, '是'],
  ] as const)
    await approve
      .getByRole('group', { name: field })
      .getByRole('radio', { name: choice, exact: true })
      .check()
  await approve.getByLabel(fields.instructions).fill('依法核查。')
  await finish(page, approve)
  await page.locator('.way .now', { hasText: words.clue.zh.states.passedOn }).waitFor()
})

test('a verifier signs for it at a telephone, records a step and submits the report', async () => {
  await using verifier = await official(POLICE, 'verifier', 0, { width: 390 })
  const { page } = verifier
  await look(page, 'my work at a telephone', 'work-phone')
  await page.locator(`.records a[href$="${journey}"]`).click()
  await page.locator('.record').waitFor()
  await look(page, 'a record at a telephone')
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(wide <= 390, `${String(wide)} px wide`)
  const signFor = await begin(page, actions.signFor)
  const team = signFor.getByLabel(fields.team)
  await team.click()
  const officers = page.locator('.ant-select-item-option', { hasText: '核查员' })
  await officers.nth(0).click()
  await officers.nth(1).click()
  await page.keyboard.press('Escape')
  await finish(page, signFor)

  await finish(page, await begin(page, actions.undertakeSecrecy))
  {
    await using other = await official(POLICE, 'verifier', 1)
    await open(other.page, journey)
    await finish(other.page, await begin(other.page, actions.undertakeSecrecy))
  }
  {
    await using chief = await official('220102:criminalInvestigation', 'investigationChief')
    await open(chief.page, journey)
    const plan = await begin(chief.page, actions.approveVerification)
    await plan.getByLabel(fields.plan).fill('询问装卸工，调取装卸记录。')
    await finish(chief.page, plan)
  }
  await page.reload()
  await page.locator('.record').waitFor()

  const step = await begin(page, actions.logStep)
  const part = (name: string): string => words.clue.zh.parts[name] ?? assert.fail(name)
  await step.getByRole('radio').first().check()
  await step.getByLabel(part('on')).fill(officeDay())
  await step.getByLabel(part('what')).fill('询问了装卸工。')
  await step.getByLabel(part('officers')).click()
  await officers.nth(0).click()
  await officers.nth(1).click()
  await page.keyboard.press('Escape')
  await finish(page, step)

  const report = await begin(page, actions.submitReport)
  const choose = (field: string, choice: string) =>
    report.getByRole('group', { name: field }).getByRole('radio', { name: choice, exact: true }).check()
  const { choices } = words.clue.zh
  await choose(fields.conclusion, choices.conclusion.noCrime)
  await report.getByLabel(fields.findings).fill('未发现犯罪。')
  await choose(fields.proposal, choices.proposal.nothing)
  await choose(fields.truth, choices.truth.mistaken)
  await look(page, 'reporting at a telephone')
  await finish(page, report)
})

test('three chiefs sign in their order, a reviewer above and the director confirm', async () => {
  const chiefs = [
    ['220102:criminalInvestigation', 'investigationChief'],
    [POLICE, 'deputyHead'],
    [POLICE, 'organHead'],
  ] as const
  for (const [unit, post] of chiefs) {
    await using chief = await official(unit, post)
    const { page } = chief
    await page.locator(`.records a[href$="${journey}"]`).click()
    await page.locator('.record').waitFor()
    const sign = await begin(page, actions.sign)
    await sign.getByLabel(fields.opinion).fill('同意。')
    await finish(page, sign)
  }
  for (const [unit, post] of [
    ['2201:police', 'reviewer'],
    [CENTRE, 'officeHead'],
  ] as const) {
    await using reviewer = await official(unit, post)
    const { page } = reviewer
    await open(page, journey)
    const confirm = await begin(page, actions.confirmResult)
    await confirm.getByLabel(fields.reviewOpinion).fill('事实清楚，同意。')
    await finish(page, confirm)
  }
})

test('the clerk answers, prints and takes documents and proof away; the record is read in English', async () => {
  await using clerk = await official(CENTRE, 'intakeClerk', 0, { meets: [503] })
  const { page } = clerk
  await open(page, journey)
  await page.getByText('逐日计算').first().click()
  await page.locator('.ledger tbody tr').first().waitFor()
  await look(page, 'a closed record', 'record')
  const [paper] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: `${words.clue.zh.documents.registrationForm} PDF` }).click(),
  ])
  assert.match(paper.suggestedFilename(), /\.pdf$/)
  const answer = await begin(page, actions.feedBack)
  await answer.getByRole('group', { name: fields.feedbackWay }).getByRole('radio').last().check()
  await answer.getByLabel(fields.feedbackWords).fill('经核查未发现犯罪。')
  await finish(page, answer)

  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.locator('.head').isVisible(), false)
  assert.equal(await page.locator('.record h1').isVisible(), true)
  await page.emulateMedia({ media: 'screen' })

  await page.getByRole('button', { name: 'English' }).click()
  await page.locator('.way .now', { hasText: words.clue.en.states.answered }).waitFor()
  assert.equal(await page.locator('html').getAttribute('lang'), 'en')
  await page.locator('dt', { hasText: words.clue.en.fields.content }).first().waitFor()
  await look(page, 'the record in English', 'record-en')
  await page.getByRole('link', { name: 'History', exact: true }).click()
  await page.locator('.history li').first().waitFor()
  const signed = new RegExp(`^${words.clue.en.actions.sign}\\s+signature`)
  assert.equal(await page.locator('.history h3', { hasText: signed }).count(), 3)
  await look(page, 'the history in English')
})

test('an auditor sees what was done, who can see it, who looked, and may not read what was said', async () => {
  await using auditor = await official('22:office', 'auditor')
  const { page } = auditor
  await page.goto(`${world.server.address}/workbench/records/clue?sort=changed`)
  await page.locator('.records').waitFor()
  await look(page, 'a list')
  await page.locator(`.records a[href$="${journey}"]`).click()
  await page.locator('.record').waitFor()
  const content = await page.content()
  assert.ok(!content.includes('九月起') && !content.includes('渔港'), 'nothing of the report')
  await page.getByText(/另有\d+项以您的职务不显示/).waitFor()
  await page.getByRole('link', { name: '办理过程', exact: true }).click()
  await page.locator('.history li').first().waitFor()
  await look(page, 'the history', 'history')
  await page.getByRole('link', { name: '谁能查看', exact: true }).click()
  await page.getByRole('heading', { name: '查看记录' }).waitFor()
  assert.ok((await page.locator('.people li').count()) > 10)
  await look(page, 'access', 'access')
})

test('the director takes the proof, and a file that shares no code with the server checks it', async () => {
  await using director = await official(CENTRE, 'officeHead', 0, { meets: [403, 503] })
  const { page } = director
  await open(page, journey)
  const [proof] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载办理证明' }).click(),
  ])
  const path = join(tmpdir(), `proof-${journey}.json`)
  await proof.saveAs(path)
  execFileSync(process.execPath, [join(ROOT, 'src/verifier/check-proof.mjs'), path])
})

test('two persons open who reported, for a reason, and nothing of it stays in the browser', async () => {
  const reported = await send(world.server.address, '/api/public/reports', {
    json: {
      ...{
        title: '有人把持码头',
        content: '实名反映码头被把持一事，愿意作证。',
        category: 'crime',
        area: '220102',
      },
      ...{ realName: true, contactWish: 'phone' },
      reporter: { name: '石敢当', phone: '13800138000' },
    },
  })
  assert.equal(reported.status, 201, reported.text)
  await using clerk = await official(CENTRE, 'intakeClerk', 0, { meets: [403] })
  await clerk.page.goto(
    `${world.server.address}/workbench/records/clue?q=${encodeURIComponent('有人把持码头')}`,
  )
  await clerk.page.locator('.records .title a').click()
  await clerk.page.locator('.record').waitFor()
  const id = new URL(clerk.page.url()).pathname.split('/').at(-1) ?? ''
  await clerk.page.getByRole('button', { name: '查看密封内容' }).click()
  await clerk.page.locator('.sealed [role="alert"]').waitFor()
  const first = await begin(clerk.page, actions.openReporter)
  await first.getByLabel(fields.openingReasons).fill('需要当面核实。')
  await finish(clerk.page, first)
  {
    await using director = await official(CENTRE, 'officeHead')
    await open(director.page, id)
    const second = await begin(director.page, actions.openReporter)
    // What the first one signed stands there already.
    assert.equal(await second.getByLabel(fields.openingReasons).inputValue(), '需要当面核实。')
    await finish(director.page, second)
  }
  await clerk.page.getByRole('button', { name: '查看密封内容' }).click()
  await clerk.page.getByText('石敢当').waitFor()
  await look(clerk.page, 'what was sealed')
  await clerk.page.reload()
  await clerk.page.locator('.record').waitFor()
  assert.ok(!(await clerk.page.content()).includes('石敢当'))
  const kept = await clerk.page.evaluate(async () => [
    JSON.stringify(Object.entries(localStorage)),
    JSON.stringify(Object.entries(sessionStorage)),
    String((await caches.keys()).length),
    String((await indexedDB.databases()).length),
  ])
  assert.deepEqual(kept.slice(2), ['0', '0'])
  assert.ok(!kept.join().includes('石敢当'))
})

test('two people on one record: who comes second is told who was first, and loses nothing', async () => {
  const id = await enterClue('两人同办一条线索', '两位登记员同时打开了这条线索，内容与其他线索都不相同。')
  await using slow = await official(CENTRE, 'intakeClerk', 0, { meets: [412] })
  await open(slow.page, id)
  const mine = await begin(slow.page, actions.name)
  await mine.getByLabel(fields.reasons).fill('我写了很久的理由。')
  await mine.getByRole('button', { name: '添加一项' }).click()
  await mine.getByRole('textbox', { name: '系统外的人（姓名）' }).fill('张三')
  await asClerk(`/api/records/clue/${id}/actions/name`, {
    ...{ reasons: '先办了一步。', named: [{ key: 'n:李四', how: 'stated' }] },
  })
  await sendForm(mine)
  await slow.page.getByText('他人先行办理了这条记录').waitFor()
  await slow.page.getByText(/办理了“/).waitFor()
  assert.equal(await mine.getByLabel(fields.reasons).inputValue(), '我写了很久的理由。')
  await look(slow.page, 'somebody was first', 'conflict')
  await slow.page.getByRole('button', { name: '按最新情况继续提交' }).click()
  await slow.page.locator('.notice-place .ant-alert').waitFor()
  await slow.page.getByText('张三').first().waitFor()
})

test('a session that ends while somebody types is begun again, and they go on', async () => {
  const id = await enterClue('登录到期', '登录在填写过程中到期，填写的内容应当都还在。')
  await using clerk = await official(CENTRE, 'intakeClerk', 0, { meets: [401] })
  const { page } = clerk
  await open(page, id)
  const form = await begin(page, actions.register)
  await form.getByLabel(fields.gist).fill('到期前写的摘要')
  await form.getByRole('group', { name: fields.importance }).getByRole('radio').first().check()
  await clerk.context.clearCookies()
  await sendForm(form)
  const dialog = page.getByRole('dialog', { name: '请重新登录' })
  await dialog.waitFor()
  await look(page, 'signing in again', 'again')
  // Somebody else does not take over what was typed.
  await fillSignIn(dialog, loginAt(world.desks, CENTRE, 'assessor'))
  await dialog.getByText('这是另一位人员的账号').waitFor()
  await fillSignIn(dialog, clerk.login)
  await page.locator('.notice-place .ant-alert').waitFor()
  await page.getByText('到期前写的摘要').first().waitFor()
})

test('a double click is one act, too much is refused before it is cut off, a closed form is found again', async () => {
  const id = await enterClue('双击提交', '提交按钮被连续点击两次，只能办理一次。')
  await using clerk = await official(CENTRE, 'intakeClerk')
  const { page } = clerk
  await open(page, id)
  const form = await begin(page, actions.register)
  const gist = form.getByLabel(fields.gist)
  await gist.fill('长'.repeat(501))
  await sendForm(form)
  await form.getByText(`“${fields.gist}”不能超过500字`).first().waitFor()
  assert.equal((await gist.inputValue()).length, 501)
  await gist.fill('双击也只有一次')
  await form.getByRole('group', { name: fields.importance }).getByRole('radio').first().check()
  await form.getByRole('button', { name: '取消' }).click()
  const again = await begin(page, actions.register)
  assert.equal(await again.getByLabel(fields.gist).inputValue(), '双击也只有一次')
  await again.getByRole('button', { name: '提交' }).dblclick()
  await page.locator('.notice-place .ant-alert').waitFor()
  await page.getByText('第2版').waitFor()
  const headers = await signedIn(world.server.address, clerk.login)
  const { body } = await send(world.server.address, `/api/records/clue/${id}/entries`, { headers })
  assert.equal((body['items'] as readonly unknown[]).length, 2)
})

test('what is out of reach is not there, and the keyboard alone opens a record and its form', async () => {
  await using clerk = await official(POLICE, 'verifier', 0, { meets: [404] })
  const { page } = clerk
  await page.goto(recordAt('00000000-0000-4000-8000-000000000000'))
  await page.getByText('没有这条记录，或者您无权查看。').waitFor()

  await using keys = await official(CENTRE, 'intakeClerk')
  const link = keys.page.locator('.records .title a').first()
  await link.focus()
  await keys.page.keyboard.press('Enter')
  const button = keys.page.locator('.record aside .actions button').first()
  await button.focus()
  await keys.page.keyboard.press('Enter')
  await keys.page.locator('form.action-form').waitFor()
  assert.equal(await keys.page.evaluate(() => document.activeElement?.tagName), 'H2')
})

test('the first load is at most 350 kB, its policy is strict and its files are kept by the browser', async () => {
  const context = await world.browser.newContext()
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await page.goto(`${world.server.address}/workbench/`)
  let bytes = 0
  const files = new Set<string>()
  page.on('request', (request) => {
    if (/\.(?:js|css)$/.test(request.url())) files.add(request.url())
  })
  await page.reload()
  await fillSignIn(page, loginAt(world.desks, CENTRE, 'intakeClerk'))
  await page.locator('.records').waitFor()
  for (const file of files) {
    const answer = await fetch(file, { headers: { 'accept-encoding': 'gzip' } })
    assert.equal(answer.headers.get('content-encoding'), 'gzip')
    assert.match(answer.headers.get('cache-control') ?? '', /max-age=31536000, immutable/)
    bytes += readFileSync(
      join(ROOT, 'dist', 'workbench', 'assets', `${file.split('/').at(-1) ?? ''}.gz`),
    ).length
    await answer.arrayBuffer()
  }
  console.log(`workbench, first load: ${String(bytes)} bytes of ${String(files.size)} files in gzip`)
  assert.ok(bytes > 50_000 && bytes <= 350_000)
  const answer = await fetch(`${world.server.address}/workbench/records/clue`)
  const policy = answer.headers.get('content-security-policy') ?? ''
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[\w-]{24}';/)
  assert.ok(!policy.includes('unsafe'))
  assert.ok((await answer.text()).includes(/nonce-([\w-]{24})/.exec(policy)?.[1] ?? 'no nonce'))
  assert.equal((await fetch(`${world.server.address}/workbench/assets/gone.js`)).status, 404)
  await context.close()
})

test('and what officials did is sound', async () => {
  const { files } = await assertSound(world.server)
  assert.ok(files > 1)
})
