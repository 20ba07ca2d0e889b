/**
 * A citizen at a telephone of 390 px, without scripts: reports with a file, keeps the code, asks, adds something. In both
 * languages. ZS_PICTURES=1 keeps pictures for docs/.
 */
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type Browser, type BrowserContext, type Page } from 'playwright-core'
import { launchBrowser } from '#test/support/browserWorld.ts'
import { furnishWith, loginAt, type Desk } from '#test/support/demoPlaces.ts'
import { send, signedIn } from '#test/support/httpClient.ts'
import { assertSound, runningServer, type RunningServer } from '#test/support/runningServer.ts'
import { isOpenToEverybody } from '#test/support/violations.ts'
import { harmless } from './badInput/hostile.ts'

const PICTURES = join(import.meta.dirname, '..', '..', 'docs', 'pictures')
const PHONE = { width: 390, height: 844 }
/** What a first page may weigh on the way (issue 2, benchmarks). */
const MOST_BYTES = 30_000
const MOST_REQUESTS = 3

interface Words {
  readonly language: 'zh' | 'en'
  readonly toReport: string
  readonly toProgress: string
  readonly title: string
  readonly facts: string
  readonly person: string
  readonly category: RegExp
  readonly send: RegExp
  readonly supplement: string
  readonly threat: string
}
const both: readonly Words[] = [
  {
    language: 'zh',
    toReport: '我要举报',
    toProgress: '查询进展',
    title: '东市场有人强收保护费',
    facts: '去年冬天起,几个人每月初一到东市场收钱,不给的摊位被砸。',
    person: '大老黑',
    category: /涉黑|犯罪/,
    send: /提交|发送/,
    supplement: '补充:上周六他们又来了一次,开的是一辆白色面包车。',
    threat: '昨晚有人打电话,说再告就不客气。',
  },
  {
    language: 'en',
    toReport: 'report',
    toProgress: 'progress',
    title: 'Protection money at the east market',
    facts:
      'Since last winter a few men come on the first of each month and break the stalls of those who do not pay.',
    person: 'Big Black',
    category: /crime/i,
    send: /send|submit/i,
    supplement: 'They came again last Saturday in a white van.',
    threat: 'Somebody rang last night and told me to stop.',
  },
]

let server: RunningServer
let browser: Browser
let desks: readonly Desk[] = []
before(async () => {
  server = await runningServer({
    furnish: async (data) => {
      desks = await furnishWith(data, ['00', '22', '220102'])
    },
  })
  browser = await launchBrowser()
})
after(async () => {
  await browser.close()
  await server[Symbol.asyncDispose]()
})

interface Watched {
  readonly context: BrowserContext
  readonly page: Page
  /** Errors of the console and of pages, and requests to elsewhere. */
  readonly wrong: string[]
}

