/** Signing in through a real identity provider on the loopback address. */
import assert from 'node:assert/strict'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { assertRefused, browserJar, signedInJar, type BrowserJar } from '#test/support/browserJar.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { people } from '#test/support/smallWorld.ts'

const CALLBACK = 'http://localhost:8080/api/session/oidc/callback'
const HOST = { host: 'localhost:8080' }

let world: HttpWorld
let issuer = ''
let provider: Server
before(async () => {
  provider = createServer()
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an address of this shape.
  issuer = `http://127.0.0.1:${String((provider.address() as AddressInfo).port)}`
  provider.on('request', await providerAt(issuer))
  world = await httpWorld({
    ZS_OIDC_ISSUER: issuer,
    ZS_OIDC_CLIENT: 'zhunsheng',
    ZS_OIDC_SECRET: 'a secret of the test',
  })
})
after(async () => {
  await world[Symbol.asyncDispose]()
  provider.closeAllConnections()
  provider.close()
})

/** oidc-provider has no types; this is what is used of it. */
interface ProviderPackage {
  readonly default: new (issuer: string, configuration: object) => { callback(): RequestListener }
}

async function providerAt(address: string): Promise<RequestListener> {
  const name = 'oidc-provider'
  const { default: Provider } = (await import(name)) as ProviderPackage
  const made = new Provider(address, {
    clients: [
      {
        ...{ client_id: 'zhunsheng', client_secret: 'a secret of the test', redirect_uris: [CALLBACK] },
        ...{ token_endpoint_auth_method: 'client_secret_post' },
      },
    ],
    findAccount: (_: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub }) }),
    pkce: { required: () => true },
    cookies: { keys: ['a key of the test'] },
  })
  return made.callback()
}

/** Somebody at the provider: follows its redirects, signs in under a name and consents; answers where it sends them. */
async function atProvider(start: string, name: string): Promise<string> {
  const cookies = new Map<string, string>()
  let address = start
  let form: URLSearchParams | undefined
  for (let step = 0; step < 15; step++) {
    const answer = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([key, value]) => `${key}=${value}`).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: form }),
    })
    form = undefined
    for (const one of answer.headers.getSetCookie()) {
      const [pair = ''] = one.split(';')
      cookies.set(pair.split('=')[0] ?? '', pair.split('=').slice(1).join('='))
    }
    const next = answer.headers.get('location')
    if (next !== null) {
      address = new URL(next, address).href
      if (address.startsWith(CALLBACK)) return address
      continue
    }
    const page = await answer.text()
    const action = /action="([^"]+)"/.exec(page)?.[1] ?? assert.fail(`no form: ${page.slice(0, 600)}`)
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? ''
    form = new URLSearchParams({ prompt, ...(prompt === 'login' ? { login: name, password: 'x' } : {}) })
    address = new URL(action, address).href
  }
  return assert.fail('the provider never sent anybody back')
}

async function leave(browser: BrowserJar, query = ''): Promise<string> {
  const left = await browser.send('GET', `/api/session/oidc${query}`, undefined, HOST)
  assert.equal(left.status, 303, left.text)
  return String(left.headers['location'])
}
const comeBack = (browser: BrowserJar, address: string) =>
  browser.send('GET', address.replace('http://localhost:8080', ''), undefined, HOST)

test('a bound subject is signed in; the request carries PKCE, state and nonce', async () => {
  const security = await signedInJar(world, 'securityAdministrator')
  const bound = await security.send('POST', `/api/admin/accounts/${people.centreArchivist}/bind`, {
    ...{ subject: 'archivist@office', reason: '接入统一身份认证' },
  })
  assert.equal(bound.status, 200, bound.text)
  const browser = browserJar(world)
  const to = new URL(await leave(browser))
  assert.equal(to.origin, issuer)
  assert.equal(to.searchParams.get('code_challenge_method'), 'S256')
  for (const name of ['state', 'nonce', 'code_challenge'])
    assert.ok((to.searchParams.get(name) ?? '').length > 20, name)
  const back = await atProvider(to.href, 'archivist@office')
  const answer = await comeBack(browser, back)
  assert.equal(answer.status, 303, answer.text)
  const { body } = await browser.send('GET', '/api/session')
  assert.deepEqual(body['person'], { id: people.centreArchivist, name: '邓档案' })
  const me = await browser.send('GET', '/api/me')
  assert.equal((me.body['sessions'] as readonly { by: string }[])[0]?.by, 'oidc')
  assertRefused(await comeBack(browser, back), 'oidc refused', 'the way back is gone once')
})

test('an unknown subject is nobody, and is told so in words', async () => {
  const browser = browserJar(world)
  const answer = await comeBack(browser, await atProvider(await leave(browser), 'somebody@office'))
  assertRefused(answer, 'oidc unknown')
  assertRefused(await browser.send('GET', '/api/session'), 'not signed in')
})

test('an answer for another browser, another state or without a code is refused', async () => {
  const mine = browserJar(world)
  const theirs = browserJar(world)
  const back = await atProvider(await leave(mine), 'archivist@office')
  await leave(theirs)
  assertRefused(await comeBack(theirs, back), 'oidc refused', 'the code of another')
  const changed = new URL(back)
  changed.searchParams.set('state', 'x'.repeat(43))
  for (const address of [
    changed.href,
    CALLBACK,
    `${CALLBACK}?code=x`,
    `${CALLBACK}?error=access_denied`,
    `${back}&iss=x`,
  ]) {
    const browser = browserJar(world, mine.cookie())
    assertRefused(await comeBack(browser, address), 'oidc refused', address)
  }
  assertRefused(
    await browserJar(world, 'zs_oidc=AAAA').send('GET', '/api/session/oidc/callback?code=x', undefined, HOST),
    'oidc refused',
  )
})

test('a session by the provider is stale for factors until the provider has them prove it anew', async () => {
  const browser = browserJar(world)
  await comeBack(browser, await atProvider(await leave(browser), 'archivist@office'))
  await world.database.ownerPool.query("update zs.session set proved = '1970-01-01' where person = $1", [
    people.centreArchivist,
  ])
  assertRefused(await browser.send('POST', '/api/me/totp'), 'step up needed')
  const to = await leave(browser, '?again=1')
  assert.match(to, /prompt=login/)
  assert.equal((await comeBack(browser, await atProvider(to, 'archivist@office'))).status, 303)
  assert.equal((await browser.send('POST', '/api/me/totp')).status, 200)
})

test('a disabled account is nobody to the provider, too', async () => {
  const security = await signedInJar(world, 'securityAdministrator')
  await security.send('POST', `/api/admin/accounts/${people.centreArchivist}/disable`, { reason: '离岗' })
  const browser = browserJar(world)
  assertRefused(
    await comeBack(browser, await atProvider(await leave(browser), 'archivist@office')),
    'oidc unknown',
  )
})

test('from an address that is none of ours, and without a provider, there is nothing', async () => {
  assertRefused(
    await browserJar(world).send('GET', '/api/session/oidc', undefined, { host: 'evil.example' }),
    'oidc refused',
  )
  await using without = await httpWorld()
  assertRefused(
    await browserJar(without).send('GET', '/api/session/oidc', undefined, HOST),
    'no such address',
  )
})
