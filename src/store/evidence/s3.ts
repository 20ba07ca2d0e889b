/**
 * Evidence in an S3-compatible store: `s3://bucket/prefix`, one object `<prefix>/ab/cd/abcd…` for each file, path style.
 * An upload is spooled to a local file first, because its name is the digest of what has not arrived yet.
 */
import { createHash } from 'node:crypto'
import { open, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AwsClient } from 'aws4fetch'
import { isDigest } from './evidenceStore.ts'
import type { Shelf } from './shelf.ts'

export interface S3Settings {
  readonly endpoint: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly bucket: string
  /** Without slashes at its ends; '' for none. */
  readonly prefix: string
}

/** Where uploads wait until they are whole; each user of a machine has their own. */
export const incomingFolder = join(tmpdir(), `zhunsheng-incoming-${String(process.getuid?.() ?? 0)}`)

/** Bytes: what is longer goes in parts of this length (S3 allows 5 MiB to 5 GiB, and 10,000 parts). */
const PART = 16 * 2 ** 20

export function s3Shelf(settings: S3Settings): Shelf {
  const { endpoint, bucket, prefix, ...credentials } = settings
  const client = new AwsClient({ ...credentials, service: 's3', retries: 4 })
  const root = `${endpoint.replace(/\/+$/, '')}/${bucket}`
  const folder = prefix === '' ? '' : `${prefix}/`
  const address = (digest: string) => `${root}/${folder}${digest.slice(0, 2)}/${digest.slice(2, 4)}/${digest}`

  async function ask(method: string, url: string, body?: Uint8Array<ArrayBuffer>): Promise<Response> {
    const sha256 = createHash('sha256')
      .update(body ?? '')
      .digest('hex')
    return client.fetch(url, {
      method,
      headers: { 'x-amz-content-sha256': sha256 },
      ...(body === undefined ? {} : { body }),
    })
  }

  async function askWell(method: string, url: string, body?: Uint8Array<ArrayBuffer>): Promise<Response> {
    const response = await ask(method, url, body)
    if (response.ok) return response
    throw new Error(
      `S3 answered ${method} with ${String(response.status)}: ${(await response.text()).slice(0, 300)}`,
    )
  }

  async function keep(path: string, digest: string): Promise<void> {
    if ((await stat(path)).size <= PART)
      await askWell('PUT', address(digest), new Uint8Array(await readFile(path)))
    else await putParts(path, digest)
  }

  async function putParts(path: string, digest: string): Promise<void> {
    const begun = await (await askWell('POST', `${address(digest)}?uploads=`)).text()
    const upload = encodeURIComponent(tagIn(begun, 'UploadId'))
    const file = await open(path, 'r')
    try {
      const parts: string[] = []
      for (let nth = 1; ; nth++) {
        const { buffer, bytesRead } = await file.read(new Uint8Array(PART), 0, PART, (nth - 1) * PART)
        if (bytesRead === 0) break
        const url = `${address(digest)}?partNumber=${String(nth)}&uploadId=${upload}`
        const etag = (await askWell('PUT', url, buffer.subarray(0, bytesRead))).headers.get('etag') ?? ''
        parts.push(`<Part><PartNumber>${String(nth)}</PartNumber><ETag>${etag}</ETag></Part>`)
      }
      const all = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`
      const done = await askWell(
        'POST',
        `${address(digest)}?uploadId=${upload}`,
        new TextEncoder().encode(all),
      )
      // S3 may find out that it failed after it has begun to answer 200.
      const answer = await done.text()
      if (answer.includes('<Error>'))
        throw new Error(`S3 did not put the parts together: ${answer.slice(0, 300)}`)
    } catch (error) {
      await ask('DELETE', `${address(digest)}?uploadId=${upload}`).catch(() => undefined)
      throw error
    } finally {
      await file.close()
    }
  }

  async function has(digest: string): Promise<boolean> {
    if (!isDigest(digest)) return false
    const response = await ask('HEAD', address(digest))
    if (response.ok || response.status === 404) return response.ok
    throw new Error(`S3 answered HEAD with ${String(response.status)}`)
  }

  return {
    incoming: incomingFolder,
    keep,
    has,
    async open(digest) {
      if (!isDigest(digest)) return undefined
      const response = await ask('GET', address(digest))
      if (response.status === 404) {
        await response.arrayBuffer()
        return undefined
      }
      if (!response.ok || response.body === null)
        throw new Error(`S3 answered GET with ${String(response.status)}`)
      return response.body
    },
    async remove(digest) {
      if (!isDigest(digest)) return
      const response = await ask('DELETE', address(digest))
      await response.arrayBuffer()
      if (!response.ok && response.status !== 404)
        throw new Error(`S3 answered DELETE with ${String(response.status)}`)
    },
    async *list() {
      let token = ''
      do {
        const more = token === '' ? '' : `&continuation-token=${encodeURIComponent(token)}`
        const url = `${root}?list-type=2&prefix=${encodeURIComponent(folder)}${more}`
        const page = await (await askWell('GET', url)).text()
        for (const [, object = ''] of page.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
          const digest = tagIn(object, 'Key').split('/').at(-1) ?? ''
          if (isDigest(digest)) yield digest
        }
        token = tagIn(page, 'IsTruncated') === 'true' ? tagIn(page, 'NextContinuationToken') : ''
      } while (token !== '')
    },
  }
}

/** The text of the first such element; keys and tokens of ours hold nothing that XML would escape but `&`. */
const tagIn = (xml: string, tag: string): string =>
  (new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1] ?? '').replaceAll('&amp;', '&')
