/**
 * The gang case of mechanisms 3 to 5 in a browser: the story of src/office/gangCase.ts runs under a clock of its own, and at
 * each of its key moments the person concerned signs in and does the step by hand; every other step is taken through the
 * office. In Chinese, each page looked at in English as well. Every page and form on the way is open to everybody, writes
 * no error and asks nobody else. ZS_PICTURES=1 keeps pictures for docs/how-to/casework.md.
 */
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import type { FileRef, PersonId, RecordId } from '#kernel/record/field.ts'
import { composeDoors, queryDeskOf } from '#server/compose.ts'
import { words } from '#mechanisms/index.ts'
import { createAccounts } from '#server/identity/accounts.ts'
import { hashPassword } from '#server/identity/passwords.ts'
import { exchangeQueries } from '#server/queryDesk/exchangeQueries.ts'
import { openInstitution } from '#server/queryDesk/simulatedInstitution.ts'
import { numberReader, recomputeWith } from '#server/recompute.ts'
import { verifyAll } from '#store/verify/verifyAll.ts'
import { gangWorld } from '#test/office/gangWorld.ts'
import { buildWorkbench, launchBrowser } from '#test/support/browserWorld.ts'
import { PASSWORD } from '#test/support/httpWorld.ts'
import { officialAt, type Official, type Spell } from '#test/support/officialsHands.ts'
import { people, persons } from '#test/support/smallWorld.ts'
import { isOpenToEverybody } from '#test/support/violations.ts'
import { gangCase, type GangCase } from '../../src/office/gangCase.ts'
import type { CaseHands, Input } from '../../src/office/gangScene.ts'
import { chinese as graphWords } from '../../src/workbench/graph/words.zh.ts'
import { chinese } from '../../src/workbench/words.zh.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const PICTURES = join(ROOT, 'docs', 'pictures')

let world: Awaited<ReturnType<typeof gangWorld>>
let browser: Browser
let address = ''
let closeDoors: () => Promise<unknown>
const log: string[] = []

before(async () => {
  buildWorkbench()
  world = await gangWorld('2024-03-04')
  const { composed, settings, open } = world
  const passwordHash = await hashPassword(PASSWORD)
  await createAccounts(
    composed.accounts,
    persons.flatMap(({ id, login }) => (login === undefined ? [] : [{ person: id, login, at: world.now() }])),
    passwordHash,
  )
  const app = await composeDoors(settings, open, composed, undefined, (line) => log.push(line))
  await app.listen({ host: '127.0.0.1', port: 0 })
  // A server that listens on a port has an address of this shape.
  const { port } = app.server.address() as AddressInfo
  address = `http://127.0.0.1:${String(port)}`
  const indexing = composed.indexer.start()
  closeDoors = async () => {
    await indexing.stop()
    await app.close()
  }
  browser = await launchBrowser()
})
after(async () => {
  await browser.close()
  await closeDoors()
  await world[Symbol.asyncDispose]()
})

const loginOf = (person: PersonId): string =>
  persons.find(({ id }) => id === person)?.login ?? assert.fail(`${person} has no login`)

const placeNames: Readonly<Record<string, string>> = { '220102': '南关区', '220104': '朝阳区' }

/** Texts of files by their digest, to be chosen anew by hand. */
const texts = new Map<string, string>()

/** An id as people look for it: by name, unit, place or number. */
const spell: Spell = async (kind, value, refersTo) => {
  const org = world.hands.org
  // Values of the story are those of the API, by the kinds of their fields.
  if (kind === 'file') {
    const { name, digest } = value as FileRef
    return { name: name.replace(/\.\w+$/, '.txt'), text: texts.get(digest) ?? assert.fail(name) }
  }
  if (kind === 'person') return org.findPerson(value as PersonId)?.name ?? assert.fail(String(value))
  if (kind === 'unit') return org.getUnit(String(value)).name.zh
  if (kind === 'place') return placeNames[String(value)] ?? assert.fail(String(value))
  if (kind === 'ref') {
    const { number } = await world.hands.read(refersTo ?? '', value as RecordId)
    return String(number)
  }
  return String(value)
}

