/** A portal with an office in memory, and a browser's way of sending forms to it. */
import fastify, { type FastifyInstance } from 'fastify'
import { instant } from '#kernel/time.ts'
import { officeInMemory, uploadsInMemory, type OfficeInMemory } from './officeInMemory.fixture.ts'
import { publicApi } from './publicApi.ts'
import { rateLimit } from './rateLimit.ts'
import { portal } from './routes.ts'

export const TOKEN = 'retry-token-0123456789'
/** What the office throws while its database is away. */
export const databaseAway = new Error('database away')
const NOW = instant('2026-11-20T08:00:00.000Z')

export async function openPortal(
  settings: { perMinute?: number; wrongCodes?: number; bodyBytes?: number; leaveTo?: string } = {},
): Promise<{ app: FastifyInstance; office: OfficeInMemory }> {
  const office = officeInMemory()
  const app = fastify()
  const limited = (perMinute = 0) =>
    rateLimit({ perMinute, now: () => 0, drawSalt: () => new Uint8Array(16) })
  const counted = { rate: limited(settings.perMinute), wrongCodes: limited(settings.wrongCodes) }
  const now = () => NOW
  const isAway = (problem: unknown) => problem === databaseAway
  await app.register(portal, {
    isAway,
    leaveTo: settings.leaveTo ?? 'https://weather.example/',
    findAddress: () => new URL('https://report.example'),
    office,
    uploads: uploadsInMemory(),
    now,
    ...counted,
    limits: {
      files: 10,
      fileBytes: 50_000_000,
      bodyBytes: settings.bodyBytes ?? 5_000_000,
      fieldBytes: 400_000,
    },
  })
  await app.register(publicApi, { office, now, ...counted, bodyBytes: 1_000_000, isAway })
  return { app, office }
}

export interface Part {
  readonly name: string
  readonly value: string
  readonly filename?: string
}

const BOUNDARY = '----form-0a1b2c3d'

export function multipartOf(parts: readonly Part[]): { payload: string; headers: Record<string, string> } {
  const written = parts.map(({ name, value, filename }) => {
    const file =
      filename === undefined ? '' : `; filename="${filename}"\r\nContent-Type: application/octet-stream`
    return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`
  })
  return {
    payload: `${written.join('')}--${BOUNDARY}--\r\n`,
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  }
}

/** The least a report needs. */
export const LEAST: Readonly<Record<string, string>> = {
  retryToken: TOKEN,
  category: 'crime',
  title: '王某某等人在建材市场强收保护费',
  content: '每月初到各摊位收钱，不给就砸摊。',
}

export const partsOf = (fields: Readonly<Record<string, string | readonly string[]>>): Part[] =>
  Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => ({ name, value: one })))

export async function send(
  app: FastifyInstance,
  url: string,
  fields: Readonly<Record<string, string | readonly string[]>>,
  files: readonly Part[] = [],
) {
  return app.inject({ method: 'POST', url, ...multipartOf([...partsOf(fields), ...files]) })
}

export const file = (filename: string, value: string): Part => ({ name: 'attachments', filename, value })

/** What a field of a page holds, entities decoded. */
export function hiddenIn(page: string, name: string): string | undefined {
  const tag = page.match(/<input[^>]*>/g)?.find((one) => one.includes(`name="${name}"`))
  return /value="([^"]*)"/
    .exec(tag ?? '')?.[1]
    ?.replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}
