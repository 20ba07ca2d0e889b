/** The doors over the real office on a database of the test's own: the shipped rules, the people of the small world. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { instant } from '#kernel/time.ts'
import type { RuleSet } from '#kernel/rulebook/rulebook.ts'
import { enterPeople, installRulebook, shippedRuleSets } from '#server/bootstrap.ts'
import { composeDoors, composeOffice, openSigners, type Composed } from '#server/compose.ts'
import { createAccounts } from '#server/identity/accounts.ts'
import { hashPassword } from '#server/identity/passwords.ts'
import { settingsFrom } from '#server/settings.ts'
import { integrateOnce } from '#store/log/integrator.ts'
import { furnishedDatabase, type Furniture, type TestDatabase } from './database.ts'
import { people, persons, tenures, ties, type Role } from './smallWorld.ts'

export const PASSWORD = 'a password of the small world'

/** The places of the small world; the whole province has 12,000. */
const SMALL = `code,name,level,parent,statistical,from,to,replacedBy
22,吉林省,province,,0,,,
2201,长春市,prefecture,22,0,,,
2202,吉林市,prefecture,22,0,,,
220102,南关区,county,2201,0,,,
220104,朝阳区,county,2201,0,,,
220204,船营区,county,2202,0,,,
220102001,南岭街道,town,220102,0,,,
220102001001,华阳社区,village,220102001,0,,,
`
/** The shipped rules, with the places of the small world. */
export const smallSets = (): readonly RuleSet[] =>
  shippedRuleSets().map((set) =>
    set.key === 'organisation.divisions'
      ? { ...set, content: { kind: 'divisions', csv: SMALL, english: '' } }
      : set,
  )

export interface Answer {
  readonly status: number
  /** The parsed body; undefined where it is no JSON. */
  readonly body: Readonly<Record<string, unknown>>
  readonly text: string
  readonly headers: Readonly<Record<string, string | number | string[] | undefined>>
}

export interface HttpWorld extends AsyncDisposable {
  readonly app: FastifyInstance
  readonly database: TestDatabase
  readonly composed: Composed
  /** As anybody, with exactly these options. */
  ask(options: InjectOptions): Promise<Answer>
  /** As somebody of the small world, signed in. */
  as(
    role: Role,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: object,
    headers?: object,
  ): Promise<Answer>
  cookieOf(role: Role): Promise<string>
  /** Does it and fails the test when it is refused. */
  must(role: Role, url: string, body?: object): Promise<Answer>
  integrate(): Promise<void>
  /** Everything the server has written to its log. */
  readonly lines: readonly string[]
  /** Its data folder: files and keys. */
  readonly data: string
}

/** A test's database as a server has it open. */
export const openAs = (database: TestDatabase) => ({
  ownerPool: database.ownerPool,
  appPool: database.pool,
  url: database.ownerUrl,
  owned: true,
  embedded: false,
  [Symbol.asyncDispose]: () => Promise.resolve(),
})

const smallOffice: Furniture = {
  name: 'small office',
  async furnish(database, folder) {
    const settings = settingsFrom({}, { data: folder, world: 'demo' })
    const { office, realm, accounts } = await composeOffice(settings, openAs(database), () => undefined)
    await installRulebook(office, realm, smallSets())
    await enterPeople(office, realm, { persons, tenures: Object.values(tenures), ties })
    await createAccounts(
      accounts,
      // The keys of the roles are the logins.
      Object.entries(people).map(([login, person]) => ({
        login,
        person,
        at: instant('2025-01-01T00:00:00.000Z'),
      })),
      await hashPassword(PASSWORD),
    )
  },
}

export async function httpWorld(env: Readonly<Record<string, string>> = {}): Promise<HttpWorld> {
  const data = mkdtempSync(join(tmpdir(), 'zs-http-'))
  const database = await furnishedDatabase(smallOffice, data)
  const settings = settingsFrom({ ZS_PUBLIC_RATE: '0', ...env }, { data, world: 'demo' })
  const open = openAs(database)
  const lines: string[] = []
  const composed = await composeOffice(settings, open, (line) => lines.push(line))
  const signers = await openSigners(settings, open, composed)
  async function integrate(): Promise<void> {
    // A transaction of another test on the same server may still hold the horizon back.
    for (let left = 100; left > 0; left--) {
      for (const log of ['journal', 'looks'] as const)
        await integrateOnce(database.ownerPool, {
          log,
          signer: signers[log],
          now: () => instant(new Date().toISOString()),
        })
      const { rows } = await database.ownerPool.query<{ waiting: boolean }>(
        `select exists (select from zs.entry e where not exists (
           select from zs.log_leaf f where f.log = 'journal' and f.record = e.record and f.seq = e.seq)) as waiting`,
      )
      if (rows[0]?.waiting === false) return
      await sleep(100)
    }
    throw new Error('The entries did not come into the log within ten seconds.')
  }
  // No job does it here; whoever awaits a checkpoint has it done.
  composed.integrating.by = { wake: integrate }
  const app = await composeDoors(settings, open, composed, [], (line) => lines.push(line))
  await app.ready()
  const cookies = new Map<string, string>()

  async function ask(options: InjectOptions): Promise<Answer> {
    const response = await app.inject(options)
    const type = response.headers['content-type'] ?? ''
    return {
      status: response.statusCode,
      text: response.body,
      headers: response.headers,
      body: type.includes('json') ? response.json<Readonly<Record<string, unknown>>>() : {},
    }
  }

  async function cookieOf(role: Role): Promise<string> {
    const known = cookies.get(role)
    if (known !== undefined) return known
    const answer = await ask({
      method: 'POST',
      url: '/api/session',
      payload: { login: role, password: PASSWORD },
    })
    const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
    if (answer.status !== 200) throw new Error(`${role} could not sign in: ${answer.text}`)
    cookies.set(role, cookie)
    return cookie
  }

  const as: HttpWorld['as'] = async (role, method, url, body, headers = {}) =>
    ask({
      method,
      url,
      headers: { cookie: await cookieOf(role), ...headers },
      ...(body === undefined ? {} : { payload: body }),
    })

  return {
    app,
    database,
    composed,
    lines,
    data,
    ask,
    as,
    cookieOf,
    async must(role, url, body = {}) {
      const answer = await as(role, 'POST', url, body)
      if (answer.status >= 300) throw new Error(`${role} ${url}: ${String(answer.status)} ${answer.text}`)
      return answer
    },
    integrate,
    async [Symbol.asyncDispose]() {
      await app.close()
      await database[Symbol.asyncDispose]()
      rmSync(data, { recursive: true, force: true })
    },
  }
}
