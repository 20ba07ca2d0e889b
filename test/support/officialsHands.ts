/**
 * An official at the workbench in a browser, in either language: signs in, opens a record, fills in the form of an action
 * and sends it, finding everything by the words that people read. What is given is what the API would be given.
 */
import assert from 'node:assert/strict'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { send, signedIn } from './httpClient.ts'
import { watchPage } from './watchPage.ts'
import { english } from '../../src/workbench/words.en.ts'
import { chinese } from '../../src/workbench/words.zh.ts'

export type Language = 'zh' | 'en'
const words = { zh: chinese, en: english }

interface Spoken {
  readonly zh: string
  readonly en: string
}

/** A field as GET /api/types tells it. */
interface FieldShape {
  readonly name: string
  readonly kind: string
  readonly label: Spoken
  readonly refersTo?: string
  readonly choices?: readonly (Spoken & { readonly code: string })[]
  readonly items?: FieldShape
  readonly parts?: readonly FieldShape[]
}
interface TypeShape {
  readonly name: string
  readonly label: Spoken
  readonly actions: readonly { readonly name: string; readonly label: Spoken }[]
  readonly fields: readonly FieldShape[]
}

export interface Official extends AsyncDisposable {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors of the console and of pages, and requests to elsewhere. */
  readonly wrong: string[]
  open(type: string, id: string): Promise<void>
  /** Opens a record from the one that is shown, whose form then knows it; answers its id. */
  openFromHere(
    type: string,
    action: string,
    input: Readonly<Record<string, unknown>>,
    before?: (page: Page) => Promise<void>,
  ): Promise<string>
  /** Fills in the form of the action on the record that is shown. `before` sees it filled in. */
  act(
    type: string,
    action: string,
    input: Readonly<Record<string, unknown>>,
    before?: (page: Page) => Promise<void>,
  ): Promise<void>
}

export interface HandsWishes {
  readonly browser: Browser
  readonly address: string
  readonly password: string
  readonly language: Language
  readonly width?: number
  /** Statuses of refusals that the test means to meet; browsers report each as an error. */
  readonly meets?: readonly number[]
  /** The moment at which the browser's clock stands; that of the machine unless said. */
  readonly now?: string
  /** How an id of a person, unit, place or record is looked for; as it is unless said. A file: what is chosen. */
  readonly spell?: Spell
}

export interface FileToChoose {
  readonly name: string
  readonly text: string
}
export type Spell = (kind: string, value: unknown, refersTo?: string) => Promise<string | FileToChoose>

/**
 * Who is signed in, and the windows of the browser at which nobody sits. A window keeps what it has loaded and its process: a
 * new one costs three times the work of opening a page.
 */
interface Office {
  readonly signedIn: Map<string, SignedIn>
  /** By language and width. */
  readonly free: Map<string, Page[]>
}
interface SignedIn {
  readonly headers: Readonly<Record<string, string>>
  readonly types: readonly TypeShape[]
}
const offices = new WeakMap<Browser, Office>()

/** Signs in once; again where the session has ended meanwhile. The form for it is tried in officials.e2e.test.ts. */
async function signInOnce(login: string, { browser, address, password }: HandsWishes): Promise<SignedIn> {
  const { signedIn: known } = officeOf(browser)
  const found = known.get(login)
  if (found !== undefined && (await send(address, '/api/session', { headers: found.headers })).status === 200)
    return found
  const headers = await signedIn(address, login, password)
  const { body } = await send(address, '/api/types', { headers })
  const entered = { headers, types: body as unknown as readonly TypeShape[] }
  known.set(login, entered)
  return entered
}

function officeOf(browser: Browser): Office {
  const office = offices.get(browser) ?? { signedIn: new Map<string, SignedIn>(), free: new Map() }
  offices.set(browser, office)
  return office
}

/** A window of this language and width that nobody uses, or a new one; it ends with the browser. */
async function takeWindow(
  { browser, address }: HandsWishes,
  language: Language,
  width: number,
): Promise<{ readonly page: Page; readonly leave: () => Promise<void> }> {
  const { free } = officeOf(browser)
  const kind = `${language} ${String(width)}`
  const viewport = { width, height: width < 600 ? 844 : 800 }
  const page = free.get(kind)?.pop() ?? (await openWindow(browser, language, viewport))
  return {
    page,
    async leave() {
      page.removeAllListeners()
      await page.unrouteAll({ behavior: 'ignoreErrors' })
      await page.context().clearCookies()
      await page.setViewportSize(viewport)
      await page.emulateMedia({ media: null, colorScheme: null })
      // Nothing of whoever sat here goes on asking, and the next one's page is loaded anew.
      await page.goto(`${address}/healthz`)
      await page.evaluate(() => {
        sessionStorage.clear()
      })
      free.set(kind, [...(free.get(kind) ?? []), page])
    },
  }
}

