/** The rules about designations, each a sentence. Legal basis: README.md. */
import { isTied, rankOf } from '#kernel/org/routing.ts'
import type { UnitId } from '#kernel/record/field.ts'
import { findCommonSuperior } from './commonSuperior.ts'
import type { DesignationSituation, DesignationValues } from './designation.fields.ts'
import { findCase, namedHere, unitOfCase } from './theCase.ts'

const unitOf = ({ actor }: DesignationSituation) => (actor.kind === 'staff' ? actor.unit : undefined)

/** Whose matter it is now: the police that handle the case, its procuratorate or its court. */
export function findOriginalUnit(
  situation: DesignationSituation,
  kind: DesignationValues['kind'] | undefined,
): UnitId | undefined {
  switch (kind) {
    case 'investigation':
      return unitOfCase(situation, 'handlingUnit')
    case 'prosecution':
      return unitOfCase(situation, 'procuratorate')
    case 'trial':
      return unitOfCase(situation, 'court')
    case undefined:
      return undefined
  }
}

const namedAnywhere = (situation: DesignationSituation) => namedHere(situation, situation.record.named)

/** Who has to decide between the unit that has it and the one it would go to. */
export const findDecider = (
  situation: DesignationSituation,
  originalUnit: UnitId | undefined,
  designatedUnit: UnitId | undefined,
): UnitId | undefined =>
  findCommonSuperior([originalUnit, designatedUnit], {
    named: namedAnywhere(situation),
    org: situation.org,
    on: situation.on,
  })

function isOfTheOrgan(
  { org, rulebook }: DesignationSituation,
  kind: DesignationValues['kind'] | undefined,
  unit: UnitId | undefined,
): boolean {
  const organ = rulebook.decide('designation.organs', { kind })?.then['organ']
  return organ !== undefined && org.findUnit(unit ?? '')?.kind === organ
}

/** Whether the law lets a unit of this level have such a case (程序规定 art 24). */
function isHighEnough(situation: DesignationSituation, unit: UnitId | undefined): boolean {
  const { record, input, org, rulebook } = situation
  const { label, major } = findCase(situation)?.told ?? {}
  const row = rulebook.decide('designation.lowestLevel', { kind: input.kind ?? record.kind, label, major })
  const level = org.findUnit(unit ?? '')?.level
  return level !== undefined && rankOf(level) >= Number(row?.then['rank'] ?? Number.POSITIVE_INFINITY)
}

/** Who designated whoever has the case now, where somebody did. */
function findDesignator(situation: DesignationSituation): string | undefined {
  const before = findCase(situation)?.told['designatedBy']
  return typeof before === 'string' ? before : undefined
}

const numbersOf = (lines: readonly { readonly no: number }[] | undefined): readonly number[] =>
  (lines ?? []).map(({ no }) => no)

