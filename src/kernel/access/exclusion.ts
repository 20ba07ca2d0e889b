/**
 * Exclusion: whoever a record names loses it at once, with everybody who depends on them or is tied to
 * them, whatever their role. (CPL arts 29–32; Regulations on Petitions art 28; Supervision Law art 67.)
 *
 * A record only stores whom it names. Who is kept out follows from the directory of the day
 * (org/directory.ts, conflictKeysOf), so that a tie declared today acts on every record today.
 */
import type { Declaration, Linked } from '../record/declaration.ts'
import { recusedKey } from '../org/conflict.ts'
import { named as namedField, type Named, type PersonId } from '../record/field.ts'
import { listOf, type AnyRecord } from '../record/replay.ts'

/** The keys of everybody and everything a record names, and of whoever is recused from it. */
export function namedIn(declaration: Declaration, record: AnyRecord): readonly string[] {
  // A field that a declaration lists under `excludes` is a list of those named or of persons (flaws.ts checks it).
  return [
    ...new Set(
      declaration.excludes.flatMap((field) =>
        listOf(record[field] as Named | PersonId | readonly (Named | PersonId)[] | undefined).map((one) =>
          typeof one === 'string' ? recusedKey(one) : one.key,
        ),
      ),
    ),
  ]
}

/**
 * Everybody known here or named by the records of these types that this one is about, each once and as entered: whoever a
 * case names is kept out of what is done about it, too. Nothing where nobody is.
 */
export function namedTogether(
  linked: readonly Linked[],
  types: readonly string[],
  known: readonly Named[] = [],
): readonly Named[] | undefined {
  const told = linked
    .filter(({ type, direction }) => direction === 'from' && types.includes(type))
    // A list of those named, or nothing; what is neither is left out below.
    .flatMap((one) => listOf(one.told['named'] as Named | readonly Named[] | undefined))
  const all = new Map(
    [...known, ...told]
      // What accumulates also remembers who added it and when.
      .map(({ key, how }): Named => ({ key, how }))
      .filter((one) => namedField.accepts(one))
      .map((one) => [one.key, one]),
  )
  return all.size === 0 ? undefined : [...all.values()]
}
