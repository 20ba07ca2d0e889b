/**
 * Who reports, sealed in the browser, is never in plain on the server: searched for in the memory of the server and of its
 * database, in the database's files and log, in the evidence and in what the server writes; what was attached is in no file
 * in plain. What the report says is searched for the same way and must be found, or the search would prove nothing.
 */
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type Browser, type Page } from 'playwright-core'
import { buildPortal } from '../../scripts/build-portal.ts'
import { clue } from '#mechanisms/clue/clue.ts'
import { privateHalf } from '#server/centreKeys.ts'
import { composeOffice } from '#server/compose.ts'
import { openDatabase } from '#server/database.ts'
import { openSealed } from '#server/sealing.ts'
import { settingsFrom } from '#server/settings.ts'
import type { RecordId, Sealed } from '#kernel/record/field.ts'
import { findRecord } from '#store/records/load.ts'
import { launchBrowser } from '#test/support/browserWorld.ts'
import { runningServer, type RunningServer } from '#test/support/runningServer.ts'
import { findInFiles, findInMemory, processTree } from '#test/support/traces.ts'

const some = (digits: number): string => Array.from({ length: digits }, () => String(randomInt(10))).join('')
/** Never written in one piece to anything but the browser. */
const identity = {
  name: `欧阳${some(6)}`,
  phone: `139${some(8)}`,
  idNumber: `22010219900307${some(4)}`,
  otherContact: `weixin-${some(9)}`,
  contactTime: `周末${some(8)}`,
  anonymousCode: `7${some(15)}`,
}
const secrets = Object.values(identity)
const told = { title: `河沙被占${some(8)}`, content: `夜里有人拉沙，第${some(8)}车。` }
const attached = `附件内容${some(10)}`

let server: RunningServer
let browser: Browser
before(async () => {
  await buildPortal()
  server = await runningServer()
  browser = await launchBrowser()
})
after(async () => {
  await browser.close()
  await server[Symbol.asyncDispose]()
})

async function openForm(javaScriptEnabled = true): Promise<{ page: Page; wrong: string[] }> {
  const page = await (await browser.newContext({ javaScriptEnabled, locale: 'zh-CN' })).newPage()
  const wrong: string[] = []
  page.on('console', (message) => {
    // A form that comes back with errors is meant.
    if (message.type() === 'error' && !message.text().includes('422')) wrong.push(message.text())
  })
  page.on('pageerror', (error) => wrong.push(error.message))
  await page.goto(`${server.address}/report`)
  return { page, wrong }
}

async function fillIdentity(page: Page): Promise<void> {
  await page.locator('[name="realName"][value="yes"]').check()
  await page.locator('#f-reporter-name').fill(identity.name)
  await page.locator('#f-reporter-phone').fill(identity.phone)
  await page.locator('#f-reporter-idNumber').fill(identity.idNumber)
  await page.locator('#f-reporter-otherContact').fill(identity.otherContact)
  await page.locator('#f-reporter-contactTime').fill(identity.contactTime)
  await page.locator('#f-reporter-anonymousCode').fill(identity.anonymousCode)
}

async function fillFacts(page: Page): Promise<void> {
  await page.locator('[name="category"][value="crime"]').check()
  await page.locator('[name="title"]').fill(told.title)
  await page.locator('[name="content"]').fill(told.content)
}

let number = ''

