/** A client of a running server, as a program or a browser on it would be. */
import assert from 'node:assert/strict'
import { DEMO_PASSWORD } from './demoPlaces.ts'

export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The parsed body; empty where it is no JSON object. */
  readonly body: Readonly<Record<string, unknown>>
}

export interface Send {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly json?: unknown
  readonly raw?: string | Uint8Array<ArrayBuffer> | FormData
}

/** Throws when the connection breaks before the whole answer is here. */
export async function send(
  address: string,
  path: string,
  { method, headers, json, raw }: Send = {},
): Promise<Reply> {
  const body = json === undefined ? raw : JSON.stringify(json)
  const answer = await fetch(address + path, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body }),
    redirect: 'manual',
    signal: AbortSignal.timeout(30_000),
  })
  const text = await answer.text()
  const isJson = (answer.headers.get('content-type') ?? '').includes('json')
  const parsed: unknown = isJson && text !== '' ? JSON.parse(text) : {}
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    // Arrays have no members that a test reads by name.
    body: parsed as Readonly<Record<string, unknown>>,
  }
}

/** Signs in and answers the headers that carry the session. */
export async function signedIn(
  address: string,
  login: string,
  password: string = DEMO_PASSWORD,
): Promise<Readonly<Record<string, string>>> {
  const answer = await send(address, '/api/session', { json: { login, password } })
  assert.equal(answer.status, 200, `${login}: ${answer.text}`)
  const [cookie = ''] = (answer.headers.get('set-cookie') ?? '').split(';')
  return { cookie }
}
