/** Mail and webhook over real sockets: confirmed by a code, once a day, nothing of any record, again after failures and crashes. */
import assert from 'node:assert/strict'
import { createHmac, randomInt } from 'node:crypto'
import { after, before, test } from 'node:test'
import { addMillis, instant, type Instant } from '#kernel/time.ts'
import { digestPartsOf } from '#server/compose.ts'
import { told } from '#test/support/clueActs.ts'
import { httpWorld, openAs, type HttpWorld } from '#test/support/httpWorld.ts'
import { receivers, type Receiver } from '#test/support/receivers.ts'
import { people, persons, type Role } from '#test/support/smallWorld.ts'
import { sendDigests, type DigestParts } from './sendDigests.ts'

let world: HttpWorld
let mail: Receiver
let hook: Receiver
const ME: Role = 'centreAssessor'
/** The working days of the next weeks: each test has one of its own. */
const days: Instant[] = []
before(async () => {
  ;({ mail, hook } = await receivers())
  world = await httpWorld({
    ZS_SMTP: `smtp://127.0.0.1:${String(mail.port)}`,
    ZS_WEBHOOKS: `http://127.0.0.1:${String(hook.port)}`,
  })
  for (let at = Date.now(); days.length < 12; at += 86_400_000) {
    const morning = instant(`${new Date(at).toISOString().slice(0, 10)}T01:00:00.000Z`)
    if (![0, 6].includes(new Date(morning).getUTCDay())) days.push(morning)
  }
})
after(async () => {
  await world[Symbol.asyncDispose]()
  await mail[Symbol.asyncDispose]()
  await hook[Symbol.asyncDispose]()
})

const nextDay = (): Instant => days.shift() ?? assert.fail('no day left')
/** Every day of a test is a working day, whatever notices of holidays there are. */
function partsAt(now: Instant, more: Partial<DigestParts> = {}): DigestParts {
  const parts = digestPartsOf(world.composed, openAs(world.database), () => undefined)
  const { realm } = parts
  const book = realm.book()
  const everyDay = { ...book, calendar: { ...book.calendar, isWorkingDay: () => true } }
  return { ...parts, realm: { ...realm, book: () => everyDay }, now: () => now, ...more }
}
const unlike = (): string =>
  Array.from({ length: 60 }, () => String.fromCodePoint(0x4e00 + randomInt(5000))).join('')
async function toAssess(title: string): Promise<void> {
  const input = { ...told, title, content: unlike() }
  const { body } = await world.must('centreIntake', '/api/records/clue/actions/enter', input)
  await world.must('centreIntake', `/api/records/clue/${String(body['id'])}/actions/register`, {
    ...{ gist: title, importance: 'general', category: 'crime' },
  })
}
const settings = async () => (await world.as(ME, 'GET', '/api/me/notices')).body
const confirm = (channel: string, code: string) =>
  world.as(ME, 'POST', `/api/me/notices/${channel}/confirm`, { code })
const rows = async () =>
  (
    await world.database.ownerPool.query<{ state: string; attempts: number; body: unknown }>(
      'select state, attempts, body from zs.notice_delivery order by made, channel',
    )
  ).rows
const lastRow = async () => (await rows()).at(-1)

test('an address counts when its code was typed in, and a wrong code is none', async () => {
  await world.must(ME, '/api/me/notices/mail', { address: 'reader@office.example' })
  const code = /\d{6}/.exec(mail.mails.at(-1)?.body ?? '')?.[0] ?? assert.fail('no code came')
  const wrong = code === '000000' ? '000001' : '000000'
  assert.equal((await confirm('mail', wrong)).status, 400)
  assert.equal((await confirm('mail', code)).status, 200)
  assert.equal((await confirm('mail', code)).status, 400)
  const again = await world.as(ME, 'POST', '/api/me/notices/mail', { address: 'other@office.example' })
  assert.equal(again.status, 400, 'not a second within the minute')
  const [first] = (await settings())['channels'] as readonly object[]
  assert.deepEqual(first, {
    ...{ channel: 'mail', offered: true, address: 'reader@office.example', confirmed: true },
  })
  const { rows: kept } = await world.database.ownerPool.query<{ row: string }>(
    'select row_to_json(a)::text as row from zs.notice_address a',
  )
  assert.ok(kept.length === 1 && !kept[0]?.row.includes('reader') && !kept[0]?.row.includes(code))
})

test('a webhook is on an origin that is allowed, and its messages are signed', async () => {
  for (const address of ['http://127.0.0.1:1/x', 'http://localhost/', 'file:///etc/passwd', 'nothing'])
    assert.equal((await world.as(ME, 'POST', '/api/me/notices/webhook', { address })).status, 400, address)
  const address = `http://127.0.0.1:${String(hook.port)}/me`
  const { body: answered } = await world.must(ME, '/api/me/notices/webhook', { address })
  const call = hook.calls.at(-1) ?? assert.fail('nothing came')
  const [, seconds = '', v1] =
    /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(call.headers['zhunsheng-signature'])) ?? []
  const mac = createHmac('sha256', String(answered['secret'])).update(`${seconds}.${call.body}`).digest('hex')
  assert.equal(v1, mac)
  const { code } = JSON.parse(call.body) as { code: string }
  assert.equal((await confirm('webhook', code)).status, 200)
})

