import { isUtf8 } from 'node:buffer'
import type { Json } from '#kernel/journal/canonical.ts'
import { findEntry } from '#kernel/journal/entryChain.ts'

/**
 * The same answer as the kernel's findEntry(), many times sooner: what JSON.stringify() writes back, with names in order,
 * is canonical, because RFC 8785 takes its strings and numbers from ECMAScript. Whatever this cannot confirm (escaped
 * surrogates, names that look like numbers, depth) is left to findEntry(). A test compares the two.
 */
export function readEntry(bytes: Buffer): Readonly<Record<string, Json>> | undefined {
  if (!isUtf8(bytes)) return undefined
  const text = bytes.toString('utf8')
  if (!text.startsWith('{') || text.includes('\\ud')) return findEntry(bytes)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isInOrder(value, 0) || JSON.stringify(value) !== text) return findEntry(bytes)
  // A text that begins with a brace and parses is an object.
  return value as Readonly<Record<string, Json>>
}

/** Far below what the kernel allows. */
const DEPTH = 32

function isInOrder(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (depth > DEPTH) return false
  if (Array.isArray(value)) {
    for (const item of value) if (!isInOrder(item, depth + 1)) return false
    return true
  }
  let before: string | undefined
  for (const [name, member] of Object.entries(value)) {
    if ((before !== undefined && name <= before) || !isInOrder(member, depth + 1)) return false
    before = name
  }
  return true
}
