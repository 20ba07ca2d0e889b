/**
 * What makes a day at the workbench good, in a small demo world, in Chinese at a screen and in English at a telephone: the tours
 * walked to their end, any record found by its number and by its name, the bell and what it leads to, who is told what and where,
 * a list that a post shares, two people at one record, and the bulletin of the week from its draft to its paper.
 */
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { words as mechanismWords } from '#mechanisms/index.ts'
import { DEMO_PASSWORD } from '#server/demo/demoAccounts.ts'
import { buildWorkbench, launchBrowser } from '#test/support/browserWorld.ts'
import { demoOnDisk } from '#test/support/demoOnDisk.ts'
import { send, signedIn } from '#test/support/httpClient.ts'
import { officeDay } from '#test/support/officeDay.ts'
import { officialAt, type Language, type Official } from '#test/support/officialsHands.ts'
import { receivers, type Receiver } from '#test/support/receivers.ts'
import { assertSound, runningServer, type RunningServer } from '#test/support/runningServer.ts'
import { isOpenToEverybody } from '#test/support/violations.ts'
import { watchPage } from '#test/support/watchPage.ts'
import { boardLabel } from '../../src/workbench/board/words.ts'
import { english as noticeEnglish } from '../../src/workbench/notices/words.en.ts'
import { chinese as noticeChinese } from '../../src/workbench/notices/words.zh.ts'
import type { Target } from '../../src/workbench/palette/target.ts'
import { tours, type TourRole } from '../../src/workbench/tour/tours.ts'
import { englishTour } from '../../src/workbench/tour/words.en.ts'
import { chineseTour } from '../../src/workbench/tour/words.zh.ts'
import { english } from '../../src/workbench/words.en.ts'
import { chinese } from '../../src/workbench/words.zh.ts'

const CLUES = 12
const CLERK = 'p22-clueCentre-intakeClerk1'
const COLLEAGUE = 'p22-clueCentre-intakeClerk2'
const ASSESSOR = 'p22-clueCentre-assessor1'
const MAIL = 'assessor@office.example'
const words = { zh: chinese, en: english }
const noticeWords = { zh: noticeChinese, en: noticeEnglish }
const tourWords = { zh: chineseTour, en: englishTour }
const widthOf = { zh: 1280, en: 390 }

let server: RunningServer
let browser: Browser
let mail: Receiver
let hook: Receiver

before(async () => {
  buildWorkbench()
  ;({ mail, hook } = await receivers())
  server = await runningServer({
    world: 'demo',
    env: {
      ZS_SMTP: `smtp://127.0.0.1:${String(mail.port)}`,
      ZS_WEBHOOKS: `http://127.0.0.1:${String(hook.port)}`,
    },
    furnish: (data) => demoOnDisk(data, CLUES),
  })
  browser = await launchBrowser()
})
after(async () => {
  await browser.close()
  await server[Symbol.asyncDispose]()
  await mail[Symbol.asyncDispose]()
  await hook[Symbol.asyncDispose]()
})

const as = (login: string, language: Language, meets: readonly number[] = []) =>
  officialAt(login, {
    ...{ browser, address: server.address, password: DEMO_PASSWORD, language, meets },
    width: widthOf[language],
  })

const unlike = (): string =>
  Array.from({ length: 60 }, () => String.fromCodePoint(0x4e00 + randomInt(5000))).join('')

/** A letter that somebody entered: its id and number. */
async function enterClue(title: string): Promise<{ readonly id: string; readonly number: string }> {
  const headers = await signedIn(server.address, CLERK, DEMO_PASSWORD)
  const { status, body, text } = await send(server.address, '/api/records/clue/actions/enter', {
    headers,
    json: {
      ...{ source: 'letter', receivedOn: officeDay(), category: 'crime', realName: false, area: '220102' },
      ...{ title, content: unlike() },
    },
  })
  assert.equal(status, 201, text)
  return { id: String(body['id']), number: String(body['number']) }
}

