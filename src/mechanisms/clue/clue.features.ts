/**
 * What makes two clues worth comparing: the words of the report, whom it reports, with which numbers, where, when, and
 * the marks of whoever reports. Nothing here reads who the reporter is. Call namesReady() before.
 */
import { maskedIdentifier } from '#kernel/identifiers/identifier.ts'
import { identifierFromField } from '#kernel/identifiers/identifiersIn.ts'
import type { KnownIdentifier, NamedPerson, ReportFeatures } from '#kernel/similarity/sameEvent.ts'
import type { ClueValues } from './clue.fields.ts'
import { nameKeys, nicknamesIn, writtenName } from './names.ts'

type Compared = Omit<ReportFeatures, 'id' | 'shingles'> & { readonly likeness: string }

export function clueFeatures(fields: Readonly<Record<string, unknown>>): Compared {
  // The declaration accepted each of them when it was entered.
  const clue = fields as Partial<ClueValues>
  const { content = '', reportedPersons = [], reporterMarks = [], area, occurredOn } = clue
  return {
    likeness: content,
    identifiers: reportedPersons.flatMap(numbersOf),
    reported: [...reportedPersons.flatMap(namesOf), ...nicknamesIn(content).flatMap(nicknamed)],
    ...(reporterMarks.length === 0
      ? {}
      : {
          reporter: {
            names: [],
            identifiers: reporterMarks.map((value) => ({ kind: 'mark', value, masked: '' })),
          },
        }),
    places: area === undefined ? [] : [area],
    times: occurredOn === undefined ? [] : [occurredOn],
  }
}

type ReportedPerson = NonNullable<ClueValues['reportedPersons']>[number]

/** People write whatever number they have into either box. */
const numbersOf = ({ idNumber, phone }: ReportedPerson): readonly KnownIdentifier[] =>
  [idNumber, phone].flatMap((written): KnownIdentifier[] => {
    if (written === undefined) return []
    const found =
      identifierFromField('residentId', written) ??
      identifierFromField('mobile', written) ??
      identifierFromField('landline', written)
    return found === undefined ? [] : [{ ...found, masked: maskedIdentifier(found), of: 'reported' }]
  })

function namesOf({ name, alias }: ReportedPerson): readonly NamedPerson[] {
  const { names, aliases } = writtenName(name)
  const also = alias === undefined ? { names: [], aliases: [] } : writtenName(alias)
  const keys = nameKeys({ names, aliases: [...aliases, ...also.names, ...also.aliases] })
  return keys.length === 0 ? [] : [{ name, keys }]
}

function nicknamed(name: string): readonly NamedPerson[] {
  const keys = nameKeys({ names: [], aliases: [name] })
  return keys.length === 0 ? [] : [{ name, keys }]
}
