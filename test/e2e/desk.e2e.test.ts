/**
 * The desk in a browser: the main job with the keyboard alone, several records in one go, a kept list, counters that change by
 * themselves, what would be refused before it is sent, and each of it dark, in high contrast, at a telephone and large.
 * ZS_PICTURES=1 keeps pictures for docs/.
 */
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type BrowserContextOptions, type Locator, type Page } from 'playwright-core'
import { words } from '#mechanisms/index.ts'
import { browserWorld, type BrowserWorld } from '#test/support/browserWorld.ts'
import { DEMO_PASSWORD, loginAt } from '#test/support/demoPlaces.ts'
import { send, signedIn } from '#test/support/httpClient.ts'
import { officeDay } from '#test/support/officeDay.ts'
import { isOpenToEverybody } from '#test/support/violations.ts'
import { watchPage } from '#test/support/watchPage.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const PICTURES = join(ROOT, 'docs', 'pictures')
const CENTRE = '22:clueCentre'
const { fields, actions } = words.clue.zh

let world: BrowserWorld
before(async () => {
  world = await browserWorld(['00', '22', '2201', '220102'])
})
after(() => world[Symbol.asyncDispose]())

interface Seat extends AsyncDisposable {
  readonly page: Page
}

async function seat(post: string, more: BrowserContextOptions = {}): Promise<Seat> {
  const login = loginAt(world.desks, CENTRE, post, 0)
  const context = await world.browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    ...more,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const wrong = watchPage(page, world.server.address)
  const signIn = await context.request.post(`${world.server.address}/api/session`, {
    data: { login, password: DEMO_PASSWORD },
  })
  assert.equal(signIn.status(), 200)
  await page.goto(`${world.server.address}/workbench/`)
  await page.locator('#content h1').waitFor()
  return {
    page,
    async [Symbol.asyncDispose]() {
      await context.close()
      assert.deepEqual(wrong, [], post)
    },
  }
}

async function look(page: Page, name: string, picture?: string): Promise<void> {
  await isOpenToEverybody(page, name)
  if (picture === undefined || process.env['ZS_PICTURES'] !== '1') return
  mkdirSync(PICTURES, { recursive: true })
  writeFileSync(join(PICTURES, `workbench-${picture}.png`), await page.screenshot())
}

const unlike = (): string =>
  Array.from({ length: 60 }, () => String.fromCodePoint(0x4e00 + randomInt(5000))).join('')

async function enterClue(title: string): Promise<string> {
  const headers = await signedIn(world.server.address, loginAt(world.desks, CENTRE, 'intakeClerk'))
  const { status, body, text } = await send(world.server.address, '/api/records/clue/actions/enter', {
    headers,
    json: {
      ...{ source: 'letter', receivedOn: officeDay(), category: 'crime', realName: false, area: '220102' },
      ...{ title, content: unlike() },
    },
  })
  assert.equal(status, 201, text)
  return String(body['id'])
}

/** By the key alone, and in a few presses of it. */
async function tabTo(control: Locator): Promise<void> {
  const isThere = () => control.evaluate((one) => one === document.activeElement)
  for (let left = 12; left > 0 && !(await isThere()); left--) await control.page().keyboard.press('Tab')
  assert.ok(await isThere())
}

test('with the keyboard alone: found by its name, opened, registered, and back on the desk', async () => {
  const id = await enterClue('只用键盘办理一件')
  await using clerk = await seat('intakeClerk')
  const { page } = clerk
  const { keyboard } = page
  await look(page, 'the desk', 'work')
  await keyboard.press('?')
  await page.getByRole('dialog', { name: '键盘操作' }).waitFor()
  await look(page, 'the keys', 'keys')
  await keyboard.press('Escape')
  await keyboard.press('Control+k')
  const palette = page.getByRole('combobox', { name: '查找编号、名称、文字，或者跳转' })
  await palette.waitFor()
  await keyboard.type('只用键盘')
  await page.getByRole('option', { name: /只用键盘办理一件/ }).waitFor()
  await look(page, 'the palette', 'palette')
  await keyboard.press('Enter')
  await page.waitForURL(new RegExp(id))
  await page.locator('.record').waitFor()
  // The first action, as the key list says.
  await keyboard.press('a')
  const form = page.locator('form.action-form')
  await form.waitFor()
  assert.equal(await form.getByRole('heading').first().textContent(), actions.register)
  // Tab leads through help and fields in their order; what is missing is said without sending.
  await form.getByText('还需填写').waitFor()
  await tabTo(form.getByLabel(fields.gist))
  await keyboard.type('键盘办理')
  await tabTo(form.getByRole('group', { name: fields.importance }).getByRole('radio').first())
  await keyboard.press('Space')
  await form.getByText('可以办理；提交后为').waitFor()
  await look(page, 'what would come of it', 'consider')
  await keyboard.press('Control+Enter')
  await page.locator('.notice-place .ant-alert').waitFor()
  await page.locator('.way .now', { hasText: words.clue.zh.states.toAssess }).waitFor()
  await keyboard.press('h')
  await page.getByRole('heading', { level: 1, name: '我的工作' }).waitFor()
})

