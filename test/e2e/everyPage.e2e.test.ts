/**
 * Every page of the workbench in a small demo world, not only those that are pictured: what axe says of each, in both languages
 * and both looks; lists and records of every type that there are, the pages that no declaration makes, accounts and search.
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '#test/support/browserWorld.ts'
import { demoOnDisk } from '#test/support/demoOnDisk.ts'
import { send, signedIn, type Reply } from '#test/support/httpClient.ts'
import { runningServer, type RunningServer } from '#test/support/runningServer.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const PASSWORD = 'zhunsheng-demo'
const CLUES = 12
const languages = ['zh', 'en'] as const
type Language = (typeof languages)[number]
type Look = 'light' | 'dark'

/** Whoever together meets a record of every type. */
const READERS = ['p22-clueCentre-officeHead', 'p22-auditor', 'c220102-disciplineInvestigator'] as const
const [DIRECTOR] = READERS

let server: RunningServer
let browser: Browser
const headersOf = new Map<string, Readonly<Record<string, string>>>()
/** A record of each type, with somebody who reads it. */
const readable = new Map<string, { readonly login: string; readonly id: string }>()

before(async () => {
  execFileSync(process.execPath, [join(ROOT, 'scripts', 'buildWorkbench.mjs')])
  server = await runningServer({ furnish: (data) => demoOnDisk(data, CLUES) })
  browser = await launchBrowser()
  await findRecords()
})
after(async () => {
  await browser.close()
  await server[Symbol.asyncDispose]()
})

async function ask(login: string, path: string): Promise<Reply> {
  let headers = headersOf.get(login)
  if (headers === undefined) {
    headers = await signedIn(server.address, login, PASSWORD)
    headersOf.set(login, headers)
  }
  return send(server.address, path, { headers })
}

interface Listed {
  readonly id: string
}

/** A record of each type. */
async function findRecords(): Promise<void> {
  for (const login of READERS) {
    const { body } = await ask(login, '/api/types')
    for (const { name: type } of body as unknown as readonly { readonly name: string }[]) {
      if (readable.has(type)) continue
      const list = await ask(login, `/api/records/${type}?limit=1`)
      const [first] = (list.body['items'] ?? []) as readonly Listed[]
      if (first !== undefined) readable.set(type, { login, id: first.id })
    }
  }
}

interface Seat extends AsyncDisposable {
  readonly page: Page
  /** Shows a page of the workbench in this language and look. */
  show(address: string, language: Language, look?: Look): Promise<void>
}

/** Somebody at the workbench; whatever the browser reports as an error or asks elsewhere fails at the end. */
async function seatOf(login: string): Promise<Seat> {
  await ask(login, '/api/session')
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const cookie = headersOf.get(login)?.['cookie'] ?? assert.fail(login)
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: server.address }])
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const wrong: string[] = []
  page.on('console', (message) => {
    // What is refused is meant; browsers tell of its status.
    const isRefusal = /status of (?:400|403|409|412|413|415|422)/.test(message.text())
    if (['error', 'warning'].includes(message.type()) && !isRefusal) wrong.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => wrong.push(`page: ${error.message}`))
  page.on('response', (response) => {
    if (response.status() >= 500) wrong.push(`${String(response.status())}: ${response.url()}`)
  })
  page.on('dialog', (dialog) => {
    // What was typed is asked about when the page is left.
    if (dialog.type() !== 'beforeunload') wrong.push(`dialog: ${dialog.message()}`)
    void dialog.accept()
  })
  page.on('request', (request) => {
    if (![`${server.address}/`, 'blob:', 'data:'].some((start) => request.url().startsWith(start)))
      wrong.push(`asks ${request.url()}`)
  })
  return {
    page,
    async show(address, language, look = 'light') {
      await context.addInitScript(
        ([spoken, theme]) => {
          localStorage.setItem('zs-language', spoken)
          localStorage.setItem('zs-theme', theme)
        },
        [language, look] as const,
      )
      await page.goto(`${server.address}/workbench/${address}`)
      await page.locator('#content h1, #content h2, #content .empty').first().waitFor()
      await page.waitForLoadState('networkidle')
    },
    async [Symbol.asyncDispose]() {
      await context.close()
      assert.deepEqual(wrong, [], login)
    },
  }
}

async function isOpen(page: Page, name: string): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html.slice(0, 160) ?? ''}`)
}

/** Language and look in turn, so that each kind of page is seen in several of the four. */
const turns = languages.flatMap((language) =>
  (['light', 'dark'] as const).map((look) => ({ language, look })),
)

test('every page of the workbench is open to everybody, in both languages and both looks', async () => {
  const found: string[] = []
  let looked = 0
  const check = async (
    seat: Seat,
    address: string,
    { language, look } = turns[looked % 4] ?? assert.fail(),
  ) => {
    await seat.show(address, language, look)
    found.push(...(await isOpen(seat.page, `${address} ${language} ${look}`)))
    looked += 1
  }
  {
    await using director = await seatOf(DIRECTOR)
    await director.show('', 'zh')
    // Pages that no declaration makes stand in the menu.
    const special = await director.page
      .locator('a[href^="/workbench/pages/"]')
      .evaluateAll((links) =>
        links.map((link) => (link.getAttribute('href') ?? '').replace('/workbench/', '')),
      )
    assert.ok(special.length >= 3, special.join())
    const clues = await ask(DIRECTOR, '/api/records/clue?limit=1')
    const [{ id }] = clues.body['items'] as readonly [Listed]
    for (const turn of turns) {
      for (const address of ['', 'account', 'search?q=砂', ...special]) await check(director, address, turn)
      for (const tab of ['content', 'history', 'links', 'earlier', 'access'])
        await check(director, `records/clue/${id}?tab=${tab}`, turn)
    }
  }
  {
    await using security = await seatOf('p22-securityAdministrator')
    for (const turn of turns) await check(security, 'accounts', turn)
  }
  for (const [login, some] of Map.groupBy(readable, ([, at]) => at.login)) {
    await using reader = await seatOf(login)
    for (const [type, { id }] of some) {
      await check(reader, `records/${type}`)
      await check(reader, `records/${type}/${id}`)
    }
  }
  console.log(`axe: ${String(looked)} pages, ${String(readable.size)} types`)
  assert.deepEqual(found, [])
  assert.ok(looked > 80 && readable.size > 18)
})
