/** Whom the case, the asset or the measure that a record is about names: they are kept out of it, too. */
import { named as namedField, type Named } from '#kernel/record/field.ts'
import type { Linked } from '#kernel/record/declaration.ts'
import { listOf } from '#kernel/record/replay.ts'

const MATTERS = ['case', 'asset', 'measure']

/** Everybody named there or here, each once; nothing where nobody is. */
export function namedInMatter(
  linked: readonly Linked[],
  known: readonly Named[] = [],
): readonly Named[] | undefined {
  const told = linked
    .filter(({ type, direction }) => direction === 'from' && MATTERS.includes(type))
    // A list of those named, or nothing.
    .flatMap((one) => listOf(one.told['named'] as Named | readonly Named[] | undefined))
  const all = new Map(
    [...known, ...told]
      .map(({ key, how }): Named => ({ key, how }))
      .filter((one) => namedField.accepts(one))
      .map((one) => [one.key, one]),
  )
  return all.size === 0 ? undefined : [...all.values()]
}
