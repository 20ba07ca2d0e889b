/** What went wrong before or behind a route, as a problem. Bad input never reads as our fault, our fault never as bad input. */
import type { FastifyInstance, RouteOptions } from 'fastify'
import { isDatabaseAway } from '#store/postgres/databaseAway.ts'
import type { Refuse } from './problem.ts'
import type { DoorRefusal } from './refusals.ts'

export function answerErrors(app: FastifyInstance, refuse: Refuse): void {
  const routes = knownRoutes(app)

  app.setErrorHandler((error, request, reply) => {
    const because = whatWasWrong(error)
    if (because === 'broken' || because === 'database away')
      request.log.error({ because: describe(error) }, because)
    return refuse(request, reply, [{ because }])
  })

  app.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.url.split('?')
    const methods = routes.methodsAt(path)
    // A route that serves many addresses (files) may have nothing at this one.
    if (methods.length === 0 || methods.includes(request.method))
      return refuse(request, reply, [{ because: 'no such address' }])
    void reply.header('allow', methods.join(', '))
    return refuse(request, reply, [{ because: 'method not allowed' }])
  })
}

type Simple = Extract<
  DoorRefusal['because'],
  'too large' | 'not JSON' | 'malformed' | 'database away' | 'broken'
>

function whatWasWrong(error: unknown): Simple {
  if (isDatabaseAway(error)) return 'database away'
  const status =
    typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined
  if (status === 413) return 'too large'
  if (status === 415) return 'not JSON'
  return typeof status === 'number' && status >= 400 && status < 500 ? 'malformed' : 'broken'
}

/** Where it broke, without what it broke on: messages of the database may quote values. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const code = 'code' in error ? ` ${String(error.code)}` : ''
  const [, ...frames] = (error.stack ?? '').split('\n    at ')
  return `${error.name}${code} at ${frames.slice(0, 8).join(' < ')}`
}

/** Which methods each address takes, to tell a wrong method from a wrong address. */
function knownRoutes(app: FastifyInstance) {
  const known: { readonly pattern: RegExp; readonly methods: readonly string[] }[] = []
  app.addHook('onRoute', ({ url, method }: RouteOptions) => {
    const source = url
      .replace(/[.*+?^${}()|[\]\\]/g, (sign) => (sign === '*' ? '.*' : `\\${sign}`))
      .replace(/:[A-Za-z]+/g, '[^/]+')
    known.push({ pattern: new RegExp(`^${source}$`), methods: [method].flat() })
  })
  return {
    methodsAt: (path: string): readonly string[] => [
      ...new Set(known.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods)),
    ],
  }
}
