/**
 * /workbench/: the officials' pages as files that scripts/buildWorkbench.mjs has made. The page itself is written for each
 * answer, with a nonce for the styles that Ant Design makes; everything else has its digest in its name and never changes.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Door } from './door.ts'

const BUILT = join(import.meta.dirname, '..', '..', '..', 'dist', 'workbench')

/** Pictures and PDFs of evidence are shown from memory (blob:); nothing else comes from anywhere but here. */
const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    'frame-src blob:',
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

export async function addWorkbenchRoutes(app: FastifyInstance, door: Door): Promise<void> {
  const file = join(BUILT, 'index.html')
  // Where nobody built it (a test of the doors alone), there is nothing at this address.
  if (!existsSync(file)) return
  const page = readFileSync(file, 'utf8')

  const sendPage = (request: FastifyRequest, reply: FastifyReply) => {
    const nonce = randomBytes(18).toString('base64url')
    return reply
      .headers({
        'content-security-policy': policy(nonce),
        'permissions-policy': 'camera=(), geolocation=(), microphone=(), interest-cohort=()',
        'cache-control': 'no-store',
      })
      .type('text/html; charset=utf-8')
      .send(
        page
          .replace('__NONCE__', nonce)
          .replace('__OIDC__', door.settings.oidc === undefined ? 'no' : 'yes')
          .replace('__WORLD__', door.settings.world)
          .replace('__SIGNED_IN__', request.session === undefined ? 'no' : 'yes'),
      )
  }

  await app.register(fastifyStatic, {
    root: join(BUILT, 'assets'),
    prefix: '/workbench/assets/',
    preCompressed: true,
    index: false,
    immutable: true,
    maxAge: '1y',
    decorateReply: false,
  })
  app.get('/workbench', (_request, reply) => reply.redirect('/workbench/', 308))
  app.get('/workbench/', sendPage)
  // The addresses of its pages; what looks like a file is none.
  app.get('/workbench/*', (request, reply) =>
    /\.\w+$/.test(request.url.split('?')[0] ?? '')
      ? door.refuse(request, reply, [{ because: 'no such address' }])
      : sendPage(request, reply),
  )
}
