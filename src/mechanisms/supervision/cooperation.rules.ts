/** The rules about co-operation, each a sentence. Legal basis: README.md. */
import { isTied } from '#kernel/org/routing.ts'
import type { CooperationSituation } from './cooperation.fields.ts'
import { findCase, namedHere, unitOfCase } from './theCase.ts'

const unitOf = ({ actor }: CooperationSituation) => (actor.kind === 'staff' ? actor.unit : undefined)
const personOf = ({ actor }: CooperationSituation) => (actor.kind === 'staff' ? actor.person : undefined)

/** The papers that have to come with a request for this measure (art 347). */
const papersFor = ({ record, input, rulebook }: CooperationSituation): readonly unknown[] => {
  const row = rulebook.decide('cooperation.papersFor', { measure: input.measure ?? record.measure })
  const papers = row?.then['papers']
  return Array.isArray(papers) ? papers : []
}

export const rules = {
  theCaseIsOpen: (situation) => findCase(situation)?.closed === false,
  askingUnitHandlesTheCase: (situation) => unitOfCase(situation, 'handlingUnit') === unitOf(situation),
  helpingUnitIsAnotherOfThePolice: (situation) => {
    const { input, org } = situation
    return input.helpingUnit !== unitOf(situation) && org.findUnit(input.helpingUnit ?? '')?.kind === 'police'
  },
  helpingUnitIsNotTiedToTheNamed: (situation) =>
    !isTied(
      situation.input.helpingUnit,
      namedHere(situation, situation.record.named),
      situation.org,
      situation.on,
    ),

  // The request, the legal papers of the measure and the officers' identity papers come together (art 347).
  papersForTheMeasureAreThere: (situation) => {
    const wanted = papersFor(situation)
    const given = (situation.input.papers ?? []).map(({ paper }) => paper)
    return wanted.length > 0 && wanted.every((paper) => given.includes(String(paper)))
  },
  actorIsNotTheAsker: (situation) => personOf(situation) !== situation.record.asker,

  someoneIsToBeCaught: ({ record, rulebook }) =>
    rulebook
      .list('cooperation.measures')
      .some(({ code, takesIntoCustody }) => code === record.measure && takesIntoCustody === true),
  caughtByNow: ({ input, at }) => input.caughtAt !== undefined && input.caughtAt <= at,
  interrogatedBetween: ({ record, input, at }) =>
    record.caughtAt !== undefined &&
    input.interrogatedAt !== undefined &&
    input.interrogatedAt >= record.caughtAt &&
    input.interrogatedAt <= at,
  whoeverWasCaughtWasHeard: ({ entries }) => {
    const last = entries.findLast(({ action }) => ['reportCaught', 'interrogate', 'fetch'].includes(action))
    return last?.action !== 'reportCaught'
  },
  fetchedByTwo: ({ input, rulebook }) =>
    new Set(input.officers ?? []).size >= rulebook.number('cooperation.officersAtLeast'),

  stepsWereTakenByNow: ({ input, on }) => (input.steps ?? []).every((one) => one.on <= on),
  somethingWasDoneOrSaid: ({ record, input }) =>
    input.result === 'notDone' || (record.steps ?? []).length > 0 || record.interrogatedAt !== undefined,
} satisfies Record<string, (situation: CooperationSituation) => boolean>
