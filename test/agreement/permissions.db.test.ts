/**
 * All people of the demo world × types of records × doors, compared with an oracle that shares nothing with the product
 * (permissionsOracle.ts). Nobody reaches a record that names them, their unit, one above it, its leaders or somebody tied
 * to them: not in a list, a search, a count, and at no door of the record itself.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { listOf } from '#kernel/record/replay.ts'
import type { PersonId } from '#kernel/record/field.ts'
import { dayOf } from '#kernel/time.ts'
import { declarations as byName } from '#mechanisms/index.ts'
import { composeDoors, composeOffice, now, openSigners, type Composed } from '#server/compose.ts'
import { seedDemo } from '#server/demo/seedDemo.ts'
import { createAccounts } from '#server/identity/accounts.ts'
import { identityRulesIn } from '#server/identity/identityRules.ts'
import { openSession } from '#server/identity/sessions.ts'
import { settingsFrom } from '#server/settings.ts'
import { integrateSettled } from '#store/log/integrateSettled.ts'
import { freshDatabase, type TestDatabase } from '#test/support/database.ts'
import { oracleOf, type Oracle, type StoredRecord } from './permissionsOracle.ts'

const CLUES = Number(process.env['ZS_MATRIX_CLUES'] ?? 90)
const declarations = [...byName.values()]
/** Types whose records name people and keep them out. */
const MATTERS = ['clue', 'transfer', 'petition', 'complaint', 'protection'] as const
/** A word that only the planted clues hold. */
const WORD = '琥珀鹦鹉'
const COUNTIES = ['220102', '220204', '222405']

let database: TestDatabase
let composed: Composed
let app: FastifyInstance
let oracle: Oracle
let everybody: readonly string[] = []
let records: readonly StoredRecord[] = []
let codes: readonly { readonly number: string; readonly code: string }[] = []
const planted: { id: string; key: string; digest: string }[] = []
const plantedMatters: { type: string; id: string; digest: string }[] = []
const cookies = new Map<string, string>()
const data = mkdtempSync(join(tmpdir(), 'zs-matrix-'))
const tally = new Map<string, number>()

interface Answer {
  readonly status: number
  readonly text: string
  readonly body: Readonly<Record<string, unknown>>
}

async function ask(
  person: string | undefined,
  door: string,
  url: string,
  body?: object | string,
  headers: object = {},
): Promise<Answer> {
  tally.set(door, (tally.get(door) ?? 0) + 1)
  const cookie = person === undefined ? undefined : cookies.get(person)
  const answer = await app.inject({
    method: body === undefined ? 'GET' : 'POST',
    url,
    headers: { ...(cookie === undefined ? {} : { cookie }), ...headers },
    ...(body === undefined ? {} : { payload: body }),
  })
  const isJson = (answer.headers['content-type'] ?? '').includes('json')
  return {
    status: answer.statusCode,
    text: answer.body,
    body: isJson ? answer.json<Readonly<Record<string, unknown>>>() : {},
  }
}

const idsIn = ({ body }: Answer): readonly string[] =>
  (body['items'] as readonly { readonly id: string }[]).map(({ id }) => id)

async function readRecords(): Promise<readonly StoredRecord[]> {
  const { rows } = await database.ownerPool.query<StoredRecord>(
    'select id, type, number, state, fields from zs.record order by opened_at, id',
  )
  return rows
}