test('a rule that would refuse is said before anything is sent', async () => {
  const id = await enterClue('先说明不能办理的原因')
  await using clerk = await seat('intakeClerk')
  const { page } = clerk
  await page.goto(`${world.server.address}/workbench/records/clue/${id}?act=register`)
  const form = page.locator('form.action-form')
  await form.getByLabel(fields.gist).fill('长'.repeat(501))
  await form.locator('.field-error').first().waitFor()
  const headers = await signedIn(world.server.address, loginAt(world.desks, CENTRE, 'intakeClerk'))
  const { body } = await send(world.server.address, `/api/records/clue/${id}`, { headers })
  assert.equal(body['version'], 1)
  // What an action is stands beside it, with its ground.
  await form.getByText('这项操作的说明和依据').click()
  await form.getByText('开始计算').waitFor()
  await form
    .locator('.action-help')
    .getByText(words.clue.zh.refusals.everyProposedEarlierReportIsJudged)
    .waitFor()
  await look(page, 'an action explained', 'help')
})

test('the counters change by themselves when something comes in', async () => {
  await using clerk = await seat('intakeClerk')
  const { page } = clerk
  const count = page.locator('.menu .count').first()
  await count.waitFor()
  const before = Number(await count.textContent())
  await enterClue('新到一件，桌面自己更新')
  await page.getByText('新到一件，桌面自己更新').waitFor({ timeout: 30_000 })
  // List and counter are told of it one after the other.
  await count.and(page.getByText(String(before + 1), { exact: true })).waitFor()
})

test('several are worked off in one go: each is decided by itself and says what came of it', async () => {
  const [first, second, third] = [
    await enterClue('批量第一件'),
    await enterClue('批量第二件'),
    await enterClue('批量第三件'),
  ]
  await using clerk = await seat('intakeClerk')
  const { page } = clerk
  await page.goto(
    `${world.server.address}/workbench/records/clue?view=work&q=${encodeURIComponent('批量第')}`,
  )
  await page.locator('.records tbody tr').nth(2).waitFor()
  await page.getByRole('checkbox', { name: '选择本页全部' }).check()
  await page.getByText('已选3条').waitFor()
  await page.getByRole('button', { name: '批量办理…' }).click()
  const panel = page.getByRole('region', { name: '批量办理所选3条' })
  await panel.getByRole('button', { name: actions.register, exact: true }).click()
  // Somebody else was quicker with one of them.
  const headers = await signedIn(world.server.address, loginAt(world.desks, CENTRE, 'intakeClerk'))
  const quicker = await send(world.server.address, `/api/records/clue/${second}/actions/register`, {
    headers,
    json: { gist: '先办', importance: 'general', category: 'crime' },
  })
  assert.equal(quicker.status, 200, quicker.text)
  await panel.getByLabel(fields.gist).fill('批量登记')
  await panel.getByRole('group', { name: fields.importance }).getByRole('radio').first().check()
  await panel.getByRole('group', { name: fields.category }).getByRole('radio').first().check()
  await look(page, 'acting on several')
  // The browser reports the refusal as an error; it is meant.
  page.removeAllListeners('console')
  await panel.getByRole('button', { name: '提交' }).click()
  await panel.getByText('共3条：已办理2条，未办理1条。').waitFor()
  await panel.getByText('他人已先行修改该记录').waitFor()
  await look(page, 'what came of each', 'batch')
  for (const [id, version] of [
    [first, 2],
    [second, 2],
    [third, 2],
  ] as const) {
    const { body } = await send(world.server.address, `/api/records/clue/${id}`, { headers })
    assert.equal(body['version'], version, id)
  }
})

