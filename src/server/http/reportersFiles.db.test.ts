/** What a reporter attached, seen by each post: never the place and the telephone that a photograph was taken with. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { nanguan } from '#test/support/clueActs.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import type { Role } from '#test/support/smallWorld.ts'

const CLUES = '/api/records/clue'
const photograph = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#c00' } })
  .withExif({
    IFD0: { Make: 'MarkerPhone', Artist: 'MarkerOwner' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '43/1 53/1 0/1' },
  })
  .jpeg()
  .toBuffer()
const letter = Buffer.from('%PDF-1.4\n1 0 obj<</Author(MarkerOwner)/Type/Catalog>>endobj\n%%EOF\n')
const note = Buffer.from('每月初一收钱。')
const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

const fields = { category: 'crime', title: '强收保护费', content: '每月初一到市场收钱。', area: '220102' }
function form(
  texts: Readonly<Record<string, string>>,
  files: readonly (readonly [string, Buffer])[],
): { payload: Buffer; headers: Record<string, string> } {
  const text = Object.entries(texts).map(([name, value]) =>
    Buffer.from(`--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  )
  const file = files.flatMap(([name, bytes]) => [
    Buffer.from(`--x\r\nContent-Disposition: form-data; name="attachments"; filename="${name}"\r\n\r\n`),
    bytes,
    Buffer.from('\r\n'),
  ])
  return {
    payload: Buffer.concat([...text, ...file, Buffer.from('--x--\r\n')]),
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  }
}

let world: HttpWorld
let clue = ''
before(async () => {
  world = await httpWorld()
  const sent = await world.app.inject({
    method: 'POST',
    url: '/report',
    ...form({ ...fields, retryToken: 'a-token-of-enough-characters' }, [
      ['IMG_0001.JPG', photograph],
      ['信.pdf', letter],
      ['记录.txt', note],
    ]),
  })
  assert.equal(sent.statusCode, 200, sent.body)
  const { rows } = await world.database.ownerPool.query<{ id: string }>(
    `select id from zs.record where type = 'clue'`,
  )
  clue = rows[0]?.id ?? assert.fail()
})
after(() => world[Symbol.asyncDispose]())

async function fetched(role: Role, bytes: Buffer, query = '') {
  const answer = await world.app.inject({
    url: `/api/files/${digestOf(bytes)}${query}`,
    headers: { cookie: await world.cookieOf(role) },
  })
  return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload, text: answer.body }
}
const does = (role: Role, action: string, input: object = {}) =>
  world.must(role, `${CLUES}/${clue}/actions/${action}`, input)

test('a photograph is shown without place, device and owner, to everybody', async () => {
  assert.match(photograph.toString('latin1'), /MarkerPhone/)
  const { status, headers, bytes } = await fetched('centreIntake', photograph)
  assert.equal(status, 200)
  assert.equal(headers['x-file-shown'], 'cleanCopy')
  assert.equal(headers['content-type'], 'image/jpeg')
  assert.equal(Number(headers['content-length']), bytes.length)
  assert.match(String(headers['content-disposition']), /^attachment; filename="IMG_0001.JPG"/)
  assert.match(String(headers['content-security-policy']), /^sandbox/)
  assert.equal(headers['x-content-type-options'], 'nosniff')
  assert.doesNotMatch(bytes.toString('latin1'), /Marker|GPS|Exif/)
  assert.equal((await sharp(bytes).metadata()).width, 40)
})

test('its original is for two who opened it together, and each look at it is kept', async () => {
  const early = await fetched('centreIntake', photograph, '?original=1')
  assert.equal(early.status, 403, early.text)
  assert.match(early.text, /"because":"sealed"/)
  await does('centreIntake', 'openReporter', { openingReasons: '需要核对照片拍摄时间。' })
  assert.equal((await fetched('centreIntake', photograph, '?original=1')).status, 403, 'one is not enough')
  await does('centreAssessor', 'openReporter', { openingReasons: '需要核对照片拍摄时间。' })
  const opened = await fetched('centreIntake', photograph, '?original=1')
  assert.equal(opened.status, 200, opened.text)
  assert.deepEqual(opened.bytes, photograph)
  assert.equal(opened.headers['x-file-shown'], 'original')
  const { rows } = await world.database.ownerPool.query<{ bytes: Buffer }>('select bytes from zs.look')
  assert.ok(rows.some(({ bytes }) => bytes.toString().includes('"original"')))
  assert.equal((await fetched('centreHead', photograph, '?original=1')).status, 403, 'who did not sign')
})

test('what nothing can be taken out of is for those who may open the reporter, and others are told why', async () => {
  await does('centreIntake', 'register', { gist: '强收保护费', importance: 'general', category: 'crime' })
  await does('centreAssessor', 'assess', {
    grade: 'B',
    gradeReasons: '有时间、地点。',
    area: '220102',
    focus: ['other'],
  })
  await does('centreHead', 'approve', {
    ...{ verifyingUnit: nanguan.unit, dispatch: 'direct', secrecy: 'internal' },
    ...{ feedbackWanted: true, instructions: '依法核查。' },
  })
  const receiver = await fetched('nanguanChief', letter)
  assert.equal(receiver.status, 403, receiver.text)
  assert.match(receiver.text, /"because":"original only"/)
  for (const role of ['nanguanChief', 'centreIntake'] as const) {
    const plain = await fetched(role, note)
    assert.deepEqual([plain.status, plain.headers['x-file-shown']], [200, 'asItIs'], role)
    assert.equal((await fetched(role, photograph)).headers['x-file-shown'], 'cleanCopy', role)
  }
  const clerk = await fetched('centreIntake', letter)
  assert.deepEqual([clerk.status, clerk.headers['x-file-shown']], [200, 'original'])
  assert.deepEqual(clerk.bytes, letter)
  assert.equal((await fetched('auditor', letter)).status, 404, 'out of sight is not there')
})

test('what an official brings is shown to them as it is', async () => {
  const own = await sharp(photograph).png().keepMetadata().toBuffer()
  const uploaded = await world.ask({
    method: 'POST',
    url: '/api/files',
    payload: own,
    headers: {
      cookie: await world.cookieOf('centreIntake'),
      'content-type': 'image/png',
      'x-file-name': 'a.png',
    },
  })
  assert.equal(uploaded.status, 201, uploaded.text)
  const shown = await fetched('centreIntake', own)
  assert.deepEqual([shown.headers['x-file-shown'], shown.bytes], ['asItIs', own])
})