export const rules = {
  theCaseIsOpen: (situation) => findCase(situation)?.closed === false,

  // Only where it is unclear or disputed and negotiation failed, or where the case is special (art 22).
  groundAllowsIt: ({ input, on }) => {
    const { ground, specialGround, dispute, negotiation } = input
    if (ground === 'special') return specialGround !== undefined
    return dispute !== undefined && negotiation?.result === 'failed' && negotiation.on <= on
  },
  theOriginalUnitIsKnown: (situation) => findOriginalUnit(situation, situation.input.kind) !== undefined,
  proposedUnitIsAnother: (situation) =>
    situation.input.proposedUnit !== findOriginalUnit(situation, situation.input.kind),
  proposedUnitIsOfTheOrgan: (situation) =>
    isOfTheOrgan(situation, situation.input.kind, situation.input.proposedUnit),
  proposedUnitIsHighEnough: (situation) => isHighEnough(situation, situation.input.proposedUnit),
  proposedUnitIsNotTiedToTheNamed: (situation) =>
    !isTied(situation.input.proposedUnit, namedAnywhere(situation), situation.org, situation.on),
  courtAgreesToProsecutionElsewhere: ({ input }) =>
    input.kind !== 'prosecution' || input.agreedWithCourt !== undefined,

  // The unit that has it, the one it would go to, one it was negotiated with, or whoever decides, of its own motion.
  applicantIsConcerned: (situation) => {
    const { kind, proposedUnit, negotiation } = situation.input
    const original = findOriginalUnit(situation, kind)
    const concerned = [
      original,
      proposedUnit,
      ...(negotiation?.withUnits ?? []),
      findDecider(situation, original, proposedUnit),
    ]
    return concerned.includes(unitOf(situation))
  },
  somebodyCanDecide: (situation) => {
    const { kind, proposedUnit } = situation.input
    const decider = findDecider(situation, findOriginalUnit(situation, kind), proposedUnit)
    return decider !== undefined && situation.org.lineOf(unitOf(situation) ?? '').includes(decider)
  },

  actorIsNotTheApplicant: ({ record, actor }) => actor.kind !== 'staff' || actor.person !== record.applicant,
  itIsWithTheDecider: ({ record }) => record.at !== undefined && record.at === record.decider,

  theCaseIsWhereItWas: (situation) =>
    findOriginalUnit(situation, situation.record.kind) === situation.record.originalUnit,
  designatedUnitIsAnother: ({ record, input }) => input.designatedUnit !== record.originalUnit,
  designatedUnitIsOfTheOrgan: (situation) =>
    isOfTheOrgan(situation, situation.record.kind, situation.input.designatedUnit),
  designatedUnitIsHighEnough: (situation) => isHighEnough(situation, situation.input.designatedUnit),
  designatedUnitIsNotTiedToTheNamed: (situation) =>
    !isTied(situation.input.designatedUnit, namedAnywhere(situation), situation.org, situation.on),
  // Computed from the directory, whoever wishes to decide it.
  deciderIsTheCommonSuperior: (situation) =>
    unitOf(situation) !== undefined &&
    unitOf(situation) ===
      findDecider(situation, situation.record.originalUnit, situation.input.designatedUnit),
  // Whoever was designated passes nothing on: only who designated, or a unit above it, decides anew.
  designatedBodyDesignatesNoFurther: (situation) => {
    const before = findDesignator(situation)
    return before === undefined || situation.org.lineOf(before).some((unit) => unit === unitOf(situation))
  },

  servedOnBothUnits: ({ record, input, on }) =>
    [record.originalUnit, record.designatedUnit].every((unit) =>
      (input.services ?? []).some((service) => service.to === unit && service.on <= on),
    ),
  // Of the place that has it from now on (art 23): its court and its procuratorate, where there are such.
  copiesGoToCourtAndProcuratorate: ({ record, input, org }) => {
    const place = org.findUnit(record.designatedUnit ?? '')?.place
    const there = org.units.filter(
      (unit) => unit.place === place && ['court', 'procuratorate'].includes(unit.kind),
    )
    return there.every(({ id }) => id === record.designatedUnit || input.copies?.includes(id) === true)
  },

  everyLineHasANumberOfItsOwn: ({ input }) => {
    const numbers = numbersOf(input.handed)
    return new Set(numbers).size === numbers.length
  },
  // Suspects, property and files each have a line, if only to say that there is none.
  everyKindIsListed: ({ record, input, rulebook }) =>
    rulebook
      .list('designation.handOverKinds')
      .filter(({ kinds }) => Array.isArray(kinds) && kinds.includes(record.kind))
      .every(({ code }) => (input.handed ?? []).some(({ kind }) => kind === code)),
  everyLineIsCounted: ({ record, input }) => {
    const [listed, counted] = [numbersOf(record.handed), numbersOf(input.counted)]
    return listed.length === counted.length && listed.every((no) => counted.includes(no))
  },
  differencesAreExplained: ({ record, input }) =>
    (input.counted ?? []).every(
      ({ no, count, difference }) =>
        difference !== undefined || record.handed?.find((line) => line.no === no)?.count === count,
    ),
} satisfies Record<string, (situation: DesignationSituation) => boolean>
