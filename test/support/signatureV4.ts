/**
 * Whether a request is signed as AWS Signature Version 4 asks of S3, computed from the published rules and from what came
 * over the wire; nothing here is shared with the library that our client signs with.
 *
 *   canonical   method \n path \n query \n each signed header \n \n names of them \n SHA-256 of the body
 *   to sign     AWS4-HMAC-SHA256 \n time \n day/region/s3/aws4_request \n SHA-256 of canonical
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

export interface Account {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly region: string
}

/** Milliseconds by which the clocks of the two may differ. */
const SKEW = 15 * 60_000

/** Why it is refused, in S3's own words; undefined when it is signed by the account. */
export function findFault(
  { method = '', url = '', headers, rawHeaders }: IncomingMessage,
  body: Uint8Array,
  account: Account,
): string | undefined {
  const said =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, *SignedHeaders=([a-z\d;-]+), *Signature=([\da-f]{64})$/.exec(
      headers.authorization ?? '',
    )
  if (said === null) return 'AccessDenied'
  const [, id, day = '', region = '', names = '', signature = ''] = said
  if (id !== account.accessKeyId) return 'InvalidAccessKeyId'
  if (region !== account.region) return 'AuthorizationHeaderMalformed'
  const time = String(headers['x-amz-date'])
  const at = Date.parse(time.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'))
  if (!time.startsWith(day) || !(Math.abs(Date.now() - at) < SKEW)) return 'RequestTimeTooSkewed'
  const digest = sha256(body)
  if (headers['x-amz-content-sha256'] !== digest) return 'XAmzContentSHA256Mismatch'
  const signed = names.split(';')
  const mustBeSigned = rawHeaders
    .filter((_, index) => index % 2 === 0)
    .map((name) => name.toLowerCase())
    .filter((name) => name === 'host' || name.startsWith('x-amz-'))
  if (mustBeSigned.some((name) => !signed.includes(name))) return 'AccessDenied'

  const [path = '', query = ''] = url.split('?')
  const canonical = [
    method,
    path.split('/').map(encodedOnce).join('/'),
    query
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => pair.split('=', 2).map(encodedOnce))
      .map(([name = '', value = '']) => `${name}=${value}`)
      .sort()
      .join('&'),
    ...signed.map((name) => `${name}:${String(headers[name]).trim().replaceAll(/\s+/g, ' ')}`),
    '',
    names,
    digest,
  ].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', time, `${day}/${region}/s3/aws4_request`, sha256(canonical)].join('\n')
  const key = [day, region, 's3', 'aws4_request'].reduce<Uint8Array>(
    (previous, part) => hmac(previous, part),
    Buffer.from(`AWS4${account.secretAccessKey}`),
  )
  return timingSafeEqual(hmac(key, toSign), Buffer.from(signature, 'hex'))
    ? undefined
    : 'SignatureDoesNotMatch'
}

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')
const hmac = (key: Uint8Array, text: string): Buffer => createHmac('sha256', key).update(text).digest()

/** Every byte but A–Z a–z 0–9 - . _ ~ as %XX, whatever form it came in. */
const encodedOnce = (text: string): string =>
  [...Buffer.from(decodeURIComponent(text))]
    .map((byte) => String.fromCharCode(byte))
    .map((sign) =>
      /[\w.~-]/.test(sign) ? sign : `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('')
