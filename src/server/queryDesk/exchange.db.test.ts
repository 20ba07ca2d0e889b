/**
 * The file exchange over real folders and the real office: a request goes out and its reply comes in, each once over
 * crashes at every step; hostile files are put aside with their reason; looks at the reply are kept.
 */
import assert from 'node:assert/strict'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { generateKeyPairSync } from 'node:crypto'
import { KEY_TYPE, type Signer } from '#kernel/journal/note.ts'
import type { RecordId } from '#kernel/record/field.ts'
import { queryDeskOf } from '#server/compose.ts'
import { signerOf } from '#store/log/ed25519.ts'
import { getKeyFile } from '#store/log/keyFile.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { officeDay } from '#test/support/officeDay.ts'
import { people } from '#test/support/smallWorld.ts'
import { exchangeQueries, type Exchanged, type QueryDesk } from './exchangeQueries.ts'
import { MOST_REPLY_BYTES } from './fileExchange.ts'
import { digestOf, signMessage, type QueryReply } from './message.ts'
import { openInstitution, type SimulatedInstitution } from './simulatedInstitution.ts'

let world: HttpWorld
let desk: QueryDesk
let folder: string
let bank: SimulatedInstitution
let bankSigner: Signer
let theCase: string
const lines: string[] = []
const QUERIES = '/api/records/assetQuery'

before(async () => {
  world = await httpWorld()
  desk = queryDeskOf(
    {
      ...{ ownerPool: world.database.ownerPool, appPool: world.database.pool, url: '', owned: false },
      ...{ embedded: false, [Symbol.asyncDispose]: () => Promise.resolve() },
    },
    world.composed,
    (line) => lines.push(line),
  )
  folder = join(desk.exchange, '22-bank')
  bank = openInstitution(folder, 'a test')
  bankSigner = signerOf('22-bank', KEY_TYPE.ed25519, getKeyFile(join(folder, 'institution', 'key.pem')))
  const key = await world.must('securityAdministrator', '/api/records/institutionKey/actions/enter', {
    ...{ institution: '22:bank', publicKey: bank.vkey, handedOverBy: '当面交付' },
  })
  await world.must('centreHead', `/api/records/institutionKey/${String(key.body['id'])}/actions/confirm`)
  const opened = await world.must('nanguanInvestigator', '/api/records/case/actions/open', caseInput)
  theCase = String(opened.body['id'])
})
after(() => world[Symbol.asyncDispose]())

const caseInput = {
  title: '刘某强等人涉嫌强迫交易案',
  label: 'other',
  facts: '强迫交易。',
  area: '220102',
}
const asked = () => ({
  case: theCase,
  team: [people.nanguanInvestigator],
  purpose: 'traceFunds',
  necessity: '查明资金去向。',
  institutionKind: 'bank',
  institution: '22:bank',
  subject: { kind: 'person', name: '刘某强', number: '220102198503124538', relation: 'suspect' },
  wanted: ['accounts', 'flows'],
  periodFrom: '2024-01-01',
  periodTo: '2025-01-01',
  noTipOff: true,
})

async function approved(): Promise<RecordId> {
  const { body } = await world.must('nanguanInvestigator', `${QUERIES}/actions/request`, asked())
  const id = String(body['id']) as RecordId
  await world.must('nanguanDeputyHead', `${QUERIES}/${id}/actions/approve`)
  return id
}
const pass = (more: Partial<QueryDesk> = {}): Promise<Exchanged> => exchangeQueries({ ...desk, ...more })
const read = async (id: string) => (await world.as('nanguanInvestigator', 'GET', `${QUERIES}/${id}`)).body
const stateOf = async (id: string) => (await read(id))['state']
const entriesOf = async (id: string) => {
  const { body } = await world.as('nanguanInvestigator', 'GET', `${QUERIES}/${id}/entries`)
  return (body['items'] as readonly { action: string }[]).map(({ action }) => action)
}
const names = (part: string) => readdirSync(join(folder, part))
const requestNote = (id: string) => readFileSync(join(folder, 'out', `${id}.request`), 'utf8')
const replyTo = (id: RecordId, more: Partial<QueryReply> = {}): QueryReply => ({
  ...{ v: 1, kind: 'reply', request: id, answers: digestOf(requestNote(id)), institution: '22:bank' },
  ...{ result: 'nothing', files: [] },
  ...more,
})
const drop = (name: string, content: string | Buffer) => {
  writeFileSync(join(folder, 'in', name), content)
}
/** Why a file of this name was put aside. */
const whyAside = (name: string): readonly string[] =>
  names('aside')
    .filter((one) => one.endsWith('.why.json'))
    .map(
      (one) =>
        JSON.parse(readFileSync(join(folder, 'aside', one), 'utf8')) as { name: string; because: string },
    )
    .filter((one) => one.name === name)
    .map(({ because }) => because)

