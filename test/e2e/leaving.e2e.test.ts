/**
 * The portal's pages in a real browser, as somebody frightened meets them: away at once, nothing kept on the device, text
 * twice as large on the narrowest telephone, a receipt to copy, a poster on one sheet. The office behind them keeps what it
 * is handed; the real one is met in citizen.e2e.test.ts. ZS_LOOKS=<folder> keeps a picture of each page.
 */
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import fastify, { type FastifyInstance } from 'fastify'
import { type Browser, type BrowserContext, type Page } from 'playwright-core'
import { LEAST, openPortal } from '#portal/portal.fixture.ts'
import { launchBrowser } from '#test/support/browserWorld.ts'
import { violationsOf } from '#test/support/violations.ts'
import { buildPortal } from '../../scripts/build-portal.ts'

const PICTURES = process.env['ZS_LOOKS']

let app: FastifyInstance
let address = ''
/** A page of somebody else, where leaving leads. */
const neutral = fastify()
let left = ''
let browser: Browser
before(async () => {
  await buildPortal()
  neutral.get('/', (_request, reply) =>
    reply
      .type('text/html')
      .send('<!doctype html><title>Weather</title><link rel="icon" href="data:,"><p>Sunny</p>'),
  )
  left = `${await neutral.listen({ host: '127.0.0.1', port: 0 })}/`
  const opened = await openPortal({ leaveTo: left })
  app = opened.app
  opened.office.shows.set('1111', {
    about: 'clue',
    number: '吉线索〔2026〕000009号',
    status: 'beingVerified',
    steps: [
      { status: 'received', on: '2026-11-01' },
      { status: 'accepted', on: '2026-11-03' },
      { status: 'passedOn', on: '2026-11-05' },
      { status: 'beingVerified', on: '2026-11-06' },
    ],
    next: [{ what: { zh: '核查完毕', en: 'Verified' }, by: '2027-01-05' }],
    wants: ['supplement', 'threat'],
  })
  address = await app.listen({ host: '127.0.0.1', port: 0 })
  browser = await launchBrowser()
})
after(async () => {
  await browser.close()
  await app.close()
  await neutral.close()
})

async function opened(
  width: number,
  settings: { readonly javaScriptEnabled?: boolean } = {},
): Promise<{ context: BrowserContext; page: Page; wrong: string[] }> {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    isMobile: true,
    hasTouch: true,
    ...settings,
  })
  const page = await context.newPage()
  const wrong: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) wrong.push(message.text())
  })
  page.on('pageerror', (error) => wrong.push(error.message))
  return { context, page, wrong }
}

async function fill(page: Page): Promise<void> {
  await page.locator('[name="category"][value="crime"]').check()
  await page.locator('[name="title"]').fill(LEAST['title'] ?? '')
  await page.locator('[name="content"]').fill(LEAST['content'] ?? '')
}

/** Every page there is, in one view, at one width. */
async function everyPage(page: Page, lang: string, look: (name: string) => Promise<void>): Promise<void> {
  const view = `?lang=${lang}`
  await page.goto(`${address}/${view}`)
  await look('home')
  await page.goto(`${address}/report${view}`)
  await look('report')
  await fill(page)
  await page.locator('button.send').click()
  await page.locator('p.code').waitFor()
  await page.locator('details summary').first().click()
  await look('receipt')
  await page.goto(`${address}/progress${view}`)
  await page.locator('[name="code"]').fill('1111')
  await page.locator('button.send').click()
  await page.locator('.way-told').waitFor()
  await look('progress')
  await page.goto(`${address}/poster${view}`)
  await look('poster')
}

for (const way of ['button', 'Escape twice'] as const)
  test(`leaving by ${way} blanks the page, leads to a neutral one, and going back does not return to the form`, async () => {
    const { context, page, wrong } = await opened(390)
    await page.goto(`${address}/?lang=zh`)
    await page.locator('a.way.first').click()
    await page.locator('[name="content"]').fill('写了一半')
    if (way === 'button') await page.locator('a.leave').click()
    else {
      await page.keyboard.press('Escape')
      assert.ok(page.url().startsWith(address), 'once is not enough')
      await page.keyboard.press('Escape')
    }
    await page.waitForURL(left)
    assert.equal(await page.title(), 'Weather')
    await page.goBack()
    assert.equal(new URL(page.url()).pathname, '/', 'the form is no entry of the history any more')
    assert.deepEqual(wrong, [])
    await context.close()
  })