async function open({ page }: Official, address: string): Promise<void> {
  await page.goto(`${server.address}/workbench/${address}`)
  await page.locator('#content h1').first().waitFor()
}

/** Nothing is wider than the screen. */
async function fits(page: Page, name: string): Promise<void> {
  const { scroll, wide } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    wide: innerWidth,
  }))
  assert.ok(scroll <= wide, `${name}: ${String(scroll)} px in ${String(wide)}`)
}

/** Each tour in one language; that none lacks a word in the other is a matter of tours.test.ts. */
const walks: Readonly<Record<TourRole, Language>> = {
  ...{ clerk: 'zh', director: 'en', leader: 'en', verifier: 'zh', auditor: 'zh' },
}
/** What the page says that a step of a tour leads to. */
function headingOf(target: Target, language: Language): string {
  if (target.to === 'home') return words[language].home
  if (target.to === 'page') return boardLabel[language]
  const type = Object.entries(mechanismWords).find(([name]) => name === target.type)
  return type?.[1][language].name ?? assert.fail(target.type)
}

for (const language of ['zh', 'en'] as const)
  test(`who wrote a letter is sealed while it is typed, and their name gives way in it (${language})`, async () => {
    await using clerk = await as(CLERK, language)
    const { page } = clerk
    const sent: string[] = []
    page.on('request', (request) => sent.push(request.postData() ?? ''))
    await open(clerk, 'new/clue/enter')
    const at = (name: string) => page.locator(`.action-form [id$="${name}"]`).first()
    const name = '石敢当'
    await at('reporter.name').fill(name)
    await at('reporter.phone').fill('13800138000')
    // What is no code is said at once.
    await at('reporter.anonymousCode').fill('12345')
    await page.getByText(words[language].form.codeFlaws.tooShort).waitFor()
    await at('reporter.anonymousCode').fill('123 456')
    await page.getByText(words[language].form.codeFlaws.tooShort).waitFor({ state: 'detached' })
    const story = unlike()
    await at('_title').fill('来信')
    await at('_content').fill(`${name}说：${story}`)
    await at('_receivedOn').fill(officeDay())
    for (const few of ['_category', '_realName']) await at(few).locator('input').first().check()
    await at('_source').click()
    await page.keyboard.press('Enter')
    const press = () => page.locator('.form-end button[type="submit"]').click()
    const { ownWords, ownWordsStand } = words[language].form
    await press()
    await page.getByText(ownWords).waitFor()
    assert.equal(await at('_content').inputValue(), `${ownWordsStand}说：${story}`)
    await fits(page, 'the form of a letter')
    await isOpenToEverybody(page, 'the form of a letter')
    await press()
    await page.waitForURL(/\/records\/clue\//)
    const content = page.locator('#content')
    await content.getByText(story.slice(0, 20)).first().waitFor()
    assert.ok(!(await content.innerText()).includes(name))
    // Only what is sealed ever left the browser as who reports.
    const entered = sent.filter((body) => body.includes('"reporter"'))
    assert.notEqual(entered.length, 0)
    for (const body of entered)
      assert.deepEqual(Object.keys((JSON.parse(body) as { reporter: object }).reporter).toSorted(), [
        ...['bound', 'by', 'ciphertext', 'enc', 'key', 'sealed'],
      ])
  })

// The keys are those of the tours.
for (const [role, language] of Object.entries(walks) as readonly [TourRole, Language][])
  test(`the tour of the ${role} is walked to its end (${language})`, async () => {
    const tour = tourWords[language]
    const { name, steps } = tour.roles[role]
    await using context = await browser.newContext({ viewport: { width: widthOf[language], height: 844 } })
    await context.addInitScript((spoken) => localStorage.setItem('zs-language', spoken), language)
    const page = await context.newPage()
    page.setDefaultTimeout(60_000)
    // Nobody is signed in at first.
    const wrong = watchPage(page, server.address, [401])
    await page.goto(`${server.address}/workbench/`)
    const card = page.locator('.tour-cards').getByRole('button', { name })
    await card.waitFor()
    assert.equal(await page.title(), words[language].title)
    await card.click()
    const panel = page.getByRole('region', { name: tour.title })
    for (const [nth, says] of steps.entries()) {
      await panel.getByText(tour.step(nth + 1, steps.length)).waitFor()
      assert.equal(await panel.getByRole('status').innerText(), says)
      const target = tours[role].steps[nth]
      if (target === undefined) await page.locator('#content h1').waitFor()
      else await page.getByRole('heading', { level: 1, name: headingOf(target, language) }).waitFor()
      await fits(page, `tour ${role} ${String(nth)}`)
      if (nth === 0) await isOpenToEverybody(page, `tour ${role} ${language}`)
      if (nth < steps.length - 1) await panel.getByRole('button', { name: tour.next }).click()
    }
    assert.equal(await panel.getByRole('button', { name: tour.next }).count(), 0)
    await panel.getByRole('button', { name: tour.end }).click()
    await panel.waitFor({ state: 'detached' })
    assert.deepEqual(wrong, [])
  })

test('any record is found by its number and by its name; the tab says its number only', async () => {
  const title = '按编号查到这一件'
  const { id, number } = await enterClue(title)
  await using clerk = await as(CLERK, 'zh')
  await open(clerk, '')
  const { page } = clerk
  for (const sought of [number, title.slice(0, 6)]) {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: chinese.palette.says }).fill(sought)
    await page.getByRole('option', { name: title }).first().waitFor()
    if (sought === number) await isOpenToEverybody(page, 'the palette')
    await page.getByRole('option', { name: title }).first().click()
    await page.waitForURL(new RegExp(id))
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    assert.equal(await page.title(), `线索 ${number} · ${chinese.title}`)
    await page.keyboard.press('h')
    await page.getByRole('heading', { level: 1, name: chinese.home }).waitFor()
    assert.equal(await page.title(), `${chinese.home} · ${chinese.title}`)
  }
})