async function keepPicture(page: Page, name: string): Promise<void> {
  if (process.env['ZS_PICTURES'] !== '1') return
  mkdirSync(PICTURES, { recursive: true })
  await page.evaluate(() => {
    scrollTo(0, 0)
  })
  const drawn = await sharp(await page.screenshot())
    .png({ palette: true, colours: 128 })
    .toBuffer()
  writeFileSync(join(PICTURES, `casework-${name}.png`), drawn)
}

/** Signs in as somebody; whatever is wrong with what they saw fails at the end. */
const as = (person: PersonId, meets: readonly number[] = []): Promise<Official> =>
  officialAt(loginOf(person), {
    ...{ browser, address, spell, meets, password: PASSWORD, language: 'zh', now: world.now() },
  })

const looked = new Set<string>()

/** The page in both languages, as it is found; records of a type are built alike, so each type is looked at once. */
async function lookAt(page: Page, name: string, picture?: string): Promise<void> {
  if (looked.has(name)) return
  looked.add(name)
  await isOpenToEverybody(page, `${name} zh`)
  if (picture !== undefined) await keepPicture(page, `${picture}.zh`)
  await page.getByRole('button', { name: 'English', exact: true }).click()
  await page.getByRole('button', { name: '中文', exact: true }).waitFor()
  await page.locator('#content h1').waitFor()
  await isOpenToEverybody(page, `${name} en`)
  if (picture !== undefined) await keepPicture(page, `${picture}.en`)
  await page.getByRole('button', { name: '中文', exact: true }).click()
  await page.getByRole('button', { name: 'English', exact: true }).waitFor()
  await page.locator('#content h1').waitFor()
}

interface ByHand {
  /** How many times it is still taken by hand. */
  left: number
  /** Kept of the form when it is taken by hand for the last time. */
  readonly picture?: string
  /** Opened from the record that this field names; the form then knows it, and these. */
  readonly from?: { readonly type: string; readonly field: string; readonly knows: readonly string[] }
  /** Two sign the same: the second finds what the first one wrote. */
  readonly signedByTwo?: true
}

/** Steps of the story that are taken by hand, by type and action. */
const byHand = new Map<string, ByHand>(
  Object.entries({
    'case.open': { left: 1, picture: 'open', from: { type: 'clue', field: 'clues', knows: [] } },
    'custody.approve': { left: 1 },
    'listing.approve': { left: 1 },
    'leaderCharge.coordinate': { left: 1, picture: 'coordinate' },
    'umbrella.send': { left: 1 },
    'umbrella.receive': { left: 1, picture: 'umbrella' },
    'taskForce.policeFile': { left: 1 },
    'taskForce.disciplineFiles': { left: 1 },
    'designation.signHandOver': { left: 2, picture: 'handover' },
    'measure.apply': { left: 1, from: { type: 'asset', field: 'asset', knows: ['asset', 'case'] } },
    'measure.execute': { left: 1, picture: 'measure' },
    'propertyObjection.decide': { left: 1 },
    'asset.handOver': { left: 1 },
    'consultation.statePosition': { left: 2 },
    'consultation.signMinutes': { left: 2, picture: 'minutes', signedByTwo: true },
    'enforcement.distribute': { left: 1, picture: 'payment' },
    'listing.delist': { left: 1 },
    'case.reviewClosed': { left: 1 },
    'case.archive': { left: 1 },
  } satisfies Readonly<Record<string, ByHand>>),
)
const done: string[] = []

/** The record that a new one is opened from, and what is left to fill in. */
function openedFrom({ type, field, knows }: NonNullable<ByHand['from']>, input: Input) {
  const named = input[field]
  const all: readonly unknown[] = Array.isArray(named) ? named : [named]
  const [first, ...rest] = all
  return {
    ...{ type, id: String(first) },
    input: {
      ...Object.fromEntries(Object.entries(input).filter(([name]) => !knows.includes(name))),
      ...(rest.length === 0 ? {} : { [field]: rest }),
    },
  }
}

