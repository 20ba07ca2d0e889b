/**
 * Exclusion: whoever a record names loses it at once, with everybody who depends on them or is tied to
 * them, whatever their role. (CPL arts 29–32; Regulations on Petitions art 28; Supervision Law art 67.)
 *
 * A record only stores whom it names. Who is kept out follows from the directory of the day
 * (org/directory.ts, conflictKeysOf), so that a tie declared today acts on every record today.
 */
import type { Declaration } from '../record/declaration.ts'
import type { Named } from '../record/field.ts'
import { listOf, type AnyRecord } from '../record/replay.ts'

/** The keys of everybody and everything a record names. */
export function namedIn(declaration: Declaration, record: AnyRecord): readonly string[] {
  // A field that a declaration lists under `excludes` is of kind `named` (flaws.ts checks it).
  return [
    ...new Set(
      declaration.excludes.flatMap((field) =>
        listOf(record[field] as Named | readonly Named[] | undefined).map(({ key }) => key),
      ),
    ),
  ]
}
