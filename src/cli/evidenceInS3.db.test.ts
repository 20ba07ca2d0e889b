/** An installation whose evidence is in S3: what people attach, what verify says of it, and a backup of it brought back. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import { now } from '#server/compose.ts'
import { receiveUpload } from '#store/evidence/receiveUpload.ts'
import { s3Server } from '#test/support/s3Server.ts'
import { people } from '#test/support/smallWorld.ts'
import { smallInstallation, zhunsheng } from './installation.fixture.ts'

const folder = mkdtempSync(join(tmpdir(), 'zs-in-s3-'))
const s3 = await s3Server()
const env = {
  ZS_EVIDENCE: `s3://${s3.bucket}/here`,
  ZS_S3_ENDPOINT: s3.endpoint,
  AWS_ACCESS_KEY_ID: s3.account.accessKeyId,
  AWS_SECRET_ACCESS_KEY: s3.account.secretAccessKey,
  AWS_REGION: s3.account.region,
}
const here = await smallInstallation(env)
after(async () => {
  await here[Symbol.asyncDispose]()
  await s3[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

interface Found {
  readonly sound: boolean
  readonly findings: readonly { readonly what: string }[]
}
const backup = join(folder, 'one.zsb')
const on = (args: readonly string[], more = {}) => zhunsheng(args, { env: { ...env, ...more } })
async function verify(data: string, more = {}): Promise<Found> {
  const { out, err } = await on(['verify', '--data', data, '--json'], more)
  assert.notEqual(out, '', err)
  // runVerify() writes one such object.
  return JSON.parse(out) as Found
}
const keysUnder = async (prefix: string) => (await s3.keys()).filter((key) => key.startsWith(prefix))

test('what was attached lies in the bucket, a backup holds it, and it comes back into another one', async () => {
  const texts = ['收据一', '收据二', '收据三', '收据四']
  for (const text of texts) {
    const upload = await receiveUpload(Readable.from([Buffer.from(text)]), `${text}.txt`, {
      limits: { maxBytes: 1000, types: ['text/plain'] },
      store: here.composed.evidence,
      ownerKey: `p:${people.centreIntake}`,
      ownerPool: here.database.ownerPool,
      now,
    })
    assert.ok('file' in upload)
    await here.enter(`附${text}`, { attachments: [upload.file] })
  }
  assert.equal((await keysUnder('here/')).length, texts.length)
  assert.deepEqual((await verify(here.data)).findings, [])

  const made = await on(['backup', backup, '--data', here.data])
  assert.equal(made.code, 0, made.err)
  const there = { ZS_EVIDENCE: `s3://${s3.bucket}/there` }
  const restored = await on(['restore', backup, '--data', join(folder, 'there')], there)
  assert.equal(restored.code, 0, restored.out + restored.err)
  assert.equal((await keysUnder('there/')).length, texts.length)
  assert.equal((await verify(join(folder, 'there'), there)).sound, true)
  assert.equal((await keysUnder('here/')).length, texts.length)
})

test('a file changed in the bucket is named, and a bucket out of reach is no verdict', async () => {
  const [key = ''] = await keysUnder('here/')
  s3.tamper(key, '另一张收据')
  const changed = await verify(here.data)
  assert.deepEqual([changed.sound, changed.findings.map(({ what }) => what)], [false, ['fileSwapped']])

  const shut = await on(['verify', '--data', here.data], { AWS_SECRET_ACCESS_KEY: 'guessed' })
  assert.equal(shut.code, 2, shut.out + shut.err)
})
