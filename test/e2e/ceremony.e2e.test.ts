/**
 * The key ceremony as an office goes through it: three holders, two open; a holder is replaced; a report sealed before and
 * one after are both read by two people, and only while the key is open.
 */
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { furnishWith, loginAt, type Desk } from '#test/support/demoPlaces.ts'
import { send, signedIn } from '#test/support/httpClient.ts'
import { assertSound, runningServer, type RunningServer } from '#test/support/runningServer.ts'
import { findInFiles } from '#test/support/traces.ts'

const MAIN = join(import.meta.dirname, '..', '..', 'bin', 'main.mjs')
let server: RunningServer
let desks: readonly Desk[] = []
let folder: string
let oldHalf: string
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zs-ceremony-'))
  server = await runningServer({
    furnish: async (data) => {
      desks = await furnishWith(data, ['22'])
    },
  })
  oldHalf = keysOnDisk()[0]?.privateKey ?? assert.fail('a new installation has a simple key')
})
after(async () => {
  await server[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

interface KeyOnDisk {
  readonly name: string
  readonly privateKey?: string
  readonly retired?: string
  readonly split?: { readonly generation: number; readonly holders: readonly unknown[] }
}
// The server's own file.
const keysOnDisk = () =>
  (
    JSON.parse(readFileSync(join(server.data, 'keys', 'centre.json'), 'utf8')) as {
      keys: readonly KeyOnDisk[]
    }
  ).keys

async function zhunsheng(...args: readonly string[]): Promise<{ code: number; text: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [MAIN, ...args], {
      env: { ...process.env, ...server.env },
    })
    return { code: 0, text: stdout + stderr }
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'stderr' in error && 'stdout' in error)
      return { code: Number(error.code), text: String(error.stdout) + String(error.stderr) }
    throw error
  }
}

const login = (post: string) => loginAt(desks, '22:clueCentre', post)
const passphrases = () => join(folder, 'passphrases')
function agree(...logins: readonly string[]): void {
  mkdirSync(passphrases(), { recursive: true })
  for (const one of logins) writeFileSync(join(passphrases(), `${one}.txt`), `三个人各自的长口令 ${one}\n`)
}
const ceremonyArgs = (out: string, ...holders: readonly string[]) => [
  ...holders.flatMap((one) => ['--holder', one]),
  ...['--threshold', '2', '--out', join(folder, out), '--passphrases', passphrases()],
  ...['--reason', '测试仪式', '--data', server.data],
]
const openWith = (out: string, holder: string) =>
  zhunsheng(
    ...['key', 'open', '--share', join(folder, out, `share-${holder}.json`)],
    ...['--passphrase-file', join(passphrases(), `${holder}.txt`), '--server', server.address],
  )

async function reportAs(name: string): Promise<string> {
  const answer = await send(server.address, '/api/public/reports', {
    json: {
      ...{ category: 'crime', title: `第${name}件事`, content: `${name}说的事` },
      reporter: { name, phone: '13912345678' },
    },
  })
  assert.equal(answer.status, 201, answer.text)
  const clerk = await signedIn(server.address, login('intakeClerk'))
  const list = await send(server.address, '/api/records/clue?view=work&sort=opened&limit=1', {
    headers: clerk,
  })
  const [item] = list.body['items'] as readonly { readonly id: string }[]
  return item?.id ?? assert.fail(list.text)
}

async function openReporter(id: string) {
  const both = await Promise.all(
    [login('intakeClerk'), login('officeHead')].map((one) => signedIn(server.address, one)),
  )
  for (const headers of both) {
    const answer = await send(server.address, `/api/records/clue/${id}/actions/openReporter`, {
      headers,
      json: { openingReasons: '联系举报人' },
    })
    assert.equal(answer.status, 200, answer.text)
  }
  return send(server.address, `/api/records/clue/${id}/sealed/reporter`, { headers: both[0] ?? {} })
}

let before1 = ''
let after1 = ''

