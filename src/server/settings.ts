/** Every setting there is: its name in the environment, what it is for, what it is when nobody says. */
import { join, resolve } from 'node:path'

export interface Settings {
  /** `demo` seeds the demo world at first start, `empty` starts with the rulebook alone. */
  readonly world: 'demo' | 'empty'
  /** How many clues the demo world is made with. */
  readonly demoClues: number
  readonly data: string
  readonly host: string
  readonly port: number
  /** A PostgreSQL server of somebody else; without it the embedded one runs under the data folder. */
  readonly databaseUrl?: string
  /** The same database under a login that is the application and nothing more. */
  readonly appDatabaseUrl?: string
  /** A folder or s3://bucket/prefix (with AWS_* for the account and ZS_S3_ENDPOINT for the server). */
  readonly evidence: string
  /** The folder under which each institution of the query desk has its own, for signed files. */
  readonly exchange: string
  /** Reports a minute and client; 0 = no limit. */
  readonly publicRate: number
  /** The name under which the journal is published; other logs and witnesses know it by this. */
  readonly origin: string
  /** Addresses of witnesses and their keys: `<vkey>=<address>`, separated by blanks. */
  readonly witnesses: readonly string[]
  /** Whether cookies are marked Secure: behind a proxy with TLS they must be. */
  readonly secureCookies: boolean
  /** The address under which browsers find this, such as https://zhunsheng.example; without it a loopback address is taken as typed. */
  readonly address?: string
  /** Where the portal's button leads that leaves at once. */
  readonly leaveTo: string
  /** `rule`: posts that `organisation.secondFactor` names must have a second factor. `free`: nobody must. */
  readonly secondFactor: 'rule' | 'free'
  /** What leaves the house for people: the mail server with its account, who writes, and origins that webhooks may be on. */
  readonly notices: {
    readonly smtp?: string
    readonly mailFrom: string
    readonly webhooks: readonly string[]
  }
  /** An identity provider that may say who somebody is (OpenID Connect). */
  readonly oidc?: { readonly issuer: string; readonly client: string; readonly secret?: string }
}

export interface SettingDescription {
  readonly env: string
  readonly says: string
  readonly otherwise: string
  /** Only whether it is set is ever shown. */
  readonly secret?: true
}

export const settingDescriptions: readonly SettingDescription[] = [
  { env: 'PORT', says: 'The port served on the loopback address.', otherwise: '8080' },
  {
    env: 'ZS_HOST',
    says: 'The address to listen on; put a proxy with TLS in front of any other.',
    otherwise: '127.0.0.1',
  },
  { env: 'ZS_DATA', says: 'The folder for database, evidence and keys.', otherwise: 'var' },
  {
    env: 'ZS_DEMO_CLUES',
    says: 'How many clues the demo world is made with at the first start.',
    otherwise: '2000',
  },
  {
    env: 'DATABASE_URL',
    says: 'A PostgreSQL server (15 or later) instead of the embedded one.',
    otherwise: 'the embedded server',
  },
  {
    env: 'ZS_APP_DATABASE_URL',
    says: 'The same database under a login that may only be zs_app, for all that people do.',
    otherwise: 'the login of DATABASE_URL as zs_app',
  },
  {
    env: 'ZS_EVIDENCE',
    says: 'Where files are kept: a folder or s3://bucket/prefix.',
    otherwise: '<data>/evidence',
  },
  {
    env: 'ZS_S3_ENDPOINT',
    says: 'The address of the S3-compatible server for s3:// evidence.',
    otherwise: 'none',
  },
  { env: 'AWS_ACCESS_KEY_ID', says: 'The account at that server.', otherwise: 'none' },
  { env: 'AWS_SECRET_ACCESS_KEY', says: 'Its secret.', otherwise: 'none', secret: true },
  { env: 'AWS_REGION', says: 'The region that requests are signed for.', otherwise: 'us-east-1' },
  {
    env: 'ZS_EXCHANGE',
    says: 'Where signed files are exchanged with institutions, a folder for each.',
    otherwise: '<data>/exchange',
  },
  { env: 'ZS_PUBLIC_RATE', says: 'Reports a minute and client; 0 = no limit.', otherwise: '30' },
  {
    env: 'ZS_ORIGIN',
    says: 'The name under which the journal is published.',
    otherwise: 'zhunsheng.invalid/journal',
  },
  { env: 'ZS_WITNESSES', says: 'Witnesses as <vkey>=<address>, separated by blanks.', otherwise: 'none' },
  { env: 'ZS_SECURE_COOKIES', says: '1 behind a proxy with TLS.', otherwise: '0' },
  {
    env: 'ZS_ADDRESS',
    says: 'The address in the browser, such as https://zhunsheng.example; passkeys and OIDC rely on it.',
    otherwise: 'the loopback address as it was typed',
  },
  {
    env: 'ZS_LEAVE_TO',
    says: 'The page to which the portal’s “leave at once” leads; one that anybody may have open.',
    otherwise: 'https://www.weather.com.cn/',
  },
  {
    env: 'ZS_SECOND_FACTOR',
    says: 'rule: posts named by organisation.secondFactor must have a second factor; free: nobody must.',
    otherwise: 'free in a demo, else rule',
  },
  {
    env: 'ZS_OIDC_ISSUER',
    says: 'The identity provider (OpenID Connect) people may sign in with.',
    otherwise: 'none',
  },
  { env: 'ZS_OIDC_CLIENT', says: 'Our client id at the identity provider.', otherwise: 'none' },
  {
    env: 'ZS_OIDC_SECRET',
    says: 'The secret of that client; without it the client is public.',
    otherwise: 'none',
    secret: true,
  },
  {
    env: 'ZS_SMTP',
    says: 'The mail server for digests, such as smtps://account:password@mail.example; none: no mail.',
    otherwise: 'none',
    secret: true,
  },
  { env: 'ZS_MAIL_FROM', says: 'Who the digests come from.', otherwise: 'zhunsheng@localhost' },
  {
    env: 'ZS_WEBHOOKS',
    says: 'Origins that personal webhooks may be on, such as https://hooks.example, separated by blanks.',
    otherwise: 'none',
  },
]

