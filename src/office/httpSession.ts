/** A person at a browser of their own: signs in once, keeps the cookie, waits when the server says to wait. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { RefusedBecause } from './view.ts'

export interface Replied {
  readonly status: number
  readonly body: unknown
}

export interface HttpSession {
  ask(method: 'GET' | 'POST', path: string, options?: HttpAsk): Promise<Replied>
}

export interface HttpAsk {
  readonly json?: unknown
  readonly form?: Readonly<Record<string, string>>
  readonly bytes?: { readonly name: string; readonly text: string }
  readonly headers?: Readonly<Record<string, string>>
}

const MOST_WAITS = 40

export function httpSession(url: string, cookie?: string): HttpSession {
  return {
    async ask(method, path, { json, form, bytes, headers = {} } = {}) {
      for (let waited = 0; ; waited += 1) {
        const body = bodyOf(json, form, bytes)
        const response = await fetch(new URL(path, url), {
          method,
          redirect: 'manual',
          headers: {
            ...headers,
            ...(cookie === undefined ? {} : { cookie }),
            ...(json === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(body === undefined ? {} : { body }),
        })
        const text = await response.text()
        const isBusy = response.status === 429 || response.status === 503
        if (!isBusy || waited === MOST_WAITS) return { status: response.status, body: parsed(text) }
        await sleep(Math.min(5, Number(response.headers.get('retry-after') ?? 1)) * 1000)
      }
    },
  }
}

function bodyOf(json: unknown, form: HttpAsk['form'], bytes: HttpAsk['bytes']) {
  if (json !== undefined) return JSON.stringify(json)
  if (form !== undefined) return new URLSearchParams(form)
  if (bytes === undefined) return undefined
  const parts = new FormData()
  parts.append('file', new Blob([bytes.text], { type: 'text/plain' }), bytes.name)
  return parts
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const listIn = (value: unknown, name: string): readonly Readonly<Record<string, unknown>>[] => {
  const list = isObject(value) ? value[name] : undefined
  return Array.isArray(list) ? list.filter(isObject) : []
}

export const textIn = (value: unknown, name: string): string => {
  const found = isObject(value) ? value[name] : undefined
  return typeof found === 'string' ? found : ''
}

/** The reasons of a problem+json; the status where there are none. */
export function refusalsIn({ status, body }: Replied): readonly [RefusedBecause, ...RefusedBecause[]] {
  const [first, ...rest] = listIn(body, 'refused').map((one) => ({
    because: textIn(one, 'because'),
    ...(textIn(one, 'rule') === '' ? {} : { rule: textIn(one, 'rule') }),
    ...(textIn(one, 'field') === '' ? {} : { field: textIn(one, 'field') }),
  }))
  return first === undefined ? [{ because: `HTTP ${String(status)}` }] : [first, ...rest]
}

/** Signs in; throws when the login is not taken. */
export async function signIn(
  url: string,
  login: string,
  password: string,
): Promise<{ session: HttpSession; who: unknown }> {
  const response = await fetch(new URL('/api/session', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  })
  const who: unknown = await response.json()
  const cookie = response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0] ?? '')
    .join('; ')
  if (!response.ok) throw new Error(`"${login}" could not sign in: HTTP ${String(response.status)}`)
  return { session: httpSession(url, cookie), who }
}
