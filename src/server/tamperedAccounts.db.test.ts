import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { generate } from 'otplib'
import { finding } from '#store/verify/finding.ts'
import { verifyAll, type VerifyReport } from '#store/verify/verifyAll.ts'
import { browserJar, signedInJar } from '#test/support/browserJar.ts'
import { freshDatabase } from '#test/support/database.ts'
import { httpWorld, openAs, PASSWORD, type HttpWorld } from '#test/support/httpWorld.ts'
import { people, type Role } from '#test/support/smallWorld.ts'
import { composeOffice, now, openSigners, type Composed } from './compose.ts'
import { changeAccount } from './identity/changeAccount.ts'
import { numberReader, recomputeWith } from './recompute.ts'
import { settingsFrom } from './settings.ts'
import { integrateSettled } from '#store/log/integrateSettled.ts'
import { passkeySlot } from '#store/accounts/credentials.ts'

// What lets people in, changed by the owner of the database: found, and named by account and kind. Each change is taken back.

let world: HttpWorld
/** The hash of the password that they had first. */
let before1: string
const HELD: Role = 'nanguanVerifier'
const OTHER: Role = 'nanguanVerifier2'
const NEW = 'another password of the small world'

const act = async (name: string, body: object = {}) => {
  const browser = await signedInJar(world, 'securityAdministrator')
  const done = await browser.send('POST', `/api/admin/accounts/${people[OTHER]}/${name}`, {
    reason: '本人书面申请',
    ...body,
  })
  assert.ok(done.status < 300, `${name}: ${done.text}`)
}
const hashOf = async (role: Role): Promise<string> => {
  const { rows } = await world.database.ownerPool.query<{ password: string }>(
    'select password from zs.account where person = $1',
    [people[role]],
  )
  return rows[0]?.password ?? assert.fail()
}
const addPasskey = (id: string, person = people[HELD]) =>
  changeAccount(world.composed.accounts, person, async (client) => {
    await client.query(
      `insert into zs.passkey (id, person, name, public_key, counter, transports, created) values ($1, $2, 'k', 'key', 0, '{}', now())`,
      [id, person],
    )
    return { answer: undefined, noted: { by: person, act: 'passkeyAdded', slots: [passkeySlot(id)] } }
  })

before(async () => {
  world = await httpWorld()
  before1 = await hashOf(HELD)
  // Everything that can be done to an account, through the doors.
  const browser = await signedInJar(world, HELD)
  const changed = await browser.send('POST', '/api/me/password', { old: PASSWORD, new: NEW })
  assert.equal(changed.status, 204, changed.text)
  const secret = String((await browser.send('POST', '/api/me/totp')).body['secret'])
  const otp = await generate({ secret, epoch: Math.floor(Date.now() / 1000) })
  await browser.send('POST', '/api/me/totp/confirm', { otp })
  const { body } = await browser.send('POST', '/api/me/recovery-codes')
  const codes = body['recoveryCodes'] as readonly string[]
  const again = await browserJar(world).signIn(HELD, { password: NEW, otp: codes[0] })
  assert.equal(again.status, 200, again.text)
  await addPasskey('their own')
  await act('bind', { issuer: 'https://id.example', subject: 'one' })
  await act('unbind')
  await act('bind', { issuer: 'https://id.example', subject: 'two' })
  await act('password')
  await act('disable')
  await act('enable')
  await act('disable')
  await act('reset-factors')
  await world.integrate()
})
after(() => world[Symbol.asyncDispose]())

async function verified({
  database,
  composed,
}: Pick<HttpWorld, 'database' | 'composed'>): Promise<VerifyReport> {
  const report = await verifyAll(database.ownerPool, {
    recompute: recomputeWith(composed.realm, composed.keys),
    evidence: composed.evidence,
    readNumber: numberReader(composed.realm),
    master: composed.keys.master,
    now: now(),
  })
  assert.ok('findings' in report, JSON.stringify(report))
  return report
}
const found = async () =>
  (await verified(world)).findings.map(({ what, where }) =>
    [what, where.account ?? where.table, where.credential].filter((part) => part !== undefined).join(' '),
  )