export type Environment = Readonly<Record<string, string | undefined>>

/** What the command line said; it counts before the environment. */
export interface Wanted {
  readonly data?: string
  readonly port?: number
  readonly world?: Settings['world']
}

/** Throws with a sentence when a value is not what the setting takes. */
export function settingsFrom(env: Environment, wanted: Wanted = {}): Settings {
  const data = resolve(wanted.data ?? env['ZS_DATA'] ?? 'var')
  const world = wanted.world ?? 'demo'
  return {
    world,
    demoClues: wholeNumber('ZS_DEMO_CLUES', env['ZS_DEMO_CLUES'], 2000),
    data,
    host: env['ZS_HOST'] ?? '127.0.0.1',
    port: wanted.port ?? wholeNumber('PORT', env['PORT'], 8080),
    ...(env['DATABASE_URL'] === undefined || env['DATABASE_URL'] === ''
      ? {}
      : { databaseUrl: env['DATABASE_URL'] }),
    ...(env['ZS_APP_DATABASE_URL'] === undefined || env['ZS_APP_DATABASE_URL'] === ''
      ? {}
      : { appDatabaseUrl: env['ZS_APP_DATABASE_URL'] }),
    evidence: env['ZS_EVIDENCE'] ?? join(data, 'evidence'),
    exchange: resolve(env['ZS_EXCHANGE'] ?? join(data, 'exchange')),
    publicRate: wholeNumber('ZS_PUBLIC_RATE', env['ZS_PUBLIC_RATE'], 30),
    origin: env['ZS_ORIGIN'] ?? 'zhunsheng.invalid/journal',
    witnesses: (env['ZS_WITNESSES'] ?? '').split(/\s+/).filter((one) => one !== ''),
    secureCookies: env['ZS_SECURE_COOKIES'] === '1',
    ...addressIn(env),
    leaveTo: leaveToIn(env),
    secondFactor: secondFactorIn(env, world),
    notices: noticesIn(env),
    ...oidcIn(env),
  }
}

const isSet = (value: string | undefined): value is string => value !== undefined && value !== ''

function addressIn(env: Environment): Pick<Settings, 'address'> {
  const address = env['ZS_ADDRESS']
  if (!isSet(address)) return {}
  if (URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)) return { address }
  throw new Error(
    `ZS_ADDRESS takes an address such as https://zhunsheng.example, found ${JSON.stringify(address)}`,
  )
}

function secondFactorIn(env: Environment, world: Settings['world']): Settings['secondFactor'] {
  const wanted = env['ZS_SECOND_FACTOR']
  if (!isSet(wanted)) return world === 'demo' ? 'free' : 'rule'
  if (wanted === 'rule' || wanted === 'free') return wanted
  throw new Error(`ZS_SECOND_FACTOR takes rule or free, found ${JSON.stringify(wanted)}`)
}

/** China Weather: public, harmless, and open on any telephone. */
function leaveToIn({ ZS_LEAVE_TO: to }: Environment): string {
  if (!isSet(to)) return 'https://www.weather.com.cn/'
  if (URL.canParse(to) && /^https?:$/.test(new URL(to).protocol)) return new URL(to).href
  throw new Error(
    `ZS_LEAVE_TO takes an address such as https://weather.example/, found ${JSON.stringify(to)}`,
  )
}

function noticesIn(env: Environment): Settings['notices'] {
  const { ZS_SMTP: smtp, ZS_MAIL_FROM: from } = env
  if (isSet(smtp) && !(URL.canParse(smtp) && /^smtps?:$/.test(new URL(smtp).protocol)))
    throw new Error('ZS_SMTP takes an address such as smtps://account:password@mail.example')
  const webhooks = (env['ZS_WEBHOOKS'] ?? '').split(/\s+/).filter((one) => one !== '')
  const strange = webhooks.find((one) => !URL.canParse(one) || new URL(one).origin !== one)
  if (strange !== undefined)
    throw new Error(
      `ZS_WEBHOOKS takes origins such as https://hooks.example, found ${JSON.stringify(strange)}`,
    )
  return { ...(isSet(smtp) ? { smtp } : {}), mailFrom: isSet(from) ? from : 'zhunsheng@localhost', webhooks }
}

function oidcIn(env: Environment): Pick<Settings, 'oidc'> {
  const { ZS_OIDC_ISSUER: issuer, ZS_OIDC_CLIENT: client, ZS_OIDC_SECRET: secret } = env
  if (!isSet(issuer)) return {}
  if (!URL.canParse(issuer))
    throw new Error(`ZS_OIDC_ISSUER takes an address, found ${JSON.stringify(issuer)}`)
  if (!isSet(client)) throw new Error('ZS_OIDC_ISSUER is set and ZS_OIDC_CLIENT is not: set both or none')
  return { oidc: { issuer, client, ...(isSet(secret) ? { secret } : {}) } }
}

function wholeNumber(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined || text === '') return otherwise
  const number = Number(text)
  if (Number.isInteger(number) && number >= 0 && number <= 65_535) return number
  throw new Error(`${name} takes a whole number from 0 to 65535, found ${JSON.stringify(text)}`)
}
