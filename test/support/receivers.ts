/** A mail server and a receiver of webhooks of a test's own, on the loopback address; both can be told to refuse. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

export interface Receiver extends AsyncDisposable {
  readonly port: number
  /** What was taken in, oldest first. */
  readonly mails: { readonly to: string; readonly id: string; readonly body: string }[]
  readonly calls: { readonly headers: Readonly<Record<string, unknown>>; readonly body: string }[]
  refuses: boolean
}

export async function receivers(): Promise<{ readonly mail: Receiver; readonly hook: Receiver }> {
  return { mail: await mailServer(), hook: await hookServer() }
}

async function mailServer(): Promise<Receiver> {
  const state = { mails: [] as Receiver['mails'][number][], calls: [], refuses: false }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      text(stream).then((raw) => {
        if (state.refuses) {
          done(Object.assign(new Error('try later'), { responseCode: 451 }))
          return
        }
        const [, id = ''] = /^message-id: <(.+)>$/im.exec(raw) ?? []
        const to = session.envelope.rcptTo.map(({ address }) => address).join()
        state.mails.push({ to, id, body: decoded(raw) })
        done()
      }, done)
    },
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return Object.assign(state, {
    // Listening on a port, it has one.
    port: (server.server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(resolve)
      }),
  })
}

/** The body as it is read, whichever way it was encoded. */
function decoded(raw: string): string {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  if (/^content-transfer-encoding: base64/im.test(head)) return Buffer.from(body, 'base64').toString()
  if (!/^content-transfer-encoding: quoted-printable/im.test(head)) return body
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([\dA-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}

async function hookServer(): Promise<Receiver> {
  const state = { mails: [], calls: [] as Receiver['calls'][number][], refuses: false }
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      if (!state.refuses) state.calls.push({ headers: request.headers, body })
      response.writeHead(state.refuses ? 503 : 204).end()
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return Object.assign(state, {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  })
}
