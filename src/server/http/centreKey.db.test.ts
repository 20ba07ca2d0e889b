import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { RecordId } from '#kernel/record/field.ts'
import { dayOf } from '#kernel/time.ts'
import { boundTo, seal } from '#portal/sealing.ts'
import { citizensDesk } from '#server/citizens.ts'
import { simpleKey, type CentreKey } from '#server/centreKeys.ts'
import { now } from '#server/compose.ts'
import { keyTestimony } from '#server/keyTestimony.ts'
import { makeSealingPair } from '#server/sealing.ts'
import { commitmentOf, sharesOf } from '#server/splitKey.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { people, type Role } from '#test/support/smallWorld.ts'

const REPORTER = { name: '欧阳密封', phone: '13912340987' }
let world: HttpWorld
let id: RecordId
let key: CentreKey
let shares: readonly Uint8Array[]
const holders = ['centreHead', 'securityAdministrator', 'auditor'] as const

before(async () => {
  world = await httpWorld()
  const { composed, database } = world
  // The ceremony, without its files: the secret half stays in this test as three shares.
  const pair = await makeSealingPair()
  const { privateKey: _, ...fresh } = simpleKey(pair, now())
  shares = await sharesOf(pair.privateKey, 3, 2)
  key = {
    ...fresh,
    split: {
      threshold: 2,
      generation: 1,
      holders: holders.map((role, nth) => ({
        person: people[role],
        login: role,
        commitment: commitmentOf(shares[nth] ?? new Uint8Array()),
      })),
    },
  }
  const { centre } = composed.keys
  await centre.write([...centre.all().map((one) => ({ ...one, retired: now() })), key])
  await keyTestimony(composed.office, database.ownerPool).note(key, 'share', {
    threshold: 2,
    holders: holders.map((role) => people[role]),
    generation: 1,
    reasons: '首次分持',
  })
  const desk = citizensDesk({
    ...{
      office: composed.office,
      realm: composed.realm,
      appPool: database.pool,
      ownerPool: database.ownerPool,
      keys: composed.keys,
      now,
    },
    says: ({ because }) => ({ zh: because, en: because }),
  })
  const taken = await desk.report(
    { category: 'crime', title: '强占河沙', content: '夜里拉沙。', realName: true, reporter: REPORTER },
    [],
    'a-token-of-enough-characters',
  )
  assert.ok('number' in taken)
  const { rows } = await database.ownerPool.query<{ id: RecordId }>(
    'select id from zs.record where number = $1',
    [taken.number],
  )
  id = rows[0]?.id ?? assert.fail()
})
after(() => world[Symbol.asyncDispose]())

const sealedDoor = () => `/api/records/clue/${id}/sealed/reporter`
const enter = (share: Uint8Array | undefined, headers: object = {}, name = key.name) =>
  world.ask({
    method: 'POST',
    url: '/api/centre-key/shares',
    payload: { key: name, share: Buffer.from(share ?? []).toString('base64url') },
    headers: { ...headers },
  })
const because = (body: Readonly<Record<string, unknown>>) =>
  (body['refused'] as readonly { readonly because: string }[] | undefined)?.map((one) => one.because)

