/** The texts of papers, changed by a clerk and approved by somebody else: seen on paper before, refused where a place is unknown. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { officeDay } from '#test/support/officeDay.ts'
import type { Role } from '#test/support/smallWorld.ts'
import { textOfPdf } from '../documents/pdfText.fixture.ts'
import { unpacked } from '../documents/unpacked.fixture.ts'

interface Item {
  readonly type: string
  readonly document: string
  readonly key: string
  readonly content?: Readonly<Record<string, unknown>>
  readonly places: readonly { readonly place: string; readonly label: { readonly zh: string } }[]
}

let world: HttpWorld
let items: readonly Item[] = []
before(async () => {
  world = await httpWorld()
  const { body } = await world.as('centreIntake', 'GET', '/api/paper-texts')
  // The door answers this shape (paperTextRoutes.ts).
  items = body['items'] as readonly Item[]
})
after(() => world[Symbol.asyncDispose]())

const LETTER = { type: 'clue', document: 'assignmentLetter', key: 'clue.assignmentLetter.paper' }
const text = { kind: 'paper', title: '交办函（新式样）', before: ['请核查“{title}”（{number}）。'] }
const example = async (role: Role, { type, document }: Pick<Item, 'type' | 'document'>, payload: object) =>
  world.app.inject({
    method: 'POST',
    url: `/api/paper-texts/${type}/${document}/example`,
    headers: { cookie: await world.cookieOf(role), origin: 'http://localhost', host: 'localhost' },
    payload,
  })
const propose = (role: Role, input: object) =>
  world.as(role, 'POST', '/api/records/ruleSet/actions/propose', {
    ...{ from: officeDay(), source: '本单位文书式样', ...input },
  })
const bare = (html: string): string => html.replaceAll(/<style>.*<\/style>|<[^>]*>|\s/gs, '')

test('every kind of paper of every type is listed, with its text in force and places that are called something', () => {
  const declared = [...world.composed.realm.declarations.values()].flatMap(({ name, documents }) =>
    Object.keys(documents).map((document) => `${name}.${document}.paper`),
  )
  assert.deepEqual(
    items.map(({ key }) => key),
    declared,
  )
  const letter = items.find(({ key }) => key === LETTER.key)
  assert.ok(letter?.content !== undefined)
  assert.ok(letter.places.some(({ place, label }) => place === 'organ' && label.zh === '制发单位'))
  assert.ok(letter.places.some(({ place }) => place === 'title'))
  // Who reported is no place of any paper.
  for (const { places } of items) assert.ok(places.every(({ place }) => !place.startsWith('reporter')))
})

test('the text in force of every paper makes a page of an invented record, with no place left open', async () => {
  for (const item of items) {
    const answer = await example('centreIntake', item, {
      ...{ content: item.content ?? { kind: 'paper' }, format: 'html' },
    })
    assert.equal(answer.statusCode, 200, `${item.key}: ${answer.body.slice(0, 200)}`)
    assert.doesNotMatch(bare(answer.body), /\{[a-zA-Z.]+\}/, item.key)
  }
})

test('an example is a PDF and a DOCX under the watermark of whoever asked, in the words that were typed', async () => {
  const pdf = await example('centreIntake', LETTER, { content: text })
  assert.equal(pdf.headers['content-type'], 'application/pdf')
  const docx = await example('centreIntake', LETTER, { content: text, format: 'docx' })
  const xml = [...unpacked(docx.rawPayload).values()].join('\n')
  const printed = textOfPdf(pdf.rawPayload).replaceAll(/\s/g, '')
  for (const says of [printed, bare(xml)]) {
    assert.match(says, /交办函（新式样）/)
    assert.match(says, /请核查“〔/)
    assert.match(says, /示例〔\d{4}〕1号/)
  }
  // In a DOCX it is an attribute of a shape.
  for (const says of [printed, xml]) assert.match(says, /李登记　?\d{4}年\d{1,2}月\d{1,2}日/)
})

test('a place that the paper does not have is refused by name, before and when it is proposed', async () => {
  for (const place of ['reporter', 'nothing', 'title.x', 'constructor']) {
    const content = { ...text, before: [`向{${place}}说明。`] }
    const answer = await example('centreIntake', LETTER, { content })
    assert.equal(answer.statusCode, 422)
    assert.ok(answer.body.includes(`{${place}}`), answer.body)
    const proposed = await propose('centreIntake', { key: LETTER.key, content })
    assert.equal(proposed.status, 422)
    assert.match(proposed.text, /contentIsSound/)
  }
  for (const content of [
    { kind: 'list' },
    { kind: 'paper', other: 'x' },
    { kind: 'paper', before: ['{title'] },
  ])
    assert.equal((await example('centreIntake', LETTER, { content })).statusCode, 422)
  for (const payload of [{}, { content: 'x' }, { content: text, format: 'exe' }])
    assert.equal((await example('centreIntake', LETTER, payload)).statusCode, 400)
  for (const document of ['nothing', 'toString', '__proto__'])
    assert.equal((await example('centreIntake', { ...LETTER, document }, { content: text })).statusCode, 404)
})

test('a clerk of the register proposes the text of a paper and nothing else, and does not approve it', async () => {
  const number = { kind: 'number', value: 1 }
  const other = await propose('centreIntake', { key: 'organisation.longestDelegation', content: number })
  assert.match(other.text, /clerksChangePapersOnly/)
  const elsewhere = await propose('nanguanIntake', { key: LETTER.key, content: text })
  assert.match(elsewhere.text, /actorKeepsTheRegister/)
  assert.equal((await propose('nanguanVerifier', { key: LETTER.key, content: text })).status, 403)

  const { status, body } = await propose('centreIntake', { key: LETTER.key, content: text })
  assert.equal(status, 201, JSON.stringify(body))
  const approve = `/api/records/ruleSet/${String(body['id'])}/actions/approve`
  assert.equal((await world.as('centreIntake', 'POST', approve, { opinion: '同意。' })).status, 403)
  await world.must('centreHead', approve, { opinion: '同意。' })
  const { body: after } = await world.as('centreIntake', 'GET', '/api/paper-texts')
  const now = (after['items'] as readonly Item[]).find(({ key }) => key === LETTER.key)
  assert.deepEqual(now?.content, text)
})
