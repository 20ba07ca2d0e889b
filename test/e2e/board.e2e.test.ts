/**
 * A leader has one minute: from the board over the list to the record. Then the board on a wall, as a picture and on every
 * screen, and a clue that is read in one of them. ZS_PICTURES=1 keeps pictures for docs/.
 */
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { browserWorld, type BrowserWorld } from '#test/support/browserWorld.ts'
import { DEMO_PASSWORD, loginAt } from '#test/support/demoPlaces.ts'
import { send, signedIn } from '#test/support/httpClient.ts'
import { officeDay } from '#test/support/officeDay.ts'
import { officialAt, type Language, type Official } from '#test/support/officialsHands.ts'
import { isOpenToEverybody } from '#test/support/violations.ts'
import { english } from '../../src/workbench/board/words.en.ts'
import { chinese } from '../../src/workbench/board/words.zh.ts'

const PICTURES = join(import.meta.dirname, '..', '..', 'docs', 'pictures')
const CENTRE = '22:clueCentre'
const POLICE = '220102:police'

let world: BrowserWorld
before(async () => {
  world = await browserWorld(['00', '22', '2201', '220102'])
  for (const [title, content] of stories) await passOn(title, content)
})
after(() => world[Symbol.asyncDispose]())

/** Nothing in them is alike, so that no earlier report is proposed. */
const stories = [
  ['南岭街道强揽工程', '有人长期强揽土方工程，威胁不配合的施工队。'],
  ['水产市场收取保护费', '每月初都来档口要钱，不给就掀摊子。'],
  ['客运站垄断班线', '黑车司机被打，轮胎遭人扎破。'],
] as const

/** Entered, registered, graded and passed on to the police of the county, where a leader reaches it. */
async function passOn(title: string, content: string): Promise<void> {
  const act = async (post: string, path: string, json: object): Promise<string> => {
    const headers = await signedIn(world.server.address, loginAt(world.desks, CENTRE, post))
    const { status, body, text } = await send(world.server.address, `/api/records/clue${path}`, {
      headers,
      json,
    })
    assert.ok(status < 300, text)
    return String(body['id'])
  }
  const id = await act('intakeClerk', '/actions/enter', {
    ...{ source: 'letter', receivedOn: officeDay(), category: 'crime', realName: false, area: '220102' },
    ...{ title, content },
  })
  await act('intakeClerk', `/${id}/actions/register`, {
    gist: title,
    importance: 'general',
    category: 'crime',
  })
  await act('assessor', `/${id}/actions/assess`, {
    grade: 'B',
    gradeReasons: '有具体时间、地点。',
    area: '220102',
    focus: ['other'],
  })
  await act('officeHead', `/${id}/actions/approve`, {
    ...{ verifyingUnit: POLICE, dispatch: 'direct', secrecy: 'internal' },
    ...{ feedbackWanted: true, instructions: '依法核查。' },
  })
}

const official = (login: string, language: Language, width?: number): Promise<Official> =>
  officialAt(login, {
    ...{ browser: world.browser, address: world.server.address, password: DEMO_PASSWORD, language },
    ...(width === undefined ? {} : { width }),
  })

async function keepPicture(page: Page, name: string): Promise<void> {
  if (process.env['ZS_PICTURES'] !== '1') return
  mkdirSync(PICTURES, { recursive: true })
  writeFileSync(join(PICTURES, `${name}.png`), await page.screenshot())
}

const boardWords = { zh: chinese, en: english }

for (const language of ['zh', 'en'] as const)
  test(`a leader comes from the board over the list to the record within a minute (${language})`, async () => {
    const says = boardWords[language]
    const desk = world.desks.find(({ post, unit }) => post === 'leader' && unit.startsWith('2201:'))
    assert.ok(desk !== undefined)
    await using leader = await official(desk.login, language, language === 'en' ? 390 : undefined)
    const { page } = leader
    const began = performance.now()
    await page.goto(`${world.server.address}/workbench/pages/board`)
    const county = page.locator('.board-tile a').first()
    const counted = Number(await county.locator('.board-number').textContent())
    await keepPicture(page, `board.${language}`)
    await isOpenToEverybody(page, `the board ${language}`)
    await county.click()
    await page.getByText(says.records(counted)).waitFor()
    assert.equal(await page.locator('.records tbody tr').count(), counted)
    await keepPicture(page, `board-records.${language}`)
    await isOpenToEverybody(page, `the records of a number ${language}`)
    await page.locator('.records .title a').first().click()
    await page.locator('.record').waitFor()
    const took = (performance.now() - began) / 1000
    console.log(
      `leader (${language}): from the board to the record in ${took.toFixed(1)} s, two checks included`,
    )
    assert.ok(took < 60)
    await isOpenToEverybody(page, `the record of a leader ${language}`)
  })

test('the board fills a wall without the name of anybody, is taken away as a picture, and fits every screen', async () => {
  await using director = await official(loginAt(world.desks, CENTRE, 'officeHead'), 'zh')
  const { page } = director
  await page.goto(`${world.server.address}/workbench/pages/board`)
  const { person } = (await (
    await director.context.request.get(`${world.server.address}/api/session`)
  ).json()) as {
    readonly person: { readonly name: string }
  }
  const [picture] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: chinese.pngAbout(chinese.map) }).click(),
  ])
  const bytes = readFileSync(await picture.path())
  assert.equal(bytes.subarray(1, 4).toString('latin1'), 'PNG')
  assert.ok(bytes.length > 5000, `${String(bytes.length)} bytes`)
  for (const [width, colorScheme] of [
    [640, 'light'],
    [3840, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    await isOpenToEverybody(page, `the board at ${String(width)} px`)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(wide <= width, `${String(wide)} px in ${String(width)}`)
  }
  await page.setViewportSize({ width: 1920, height: 1080 })
  await page.getByRole('button', { name: chinese.present }).click()
  const wall = page.getByRole('dialog')
  await wall.waitFor()
  await isOpenToEverybody(page, 'the board on a wall')
  await keepPicture(page, 'board-wall.zh')
  const parts = 7
  for (let nth = 1; nth <= parts; nth++) {
    await wall.getByText(chinese.partOf(nth, parts)).waitFor()
    assert.ok(!(await wall.innerText()).includes(person.name))
    await page.keyboard.press('ArrowRight')
  }
  await wall.getByText(chinese.partOf(1, parts)).waitFor()
  await page.keyboard.press('Escape')
  await wall.waitFor({ state: 'detached' })
})

test('a clue is read in one screen: what it is about, what the rules say, its clock and what can be done', async () => {
  await using director = await official(loginAt(world.desks, CENTRE, 'officeHead'), 'zh')
  const { page } = director
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(`${world.server.address}/workbench/records/clue`)
  await page.locator('.records .title a').first().click()
  await page.locator('.record').waitFor()
  for (const part of ['.brief', '.way', '.standing', '.record aside .actions', '.record aside .clock'])
    if ((await page.locator(part).count()) > 0) {
      const box = await page.locator(part).first().boundingBox()
      assert.ok(box !== null && box.y + box.height <= 900, `${part} ends at ${String(box?.y)}`)
    }
  assert.equal(await page.locator('.brief').count(), 1)
})
