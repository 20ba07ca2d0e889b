/**
 * The case that a record of this mechanism is about, as far as it tells (`tells` of its declaration): a case it does not
 * know is no case, and what it does not tell is not there.
 */
import { namedTogether } from '#kernel/access/exclusion.ts'
import { placesOver } from '#kernel/access/reach.ts'
import type { Directory } from '#kernel/org/directory.ts'
import { keysOfNamed } from '#kernel/org/routing.ts'
import type { Linked } from '#kernel/record/declaration.ts'
import type { Named, PersonId, RecordId, UnitId } from '#kernel/record/field.ts'
import type { PlainDate } from '#kernel/time.ts'

interface Sight {
  readonly linked: readonly Linked[]
  readonly org: Directory
}

export const findCase = ({ linked }: Pick<Sight, 'linked'>): Linked | undefined =>
  linked.find(({ type, link }) => type === 'case' && link === 'case')

/** A unit that the case tells of: whoever handles it, its procuratorate, its court. */
export const unitOfCase = (
  { linked, org }: Sight,
  field: 'handlingUnit' | 'procuratorate' | 'court',
): UnitId | undefined => org.findUnit(String(findCase({ linked })?.told[field]))?.id

/** Everybody whom the case or the record names, each once. */
export const namedHere = (
  { linked }: Pick<Sight, 'linked'>,
  known: readonly Named[] | undefined,
): readonly Named[] | undefined => namedTogether(linked, ['case'], known)

/** Whether a unit stands at or above the place where another serves; the national one stands above all. */
export function standsOver(unit: string | undefined, other: string | undefined, org: Directory): boolean {
  const [above, below] = [org.findUnit(unit ?? ''), org.findUnit(other ?? '')]
  if (above === undefined || below === undefined) return false
  return above.level === 'nation' || placesOver(below.id).includes(above.place)
}

/** Whether this person is named, or depends on or is tied to somebody who is. */
export const isPartial = (
  person: PersonId | undefined,
  named: readonly Named[] | undefined,
  org: Directory,
  on: PlainDate,
): boolean => {
  if (person === undefined || org.findPerson(person) === undefined) return true
  const conflicts = org.conflictKeysOf(person, on)
  return keysOfNamed(named).some((key) => conflicts.has(key))
}

/** Something done to the case of this record; nothing where it is not known. */
export const onTheCase = (
  record: { readonly case?: RecordId | undefined },
  action: string,
  input: Readonly<Record<string, unknown>>,
) => (record.case === undefined ? [] : [{ type: 'case', id: record.case, action, input }])