async function doneByHand(
  person: PersonId,
  type: string,
  id: RecordId | undefined,
  action: string,
  input: Input,
): Promise<RecordId> {
  const step = byHand.get(`${type}.${action}`) ?? assert.fail()
  const name = `${type} ${action}`
  await using official = await as(person)
  const { page } = official
  const before = async () => {
    await isOpenToEverybody(page, `form of ${name}`)
    if (step.picture !== undefined && step.left === 0) await keepPicture(page, step.picture)
  }
  let opened = id
  if (opened === undefined) {
    const from = openedFrom(step.from ?? assert.fail(name), input)
    await official.open(from.type, from.id)
    // The page of the new record bears its id.
    opened = (await official.openFromHere(type, action, from.input, before)) as RecordId
  } else {
    await official.open(type, opened)
    const isSecond = step.signedByTwo === true && step.left === 0
    await official.act(type, action, isSecond ? {} : input, before)
  }
  await lookAt(page, `record of ${type}`)
  done.push(name)
  return opened
}

let theCase: RecordId
const hands = (): CaseHands => ({
  ...world.hands,
  async act(person, type, id, action, input) {
    const step = byHand.get(`${type}.${action}`)
    let acted: RecordId
    if (person === 'import' || step === undefined || step.left === 0)
      acted = await world.hands.act(person, type, id, action, input)
    else {
      step.left -= 1
      await world.composed.indexer.drain()
      acted = await doneByHand(person, type, id, action, input)
    }
    if (type === 'case' && action === 'open') theCase = acted
    if (type === 'propertyObjection' && action === 'decide') await askTheBank()
    return acted
  },
  async upload(person, name, text) {
    const file = await world.hands.upload(person, name, text)
    texts.set(file.digest, text)
    return file
  },
})

/** A request to a bank through signed files: asked, allowed and read by hand; the institution is simulated. */
async function askTheBank(): Promise<void> {
  const desk = queryDeskOf(world.open, world.composed, (line) => log.push(line))
  const bank = openInstitution(join(desk.exchange, '22-bank'), 'a gang case')
  const key = await world.hands.act(people.securityAdministrator, 'institutionKey', undefined, 'enter', {
    ...{ institution: '22:bank', publicKey: bank.vkey, handedOverBy: '当面交付' },
  })
  await world.hands.act(people.centreHead, 'institutionKey', key, 'confirm', {})
  let id: string
  {
    await using investigator = await as(people.chaoyangInvestigator)
    await investigator.open('case', theCase)
    id = await investigator.openFromHere(
      'assetQuery',
      'request',
      {
        ...{ team: [people.chaoyangInvestigator], purpose: 'traceFunds', necessity: '查明资金去向。' },
        ...{ institutionKind: 'bank', institution: '22:bank' },
        subject: { kind: 'person', name: '甲某', number: '220102198503124538', relation: 'suspect' },
        ...{
          wanted: ['accounts', 'flows'],
          periodFrom: '2023-01-01',
          periodTo: '2024-01-01',
          noTipOff: true,
        },
      },
      (page) => isOpenToEverybody(page, 'form of a request to a bank'),
    )
  }
  {
    await using leader = await as(people.chaoyangDeputyHead)
    await leader.open('assetQuery', id)
    await leader.act('assetQuery', 'approve', {})
  }
  await exchangeQueries(desk)
  assert.equal(bank.answerAll().length, 1)
  await exchangeQueries(desk)
  await using investigator = await as(people.chaoyangInvestigator)
  const { page } = investigator
  await investigator.open('assetQuery', id)
  await page.locator('.way .now', { hasText: words.assetQuery.zh.states.answered }).waitFor()
  await lookAt(page, 'the reply of a bank')
  await keepPicture(page, 'reply')
  await investigator.act('assetQuery', 'logUse', {
    uses: [{ purpose: '追踪资金', what: '比对“过路费”账本。' }],
  })
  await investigator.act('assetQuery', 'close', {})
  done.push('a request to a bank')
}

