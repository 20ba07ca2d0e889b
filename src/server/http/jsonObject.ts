import { findJsonFlaw } from '#kernel/journal/canonical.ts'

export type JsonObject = Readonly<Record<string, unknown>>

/** An object that has a canonical form: nothing too deep, no lone surrogate. Everything else is malformed. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && findJsonFlaw(value) === undefined