before(async () => {
  database = await freshDatabase()
  const settings = settingsFrom({ ZS_PUBLIC_RATE: '0' }, { data, world: 'demo' })
  const open = {
    ...{ ownerPool: database.ownerPool, appPool: database.pool, url: database.ownerUrl },
    ...{ owned: true, embedded: false, [Symbol.asyncDispose]: () => Promise.resolve() },
  }
  composed = await composeOffice(settings, open, () => undefined)
  const signers = await openSigners(settings, open, composed)
  const demo = await seedDemo({
    realm: composed.realm,
    officeWith: composed.officeWith,
    reader: composed.reader,
    similarTo: (record, scope) => composed.earlier.strong(record, scope),
    integrate: (at) =>
      integrateSettled(database.ownerPool, { log: 'journal', signer: signers.journal, now: () => at }),
    // As codes were kept before there was a slow hash: they must go on working.
    codeHash: (code) => Promise.resolve(composed.keys.mark('query code', code)),
    ...{ seed: 'matrix', clues: CLUES, months: 6, until: now() },
  })
  codes = demo.codes
  app = await composeDoors(settings, open, composed, [], () => undefined)
  await app.ready()

  const org = composed.realm.org()
  const today = dayOf(now())
  oracle = oracleOf(org, today)
  everybody = org.persons.map(({ id }) => id).filter((id) => oracle.seatsOf(id).length > 0)
  await createAccounts(
    database.ownerPool,
    // What the directory calls persons are persons.
    everybody.map((id) => ({ person: id as PersonId, login: id, at: now() })),
    'nobody signs in here',
  )
  const rules = identityRulesIn(composed.realm.rulebookOn(today))
  for (const person of everybody)
    cookies.set(
      person,
      // As above.
      `zs_session=${await openSession(database.pool, person as PersonId, { now: now(), rules })}`,
    )
  await plant()
  await plantMatters()
  await composed.indexer.drain()
  records = await readRecords()
})
after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
  rmSync(data, { recursive: true, force: true })
})

const holder = (post: string, unit: string, nth = 0): string =>
  composed.realm.org().holdersOf(post, unit, dayOf(now()))[nth]?.id ??
  assert.fail(`nobody is ${post} at ${unit}`)

async function must(
  person: string,
  url: string,
  body: object | string,
  headers: object = {},
): Promise<Answer> {
  const answer = await ask(person, 'planting', url, body, headers)
  assert.ok(answer.status < 300, `${url}: ${answer.text}`)
  return answer
}

/** Clues that name whom it hurts most, each with a file, and some that name somebody late. */
async function plant(): Promise<void> {
  const org = composed.realm.org()
  const tiedOutside = org.ties.find(
    ({ other, person }) => other.name !== undefined && everybody.includes(person),
  )
  const tiedOfficials = org.ties.find(
    ({ other, person }) => other.person !== undefined && everybody.includes(person),
  )
  const keys = [
    'n:无人认识的人',
    'u:220102:police',
    'u:220102:committee',
    'u:2201:police',
    'u:22:police',
    'u:22:committee',
    'u:22:clueCentre',
    `p:${holder('verifier', '220102:police')}`,
    `p:${holder('organHead', '220204:police')}`,
    `p:${holder('leader', '22:committee')}`,
    `p:${holder('leader', '220102:committee')}`,
    `p:${holder('officeHead', '22:clueCentre')}`,
    `p:${holder('auditor', '22:office')}`,
    `n:${tiedOutside?.other.name ?? assert.fail('no tie with somebody outside')}`,
    `p:${tiedOfficials?.person ?? assert.fail('no tie between officials')}`,
  ]
  const clerk = holder('intakeClerk', '22:clueCentre')
  for (const [nth, key] of keys.entries()) {
    const file = await must(clerk, '/api/files', `${WORD} ${String(nth)}`, {
      'content-type': 'text/plain',
      'x-file-name': 'evidence.txt',
    })
    const entered = await must(clerk, '/api/records/clue/actions/enter', {
      ...{ source: 'letter', receivedOn: dayOf(now()), category: 'crime', realName: false },
      title: `${WORD}${String(nth)}号`,
      content: `${WORD}:${String(nth).repeat(30)}${key}`,
      attachments: [file.body],
    })
    const id = String(entered.body['id'])
    const path = `/api/records/clue/${id}`
    const earlier = idsIn(await ask(clerk, 'planting', `${path}/earlier`))
    await must(clerk, `${path}/actions/register`, {
      ...{ gist: WORD, category: 'crime', restricted: nth % 5 === 4, named: [{ key, how: 'stated' }] },
      ...(earlier.length === 0
        ? {}
        : { earlierReports: earlier.map((other) => ({ clue: other, verdict: 'different' })) }),
    })
    planted.push({ id, key, digest: String(file.body['digest']) })
  }
  // Named late: whoever works on it loses it at that moment.
  records = await readRecords()
  const states = ['passedOn', 'verifying', 'toSign', 'toReview', 'closed', 'answered', 'archived', 'merged']
  for (const state of states) {
    const some = records.find((record) => record.type === 'clue' && record.state === state)
    if (some === undefined) continue
    const director = everybody.find((person) => oracle.rolesOf(person, some).includes('director'))
    const loser = everybody.find(
      (person) =>
        oracle.rolesOf(person, some).length > 0 &&
        director !== undefined &&
        oracle.findReason(director, `p:${person}`) === undefined,
    )
    if (director === undefined || loser === undefined) continue
    const before = await ask(loser, 'before naming', `/api/records/clue/${some.id}`)
    assert.equal(before.status, 200, before.text)
    await must(director, `/api/records/clue/${some.id}/actions/name`, {
      reasons: '核查中发现。',
      named: [{ key: `p:${loser}`, how: 'stated' }],
    })
    planted.push({ id: some.id, key: `p:${loser}`, digest: '' })
  }
}