/** What runs out is found on the board; the renewal is asked for and given. */
async function renewFromTheBoard(): Promise<void> {
  const assets = await world.hands.linkedTo(theCase, 'asset')
  const all = await Promise.all(assets.map((id) => world.hands.read('asset', id)))
  const measure = String(all.find(({ title }) => title === '砂石公司股权')?.['measureInForce'])
  const renewal = { renewalTerm: '3m', renewalReasons: '出资来源尚未查明，期限将至。' }
  {
    await using investigator = await as(people.chaoyangInvestigator)
    const { page } = investigator
    await page.goto(`${address}/workbench/pages/expiring`)
    const row = page.locator(`.records a[href$="${measure}"]`).first()
    await row.waitFor()
    await lookAt(page, 'what runs out', 'expiring')
    await row.click()
    await page.locator('.record').waitFor()
    await investigator.act('measure', 'askRenewal', renewal, (form) =>
      isOpenToEverybody(form, 'form of a renewal'),
    )
  }
  await using head = await as(people.changchunPoliceHead)
  await head.open('measure', measure)
  await head.act('measure', 'renew', renewal)
  await lookAt(head.page, 'a renewed measure')
  done.push('a renewal from the board')
}

const told = Array.from({ length: 10 }, (_, nth) => ({
  title: `反映河湾沙场一伙人之${String(nth + 1)}`,
  content: `第${String(nth + 1)}份反映：沙场的人在${String(nth + 3)}月里拦车收钱，不给就打人，有账本和录像。`,
}))
/** After the judgment, days before the freezes end. */
const SOON = 110

test('a gang case goes from its clues to the archive, its key steps by hand', async () => {
  const places = { home: '220102', other: '220104', above: '2201', province: '22', name: '河湾沙场' }
  const story = gangCase(hands(), places, told)
  let ended: GangCase | undefined
  while (ended === undefined) {
    const step = await story.next()
    if (step.done === true) ended = step.value
    else if (step.value > SOON) {
      await world.pass(SOON)
      await renewFromTheBoard()
      // Nobody renews it a second time: it lapses within the days that the story waits.
      await world.pass(step.value)
    } else await world.pass(step.value)
  }
  await world.pass(0)
  const { state } = await world.hands.read('case', ended.id)
  assert.equal(state, 'archived')
  assert.deepEqual(
    [...byHand].filter(([, { left }]) => left > 0).map(([name]) => name),
    [],
  )
  console.log(`${String(done.length)} steps by hand`)
})

test('the archivist takes the whole file along', async () => {
  await using archivist = await as(people.centreArchivist)
  const { page } = archivist
  await archivist.open('case', theCase)
  await page.getByLabel(chinese.record.wholeFileReason).fill('归档移交。')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: chinese.record.wholeFile }).click(),
  ])
  assert.match(file.suggestedFilename(), /\.zip$/)
  const bytes = readFileSync(await file.path())
  assert.equal(bytes.subarray(0, 2).toString(), 'PK')
  assert.ok(bytes.length > 100_000, `${String(bytes.length)} bytes`)
})

interface Drawn {
  readonly nodes: readonly {
    readonly key: string
    readonly kind: string
    readonly label: { readonly zh: string }
    readonly record?: { readonly type: string; readonly id: string }
  }[]
  readonly lines: readonly {
    readonly a: string
    readonly b: string
    readonly record: { readonly type: string; readonly id: string }
  }[]
}

