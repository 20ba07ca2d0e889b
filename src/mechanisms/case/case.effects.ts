/** What follows from an action beyond what was entered. Its result is frozen in the entry. */
import { placesOver } from '#kernel/access/reach.ts'
import { unitIdOf } from '#kernel/org/unit.ts'
import { present } from '#kernel/present.ts'
import type { Deed } from '#kernel/record/declaration.ts'
import type { StaffActor } from '#kernel/record/entry.ts'
import type { UnitId } from '#kernel/record/field.ts'
import { elementsOf, unmetIn } from './checklist.ts'
import { gateBefore } from './case.gates.ts'
import { handlingUnitIsTold, teamIsTold } from './case.tells.ts'
import type { CaseSituation, CaseValues } from './case.fields.ts'

type Filled = Partial<CaseValues>
type Stage = CaseValues['stage']

/** Who signs; nothing is written where no official acts. */
const signed = (situation: CaseSituation, write: (actor: StaffActor) => Filled): Filled =>
  situation.actor.kind === 'staff' ? write(situation.actor) : {}

/** The organ of this kind at the unit's place, or the nearest above: development zones have no court of their own. */
function organAt(kind: string, unit: string | undefined, { org }: CaseSituation): UnitId | undefined {
  return placesOver(unit ?? '')
    .toReversed()
    .map((place) => unitIdOf(place, kind))
    .find((id) => org.findUnit(id) !== undefined)
}

/** By stage a person is called what the law calls them then: nobody is an offender before a judgment takes effect. */
function personsAreCalled(stage: Stage, outcome: string | undefined, { rulebook }: CaseSituation): Filled {
  const word = rulebook.decide('case.personsAreCalled', { stage, outcome })?.then['word']
  return typeof word === 'string' ? { personsAre: word } : {}
}

