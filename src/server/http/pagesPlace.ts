/** Where this system is for a browser: passkeys and identity providers rely on that name. */
import type { FastifyRequest } from 'fastify'
import type { Place } from '../identity/passkeys.ts'
import type { HttpParts } from './httpParts.ts'

/**
 * ZS_ADDRESS, or on a machine of one's own the loopback address that was typed. What else stands in the Host header is
 * whatever the sender put there, and names no place.
 */
export function findAddress(
  { settings }: Pick<HttpParts, 'settings'>,
  { headers }: Pick<FastifyRequest, 'headers'>,
): URL | undefined {
  if (settings.address !== undefined) return new URL(settings.address)
  const { host = '' } = headers
  return /^(?:localhost|127\.0\.0\.1)(?::\d{1,5})?$/.test(host) ? new URL(`http://${host}`) : undefined
}

/** Nothing where passkeys cannot be: they belong to names, and an address of numbers is none (WebAuthn 5.1.3). */
export function findPlace(parts: Pick<HttpParts, 'settings'>, request: FastifyRequest): Place | undefined {
  const address = findAddress(parts, request)
  if (address === undefined || /^[\d.]+$|^\[/.test(address.hostname)) return undefined
  return { origin: address.origin, rpId: address.hostname }
}