/** Petitions, complaints and a threat, each with a file, that name somebody of the court, of the centre and of nowhere. */
async function plantMatters(): Promise<void> {
  const clerk = holder('intakeClerk', '22:clueCentre')
  const keys = [
    'n:无人认识',
    'u:220102:court',
    'u:22:clueCentre',
    `p:${holder('petitionHead', '2201:court')}`,
  ]
  for (const [nth, key] of keys.entries())
    for (const [type, more] of [
      ['petition', { category: 'enforcement', claim: `请求执行${String(nth)}` }],
      ['complaint', { category: 'abuse', staffOrgan: 'court' }],
    ] as const) {
      const file = await must(clerk, '/api/files', `材料 ${type} ${String(nth)}`, {
        'content-type': 'text/plain',
        'x-file-name': 'material.txt',
      })
      const entered = await must(clerk, `/api/records/${type}/actions/enter`, {
        ...{ source: 'letter', receivedOn: dayOf(now()), realName: false, ...more },
        ...{ title: `第${String(nth)}件${type}`, content: `${type}第${String(nth)}件，各不相同`.repeat(3) },
        attachments: [file.body],
      })
      const id = String(entered.body['id'])
      const earlier = idsIn(await ask(clerk, 'planting', `/api/records/${type}/${id}/earlier`))
      await must(clerk, `/api/records/${type}/${id}/actions/register`, {
        ...{ gist: `第${String(nth)}件`, category: more.category, named: [{ key, how: 'stated' }] },
        ...(earlier.length === 0
          ? {}
          : { earlierReports: earlier.map((other) => ({ [type]: other, verdict: 'different' })) }),
      })
      plantedMatters.push({ type, id, digest: String(file.body['digest']) })
    }
  for (const { code } of codes.slice(0, 2)) {
    const told = await app.inject({
      method: 'POST',
      url: '/progress?lang=zh',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        ...{ code, retryToken: `a-token-of-a-threat-${code}`, step: 'threat', 'threat.kind': 'threat' },
        ...{ 'threat.stillInDanger': 'no', 'threat.text': '有人上门威胁。' },
      }).toString(),
    })
    assert.equal(told.statusCode, 200, told.body.slice(0, 300))
  }
  const { rows } = await database.ownerPool.query<{ id: string }>(
    `select id from zs.record where type = 'protection' order by id`,
  )
  assert.ok(rows.length >= 2)
  for (const { id } of rows) plantedMatters.push({ type: 'protection', id, digest: '' })
}