async function openWindow(
  browser: Browser,
  language: Language,
  viewport: { readonly width: number; readonly height: number },
): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: language === 'zh' ? 'zh-CN' : 'en-GB' })
  await context.addInitScript((spoken) => {
    if (localStorage.getItem('zs-language') === null) localStorage.setItem('zs-language', spoken)
  }, language)
  return context.newPage()
}

/** Somebody who is signed in and has opened nothing yet. */
export async function officialAt(login: string, wishes: HandsWishes): Promise<Official> {
  const { address, language, width = 1280, meets = [], now, spell = asItIs } = wishes
  const said = words[language]
  const { headers, types } = await signInOnce(login, wishes)
  const { page, leave } = await takeWindow(wishes, language, width)
  const context = page.context()
  const [name = '', value = ''] = (headers['cookie'] ?? assert.fail(login)).split('=')
  await context.addCookies([{ name, value, url: address }])
  if (now !== undefined) await context.clock.setFixedTime(now)
  page.setDefaultTimeout(60_000)
  const wrong = watchPage(page, address, meets)
  const shapeOf = (type: string) => types.find(({ name }) => name === type) ?? assert.fail(`no type ${type}`)
  const labelOf = (type: string, action: string) =>
    shapeOf(type).actions.find(({ name }) => name === action)?.label[language] ?? assert.fail(action)
  const buttonOf = (type: string, action: string) =>
    page.locator('.record aside').getByRole('button', { name: labelOf(type, action), exact: true })
  async function fillAndSend(
    type: string,
    action: string,
    input: Readonly<Record<string, unknown>>,
    before?: (page: Page) => Promise<void>,
  ): Promise<void> {
    const form = page.locator('form.action-form')
    await form.waitFor()
    for (const [name, value] of Object.entries(input)) {
      const field = shapeOf(type).fields.find((one) => one.name === name) ?? assert.fail(name)
      await fill(filling, form, field, value)
    }
    await before?.(page)
    const refusals = await sendAndHear(page, form, action, said.form.send)
    if (refusals !== undefined) assert.fail(`${action} was not done: ${refusals.join(' · ')}`)
    await form.waitFor({ state: 'detached' })
    await page.locator('.notice-place .ant-alert').waitFor()
  }
  const filling: Filling = { page, language, said, spell }

  return {
    page,
    context,
    wrong,
    async open(type, id) {
      await page.goto(`${address}/workbench/records/${type}/${id}`)
      await page.locator('.record').waitFor()
    },
    async act(type, action, input, before) {
      await buttonOf(type, action).click()
      await fillAndSend(type, action, input, before)
    },
    async openFromHere(type, action, input, before) {
      await page.locator(`.from-here a[href*="/new/${type}/${action}?"]`).click()
      await fillAndSend(type, action, input, before)
      await page.locator('.record').waitFor()
      return new URL(page.url()).pathname.split('/').at(-1) ?? ''
    },
    async [Symbol.asyncDispose]() {
      await leave()
      // Where the test failed before, this is all that is told of it.
      if (wrong.length > 0) console.error(login, wrong)
      assert.deepEqual(wrong, [], login)
    },
  }
}

interface Filling {
  readonly page: Page
  readonly language: Language
  readonly said: (typeof words)[Language]
  readonly spell: Spell
}

const asItIs: Spell = (_kind, value) => Promise.resolve(String(value))

/** Up to so many choices are seen at once (src/workbench/forms/fieldControls.ts). */
const AT_ONCE = 6

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** A label says besides whether it must be filled in. */
const asWritten = (text: string): RegExp => new RegExp(`^\\s*${escaped(text)}\\s*(?:\\(.*\\))?\\s*$`)
/** The name alone, or followed by post and unit or a title; no longer name that begins the same way. */
const startsWith = (name: string): RegExp => new RegExp(`^${escaped(name)}(?: |$)`)

