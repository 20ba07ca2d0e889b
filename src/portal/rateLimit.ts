/**
 * How many reports one client may send a minute, without keeping anybody's address.
 *
 * A client is counted under a salted hash of its network. The salt lives in memory, is drawn anew every hour,
 * and the old one is forgotten with everything counted under it: nobody can work back from a count to an
 * address, and no count outlives two minutes. The window slides: what was sent in the minute before counts
 * for the share of it that still lies within the last 60 seconds.
 */
import { createHmac } from 'node:crypto'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

export interface RateLimit {
  /** Counts one report of this client; how many seconds to wait when it is one too many (it is not counted then). */
  take(client: string): { readonly allowed: true } | { readonly allowed: false; readonly seconds: number }
  /** How many clients are remembered at the moment. */
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
  let before = new Map<string, number>()
  let current = new Map<string, number>()

  const turnTo = (at: number): void => {
    if (Math.floor(at / HOUR) !== hour) {
      hour = Math.floor(at / HOUR)
      salt = Uint8Array.from(drawSalt())
      before = new Map()
      current = new Map()
    }
    const passed = Math.floor(at / MINUTE) - minute
    if (passed === 0) return
    before = passed === 1 ? current : new Map<string, number>()
    current = new Map()
    minute += passed
  }

  return {
    take(client) {
      if (perMinute === 0) return { allowed: true }
      const at = now()
      turnTo(at)
      const key = createHmac('sha256', salt).update(networkOf(client)).digest('base64url').slice(0, 22)
      const sofar = current.get(key) ?? 0
      const share = 1 - (at % MINUTE) / MINUTE
      if (sofar + (before.get(key) ?? 0) * share >= perMinute)
        return { allowed: false, seconds: Math.ceil((MINUTE - (at % MINUTE)) / 1000) }
      current.set(key, sofar + 1)
      return { allowed: true }
    },
    size: () => new Set([...before.keys(), ...current.keys()]).size,
  }
}

/** One household has one IPv4 address or one IPv6 /64: the last half of an IPv6 address is the sender's to choose. */
function networkOf(client: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(client)?.[1]
  if (mapped !== undefined) return mapped
  if (!client.includes(':')) return client
  const [head = '', tail] = client.split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length)
  return [...front, ...Array<string>(zeros).fill('0'), ...back]
    .slice(0, 4)
    .map((part) => part.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')
}