test('the digest goes once to each address, and holds nothing of any record or person', async () => {
  await toAssess('强揽工程')
  await toAssess('欺行霸市')
  const now = nextDay()
  assert.equal(await sendDigests(partsAt(now)), 2)
  assert.equal(await sendDigests(partsAt(addMillis(now, 3_600_000))), 0)
  const [letter, call] = [mail.mails.at(-1), hook.calls.at(-1)]
  assert.equal(letter?.to, 'reader@office.example')
  assert.match(letter.body, /新交办2件.*请登录查看/s)
  assert.equal((JSON.parse(call?.body ?? '') as { counts: { assigned: number } }).counts.assigned, 2)
  const { rows: records } = await world.database.ownerPool.query<{ number: string; fields: object }>(
    "select number, fields from zs.record where type = 'clue'",
  )
  const values = [
    ...records.flatMap(({ number, fields }) => [number, ...textsIn(fields)]),
    ...persons.map(({ name }) => name),
  ]
  assert.ok(values.length > 20)
  for (const value of values.filter(({ length }) => length >= 2))
    for (const sent of [letter.body, call?.body ?? '']) assert.ok(!sent.includes(value), value)
})

/** Every text in a value, however deep; codes of lists that are also words of the digest's own JSON left out. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

test('whoever’s digest cannot be made holds up nobody else’s', async () => {
  const other: Role = 'centreIntake'
  await world.must(other, '/api/me/notices/mail', { address: 'clerk@office.example' })
  const code = /\d{6}/.exec(mail.mails.at(-1)?.body ?? '')?.[0] ?? assert.fail('no code came')
  await world.must(other, '/api/me/notices/mail/confirm', { code })
  // Something to be told of: what a clerk enters waits for them.
  await world.must(other, '/api/records/clue/actions/enter', { ...told, title: '待登记', content: unlike() })
  for (const [broken, whole] of [
    [ME, 'clerk@office.example'],
    [other, 'reader@office.example'],
  ] as const) {
    const now = nextDay()
    const before = mail.mails.length
    const lines: string[] = []
    const { realm } = partsAt(now)
    const actorsFor: typeof realm.actorsFor = (person, on) => {
      if (person === people[broken]) throw new TypeError('of this person')
      return realm.actorsFor(person, on)
    }
    await sendDigests(partsAt(now, { realm: { ...realm, actorsFor }, log: (line) => lines.push(line) }))
    const reached = mail.mails.slice(before).map(({ to }) => to)
    assert.ok(reached.includes(whole), `${broken} held it up`)
    assert.deepEqual(lines, ['digest of a person: TypeError'])
  }
  await world.as(other, 'DELETE', '/api/me/notices/mail')
})

test('two processes at once send it once', async () => {
  const now = nextDay()
  const sent = await Promise.all([sendDigests(partsAt(now)), sendDigests(partsAt(now))])
  assert.equal(sent[0] + sent[1], 2)
})

test('what is refused is tried again with growing pauses, and given up in the end', async () => {
  await world.as(ME, 'DELETE', '/api/me/notices/webhook')
  mail.refuses = true
  let now = nextDay()
  assert.equal(await sendDigests(partsAt(now)), 0)
  assert.deepEqual({ ...(await lastRow()), body: 0 }, { state: 'waiting', attempts: 1, body: 0 })
  assert.equal(await sendDigests(partsAt(addMillis(now, 59_000))), 0)
  assert.equal((await lastRow())?.attempts, 1, 'the pause is kept')
  mail.refuses = false
  assert.equal(await sendDigests(partsAt(addMillis(now, 60_000))), 1)
  assert.deepEqual({ ...(await lastRow()), body: 0 }, { state: 'sent', attempts: 2, body: 0 })
  mail.refuses = true
  now = nextDay()
  for (const minutes of [0, 1, 6, 21, 81, 261]) await sendDigests(partsAt(addMillis(now, minutes * 60_000)))
  assert.deepEqual({ ...(await lastRow()), body: 0 }, { state: 'given up', attempts: 6, body: 0 })
  mail.refuses = false
  assert.equal(await sendDigests(partsAt(addMillis(now, 300 * 60_000))), 0)
})

test('a crash behind the sending and before its mark loses nothing: it comes again under the same id', async () => {
  const now = nextDay()
  const before = mail.mails.length
  const { ownerPool } = world.database
  await ownerPool.query(
    `create function zs.kill() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$;
     create trigger kill before update on zs.notice_delivery for each row execute function zs.kill()`,
  )
  await assert.rejects(sendDigests(partsAt(now)), /killed/)
  await ownerPool.query('drop trigger kill on zs.notice_delivery')
  assert.equal((await lastRow())?.state, 'waiting')
  assert.equal(await sendDigests(partsAt(now)), 1)
  const [first, second, ...more] = mail.mails.slice(before)
  assert.equal(first?.id, second?.id)
  assert.deepEqual(more, [])
})

test('whoever has no post any more, turned it off or lost the account is told nothing, even if it was made before', async () => {
  const before = mail.mails.length
  for (const gone of ['post', 'off', 'account'] as const) {
    const now = nextDay()
    mail.refuses = true
    await sendDigests(partsAt(now))
    mail.refuses = false
    const later = addMillis(now, 60_000)
    const { realm } = partsAt(later)
    if (gone === 'off')
      await world.must(ME, '/api/me/notices', { ...((await settings())['wishes'] as object), digest: false })
    if (gone === 'account')
      await world.database.ownerPool.query('update zs.account set disabled = now() where person = $1', [
        people[ME],
      ])
    const without = gone === 'post' ? { realm: { ...realm, actorsFor: () => [] } } : {}
    assert.equal(await sendDigests(partsAt(later, without)), 0)
    assert.equal((await lastRow())?.state, 'dropped', gone)
    if (gone === 'off')
      await world.must(ME, '/api/me/notices', { ...((await settings())['wishes'] as object), digest: true })
  }
  assert.equal(mail.mails.length, before)
})
