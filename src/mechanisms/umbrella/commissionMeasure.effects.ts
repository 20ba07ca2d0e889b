/** What follows from an action beyond what was entered. Its result is frozen in the entry. */
import { endUnmoved } from '#kernel/deadlines/endUnmoved.ts'
import { parseTerm } from '#kernel/deadlines/term.ts'
import { present } from '#kernel/present.ts'
import { dayOf } from '#kernel/time.ts'
import { factsAt, takenOver, unitTold } from './commissionMeasure.disposition.ts'
import type { CommissionMeasureSituation, CommissionMeasureValues } from './commissionMeasure.fields.ts'
import { commissionRowFor, extensionOf } from './commissionMatrix.ts'

type Filled = Partial<CommissionMeasureValues>

export function applied(situation: CommissionMeasureSituation): Filled {
  const { stage, level } = factsAt(situation)
  const { team, named, registeredAs } = takenOver(situation)
  return present({ ...{ stage, level, team, named, registeredAs }, handlingUnit: unitTold(situation) })
}

export const decided = ({ record, actor, rulebook }: CommissionMeasureSituation): Filled =>
  present({
    matrixRow: commissionRowFor(rulebook, record)?.row,
    decider: actor.kind === 'staff' ? actor.person : undefined,
  })

export const approvedAbove = ({ actor }: CommissionMeasureSituation): Filled =>
  present({ approverAbove: actor.kind === 'staff' ? actor.person : undefined })

/** From when and until when it runs. The same row gives the clock its length (declaration, `length`). */
export function executed({ record, at, rulebook }: CommissionMeasureSituation): Filled {
  const row = commissionRowFor(rulebook, record)
  if (row === undefined) throw new Error('Only what a row of the matrix allows is carried out')
  if (row.atOnce) return { startsOn: dayOf(at), outcome: 'carriedOut' }
  return present({
    ...{ startsOn: dayOf(at), until: endUnmoved(at, row.term) },
    familyToTell: row.toFamily || undefined,
    nationToTell: row.toNation || undefined,
  })
}

/** The extension is added to the end it lengthens, as the clock does. */
export function extended(situation: CommissionMeasureSituation): Filled {
  const { record, input } = situation
  const by = parseTerm(String(input.extensionTerm))
  const until = record.until === undefined || by === undefined ? undefined : endUnmoved(record.until, by)
  if (until === undefined) throw new Error('Only a measure that has an end can be extended')
  return present({ until, extensionRow: extensionOf(situation)?.row })
}

export const declined = (): Filled => ({ outcome: 'declined' })
export const withdrawn = (): Filled => ({ outcome: 'withdrawn' })
export const lifted = (): Filled => ({ outcome: 'lifted' })
export const lapsed = (): Filled => ({ outcome: 'lapsed' })