test('a request goes out signed, the simulated institution answers it, the team alone has the reply', async () => {
  const id = await approved()
  assert.deepEqual(await pass(), { sent: 1, taken: 0, aside: 0 })
  assert.equal(await stateOf(id), 'sent')
  const note = requestNote(id)
  for (const secret of ['traceFunds', '查明资金去向', '吉专案', theCase, people.nanguanInvestigator])
    assert.ok(!note.includes(secret), `the institution is told ${secret}`)
  assert.equal(bank.answerAll().length, 1)
  assert.deepEqual(await pass(), { sent: 0, taken: 1, aside: 0 })
  const { fields } = (await read(id)) as { fields: Record<string, unknown> }
  assert.equal(fields['result'], 'found')
  assert.equal(fields['replyCount'], 2)
  assert.equal((fields['replyFiles'] as unknown[]).length, 2)

  const [file] = fields['replyFiles'] as { digest: string }[]
  const statusFor = async (role: 'nanguanInvestigator' | 'nanguanDeputyHead' | 'nanguanInvestigator2') =>
    (await world.as(role, 'GET', `/api/files/${file?.digest ?? ''}`)).status
  assert.equal(await statusFor('nanguanInvestigator'), 200)
  assert.equal(await statusFor('nanguanDeputyHead'), 404)
  assert.equal(await statusFor('nanguanInvestigator2'), 404)
  const ofApprover = (await world.as('nanguanDeputyHead', 'GET', `${QUERIES}/${id}`)).body
  assert.ok(!JSON.stringify(ofApprover).includes(file?.digest ?? 'none'))

  // Each look at the reply is kept, with the door.
  const { rows } = await world.database.ownerPool.query<{ door: string }>(
    `select convert_from(bytes, 'UTF8')::jsonb -> 'how' ->> 'door' as door from zs.look where record = $1 and person = $2`,
    [id, people.nanguanInvestigator],
  )
  const doors = rows.map(({ door }) => door)
  assert.ok(doors.includes('record') && doors.includes('file'), doors.join(' '))
})

test('what an act would open is considered with it: whoever may enter no asset is told before', async () => {
  const id = await approved()
  await pass()
  bank.answerAll()
  await pass()
  const { office, realm } = world.composed
  const opened =
    (await office.open({ kind: 'staff', person: people.nanguanInvestigator }, 'assetQuery', id)) ??
    assert.fail('out of reach')
  const found = {
    title: '尾号3317账户',
    kind: 'deposit',
    registeredOwner: '刘某强',
    ownerRelation: 'suspect',
  }
  const consideredBy = (role: 'nanguanInvestigator' | 'nanguanJudge') => {
    const [actor] = realm.actorsFor(people[role], officeDay())
    const standings = [{ actor: actor ?? assert.fail(role), roles: ['requester'] }]
    return office.consider({ ...opened, standings }, 'findAssets', { assetsFound: [found] })
  }
  const allowed = await consideredBy('nanguanInvestigator')
  assert.ok('accepted' in allowed, JSON.stringify(allowed))
  assert.partialDeepStrictEqual(await consideredBy('nanguanJudge'), {
    refused: [{ because: 'role may not', action: 'find' }],
  })
  assert.equal((await read(id))['state'], 'answered', 'nothing is done')
})

test('cut off after the file and before the entry, the same bytes go out again and are entered once', async () => {
  const id = await approved()
  const cutOff = { ...desk.office, act: () => Promise.reject(new Error('killed')) }
  assert.deepEqual(await pass({ office: cutOff }), { sent: 0, taken: 0, aside: 0 })
  const first = requestNote(id)
  assert.equal(await stateOf(id), 'approved')
  assert.deepEqual(await pass(), { sent: 1, taken: 0, aside: 0 })
  assert.equal(requestNote(id), first)
  assert.equal((await entriesOf(id)).filter((action) => action === 'sendOut').length, 1)
})

