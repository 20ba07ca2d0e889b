/**
 * The JSON doors of the contract: `POST /api/public/reports` and `POST /api/public/progress`. Refusals are
 * problem+json (RFC 9457) in the language of Accept-Language, with the same sentences as the pages.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { dayOf, type Instant } from '#kernel/time.ts'
import { checkReport } from './checkReport.ts'
import { acceptedLanguage, type Says } from './language.ts'
import type { PortalOffice, PortalRefusal } from './portalOffice.ts'
import type { RateLimit } from './rateLimit.ts'
import { isRetryToken } from './reportForm.ts'
import { findPublicType, type PublicTypeName } from './publicTypes.ts'
import { isRaw, type Raw } from './reportReader.ts'
import { typedCode } from './typedText.ts'
import { inBoth, wordsIn } from './words.ts'

export interface PublicApiOptions {
  readonly office: PortalOffice
  readonly now: () => Instant
  /** The same one the pages count with. */
  readonly rate: RateLimit
  readonly wrongCodes: RateLimit
  /** Bytes of a request. */
  readonly bodyBytes: number
  /** As for the pages. */
  isAway(problem: unknown): boolean
}

// Fastify wants a promise of a plugin that takes no callback.
// eslint-disable-next-line @typescript-eslint/require-await
export async function publicApi(app: FastifyInstance, options: PublicApiOptions): Promise<void> {
  const { office, now, rate, wrongCodes, bodyBytes: bodyLimit, isAway } = options
  app.addHook('onRoute', (route) => {
    // As for the pages: a line per request would keep network addresses.
    route.logLevel = 'warn'
  })
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff')
  })
  app.setErrorHandler((problem, request, reply) => {
    const status = problem instanceof Error && 'statusCode' in problem ? Number(problem.statusCode) : 500
    if (status === 413)
      return refuse(request, reply, 413, [
        { because: 'too large', says: inBoth((w) => w.messages.tooLarge.text) },
      ])
    if (status >= 400 && status < 500) return refuseShape(request, reply, status)
    request.log.error(problem, 'a public door failed')
    if (isAway(problem))
      return refuse(request, reply.header('retry-after', '5'), 503, [
        { because: 'away', says: inBoth((w) => w.messages.away.text) },
      ])
    return refuse(request, reply, 500, [{ because: 'failed', says: inBoth((w) => w.messages.failed.text) }])
  })

  app.post('/api/public/reports', { bodyLimit }, async (request, reply) => {
    const turn = rate.take(request.ip)
    if (!turn.allowed) {
      reply.header('retry-after', turn.seconds)
      return refuse(request, reply, 429, [
        { because: 'too many', says: inBoth((w) => w.api.slow(turn.seconds)) },
      ])
    }
    const key = request.headers['idempotency-key']
    if (key !== undefined && !isRetryToken(key))
      return refuse(request, reply, 400, [
        { because: 'field not accepted', field: 'Idempotency-Key', says: inBoth((w) => w.api.badKey) },
      ])
    if (!isRaw(request.body)) return refuseShape(request, reply, 400)
    const language = acceptedLanguage(request.headers['accept-language'])
    const about = aboutIn(request.body)
    if (about === undefined)
      return refuse(request, reply, 422, [
        { because: 'not in the list', field: 'about', says: inBoth((w) => w.api.unknownAbout) },
      ])
    const checked = checkReport(request.body, office.choices(language, about), dayOf(now()), about)
    if ('refused' in checked) return refuse(request, reply, 422, checked.refused)
    const answer = await office.report(checked.report, [], key ?? '', about)
    if ('refused' in answer) return refuse(request, reply, 422, answer.refused)
    return reply.code(201).send({ queryCode: answer.queryCode, number: answer.number })
  })

  app.post('/api/public/progress', { bodyLimit }, async (request, reply) => {
    if (!isRaw(request.body)) return refuseShape(request, reply, 400)
    const code = codeIn(request.body)
    if (code === undefined)
      return refuse(request, reply, 422, [
        { because: 'field missing', field: 'queryCode', says: inBoth((w) => w.errors.code) },
      ])
    const turn = wrongCodes.look(request.ip)
    if (!turn.allowed) {
      reply.header('retry-after', turn.seconds)
      return refuse(request, reply, 429, [
        { because: 'too many', says: inBoth((w) => w.progressPage.tooManyWrong(turn.seconds)) },
      ])
    }
    const progress = await office.progress(code)
    if (progress === 'busy') {
      reply.header('retry-after', 2)
      return refuse(request, reply, 503, [{ because: 'busy', says: inBoth((w) => w.progressPage.notShown) }])
    }
    if (progress === undefined) wrongCodes.take(request.ip)
    if (progress === undefined)
      return refuse(request, reply, 404, [
        { because: 'no such code', field: 'queryCode', says: inBoth((w) => w.api.unknownCode) },
      ])
    return reply.send(progress)
  })
}

/** What the report is about: `about` or `type`, both the same when both are there; a clue when neither is. */
function aboutIn(body: Raw): PublicTypeName | undefined {
  const given = ['about', 'type'].filter((name) => Object.hasOwn(body, name)).map((name) => body[name])
  if (given.length === 0) return 'clue'
  const found = new Set(given.map((one) => (one === '' ? undefined : findPublicType(one ?? null))))
  return found.size === 1 ? [...found][0] : undefined
}

function codeIn(body: Raw): string | undefined {
  const given = Object.hasOwn(body, 'queryCode') ? body['queryCode'] : undefined
  const code = typeof given === 'string' ? typedCode(given) : ''
  return code === '' ? undefined : code
}

const refuseShape = (request: FastifyRequest, reply: FastifyReply, status: number): FastifyReply =>
  refuse(request, reply, status, [{ because: 'not JSON', says: inBoth((w) => w.api.notJson) }])

/** The title and every sentence are in one language; `because`, `rule` and `field` are for programs. */
function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  refused: readonly PortalRefusal[],
): FastifyReply {
  const language = acceptedLanguage(request.headers['accept-language'])
  const inOne = (says: Says): string => says[language]
  return reply
    .code(status)
    .type('application/problem+json; charset=utf-8')
    .header('content-language', wordsIn(language).htmlLanguage)
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: wordsIn(language).api.refused,
        status,
        refused: refused.map(({ because = 'refused', rule, field, says }) => ({
          because,
          rule,
          field,
          says: inOne(says),
        })),
      }),
    )
}
