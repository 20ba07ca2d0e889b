/** What follows from an action beyond what was entered. Its result is frozen in the entry. */
import { placesOver } from '#kernel/access/reach.ts'
import { unitIdOf } from '#kernel/org/unit.ts'
import { present } from '#kernel/present.ts'
import type { UnitId } from '#kernel/record/field.ts'
import type { CaseSituation, CaseValues } from './case.fields.ts'

type Filled = Partial<CaseValues>
type Stage = CaseValues['stage']

/** The organ of this kind at the unit's place, or the nearest above: development zones have no court of their own. */
function organAt(kind: string, unit: string | undefined, { org }: CaseSituation): UnitId | undefined {
  return placesOver(unit ?? '')
    .toReversed()
    .map((place) => unitIdOf(place, kind))
    .find((id) => org.findUnit(id) !== undefined)
}

/** By stage a person is called what the law calls them then: nobody is an offender before a judgment takes effect. */
function personsAreCalled(stage: Stage, { rulebook }: CaseSituation): Filled {
  const word = rulebook.decide('case.personsAreCalled', { stage })?.then['word']
  return typeof word === 'string' ? { personsAre: word } : {}
}

const entersStage = (stage: Stage, situation: CaseSituation): Filled => ({
  stage,
  ...personsAreCalled(stage, situation),
})

export const opened = ({ actor, input }: CaseSituation): Filled =>
  actor.kind === 'staff'
    ? { handlingUnit: actor.unit, team: input.team ?? [actor.person], ...periodOf(input.activity) }
    : {}

/** From the first day of all periods to the last; an end nobody knows leaves the end open. */
function periodOf(activity: CaseValues['activity'] | undefined): Filled {
  const periods = activity ?? []
  const from = periods.map((period) => period.from).toSorted()[0]
  const ends = periods.map(({ to }) => to)
  const to = ends.includes(undefined)
    ? undefined
    : ends
        .filter((end) => end !== undefined)
        .toSorted()
        .at(-1)
  return present({ activityFrom: from, activityTo: to })
}

export const activityNoted = ({ record, input }: CaseSituation): Filled =>
  periodOf([...(record.activity ?? []), ...(input.activity ?? [])])

export const filed = (situation: CaseSituation): Filled => ({
  ...entersStage('investigation', situation),
  ...present({
    procuratorate: organAt('procuratorate', situation.record.handlingUnit, situation),
    court: organAt('court', situation.record.handlingUnit, situation),
  }),
})

export const personsAdded = ({ record, input }: CaseSituation): Filled => ({
  headcount:
    (record.persons ?? []).length +
    (record.minors ?? []).length +
    (input.persons ?? []).length +
    (input.minors ?? []).length,
})

/** The unit that had it loses it in this instant; its team with it. */
export const redesignated = ({ record }: CaseSituation): Filled => ({
  formerUnits: [
    ...(record.formerUnits ?? []),
    ...(record.handlingUnit === undefined ? [] : [record.handlingUnit]),
  ],
})

export const sentForProsecution = (situation: CaseSituation): Filled => entersStage('prosecution', situation)
export const prosecuted = (situation: CaseSituation): Filled => entersStage('trial', situation)
export const tookEffect = (situation: CaseSituation): Filled =>
  entersStage(situation.input.outcome === 'acquitted' ? 'closed' : 'enforcement', situation)
export const closed = (situation: CaseSituation): Filled => entersStage('closed', situation)
export const ended =
  (outcome: CaseValues['outcome']) =>
  (situation: CaseSituation): Filled => ({ outcome, ...entersStage('closed', situation) })
