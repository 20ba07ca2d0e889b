/** Reading what stands in an address or a header. Each answers undefined when it is not there. */
import type { FastifyRequest } from 'fastify'
import { isWritten } from '#kernel/record/field.ts'
import type { Spoken } from './language.ts'
import type { DoorRefusal } from './refusals.ts'

export interface BadParameter {
  readonly refused: readonly [DoorRefusal]
}

export const bad = (field: string, takes: Spoken): BadParameter => ({
  refused: [{ because: 'bad parameter', field, takes }],
})

export const badUnit = bad('unit', {
  zh: '一个单位的编号，如220102:police',
  en: 'the id of one unit, such as 220102:police',
})

export type Query = Readonly<Record<string, readonly string[]>>

/** The query as lists of texts, whatever was sent. Empty values count as not there. */
export function queryOf(request: FastifyRequest): Query {
  const { query } = request
  if (typeof query !== 'object' || query === null) return {}
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [
      name,
      (Array.isArray(value) ? value : [value]).map(String).filter((one) => one !== ''),
    ]),
  )
}

/** A header that a door reads, or why it cannot be read. */
export function ifMatchOf(request: FastifyRequest): number | undefined | BadParameter {
  const given = request.headers['if-match']
  if (given === undefined || given.trim() === '*') return undefined
  const [, version] = /^(?:W\/)?"(\d{1,9})"$/.exec(given.trim()) ?? []
  return version === undefined
    ? bad('If-Match', { zh: '带引号的版本号，如"3"', en: 'a version in quotes, such as "3"' })
    : Number(version)
}

export function idempotencyKeyOf(request: FastifyRequest): string | undefined | BadParameter {
  const given = request.headers['idempotency-key']
  if (given === undefined) return undefined
  return typeof given === 'string' && /^[\x21-\x7e]{1,200}$/.test(given)
    ? given
    : bad('Idempotency-Key', { zh: '1到200个可见的ASCII字符', en: '1 to 200 visible ASCII characters' })
}

/** A text that can be looked for: no control characters, not too long. */
export const isSearchable = (text: string): boolean => text.length <= 200 && isWritten(text)

export const isBad = (value: unknown): value is BadParameter =>
  typeof value === 'object' && value !== null && 'refused' in value
