/** The pieces that OpenAPI paths are put together from. */
import type { Schema } from '#kernel/record/field.ts'

export type Json = Readonly<Record<string, unknown>>

export const merged = (some: readonly Json[]): Json =>
  Object.fromEntries(some.flatMap((one) => Object.entries(one)))

export const ref = (kind: string, name: string): Json => ({ $ref: `#/components/${kind}/${name}` })
export const json = (schema: Json): Json => ({ 'application/json': { schema } })
export const answer = (description: string, schema: Json = { type: 'object' }): Json => ({
  description,
  content: json(schema),
})
export const refused: Json = { default: ref('responses', 'Refused') }

export const read = (summary: string, responses: Json, more: Json = {}): Json => ({
  get: { summary, ...more, responses: { ...responses, ...refused } },
})
export const anybody: Json = { security: [] }

export const inQuery = (name: string, schema: Schema, description: string): Json => ({
  name,
  in: 'query',
  schema,
  description,
})
export const text = (description: string): Json => ({
  description,
  content: { 'text/plain': { schema: { type: 'string' } } },
})
export const bytes = (description: string): Json => ({
  description,
  content: { 'application/octet-stream': {} },
})
export const inPath = (name: string, schema: Schema): Json => ({ name, in: 'path', required: true, schema })
