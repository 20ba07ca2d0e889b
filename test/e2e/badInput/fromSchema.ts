/** Values as a JSON Schema of the API describes them, and values that are a little or very much off. */
import fc from 'fast-check'
import { hostileTexts } from './hostile.ts'

export interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

/** `ids`: ids that exist, of records of all types. */
export function valid(schema: Schema, ids: readonly string[]): fc.Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.format === 'uuid') return fc.oneof(fc.constantFrom(...ids), fc.uuid({ version: 4 }))
  if (schema.format === 'date')
    return fc
      .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10))
  if (schema.format === 'date-time')
    return fc
      .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((at) => at.toISOString())
  if (schema.pattern !== undefined) return fc.stringMatching(new RegExp(schema.pattern, 'u'))
  switch (schema.type) {
    case 'string':
      return fc.string({
        minLength: schema.minLength ?? 0,
        maxLength: Math.min(schema.maxLength ?? 100, 200),
        unit: 'grapheme-composite',
      })
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1000 })
    case 'boolean':
      return fc.boolean()
    case 'array':
      return fc.array(valid(schema.items ?? {}, ids), { minLength: schema.minItems ?? 0, maxLength: 3 })
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([name, part]) => [name, valid(part, ids)]),
        ),
        { requiredKeys: [...(schema.required ?? [])] },
      )
    case undefined:
    default:
      return fc.jsonValue()
  }
}

const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.constantFrom(null, true, 0, -1, 1.5, 2 ** 53, 1e308, [], {}, [[]], { key: 'p:x', how: 'stated' }),
  fc.jsonValue(),
)

/** A valid input with one or several parts replaced, left out, or added. */
export function mutated(schema: Schema, ids: readonly string[]): fc.Arbitrary<unknown> {
  const names = Object.keys(schema.properties ?? {})
  const change = fc.tuple(
    fc.constantFrom(
      ...names,
      'state',
      'id',
      'named',
      'reporterMarks',
      '__proto__',
      'x'.repeat(300),
      '\u0000',
    ),
    fc.option(anything, { nil: undefined }),
  )
  return fc
    .tuple(valid(schema, ids), fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([input, changes]) => ({
      ...(typeof input === 'object' ? input : {}),
      ...Object.fromEntries(changes),
    }))
}