for (const language of ['zh', 'en'] as const)
  test(`the bell says what is new, leads to it, and knows what was seen (${language})`, async () => {
    const told = noticeWords[language]
    const title = language === 'zh' ? '铃上的一件' : 'One on the bell'
    const { id } = await enterClue(title)
    await using clerk = await as(CLERK, language)
    await open(clerk, '')
    const { page } = clerk
    const unread = async () =>
      Number(/\d+/.exec((await page.locator('.bell').getAttribute('aria-label')) ?? '')?.[0] ?? 0)
    await page.locator('.bell-count').waitFor()
    const first = await unread()
    await page.locator('.bell').click()
    const panel = page.getByRole('dialog', { name: told.title })
    const line = panel.getByRole('listitem').filter({ hasText: title })
    await line.waitFor()
    await isOpenToEverybody(page, `the bell ${language}`)
    await line.getByRole('link', { name: title }).click()
    await page.waitForURL(new RegExp(id))
    await panel.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: told.bell(first - 1), exact: true }).click()
    // Seen: no longer among what is new, and among all it can be new again.
    await panel.waitFor()
    assert.equal(await line.count(), 0)
    await panel.getByText(new RegExp(`^${told.all} \\d+$`)).click()
    await line.getByRole('button', { name: told.markUnread }).click()
    await page.locator(`.bell[aria-label="${told.bell(first)}"]`).waitFor()
    await panel.getByRole('button', { name: told.markAll }).click()
    await page.locator(`.bell[aria-label="${told.bell(0)}"]`).waitFor()
    await panel.getByText(new RegExp(`^${told.onlyUnread} 0$`)).click()
    await panel.getByText(told.none).waitFor()
    await panel.getByRole('button', { name: told.close }).click()
    await panel.waitFor({ state: 'detached' })
  })