test('two who opened it read nothing while the key is locked, and all of it once two holders opened the key', async () => {
  const opening = `/api/records/clue/${id}/actions/openReporter`
  await world.must('centreIntake', opening, { openingReasons: '联系举报人' })
  assert.deepEqual(because((await world.as('centreIntake', 'GET', sealedDoor())).body), ['sealed'])
  await world.must('centreHead', opening, { openingReasons: '联系举报人' })
  const locked = await world.as('centreIntake', 'GET', sealedDoor())
  assert.equal(locked.status, 423, locked.text)
  assert.deepEqual(because(locked.body), ['centre key locked'])

  assert.deepEqual((await enter(shares[0])).body, { entered: 1, of: 2 })
  assert.deepEqual((await enter(shares[0])).body, { entered: 1, of: 2 }, 'one share twice is one share')
  const opened = await enter(shares[2])
  assert.equal(opened.status, 200, opened.text)
  assert.ok(String(opened.body['openUntil']) > now())

  const shown = await world.as('centreIntake', 'GET', sealedDoor())
  assert.equal(shown.status, 200, shown.text)
  assert.deepEqual(shown.body['value'], REPORTER)
  assert.equal(shown.headers['cache-control'], 'no-store')
  assert.match(String(shown.body['shownTo']), /李登记/)
  assert.ok(String(shown.body['until']) > now())
  // Whoever did not sign reads nothing, whatever their post.
  assert.deepEqual(because((await world.as('centreIntake2', 'GET', sealedDoor())).body), ['sealed'])

  const states = await world.as('centreIntake2', 'GET', '/api/centre-key')
  const mine = (states.body['keys'] as readonly Record<string, unknown>[]).find(
    ({ name }) => name === key.name,
  )
  assert.equal(mine?.['openUntil'], opened.body['openUntil'])
})

test('who wrote a letter comes sealed for a key of the centre, or the letter is not taken', async () => {
  const { name, publicKey } = world.composed.keys.centre.current()
  const bound = await boundTo('a letter')
  const letter = await seal({ name, publicKey }, JSON.stringify(REPORTER), bound, 'browser')
  const enter = (reporter: unknown) =>
    world.as('centreIntake', 'POST', '/api/records/clue/actions/enter', {
      ...{
        source: 'letter',
        receivedOn: dayOf(now()),
        category: 'crime',
        title: '来信',
        content: '夜里拉沙。',
      },
      ...{ realName: true, reporter },
    })
  for (const wrong of [
    { ...letter, key: 'somebodyElses' },
    { ...letter, enc: letter.enc.slice(0, -4) },
    { ...letter, ciphertext: 'c2hvcnQ' },
    { ...REPORTER },
  ]) {
    const refused = await enter(wrong)
    assert.equal(refused.status, 422, refused.text)
    assert.deepEqual(because(refused.body), ['field not accepted'])
  }
  const taken = await enter(letter)
  assert.equal(taken.status, 201, taken.text)
})

test('no other door shows anybody who reported, sealed by the server or in a browser, not even those who opened it', async () => {
  const { composed, database } = world
  const desk = citizensDesk({
    ...{
      office: composed.office,
      realm: composed.realm,
      appPool: database.pool,
      ownerPool: database.ownerPool,
      keys: composed.keys,
      now,
    },
    says: ({ because: why }) => ({ zh: why, en: why }),
  })
  const token = 'a-token-of-a-browser-that-seals'
  const { name, publicKey } = composed.keys.centre.current()
  const envelope = await seal({ name, publicKey }, JSON.stringify(REPORTER), await boundTo(token), 'browser')
  const facts = { category: 'crime', title: '强收管理费', content: '每月收钱。', realName: true }
  const taken = await desk.report(
    { ...facts, sealedReporter: { envelope, has: ['name', 'phone'] } },
    [],
    token,
  )
  assert.ok('number' in taken && taken.identity === 'sealedInBrowser')
  // Sealed for another report, it is refused: a value cannot be carried over.
  const carried = await desk.report(
    { ...facts, content: '另一件', sealedReporter: { envelope, has: ['name'] } },
    [],
    'a-token-of-another-report-x',
  )
  assert.ok('refused' in carried)
  assert.deepEqual(
    carried.refused.map((one) => one.because),
    ['seal not usable'],
  )
  const { rows } = await database.ownerPool.query<{ id: RecordId }>(
    'select id from zs.record where number = $1',
    [taken.number],
  )
  const both = [id, rows[0]?.id ?? assert.fail()]
  await composed.indexer.drain()
  await world.integrate()
  const plain = [...Object.values(REPORTER), REPORTER.phone.slice(3)]
  let answers = 0
  for (const role of Object.keys(people))
    for (const url of [
      ...both.flatMap((record) =>
        ['', '?explain=1', '/entries', '/access', '/proof', '/earlier', '/documents/receipt.docx'].map(
          (part) => `/api/records/clue/${record}${part}`,
        ),
      ),
      '/api/records/clue?view=work&total=1',
      `/api/records/clue?q=${encodeURIComponent(REPORTER.name)}`,
      `/api/records/clue?q=${REPORTER.phone}`,
    ]) {
      // The keys of people are the roles of the small world.
      const answer = await world.as(role as Role, 'GET', url)
      const text = url.endsWith('/proof') && answer.status === 200 ? inside(answer.text) : answer.text
      const echoed = url.includes('?q=') ? text.replaceAll(encodeURIComponent(REPORTER.name), '') : text
      for (const one of plain) assert.ok(!echoed.includes(one), `${role} is shown ${one} at ${url}`)
      if (url.includes('?q='))
        assert.deepEqual(answer.body['items'] ?? [], [], `${role} finds by who reported`)
      if (answer.status === 200) answers += 1
    }
  assert.ok(answers > 100, `only ${String(answers)} doors answered`)
})