/** All ids of a list, page after page, and the total that the first page tells. */
async function listed(person: string, type: string, query: string, door: string) {
  const ids: string[] = []
  let total = 0
  for (let cursor = ''; ;) {
    const page = await ask(person, door, `/api/records/${type}?limit=200&total=1${query}${cursor}`)
    assert.equal(page.status, 200, page.text)
    if (cursor === '') total = Number(page.body['total'])
    ids.push(...idsIn(page))
    const { next } = page.body
    if (typeof next !== 'string') return { ids, total }
    cursor = `&cursor=${next}`
  }
}

const reachedBy = (person: string, type: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    records
      .filter((record) => record.type === type)
      .map((record): [string, readonly string[]] => [record.id, oracle.rolesOf(person, record)])
      .filter(([, roles]) => roles.length > 0),
  )

const seesField = (type: string, roles: readonly string[], field: string): boolean =>
  roles.some((role) => {
    const { seesOnly, seesAllBut = [] } = byName.get(type)?.roles[role] ?? assert.fail(`${type}: ${role}`)
    return seesOnly?.includes(field) ?? !seesAllBut.includes(field)
  })

test('in lists, counts and searches everybody of the demo world meets what the oracle says and nothing else', async () => {
  let met = 0
  let kept = 0
  const attached = new Set(planted.filter(({ digest }) => digest !== '').map(({ id }) => id))
  for (const person of everybody) {
    const expected = reachedBy(person, 'clue')
    const { ids, total } = await listed(person, 'clue', '&sort=opened', 'list')
    assert.deepEqual(ids.toSorted(), [...expected.keys()].toSorted(), `clues of ${person}`)
    assert.equal(total, expected.size, `how many clues ${person} is told of`)
    met += ids.length
    const readable = [...expected]
      .filter(([id, roles]) => attached.has(id) && seesField('clue', roles, 'content'))
      .map(([id]) => id)
    const found = await listed(person, 'clue', `&q=${encodeURIComponent(WORD)}`, 'search')
    assert.deepEqual(found.ids.toSorted(), readable.toSorted(), `found by ${person}`)
    assert.equal(found.total, readable.length, `how many ${person} is told to have found`)
    kept += attached.size - readable.length
  }
  console.log(
    `lists: ${String(everybody.length)} people met ${String(met)} clues; planted ones kept from them ${String(kept)} times`,
  )
  assert.ok(met > 500 && kept > 5000)
})

/** One of each kind of seat, everybody of three counties, and everybody whom a planted clue names. */
function cast(): readonly string[] {
  const seats = new Map<string, string>()
  for (const person of everybody)
    for (const seat of oracle.seatsOf(person)) if (!seats.has(seat)) seats.set(seat, person)
  const org = composed.realm.org()
  const ofCounties = everybody.filter((person) =>
    org.tenuresOn(person, dayOf(now())).some(({ unit }) => COUNTIES.includes(unit.split(':')[0] ?? '')),
  )
  const named = planted.flatMap(({ key }) => (key.startsWith('p:') ? [key.slice(2)] : []))
  return [...new Set([...seats.values(), ...ofCounties, ...named])].filter((person) => cookies.has(person))
}

test('work lists and the types of the organisation show everybody what the oracle says', async () => {
  let work = 0
  for (const person of cast()) {
    const desk = await ask(person, 'desk', '/api/desk')
    const onDesk = new Map(
      (desk.body['types'] as readonly { name: string; work: { total: number } }[]).map((one) => [
        one.name,
        one.work.total,
      ]),
    )
    for (const type of MATTERS) {
      const expected = reachedBy(person, type)
      if (type !== 'clue') {
        const all = await listed(person, type, '', 'list')
        assert.deepEqual(all.ids.toSorted(), [...expected.keys()].toSorted(), `${type} of ${person}`)
        assert.equal(all.total, expected.size)
      }
      const mine = await listed(person, type, '&view=work', 'work')
      assert.ok(
        mine.ids.every((id) => expected.has(id)),
        `work of ${person}`,
      )
      assert.equal(mine.total, mine.ids.length)
      assert.equal(onDesk.get(type) ?? 0, mine.total, `${type} on the desk of ${person}`)
      work += mine.ids.length
    }
    for (const type of ['person', 'tenure', 'tie', 'ruleSet']) {
      const { body } = await ask(person, 'count', `/api/records/${type}?limit=1&total=1`)
      const expected = reachedBy(person, type).size
      assert.equal(body['total'], expected, `${type} of ${person}`)
    }
  }
  assert.ok(work > 20, `${String(work)} pieces of work`)
})

