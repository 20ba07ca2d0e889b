/**
 * The world of the permission matrix: the demo world with one gang case, everybody in it signed in, clues, petitions,
 * complaints and threats planted that name whom it hurts most, and the oracle of who may see what.
 */
import assert from 'node:assert/strict'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PersonId } from '#kernel/record/field.ts'
import { dayOf } from '#kernel/time.ts'
import { composeDoors, composeOffice, now, openSigners } from '#server/compose.ts'
import { demoFiles } from '#server/demo/demoFiles.ts'
import { seedDemo } from '#server/demo/seedDemo.ts'
import { createAccounts } from '#server/identity/accounts.ts'
import { identityRulesIn } from '#server/identity/identityRules.ts'
import { openSession } from '#server/identity/sessions.ts'
import { settingsFrom } from '#server/settings.ts'
import { integrateSettled } from '#store/log/integrateSettled.ts'
import { freshDatabase } from '#test/support/database.ts'
import { oracleOf, type StoredRecord } from './permissionsOracle.ts'

const CLUES = Number(process.env['ZS_MATRIX_CLUES'] ?? 90)
/** A word that only the planted clues hold. */
export const WORD = '琥珀鹦鹉'
const COUNTIES = ['220102', '220204', '222405']
/** What the tests count as no answer of theirs. */
const PLANTING = 'planting'

export interface Answer {
  readonly status: number
  readonly text: string
  readonly bytes: Buffer
  readonly body: Readonly<Record<string, unknown>>
}

export interface Planted {
  readonly id: string
  readonly key: string
  readonly digest: string
  /** The telephone that it tells of and no other record does; '' where it tells of none. */
  readonly phone: string
  readonly restricted: boolean
}

export type PermissionsWorld = Awaited<ReturnType<typeof permissionsWorld>>

export const idsIn = ({ body }: Answer): readonly string[] =>
  (body['items'] as readonly { readonly id: string }[]).map(({ id }) => id)

