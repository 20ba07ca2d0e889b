/** Signing in, one's own account and those of others, as OpenAPI paths. */
import { answer, anybody, inPath, json, refused, type Json } from './pieces.ts'

const body = (properties: Json, required: readonly string[] = []): Json => ({
  requestBody: { required: true, content: json({ type: 'object', required, properties }) },
})
const text: Json = { type: 'string' }
const done: Json = { 204: { description: 'Done.' } }
const at = (name: string): Json => ({ parameters: [inPath(name, text)] })
const reason: Json = { type: 'string', minLength: 1, maxLength: 500 }

const get = (summary: string, more: Json = {}): Json => ({
  get: { summary, ...more, responses: { 200: answer('The answer.'), ...refused } },
})
const post = (summary: string, more: Json = {}, responses: Json = { 200: answer('Done.') }): Json => ({
  post: { summary, ...more, responses: { ...responses, ...refused } },
})
const remove = (summary: string, more: Json = {}, responses: Json = done): Json => ({
  delete: { summary, ...more, responses: { ...responses, ...refused } },
})
const onAccount = (summary: string, more: Json = {}): Json =>
  post(summary, { ...at('person'), ...body({ reason, ...more }, ['reason']) })

export const identityPaths: Json = {
  '/api/session/passkey/options': post('What the browser needs to sign in with a passkey', anybody),
  '/api/session/passkey': post('Sign in with a passkey', {
    ...anybody,
    ...body({ response: { type: 'object' } }, ['response']),
  }),
  '/api/session/step-up': post(
    'Prove again who one is: with password (and code) or with a passkey',
    body({ password: text, otp: text, response: { type: 'object' } }),
  ),
  '/api/session/oidc': {
    get: {
      summary: 'Sign in with the identity provider, where there is one',
      ...anybody,
      responses: { 303: { description: 'To the provider.' }, ...refused },
    },
  },
  '/api/session/oidc/callback': {
    get: {
      summary: 'Back from the identity provider',
      ...anybody,
      responses: { 303: { description: 'Signed in.' }, ...refused },
    },
  },
  '/api/me': get('One’s own account: factors, sessions, what is required'),
  '/api/me/password': post(
    'Change the password; other sessions end',
    body({ old: text, new: text }, ['old', 'new']),
    done,
  ),
  '/api/me/totp': {
    ...post('Begin one-time codes: the secret, shown once'),
    ...remove('Remove one-time codes'),
  },
  '/api/me/totp/confirm': post(
    'Confirm with the first code; answers recovery codes',
    body({ otp: text }, ['otp']),
  ),
  '/api/me/recovery-codes': post('Ten new recovery codes, in place of the old'),
  '/api/me/passkeys/options': post('What the browser needs to make a passkey'),
  '/api/me/passkeys': post(
    'Add a passkey',
    body({ name: text, response: { type: 'object' } }, ['name', 'response']),
    { 201: answer('The passkey; recovery codes with the first factor.') },
  ),
  '/api/me/passkeys/{id}': remove('Remove a passkey', at('id')),
  '/api/me/sessions': get('One’s own sessions'),
  '/api/me/sessions/{id}': remove('End one of them, or all `others`', at('id'), { 200: answer('How many.') }),
  '/api/me/notices': {
    ...get('Which notices, when, and to which addresses'),
    ...post(
      'Set which notices and when',
      body({
        kinds: { type: 'array', items: text },
        digest: { type: 'boolean' },
        hour: { type: 'integer' },
        quietFrom: { type: 'integer' },
        quietTo: { type: 'integer' },
        onDuty: { type: 'boolean' },
        language: { enum: ['zh', 'en'] },
      }),
    ),
  },
  '/api/me/notices/{channel}': {
    ...post('Send a code to an address (channel: mail or webhook)', {
      ...at('channel'),
      ...body({ address: text }, ['address']),
    }),
    ...remove('Forget an address', at('channel')),
  },
  '/api/me/notices/{channel}/confirm': post('Confirm an address with its code', {
    ...at('channel'),
    ...body({ code: text }, ['code']),
  }),
  '/api/admin/accounts': {
    ...get('Accounts, for the security administrator', {
      parameters: [{ name: 'q', in: 'query', schema: text }],
    }),
    ...post(
      'An account for a person, with a password for one use',
      body({ person: text, login: text, reason }, ['person', 'login', 'reason']),
      { 201: answer('The password, told this once.') },
    ),
  },
  '/api/admin/accounts/{person}/disable': onAccount('Disable an account and end its sessions'),
  '/api/admin/accounts/{person}/enable': onAccount('Let a disabled account sign in again'),
  '/api/admin/accounts/{person}/password': onAccount('Give a password for one use'),
  '/api/admin/accounts/{person}/reset-factors': onAccount(
    'Remove the second factors of somebody who lost them',
  ),
  '/api/admin/accounts/{person}/end-sessions': onAccount('End all sessions'),
  '/api/admin/accounts/{person}/bind': onAccount('Bind a subject of the identity provider', {
    issuer: text,
    subject: text,
  }),
  '/api/admin/accounts/{person}/unbind': onAccount('Unbind all subjects'),
  '/api/admin/audit': get('Who looked, and what happened to accounts, for the auditor', {
    parameters: [
      { name: 'of', in: 'query', schema: { enum: ['accounts', 'records'] } },
      { name: 'person', in: 'query', schema: text },
      { name: 'before', in: 'query', schema: text },
    ],
  }),
}
