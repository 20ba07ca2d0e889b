/** What follows from an action on an umbrella clue beyond what was entered. Its result is frozen in the entry. */
import { namedTogether } from '#kernel/access/exclusion.ts'
import { recognised } from '#kernel/org/recognised.ts'
import { present } from '#kernel/present.ts'
import type { Deed, Opening } from '#kernel/record/declaration.ts'
import type { UmbrellaSituation, UmbrellaValues } from './umbrella.fields.ts'

type Filled = Partial<UmbrellaValues>

/** Whoever is accused loses it in the instant in which it is written down, with everybody tied to them. */
export function found({ input, actor, org, linked }: UmbrellaSituation): Filled {
  if (actor.kind !== 'staff') return {}
  const officials = input.officials ?? []
  const matched = recognised(
    { persons: officials.map(({ name, unitName }) => ({ name, ...present({ unitName }) })) },
    org,
  )
  // The organ an official serves in is not accused: it only loses the record where the official leads it.
  const named = matched.filter(({ key }) => !key.startsWith('u:'))
  const number = linked.find(({ id }) => id === input.case)?.told['number']
  return {
    // The number of the case is its own; nobody types it.
    ...(typeof number === 'string' ? { caseNumber: number } : {}),
    finder: actor.person,
    from: actor.unit,
    direction: org.findUnit(actor.unit)?.kind === 'discipline' ? 'toPolice' : 'toDiscipline',
    named: namedTogether(linked, ['case'], named) ?? [],
  }
}

export const sent = ({ actor, on }: UmbrellaSituation): Filled =>
  actor.kind === 'staff' ? { sender: actor.person, sentOn: on } : {}

export const received = ({ actor, on }: UmbrellaSituation): Filled =>
  actor.kind === 'staff' ? { receiver: actor.person, receivedOn: on } : {}

/** The file of discipline inspection is a record of its own, which nobody outside discipline inspection ever reaches. */
export const asDisposition = ({ record, input }: UmbrellaSituation): readonly Opening[] =>
  record.direction === 'toDiscipline'
    ? [
        {
          type: 'disposition',
          action: 'open',
          input: present({
            umbrella: record.id,
            caseNumber: record.caseNumber,
            registeredAs: input.registeredAs,
            handlingUnit: record.to,
            named: record.named,
          }),
        },
      ]
    : []

/** Whoever is named later loses the file of discipline inspection, too. */
export const namedThereToo = ({ input, linked }: UmbrellaSituation): readonly Deed[] =>
  linked
    .filter(({ type, direction }) => type === 'disposition' && direction === 'to')
    .map(({ type, id }) => ({ type, id, action: 'noteNames', input: { named: input.named } }))