test('the graph of the case: opened from it, neighbours, a path, days, keyboard; nothing out of reach is drawn', async () => {
  await world.composed.indexer.drain()
  const node = `case:${theCase}`
  {
    await using official = await as(people.chaoyangInvestigator)
    const { page } = official
    await official.open('case', theCase)
    await page.getByRole('link', { name: chinese.record.links, exact: true }).click()
    await page.getByRole('link', { name: graphWords.inGraph }).click()
    const canvas = page.locator('canvas[data-settled="true"]')
    await canvas.waitFor()
    await lookAt(page, 'the graph')
    await keepPicture(page, 'graph')
    // Its persons are proposed, and who was answered for is not proposed again.
    const proposed = page.locator('.graph-proposals > li')
    const asked = await proposed.count()
    assert.ok(asked > 0)
    await proposed.first().getByRole('button', { name: graphWords.state }).click()
    await proposed.nth(asked - 1).waitFor({ state: 'detached' })

    const drawn = await page.evaluate(
      async (of) =>
        (await fetch(`/api/graph/around?depth=2&node=${encodeURIComponent(of)}`)).json() as Promise<Drawn>,
      node,
    )
    const behind = [...drawn.nodes, ...drawn.lines].flatMap(({ record }) =>
      record === undefined ? [] : [`${record.type}/${record.id}`],
    )
    const reached = await page.evaluate(
      (all) =>
        Promise.all(all.map(async (one) => [one, (await fetch(`/api/records/${one}`)).status] as const)),
      [...new Set(behind)],
    )
    assert.deepEqual(
      reached.filter(([, status]) => status !== 200),
      [],
    )

    // The keyboard alone chooses, expands and goes to the table.
    const counted = page.locator('[data-counted]')
    const nodesShown = async () => Number(await counted.getAttribute('data-counted'))
    await canvas.focus()
    await page.keyboard.press('ArrowRight')
    await page.locator('.graph-chosen h2').waitFor()
    await page.keyboard.press('Enter')
    await page.locator('.graph-says', { hasText: '个节点' }).waitFor()
    assert.ok((await nodesShown()) > 3)
    await page.keyboard.press('t')
    await page.locator('.graph-tables').waitFor()
    await isOpenToEverybody(page, 'the graph as tables')

    // A path between two neighbours of the case leads over the case.
    const neighbours = drawn.lines
      .flatMap(({ a, b }) => (a === node ? [b] : b === node ? [a] : []))
      .map((key) => drawn.nodes.find((one) => one.key === key))
      .filter((one) => one !== undefined && !['place', 'unit'].includes(one.kind))
    const [first, second] = [...new Map(neighbours.map((one) => [one?.label.zh, one])).values()]
    for (const [end, button] of [
      [first, graphWords.setFrom],
      [second, graphWords.setTo],
    ] as const) {
      await page
        .locator('.graph-tables')
        .getByRole('button', { name: end?.label.zh ?? assert.fail('no neighbour'), exact: true })
        .first()
        .click()
      await page.getByRole('button', { name: button, exact: true }).click()
    }
    await page.getByRole('button', { name: graphWords.path, exact: true }).click()
    await page.locator('.graph-says', { hasText: /^路径共[12]步$/ }).waitFor()

    // The last day shown becomes the first one, by keyboard alone.
    const before = await nodesShown()
    const span = page.locator('.graph-span')
    const [firstDay = ''] = (await span.innerText()).split(' – ')
    await page.getByRole('slider', { name: graphWords.dayTo }).focus()
    await page.keyboard.press('Home')
    await span.filter({ hasText: `${firstDay} – ${firstDay}` }).waitFor()
    assert.ok((await nodesShown()) <= before)
    await page.getByRole('button', { name: graphWords.allDays }).click()
    assert.equal(await nodesShown(), before)
    await isOpenToEverybody(page, 'the graph of some days')
  }
  await using stranger = await as(people.chuanyingVerifier, [404])
  await stranger.page.goto(`${address}/workbench/pages/graph?node=${encodeURIComponent(node)}`)
  await stranger.page.locator('.graph-says', { hasText: /./ }).waitFor()
  assert.equal(await stranger.page.locator('[data-counted]').getAttribute('data-counted'), '0')
})

test('and what they did is sound', async () => {
  const { composed, database } = world
  const report = await verifyAll(database.ownerPool, {
    now: world.now(),
    recompute: recomputeWith(composed.realm, composed.keys),
    readNumber: numberReader(composed.realm),
    evidence: composed.evidence,
  })
  assert.ok('sound' in report, JSON.stringify(report))
  assert.deepEqual(report.findings, [])
})
