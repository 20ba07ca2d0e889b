/**
 * Every page and every form of the workbench in a small demo world, not only those that are pictured: what axe says of each
 * page, in both languages and both looks; lists and records of every type that there are, the pages that no declaration makes,
 * accounts and search. Then garbage: actions that people have on their desks are opened, filled with texts that
 * hurt, days and numbers that cannot be, and sent: it is refused in words of their language with everything still there, or
 * is only text.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Locator, Page, Request } from 'playwright-core'
import { DEMO_PASSWORD } from '#server/demo/demoAccounts.ts'
import { buildWorkbench, launchBrowser } from '#test/support/browserWorld.ts'
import { demoOnDisk } from '#test/support/demoOnDisk.ts'
import { send, signedIn, type Reply } from '#test/support/httpClient.ts'
import { sendAndHear } from '#test/support/officialsHands.ts'
import { assertSound, runningServer, type RunningServer } from '#test/support/runningServer.ts'
import { violationsOf } from '#test/support/violations.ts'
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
  /**
   * Goes to a page of the workbench in this language and look, without loading the workbench anew after the first, and waits
   * until all of it is there. `mark`: what tells it from the page before, where the heading stays the same.
   */
  show(address: string, turn: Turn, mark?: string): Promise<void>
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
  const settled = settling(page)
  return {
    page,
    async show(address, { language, look }, mark = '#content') {
      await page.emulateMedia({ colorScheme: look })
      const whole = `${server.address}/workbench/${address}`
      if (page.url() === 'about:blank') await page.goto(whole)
      else
        await page.evaluate((to) => {
          for (const heading of document.querySelectorAll('#content :is(h1, h2, .empty)'))
            heading.setAttribute('data-before', '')
          history.pushState({}, '', to)
        }, whole)
      const heading = '#content :is(h1, h2, .empty):not([data-before])'
      await page
        .locator(mark === '#content' ? heading : mark)
        .first()
        .waitFor()
      const other = page.locator(`.head button.language[lang="${language}"]`)
      if ((await other.count()) > 0) await other.click()
      await settled()
    },
    async [Symbol.asyncDispose]() {
      await context.close()
      assert.deepEqual(wrong, [], login)
    },
  }
}

/** Waits until the page asks for nothing any more and has drawn what it was answered. */
function settling(page: Page): () => Promise<void> {
  const asked = new Set<Request>()
  page.on('request', (request) => {
    // A stream is never over.
    if (request.resourceType() !== 'eventsource') asked.add(request)
  })
  page.on('requestfinished', (request) => asked.delete(request))
  page.on('requestfailed', (request) => asked.delete(request))
  return async () => {
    const until = performance.now() + 60_000
    for (let still = 0; still < 3;) {
      assert.ok(
        performance.now() < until,
        `${page.url()} waits for ${[...asked].map((one) => one.url()).join()}`,
      )
      await page.evaluate(
        () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
      )
      const isStill = asked.size === 0 && (await page.locator('#content .reading').count()) === 0
      still = isStill ? still + 1 : 0
    }
  }
}

interface Turn {
  readonly language: Language
  readonly look: Look
}
/** Language and look in turn, so that each kind of page is seen in several of the four. */
const turns = languages.flatMap((language) =>
  (['light', 'dark'] as const).map((look): Turn => ({ language, look })),
)
const turnOf = (nth: number): Turn => turns[nth % turns.length] ?? assert.fail()

test('every page of the workbench is open to everybody, in both languages and both looks', async () => {
  const found: string[] = []
  let looked = 0
  const check = async (seat: Seat, address: string, turn: Turn, mark?: string) => {
    await seat.show(address, turn, mark)
    const { dataset, lang } = await seat.page.evaluate(() => {
      const { dataset: of, lang: spoken } = document.documentElement
      return { dataset: { ...of }, lang: spoken }
    })
    assert.deepEqual([dataset['theme'], lang], [turn.look, turn.language === 'zh' ? 'zh-CN' : 'en'])
    const name = `${address} ${turn.language} ${turn.look}`
    found.push(...(await violationsOf(seat.page)).map((one) => `${name}: ${one}`))
    const title = await seat.page.title()
    if (!title.endsWith(` · ${words[turn.language].title}`)) found.push(`${name} is called ${title}`)
    looked += 1
  }
  {
    await using director = await seatOf(DIRECTOR)
    await director.show('', turnOf(0))
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
      for (const address of ['account', 'search?q=砂', ...special, '']) await check(director, address, turn)
      for (const tab of ['content', 'history', 'links', 'earlier', 'access']) {
        const mark = `#content a[aria-current="page"][href$="${tab === 'content' ? id : `tab=${tab}`}"]`
        await check(director, `records/clue/${id}?tab=${tab}`, turn, mark)
      }
    }
  }
  {
    await using security = await seatOf('p22-securityAdministrator')
    for (const turn of turns) {
      await check(security, 'accounts', turn)
      await security.show('account', turn)
    }
  }
  let nth = 0
  for (const [login, some] of Map.groupBy(readable, ([, at]) => at.login)) {
    await using reader = await seatOf(login)
    for (const [type, { id }] of some) {
      await check(reader, `records/${type}`, turnOf(nth))
      await check(reader, `records/${type}/${id}`, turnOf(nth + 1))
      nth += 1
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
/** By the control's id: what is looked up meanwhile, as earlier reports, adds controls of its own. */
async function fillWithGarbage(form: Locator, nth: number): Promise<ReadonlyMap<string, string>> {
  const typed = new Map<string, string>()
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
      typed.set((await control.getAttribute('id')) ?? '', await control.inputValue())
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
      // The heading stays that of the record where the form is not to be had.
      await seat.show(address, { language, look: nth % 4 < 2 ? 'light' : 'dark' }, '#content h1')
      const { page } = seat
      // Not that of the page before.
      const form = page.locator('form.action-form', { has: page.locator('h2:not([data-before])') })
      // Somebody else may have taken the record on by what the test sent before.
      if (!(await appears(form))) continue
      const typed = await fillWithGarbage(form, nth)
      const refusals = await sendAndHear(page, form, action, words[language].form.send)
      if (refusals === undefined) {
        await page.locator('.notice-place .ant-alert').waitFor()
        done += 1
      } else {
        refused += 1
        const said = refusals.join('\n')
        const isSpoken = /\p{Script=Han}/u.test(said) || language === 'en'
        if (!isSpoken || said.trim().length < 4 || /undefined|\[object|Error:|\bat .*\.ts/.test(said))
          problems.push(`${what} says: ${said.slice(0, 200)}`)
        for (const [id, text] of typed)
          if ((await form.locator(`[id="${id}"]`).inputValue()) !== text)
            problems.push(`${what} lost what was typed`)
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
