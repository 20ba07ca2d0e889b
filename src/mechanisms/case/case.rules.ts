/** The rules about cases, each a sentence. Legal basis: README.md. */
import { isTied } from '#kernel/org/routing.ts'
import type { PlainDate } from '#kernel/time.ts'
import type { CaseSituation, CaseValues } from './case.fields.ts'

const ADULT = 18
const everybody = ({ record, input }: CaseSituation) => [
  ...(record.persons ?? []),
  ...(record.minors ?? []),
  ...(input.persons ?? []),
  ...(input.minors ?? []),
]

function ageOn(day: PlainDate, birthDate: PlainDate): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}

const isMinor = ({ birthDate }: CaseValues['persons'][number], on: PlainDate): boolean =>
  birthDate !== undefined && ageOn(on, birthDate) < ADULT

export const rules = {
  handlingUnitIsNotTiedToTheNamed: ({ record, input, org, on }) =>
    !isTied(input.handlingUnit, record.named, org, on),

  handlingUnitIsAnother: ({ record, input }) => record.handlingUnit !== input.handlingUnit,

  teamIsOfTheHandlingUnit: ({ input, record, actor, org, on }) => {
    const unit = record.handlingUnit ?? (actor.kind === 'staff' ? actor.unit : undefined)
    return (input.team ?? []).every(
      (person) =>
        unit !== undefined && org.holdersOf('investigator', unit, on).some(({ id }) => id === person),
    )
  },

  everyPersonHasANumberOfTheirOwn: (situation) => {
    const numbers = everybody(situation).map(({ no }) => no)
    return new Set(numbers).size === numbers.length
  },

  // Whoever is under eighteen stands apart, where fewer see them (L2 art 286; AOCL art 67).
  minorsStandApart: ({ input, on }) => !(input.persons ?? []).some((one) => isMinor(one, on)),

  periodsEndAfterTheyBegin: ({ input }) =>
    (input.activity ?? []).every(({ from, to }) => to === undefined || to >= from),

  judgedByNow: ({ input, on }) => input.judgedOn !== undefined && input.judgedOn <= on,
  nobodyIsConvicted: ({ record }) => record.outcome === 'acquitted',
} satisfies Record<string, (situation: CaseSituation) => boolean>