/** The entries of a bundle as they were written. */
const inside = (bundle: string): string => {
  const { entries } = JSON.parse(bundle) as { readonly entries: readonly { readonly bytes: string }[] }
  return entries.map(({ bytes }) => Buffer.from(bytes, 'base64').toString()).join('\n')
}

test('locking wipes it, and both are entries that name the holders', async () => {
  const done = await world.ask({ method: 'DELETE', url: '/api/centre-key' })
  assert.deepEqual(done.body, { locked: 1 })
  assert.equal((await world.as('centreIntake', 'GET', sealedDoor())).status, 423)
  const list = await world.as('auditor', 'GET', '/api/records/centreKey')
  const items = list.body['items'] as readonly { readonly id: string; readonly title: string }[]
  const record = items.find(({ title }) => title === key.name) ?? assert.fail(list.text)
  const entries = await world.as('auditor', 'GET', `/api/records/centreKey/${record.id}/entries`)
  for (const share of shares)
    assert.ok(!entries.text.includes(Buffer.from(share).toString('base64url')), 'no share in an entry')
  const actions = (entries.body['entries'] ?? entries.body['items']) as readonly { readonly action: string }[]
  assert.deepEqual(actions.map(({ action }) => action).toSorted(), ['lock', 'make', 'open', 'share'])
  assert.ok(entries.text.includes(people.centreHead) && entries.text.includes(people.auditor))
  assert.equal((await world.as('centreIntake', 'GET', '/api/records/centreKey')).body['total'] ?? 0, 0)
})

test('a false share, another key, another machine, a proxy and garbage are refused, and nothing breaks', async () => {
  assert.equal((await enter(new Uint8Array(33).fill(1))).status, 422)
  assert.equal((await enter(shares[0], {}, 'another')).status, 422)
  assert.equal((await enter(shares[0], { 'x-forwarded-for': '10.0.0.1' })).status, 404)
  const afar = await world.ask({
    method: 'POST',
    url: '/api/centre-key/shares',
    payload: { key: key.name, share: Buffer.from(shares[0] ?? []).toString('base64url') },
    remoteAddress: '192.0.2.7',
  })
  assert.equal(afar.status, 404)
  assert.equal((await enter(shares[0], { 'sec-fetch-site': 'cross-site' })).status, 403)
  for (const payload of [
    [],
    'x',
    { key: 1, share: 2 },
    { key: key.name },
    { key: key.name, share: 'x'.repeat(9000) },
    { key: '__proto__', share: 'A'.repeat(44) },
  ]) {
    const { status } = await world.ask({
      method: 'POST',
      url: '/api/centre-key/shares',
      payload: JSON.stringify(payload),
      headers: { 'content-type': 'application/json' },
    })
    assert.ok(status >= 400 && status < 500, String(status))
  }
  assert.equal((await world.ask({ method: 'GET', url: '/api/centre-key' })).status, 401)
})