test('everybody chooses what they are told, when, and where to', async () => {
  const { kinds, settings: own } = noticeEnglish
  await using official = await as(ASSESSOR, 'en', [400])
  const { page } = official
  await open(official, 'account')
  const section = page.locator('section', {
    has: page.getByRole('heading', { name: own.title, exact: true }),
  })
  const kind = section.getByRole('checkbox', { name: kinds.dueSoon, exact: true })
  await kind.uncheck()
  await section.getByRole('checkbox', { name: own.digestWanted }).uncheck()
  await section.getByRole('checkbox', { name: own.onDuty }).check()
  await section.getByRole('radio', { name: 'English' }).check()
  await section.getByRole('button', { name: own.save, exact: true }).click()
  await page.getByText(own.saved).waitFor()
  await page.reload()
  await kind.waitFor()
  assert.equal(await kind.isChecked(), false)
  assert.equal(await section.getByRole('checkbox', { name: own.digestWanted }).isChecked(), false)
  assert.equal(await section.getByRole('checkbox', { name: own.onDuty }).isChecked(), true)
  assert.equal(await section.getByRole('radio', { name: 'English' }).isChecked(), true)
  await section.getByRole('checkbox', { name: own.digestWanted }).check()
  await section.getByRole('button', { name: own.save, exact: true }).click()
  await page.getByText(own.saved).waitFor()

  // An address counts when its code was typed in.
  const forms = section.locator('form')
  await section.getByLabel(own.address.mail).fill(MAIL)
  await forms
    .filter({ has: page.getByLabel(own.address.mail) })
    .getByRole('button', { name: own.sendCode })
    .click()
  await section.getByText(own.toConfirm).waitFor()
  const code =
    /\d{6}/.exec(mail.mails.findLast(({ to }) => to.startsWith(MAIL))?.body ?? '')?.[0] ??
    assert.fail('no code')
  const confirming = forms.filter({ has: page.getByLabel(own.code) })
  await section.getByLabel(own.code).fill(code === '000000' ? '000001' : '000000')
  await confirming.getByRole('button', { name: own.confirm, exact: true }).click()
  await section.getByRole('alert').locator('.ant-alert').waitFor()
  await isOpenToEverybody(page, 'notice settings')
  await section.getByLabel(own.code).fill(code)
  await confirming.getByRole('button', { name: own.confirm, exact: true }).click()
  await section.getByText(own.confirmed, { exact: true }).waitFor()
  await section.getByLabel(own.address.webhook).fill(`http://127.0.0.1:${String(hook.port)}/hook`)
  await forms
    .filter({ has: page.getByLabel(own.address.webhook) })
    .getByRole('button', { name: own.sendCode })
    .click()
  await section.getByText(own.secret).waitFor()
  await section.locator('code').waitFor()
  await fits(page, 'notice settings')
  await section.getByRole('button', { name: own.remove }).first().click()
  await section.getByText(MAIL).waitFor({ state: 'detached' })
})

test('a list is kept for everybody in a post', async () => {
  const name = '同事共用'
  {
    await using clerk = await as(CLERK, 'zh')
    const { page } = clerk
    await open(clerk, 'records/clue?q=砂')
    await page.getByRole('button', { name: chinese.list.saveView }).click()
    await page.getByLabel(chinese.list.viewName).fill(name)
    await page.getByRole('checkbox', { name: chinese.list.forPost }).check()
    await isOpenToEverybody(page, 'keeping a list')
    await page.getByRole('button', { name: chinese.list.save, exact: true }).click()
    await page.getByText(chinese.list.viewSaved(name)).waitFor()
  }
  {
    await using colleague = await as(COLLEAGUE, 'zh')
    await open(colleague, 'records/clue')
    await colleague.page.getByRole('link', { name }).click()
    await colleague.page.waitForURL(/q=/)
    await colleague.page.getByRole('button', { name: chinese.list.removeView(name) }).waitFor()
  }
  await using assessor = await as(ASSESSOR, 'zh')
  await open(assessor, 'records/clue')
  await assessor.page.locator('.records').waitFor()
  assert.equal(await assessor.page.getByRole('link', { name }).count(), 0)
})