test('a question is kept as a list under a name, and removed', async () => {
  await using clerk = await seat('intakeClerk')
  const { page } = clerk
  await page.goto(`${world.server.address}/workbench/records/clue?q=${encodeURIComponent('键盘')}`)
  await page.getByRole('button', { name: '保存为常用清单…' }).click()
  await page.getByLabel('清单名称').fill('键盘一类')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('清单“键盘一类”已保存。').waitFor()
  await page.goto(`${world.server.address}/workbench/records/clue`)
  await page.getByRole('link', { name: '键盘一类' }).click()
  await page.waitForURL(/q=/)
  await page.locator('.records .title a', { hasText: '只用键盘办理一件' }).waitFor()
  await look(page, 'a kept list', 'list')
  await page.getByRole('button', { name: '删除清单“键盘一类”' }).click()
  await page.getByRole('link', { name: '键盘一类' }).waitFor({ state: 'detached' })
})

test('a list of a hundred thousand grows as one scrolls, and the page does not grow with it', async () => {
  await using clerk = await seat('intakeClerk')
  const { page } = clerk
  const real = await page.evaluate(async () => {
    const answer = await fetch('/api/records/clue?limit=1')
    return ((await answer.json()) as { items: readonly Readonly<Record<string, unknown>>[] }).items[0]
  })
  // What the server answers, many times over: the pages of the list are what is tried here.
  await page.route('**/api/records/clue?*', (route) => {
    const at = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0)
    const items = Array.from({ length: 50 }, (_, nth) => ({
      ...real,
      id: `00000000-0000-4000-8000-${String(at + nth).padStart(12, '0')}`,
      title: `第${String(at + nth + 1)}条`,
    }))
    return route.fulfill({
      json: { items, names: {}, total: 10_000, totalIsMore: true, next: String(at + 50) },
    })
  })
  await page.goto(`${world.server.address}/workbench/records/clue`)
  await page.getByText('第1条', { exact: true }).waitFor()
  const shown = () => page.evaluate(() => document.querySelectorAll('.records tbody tr').length)
  for (let screens = 0; screens < 40; screens++) {
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
    await page.waitForTimeout(100)
  }
  const loaded = Number(/已显示(\d+)条/.exec((await page.locator('.more').textContent()) ?? '')?.[1] ?? 0)
  assert.ok(loaded >= 500, `${String(loaded)} loaded`)
  assert.ok((await shown()) < 400, `${String(await shown())} rows in the page of ${String(loaded)}`)
  const began = performance.now()
  await page.evaluate(() => window.scrollTo(0, 0))
  await page.getByText('第1条', { exact: true }).waitFor()
  console.log(
    `list: ${String(loaded)} loaded, ${String(await shown())} rows in the page, back at the top after ${String(Math.round(performance.now() - began))} ms`,
  )
})

test('dark, in high contrast, at a telephone, at twice the size and on a wide screen: all of it is readable', async () => {
  const id = await enterClue('各种屏幕都看得清')
  const pages = ['', 'records/clue', `records/clue/${id}?act=register`]
  const looks: readonly (readonly [string, BrowserContextOptions])[] = [
    ['dark', { colorScheme: 'dark' }],
    ['contrast', { contrast: 'more' }],
    ['telephone', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
    // 200 % of 1280 px leave 640.
    ['twice the size', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
    ['4K', { viewport: { width: 3840, height: 2160 } }],
  ]
  for (const [name, options] of looks) {
    await using clerk = await seat('intakeClerk', options)
    for (const [nth, path] of pages.entries()) {
      await clerk.page.goto(`${world.server.address}/workbench/${path}`)
      await clerk.page.locator(nth === 2 ? '.action-form' : '.records').waitFor()
      await look(clerk.page, `${name} ${path}`, nth === 2 && name === 'dark' ? 'dark' : undefined)
      const { scroll, wide } = await clerk.page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        wide: innerWidth,
      }))
      assert.ok(scroll <= wide, `${name} ${path}: ${String(scroll)} px in ${String(wide)}`)
    }
  }
})