const IN_RECORD = [
  '',
  '/entries',
  '/access',
  '/proof',
  '/earlier',
  '/documents/registrationForm.docx',
  '/sealed/reporter',
]
const actionNames = (type: string) => Object.keys(byName.get(type)?.actions ?? {})

test('suggestions, the register of papers and files tell everybody of what they reach and of nothing else', async () => {
  let papers = 0
  let suggested = 0
  let refused = 0
  const byNumber = new Map(records.map((record) => [record.id, record.number]))
  for (const [nth, person] of cast().entries()) {
    // What a form offers while somebody types the number of a record.
    for (const { type, id } of plantedMatters) {
      const number = byNumber.get(id) ?? assert.fail()
      const { body } = await ask(person, 'suggestion', `/api/records/${type}?q=${encodeURIComponent(number)}`)
      const found = (body['items'] as readonly { readonly id: string }[]).some((item) => item.id === id)
      const record = records.find((one) => one.id === id) ?? assert.fail()
      const reaches = oracle.rolesOf(person, record).length > 0
      assert.equal(found, reaches, `${number} is ${found ? '' : 'not '}suggested to ${person}`)
      suggested += Number(found)
    }
    const register = await ask(person, 'papers', '/api/papers?limit=200')
    assert.equal(register.status, 200, register.text)
    for (const { id } of register.body['items'] as readonly {
      readonly id: string
    }[]) {
      const of = records.find((one) => one.id === id) ?? assert.fail()
      assert.ok(oracle.rolesOf(person, of).length > 0, `a paper of ${of.number} for ${person}`)
      papers += 1
    }
    const { type, id, digest } = plantedMatters[nth % plantedMatters.length] ?? assert.fail()
    const record = records.find((one) => one.id === id) ?? assert.fail()
    const roles = oracle.rolesOf(person, record)
    const path = `/api/records/${type}/${id}`
    for (const door of roles.length > 0 ? [] : ['', '/entries', '/access', '/proof', '/sealed/reporter']) {
      const answer = await ask(person, `out ${door}`, path + door)
      assert.equal(answer.status, 404, `${person} at ${door} of ${record.number}`)
      refused += 1
    }
    if (digest !== '') {
      const file = await ask(person, 'file of a matter', `/api/files/${digest}`)
      const may = seesFieldOf(record, roles, 'attachments')
      assert.equal(
        file.status === 200,
        may,
        `${person} and the file of ${record.number}: ${file.text.slice(0, 200)}`,
      )
    }
  }
  console.log(
    `${String(suggested)} suggestions and ${String(papers)} papers met; kept out ${String(refused)} times`,
  )
  assert.ok(papers > 500 && suggested > 20 && refused > 500)
})

const seesFieldOf = ({ type }: StoredRecord, roles: readonly string[], field: string): boolean =>
  roles.length > 0 && seesField(type, roles, field)

