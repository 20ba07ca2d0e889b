/**
 * Passwords as Argon2id hashes (RFC 9106; 19 MiB, two passes, the package's defaults). Each takes some 30 ms of a
 * core, so only few are worked on at a time: logins wait for each other and never starve the rest of the server.
 * Browsers that somebody signed in with before have a worker of their own: a crowd of strangers keeps nobody out.
 */
import { hash, verify } from '@node-rs/argon2'
import { gate } from './gate.ts'

/** More than these waiting are turned away at once. */
const MOST_WAITING = 100
const lanes = {
  strangers: gate({ atOnce: 2, waiting: MOST_WAITING }),
  known: gate({ atOnce: 1, waiting: MOST_WAITING }),
}
export type Lane = keyof typeof lanes

/** Longer ones would only cost time to hash. */
export const LONGEST_PASSWORD = 1000

export const hashPassword = async (password: string): Promise<string> => {
  const hashed = await lanes.known.run(() => hash(password))
  if (hashed === undefined) throw new Error('Too many passwords are being hashed; try again in a moment.')
  return hashed
}

let decoy: Promise<string> | undefined
/** What a login that nobody has is compared with, so that it takes as long as a real one. */
const decoyHash = (): Promise<string> => (decoy ??= hash('a password that nobody can have \u{0}'))

/** Undefined when too many wait. The same work is done whether there is a hash or not. */
export async function checkPassword(
  hashed: string | undefined,
  password: string,
  lane: Lane = 'strangers',
): Promise<boolean | undefined> {
  const against = hashed ?? (await decoyHash())
  const fits = await lanes[lane].run(() => verify(against, password).catch(() => false))
  return fits === undefined ? undefined : fits && hashed !== undefined
}
