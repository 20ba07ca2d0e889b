import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { composeOffice, openSigners } from '#server/compose.ts'
import { openDatabase } from '#server/database.ts'
import { settingsFrom } from '#server/settings.ts'
import { integrateOnce } from '#store/log/integrator.ts'
import { receiveUpload } from '#store/evidence/receiveUpload.ts'
import { now } from '#server/compose.ts'
import { people } from '#test/support/smallWorld.ts'
import { smallInstallation, zhunsheng, type SmallInstallation } from './installation.fixture.ts'

let here: SmallInstallation
let folder: string
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zs-backup-'))
  here = await smallInstallation()
})
after(async () => {
  await here[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

const at = (name: string): string => join(folder, name)
const text = '一份证据'

async function withEvidence(): Promise<void> {
  const { composed, database } = here
  const upload = await receiveUpload(Readable.from([Buffer.from(text)]), '证据.txt', {
    limits: { maxBytes: 1000, types: ['text/plain'] },
    store: composed.evidence,
    ownerKey: `p:${people.centreIntake}`,
    ownerPool: database.ownerPool,
    now,
  })
  assert.ok('file' in upload)
  await here.enter('附证据', { attachments: [upload.file] })
}

test('a backup taken while people work is restored elsewhere, is sound, and its log goes on', async () => {
  await withEvidence()
  const work = { goesOn: true }
  let written = 0
  const worker = (async () => {
    while (work.goesOn) {
      await here.enter(`边写边备 ${String((written += 1))}`)
      await wait(5)
    }
  })()
  while (written < 20) await wait(10)
  const made = await zhunsheng(['backup', at('full.zsb'), '--data', here.data, '--json'])
  work.goesOn = false
  await worker
  assert.equal(made.code, 0, made.err)
  assert.equal(statSync(at('full.zsb')).mode & 0o777, 0o600)
  assert.deepEqual(readdirSync(folder), ['full.zsb'], 'nothing is left beside it')
  const again = await zhunsheng(['backup', at('full.zsb'), '--data', here.data])
  assert.match(again.err, /is there already/)

  const restored = await zhunsheng(['restore', at('full.zsb'), '--data', at('there')])
  assert.equal(restored.code, 0, restored.out + restored.err)
  assert.match(restored.out, /完好/)

  const settings = settingsFrom({}, { data: at('there'), world: 'empty' })
  const database = await openDatabase(settings)
  try {
    const composed = await composeOffice(settings, database, () => undefined)
    const signers = await openSigners(settings, database, composed)
    const size = async () =>
      (await database.ownerPool.query<{ size: number }>(`select size from zs.log where name = 'journal'`))
        .rows[0]?.size ?? 0
    const entries = async () =>
      (await database.ownerPool.query<{ n: number }>('select count(*) as n from zs.entry')).rows[0]?.n ?? 0
    const before = await size()
    assert.ok(before > 50, 'it stands where it stood')
    const outcome = await composed.office.act({
      asker: { kind: 'staff', person: people.centreIntake },
      type: 'clue',
      action: 'enter',
      input: {
        source: 'letter',
        receivedOn: '2025-04-28',
        category: 'crime',
        title: '恢复之后',
        content: '恢复之后的新线索',
        realName: false,
      },
    })
    assert.ok('done' in outcome, JSON.stringify(outcome))
    for (const log of ['journal', 'looks'] as const)
      await integrateOnce(database.ownerPool, { log, signer: signers[log], now })
    assert.equal(await size(), await entries(), 'what had no leaf has one, and so has the new entry')
    const { rows } = await database.ownerPool.query<{ digest: string }>('select digest from zs.record_file')
    const bytes = await composed.evidence.open(rows[0]?.digest ?? '')
    assert.ok(bytes !== undefined)
    assert.equal(Buffer.concat(await Array.fromAsync(bytes)).toString(), text)
  } finally {
    await database[Symbol.asyncDispose]()
  }
  const verified = await zhunsheng(['verify', '--data', at('there'), '--json'])
  assert.equal(verified.code, 0, verified.out)
  assert.equal((JSON.parse(verified.out) as { pending: number }).pending, 0)

  const full = await zhunsheng(['restore', at('full.zsb'), '--data', at('there')])
  assert.equal(full.code, 1)
  assert.match(full.err, /restored into an empty place only/)
})

test('without keys a backup tells nothing personal, and restoring asks for the right ones', async () => {
  const made = await zhunsheng(['backup', at('bare.zsb'), '--without-keys', '--data', here.data])
  assert.equal(made.code, 0, made.err)
  const asked = await zhunsheng(['restore', at('bare.zsb'), '--data', at('bare')])
  assert.deepEqual([asked.code, asked.err.includes('--keys')], [1, true])

  mkdirSync(at('wrong'))
  for (const name of readdirSync(join(here.data, 'keys')))
    writeFileSync(join(at('wrong'), name), randomBytes(32))
  const wrong = await zhunsheng(['restore', at('bare.zsb'), '--data', at('bare'), '--keys', at('wrong')])
  assert.deepEqual([wrong.code, wrong.err.includes('is not the key of this installation')], [1, true])
  assert.equal(existsSync(join(at('bare'), 'keys')), false)

  cpSync(join(here.data, 'keys'), at('right'), { recursive: true })
  const right = await zhunsheng(['restore', at('bare.zsb'), '--data', at('bare'), '--keys', at('right')])
  assert.equal(right.code, 0, right.out + right.err)
})

test('a damaged, cut off or strange file is refused before anything is made', async () => {
  const whole = readFileSync(at('full.zsb'))
  const middle = Math.floor(whole.length / 2)
  const flipped = Buffer.from(whole)
  flipped[middle] = (flipped[middle] ?? 0) ^ 0xff
  for (const [name, bytes] of [
    ['cut', whole.subarray(0, middle)],
    ['flipped', flipped],
    ['strange', Buffer.from('not a backup')],
    ['empty', Buffer.alloc(0)],
  ] as const) {
    writeFileSync(at(name), bytes)
    const { code, err } = await zhunsheng(['restore', at(name), '--data', at(`to-${name}`)])
    assert.equal(code, 1, name)
    assert.match(err, /damaged|cut off|no backup|fit/, name)
    assert.deepEqual(readdirSync(at(`to-${name}`)), [], name)
  }
})
