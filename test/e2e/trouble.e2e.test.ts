/**
 * What breaks while an official works: a connection that is lost after the act was done, an upload that does not arrive,
 * files that are something else than they say, a window that is closed. In both languages the page says what happened, and nothing typed is lost.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Locator } from 'playwright-core'
import { words as mechanismWords } from '#mechanisms/index.ts'
import { browserWorld, type BrowserWorld } from '#test/support/browserWorld.ts'
import { DEMO_PASSWORD, loginAt } from '#test/support/demoPlaces.ts'
import { send, signedIn } from '#test/support/httpClient.ts'
import { officeDay } from '#test/support/officeDay.ts'
import { officialAt } from '#test/support/officialsHands.ts'
import { assertSound } from '#test/support/runningServer.ts'
import { isOpenToEverybody } from '#test/support/violations.ts'
import { watchPage } from '#test/support/watchPage.ts'
import { english } from '../../src/workbench/words.en.ts'
import { chinese } from '../../src/workbench/words.zh.ts'
import { harmless, hostileFiles } from './badInput/hostile.ts'

const CENTRE = '22:clueCentre'
const words = { zh: chinese, en: english }

let world: BrowserWorld
before(async () => {
  world = await browserWorld(['22'])
})
after(() => world[Symbol.asyncDispose]())

const clerk = (): string => loginAt(world.desks, CENTRE, 'intakeClerk')

async function enterClue(title: string): Promise<string> {
  const headers = await signedIn(world.server.address, clerk())
  const day = officeDay()
  const { status, body, text } = await send(world.server.address, '/api/records/clue/actions/enter', {
    headers,
    json: {
      ...{ source: 'letter', receivedOn: day, category: 'crime', realName: false, title },
      content: `${title}: ${String(performance.now())}`,
    },
  })
  assert.equal(status, 201, text)
  return String(body['id'])
}

async function entriesOf(id: string): Promise<number> {
  const headers = await signedIn(world.server.address, clerk())
  const { body } = await send(world.server.address, `/api/records/clue/${id}/entries`, { headers })
  return (body['items'] as readonly unknown[]).length
}

for (const language of ['zh', 'en'] as const) {
  const said = words[language]
  const clue = mechanismWords.clue[language]
  const as = () =>
    officialAt(clerk(), {
      ...{ browser: world.browser, address: world.server.address, password: DEMO_PASSWORD, language },
      // What was aborted and what was refused is told by browsers as an error each.
      meets: [415, 422, 413],
    })

  test(`an act whose answer is lost is sent again and done once (${language})`, async () => {
    const id = await enterClue(language === 'zh' ? '连接中断' : 'A connection is lost')
    await using official = await as()
    const { page, wrong } = official
    await official.open('clue', id)
    await page
      .locator('.record aside')
      .getByRole('button', { name: clue.actions.register, exact: true })
      .click()
    const form = page.locator('form.action-form')
    const gist = form.getByLabel(clue.fields.gist)
    await gist.fill('装卸被把持')
    await form.getByRole('group', { name: clue.fields.importance }).getByRole('radio').first().check()
    let lost = 0
    await page.route(/\/actions\/register(?:\?|$)/, async (route) => {
      lost += 1
      if (lost > 1) return route.continue()
      // The server does it; nobody hears that it did.
      await route.fetch()
      return route.abort('connectionreset')
    })
    await form.getByRole('button', { name: said.form.send, exact: true }).click()
    await page.getByText(said.form.unknown).first().waitFor()
    await isOpenToEverybody(page, `lost ${language}`)
    assert.equal(await gist.inputValue(), '装卸被把持')
    assert.equal(await entriesOf(id), 2)
    await form.getByRole('button', { name: said.form.send, exact: true }).click()
    await page.locator('.notice-place .ant-alert').waitFor()
    assert.equal(await entriesOf(id), 2, 'done once')
    assert.ok(wrong.splice(0).every((one) => one.includes('ERR_CONNECTION_RESET')))
  })

  test(`files that do not arrive, or are not what they say, are told of by name; the rest stays (${language})`, async () => {
    await using official = await as()
    const { page, wrong } = official
    await page.goto(`${world.server.address}/workbench/`)
    await page.getByRole('link', { name: `+ ${clue.name} · ${clue.actions.enter}` }).click()
    const form = page.locator('form.action-form')
    const title = form.getByLabel(clue.fields.title)
    await title.fill('附件有问题')
    const files: Locator = form.getByLabel(clue.fields.attachments)
    let tries = 0
    await page.route('**/api/files', (route) => {
      tries += 1
      return tries === 1 ? route.abort('connectionreset') : route.continue()
    })
    const good = { name: harmless.name, mimeType: 'image/png', buffer: harmless.bytes }
    await files.setInputFiles([good])
    await form.getByText(said.form.uploadFailed(good.name)).waitFor()
    for (const { name, bytes } of hostileFiles().filter(
      ({ refused, bytes: content }) => refused && content.length < 2_000_000,
    )) {
      await files.setInputFiles([{ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) }])
      const alert = form.locator('.files-input [role="alert"]')
      await alert.first().waitFor()
      const [text = ''] = await alert.allInnerTexts()
      const isChinese = /\p{Script=Han}/u.test(text.slice(text.indexOf(': ')))
      assert.equal(isChinese, language === 'zh', `${name}: ${text}`)
      assert.doesNotMatch(text, /undefined|\[object|Error:|\bat .*\.ts/)
    }
    await isOpenToEverybody(page, `refused files ${language}`)
    // What is typed while a file is on its way stays when it arrives.
    const { promise: mayArrive, resolve: letArrive } = Promise.withResolvers<undefined>()
    await page.unroute('**/api/files')
    await page.route('**/api/files', async (route) => {
      await mayArrive
      await route.continue()
    })
    await files.setInputFiles([good])
    await form.getByText(good.name).first().waitFor()
    await title.fill('附件还在路上')
    letArrive(undefined)
    await form.getByRole('button', { name: said.form.removeFile(good.name) }).waitFor()
    assert.equal(await title.inputValue(), '附件还在路上')
    await title.fill('附件有问题')
    assert.equal(await form.getByRole('button', { name: said.form.removeFile(good.name) }).count(), 1)
    assert.equal(await title.inputValue(), '附件有问题')
    assert.ok(
      wrong.splice(0).every((one) => /ERR_CONNECTION_RESET|status of 4\d\d/.test(one)),
      wrong.join('\n'),
    )
  })
}

