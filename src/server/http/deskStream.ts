/**
 * GET /api/desk/stream: the desk whenever it changes, as Server-Sent Events.
 *
 *   event: desk    what GET /api/desk answers
 *   event: notices {"unread": how many notices are not read}
 *   event: over    the session has ended; nothing more comes
 *
 * A process looks every two seconds whether anything was written anywhere, and only then counts anew, one desk after the
 * other: a thousand open desks never ask the database at once. Each is counted under its own reach and sent only when it
 * is another than before, so that nobody learns from the stream that something happened which is not theirs.
 */
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { PersonId } from '#kernel/record/field.ts'
import { personAt, type Door } from './door.ts'
import { deskOf } from './deskRoutes.ts'
import { countUnread } from './noticeRoutes.ts'

const LOOK = 2_000
/** A desk is counted at most so often. */
const PAUSE = 5_000
/** Time passes without anybody writing: what was due becomes overdue. */
const ANEW = 60_000
/** Several windows of one browser share a stream; whoever opens more than this loses the oldest. */
const MOST_OF_A_SESSION = 4

interface Stream {
  readonly reply: FastifyReply
  readonly person: PersonId
  readonly session: string
  counted: number
  said: string
  unread: number
}

export function addDeskStream(app: FastifyInstance, door: Door): void {
  const streams = new Set<Stream>()
  let position = ''
  let changed = 0
  let isLooking = false

  const close = (stream: Stream, event?: 'over') => {
    if (!streams.delete(stream)) return
    if (event !== undefined) stream.reply.raw.write(`event: ${event}\ndata: {}\n\n`)
    stream.reply.raw.end()
  }

  async function newestPosition(): Promise<string> {
    const { rows } = await door.ownerPool.query<{ position: string }>({
      name: 'newest-entry',
      text: `select xid || '/' || position as position from zs.entry order by xid desc, position desc limit 1`,
    })
    return rows[0]?.position ?? ''
  }

  async function look(): Promise<void> {
    const now = performance.now()
    const found = await newestPosition()
    if (found !== position) {
      position = found
      changed = now
    }
    for (const stream of [...streams]) {
      const sinceCount = performance.now() - stream.counted
      const isStale = stream.counted <= changed ? sinceCount > PAUSE : sinceCount > ANEW
      if (isStale) await count(stream)
    }
  }

  async function count(stream: Stream): Promise<void> {
    stream.counted = performance.now()
    // Reading does not lengthen a session: an open window alone keeps nobody signed in.
    const { rowCount } = await door.appPool.query({
      name: 'session-goes-on',
      text: 'select from zs.session where id = $1 and ends > $2',
      values: [stream.session, door.now()],
    })
    if (rowCount !== 1) {
      close(stream, 'over')
      return
    }
    const text = JSON.stringify(await deskOf(door, stream.person))
    // Something goes out either way: otherwise proxies take the silence for the end.
    stream.reply.raw.write(text === stream.said ? ': \n\n' : `event: desk\ndata: ${text}\n\n`)
    stream.said = text
    const unread = await countUnread(door, stream.person)
    if (unread !== stream.unread)
      stream.reply.raw.write(`event: notices\ndata: ${JSON.stringify({ unread })}\n\n`)
    stream.unread = unread
  }

  const timer = setInterval(() => {
    if (streams.size === 0 || isLooking) return
    isLooking = true
    look()
      // The database is away: the next look finds what is new.
      .catch(() => undefined)
      .finally(() => {
        isLooking = false
      })
  }, LOOK)
  timer.unref()
  app.addHook('preClose', () => {
    clearInterval(timer)
    for (const stream of [...streams]) close(stream)
  })

  app.get('/api/desk/stream', (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined || request.session === undefined) return
    const stream: Stream = {
      reply,
      person,
      session: request.session.id,
      counted: -Infinity,
      said: '',
      unread: -1,
    }
    const others = [...streams].filter(({ session }) => session === stream.session)
    for (const old of others.slice(0, Math.max(0, others.length - MOST_OF_A_SESSION + 1))) close(old)
    reply.hijack()
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value)
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      // Proxies hand it on at once.
      'x-accel-buffering': 'no',
    })
    reply.raw.write('retry: 5000\n\n')
    streams.add(stream)
    request.raw.on('close', () => close(stream))
  })
}