test('what is no anonymous code is refused before it is sealed, and nothing is sent', async () => {
  const { page, wrong } = await openForm()
  const sent: string[] = []
  page.on('request', (request) => sent.push(request.method()))
  await fillFacts(page)
  for (const [code, says] of [
    ['12345', '太短'],
    ['1'.repeat(21), '太长'],
    ['12345a', '只能用数字'],
  ] as const) {
    await page.locator('#f-reporter-anonymousCode').fill(code)
    await page.locator('button.send').click()
    await page.locator('#code-flaws').getByText(says).waitFor({ state: 'visible' })
    assert.equal(await page.locator('#code-flaws p:visible').count(), 1)
    assert.ok(await page.locator('#f-reporter-anonymousCode:focus').isVisible())
  }
  assert.ok(!sent.includes('POST'))
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('a report sealed in the browser comes with a code, and the page says where it was sealed', async () => {
  const { page, wrong } = await openForm()
  assert.equal(await page.locator('[data-seal-says="browser"]').first().isVisible(), true)
  assert.equal(await page.locator('[data-seal-says="server"]').isVisible(), false)
  await fillIdentity(page)
  // Their own name in what they tell gives way before anything is sent, and they are told.
  await page.locator('[name="content"]').fill(`我是${identity.name}，电话${identity.phone}。`)
  await page.locator('button.send').click()
  await page.locator('[data-own-words]').waitFor({ state: 'visible' })
  assert.equal(await page.locator('[name="content"]').inputValue(), '我是【本人】，电话【本人】。')
  // First with the facts missing, and in the other language: who reports is sealed each time the form is sent.
  await page.locator('button.send').click()
  await page.locator('a[href="#f-title"]').waitFor()
  assert.equal(await page.locator('[name="reporter.kept"]').isChecked(), true)
  await page.locator('button.switch[value="en"]').click()
  await page.locator('html[lang="en"]').waitFor()
  assert.equal(await page.locator('[name="reporter.kept"]').isChecked(), true)
  assert.equal(await page.locator('#f-reporter-name').inputValue(), '')
  await fillFacts(page)
  await page.locator('[name="attachments"]').setInputFiles({
    name: 'note.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from(attached),
  })
  await page.locator('button.send').click()
  await page.locator('p.code').waitFor()
  assert.match(await page.locator('section.receipt').innerText(), /encrypted by your browser/)
  number = await page.locator('.number').innerText()
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('it is nowhere in plain on the server: memory, database, log, files', async () => {
  const settings = settingsFrom({}, { data: server.data, world: 'empty' })
  await using database = await openDatabase(settings)
  const { rows } = await database.ownerPool.query<{ id: RecordId }>(
    'select id from zs.record where number = $1',
    [number],
  )
  const [{ id } = assert.fail('the report is not there')] = rows

  const wanted = [...secrets, told.title, attached]
  const { found: inMemory, bytes } = findInMemory(processTree(server.pid()), wanted)
  assert.ok(bytes > 50_000_000, `only ${String(bytes)} bytes of memory were looked at`)
  assert.ok(inMemory.has(told.title), 'the title is not found in memory: the search does not work')
  assert.deepEqual(
    [...inMemory].filter((text) => secrets.includes(text)),
    [],
  )

  const inFiles = findInFiles(server.data, wanted)
  assert.ok(
    inFiles.get(told.title)?.some((path) => path.includes('/pg_wal/')),
    'the title is not found in the log of the database: the search does not work',
  )
  // What was attached is sealed where it lies, too.
  assert.deepEqual(
    [...inFiles].filter(([text]) => [...secrets, attached].includes(text)),
    [],
  )
  const { evidence } = await composeOffice(settings, database, () => undefined)
  const held = await database.ownerPool.query<{ digest: string }>(
    'select digest from zs.record_file where record = $1',
    [id],
  )
  const original = await evidence.open(held.rows[0]?.digest ?? '')
  assert.equal(Buffer.concat(await Array.fromAsync(original ?? [])).toString(), attached)
  assert.ok(!secrets.some((text) => server.log().includes(text)))

  // And yet it is all there, for whoever has the centre's key.
  const { keys } = await composeOffice(settings, database, () => undefined)
  const client = await database.ownerPool.connect()
  const loaded = await findRecord(client, clue, id, keys.master)
  client.release()
  // The field accepted it as such.
  const sealed = loaded?.record['reporter'] as Sealed
  assert.equal(sealed.by, 'browser')
  const half = privateHalf(keys.centre.current()) ?? assert.fail('the key is not simple')
  assert.deepEqual(JSON.parse(await openSealed(half, sealed)), identity)
  assert.equal(loaded?.record['reporterMarks'], undefined, 'nobody ticked to be recognised')
})

test('without scripts, and where the browser cannot seal, the server does, and the page says so', async () => {
  const { page } = await openForm(false)
  assert.equal(await page.locator('[data-seal-says="server"]').isVisible(), true)
  assert.equal(await page.locator('[data-seal-says="browser"]').first().isVisible(), false)
  await fillIdentity(page)
  await fillFacts(page)
  await page.locator('button.send').click()
  assert.match(await page.locator('section.receipt').innerText(), /服务器收到时已立即加密/)
  await page.context().close()

  const { page: other } = await openForm()
  await other.evaluate(() => {
    crypto.subtle.digest = () => Promise.reject(new Error('broken on purpose'))
  })
  await fillIdentity(other)
  await fillFacts(other)
  await other.locator('button.send').click()
  await other.locator('[data-seal-says="failed"]').waitFor({ state: 'visible' })
  assert.equal(await other.locator('p.code').count(), 0, 'nothing is sent without a word')
  await other.locator('button.send').click()
  await other.locator('p.code').waitFor()
  assert.match(await other.locator('section.receipt').innerText(), /服务器收到时已立即加密/)
  await other.context().close()
})

test('two reports of one person are recognised when both were ticked', async () => {
  for (const nth of [1, 2]) {
    const { page } = await openForm()
    await fillIdentity(page)
    await fillFacts(page)
    await page.locator('[name="content"]').fill(`${told.content}${String(nth)}`)
    await page.locator('[name="recogniseMe"]').check()
    await page.locator('button.send').click()
    await page.locator('p.code').waitFor()
    await page.context().close()
  }
  const settings = settingsFrom({}, { data: server.data, world: 'empty' })
  await using database = await openDatabase(settings)
  const { rows } = await database.ownerPool.query<{ marks: readonly string[] | null }>(
    `select fields -> 'reporterMarks' as marks from zs.record where type = 'clue' order by opened_at`,
  )
  const marks = rows.map(({ marks: some }) => JSON.stringify(some))
  // The first was sealed by a browser without the tick, two by the server, two by browsers with it.
  assert.equal(marks.length, 5)
  assert.equal(marks[0], 'null')
  assert.deepEqual(new Set(marks.slice(1)).size, 1)
})