/** A browser that has never been here, with the form of registering this clue open in it. */
async function registeringIn(id: string) {
  const { address } = world.server
  const context = await world.browser.newContext({ locale: 'zh-CN' })
  const answer = await context.request.post(`${address}/api/session`, {
    data: { login: clerk(), password: DEMO_PASSWORD },
  })
  assert.equal(answer.status(), 200)
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const wrong = watchPage(page, address)
  const asked = page.waitForResponse((response) => isOfDraft(response.url(), response.request(), 'GET'))
  await page.goto(`${address}/workbench/records/clue/${id}?act=register`)
  const form = page.locator('form.action-form')
  const gist = form.getByLabel(mechanismWords.clue.zh.fields.gist)
  assert.equal((await asked).status(), 200)
  return {
    ...{ page, form, gist },
    kept: form.getByText(chinese.form.kept),
    told: (method: string) =>
      page.waitForResponse((response) => isOfDraft(response.url(), response.request(), method)),
    async close() {
      const { origins } = await context.storageState({ indexedDB: true })
      assert.doesNotMatch(JSON.stringify(origins), /写了一半/, 'nothing typed is on the device')
      await context.close()
      assert.deepEqual(wrong, [])
    },
  }
}
const isOfDraft = (url: string, request: { method(): string }, method: string): boolean =>
  url.includes('/api/me/drafts/clue/register?') && request.method() === method

test('what was typed into a form is there again in another browser, until it is discarded or sent', async () => {
  const id = await enterClue('窗口关了')
  const keptByServer = async () => {
    const headers = await signedIn(world.server.address, clerk())
    const address = `/api/me/drafts/clue/register?record=${id}`
    return (await send(world.server.address, address, { headers })).body['values'] as
      { readonly gist?: string } | undefined
  }

  const first = await registeringIn(id)
  // The window goes at once: before the pause after which it is sent anyway.
  first.page.on('dialog', (dialog) => void dialog.accept())
  await first.gist.fill('写了一半：装卸被把持')
  await first.page.goto('about:blank')
  while ((await keptByServer())?.gist !== '写了一半：装卸被把持') await first.page.waitForTimeout(100)
  await first.close()

  const second = await registeringIn(id)
  await second.kept.waitFor()
  assert.equal(await second.gist.inputValue(), '写了一半：装卸被把持')
  await isOpenToEverybody(second.page, 'a kept draft')
  const discarded = second.told('DELETE')
  await second.form.getByRole('button', { name: chinese.form.discard }).click()
  assert.equal((await discarded).status(), 204)
  assert.equal(await second.gist.inputValue(), '')
  assert.equal(await keptByServer(), undefined)
  await second.close()

  const third = await registeringIn(id)
  assert.equal(await third.gist.inputValue(), '')
  assert.equal(await third.kept.count(), 0)
  const told = third.told('PUT')
  await third.gist.fill('写了一半又写完')
  assert.equal((await told).status(), 204)
  assert.equal((await keptByServer())?.gist, '写了一半又写完')
  const importance = third.form.getByRole('group', { name: mechanismWords.clue.zh.fields.importance })
  await importance.getByRole('radio').first().check()
  const done = third.told('DELETE')
  await third.form.getByRole('button', { name: chinese.form.send, exact: true }).click()
  assert.equal((await done).status(), 204)
  assert.equal(await keptByServer(), undefined)
  assert.equal(await entriesOf(id), 2)
  await third.close()
})

test('and what was done is sound', async () => {
  await assertSound(world.server)
})
