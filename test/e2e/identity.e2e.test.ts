/**
 * An official in a browser: sets up one-time codes and a passkey, signs in with each, proves again who they are, ends a
 * session; the security administrator removes the factors. Chromium's own virtual authenticator holds the passkey.
 * ZS_PICTURES=1 keeps pictures for docs/.
 */
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { generate } from 'otplib'
import { type Browser, type BrowserContext, type Page } from 'playwright-core'
import { launchBrowser } from '#test/support/browserWorld.ts'
import { DEMO_PASSWORD, furnishWith, loginAt, type Desk } from '#test/support/demoPlaces.ts'
import { send, signedIn } from '#test/support/httpClient.ts'
import { runningServer, type RunningServer } from '#test/support/runningServer.ts'
import { isOpenToEverybody } from '#test/support/violations.ts'

const PICTURES = join(import.meta.dirname, '..', '..', 'docs', 'pictures')

let server: RunningServer
let browser: Browser
let desks: readonly Desk[] = []
/** Passkeys belong to names: the loopback address under its name. */
let home = ''
before(async () => {
  server = await runningServer({
    furnish: async (data) => {
      desks = await furnishWith(data, ['22', '220102'])
    },
  })
  home = `${server.address.replace('127.0.0.1', 'localhost')}/workbench/`
  browser = await launchBrowser()
})
after(async () => {
  await browser.close()
  await server[Symbol.asyncDispose]()
})

const errors: string[] = []
async function newPage(language: 'zh' | 'en'): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  await context.addInitScript(`localStorage.setItem('zs-language', '${language}')`)
  const page = await context.newPage()
  // A refusal that the page answers in words is shown by the browser as an error of the network.
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(String(error)))
  return { context, page }
}

async function withAuthenticator(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  })
}

async function signIn(page: Page, login: string, words: { login: string; password: string; go: string }) {
  await page.goto(home)
  await page.getByLabel(words.login, { exact: true }).fill(login)
  await page.getByLabel(words.password, { exact: true }).fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: words.go, exact: true }).click()
}
/** What the server says ten minutes later, said once. */
async function saysStaleOnce(page: Page, address: string): Promise<void> {
  let stale = true
  await page.route(address, async (route) => {
    if (!stale) return route.continue()
    stale = false
    await route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        status: 403,
        title: 'Forbidden',
        refused: [{ because: 'step up needed', says: 'x: y.' }],
      }),
    })
  })
}

const chinese = { login: '用户名', password: '密码', go: '登录' }
const english = { login: 'Login', password: 'Password', go: 'Sign in' }

async function isClean(page: Page, name: string): Promise<void> {
  await isOpenToEverybody(page, name)
  if (process.env['ZS_PICTURES'] === undefined) return
  mkdirSync(PICTURES, { recursive: true })
  if (!['account', 'step-up'].includes(name)) return
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true })
}

