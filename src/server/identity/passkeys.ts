/**
 * Passkeys (WebAuthn level 3): several for each person, user verification required, found by the browser without a login.
 * A counter that does not grow means a copy, and is refused.
 */
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { PersonId } from '#kernel/record/field.ts'
import type { Instant } from '#kernel/time.ts'
import type { Queryable } from '#store/log/logName.ts'
import type { KeyRing } from '../keyRing.ts'
import { isChallenge, newChallenge, takeChallenge } from './challenge.ts'

export interface PasskeyParts {
  /** As the owner: the pool, or a client inside a transaction. */
  readonly owner: Queryable
  readonly mark: KeyRing['mark']
}

/** Where the pages are: passkeys belong to this name (`rpId`) and are answered from this origin. */
export interface Place {
  readonly origin: string
  readonly rpId: string
}

export interface Passkey {
  readonly id: string
  readonly name: string
  readonly created: Instant
  readonly used?: Instant
}

/** Loaded when the first passkey is used: 14 MB and 0.4 s that most starts can do without. */
const webauthn = () => import('@simplewebauthn/server')

const SIGN_IN = 'passkey sign-in'
const registrationOf = (person: PersonId): string => `passkey registration of ${person}`
const MOST_PASSKEYS = 20

const idBytes = (person: PersonId): Uint8Array<ArrayBuffer> => new TextEncoder().encode(person)

export async function passkeysOf(owner: Queryable, person: PersonId): Promise<readonly Passkey[]> {
  const { rows } = await owner.query<Omit<Passkey, 'used'> & { readonly used: Instant | null }>(
    'select id, name, created, used from zs.passkey where person = $1 order by created, id',
    [person],
  )
  return rows.map(({ used, ...key }) => ({ ...key, ...(used === null ? {} : { used }) }))
}

/** What the browser needs to make a passkey; those they have are named, so that none is made twice. */
export async function registrationOptions(
  { owner, mark }: PasskeyParts,
  { rpId }: Place,
  who: { readonly person: PersonId; readonly login: string; readonly name: string },
  now: Instant,
) {
  const known = await passkeysOf(owner, who.person)
  const { generateRegistrationOptions } = await webauthn()
  return generateRegistrationOptions({
    rpName: '准绳 Zhunsheng',
    rpID: rpId,
    userName: who.login,
    userDisplayName: who.name,
    userID: idBytes(who.person),
    challenge: newChallenge(mark, registrationOf(who.person), now),
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: known.map(({ id }) => ({ id })),
  })
}

/** Keeps the passkey that a browser made. Undefined when its answer is not what was asked for. */
export async function addPasskey(
  { owner, mark }: PasskeyParts,
  { origin, rpId }: Place,
  person: PersonId,
  name: string,
  response: unknown,
  now: Instant,
): Promise<Passkey | undefined> {
  const answered = challengeIn(response)
  if (answered === undefined) return undefined
  const { verifyRegistrationResponse } = await webauthn()
  const answer = await verifyRegistrationResponse({
    // The package checks the shape of what browsers send; what is something else throws.
    response: response as RegistrationResponseJSON,
    expectedChallenge: (challenge) => isChallenge(mark, registrationOf(person), challenge, now),
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: true,
  }).catch(() => undefined)
  if (answer?.verified !== true || !(await takeChallenge(owner, answered))) return undefined
  const { id, publicKey, counter, transports = [] } = answer.registrationInfo.credential
  const { rowCount } = await owner.query(
    `insert into zs.passkey (id, person, name, public_key, counter, transports, created)
     select $1, $2, $3, $4, $5, $6, $7 where (select count(*) from zs.passkey where person = $2) < $8
     on conflict do nothing`,
    [id, person, name, Buffer.from(publicKey), counter, transports, now, MOST_PASSKEYS],
  )
  return rowCount === 1 ? { id, name, created: now } : undefined
}

/** What the browser needs to offer the passkeys it has for us: no login is typed and none is told. */
export const signInOptions = async ({ mark }: Pick<PasskeyParts, 'mark'>, { rpId }: Place, now: Instant) =>
  (await webauthn()).generateAuthenticationOptions({
    rpID: rpId,
    challenge: newChallenge(mark, SIGN_IN, now),
    userVerification: 'required',
  })

export type Recognised =
  { readonly person: PersonId } | { readonly because: 'passkey refused'; readonly copyOf?: PersonId }

/** Whose passkey answered. `copyOf`: the counter did not grow, so there are two of this key. */
export async function recognise(
  { owner, mark }: PasskeyParts,
  { origin, rpId }: Place,
  response: unknown,
  now: Instant,
): Promise<Recognised> {
  const refused = { because: 'passkey refused' } as const
  const id = textIn(response, 'id')
  const answered = challengeIn(response)
  if (id === undefined || answered === undefined) return refused
  const { rows } = await owner.query<{
    person: PersonId
    public_key: Buffer
    counter: string
    transports: string[]
  }>('select person, public_key, counter::text as counter, transports from zs.passkey where id = $1', [id])
  const [row] = rows
  if (row === undefined) return refused
  const { person } = row
  const { verifyAuthenticationResponse } = await webauthn()
  const check = (counter: number) =>
    verifyAuthenticationResponse({
      // As above.
      response: response as AuthenticationResponseJSON,
      expectedChallenge: (challenge) => isChallenge(mark, SIGN_IN, challenge, now),
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      credential: { id, publicKey: Uint8Array.from(row.public_key), counter, transports: row.transports },
    }).catch(() => undefined)
  const answer = await check(Number(row.counter))
  if (answer?.verified !== true)
    // Sound but for its counter.
    return (await check(0))?.verified === true ? { ...refused, copyOf: person } : refused
  if (!(await takeChallenge(owner, answered))) return refused
  const { newCounter } = answer.authenticationInfo
  // Of two answers at once with one counter the database lets one through; keys without a counter always say 0.
  const { rowCount } = await owner.query(
    `update zs.passkey set counter = $2, used = $3
     where id = $1 and (counter < $2 or (counter = 0 and $2 = 0))`,
    [id, newCounter, now],
  )
  return rowCount === 1 ? { person } : refused
}

/** False when they have no such passkey. */
export async function removePasskey(owner: Queryable, person: PersonId, id: string): Promise<boolean> {
  const { rowCount } = await owner.query('delete from zs.passkey where person = $1 and id = $2', [person, id])
  return rowCount === 1
}

function textIn(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const found: unknown = new Map<string, unknown>(Object.entries(value)).get(name)
  return typeof found === 'string' && found.length <= 20_000 ? found : undefined
}

/** The challenge that a browser says it answered; whether it did is for the package to check. */
function challengeIn(response: unknown): string | undefined {
  if (typeof response !== 'object' || response === null || !('response' in response)) return undefined
  const data = textIn(response.response, 'clientDataJSON')
  if (data === undefined) return undefined
  try {
    return textIn(JSON.parse(Buffer.from(data, 'base64url').toString()), 'challenge')
  } catch {
    return undefined
  }
}
