/**
 * What of a form that was begun may be kept: everything but what is sealed (who reports is told to nobody, not even half
 * typed) and files (they wait by themselves, `files.unsentHours`). Server and workbench both leave these out.
 */

/** A field as a declaration has it (parts by name), or as a door tells of it (parts in a row). */
interface FieldLike {
  readonly kind: string
  readonly protection?: 'personal' | 'sealed'
  readonly items?: FieldLike
  readonly parts?: Readonly<Record<string, FieldLike>> | readonly (FieldLike & { readonly name: string })[]
}

type PartsOf = NonNullable<FieldLike['parts']>
const isInRow = (parts: PartsOf): parts is Extract<PartsOf, readonly unknown[]> => Array.isArray(parts)

const partsOf = ({ parts = {} }: FieldLike): readonly (readonly [string, FieldLike])[] =>
  isInRow(parts) ? parts.map((part) => [part.name, part] as const) : Object.entries(parts)

const isLeftOut = ({ kind, protection }: FieldLike): boolean =>
  kind === 'file' || kind === 'sealed' || protection === 'sealed'

/** Whether all of it may be kept. */
export const isKeptWhole = (field: FieldLike): boolean =>
  !isLeftOut(field) &&
  (field.items === undefined || isKeptWhole(field.items)) &&
  partsOf(field).every(([, part]) => isKeptWhole(part))

/**
 * The value without what may not be kept and without rows that nobody filled in; undefined when nothing is left. Half-typed
 * values need not be sound, but what is of another shape cannot carry a file past.
 */
export function keptOf(field: FieldLike, value: unknown): unknown {
  const { items, parts } = field
  if (isLeftOut(field)) return undefined
  if (items !== undefined && Array.isArray(value)) {
    const kept = value.map((item) => keptOf(items, item)).filter((item) => item !== undefined)
    return kept.length === 0 && value.length > 0 ? undefined : kept
  }
  if (parts !== undefined && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const given = new Map<string, unknown>(Object.entries(value))
    const kept = partsOf(field)
      .map(([name, part]) => [name, keptOf(part, given.get(name))] as const)
      .filter(([, part]) => part !== undefined)
    return kept.length === 0 ? undefined : Object.fromEntries(kept)
  }
  return isKeptWhole(field) ? value : undefined
}
