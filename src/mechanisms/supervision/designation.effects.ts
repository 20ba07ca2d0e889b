/** What follows from an action on a designation beyond what was entered. Its result is frozen in the entry. */
import { present } from '#kernel/present.ts'
import { findNextOnTheWay } from './commonSuperior.ts'
import type { DesignationSituation, DesignationValues } from './designation.fields.ts'
import { findDecider, findOriginalUnit } from './designation.rules.ts'
import { namedHere, onTheCase } from './theCase.ts'

type Filled = Partial<DesignationValues>

export function applied(situation: DesignationSituation): Filled {
  const { actor, input, record } = situation
  const originalUnit = findOriginalUnit(situation, input.kind)
  return present({
    applicant: actor.kind === 'staff' ? actor.person : undefined,
    applyingUnit: actor.kind === 'staff' ? actor.unit : undefined,
    originalUnit,
    decider: findDecider(situation, originalUnit, input.proposedUnit),
    named: namedHere(situation, record.named),
  })
}

/** Approved here or passed on there: it goes to the next unit of the line, or stays with whoever decides. */
function sentUp(situation: DesignationSituation, from: DesignationValues['at'] | undefined): Filled {
  const { record, input, org, on } = situation
  const { decider, named, way = [] } = record
  if (from === undefined || decider === undefined) return {}
  return {
    ...present({ at: from === decider ? decider : findNextOnTheWay(from, decider, { named, org, on }) }),
    way: [...way, { unit: from, on, opinion: input.opinion ?? '' }],
  }
}
export const approved = (situation: DesignationSituation): Filled =>
  sentUp(situation, situation.record.applyingUnit)
export const passedUp = (situation: DesignationSituation): Filled => sentUp(situation, situation.record.at)

export const decided = ({ record }: DesignationSituation): Filled =>
  present({ givingUnit: record.originalUnit })

export const received = ({ on }: DesignationSituation): Filled => ({ receivedOn: on })

/** On receipt of the decision the original unit has no jurisdiction any more (程序规定 art 23). */
export const caseIsElsewhere = ({ record }: DesignationSituation) => {
  const { kind, designatedUnit, decider: designatedBy } = record
  if (kind === undefined) return []
  switch (kind) {
    case 'investigation':
      return onTheCase(record, 'redesignate', { handlingUnit: designatedUnit, designatedBy })
    case 'prosecution':
      return onTheCase(record, 'redesignateCourts', { procuratorate: designatedUnit })
    case 'trial':
      return onTheCase(record, 'redesignateCourts', { court: designatedUnit })
  }
}

export const othersHandOver = ({ record }: DesignationSituation): Filled =>
  present({ givingUnit: record.decider })
