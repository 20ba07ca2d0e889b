/** The rules about consultations, each a sentence, and what follows from their acts. Legal basis: README.md. */
import { registryOf } from '#kernel/org/routing.ts'
import { present } from '#kernel/present.ts'
import type { Deed } from '#kernel/record/declaration.ts'
import type { StaffActor } from '#kernel/record/entry.ts'
import type { ConsultationSituation, ConsultationValues } from './consultation.fields.ts'

type Filled = Partial<ConsultationValues>

const byStaff = (situation: ConsultationSituation, write: (actor: StaffActor) => Filled): Filled =>
  situation.actor.kind === 'staff' ? write(situation.actor) : {}

const statementOf = ({ record, actor }: ConsultationSituation) =>
  (record.conflictStatements ?? []).findLast(
    ({ person }) => actor.kind === 'staff' && person === actor.person,
  )

const statedIn = (record: ConsultationSituation['record'], unit: string): boolean =>
  (record.positions ?? []).some((one) => one.unit === unit)

const hasDecided = (record: ConsultationSituation['record'], unit: string): boolean =>
  (record.decisions ?? []).some((one) => one.unit === unit)

export const rules = {
  expertsAreNamedForThis: ({ input, org, on }) =>
    (input.experts ?? []).every((person) =>
      org.tenuresOn(person, on).some(({ post }) => post === 'consultationExpert'),
    ),

  plannedFromToday: ({ input, on }) => input.plannedFor === undefined || input.plannedFor >= on,

  // Whoever did not say that nothing ties them to the case has no voice in it.
  actorDeclaredNoConflict: (situation) => statementOf(situation)?.isFreeOfConflict === true,

  conflictIsExplained: ({ input }) =>
    input.isFreeOfConflict === true || input.conflictStatement !== undefined,

  // Those who handle the case and those who are consulted are kept apart (案商分离).
  actorIsNotOnTheTeam: ({ linked, actor }) =>
    !linked.some(
      ({ type, told }) =>
        type === 'case' &&
        actor.kind === 'staff' &&
        Array.isArray(told['team']) &&
        told['team'].includes(actor.person),
    ),

  everyExpertDeclared: ({ record }) =>
    (record.experts ?? []).every((expert) =>
      (record.conflictStatements ?? []).some(({ person }) => person === expert),
    ),

  anExpertIsLeft: ({ record }) => (record.experts ?? []).length > 0,

  everyOrganStatedItsPosition: ({ record }) => (record.organs ?? []).every((unit) => statedIn(record, unit)),

  heldByNow: ({ input, on }) => input.heldOn !== undefined && input.heldOn <= on,

  organDecidesOnce: ({ record, actor }) => actor.kind === 'staff' && !hasDecided(record, actor.unit),

  differenceIsExplained: ({ input }) => input.differs !== true || input.differenceExplained !== undefined,

  everyOrganHasDecided: ({ record }) => (record.organs ?? []).every((unit) => hasDecided(record, unit)),
} satisfies Record<string, (situation: ConsultationSituation) => boolean>

/** The provincial office convenes, or the first above it that is not tied to anybody named. */
export const applied = (situation: ConsultationSituation): Filled => ({
  convenor: registryOf('consultation.convenors', situation.input.named, situation),
})

/** Whoever is tied to the case leaves it in this instant. */
export const conflictDeclared = (situation: ConsultationSituation): Filled =>
  byStaff(situation, ({ person, unit }) => {
    const { record, input } = situation
    const { isFreeOfConflict = false, conflictStatement } = input
    const statement = { person, unit, isFreeOfConflict, ...present({ what: conflictStatement }) }
    return {
      conflictStatements: [...(record.conflictStatements ?? []), statement],
      ...(isFreeOfConflict ? {} : { experts: (record.experts ?? []).filter((expert) => expert !== person) }),
    }
  })

/** The last that an organ, or an expert, said counts; what they said before stays in the history. */
export const positionStated = (situation: ConsultationSituation): Filled =>
  byStaff(situation, ({ person, unit }) => {
    const { record, input, on } = situation
    const { position, positionLabel, inTheMinority = false, opinion = '' } = input
    if (position === undefined) return {}
    const stated = {
      ...{ unit, person, position, inTheMinority, why: opinion, on },
      ...present({ label: positionLabel }),
    }
    return { positions: [...(record.positions ?? []), stated] }
  })

export const decided = (situation: ConsultationSituation): Filled =>
  byStaff(situation, ({ person, unit }) => {
    const { record, input, on } = situation
    const { decision = '', decisionNumber, differs = false, differenceExplained } = input
    const one = {
      ...{ unit, decision, differs, signer: person, on },
      ...present({ number: decisionNumber, why: differenceExplained }),
    }
    return { decisions: [...(record.decisions ?? []), one] }
  })

export const concluded = ({ record }: ConsultationSituation): Filled => ({
  outcome: (record.decisions ?? []).some(({ differs }) => differs) ? 'decidedOtherwise' : 'decidedAsHeld',
})

/** The case learns what each organ decided, in one line each. */
export const notedOnTheCase = ({ record, org }: ConsultationSituation): readonly Deed[] =>
  record.case === undefined
    ? []
    : [
        {
          type: 'case',
          id: record.case,
          action: 'noteConsultation',
          input: {
            consultationNotes: (record.decisions ?? []).map(({ unit, decision, differs }) => ({
              what: `${org.findUnit(unit)?.name.zh ?? unit}：${decision}`,
              differs,
            })),
          },
        },
      ]