test('whoever is kept out of a record finds none of its doors, and no answer betrays it', async () => {
  const people = cast()
  let pairs = 0
  for (const { id, key, digest } of planted) {
    const record = records.find((one) => one.id === id) ?? assert.fail()
    const outs = people.filter((person) => oracle.rolesOf(person, record).length === 0)
    for (const [nth, person] of outs.entries()) {
      // Everybody whom the name keeps out tries every door; of those without business there each tries some.
      const isTied = oracle.findReason(person, key) !== undefined
      const doors = IN_RECORD.filter((_, door) => isTied || door === nth % IN_RECORD.length)
      for (const door of doors) {
        const answer = await ask(person, `out ${door}`, `/api/records/clue/${id}${door}`)
        assert.equal(answer.status, 404, `${person} at ${door} of a clue that names ${key}`)
        assert.ok(!answer.text.includes(record.number) && !answer.text.includes(WORD))
      }
      const names = actionNames('clue')
      const actions = isTied && nth % 30 === 0 ? names : [names[nth % names.length] ?? 'name']
      for (const action of actions) {
        const answer = await ask(person, 'out action', `/api/records/clue/${id}/actions/${action}`, {})
        assert.equal(answer.status, 404, `${person} does ${action} on a clue that names ${key}`)
      }
      if (digest !== '' && (isTied || nth % 5 === 0))
        assert.equal((await ask(person, 'out file', `/api/files/${digest}`)).status, 404)
      pairs += 1
    }
  }
  console.log(`kept out: ${String(pairs)} pairs of a person and a planted clue`)
  assert.ok(pairs > 1000)
})

test('whoever reaches a record sees it in these roles, and can take the actions of these roles', async () => {
  const combinations = new Set<string>()
  let pairs = 0
  for (const person of cast()) {
    for (const [id, roles] of MATTERS.flatMap((type) => [...reachedBy(person, type)])) {
      const record = records.find((one) => one.id === id) ?? assert.fail()
      const declaration = byName.get(record.type) ?? assert.fail()
      const combination = [record.type, record.state, ...roles.toSorted()].join(' ')
      if (combinations.has(combination)) continue
      combinations.add(combination)
      pairs += 1
      const path = `/api/records/${record.type}/${id}`
      const answer = await ask(person, 'in record', path)
      assert.equal(answer.status, 200, `${combination}: ${answer.text}`)
      const { names: called, ...rest } = answer.body
      const shown = JSON.stringify(rest)
      for (const id of Object.keys(called as object)) assert.ok(shown.includes(id), `${combination}: ${id}`)
      const told = answer.body['roles'] as readonly { readonly name: string }[]
      assert.deepEqual(told.map(({ name }) => name).toSorted(), roles.toSorted(), combination)
      for (const field of Object.keys(answer.body['fields'] as object))
        assert.ok(
          seesField(record.type, roles, field) || field === 'reporter',
          `${combination} sees ${field}`,
        )
      for (const door of ['/entries', '/access'])
        assert.equal((await ask(person, `in ${door}`, path + door)).status, 200, door)

      const may = Object.entries(declaration.actions).filter(
        ([, { by, from }]) =>
          listOf(from).includes(record.state) && listOf(by).some((role) => roles.includes(role)),
      )
      const offered = (answer.body['actions'] as readonly { readonly name: string }[]).map(({ name }) => name)
      const names = may.map(([name]) => name)
      assert.ok(
        offered.every((name) => names.includes(name)),
        `${combination} is offered ${offered.join()}`,
      )
      // Where several sign in order it may be another one's turn, and who has not signed has nothing to take back.
      const always = may
        .filter(([, { signed, withdraws }]) => signed === undefined && withdraws === undefined)
        .map(([name]) => name)
      assert.ok(
        always.every((name) => offered.includes(name)),
        `${combination} is not offered ${always.join()}`,
      )
      // All of them over the combinations, each time some.
      const others = Object.keys(declaration.actions).filter(
        (name, nth) => !names.includes(name) && nth % 3 === pairs % 3,
      )
      for (const action of others) {
        const tried = await ask(person, 'in action', `${path}/actions/${action}`, {})
        assert.ok([403, 409].includes(tried.status), `${combination} does ${action}: ${tried.text}`)
      }
    }
  }
  const versions = await readRecords()
  assert.deepEqual(versions, records, 'what was refused has changed nothing')
  console.log(`let in: ${String(pairs)} combinations of type, state and roles`)
  assert.ok(pairs > 70, `${String(pairs)} combinations`)
})