async function watched(javaScriptEnabled: boolean, language: 'zh' | 'en'): Promise<Watched> {
  const context = await browser.newContext({
    viewport: PHONE,
    deviceScaleFactor: 1,
    isMobile: true,
    hasTouch: true,
    javaScriptEnabled,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
  })
  const page = await context.newPage()
  const wrong: string[] = []
  page.on('console', (message) => {
    // The one refusal on the way is meant; browsers tell of its status.
    const isRefusal = message.text().includes('status of 422')
    if (['error', 'warning'].includes(message.type()) && !isRefusal) wrong.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => wrong.push(`page: ${error.message}`))
  page.on('request', (request) => {
    if (!request.url().startsWith(`${server.address}/`)) wrong.push(`asks ${request.url()}`)
  })
  page.on('requestfailed', (request) => wrong.push(`failed: ${request.url()}`))
  return { context, page, wrong }
}

/** What each step of the way looks like to whoever checks it. */
type Look = (page: Page, name: string) => Promise<void>

/** Reports, and answers the code; `look` is called at each page. */
async function walk({ page }: Watched, words: Words, look: Look): Promise<string> {
  const { language } = words
  await page.goto(`${server.address}/`)
  assert.match((await page.locator('html').getAttribute('lang')) ?? '', new RegExp(`^${language}`))
  await look(page, 'home')
  await page.locator('a.way.first').click()
  assert.match(new URL(page.url()).pathname, /^\/report$/)
  await look(page, 'report')

  // First with nothing in it: it comes back and says what is missing.
  await page.locator('button.send').click()
  assert.ok((await page.locator('a[href="#f-title"]').count()) > 0, 'the missing title is named')
  await look(page, 'refused')

  await page.locator('[name="realName"][value="no"]').check()
  await page.locator('[name="reportedPersons.0.alias"]').fill(words.person)
  await page.locator('[name="category"][value="crime"]').check()
  await page.locator('[name="title"]').fill(words.title)
  await page.locator('[name="content"]').fill(words.facts)
  await page.locator('[name="attachments"]').setInputFiles({
    name: harmless.name,
    mimeType: 'image/png',
    buffer: harmless.bytes,
  })
  await page.locator('button.send').click()
  const code = (await page.locator('p.code').innerText()).replaceAll(/\s/g, '')
  assert.match(code, /^\d{20}$/)
  assert.match(await page.locator('.number').innerText(), /^吉线索〔\d{4}〕\d{6}号$/)
  await look(page, 'receipt')

  await page.locator('a.button').click()
  await page.locator('[name="code"]').fill(code.replaceAll(/(.{4})/g, '$1 '))
  await page.locator('button.send').click()
  assert.match(await page.locator('.receipt .number').innerText(), /^吉线索/)
  await look(page, 'progress')
  assert.ok(!(await page.content()).includes(words.facts), 'nothing of the report is shown')

  await page.locator('[name="text"]').fill(words.supplement)
  await page.locator('button.send').click()
  await page.locator('.notice[role="status"]').waitFor()
  await look(page, 'supplemented')

  // Threatened: first half of it, with a picture; what was chosen stays when it comes back.
  await page.locator('#threat summary').click()
  await page.locator('[name="threat.text"]').fill(words.threat)
  await page.locator('[name="threat.attachments"]').setInputFiles({
    name: harmless.name,
    mimeType: 'image/png',
    buffer: harmless.bytes,
  })
  await page.locator('#step-threat button').click()
  assert.ok((await page.locator('a[href="#f-threat-kind"]').count()) > 0, 'the missing kind is named')
  assert.equal(await page.locator('[name="threat.text"]').inputValue(), words.threat)
  assert.ok(await page.locator('#step-threat [name="kept"]').isChecked())
  await look(page, 'threat')
  await page.locator('[name="threat.kind"]').first().check()
  await page.locator('[name="threat.stillInDanger"][value="no"]').check()
  await page.locator('#step-threat button').click()
  await page.locator('.notice[role="status"]').waitFor()
  assert.match(await page.locator('.told .number').last().innerText(), /^吉护/)
  await look(page, 'threatened')
  return code
}

/** Nothing is wider than the telephone, and everything that is tapped is big enough to be met. */
async function fitsThePhone(page: Page, name: string): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(width <= PHONE.width, `${name} is ${String(width)} px wide`)
  // The first button of a form, out of sight, is there for the Enter key alone.
  const tapped = 'button:not([tabindex="-1"]):visible, a.button:visible, a.way:visible'
  for (const button of await page.locator(tapped).all()) {
    const box = await button.boundingBox()
    assert.ok(box !== null && box.height >= 24, `${name}: ${await button.innerText()} is too small`)
  }
}

async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true })
  writeFileSync(join(PICTURES, `${name}.png`), await page.screenshot({ fullPage: false }))
}

