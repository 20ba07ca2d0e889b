/**
 * How the doors say no: application/problem+json (RFC 9457) with every reason in words, in the reader's language.
 *
 *   { type, title, status, detail?, requestId, refused: [{ because, rule?, field?, says }] }
 */
import { STATUS_CODES } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { HttpParts } from './httpParts.ts'
import { languageOf } from './language.ts'
import { statusOf, tell, type AnyRefusal } from './refusals.ts'

export interface Refusing {
  readonly declaration?: Declaration | undefined
  /** Whether the request named the version it relies on. */
  readonly conditional?: boolean
}

export type Refuse = (
  request: FastifyRequest,
  reply: FastifyReply,
  refused: readonly AnyRefusal[],
  more?: Refusing,
) => FastifyReply

export const refuseWith =
  ({ words, realm }: Pick<HttpParts, 'words' | 'realm'>): Refuse =>
  (request, reply, refused, { declaration, conditional = false } = {}) => {
    const language = languageOf(request)
    const context = {
      words,
      declarations: realm.declarations,
      ...(declaration === undefined ? {} : { declaration }),
    }
    const told = refused.map((refusal) => tell(refusal, language, context))
    const status = statusOf(refused, { conditional })
    if (status === 429 || status === 503) void reply.header('retry-after', '5')
    return reply
      .code(status)
      .header('content-language', language)
      .header('cache-control', 'no-store')
      .type('application/problem+json; charset=utf-8')
      .send(
        JSON.stringify({
          type: 'about:blank',
          title: STATUS_CODES[status] ?? 'Refused',
          status,
          ...(told[0] === undefined ? {} : { detail: told[0].says }),
          requestId: request.id,
          refused: told,
        }),
      )
  }
