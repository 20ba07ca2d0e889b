/**
 * Who reports, as a browser sealed it: whether it has the form (src/portal/sealing.ts). Whether it is for our key and for
 * this report the office says; what is in it nobody can say here.
 */
import { sealed } from '#kernel/record/field.ts'
import { isRaw, type Reader } from './reportReader.ts'
import { identityParts, type BoundSealed, type SealedIdentity } from './sealing.ts'

/** Marks by which a reporter is known again, as a sender works them out. */
export const DIGEST = /^[\w-]{43}$/
export const MOST_DIGESTS = 8

export function sealedIdentityIn(read: Reader): SealedIdentity | undefined {
  const raw = read.object('sealedReporter', (w) => w.fields.reporter)
  if (raw === undefined) return undefined
  const found = findSealedIdentity(raw)
  if (found === undefined) read.refuse('sealedReporter', 'field not accepted', (w) => w.errors.sealBroken)
  return found
}

export function findSealedIdentity(raw: unknown): SealedIdentity | undefined {
  if (!isRaw(raw)) return undefined
  const { envelope, has, recognise, ...more } = raw
  if (Object.keys(more).length > 0 || !isBoundSealed(envelope)) return undefined
  const parts = identityParts.filter((part) => Array.isArray(has) && has.includes(part))
  if (!Array.isArray(has) || parts.length === 0 || parts.length !== has.length) return undefined
  if (recognise === undefined) return { envelope, has: parts }
  return isDigests(recognise) ? { envelope, has: parts, recognise } : undefined
}

const isBoundSealed = (value: unknown): value is BoundSealed =>
  sealed.accepts(value) &&
  value.sealed === 'hpke-p256-v2' &&
  value.by === 'browser' &&
  DIGEST.test(value.bound ?? '')

const isDigests = (value: unknown): value is readonly string[] =>
  Array.isArray(value) &&
  value.length <= MOST_DIGESTS &&
  value.every((one) => typeof one === 'string' && DIGEST.test(one))
