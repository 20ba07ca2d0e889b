/** Passkeys in the browser: what the server asks is handed to it, what it answers is handed back. */
import {
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import { ask } from '../doors/ask.ts'
import type { Problem } from '../doors/shapes.ts'

/** `given up`: they closed the browser's dialog, or had no passkey to choose. */
export type FromBrowser = { readonly response: object } | { readonly problem: Problem } | 'given up'

const orGivenUp = (asked: Promise<object>): Promise<FromBrowser> =>
  asked.then(
    (response) => ({ response }),
    () => 'given up' as const,
  )

/** Has the browser show its passkeys for this system. */
export async function choosePasskey(): Promise<FromBrowser> {
  const options = await ask<PublicKeyCredentialRequestOptionsJSON>('/api/session/passkey/options', {
    method: 'POST',
  })
  return 'problem' in options ? options : orGivenUp(startAuthentication({ optionsJSON: options.body }))
}

/** Has the browser make a new one. */
export async function makePasskey(): Promise<FromBrowser> {
  const options = await ask<PublicKeyCredentialCreationOptionsJSON>('/api/me/passkeys/options', {
    method: 'POST',
  })
  return 'problem' in options ? options : orGivenUp(startRegistration({ optionsJSON: options.body }))
}