test('an official sets up codes and a passkey, signs in with each, and proves who they are before changing them', async () => {
  const login = loginAt(desks, '22:clueCentre', 'intakeClerk')
  const { context, page } = await newPage('zh')
  await withAuthenticator(context, page)
  await signIn(page, login, chinese)
  await page.getByRole('heading', { level: 1, name: '我的工作' }).waitFor()
  await isClean(page, 'signed-in')
  await page.goto(`${home}account`)

  await page.getByRole('button', { name: '设置动态口令' }).click()
  const secret = ((await page.locator('.confirm code').textContent()) ?? '').replaceAll(' ', '')
  assert.match(secret, /^[A-Z2-7]{32}$/)
  assert.ok(
    await page
      .getByRole('img', { name: '密钥的二维码' })
      .evaluate((image) => 'naturalWidth' in image && Number(image.naturalWidth) > 0),
  )
  await isClean(page, 'account-totp')
  await page.getByLabel('六位数字').fill(await generate({ secret }))
  await page.getByRole('button', { name: '启用', exact: true }).click()
  const codes = page.locator('.codes code')
  await codes.first().waitFor()
  assert.equal(await codes.count(), 10)
  const [recovery = ''] = await codes.allTextContents()
  await page.getByRole('button', { name: '我已保管好' }).click()

  await page.getByLabel('名称', { exact: true }).fill('办公电脑')
  await page.getByRole('button', { name: '添加通行密钥' }).click()
  await page.getByText('办公电脑').first().waitFor()
  await isClean(page, 'account')

  await context.clearCookies()
  await page.goto(home)
  await page.getByRole('button', { name: '用通行密钥登录' }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.getByRole('navigation').first().waitFor()

  await context.clearCookies()
  await signIn(page, login, chinese)
  const otp = page.getByLabel('动态口令', { exact: true }).or(page.getByLabel('验证码', { exact: true }))
  await otp.fill('000000')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByText('动态口令不正确或已用过').waitFor()
  await otp.fill(recovery)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('navigation').first().waitFor()

  await page.goto(`${home}account`)
  await saysStaleOnce(page, '**/api/me/totp')
  await page.getByRole('button', { name: '移除动态口令' }).click()
  await page.getByRole('button', { name: '用通行密钥确认' }).click()
  await page.getByText('未启用').waitFor()
  await context.close()
})

test('a stale proof is asked for anew in a dialog, and what was asked goes on', async () => {
  const login = loginAt(desks, '22:clueCentre', 'securityAdministrator')
  const { context, page } = await newPage('en')
  await withAuthenticator(context, page)
  // Another session of the same person, to be ended.
  await signedIn(server.address, login)
  await signIn(page, login, english)
  await page.getByRole('navigation').first().waitFor()
  await page.goto(`${home}account`)
  await page.getByRole('heading', { name: 'Sessions' }).waitFor()
  assert.equal(await page.locator('tbody tr').count(), 2)
  await page.getByRole('button', { name: /^End the session/ }).click()
  await page.locator('tbody tr').nth(1).waitFor({ state: 'detached' })

  await saysStaleOnce(page, '**/api/admin/accounts/*/end-sessions')
  await page.getByRole('button', { name: /^Account menu/ }).click()
  await page.getByRole('menuitem', { name: 'Accounts' }).click()
  const clerk = loginAt(desks, '22:clueCentre', 'intakeClerk')
  await page.getByLabel('Find by login or name').fill(clerk)
  await page.getByRole('button', { name: `Act on the account ${clerk}` }).click()
  await page.getByRole('dialog').getByLabel('Act', { exact: true }).click()
  await page.getByTitle('End all sessions').click()
  await page.getByLabel(/^Reason/).fill('a reason')
  await isClean(page, 'accounts-act')
  await page.getByRole('button', { name: 'End all sessions' }).click()
  const dialog = page.getByRole('dialog', { name: 'Prove again who you are' })
  await dialog.getByLabel('Password', { exact: true }).fill('not it')
  await dialog.getByRole('button', { name: 'Prove it', exact: true }).click()
  await dialog.getByText(/password is not right/).waitFor()
  await isClean(page, 'step-up')
  await dialog.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD)
  await dialog.getByRole('button', { name: 'Prove it', exact: true }).click()
  await page.getByText('Done.').waitFor()
  await isClean(page, 'accounts')
  await context.close()
})

test('whoever got a password from somebody else meets their account and nothing else until it is changed', async () => {
  const security = await signedIn(server.address, loginAt(desks, '22:clueCentre', 'securityAdministrator'))
  const login = loginAt(desks, '22:clueCentre', 'archivist')
  const list = await send(server.address, `/api/admin/accounts?q=${login}`, { headers: security })
  const [account] = list.body['items'] as readonly { person: string }[]
  const given = await send(server.address, `/api/admin/accounts/${account?.person ?? ''}/password`, {
    headers: security,
    json: { reason: '遗忘密码' },
  })
  const password = String(given.body['oneTimePassword'])
  const { context, page } = await newPage('zh')
  await page.goto(home)
  await page.getByLabel('用户名', { exact: true }).fill(login)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByText('现用密码是他人代设的').waitFor()
  assert.equal(await page.getByRole('navigation').count(), 0)
  await page.getByLabel('原密码').fill(password)
  await page.getByLabel('新密码').fill('woaini1314520')
  await page.getByRole('button', { name: '修改密码' }).click()
  await page.getByText('新密码是常见组合').waitFor()
  await page.getByLabel('新密码').fill('十七盏灯沿着河慢慢亮')
  await page.getByRole('button', { name: '修改密码' }).click()
  await page.getByText('新密码太短').waitFor()
  await page.getByLabel('新密码').fill('十七盏灯沿着河慢慢亮起来')
  await page.getByRole('button', { name: '修改密码' }).click()
  await page.getByRole('navigation').first().waitFor()
  await context.close()
  assert.deepEqual(errors, [])
})
