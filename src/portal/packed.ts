/**
 * Pages and styles in gzip for whoever takes it: the form with all its places is a third of its size then, which counts on
 * a telephone in a village. Only what anybody gets who asks: a page that answers a form shows what was sent beside secrets
 * (codes, seals), and its packed length could tell one from the other (BREACH).
 */
import { gzipSync } from 'node:zlib'
import type { FastifyReply } from 'fastify'

export function sendPacked(reply: FastifyReply, content: string | Buffer): FastifyReply {
  const { method, headers } = reply.request
  if (method !== 'GET') return reply.send(content)
  reply.header('vary', 'accept-encoding')
  return takesGzip(headers['accept-encoding'])
    ? reply.header('content-encoding', 'gzip').send(gzipSync(content))
    : reply.send(content)
}

/** `gzip`, and not `gzip;q=0`. */
const takesGzip = (header: string | string[] | undefined): boolean =>
  String(header ?? '')
    .slice(0, 500)
    .split(',')
    .some((part) => /^\s*gzip\s*(?:;\s*q=(?:1|0\.\d*[1-9]\d*)(?:\.0*)?\s*)?$/i.test(part))
