/**
 * The citizen's door: `/`, `/report`, `/progress`, `/poster`, the way out and what they load, as one Fastify plugin. Everything works
 * without JavaScript and without cookies; nothing is loaded from elsewhere; no address of a reporter is logged.
 */
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Instant } from '#kernel/time.ts'
import { FormBroken, FormTooLarge, type FormLimits } from './formBody.ts'
import { formSeal } from './formSeal.ts'
import { homePage } from './homePage.ts'
import { messagePage, type Message } from './messagePage.ts'
import { sendPacked } from './packed.ts'
import { requestView, sendPage, type PortalDesk } from './portalDesk.ts'
import type { PortalOffice } from './portalOffice.ts'
import { progressRoutes } from './progressRoutes.ts'
import { posterPage } from './posterPage.ts'
import type { RateLimit } from './rateLimit.ts'
import { reportRoutes } from './reportRoutes.ts'
import { findScript } from './scripts.ts'
import { pageHeaders, scriptPolicy } from './securityHeaders.ts'
import type { Uploads } from './uploads.ts'

export interface PortalOptions {
  readonly office: PortalOffice
  readonly uploads: Uploads
  readonly now: () => Instant
  readonly limits: FormLimits
  readonly rate: RateLimit
  readonly wrongCodes: RateLimit
  /** Whether an error says no more than that the database is away for a moment. */
  isAway(problem: unknown): boolean
  /** Where the button leads that leaves at once: a page of somebody else that anybody may have open. */
  readonly leaveTo: string
  /** Where a browser finds this portal, for the poster; not known where nobody said it. */
  findAddress(request: FastifyRequest): URL | undefined
  /** 32 random bytes that all processes of one portal share; drawn anew at every start when left out. */
  readonly sealKey?: Uint8Array
}

/** Fields of the form as it comes urlencoded: no files, so far less than a whole request may be. */
const URLENCODED_BYTES = 1_000_000

export async function portal(app: FastifyInstance, options: PortalOptions): Promise<void> {
  const css = styleSheet('portal')
  const posterCss = styleSheet('poster')
  const sealScript = findScript('seal')
  const leaveScript = findScript('leave')
  const desk: PortalDesk = {
    ...options,
    seal: formSeal(options.sealKey ?? randomBytes(32)),
    assets: {
      styles: css.address,
      posterStyles: posterCss.address,
      ...(sealScript === undefined ? {} : { sealScript: sealScript.address }),
      ...(leaveScript === undefined ? {} : { leaveScript: leaveScript.address }),
    },
    drawToken: () => randomBytes(18).toString('base64url'),
  }

  // Forms only: JSON has its own door, with its own refusals.
  app.removeContentTypeParser(['application/json', 'text/plain'])
  // The server may take uploads at other doors too; a parser can be there only once.
  if (!app.hasContentTypeParser('multipart/form-data')) await app.register(multipart)
  if (!app.hasContentTypeParser('application/x-www-form-urlencoded'))
    await app.register(formbody, { bodyLimit: Math.min(URLENCODED_BYTES, options.limits.bodyBytes) })

  app.addHook('onRoute', (route) => {
    // Requests are not logged: a line per request would keep network addresses. Failures are, without the request.
    route.logLevel = 'warn'
  })
  app.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries(pageHeaders))
      if (!isOwnPolicy(reply.getHeader(name))) reply.header(name, value)
    if (reply.statusCode === 503) reply.header('retry-after', '5')
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  app.setErrorHandler((problem, request, reply) => sendProblem(desk, problem, request, reply))

  for (const { address, code } of [css, posterCss]) serveForAYear(app, address, 'text/css', code)
  for (const script of [sealScript, leaveScript])
    if (script !== undefined) serveForAYear(app, script.address, 'text/javascript', script.code)
  app.get('/', (request, reply) => {
    const view = requestView(request)
    return sendPage(desk, reply, 200, homePage(view, desk.office.choices(view.language)), view)
  })
  app.get('/leave', (_request, reply) =>
    // The cache of this site goes, too: it would tell that somebody was here.
    reply.header('clear-site-data', '"cache"').redirect(options.leaveTo, 303),
  )
  app.get('/poster', (request, reply) => {
    const view = requestView(request)
    return sendPage(desk, reply, 200, posterPage(view, options.findAddress(request)), view)
  })
  reportRoutes(app, desk)
  progressRoutes(app, desk)
  refuseOtherMethods(app, desk)
}

function styleSheet(name: 'portal' | 'poster'): { readonly address: string; readonly code: Buffer } {
  const code = readFileSync(new URL(`${name}.css`, import.meta.url))
  return {
    address: `/assets/${name}-${createHash('sha256').update(code).digest('hex').slice(0, 16)}.css`,
    code,
  }
}

/** The address changes with the content. */
const serveForAYear = (app: FastifyInstance, address: string, type: string, code: Buffer) =>
  app.get(address, (_request, reply) =>
    sendPacked(
      reply.type(`${type}; charset=utf-8`).header('cache-control', 'public, max-age=31536000, immutable'),
      code,
    ),
  )

/** A page with scripts of ours has a policy of its own; a paper to print has a style of its own, and nothing else. */
const isOwnPolicy = (value: unknown): boolean =>
  value === scriptPolicy ||
  (typeof value === 'string' && /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}';/.test(value))

function refuseOtherMethods(app: FastifyInstance, desk: PortalDesk): void {
  const other = ['PUT', 'PATCH', 'DELETE', 'OPTIONS']
  const pages = [
    { url: '/', method: [...other, 'POST'], allow: 'GET, HEAD' },
    { url: '/leave', method: [...other, 'POST'], allow: 'GET, HEAD' },
    { url: '/poster', method: [...other, 'POST'], allow: 'GET, HEAD' },
    { url: '/report', method: other, allow: 'GET, HEAD, POST' },
    { url: '/progress', method: other, allow: 'GET, HEAD, POST' },
  ]
  for (const { url, method, allow } of pages) {
    const refuse = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
      sendMessage(desk, request, reply.header('allow', allow), 405, 'wrongMethod')
    // Answered before the body is looked at, whatever it is.
    app.route({ url, method, onRequest: async (request, reply) => refuse(request, reply), handler: refuse })
  }
}

function sendProblem(
  desk: PortalDesk,
  problem: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const isAway = desk.isAway(problem)
  const status = isAway ? 503 : statusOf(problem)
  if (status >= 500) request.log.error(problem, 'a page of the portal failed')
  // What is still coming of a body that is not wanted is not waited for.
  if (status < 500) reply.header('connection', 'close')
  return sendMessage(
    desk,
    request,
    reply,
    status,
    status === 413 ? 'tooLarge' : status < 500 ? 'broken' : isAway ? 'away' : 'failed',
  )
}

function statusOf(problem: unknown): number {
  if (problem instanceof FormTooLarge) return 413
  if (problem instanceof FormBroken) return 400
  const given = problem instanceof Error && 'statusCode' in problem ? problem.statusCode : undefined
  return typeof given === 'number' && given >= 400 && given < 500 ? given : 500
}

function sendMessage(
  desk: PortalDesk,
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  message: Message,
): FastifyReply {
  const view = requestView(request)
  return sendPage(desk, reply, status, messagePage(view, message), view)
}
