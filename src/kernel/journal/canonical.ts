import canonicalize from 'canonicalize'

import { utf8Of } from './bytes.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/** Deeper values are refused, so that no input can exhaust the stack of whoever checks it. */
const MAX_DEPTH = 128

/**
 * The RFC 8785 (JCS) bytes of a JSON value. Throws a TypeError for a value that is not JSON: call
 * {@link findJsonFlaw} first where the value comes from outside.
 */
export function canonicalBytes(value: Json): Uint8Array {
  const flaw = findJsonFlaw(value)
  // canonicalize() gives undefined for what JSON cannot say; findJsonFlaw has named all of that before.
  const text = flaw === undefined ? canonicalize(value) : undefined
  if (text === undefined) throw new TypeError(`no canonical form: ${flaw}`)
  return utf8Of(text)
}

/**
 * Why a value has no canonical form, or undefined if it has one. Stricter than the canonicalize package, which drops
 * undefined members, writes null for them in arrays and calls toJSON(): what is committed must be what was handed in.
 */
export function findJsonFlaw(value: unknown, path = '$', depth = 0): string | undefined {
  if (depth > MAX_DEPTH) return `${path} is nested deeper than ${MAX_DEPTH}`
  switch (typeof value) {
    case 'boolean':
      return undefined
    case 'number':
      return Number.isFinite(value) ? undefined : `${path} is ${value}, which JSON cannot say`
    case 'string':
      return value.isWellFormed() ? undefined : `${path} has a lone surrogate`
    case 'object':
      return value === null ? undefined : findFlawInside(value, path, depth)
    case 'undefined':
    case 'bigint':
    case 'symbol':
    case 'function':
      return `${path} is ${typeof value}, which JSON cannot say`
  }
}

function findFlawInside(value: object, path: string, depth: number): string | undefined {
  if (Array.isArray(value)) {
    // An index loop sees the holes of a sparse array as undefined; forEach and map would skip them.
    for (let i = 0; i < value.length; i++) {
      const flaw = findJsonFlaw(value[i], `${path}[${i}]`, depth + 1)
      if (flaw !== undefined) return flaw
    }
    return undefined
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return `${path} is not a plain object`
  for (const [name, member] of Object.entries(value)) {
    if (!name.isWellFormed()) return `${path} has a member name with a lone surrogate`
    // canonicalize would call it instead of writing it.
    if (typeof member === 'function') return `${path}.${name} is function, which JSON cannot say`
    const flaw = findJsonFlaw(member, `${path}.${name}`, depth + 1)
    if (flaw !== undefined) return flaw
  }
  return undefined
}
