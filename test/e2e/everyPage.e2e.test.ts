/**
 * Every page and every form of the workbench in a small demo world, not only those that are pictured: what axe says of each
 * page, in both languages and both looks; lists and records of every type that there are, the pages that no declaration makes,
 * accounts and search. Then garbage: actions that people have on their desks are opened, filled with texts that
 * hurt, days and numbers that cannot be, and sent: it is refused in words of their language with everything still there, or
 * is only text.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Locator, Page } from 'playwright-core'
import { DEMO_PASSWORD } from '#server/demo/demoAccounts.ts'
import { buildWorkbench, launchBrowser } from '#test/support/browserWorld.ts'
import { demoOnDisk } from '#test/support/demoOnDisk.ts'
import { send, signedIn, type Reply } from '#test/support/httpClient.ts'
import { assertSound, runningServer, type RunningServer } from '#test/support/runningServer.ts'
import { watchPage } from '#test/support/watchPage.ts'
import { english } from '../../src/workbench/words.en.ts'
import { chinese } from '../../src/workbench/words.zh.ts'

const CLUES = 12
const words = { zh: chinese, en: english }
const languages = ['zh', 'en'] as const
type Language = (typeof languages)[number]
type Look = 'light' | 'dark'

/** Whoever together meets a record of every type. */
const READERS = ['p22-clueCentre-officeHead', 'p22-auditor', 'c220102-disciplineInvestigator'] as const
const [DIRECTOR] = READERS
/** Offices in which there is something of every kind to do, one holder of each post. */
const DESKS = /^(?:p22|m2201|c22010[24])-.*[^2-9]$/

/** Every second form; each one with ZS_EVERY_FORM=1. */
const EVERY = process.env['ZS_EVERY_FORM'] === '1' ? 1 : 2

/** What a form is refused with is meant. */
const REFUSALS = [400, 403, 409, 412, 413, 415, 422]

interface FormAt {
  readonly login: string
  readonly type: string
  readonly action: string
  /** In the workbench. */
  readonly address: string
}

let server: RunningServer
let browser: Browser
let logins: readonly string[] = []
const headersOf = new Map<string, Readonly<Record<string, string>>>()
/** A record of each type, with somebody who reads it. */
const readable = new Map<string, { readonly login: string; readonly id: string }>()

before(async () => {
  buildWorkbench()
  server = await runningServer({
    furnish: async (data) => {
      logins = (await demoOnDisk(data, CLUES)).map(({ login }) => login).filter((login) => DESKS.test(login))
    },
  })
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
    headers = await signedIn(server.address, login, DEMO_PASSWORD)
    headersOf.set(login, headers)
  }
  return send(server.address, path, { headers })
}

