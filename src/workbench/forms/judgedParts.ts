/** A list in which earlier reports are judged one by one: it holds a record of the same type and a choice. */
import type { NamedField } from '../doors/shapes.ts'

export interface JudgedParts {
  readonly record: NamedField
  readonly verdict: NamedField
  readonly why: NamedField | undefined
}

/** The parts of such a field; undefined for any other field. */
export function findJudgedParts(field: NamedField, type: string): JudgedParts | undefined {
  const parts = field.items?.parts ?? []
  const record = parts.find(({ kind, refersTo }) => kind === 'ref' && refersTo === type)
  const verdict = parts.find(({ kind }) => kind === 'choice')
  if (field.kind !== 'list' || record === undefined || verdict === undefined) return undefined
  return { record, verdict, why: parts.find(({ kind }) => kind === 'text' || kind === 'longText') }
}
