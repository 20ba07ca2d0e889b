/**
 * Signing in, and proving again who one is. A login nobody has takes the same work and gets the same answer as a wrong
 * password. That a code is asked for is told only after the right password. Failures slow down one login, or one
 * person's codes, and lock nobody out: a browser known for the login waits in its own line, and a passkey in none.
 */
import type { Pool } from 'pg'
import type { PersonId } from '#kernel/record/field.ts'
import type { Instant } from '#kernel/time.ts'
import type { KeyRing } from '../keyRing.ts'
import { keepNote, type AccountNote } from './accountNotes.ts'
import { findAccount, findAccountOf, type Account } from './accounts.ts'
import { findKnownBrowser } from './knownBrowser.ts'
import { recognise, type Place } from './passkeys.ts'
import { checkPassword } from './passwords.ts'
import { takeRecoveryCode } from './recoveryCodes.ts'
import type { Proof } from './sessions.ts'
import { throttle, type Pace, type Throttle } from './throttle.ts'
import { takeTotp } from './totp.ts'

export interface SignInParts {
  readonly appPool: Pool
  readonly ownerPool: Pool
  readonly keys: Pick<KeyRing, 'master' | 'mark'>
  readonly now: () => Instant
  readonly newId: () => string
}

export interface Credentials {
  readonly login: string
  readonly password: string
  /** A one-time code or a recovery code. */
  readonly otp?: string | undefined
  /** The cookie of a browser known for this login. */
  readonly knownBrowser?: string | undefined
}

export interface Proved {
  readonly account: Account
  readonly by: Proof
}
export interface NotProved {
  readonly because: 'login failed' | 'otp needed' | 'otp wrong' | 'too many logins' | 'passkey refused'
}

export interface SignIn {
  /** Why the old password does not do, before a new one is taken. */
  checkOldPassword(
    account: Account,
    password: string,
    knownBrowser: string | undefined,
  ): Promise<'old password wrong' | 'too many logins' | undefined>
  withPassword(credentials: Credentials): Promise<Proved | NotProved>
  withPasskey(place: Place, response: unknown): Promise<Proved | NotProved>
}

const HOUR = 3_600_000
/** Guessing a password of twelve characters at this pace takes for ever; its owner waits four seconds at most. */
const PASSWORD_PACE: Pace = { freeFailures: 3, firstPause: 250, longestPause: 4000, memory: 24 * HOUR }
/** Three codes of a million fit at any moment: at this pace a guess comes true once in four months of trying. */
const CODE_PACE: Pace = { freeFailures: 3, firstPause: 1000, longestPause: 30_000, memory: 24 * HOUR }
/** At so many failures in a row it is noted that somebody is at it. */
const NOTED_AT: readonly number[] = [5, 50, 500, 5000]

export function signInWith(
  parts: SignInParts,
  paces: { readonly passwords: Throttle; readonly codes: Throttle } = {
    passwords: throttle(PASSWORD_PACE),
    codes: throttle(CODE_PACE),
  },
): SignIn {
  const { appPool, ownerPool, keys, now } = parts
  const factorParts = { ...parts, owner: ownerPool, master: keys.master, mark: keys.mark }
  const note = (one: AccountNote) => keepNote(parts, one)

  async function noteAttack(account: Account, what: 'password' | 'code', failures: number): Promise<void> {
    if (NOTED_AT.includes(failures))
      await note({ account: account.id, by: account.person, act: 'attacked', more: { what, failures } })
  }

  async function rightPassword({ login, password, knownBrowser }: Credentials): Promise<Account | NotProved> {
    const known = findKnownBrowser(keys.mark, login, knownBrowser, now())
    const key = known === undefined ? login : `known ${known}`
    const account = await findAccount(appPool, login)
    const answer = await paces.passwords.attempt(
      key,
      () =>
        checkPassword(
          account?.disabled === null ? account.password : undefined,
          password,
          known === undefined ? 'strangers' : 'known',
        ),
      (fits) => fits === false,
    )
    if (answer === undefined) return { because: 'too many logins' }
    if (answer && account !== undefined) return account
    if (account !== undefined) await noteAttack(account, 'password', paces.passwords.failuresOf(key))
    return { because: 'login failed' }
  }

  async function hasFactor(person: PersonId): Promise<boolean> {
    const { rows } = await appPool.query<{ has: boolean }>({
      name: 'has-factor',
      text: `select exists (select from zs.totp where person = $1 and confirmed is not null)
               or exists (select from zs.passkey where person = $1) as has`,
      values: [person],
    })
    return rows[0]?.has === true
  }

  async function withCode(
    account: Account,
    { login, otp, knownBrowser }: Credentials,
  ): Promise<Proved | NotProved> {
    const { person } = account
    if (!(await hasFactor(person))) return { account, by: 'password' }
    if (otp === undefined || otp.trim() === '') return { because: 'otp needed' }
    const typed = otp.trim()
    const at = now()
    const key = findKnownBrowser(keys.mark, login, knownBrowser, at) ?? person
    const by = await paces.codes.attempt(
      key,
      async (): Promise<Proof | 'wrong'> => {
        const plain = typed.replace(/\s/g, '')
        if (await takeTotp(factorParts, person, plain, at)) return 'otp'
        return (await takeRecoveryCode(factorParts, person, typed, at)) ? 'recoveryCode' : 'wrong'
      },
      (answer) => answer === 'wrong',
    )
    if (by === undefined) return { because: 'too many logins' }
    if (by !== 'wrong') return { account, by }
    await noteAttack(account, 'code', paces.codes.failuresOf(key))
    return { because: 'otp wrong' }
  }

  return {
    async checkOldPassword({ login }, password, knownBrowser) {
      const answer = await rightPassword({ login, password, knownBrowser })
      if (!('because' in answer)) return undefined
      return answer.because === 'too many logins' ? answer.because : 'old password wrong'
    },
    async withPassword(credentials) {
      const account = await rightPassword(credentials)
      return 'because' in account ? account : withCode(account, credentials)
    },
    async withPasskey(place, response) {
      const found = await recognise(factorParts, place, response, now())
      const person = 'because' in found ? found.copyOf : found.person
      const account = person === undefined ? undefined : await findAccountOf(appPool, person)
      if (account === undefined) return { because: 'passkey refused' }
      if ('because' in found) {
        await note({
          account: account.id,
          by: account.person,
          act: 'attacked',
          more: { what: 'passkey counter' },
        })
        return { because: 'passkey refused' }
      }
      return account.disabled === null ? { account, by: 'passkey' } : { because: 'passkey refused' }
    },
  }
}