async function fill(at: Filling, form: Locator, field: FieldShape, value: unknown): Promise<void> {
  const { page, language, said, spell } = at
  const label = field.label[language]
  const box = form.getByLabel(asWritten(label)).last()
  const { choices = [], items } = field
  if (field.kind === 'yesNo' || choices.length > 0) {
    const wanted =
      typeof value === 'boolean'
        ? value
          ? said.yes
          : said.no
        : (choices.find(({ code }) => code === value)?.[language] ??
          assert.fail(`${field.name}: ${String(value)}`))
    if (choices.length > AT_ONCE) return pick(page, box, wanted)
    const radio = { name: wanted, exact: true }
    const group = form.getByRole('group', { name: asWritten(label) })
    const place =
      (await group.count()) > 0
        ? group.last()
        : form.getByRole('radiogroup', { name: asWritten(label) }).last()
    return place.getByRole('radio', radio).check()
  }
  const spelt = async ({ kind, refersTo }: FieldShape, one: unknown) => {
    const text = await spell(kind, one, refersTo)
    if (typeof text !== 'string') assert.fail(`${kind} is spelt as a file`)
    return kind === 'unit' ? unitNamed(page, text, language) : text
  }
  // A place stands behind those it lies in.
  if (field.kind === 'place') {
    const place = await spelt(field, value)
    return pick(page, box, place, new RegExp(`${escaped(place)}$`))
  }
  if (['unit', 'person', 'ref'].includes(field.kind)) return pick(page, box, await spelt(field, value))
  if (field.kind === 'fen') return box.fill(String(Number(value) / 100))
  if (items !== undefined && ['person', 'unit', 'ref'].includes(items.kind)) {
    // What is known already stands there.
    for (const one of value as readonly string[]) {
      const name = await spelt(items, one)
      const chosen = form.locator('.ant-select', { has: box }).locator('.ant-select-selection-item')
      if ((await chosen.filter({ hasText: startsWith(name) }).count()) === 0) await pick(page, box, name)
    }
    return
  }
  if (items?.kind === 'file') {
    for (const one of value as readonly unknown[]) {
      const file = await spell('file', one)
      if (typeof file === 'string') assert.fail(`no file to choose for ${field.name}`)
      await box.setInputFiles({ name: file.name, mimeType: 'text/plain', buffer: Buffer.from(file.text) })
      await form.locator('.files-input li', { hasText: file.name }).getByRole('button').waitFor()
    }
    return
  }
  if (items?.choices !== undefined) {
    const named = (value as readonly string[]).map(
      (code) => items.choices?.find((one) => one.code === code)?.[language] ?? assert.fail(code),
    )
    if (items.choices.length > AT_ONCE) for (const name of named) await pick(page, box, name)
    else for (const name of named) await form.getByRole('checkbox', { name, exact: true }).check()
    return
  }
  if (field.parts !== undefined) {
    const group = form.getByRole('group', { name: asWritten(label) })
    for (const [name, part] of Object.entries(value as Readonly<Record<string, unknown>>)) {
      const shape = field.parts.find((one) => one.name === name) ?? assert.fail(`${field.name}.${name}`)
      await fill(at, group, shape, part)
    }
    return
  }
  if (items?.parts !== undefined) {
    const group = form.getByRole('group', { name: asWritten(label) })
    for (const [nth, item] of (value as readonly Readonly<Record<string, unknown>>[]).entries()) {
      // What must have one begins with one.
      if (nth > 0 || (await group.locator('fieldset').count()) === 0)
        await group.getByRole('button', { name: said.form.add }).click()
      const last = group.locator('fieldset').last()
      for (const [name, part] of Object.entries(item)) {
        const shape = items.parts.find((one) => one.name === name) ?? assert.fail(`${field.name}.${name}`)
        await fill(at, last, shape, part)
      }
    }
    return
  }
  await box.fill(String(value))
}

/** Types a name and takes what is found under it. */
async function pick(page: Page, box: Locator, name: string, found = startsWith(name)): Promise<void> {
  await box.click()
  await box.fill(name)
  const shown = '.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option'
  await page.locator(shown).filter({ hasText: found }).first().click()
  await page.keyboard.press('Escape')
}

/** What the unit of this Chinese name is called in the language of the page. */
async function unitNamed(page: Page, name: string, language: Language): Promise<string> {
  const found = await page.evaluate(
    async (q) =>
      (await fetch(`/api/units?q=${encodeURIComponent(q)}`)).json() as Promise<{
        readonly items: readonly Spoken[]
      }>,
    name,
  )
  const exact = found.items.find((one) => one.zh === name) ?? found.items[0]
  return exact?.[language] ?? assert.fail(`no unit is called ${name}`)
}

/**
 * Sends the form of an action; answers what it is refused with, or nothing when it was done. What stands at a field before
 * may still be said of what stood there a moment ago (POST …/consider): only what comes of sending counts.
 */
export async function sendAndHear(
  page: Page,
  form: Locator,
  action: string,
  send: string,
): Promise<readonly string[] | undefined> {
  const answer = page.waitForResponse(
    (one) => one.request().method() === 'POST' && new URL(one.url()).pathname.endsWith(`/actions/${action}`),
  )
  // What is only told of the action is an alert, too.
  const refusal = form.locator('.ant-alert-error, .ant-alert-warning')
  const [answered] = await Promise.all([
    Promise.race([answer, refusal.first().waitFor()]),
    form.getByRole('button', { name: send, exact: true }).click(),
  ])
  if (answered?.ok() === true) return undefined
  await refusal.first().waitFor()
  return refusal.allInnerTexts()
}
