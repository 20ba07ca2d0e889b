/** Files that nobody sent go; files that stand in a record, or that came again in time, stay. */
import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { addMillis, HOUR, type Instant } from '#kernel/time.ts'
import { now } from '#server/compose.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { eraseFiles } from './eraseFiles.ts'
import { sweepUnsent } from './sweepUnsent.ts'

const HOURS = 72
let world: HttpWorld
before(async () => {
  world = await httpWorld()
})
after(() => world[Symbol.asyncDispose]())

async function upload(text: string): Promise<string> {
  const cookie = await world.cookieOf('centreIntake')
  const answer = await world.ask({
    method: 'POST',
    url: '/api/files',
    headers: { cookie, 'content-type': 'application/octet-stream', 'x-file-name': 'note.txt' },
    payload: Readable.from([Buffer.from(text)]),
  })
  assert.equal(answer.status, 201, answer.text)
  return String(answer.body['digest'])
}

const enter = async (digest: string, title: string) =>
  world.as('centreIntake', 'POST', '/api/records/clue/actions/enter', {
    ...{ source: 'letter', receivedOn: now().slice(0, 10), category: 'crime', realName: false, title },
    ...{ content: `${title}，内容各不相同。` },
    attachments: [{ digest, name: 'note.txt', type: 'text/plain', size: 1 }],
  })

const later = (hours: number): Instant => addMillis(now(), hours * HOUR)
const isThere = (digest: string) => world.composed.evidence.has(digest)
async function sweep(hours: number): Promise<void> {
  await sweepUnsent(world.database.ownerPool, later(hours), HOURS)
  await eraseFiles(world.database.ownerPool, world.composed.evidence)
}

test('what was sent stays for ever, what was not goes after the hours of the rule', async () => {
  const sent = await upload('寄出的材料')
  const unsent = await upload('没有寄出的材料')
  const answer = await enter(sent, '夜里强揽工程')
  assert.equal(answer.status, 201, answer.text)
  await sweep(HOURS)
  assert.deepEqual([await isThere(sent), await isThere(unsent)], [true, true], 'an hour is left')
  await sweep(HOURS + 2)
  assert.deepEqual([await isThere(sent), await isThere(unsent)], [true, false])
  const { rows } = await world.database.ownerPool.query(
    'select from zs.file where digest = $1 union all select from zs.file_key where digest = $1',
    [unsent],
  )
  assert.equal(rows.length, 0)
})

test('what came too late is asked for again, and then taken', async () => {
  const digest = await upload('放了很久的材料')
  await world.database.ownerPool.query(`update zs.file set stored_at = $1 where digest = $2`, [
    later(-HOURS - 0.5),
    digest,
  ])
  const answer = await enter(digest, '码头装卸被把持')
  assert.equal(answer.status, 422, answer.text)
  assert.deepEqual(
    (answer.body['refused'] as readonly { readonly field?: string }[]).map(({ field }) => field),
    ['attachments'],
  )
  assert.equal(await upload('放了很久的材料'), digest)
  await sweep(0)
  const again = await enter(digest, '码头装卸被把持')
  assert.equal(again.status, 201, again.text)
})

test('an upload that broke off before it was noted leaves nothing either', async () => {
  const kept = await world.composed.evidence.put(Readable.from([Buffer.from('没有登记的上传')]), {
    maxBytes: 1000,
  })
  assert.ok('digest' in kept)
  await sweep(HOURS + 2)
  assert.equal(await isThere(kept.digest), false)
})

test('what is uploaded again while it waits to be erased stays', async () => {
  const digest = await upload('又传了一次')
  await sweepUnsent(world.database.ownerPool, later(HOURS + 2), HOURS)
  assert.equal(await upload('又传了一次'), digest)
  await eraseFiles(world.database.ownerPool, world.composed.evidence)
  assert.equal(await isThere(digest), true)
  const cookie = await world.cookieOf('centreIntake')
  const file = await world.ask({ method: 'GET', url: `/api/files/${digest}`, headers: { cookie } })
  assert.equal(file.text, '又传了一次')
})
