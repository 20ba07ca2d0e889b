/** A browser at the doors of an HttpWorld: it keeps the cookies it is given and sends them along. */
import assert from 'node:assert/strict'
import { refusalStatuses } from '#server/http/refusals.ts'
import { PASSWORD, type Answer, type HttpWorld } from './httpWorld.ts'

export interface BrowserJar {
  send(method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object, headers?: object): Promise<Answer>
  signIn(login: string, more?: object): Promise<Answer>
  /** What it would send. */
  cookie(): string
}

export function browserJar(world: HttpWorld, cookie = ''): BrowserJar {
  const jar = new Map<string, string>()
  const keep = (pair: string) => {
    const [name = '', ...value] = pair.split('=')
    if (value.join('=') === '') jar.delete(name)
    else jar.set(name, value.join('='))
  }
  for (const pair of cookie.split('; ').filter((one) => one !== '')) keep(pair)
  const shown = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const send: BrowserJar['send'] = async (method, url, payload, headers = {}) => {
    const answer = await world.ask({
      method,
      url,
      headers: { cookie: shown(), ...headers },
      ...(payload === undefined ? {} : { payload }),
    })
    for (const set of [answer.headers['set-cookie'] ?? []].flat()) keep(String(set).split(';')[0] ?? '')
    return answer
  }
  return {
    send,
    cookie: shown,
    signIn: (login, more = {}) => send('POST', '/api/session', { login, password: PASSWORD, ...more }),
  }
}

/** Signed in with the password of the small world; fails the test otherwise. */
export async function signedInJar(world: HttpWorld, login: string, more: object = {}): Promise<BrowserJar> {
  const browser = browserJar(world)
  const answer = await browser.signIn(login, more)
  assert.equal(answer.status, 200, answer.text)
  return browser
}

export const becauseOf = ({ body }: Answer): string | undefined =>
  (body['refused'] as readonly { because: string }[] | undefined)?.[0]?.because

/** The answer is this refusal, with its status. */
export function assertRefused(
  answer: Answer,
  reason: keyof typeof refusalStatuses,
  message = answer.text,
): void {
  assert.deepEqual([becauseOf(answer), answer.status], [reason, refusalStatuses[reason]], message)
}
