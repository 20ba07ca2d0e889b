/**
 * What the port answers until the application stands: to a browser a page that says how far it is and reloads itself, to anything
 * else a problem with status 503.
 */
import { readFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { acceptedLanguage } from '#portal/language.ts'
import { ASKS_AGAIN, notYetPage, preparingPage, type Preparation } from '#portal/preparingPage.ts'
import { pageHeaders } from '#portal/securityHeaders.ts'
import { wordsIn } from '#portal/words.ts'

const STYLES = '/preparing.css'

export interface Preparing {
  /** Tells those who ask from now on. */
  say(preparation: Preparation): void
  readonly answer: RequestListener
}

export function preparing(): Preparing {
  let now: Preparation = { step: 'database' }
  const styles = readFileSync(new URL(import.meta.resolve('#portal/portal.css')))
  return {
    say(preparation) {
      now = preparation
    },
    answer({ url, method, headers }, response) {
      const send = (status: number, type: string, body: string | Buffer) => {
        response.writeHead(status, {
          ...pageHeaders,
          'content-type': `${type}; charset=utf-8`,
          'cache-control': 'no-store',
          ...(status === 503 ? { 'retry-after': String(ASKS_AGAIN) } : {}),
        })
        response.end(body)
      }
      if (url === '/healthz') send(200, 'application/json', JSON.stringify({ status: 'preparing' }))
      else if (url === STYLES) send(200, 'text/css', styles)
      else if ((headers.accept ?? '').includes('text/html'))
        send(503, 'text/html', method === 'POST' ? notYetPage(STYLES) : preparingPage(now, STYLES))
      else {
        const says = wordsIn(acceptedLanguage(headers['accept-language'])).preparing.title
        const refused = [{ because: 'being prepared', says }]
        send(
          503,
          'application/problem+json',
          JSON.stringify({ type: 'about:blank', title: says, status: 503, refused }),
        )
      }
    },
  }
}