test('two people at one record: the second sees what stood there, stands there and is typed, and goes on', async () => {
  const { actions, fields } = mechanismWords.clue.en
  const { id } = await enterClue('Two people at once')
  await using slow = await as(CLERK, 'en', [412])
  const { page } = slow
  await slow.open('clue', id)
  await page.locator('.record aside').getByRole('button', { name: actions.name, exact: true }).click()
  const form = page.locator('form.action-form')
  await form.getByLabel(fields.reasons).fill('我写的理由')
  await form.getByRole('button', { name: english.form.add }).click()
  await form.getByRole('textbox', { name: english.form.namedKind.n }).fill('张三')
  const headers = await signedIn(server.address, COLLEAGUE, DEMO_PASSWORD)
  const quicker = await send(server.address, `/api/records/clue/${id}/actions/name`, {
    headers,
    json: { reasons: '先写的理由', named: [{ key: 'n:李四', how: 'stated' }] },
  })
  assert.equal(quicker.status, 200, quicker.text)
  await form.getByRole('button', { name: english.form.send, exact: true }).click()
  await page.getByText(english.form.conflict).waitFor()
  const row = page.locator('.sides tbody').filter({ hasText: fields.reasons })
  await row.waitFor()
  assert.deepEqual(await row.locator('td').allInnerTexts(), [english.none, '先写的理由', '我写的理由'])
  assert.deepEqual(
    (await page.locator('.sides thead th').allInnerTexts()).map((text) => text.trim()),
    [english.form.sides.before, english.form.sides.now, english.form.sides.mine],
  )
  await isOpenToEverybody(page, 'somebody was first')
  await fits(page, 'somebody was first')
  await page.getByRole('button', { name: english.form.conflictGoOn }).click()
  await page.locator('.notice-place .ant-alert').waitFor()
  const { body } = await send(server.address, `/api/records/clue/${id}`, { headers })
  assert.equal(body['version'], 3)
})

test('the bulletin of the week is drafted by itself, written, handed in, issued, and read as a paper', async () => {
  const { name, actions, documents } = mechanismWords.bulletin.zh
  const remarks = '按期办结，说明原因。'
  let id: string
  {
    await using writer = await as('p22-caseClerk', 'zh')
    const { page } = writer
    await open(writer, '')
    // The desk tells by itself when the clock of the server has drafted it.
    await page.locator('table.desk tr').filter({ hasText: name }).getByRole('link').first().click()
    await page.locator('.record').waitFor()
    id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    await isOpenToEverybody(page, 'a drafted bulletin')
    await writer.act('bulletin', 'write', { remarks })
    await writer.act('bulletin', 'submit', {})
  }
  {
    await using head = await as('p22-officeHead', 'en')
    await head.open('bulletin', id)
    await fits(head.page, 'a bulletin at a telephone')
    await head.act('bulletin', 'issue', {}, (page) => isOpenToEverybody(page, 'issuing a bulletin'))
    await isOpenToEverybody(head.page, 'an issued bulletin')
  }
  await using reader = await as('p22-caseClerk', 'zh')
  const { page } = reader
  await reader.open('bulletin', id)
  assert.equal(await page.getByRole('button', { name: actions.write }).count(), 0)
  const link = page.getByRole('link', { name: new RegExp(`^${documents.bulletin}.*${chinese.record.view}$`) })
  // The page of a paper runs no script at all, not even ours: its text is looked at in a page of the test.
  const paper = await page.request.get(`${server.address}${(await link.getAttribute('href')) ?? ''}`)
  assert.equal(paper.status(), 200)
  const [opened] = await Promise.all([page.waitForEvent('popup'), link.click()])
  await opened.waitForURL(paper.url())
  await opened.close()
  await using copy = await browser.newContext()
  const read = await copy.newPage()
  await read.setContent(await paper.text())
  await read.getByText(remarks).waitFor()
  // Who looked and when stands behind the text, and is meant to be faint (WCAG 1.4.3: what is decoration).
  await read.locator('.marks').evaluate((marks) => marks.remove())
  await isOpenToEverybody(read, 'the paper of a bulletin')
})

test('and what was done is sound', async () => {
  await assertSound(server)
})