for (const words of both) {
  test(`without scripts, a citizen reports, asks and adds (${words.language})`, async () => {
    const phone = await watched(false, words.language)
    const shown = ['home', 'report', 'receipt', 'progress', 'threat']
    const code = await walk(phone, words, async (page, name) => {
      await fitsThePhone(page, name)
      if (process.env['ZS_PICTURES'] === '1' && shown.includes(name))
        await keepPicture(page, `portal-${name}-${words.language}`)
    })
    assert.deepEqual(phone.wrong, [])
    assert.deepEqual(await phone.context.cookies(), [], 'no trace is left in the browser')
    await phone.context.close()

    // The office has all of it, the file too.
    const clerk = await signedIn(server.address, loginAt(desks, '22:clueCentre', 'intakeClerk'))
    const { body } = await send(server.address, '/api/public/progress', { json: { queryCode: code } })
    const list = await send(server.address, '/api/records/clue?sort=opened&limit=200', { headers: clerk })
    const found = (list.body['items'] as readonly { id: string; number: string }[]).find(
      ({ number }) => number === body['number'],
    )
    const record = await send(server.address, `/api/records/clue/${found?.id ?? ''}`, { headers: clerk })
    // The shape of a clue's fields, as clue.fields.ts declares them.
    const fields = record.body['fields'] as {
      readonly title: string
      readonly content: string
      readonly attachments: readonly { readonly digest: string; readonly name: string }[]
      readonly supplements: readonly { readonly text: string }[]
    }
    assert.equal(fields.title, words.title)
    assert.equal(fields.content, words.facts)
    assert.equal(fields.supplements[0]?.text, words.supplement)
    assert.equal(fields.attachments[0]?.name, harmless.name)
    const file = await send(server.address, `/api/files/${fields.attachments[0].digest}`, { headers: clerk })
    assert.equal(file.status, 200)
  })

  test(`every page on the way is open to everybody (${words.language})`, async () => {
    // The checker is a script itself; the pages bring none.
    const phone = await watched(true, words.language)
    const seen: string[] = []
    await walk(phone, words, async (page, name) => {
      seen.push(name)
      await isOpenToEverybody(page, name)
      assert.equal(await page.locator('script:not([src])').count(), 0)
    })
    assert.deepEqual(phone.wrong, [])
    assert.equal(seen.length, 8)
    await phone.context.close()
  })
}

test('a line that breaks while a report is sent costs nothing: reloading sends it, once', async () => {
  for (const javaScriptEnabled of [false, true]) {
    await using context = await browser.newContext({ javaScriptEnabled, locale: 'zh-CN' })
    const page = await context.newPage()
    await page.goto(`${server.address}/report`)
    await page.locator('[name="category"][value="crime"]').check()
    await page.locator('[name="title"]').fill('断网时提交')
    await page.locator('[name="content"]').fill(`夜里拉沙。${String(javaScriptEnabled)}`)
    await context.setOffline(true)
    await page.locator('button.send').click()
    await page.waitForURL((url) => url.protocol === 'chrome-error:')
    await context.setOffline(false)
    await page.reload()
    const code = await page.locator('p.code').innerText()
    await page.reload()
    assert.equal(await page.locator('p.code').innerText(), code)
  }
})

test('each page weighs little and asks for little', async () => {
  for (const path of ['/', '/report', '/progress']) {
    const { context, page } = await watched(false, 'zh')
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    let bytes = 0
    let requests = 0
    session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
    page.on('request', (request) => {
      // The empty icon stands in the page itself.
      if (!request.url().startsWith('data:')) requests += 1
    })
    await page.goto(server.address + path, { waitUntil: 'networkidle' })
    console.log(`${path}: ${String(bytes)} bytes in ${String(requests)} requests`)
    assert.ok(bytes > 1000 && bytes <= MOST_BYTES, `${path} weighs ${String(bytes)} bytes`)
    assert.ok(requests <= MOST_REQUESTS, `${path} asks ${String(requests)} times`)
    await context.close()
  }
})

test('and what citizens did is sound', async () => {
  const { files } = await assertSound(server)
  assert.ok(files > 0)
})
