/**
 * Asking the server. A session that ended is not a failure: whoever was signed in signs in again in a dialog, and the
 * request goes on (signIn/sessionLost.ts). Everything else that is refused comes back as a problem with its words.
 */
import { languageNow } from '../language.ts'
import { sessionIsBack } from '../signIn/sessionLost.ts'
import { freshProof } from '../signIn/steppingUp.ts'
import type { Problem } from './shapes.ts'

export interface Asking {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly json?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
  /** It goes on its way although the page goes. */
  readonly keepalive?: boolean
}

export type Answered<T> = { readonly body: T } | { readonly problem: Problem }

/** What a query throws: the problem, for whoever shows it. */
export class Refused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title)
    this.problem = problem
  }
}

/** The connection broke: whether it was done is not known. */
const unreachable: Problem = { status: 0, title: 'unreachable', refused: [] }

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'refused' in body && Array.isArray(body.refused)

export async function ask<T>(path: string, asking: Asking = {}): Promise<Answered<T>> {
  const { method = 'GET', json, headers, signal, keepalive = false } = asking
  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        'accept-language': languageNow(),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(signal === undefined ? {} : { signal }),
      ...(keepalive ? { keepalive } : {}),
      cache: 'no-store',
      credentials: 'same-origin',
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    return { problem: unreachable }
  }
  const body: unknown = await response.json().catch(() => undefined)
  if (response.ok) {
    // The door of this path answers this shape (doors/shapes.ts).
    return { body: body as T }
  }
  const problem = isProblem(body)
    ? body
    : { status: response.status, title: response.statusText, refused: [] }
  if (problem.refused.some(({ because }) => because === 'not signed in') && path !== '/api/session') {
    await sessionIsBack()
    return ask(path, asking)
  }
  if (problem.refused.some(({ because }) => because === 'step up needed') && (await freshProof()))
    return ask(path, asking)
  return { problem }
}

/** For queries: the body, or throws `Refused`. */
export async function read<T>(path: string, signal?: AbortSignal): Promise<T> {
  const answered = await ask<T>(path, signal === undefined ? {} : { signal })
  if ('problem' in answered) throw new Refused(answered.problem)
  return answered.body
}
