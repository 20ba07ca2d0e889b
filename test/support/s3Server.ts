/**
 * A small S3 server for tests: objects as files of a folder, every signature checked (signatureV4.ts), and trouble on
 * demand. What our client uses and no more: PUT, GET (with Range), HEAD, DELETE, the list of version 2, uploads in parts.
 */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFault, type Account } from './signatureV4.ts'

export interface S3Server extends AsyncDisposable {
  readonly endpoint: string
  readonly account: Account
  readonly bucket: string
  /** The keys of all objects. */
  keys(): Promise<readonly string[]>
  /** Uploads in parts that were begun and neither finished nor given up. */
  unfinished(): number
  /** How many requests were refused for their signature. */
  refused(): number
  /** Changes an object behind everybody's back. */
  tamper(key: string, bytes: string): void
  /** The next requests that fit go wrong in this way. */
  trouble(on: (method: string, url: string) => boolean, how: Trouble, times?: number): void
}

/** Answered 503, cut off in the middle, or answered 200 with an error in the body, as S3 may when it puts parts together. */
export type Trouble = 'busy' | 'cut off' | 'error in 200'

/** Objects in one page of a list. */
const PAGE = 3

export async function s3Server(): Promise<S3Server> {
  const folder = mkdtempSync(join(tmpdir(), 'zs-s3-'))
  const account = { accessKeyId: 'zhunsheng-test', secretAccessKey: randomUUID(), region: 'cn-northeast-1' }
  const bucket = 'evidence'
  const fileOf = (key: string) => join(folder, encodeURIComponent(key))
  const keys = async () => (await readdir(folder)).map(decodeURIComponent).sort()
  const uploads = new Map<string, Map<number, Buffer>>()
  const troubles: { on: (method: string, url: string) => boolean; how: Trouble; left: number }[] = []
  let refusals = 0

  function findTrouble({ method = '', url = '' }: IncomingMessage): Trouble | undefined {
    const found = troubles.find(({ on, left }) => left > 0 && on(method, url))
    if (found !== undefined) found.left -= 1
    return found?.how
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const trouble = findTrouble(request)
    if (trouble === 'cut off') {
      const cut = () => request.socket.destroy()
      if (request.method === 'GET') response.writeHead(200, { 'content-length': '1000' }).write('half', cut)
      else request.once('data', cut)
      return
    }
    const body = Buffer.concat(await Array.fromAsync<Buffer>(request))
    const say = (status: number, xml = '', headers: Record<string, string> = {}) =>
      response.writeHead(status, headers).end(xml)
    const fail = (status: number, code: string) => say(status, `<Error><Code>${code}</Code></Error>`)
    if (trouble === 'busy') return void fail(503, 'SlowDown')
    const fault = findFault(request, body, account)
    if (fault !== undefined) {
      refusals += 1
      return void fail(403, fault)
    }
    if (trouble === 'error in 200') return void fail(200, 'InternalError')

    const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://s3.test')
    const [, inBucket, ...rest] = pathname.split('/').map(decodeURIComponent)
    const key = rest.join('/')
    if (inBucket !== bucket) return void fail(404, 'NoSuchBucket')
    if (key === '') return void say(200, page(await keys(), query))
    const upload = uploads.get(query.get('uploadId') ?? '')
    switch (request.method ?? 'GET') {
      case 'PUT':
        if (query.has('partNumber')) upload?.set(Number(query.get('partNumber')), body)
        else writeFileSync(fileOf(key), body)
        return void say(query.has('partNumber') && upload === undefined ? 404 : 200, '', { etag: etag(body) })
      case 'POST': {
        if (query.has('uploads')) {
          const id = `${randomUUID()}/+&=`
          uploads.set(id, new Map())
          const escaped = id.replace('&', '&amp;')
          return void say(200, `<R><UploadId>${escaped}</UploadId></R>`)
        }
        if (upload === undefined) return void fail(404, 'NoSuchUpload')
        const wanted = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>([^<]+)</g)]
        const parts = wanted.map(([, nth, tag]) => ({ bytes: upload.get(Number(nth)), tag }))
        if (parts.some(({ bytes, tag }) => bytes === undefined || etag(bytes) !== tag))
          return void fail(400, 'InvalidPart')
        writeFileSync(fileOf(key), Buffer.concat(parts.flatMap(({ bytes }) => bytes ?? [])))
        uploads.delete(query.get('uploadId') ?? '')
        return void say(200, '<CompleteMultipartUploadResult/>')
      }
      case 'DELETE':
        if (query.has('uploadId')) uploads.delete(query.get('uploadId') ?? '')
        else rmSync(fileOf(key), { force: true })
        return void say(204)
      default: {
        if (!existsSync(fileOf(key))) return void fail(404, 'NoSuchKey')
        const bytes = readFileSync(fileOf(key))
        const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
        const part =
          from === undefined ? bytes : bytes.subarray(Number(from), to === '' ? undefined : Number(to) + 1)
        response.writeHead(from === undefined ? 200 : 206, {
          'content-length': String(part.length),
          etag: etag(bytes),
        })
        return void response.end(request.method === 'HEAD' ? undefined : part)
      }
    }
  }

  function page(all: readonly string[], query: URLSearchParams): string {
    const after = query.get('continuation-token') ?? ''
    const fitting = all.filter((key) => key.startsWith(query.get('prefix') ?? '') && key > after)
    const shown = fitting.slice(0, PAGE)
    const more = fitting.length > PAGE
    const each = shown.map((key) => {
      const { length } = readFileSync(fileOf(key))
      return `<Contents><Key>${key}</Key><Size>${String(length)}</Size></Contents>`
    })
    const next = more ? `<NextContinuationToken>${shown.at(-1) ?? ''}</NextContinuationToken>` : ''
    return `<ListBucketResult><IsTruncated>${String(more)}</IsTruncated>${next}${each.join('')}</ListBucketResult>`
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!request.destroyed) response.writeHead(500).end(String(error))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an address of this shape.
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${String(port)}`,
    account,
    bucket,
    keys,
    unfinished: () => uploads.size,
    refused: () => refusals,
    tamper: (key, bytes) => {
      writeFileSync(fileOf(key), bytes)
    },
    trouble: (on, how, times = 1) => {
      troubles.push({ on, how, left: times })
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const etag = (bytes: Uint8Array): string => `"${createHash('md5').update(bytes).digest('hex')}"`