test('what was done through the doors leaves nothing to be named', async () => {
  const report = await verified(world)
  assert.deepEqual(report.findings, [])
  // What waits for the search is another matter.
  const notes = report.notes.filter(({ en }) => !en.includes('wait for search'))
  assert.deepEqual(notes, [], 'and a new house took nothing as it found it')
})

const changes: Readonly<Record<string, readonly [table: string, sql: string, ...findings: string[]]>> = {
  'another password': [
    'account',
    `update zs.account set password = (select password from zs.account where person = '${people.centreHead}') where person = $1`,
    `credentialReplaced ${HELD} password`,
  ],
  'the password of before': [
    'account',
    `update zs.account set password = $2 where person = $1`,
    `credentialReplaced ${HELD} password`,
  ],
  'a password that need not be changed': [
    'account',
    `update zs.account set must_change = false where must_change and $1::uuid is not null`,
    `credentialReplaced ${OTHER} password`,
  ],
  'another login': [
    'account',
    `update zs.account set login = 'x' where person = $1`,
    'credentialReplaced x login',
  ],
  'somebody else behind the login': [
    'account',
    `update zs.account set person = gen_random_uuid() where person = $1`,
    `credentialReplaced ${HELD} login`,
    `credentialRemoved ${HELD} totp`,
    // Nine of them: what is the same is told once.
    `credentialRemoved ${HELD} recoveryCode`,
    `credentialRemoved ${HELD} passkey`,
  ],
  'an account too many': [
    'account',
    `insert into zs.account (person, login, password, created) values (gen_random_uuid(), 'y', 'z', now())`,
    'credentialAdded y login',
    'credentialAdded y password',
  ],
  'enabled again': [
    'account',
    `update zs.account set disabled = null where disabled is not null and $1::uuid is not null`,
    `credentialRemoved ${OTHER} disabled`,
  ],
  'no one-time codes any more': [
    'totp',
    'delete from zs.totp where person = $1',
    `credentialRemoved ${HELD} totp`,
  ],
  'other one-time codes': [
    'totp',
    `update zs.totp set secret = 'x' where person = $1`,
    `credentialReplaced ${HELD} totp`,
  ],
  'a recovery code that was used': [
    'recovery_code',
    'update zs.recovery_code set used = null where person = $1',
    `credentialAdded ${HELD} recoveryCode`,
  ],
  'a recovery code too many': [
    'recovery_code',
    `insert into zs.recovery_code (person, hash) values ($1, 'x')`,
    `credentialAdded ${HELD} recoveryCode`,
  ],
  'a passkey too many': [
    'passkey',
    `insert into zs.passkey (id, person, name, public_key, counter, transports, created) values ('k', $1, '', '', 0, '{}', now())`,
    `credentialAdded ${HELD} passkey`,
  ],
  'a passkey exchanged': [
    'passkey',
    `update zs.passkey set public_key = 'x' where person = $1`,
    `credentialReplaced ${HELD} passkey`,
  ],
  'the subject of somebody else': [
    'oidc_subject',
    'update zs.oidc_subject set person = $1',
    `credentialAdded ${HELD} subject`,
    `credentialRemoved ${OTHER} subject`,
  ],
  'a subject that was taken away': [
    'oidc_subject',
    `update zs.oidc_subject set subject = 'one' where $1::uuid is not null`,
    `credentialAdded ${OTHER} subject`,
    `credentialRemoved ${OTHER} subject`,
  ],
}
for (const [name, [table, sql, ...findings]] of Object.entries(changes)) {
  test(`changed by the owner: ${name}`, async () => {
    const { ownerPool } = world.database
    await ownerPool.query(`create table public.kept as select * from zs.${table}`)
    try {
      const values = [people[HELD], ...(sql.includes('$2') ? [before1] : [])]
      const { rowCount } = await ownerPool.query(sql, sql.includes('$1') ? values : [])
      assert.ok((rowCount ?? 0) > 0, 'nothing was changed')
      assert.deepEqual((await found()).toSorted(), findings.toSorted())
    } finally {
      await ownerPool.query(`delete from zs.${table}`)
      await ownerPool.query(`insert into zs.${table} select * from public.kept`)
      await ownerPool.query('drop table public.kept')
    }
  })
}

