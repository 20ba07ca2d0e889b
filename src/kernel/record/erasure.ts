/**
 * Lawful erasure: an action that is declared to erase destroys the key of its record. From then on every personal and sealed
 * value is gone for whoever holds a copy, while each entry, hash and proof stays as it was (Personal Information Protection
 * Law art 47).
 */
import type { Declaration } from './declaration.ts'
import type { JournalEntry } from './entry.ts'

/** The entry that erased the record, if one did. */
export const erasureIn = (
  { actions }: Declaration,
  entries: readonly JournalEntry[],
): JournalEntry | undefined =>
  entries.find(
    ({ action, signature }) =>
      Object.hasOwn(actions, action) && actions[action]?.erases === true && signature?.last !== false,
  )

/** The entry as it reads once the key is destroyed. */
export function erasedEntry(declaration: Declaration, entry: JournalEntry): JournalEntry {
  const left = (values: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      Object.entries(values).filter(([field]) => declaration.fields[field]?.protection === undefined),
    )
  return { ...entry, input: left(entry.input), sets: left(entry.sets) }
}