test('what citizens, clocks and other records do is no official’s to do, and the rest only in its post', async () => {
  for (const person of cast()) {
    for (const declaration of declarations)
      for (const [action, { by, from }] of Object.entries(declaration.actions)) {
        if (listOf(from).length > 0) continue
        const posts = oracle.postsOf(person, declaration.name)
        const may = listOf(by).some((role) => {
          const { heldBy } = declaration.roles[role] ?? assert.fail()
          return heldBy === 'staff' || (Array.isArray(heldBy) && posts.some((post) => heldBy.includes(post)))
        })
        if (may) continue
        const answer = await ask(person, 'opening', `/api/records/${declaration.name}/actions/${action}`, {})
        assert.equal(
          answer.status,
          403,
          `${posts.join()} opens ${declaration.name}.${action}: ${answer.text}`,
        )
      }
  }
})

test('without a session no door of the records opens', async () => {
  const { id, digest } = planted[0] ?? assert.fail()
  const doors = [
    ...[...MATTERS, 'person', 'tenure', 'tie', 'ruleSet'].map((type) => `/api/records/${type}`),
    '/api/papers',
    '/api/paper-texts',
    ...IN_RECORD.map((door) => `/api/records/clue/${id}${door}`),
    `/api/files/${digest}`,
    ...['desk', 'people', 'units', 'places'].map((name) => `/api/${name}`),
  ]
  for (const door of doors) assert.equal((await ask(undefined, 'nobody', door)).status, 401, door)
  for (const action of actionNames('clue'))
    assert.equal(
      (await ask(undefined, 'nobody', `/api/records/clue/${id}/actions/${action}`, {})).status,
      401,
    )
})

test('a query code opens its own report and the public words only, for whoever holds it', async () => {
  const mine = codes.slice(-12)
  assert.ok(mine.length > 5)
  const allowed = [
    'about',
    'number',
    'status',
    'steps',
    'supplementWanted',
    'answer',
    'otherChannel',
    'next',
    'objectBy',
    'wants',
    'threats',
    'papers',
  ]
  const official = everybody[0]
  for (const { number, code } of mine) {
    const answer = await ask(official, 'code', '/api/public/progress', { queryCode: code })
    assert.equal(answer.status, 200, answer.text)
    assert.equal(answer.body['number'], number)
    assert.deepEqual(
      Object.keys(answer.body).filter((name) => !allowed.includes(name)),
      [],
    )
    const record = records.find((one) => one.number === number) ?? assert.fail()
    for (const hidden of ['title', 'gist', 'findings', 'verifyingUnit', 'registry', 'assessor'])
      if (record.fields[hidden] !== undefined)
        assert.ok(!answer.text.includes(JSON.stringify(record.fields[hidden])), hidden)
    for (const other of records) if (other.id !== record.id) assert.ok(!answer.text.includes(other.number))
  }
  const code = mine[0]?.code ?? assert.fail()
  const near = code.replace(/.$/, (last) => String((Number(last) + 1) % 10))
  const [wrong, odd] = [
    await ask(undefined, 'code', '/api/public/progress', { queryCode: near }),
    await ask(undefined, 'code', '/api/public/progress', { queryCode: 'not a code' }),
  ]
  assert.equal(wrong.status, 404)
  assert.deepEqual([odd.status, odd.text], [wrong.status, wrong.text])
})

test('the size of the matrix', () => {
  const doors = [...tally].map(([door, times]) => `${door} ${String(times)}`).join(', ')
  const all = [...tally.values()].reduce((sum, times) => sum + times, 0)
  console.log(
    `matrix: ${String(everybody.length)} people, ${String(records.length)} records of ${String(declarations.length)} types; ${String(all)} requests: ${doors}`,
  )
  assert.ok(all > 8000)
})