test('Escape once, or twice with a pause or another key between, stays', async () => {
  const { context, page } = await opened(390)
  await page.goto(`${address}/report?lang=zh`)
  await page.keyboard.press('Escape')
  await page.keyboard.press('a')
  await page.keyboard.press('Escape')
  await page.waitForTimeout(1200)
  await page.keyboard.press('Escape')
  await page.waitForTimeout(200)
  assert.equal(new URL(page.url()).pathname, '/report')
  await context.close()
})

test('without scripts the button is a link that leaves, in reach wherever one has scrolled to, and the form comes back empty', async () => {
  const { context, page } = await opened(320, { javaScriptEnabled: false })
  await page.goto(`${address}/report?lang=en`)
  await page.locator('button.send').scrollIntoViewIfNeeded()
  const box = (await page.locator('a.leave').boundingBox()) ?? assert.fail('the way out is not there')
  assert.ok(box.y >= 0 && box.y < 60 && box.height >= 44, JSON.stringify(box))
  await page.locator('[name="reporter.name"]').fill('Li Si')
  await page.locator('[name="content"]').fill('half-written')
  await page.locator('a.leave').click()
  await page.waitForURL(left)
  await page.goBack()
  assert.equal(new URL(page.url()).pathname, '/report')
  for (const name of ['reporter.name', 'content'])
    assert.equal(await page.locator(`[name="${name}"]`).inputValue(), '', name)
  await context.close()
})

test('nothing is kept on the device: no cookie, no storage, no cached page', async () => {
  const { context, page } = await opened(390)
  await everyPage(page, 'zh', async () => {
    const kept = await page.evaluate(async () => ({
      cookie: document.cookie,
      local: localStorage.length,
      session: sessionStorage.length,
      caches: (await caches.keys()).length,
      databases: (await indexedDB.databases()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }))
    assert.deepEqual(kept, { cookie: '', local: 0, session: 0, caches: 0, databases: 0, workers: 0 })
  })
  assert.deepEqual(await context.cookies(), [])
  await context.close()
})

/** The elements that reach furthest to the right. */
const widest = (page: Page): Promise<string> =>
  page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth)
      .slice(-3)
      .map(({ outerHTML }) => outerHTML.slice(0, 80))
      .join(' | '),
  )

for (const lang of ['zh', 'en'])
  for (const width of [390, 320])
    test(`every page fits ${String(width)} px, also with text twice as large, and axe finds nothing (${lang})`, async () => {
      const { context, page, wrong } = await opened(width)
      const tooWide: string[] = []
      const findings: string[] = []
      await everyPage(page, lang, async (name) => {
        const wide = () =>
          page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
        if (PICTURES !== undefined) {
          mkdirSync(PICTURES, { recursive: true })
          await page.screenshot({
            path: join(PICTURES, `${name}-${lang}-${String(width)}.png`),
            fullPage: true,
          })
        }
        if ((await wide()) > 0) tooWide.push(name)
        // As a browser does that is told to show text at 200 %.
        await page.evaluate(() => {
          document.documentElement.style.fontSize = '212.5%'
        })
        if ((await wide()) > 0) tooWide.push(`${name} at 200 %: ${await widest(page)}`)
        if (PICTURES !== undefined && width === 320)
          await page.screenshot({ path: join(PICTURES, `${name}-${lang}-200.png`) })
        await page.evaluate(() => {
          document.documentElement.style.fontSize = ''
        })
        findings.push(...(await violationsOf(page)).map((found) => `${name}: ${found}`))
      })
      assert.deepEqual({ tooWide, findings, wrong }, { tooWide: [], findings: [], wrong: [] })
      await context.close()
    })

test('the receipt is copied by a button, and selected whole by one touch where there are no scripts', async () => {
  const { context, page } = await opened(390)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: address })
  await page.goto(`${address}/report?lang=en`)
  await fill(page)
  await page.locator('button.send').click()
  const code = await page.locator('p.code').innerText()
  await page.locator('button[data-copies="digits"]').click()
  await page.getByText('Copied').waitFor()
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), code)
  await page.locator('details summary').click()
  await page.locator('#text').click()
  const selected = await page.evaluate(() => String(getSelection()))
  assert.ok(selected.includes(code) && selected.includes('吉线索'), selected)
  await context.close()
})

test('the poster is one sheet of A4', async () => {
  const { context, page } = await opened(390)
  for (const lang of ['zh', 'en', 'zh&text=large']) {
    await page.goto(`${address}/poster?lang=${lang}`)
    const pdf = await page.pdf({ preferCSSPageSize: true })
    const text = pdf.toString('latin1')
    assert.equal(text.match(/\/Type\s*\/Page\b/g)?.length, 1, lang)
    const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(text) ?? []
    assert.deepEqual([Math.round(Number(width)), Math.round(Number(height))], [595, 842])
  }
  await context.close()
})