test('each change was taken back, and each kind has its words', async () => {
  assert.deepEqual(await found(), [])
  const { zh, en } = finding('credentialReplaced', { account: 'wang', credential: 'password' }).says
  assert.match(zh, /账号 wang 的密码.*被替换/)
  assert.match(en, /the password of account wang was replaced/)
})

test('a change through a door says nothing of what was slipped in beside it', async () => {
  const { ownerPool } = world.database
  await ownerPool.query(
    `insert into zs.passkey (id, person, name, public_key, counter, transports, created) values ('k', $1, '', '', 0, '{}', now())`,
    [people.centreHead],
  )
  await addPasskey('a second one', people.centreHead)
  await world.integrate()
  assert.deepEqual(await found(), ['credentialAdded centreHead passkey'])
  await ownerPool.query(`delete from zs.passkey where id = 'k'`)
})

test('two changes of one account at once: the last one is stated last', async () => {
  const person = people.centreAssessor
  await Promise.all(
    ['disable', 'enable', 'disable', 'enable', 'disable', 'enable'].map((way) =>
      changeAccount(world.composed.accounts, person, async (client) => {
        await client.query('update zs.account set disabled = $2 where person = $1', [
          person,
          way === 'disable' ? now() : null,
        ])
        const act = way === 'disable' ? ('accountDisabled' as const) : ('accountEnabled' as const)
        return { answer: undefined, noted: { by: person, act, slots: ['disabled'] } }
      }),
    ),
  )
  assert.deepEqual(await found(), [], 'before the notes are in the log')
  await world.integrate()
  assert.deepEqual(await found(), [], 'and behind it')
})

test('the note of a change removed is named itself, and gives nobody a way in', async () => {
  const { ownerPool } = world.database
  await ownerPool.query('create table public.kept as select * from zs.look')
  await ownerPool.query(`delete from zs.look where convert_from(bytes, 'UTF8') like '%passwordChanged%'`)
  await ownerPool.query('update zs.account set password = $2 where person = $1', [people[HELD], before1])
  const { findings } = await verified(world)
  assert.deepEqual(
    findings.map(({ what }) => what),
    ['entryRemoved'],
  )
})

test('a house of before is taken as it is found, once, and says so; what comes in later is not', async () => {
  await using database = await freshDatabase()
  const data = mkdtempSync(join(tmpdir(), 'zs-attested-'))
  const open = openAs(database)
  const settings = settingsFrom({}, { data, world: 'empty' })
  const { ownerPool } = database
  const opened = async (): Promise<{ composed: Composed; report: VerifyReport }> => {
    const composed = await composeOffice(settings, open, () => undefined)
    const signers = await openSigners(settings, open, composed)
    await integrateSettled(ownerPool, { log: 'looks', signer: signers.looks, now })
    return { composed, report: await verified({ database, composed }) }
  }
  const slipIn = (login: string) =>
    ownerPool.query(
      `insert into zs.account (person, login, password, created) values (gen_random_uuid(), $1, 'z', now())`,
      [login],
    )
  try {
    await slipIn('there before')
    await ownerPool.query(`insert into zs.query_code (hash, record) values ('x', gen_random_uuid())`)
    const { report } = await opened()
    assert.deepEqual(
      report.findings.map(({ what }) => what),
      ['rowInserted'],
      'the code of no record alone',
    )
    assert.match(
      report.notes.map(({ en }) => en).join(),
      /1 accounts and 1 codes were taken as they were found/,
    )
    const { rows } = await ownerPool.query<{ sealed: boolean }>(
      'select seal is not null as sealed from zs.query_code',
    )
    assert.deepEqual(rows, [{ sealed: true }])
    await ownerPool.query('delete from zs.query_code')
    await slipIn('slipped in')
    const again = await opened()
    assert.deepEqual(
      again.report.findings.map(({ what, where }) => [what, where.account]),
      [
        ['credentialAdded', 'slipped in'],
        ['credentialAdded', 'slipped in'],
      ],
    )
  } finally {
    rmSync(data, { recursive: true })
  }
})
