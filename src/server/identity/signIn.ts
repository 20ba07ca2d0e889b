/**
 * Signing in. A login nobody has takes the same work and gets the same answer as a wrong password. Failures slow down
 * that one login and lock nobody out: whoever knows the password gets in, a few seconds later at most.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import type { PersonId } from '#kernel/record/field.ts'
import { findAccount } from './accounts.ts'
import { gate, type Gate } from './gate.ts'
import { checkPassword } from './passwords.ts'

export type SignedIn =
  | { readonly person: PersonId }
  | { readonly because: 'login failed' }
  | { readonly because: 'too many logins' }

export type SignIn = (login: string, password: string) => Promise<SignedIn>

const FREE_FAILURES = 3
const LONGEST_PAUSE = 4000
/** Failures older than this are forgotten. */
const MEMORY = 15 * 60_000
const MOST_REMEMBERED = 10_000

interface Trouble {
  failures: number
  last: number
  /** One attempt at a time for a login under attack; a few wait. */
  readonly turn: Gate
}

export function signInWith(appPool: Pool, clock: () => number = Date.now): SignIn {
  const troubled = new Map<string, Trouble>()

  function troubleOf(login: string): Trouble | undefined {
    const trouble = troubled.get(login)
    if (trouble === undefined || clock() - trouble.last < MEMORY) return trouble
    troubled.delete(login)
    return undefined
  }

  async function attempt(login: string, password: string): Promise<SignedIn> {
    const account = await findAccount(appPool, login)
    const fits = await checkPassword(account?.password, password)
    if (fits === undefined) return { because: 'too many logins' }
    if (account !== undefined && fits) {
      troubled.delete(login)
      return { person: account.person }
    }
    if (troubled.size >= MOST_REMEMBERED) {
      const [oldest] = troubled.keys()
      if (oldest !== undefined) troubled.delete(oldest)
    }
    const trouble = troubleOf(login) ?? { failures: 0, last: 0, turn: gate({ atOnce: 1, waiting: 5 }) }
    trouble.failures += 1
    trouble.last = clock()
    troubled.set(login, trouble)
    return { because: 'login failed' }
  }

  return async (login, password) => {
    const trouble = troubleOf(login)
    if (trouble === undefined || trouble.failures < FREE_FAILURES) return attempt(login, password)
    const answer = await trouble.turn.run(async () => {
      await sleep(Math.min(LONGEST_PAUSE, 250 * 2 ** (trouble.failures - FREE_FAILURES)))
      return attempt(login, password)
    })
    return answer ?? { because: 'too many logins' }
  }
}