export async function permissionsWorld() {
  const data = mkdtempSync(join(tmpdir(), 'zs-matrix-'))
  const database = await freshDatabase()
  const settings = settingsFrom({ ZS_PUBLIC_RATE: '0' }, { data, world: 'demo' })
  const open = {
    ...{ ownerPool: database.ownerPool, appPool: database.pool, url: database.ownerUrl },
    ...{ owned: true, embedded: false, [Symbol.asyncDispose]: () => Promise.resolve() },
  }
  const composed = await composeOffice(settings, open, () => undefined)
  const signers = await openSigners(settings, open, composed)
  const { codes } = await seedDemo({
    realm: composed.realm,
    officeWith: composed.officeWith,
    reader: composed.reader,
    similarTo: (record, scope) => composed.earlier.strong(record, scope),
    integrate: (at) =>
      integrateSettled(database.ownerPool, { log: 'journal', signer: signers.journal, now: () => at }),
    // As codes were kept before there was a slow hash: they must go on working.
    codeHash: (code) => Promise.resolve(composed.keys.mark('query code', code)),
    upload: demoFiles(composed.uploads, 'matrix').bring,
    ...{ seed: 'matrix', clues: CLUES, cases: 1, months: 6, until: now() },
  })
  const app = await composeDoors(settings, open, composed, [], () => undefined)
  await app.ready()

  const org = composed.realm.org()
  const today = dayOf(now())
  const oracle = oracleOf(org, today)
  const everybody: readonly string[] = org.persons
    .map(({ id }) => id)
    .filter((id) => oracle.seatsOf(id).length > 0)
  await createAccounts(
    composed.accounts,
    // What the directory calls persons are persons.
    everybody.map((id) => ({ person: id as PersonId, login: id, at: now() })),
    'nobody signs in here',
  )
  const rules = identityRulesIn(composed.realm.rulebookOn(today))
  const cookies = new Map<string, string>()
  for (const person of everybody)
    cookies.set(
      person,
      // As above.
      `zs_session=${await openSession({ appPool: database.pool, keys: composed.keys }, person as PersonId, { now: now(), rules })}`,
    )

  const tally = new Map<string, number>()
  /** The doors that answered a question of the tests, as `GET /api/…`. */
  const met = new Set<string>()
  let asking = PLANTING
  const onHandled = (message: unknown) => {
    // As Fastify tells of it (lib/handle-request.js).
    const { route } = message as { readonly route: { readonly url: string; readonly method: string } }
    if (asking !== PLANTING) met.add(`${route.method} ${route.url}`)
  }
  subscribe('tracing:fastify.request.handler:start', onHandled)

  async function ask(
    person: string | undefined,
    door: string,
    url: string,
    body?: object | string,
    headers: object = {},
  ): Promise<Answer> {
    tally.set(door, (tally.get(door) ?? 0) + 1)
    asking = door
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
      bytes: answer.rawPayload,
      body: isJson ? answer.json<Readonly<Record<string, unknown>>>() : {},
    }
  }

  /** The first event of the stream of somebody’s desk. */
  async function firstOfStream(person: string): Promise<Readonly<Record<string, unknown>>> {
    const door = 'stream'
    tally.set(door, (tally.get(door) ?? 0) + 1)
    asking = door
    const answer = await app.inject({
      method: 'GET',
      url: '/api/desk/stream',
      headers: { cookie: cookies.get(person) ?? '' },
      payloadAsStream: true,
    })
    assert.equal(answer.statusCode, 200)
    let text = ''
    for await (const bytes of answer.stream()) {
      text += String(bytes)
      const told = /^event: desk\n(?:.*\n)*?data: (.*)$/m.exec(text)?.[1]
      // Leaving the loop ends the stream.
      if (told !== undefined && text.includes('\n\n')) return JSON.parse(told) as Record<string, unknown>
    }
    return assert.fail('the stream ended without a word')
  }

  async function readRecords(): Promise<readonly StoredRecord[]> {
    const { rows } = await database.ownerPool.query<StoredRecord>(
      'select id, type, number, state, fields from zs.record order by opened_at, id',
    )
    return rows
  }

  const holder = (post: string, unit: string, nth = 0): string =>
    org.holdersOf(post, unit, today)[nth]?.id ?? assert.fail(`nobody is ${post} at ${unit}`)

  async function must(
    person: string,
    url: string,
    body: object | string,
    headers: object = {},
  ): Promise<Answer> {
    const answer = await ask(person, PLANTING, url, body, headers)
    assert.ok(answer.status < 300, `${url}: ${answer.text}`)
    return answer
  }

  const planted = await plantClues()
  const plantedMatters = await plantMatters()
  await nameInTheCase()
  await composed.indexer.drain()
  const records = await readRecords()

  /** Clues that name whom it hurts most, each with a file, and some that name somebody late. */
  async function plantClues(): Promise<readonly Planted[]> {
    const planted: Planted[] = []
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
      const phone = `139430088${String(10 + nth)}`
      const restricted = nth % 5 === 4
      const file = await must(clerk, '/api/files', `${WORD} ${String(nth)}`, {
        'content-type': 'text/plain',
        'x-file-name': 'evidence.txt',
      })
      const entered = await must(clerk, '/api/records/clue/actions/enter', {
        ...{ source: 'letter', receivedOn: today, category: 'crime', realName: false },
        title: `${WORD}${String(nth)}号`,
        content: `${WORD}:${String(nth).repeat(30)}${key}，电话${phone}`,
        attachments: [file.body],
      })
      const id = String(entered.body['id'])
      const path = `/api/records/clue/${id}`
      const earlier = idsIn(await ask(clerk, PLANTING, `${path}/earlier`))
      const registered = await must(clerk, `${path}/actions/register?reach=1`, {
        ...{
          gist: WORD,
          importance: 'general',
          category: 'crime',
          restricted,
          named: [{ key, how: 'stated' }],
        },
        ...(earlier.length === 0
          ? {}
          : { earlierReports: earlier.map((other) => ({ clue: other, verdict: 'different' })) }),
      })
      // Whoever loses it by what they did is told so.
      assert.equal(registered.body['inReach'], oracle.findReason(clerk, key) === undefined, key)
      planted.push({ id, key, digest: String(file.body['digest']), phone, restricted })
    }
    // Named late: whoever works on it loses it at that moment.
    const records = await readRecords()
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
      planted.push({ ...{ id: some.id, key: `p:${loser}`, digest: '', phone: '' }, restricted: false })
    }
    return planted
  }

  /** Petitions, complaints and a threat, each with a file, that name somebody of the court, of the centre and of nowhere. */
  async function plantMatters(): Promise<readonly { type: string; id: string; digest: string }[]> {
    const plantedMatters: { type: string; id: string; digest: string }[] = []
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
          ...{ source: 'letter', receivedOn: today, realName: false, ...more },
          ...{ title: `第${String(nth)}件${type}`, content: `${type}第${String(nth)}件，各不相同`.repeat(3) },
          attachments: [file.body],
        })
        const id = String(entered.body['id'])
        const earlier = idsIn(await ask(clerk, PLANTING, `/api/records/${type}/${id}/earlier`))
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
    return plantedMatters
  }

  /** Somebody of the police is named in the gang case by whoever works on it, and in what hangs on the case with it. */
  async function nameInTheCase(): Promise<void> {
    const gang = (await readRecords()).find(({ type }) => type === 'case') ?? assert.fail('no gang case')
    const named = [{ key: `p:${holder('legalReviewer', '220102:police')}`, how: 'stated' }]
    const ofTheCounty = everybody.filter((person) =>
      org.tenuresOn(person, today).some(({ unit }) => unit.startsWith('220102:')),
    )
    for (const person of ofTheCounty) {
      const path = `/api/records/case/${gang.id}`
      const { status, body } = await ask(person, PLANTING, path)
      const offered = (body['actions'] ?? []) as readonly { readonly name: string }[]
      if (status !== 200 || !offered.some(({ name }) => name === 'name')) continue
      await must(person, `${path}/actions/name`, { namedBecause: '他人供述其通风报信。', named })
      return
    }
    assert.fail(`nobody may name somebody in a case that is ${gang.state}`)
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

  /** One of each kind of seat, everybody of three counties, and everybody whom a planted clue names. */
  function castOf(): readonly string[] {
    const seats = new Map<string, string>()
    for (const person of everybody)
      for (const seat of oracle.seatsOf(person)) if (!seats.has(seat)) seats.set(seat, person)
    const ofCounties = everybody.filter((person) =>
      org.tenuresOn(person, today).some(({ unit }) => COUNTIES.includes(unit.split(':')[0] ?? '')),
    )
    const named = planted.flatMap(({ key }) => (key.startsWith('p:') ? [key.slice(2)] : []))
    return [...new Set([...seats.values(), ...ofCounties, ...named])].filter((person) => cookies.has(person))
  }

  return {
    ...{ ask, listed, firstOfStream, readRecords, oracle, org, today, everybody, records, codes },
    ...{ planted, plantedMatters, tally, met },
    cast: castOf(),
    /** Asks the portal’s page, as a browser does. */
    inject: app.inject.bind(app),
    /** Every door that is registered, as `GET /api/…`. */
    doors: () => doorsIn(app.printRoutes()),
    clocks: async () => {
      const { rows } = await database.ownerPool.query<{
        readonly record: string
        readonly name: string
        readonly due: string
      }>(`select record, name, due from zs.clock where state = 'running' and type = 'clue'`)
      return rows
    },
    byId: new Map(records.map((record) => [record.id, record])),
    async [Symbol.asyncDispose]() {
      unsubscribe('tracing:fastify.request.handler:start', onHandled)
      await app.close()
      await database[Symbol.asyncDispose]()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** Reads the tree that Fastify prints of its routes: each level of it is four characters deep. */
function doorsIn(tree: string): readonly string[] {
  const path: string[] = []
  return tree.split('\n').flatMap((line) => {
    const [, stem = '', part = '', methods] = /^([│├└─\s]*)(\S*)(?: \(([A-Z, ]+)\))?$/u.exec(line) ?? []
    if (part === '') return []
    path.splice(stem.length / 4 - 1)
    path.push(part)
    return (methods?.split(', ') ?? [])
      .filter((method) => method !== 'HEAD')
      .map((method) => `${method} ${path.join('')}`)
  })
}
