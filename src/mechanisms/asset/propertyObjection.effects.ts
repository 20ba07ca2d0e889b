/** What follows from an action on an objection beyond what was entered. Its result is frozen in the entry. */
import { namedTogether } from '#kernel/access/exclusion.ts'
import { isRecordId, type RecordId } from '#kernel/record/field.ts'
import { present } from '#kernel/present.ts'
import type { Deed } from '#kernel/record/declaration.ts'
import type { ObjectionSituation, ObjectionValues } from './propertyObjection.fields.ts'
import { MATTERS } from './matters.ts'

type Filled = Partial<ObjectionValues>

export function received({ actor, input, linked }: ObjectionSituation): Filled {
  const told = linked.find(({ id }) => id === input.asset)?.told['case']
  return {
    ...(isRecordId(told) ? { case: told } : {}),
    ...present({ named: namedTogether(linked, MATTERS) }),
    ...(actor.kind === 'staff' ? { handlingUnit: actor.unit, receiver: actor.person } : {}),
  }
}

export const heard = ({ actor }: ObjectionSituation): Filled =>
  actor.kind === 'staff' ? { hearer: actor.person } : {}

/** What more may be done is told with every decision, by the rule of the day (AOCL art 49; CPL art 117). */
const remediesAfter = (answered: string | undefined, { rulebook }: ObjectionSituation) => {
  const codes = rulebook.decide('propertyObjection.remediesOf', { answered })?.then['remedies']
  return Array.isArray(codes) ? codes.filter((code) => typeof code === 'string') : []
}

export const decided = (situation: ObjectionSituation): Filled => ({
  ...present({ outcome: situation.input.decision }),
  ...(situation.actor.kind === 'staff' ? { decider: situation.actor.person } : {}),
  remedies: remediesAfter(situation.input.decision, situation),
  answeredOn: situation.on,
})

export const complaintAnswered = (situation: ObjectionSituation): Filled => ({
  outcome: situation.input.complaintDecision === 'rejected' ? 'rejected' : 'corrected',
  remedies: remediesAfter('complaint', situation),
})

export const withdrawn = (): Filled => ({ outcome: 'withdrawn' })

/** An objection upheld ends the measure at once, where it still runs. */
const lifting = ({ record, linked }: ObjectionSituation, reasons: string): readonly Deed[] => {
  const measure: RecordId | undefined = record.measure
  const found = linked.find(({ type, id }) => type === 'measure' && id === measure)
  return measure === undefined || found?.closed !== false
    ? []
    : [
        {
          ...{ type: 'measure', id: measure, action: 'liftOnObjection' },
          input: { liftReason: 'objection', reasons },
        },
      ]
}

export const measureIsLifted = (situation: ObjectionSituation): readonly Deed[] =>
  situation.input.decision === 'upheld' ? lifting(situation, situation.input.legalGrounds ?? '') : []

export const measureIsLiftedOnComplaint = (situation: ObjectionSituation): readonly Deed[] =>
  situation.input.complaintDecision === 'corrected'
    ? lifting(situation, (situation.input.complaintAnswer ?? '').slice(0, 2000))
    : []