const entersStage = (stage: Stage, situation: CaseSituation, outcome = situation.record.outcome): Filled => ({
  stage,
  ...personsAreCalled(stage, outcome, situation),
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

const MOST = 400
export const personsAdded = ({ record, input }: CaseSituation): Filled => ({
  headcount: Math.min(
    MOST,
    (record.persons ?? []).length +
      (record.minors ?? []).length +
      (input.persons ?? []).length +
      (input.minors ?? []).length,
  ),
})

export const evidenceAdded = ({ record, input }: CaseSituation): Filled => ({
  evidenceNumbers: [...(record.evidenceNumbers ?? []), ...(input.evidence ?? []).map(({ no }) => no)],
})

export const evidenceExcluded = ({ record, input }: CaseSituation): Filled => ({
  excludedEvidence: [
    ...new Set([
      ...(record.excludedEvidence ?? []),
      ...(input.exclusions ?? []).map(({ evidence }) => evidence),
    ]),
  ],
})

/** The unit that had it loses it in this instant; its team with it. */
export const redesignated = ({ record, input }: CaseSituation): Filled => ({
  formerUnits: [
    ...new Set([
      ...(record.formerUnits ?? []),
      ...(record.handlingUnit === undefined ? [] : [record.handlingUnit]),
    ]),
  ].filter((unit) => unit !== input.handlingUnit),
})

/** The rows that the reviewer has to answer, each still open. */
export const rowsOfTheGate = ({ record, rulebook }: Pick<CaseSituation, 'record' | 'rulebook'>) => ({
  checks: elementsOf(gateBefore({ record }) ?? '', record.label, rulebook).map((element) => ({ element })),
})

/** What the reviewer found, as one line of the gate board; whether it is passed is computed, never typed. */
export const gateReviewed = (situation: CaseSituation): Filled =>
  signed(situation, ({ person, unit }) => {
    const { record, input, on } = situation
    const gate = gateBefore(situation)
    const unmet = unmetIn(input.checks)
    if (gate === undefined || record.label === undefined) return {}
    const review = {
      ...{ gate, passed: unmet.length === 0, label: record.label, reviewer: person, unit, on },
      ...(unmet.length === 0 ? {} : { unmet }),
    }
    return { gateReviews: [...(record.gateReviews ?? []), review] }
  })

export const labelReviewed = (situation: CaseSituation): Filled =>
  signed(situation, ({ person, unit }) => {
    const { record, input, on } = situation
    if (record.label === undefined || input.newLabel === undefined || input.agrees === undefined) return {}
    const review = {
      from: record.label,
      to: input.newLabel,
      agrees: input.agrees,
      reviewer: person,
      unit,
      on,
    }
    return { labelReviews: [...(record.labelReviews ?? []), review] }
  })

/** From the lightest to the gravest, to say whether a label was raised or lowered. */
const GRAVITY: readonly CaseValues['label'][] = ['other', 'evilForce', 'evilGroup', 'triad']

/** The old label, the new one, why, by whom: for ever. */
export const labelChanged = (situation: CaseSituation): Filled =>
  signed(situation, ({ person, unit }) => {
    const { record, input, on } = situation
    const { newLabel, viewElements, reasons } = input
    if (record.label === undefined || newLabel === undefined) return {}
    const change = {
      ...{ from: record.label, to: newLabel, elements: viewElements ?? [], reasons: reasons ?? '' },
      direction:
        GRAVITY.indexOf(newLabel) > GRAVITY.indexOf(record.label)
          ? ('raised' as const)
          : ('lowered' as const),
      ...{ signer: person, unit, on },
    }
    return { label: newLabel, labels: [...(record.labels ?? []), change] }
  })

export const viewStated = (situation: CaseSituation): Filled => {
  const view = viewIn(situation)
  return view === undefined ? {} : { views: [...(situation.record.views ?? []), view] }
}

/** The view that this act states, under the organ of whoever states it. */
export function viewIn(situation: CaseSituation): CaseValues['views'][number] | undefined {
  const { actor, input, on } = situation
  const gate = gateBefore(situation)
  const { viewElements, holdsThatTheyAreMet, viewLabel, viewReasons } = input
  if (actor.kind !== 'staff' || gate === undefined || viewElements === undefined) return undefined
  return {
    ...{
      unit: actor.unit,
      gate,
      elements: viewElements,
      met: holdsThatTheyAreMet ?? false,
      why: viewReasons ?? '',
      on,
    },
    ...(viewLabel === undefined ? {} : { label: viewLabel }),
  }
}

export const sentForProsecution = (situation: CaseSituation): Filled => entersStage('prosecution', situation)
export const returned = (situation: CaseSituation): Filled => ({
  ...entersStage('investigation', situation),
  supplements: (situation.record.supplements ?? 0) + 1,
})
export const prosecuted = (situation: CaseSituation): Filled => entersStage('trial', situation)

/** How it ended follows from the verdicts, person by person. */
function outcomeOf(verdicts: CaseValues['verdicts'] | undefined): CaseValues['outcome'] {
  const tried = (verdicts ?? []).filter(({ verdict }) => verdict === 'guilty' || verdict === 'notGuilty')
  const guilty = tried.filter(({ verdict }) => verdict === 'guilty').length
  if (guilty === 0) return 'acquitted'
  return guilty === tried.length ? 'convicted' : 'partlyConvicted'
}

export const pronounced = ({ input }: CaseSituation): Filled => ({ outcome: outcomeOf(input.verdicts) })

const inEffect = (outcome: CaseValues['outcome'] | undefined, situation: CaseSituation): Filled =>
  entersStage(outcome === 'acquitted' ? 'closed' : 'enforcement', situation, outcome)

export const tookEffect = (situation: CaseSituation): Filled => inEffect(situation.record.outcome, situation)
export const changedOnAppeal = (situation: CaseSituation): Filled => {
  const outcome = outcomeOf(situation.input.verdicts)
  return { outcome, ...inEffect(outcome, situation) }
}

/** The court above hears the appeal. */
export const appealed = ({ record, org }: CaseSituation): Filled =>
  present({ appealCourt: org.findUnit(record.court ?? '')?.lineParent })

export const closed = (situation: CaseSituation): Filled => entersStage('closed', situation)
export const ended =
  (outcome: CaseValues['outcome']) =>
  (situation: CaseSituation): Filled => ({ outcome, ...entersStage('closed', situation, outcome) })

/** Whoever is held goes with the case: to the next organ, to the unit designated, with the team. */
const onCustody =
  (
    action: string,
    states: readonly string[] | 'open',
    inputOf: (situation: CaseSituation) => Deed['input'],
  ) =>
  (situation: CaseSituation): readonly Deed[] =>
    situation.linked
      .filter(
        ({ type, direction, closed: isClosed, state }) =>
          type === 'custody' &&
          direction === 'to' &&
          !isClosed &&
          (states === 'open' || states.includes(state)),
      )
      .map(({ type, id }) => ({ type, id, action, input: inputOf(situation) }))

const nothing = () => ({})
export const custodyToProcuratorate = onCustody('passToProcuratorate', ['arrested', 'inSupplement'], nothing)
export const custodyToSupplement = onCustody('passToSupplement', ['withProcuratorate'], nothing)
export const custodyToCourt = onCustody('passToCourt', ['withProcuratorate'], nothing)
export const custodyToAppeal = onCustody('passToAppeal', ['withCourt'], nothing)
export const custodyBackToCourt = onCustody('passToCourt', ['withAppealCourt'], nothing)
const custodyFollowsTeam = onCustody('followTeam', 'open', ({ input }) => ({ team: input.team }))
const custodyFollowsUnit = onCustody('followUnit', 'open', ({ input, record }) =>
  present({
    handlingUnit: input.handlingUnit,
    procuratorate: input.procuratorate ?? record.procuratorate,
    court: input.court ?? record.court,
  }),
)
export const custodyFollowsCourts = onCustody('followCourts', 'open', ({ input }) =>
  present({ procuratorate: input.procuratorate, court: input.court }),
)
export const newTeamIsTold = (situation: CaseSituation): readonly Deed[] => [
  ...custodyFollowsTeam(situation),
  ...teamIsTold(situation, situation.input.team ?? []),
]
export const redesignationIsTold = (situation: CaseSituation): readonly Deed[] => [
  ...handlingUnitIsTold(situation),
  ...teamIsTold(situation, []),
  ...custodyFollowsUnit(situation),
]
export const custodyLengthened = (action: string, states: readonly string[]) =>
  onCustody(action, states, ({ input }) => ({ stageExtension: input.extensionTerm }))