interface Listed {
  readonly id: string
  readonly type: string
  readonly state: string
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
  const wrong = watchPage(page, server.address, REFUSALS)
  page.on('response', (response) => {
    if (response.status() >= 500) wrong.push(`${String(response.status())}: ${response.url()}`)
  })
  page.on('dialog', (dialog) => {
    // What was typed is asked about when the page is left.
    if (dialog.type() !== 'beforeunload') wrong.push(`dialog: ${dialog.message()}`)
    void dialog.accept()
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
    await seat.page.waitForLoadState('networkidle')
    found.push(...(await isOpen(seat.page, `${address} ${language} ${look}`)))
    looked += 1
  }
  {
    await using director = await seatOf(DIRECTOR)
    await director.show('', 'zh')
    await director.page.waitForLoadState('networkidle')
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

/** Who has what to do: the forms that open a record, and those of the records on somebody’s desk, by type and action. */
async function findForms(): Promise<ReadonlyMap<string, FormAt>> {
  const forms = new Map<string, FormAt>()
  const note = (form: FormAt) => {
    const key = `${form.type} ${form.action}`
    if (!forms.has(key)) forms.set(key, form)
  }
  const seen = new Set<string>()
  for (const login of logins) {
    const desk = await ask(login, '/api/desk')
    for (const { name: type, openings } of desk.body['types'] as readonly {
      readonly name: string
      readonly openings: readonly string[]
    }[])
      for (const action of openings) note({ login, type, action, address: `new/${type}/${action}` })
    const today = await ask(login, '/api/desk/today')
    const post = login.replace(/^[^-]*-/, '').replace(/\d+$/, '')
    for (const { id, type, state } of [
      ...(today.body['owed'] as readonly Listed[]),
      ...(today.body['late'] as readonly Listed[]),
    ]) {
      const kind = `${type} ${state} ${post}`
      if (seen.has(kind)) continue
      seen.add(kind)
      const { status, body } = await ask(login, `/api/records/${type}/${id}`)
      assert.equal(status, 200)
      for (const { name: action } of body['actions'] as readonly { readonly name: string }[])
        note({ login, type, action, address: `records/${type}/${id}?act=${action}` })
    }
  }
  return forms
}

const HURTS = [
  '<script>window.hurt = 1</script><img src=x onerror="window.hurt=1">',
  'a\u0007b\u001b[31m',
  "'; drop table zs.record; --",
  '=HYPERLINK("http://x","y")',
  '\u202e反过来',
  '字'.repeat(21_000),
] as const
const DAYS = ['0001-01-01', '275760-09-13', '2999-12-31'] as const

/** Types into each control what it does not expect; answers what stands in it now. */
async function fillWithGarbage(form: Locator, nth: number): Promise<ReadonlyMap<number, string>> {
  const typed = new Map<number, string>()
  const controls = form.locator(
    'textarea:visible, input:visible:not([role="combobox"]):not([type="radio"]):not([type="checkbox"])',
  )
  for (const [place, control] of (await controls.all()).entries()) {
    const kind = (await control.getAttribute('type')) ?? 'text'
    if (kind === 'file') {
      await control.setInputFiles([
        { name: '照片.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<script>window.hurt = 1</script>') },
      ])
      await form.locator('.files-input [role="alert"]').first().waitFor()
      continue
    }
    const day = DAYS[(nth + place) % DAYS.length] ?? ''
    const text = HURTS[(nth + place) % HURTS.length] ?? ''
    if (kind === 'date') await control.fill(day)
    else if (kind === 'datetime-local') await control.fill(`${day}T23:59`)
    else if ((await control.getAttribute('inputmode')) === 'numeric')
      await control.fill('-99999999999999999999')
    else {
      await control.fill(text)
      typed.set(place, await control.inputValue())
    }
  }
  for (const group of await form.getByRole('radiogroup').all()) await group.getByRole('radio').first().check()
  return typed
}

/** Within five seconds: a form that is not to be had is missing from the start. */
const appears = (form: Locator): Promise<boolean> =>
  form.waitFor({ timeout: 5000 }).then(
    () => true,
    () => false,
  )

test('whatever garbage somebody sends in a form of the workbench is refused in words with everything kept, or is only text', async () => {
  const problems: string[] = []
  let refused = 0
  let done = 0
  let nth = 0
  const forms = [...(await findForms()).values()].filter((_, place) => place % EVERY === 0)
  for (const [login, some] of Map.groupBy(forms, (form) => form.login)) {
    await using seat = await seatOf(login)
    for (const { type, action, address } of some) {
      const language = languages[nth % 2] ?? 'zh'
      const what = `${type} ${action} (${login}, ${language})`
      await seat.show(address, language, nth % 4 < 2 ? 'light' : 'dark')
      const { page } = seat
      const form = page.locator('form.action-form')
      // Somebody else may have taken the record on by what the test sent before.
      if (!(await appears(form))) continue
      const typed = await fillWithGarbage(form, nth)
      await form.getByRole('button', { name: words[language].form.send, exact: true }).click()
      const alert = form.locator('[role="alert"] .ant-alert, .field-error')
      const gone = page.locator('.notice-place .ant-alert')
      await alert.or(gone).first().waitFor()
      if (await gone.isVisible()) done += 1
      else {
        refused += 1
        const said = (await alert.allInnerTexts()).join('\n')
        const isSpoken = /\p{Script=Han}/u.test(said) || language === 'en'
        if (!isSpoken || said.trim().length < 4 || /undefined|\[object|Error:|\bat .*\.ts/.test(said))
          problems.push(`${what} says: ${said.slice(0, 200)}`)
        const controls = form.locator(
          'textarea:visible, input:visible:not([role="combobox"]):not([type="radio"]):not([type="checkbox"])',
        )
        for (const [place, text] of typed)
          if ((await controls.nth(place).inputValue()) !== text) problems.push(`${what} lost what was typed`)
      }
      if (await page.evaluate(() => 'hurt' in window)) problems.push(`${what}: a script ran`)
      nth += 1
    }
  }
  console.log(
    `forms: ${String(nth)} of ${String(forms.length)}, ${String(refused)} refused, ${String(done)} done`,
  )
  assert.deepEqual(problems, [])
  assert.ok(nth > 60 / EVERY && refused > 40 / EVERY)
})

test('and what was done is sound', async () => {
  await assertSound(server)
})