test('cut off before and after the entry of a reply, it is entered once and moved', async () => {
  const id = await approved()
  await pass()
  bank.answerAll()
  // Before the entry: files were kept, nothing was entered, everything still lies there.
  const before = names('in')
  await pass({ office: { ...desk.office, act: () => Promise.reject(new Error('killed')) } })
  assert.deepEqual(names('in'), before)
  assert.equal(await stateOf(id), 'sent')
  // After the entry: the file is still in, as if the move never came.
  const reply = `${id}.reply`
  copyFileSync(join(folder, 'in', reply), join(folder, 'kept'))
  const note = readFileSync(join(folder, 'kept'), 'utf8')
  assert.deepEqual((await pass()).aside, 0)
  assert.equal(await stateOf(id), 'answered')
  unlinkSync(join(folder, 'done', `${digestOf(note)}.reply`))
  copyFileSync(join(folder, 'kept'), join(folder, 'in', reply))
  assert.deepEqual(await pass(), { sent: 0, taken: 1, aside: 0 })
  assert.equal((await entriesOf(id)).filter((action) => action === 'answer').length, 1)
  // And once it is done, the same again is a replay.
  copyFileSync(join(folder, 'kept'), join(folder, 'in', reply))
  assert.deepEqual(await pass(), { sent: 0, taken: 0, aside: 1 })
  assert.deepEqual(whyAside(reply), ['replayed'])
})

test('a reply waits for the files it names, and a file of other bytes is refused', async () => {
  const id = await approved()
  await pass()
  const content = '序号,名称\n1,甲\n'
  const digest = digestOf(content)
  const size = Buffer.byteLength(content)
  drop(
    'late.reply',
    signMessage(replyTo(id, { result: 'found', files: [{ name: 'a.csv', digest, size }] }), bankSigner),
  )
  assert.deepEqual(await pass(), { sent: 0, taken: 0, aside: 0 })
  drop(digest, content.replace('甲', '乙'))
  assert.deepEqual(await pass(), { sent: 0, taken: 0, aside: 1 })
  assert.deepEqual(whyAside('late.reply'), ['fileDiffers'])
  drop(digest, content)
  drop(
    'again.reply',
    signMessage(replyTo(id, { result: 'found', files: [{ name: 'a.csv', digest, size }] }), bankSigner),
  )
  assert.deepEqual(await pass(), { sent: 0, taken: 1, aside: 0 })
  assert.equal(await stateOf(id), 'answered')
})

test('what an institution declines is declined with its reason', async () => {
  const id = await approved()
  await pass()
  drop(
    'no.reply',
    signMessage(replyTo(id, { result: 'declined', says: '请求不在本机构职责范围。' }), bankSigner),
  )
  assert.deepEqual(await pass(), { sent: 0, taken: 1, aside: 0 })
  assert.equal(await stateOf(id), 'declined')
})

