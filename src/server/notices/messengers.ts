/**
 * How a notice leaves the house: by mail (SMTP) or to a webhook. Each is told the id of the delivery, so that a receiver knows
 * one that comes twice; each gives up after a few seconds and throws.
 *
 *   POST <webhook>   content-type: application/json
 *   zhunsheng-delivery:  <id>
 *   zhunsheng-signature: t=<seconds since 1970>,v1=<HMAC-SHA-256 of "<t>.<body>" under the secret told once, hex>
 */
import { createHmac } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { millisOf, type Instant } from '#kernel/time.ts'
import type { Settings } from '../settings.ts'
import type { Letter } from './digest.ts'

const PATIENCE = 10_000

export interface Message extends Letter {
  readonly id: string
  /** For programs, beside the words. */
  readonly data: Readonly<Record<string, unknown>>
}

export interface Messengers {
  /** Nothing where no server is set. */
  readonly mail?: (to: string, message: Message) => Promise<void>
  readonly webhook: (to: string, message: Message, secret: string, at: Instant) => Promise<void>
  /** Only to origins that the installation lists: an address is typed by a person, and the request is made from inside. */
  mayCall(address: string): boolean
}

export function createMessengers({ smtp, mailFrom, webhooks }: Settings['notices']): Messengers {
  const mayCall = (address: string) => URL.canParse(address) && webhooks.includes(new URL(address).origin)
  return {
    mayCall,
    ...(smtp === undefined ? {} : { mail: mailBy(smtp, mailFrom) }),
    async webhook(to, { id, subject, text, data }, secret, at) {
      if (!mayCall(to)) throw new Error('The webhook is on no origin that ZS_WEBHOOKS lists')
      const body = JSON.stringify({ ...data, subject, text })
      const seconds = String(Math.floor(millisOf(at) / 1000))
      const v1 = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
      const response = await fetch(to, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'zhunsheng-delivery': id,
          'zhunsheng-signature': `t=${seconds},v1=${v1}`,
        },
        body,
        // A redirect would lead away from the origins that are allowed.
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE),
      })
      await response.body?.cancel()
      if (!response.ok) throw new Error(`The webhook answered ${String(response.status)}`)
    },
  }
}

function mailBy(smtp: string, from: string): NonNullable<Messengers['mail']> {
  const transport = createTransport({
    url: smtp,
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const [, host = 'localhost'] = from.split('@')
  return async (to, { id, subject, text }) => {
    await transport.sendMail({
      from,
      to: { name: '', address: to },
      subject,
      text,
      messageId: `<${id}@${host}>`,
    })
  }
}
