/** Whom the machine recognises, among officials and units, in what a report says of somebody. */
import type { Named } from '../record/field.ts'
import { outsiderKey, personKey, unitKey } from './conflict.ts'
import type { Directory } from './directory.ts'
import { matchOfficials, matchUnits } from './match.ts'

export interface Told {
  readonly persons: readonly { readonly name: string; readonly unitName?: string }[]
  /** Words about units beside those of the persons. */
  readonly about?: string
  /** Division code of where it happened. */
  readonly area?: string
}

/** What one record may name by itself; more would be a list, not a report. */
const MOST = 200

export function recognised({ persons, about = '', area }: Told, org: Directory): readonly Named[] {
  const officials = persons.flatMap(({ name, unitName }) =>
    matchOfficials(org, {
      name,
      ...(unitName === undefined ? {} : { unitText: unitName }),
      ...(area === undefined ? {} : { place: area }),
    }).map(({ id }) => personKey(id)),
  )
  const words = [...persons.map(({ unitName }) => unitName ?? ''), about].join('\n')
  const units = matchUnits(org, words, area).map(({ id }) => unitKey(id))
  const outsiders = persons.map(({ name }) => outsiderKey(name))
  return [...new Set([...officials, ...units, ...outsiders])]
    .slice(0, MOST)
    .map((key) => ({ key, how: 'matched' }))
}
