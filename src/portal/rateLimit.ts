/**
 * How much one client may send a minute, without keeping anybody's address (docs/decisions/0012-limits-without-tracking.md).
 *
 * A client is counted under a salted hash of its network, and its neighbourhood (IPv4 /24, IPv6 /48) under another. The salt
 * lives in memory, is drawn anew every hour, and the old one is forgotten with everything counted under it: nobody can work
 * back from a count to an address, and no count outlives two minutes. The window slides: what was sent in the minute before
 * counts for the share of it that still lies within the last 60 seconds.
 *
 * All clients together have no limit of their own: whoever floods the door could close it for everybody else. When more comes
 * than the door takes easily, each network has one turn a minute instead, and somebody who reports once does not notice.
 */
import { createHmac } from 'node:crypto'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Networks of one neighbourhood that may send as much as they like at the same time. Assumed. */
const NEIGHBOURS = 20
/** Networks sending as much as they may, from which on the door is called flooded. Assumed. */
const FLOOD = 200
/** Networks and neighbourhoods remembered at most, some 100 bytes each. */
const MOST_REMEMBERED = 300_000

export type Turn = { readonly allowed: true } | { readonly allowed: false; readonly seconds: number }

export interface RateLimit {
  /** Counts one for this client; how many seconds to wait when it is one too many (it is not counted then). */
  take(client: string | undefined): Turn
  /** The same without counting. */
  look(client: string | undefined): Turn
  /** How many networks and neighbourhoods are remembered at the moment. */
  size(): number
}

/** `perMinute` 0: no limit. `now` in milliseconds, never running backwards. `drawSalt`: at least 16 random bytes. */
export function rateLimit(options: {
  readonly perMinute: number
  readonly now: () => number
  readonly drawSalt: () => Uint8Array
}): RateLimit {
  const { perMinute, now, drawSalt } = options
  let hour = -1
  let minute = -1
  let salt = new Uint8Array()
  let before = noCounts()
  let current = noCounts()

  const turnTo = (at: number): void => {
    if (Math.floor(at / HOUR) !== hour) {
      hour = Math.floor(at / HOUR)
      salt = Uint8Array.from(drawSalt())
      before = noCounts()
      current = noCounts()
    }
    const passed = Math.floor(at / MINUTE) - minute
    if (passed === 0) return
    before = passed === 1 ? current : noCounts()
    current = noCounts()
    minute += passed
  }

  function ask(client: string | undefined, counts: boolean): Turn {
    if (perMinute === 0) return { allowed: true }
    const at = now()
    turnTo(at)
    const share = 1 - (at % MINUTE) / MINUTE
    const sent = (key: string) => (current.by.get(key) ?? 0) + (before.by.get(key) ?? 0) * share
    const isFlooded = current.all + before.all * share >= FLOOD * perMinute
    const { network, neighbourhood } = placesOf(client ?? GONE)
    const limits: readonly (readonly [string, number])[] = [
      [hashed(salt, network), isFlooded ? 1 : perMinute],
      [hashed(salt, neighbourhood), NEIGHBOURS * perMinute],
    ]
    const isFull = current.by.size >= MOST_REMEMBERED && limits.some(([key]) => !current.by.has(key))
    if (isFull || limits.some(([key, most]) => sent(key) >= most))
      return { allowed: false, seconds: Math.ceil((MINUTE - (at % MINUTE)) / 1000) }
    if (counts) {
      current.all += 1
      for (const [key] of limits) current.by.set(key, (current.by.get(key) ?? 0) + 1)
    }
    return { allowed: true }
  }

  return {
    take: (client) => ask(client, true),
    look: (client) => ask(client, false),
    size: () => new Set([...before.by.keys(), ...current.by.keys()]).size,
  }
}

/** Whoever has hung up has no address any more. */
const GONE = 'gone'

const noCounts = (): { all: number; by: Map<string, number> } => ({ all: 0, by: new Map() })

const hashed = (salt: Uint8Array, place: string): string =>
  createHmac('sha256', salt).update(place).digest('base64url').slice(0, 22)

/** One household has one IPv4 address or one IPv6 /64: the last half of an IPv6 address is the sender's to choose. */
function placesOf(client: string): { readonly network: string; readonly neighbourhood: string } {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(client)?.[1] ?? client
  if (!plain.includes(':'))
    return { network: plain, neighbourhood: `near ${plain.split('.').slice(0, 3).join('.')}` }
  const [head = '', tail] = plain.split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length)
  const parts = [...front, ...Array<string>(zeros).fill('0'), ...back].map((part) =>
    part.toLowerCase().replace(/^0+(?=.)/, ''),
  )
  return { network: parts.slice(0, 4).join(':'), neighbourhood: `near ${parts.slice(0, 3).join(':')}` }
}
