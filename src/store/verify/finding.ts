import type { Where } from './where.ts'
import { says, type What } from './findingWords.ts'

export type { What, Where }

export interface Finding {
  readonly what: What
  readonly where: Where
  readonly says: { readonly zh: string; readonly en: string }
}

export function finding(what: What, where: Where): Finding {
  return { what, where, says: { zh: says[what].zh(where), en: says[what].en(where) } }
}

/** A value for `expected` and `found`, short enough for a line. */
export function short(value: unknown): string {
  const text = typeof value === 'string' ? value : value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > 120 ? `${text.slice(0, 119)}…` : text
}