test('hostile files are put aside, each with its reason, and nothing is entered', async () => {
  const id = await approved()
  const second = await approved()
  await pass()
  const stranger = signerOf('22-bank', KEY_TYPE.ed25519, generateKeyPairSync('ed25519').privateKey)
  const good = signMessage(replyTo(id), bankSigner)
  drop('a-garbage.reply', Buffer.from([0xff, 0xfe, 0x00, 0x01]))
  drop('b-empty.reply', '')
  drop('c-large.reply', Buffer.alloc(MOST_REPLY_BYTES + 1, 0x61))
  drop('d-stranger.reply', signMessage(replyTo(id), stranger))
  drop('e-changed.reply', good.replace('"nothing"', '"noThing"'))
  drop('f-other-institution.reply', signMessage(replyTo(id, { institution: '22:tax' }), bankSigner))
  drop(
    'g-unknown.reply',
    signMessage(replyTo(id, { request: '00000000-0000-4000-8000-0000000000ff' as RecordId }), bankSigner),
  )
  drop('h-other-request.reply', signMessage(replyTo(second, { request: id }), bankSigner))
  drop('i.exe', 'MZ')
  symlinkSync('/etc/passwd', join(folder, 'in', 'j-link.reply'))
  mkdirSync(join(folder, 'in', 'k-folder.reply'))
  const binary = Buffer.from('MZ\u0000\u0001 no table', 'latin1')
  const digest = digestOf(binary.toString('latin1'))
  drop(digest, binary)
  drop(
    'l-binary.reply',
    signMessage(
      replyTo(id, { result: 'found', files: [{ name: 'x.csv', digest, size: binary.length }] }),
      bankSigner,
    ),
  )
  const before = names('aside').length
  assert.deepEqual(await pass(), { sent: 0, taken: 0, aside: 12 })
  assert.equal(names('aside').length, before + 24)
  assert.deepEqual(
    [
      'a-garbage.reply',
      'b-empty.reply',
      'c-large.reply',
      'd-stranger.reply',
      'e-changed.reply',
      'f-other-institution.reply',
      'g-unknown.reply',
      'h-other-request.reply',
      'i.exe',
      'j-link.reply',
      'k-folder.reply',
      'l-binary.reply',
    ].map((name) => whyAside(name).join()),
    [
      'garbage',
      'garbage',
      'tooLarge',
      'unknownKey',
      'badSignature',
      'otherInstitution',
      'unknownRequest',
      'otherRequest',
      'unexpectedName',
      'notAFile',
      'notAFile',
      'fileNotAccepted',
    ],
  )
  assert.equal(await stateOf(id), 'sent')
  assert.equal(await stateOf(second), 'sent')
  assert.deepEqual(
    (await entriesOf(id)).filter((action) => action === 'answer'),
    [],
  )
  // What was refused is still there, byte for byte.
  const kept = names('aside').find((name) => name.endsWith('e-changed.reply')) ?? ''
  assert.equal(readFileSync(join(folder, 'aside', kept), 'utf8'), good.replace('"nothing"', '"noThing"'))
})

test('what was withdrawn, or answered before, waits for no reply', async () => {
  const id = await approved()
  await pass()
  const note = signMessage(replyTo(id), bankSigner)
  await world.must('nanguanInvestigator', `${QUERIES}/${id}/actions/withdraw`, { reasons: '不再需要。' })
  drop('withdrawn.reply', note)
  assert.deepEqual(await pass(), { sent: 0, taken: 0, aside: 1 })
  assert.deepEqual(whyAside('withdrawn.reply'), ['notWaiting'])
})

test('a revoked key signs nothing any more, and an institution without a key gets no files', async () => {
  const tax = await world.must('nanguanInvestigator', `${QUERIES}/actions/request`, {
    ...asked(),
    ...{ institutionKind: 'tax', institution: '22:tax', wanted: ['invoices'] },
  })
  await world.must('nanguanDeputyHead', `${QUERIES}/${String(tax.body['id'])}/actions/approve`)
  assert.deepEqual(await pass(), { sent: 0, taken: 0, aside: 0 })
  assert.ok(!existsSync(join(desk.exchange, '22-tax')))
  const signed = await world.must('taxClerk', `${QUERIES}/${String(tax.body['id'])}/actions/signFor`)
  assert.equal(signed.body['state'], 'sent')

  const id = await approved()
  await pass()
  const { body } = await world.as('securityAdministrator', 'GET', '/api/records/institutionKey')
  const [key] = body['items'] as { id: string }[]
  await world.must('centreHead', `/api/records/institutionKey/${key?.id ?? ''}/actions/revoke`, {
    reasons: '更换。',
  })
  drop('revoked.reply', signMessage(replyTo(id), bankSigner))
  assert.deepEqual(await pass(), { sent: 0, taken: 0, aside: 0 })
  assert.equal(await stateOf(id), 'sent')
})

test('the 21st request of a day for one case is refused by the server', async () => {
  let refused = ''
  for (let nth = 0; nth < 22 && refused === ''; nth++) {
    const answer = await world.as('nanguanInvestigator', 'POST', `${QUERIES}/actions/request`, asked())
    if (answer.status !== 201) refused = answer.text
  }
  assert.match(refused, /dailyLimitIsKept/)
  const { rows } = await world.database.ownerPool.query<{ count: number }>(
    `select count(*)::int as count from zs.record where type = 'assetQuery'`,
  )
  assert.equal(rows[0]?.count, 20)
})