test('the ceremony makes three shares, two open the key, and no secret half is left on the disk', async () => {
  before1 = await reportAs('甲乙丙')
  const holders = [login('officeHead'), login('intakeClerk'), login('assessor')] as const
  agree(...holders)
  for (const [args, says] of [
    [ceremonyArgs('no', holders[0], 'nobody-at-all'), /Nobody has the login/],
    [ceremonyArgs('no', holders[0], holders[0]), /named once/],
    [ceremonyArgs('no', holders[0]), /2 to 20 holders/],
  ] as const) {
    const refused = await zhunsheng('key', 'ceremony', ...args)
    assert.equal(refused.code, 1)
    assert.match(refused.text, says)
  }
  assert.ok(
    keysOnDisk().some(({ privateKey }) => privateKey === oldHalf),
    'what was refused changed nothing',
  )

  const done = await zhunsheng('key', 'ceremony', ...ceremonyArgs('first', ...holders))
  assert.equal(done.code, 0, done.text)
  assert.deepEqual(
    keysOnDisk().map(({ privateKey, retired, split }) => [
      privateKey,
      retired !== undefined,
      split?.generation,
    ]),
    [
      [undefined, true, 1],
      [undefined, false, 1],
    ],
  )
  assert.equal(findInFiles(join(server.data, 'keys'), [oldHalf]).size, 0)
  const twice = await zhunsheng('key', 'ceremony', ...ceremonyArgs('first', ...holders))
  assert.equal(twice.code, 1, 'share files are never overwritten')
})

test('what was sealed before and after is read while the key is open, and not while it is locked', async () => {
  // The running server follows the file within seconds.
  const name = keysOnDisk().at(-1)?.name
  for (let left = 100; left > 0; left--) {
    const { text } = await send(server.address, '/report')
    if (text.includes(`data-seal-name="${String(name)}"`)) break
    assert.ok(left > 1, 'the server does not seal for the new key')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  after1 = await reportAs('丁戊己')
  const locked = await openReporter(after1)
  assert.equal(locked.status, 423, locked.text)

  const one = await openWith('first', login('assessor'))
  assert.match(one.text, /1 of 2 shares entered/)
  writeFileSync(join(passphrases(), 'wrong.txt'), 'a passphrase of somebody else\n')
  const wrong = await zhunsheng(
    ...['key', 'open', '--share', join(folder, 'first', `share-${login('officeHead')}.json`)],
    ...['--passphrase-file', join(passphrases(), 'wrong.txt'), '--server', server.address],
  )
  assert.equal(wrong.code, 1)
  assert.match(wrong.text, /wrong passphrase/)
  const two = await openWith('first', login('officeHead'))
  assert.match(two.text, /open until/)

  assert.match((await openReporter(before1)).text, /甲乙丙/)
  const clerk = await signedIn(server.address, login('intakeClerk'))
  const shown = await send(server.address, `/api/records/clue/${after1}/sealed/reporter`, { headers: clerk })
  assert.match(shown.text, /丁戊己/)
  assert.match((await zhunsheng('key', 'lock', '--server', server.address)).text, /2 keys locked/)
  const again = await send(server.address, `/api/records/clue/${after1}/sealed/reporter`, { headers: clerk })
  assert.equal(again.status, 423)
})

test('a holder is replaced: the new shares open the key, the old ones do not', async () => {
  const [left, stays, comes] = [login('assessor'), login('officeHead'), login('archivist')]
  agree(comes)
  const shares = [login('intakeClerk'), stays].flatMap((one) => [
    '--share',
    join(folder, 'first', `share-${one}.json`),
  ])
  const args = ceremonyArgs('second', stays, login('intakeClerk'), comes)
  const tooFew = await zhunsheng('key', 'reshare', ...shares.slice(0, 2), ...args)
  assert.equal(tooFew.code, 1)
  assert.match(tooFew.text, /2 are needed/)
  rmSync(join(folder, 'second'), { recursive: true, force: true })
  const done = await zhunsheng('key', 'reshare', ...shares, ...args)
  assert.equal(done.code, 0, done.text)
  assert.ok(existsSync(join(folder, 'second', `share-${comes}.json`)))
  // Until the server has read the new sharing, an old share would count.
  await new Promise((resolve) => setTimeout(resolve, 6000))
  const old = await openWith('first', left)
  assert.equal(old.code, 1, old.text)
  await openWith('second', comes)
  assert.match((await openWith('second', stays)).text, /open until/)
  const listed = await zhunsheng('key', 'centre', '--data', server.data)
  assert.match(listed.text, /sharing 2/)
  assert.ok(!listed.text.includes(left))
})

test('the journal tells the ceremony, and everything fits', async () => {
  const head = await signedIn(server.address, login('officeHead'))
  const list = await send(server.address, '/api/records/centreKey', { headers: head })
  const items = list.body['items'] as readonly { readonly id: string; readonly state: string }[]
  assert.deepEqual(items.map(({ state }) => state).toSorted(), ['inUse', 'retired'])
  const inUse = items.find(({ state }) => state === 'inUse')
  const history = await send(server.address, `/api/records/centreKey/${inUse?.id ?? ''}/entries`, {
    headers: head,
  })
  for (const action of ['make', 'share', 'open', 'lock'])
    assert.match(history.text, new RegExp(`"${action}"`))
  await assertSound(server)
})
