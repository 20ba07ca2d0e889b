/** The rules about listings, each a sentence. Legal basis: README.md. */
import { isTied, rankOf } from '#kernel/org/routing.ts'
import { addDays } from '#kernel/time.ts'
import type { ListingSituation } from './listing.fields.ts'
import { findCase, isPartial, namedHere, standsOver, unitOfCase } from './theCase.ts'

const personOf = ({ actor }: ListingSituation) => (actor.kind === 'staff' ? actor.person : undefined)
const unitOf = ({ actor }: ListingSituation) => (actor.kind === 'staff' ? actor.unit : undefined)

/** The codes of a list whose items are marked as required. */
const requiredOf = (list: string, { rulebook }: ListingSituation): readonly string[] =>
  rulebook.list(list).flatMap(({ code, required }) => (required === true ? [code] : []))

/** Every required code once, and none twice. */
const coversEach = (wanted: readonly string[], given: readonly string[]): boolean =>
  new Set(given).size === given.length && wanted.every((code) => given.includes(code))

const alwaysBefore = (day: string | undefined, on: string): boolean => day !== undefined && day <= on

export const rules = {
  aUnitIsSupervisedInWriting: ({ record, input }) =>
    record.handlingUnit !== undefined &&
    (input.supervisions ?? []).some(({ rung }) => rung === 'supervise' || rung.endsWith('/supervise')),

  theCaseIsOpen: (situation) => findCase(situation)?.closed === false,
  theCaseIsNotListedYet: (situation) => findCase(situation)?.told['listed'] !== true,

  // Nobody lists what is none of their area: whoever handles the case, or an organ over that place.
  proposerStandsOverTheCase: (situation) =>
    standsOver(unitOf(situation), unitOfCase(situation, 'handlingUnit'), situation.org),

  listingBodyMayList: ({ input, org, rulebook }) => {
    const body = org.findUnit(input.listingBody ?? '')
    return (
      body !== undefined &&
      rulebook.decide('listing.mayList', { organ: body.kind, rank: rankOf(body.level) }) !== undefined
    )
  },
  listingBodyStandsOverTheCase: (situation) =>
    standsOver(situation.input.listingBody, unitOfCase(situation, 'handlingUnit'), situation.org),
  listingBodyIsNotTiedToTheNamed: (situation) =>
    !isTied(
      situation.input.listingBody,
      namedHere(situation, situation.record.named),
      situation.org,
      situation.on,
    ),

  // On its own initiative, because a superior wants it (whose document is named), or applied for from below.
  originFitsTheBody: (situation) => {
    const { origin, listingBody, superiorDocument } = situation.input
    const own = unitOf(situation)
    if (origin === undefined) return false
    switch (origin) {
      case 'own':
        return listingBody === own
      case 'superior':
        return listingBody === own && superiorDocument !== undefined
      case 'inferior':
        return listingBody !== own && standsOver(listingBody, own, situation.org)
    }
  },

  everyTargetIsSet: (situation) =>
    coversEach(
      requiredOf('listing.targets', situation),
      (situation.input.targets ?? []).map(({ target }) => target),
    ),

  actorIsNotTheProposer: (situation) => personOf(situation) !== situation.record.proposer,

  supervisorServesTheListingBody: ({ record, input, org, on }) =>
    input.supervisor !== undefined &&
    org
      .tenuresOn(input.supervisor, on)
      .some(({ unit }) => unit === (input.listingBody ?? record.listingBody)),
  supervisorIsNotTiedToTheNamed: ({ record, input, org, on }) =>
    !isPartial(input.supervisor, record.named, org, on),

  actorTakesItUp: (situation) => {
    const { record, input, org } = situation
    return (
      input.listingBody === unitOf(situation) &&
      input.listingBody !== record.listingBody &&
      standsOver(input.listingBody, record.listingBody, org)
    )
  },

  extensionsAreNotUsedUp: ({ entries, rulebook }) =>
    entries.filter(({ action }) => action === 'extend').length < rulebook.number('listing.extensionsAtMost'),

  periodIsOver: ({ input, on }) =>
    input.report !== undefined && input.report.from <= input.report.to && input.report.to <= on,
  // Reports leave no gap and tell nothing twice.
  periodFollowsTheLast: ({ record, input }) => {
    const last = record.reports?.at(-1)
    return last === undefined || input.report?.from === addDays(last.to, 1)
  },
  actorDidNotDraftIt: (situation) => personOf(situation) !== situation.record.drafter,

  newDateIsAhead: ({ input, on }) => (input.urgings ?? []).every(({ newDate }) => newDate > on),
  anUrgingIsUnanswered: ({ entries }) =>
    ['urge', 'supervise'].includes(
      entries.findLast(({ action }) => ['urge', 'supervise', 'reply'].includes(action))?.action ?? '',
    ),
  happenedByNow: ({ input, on }) =>
    [...(input.events ?? []), ...(input.visits ?? []), ...(input.interviews ?? [])].every((one) =>
      alwaysBefore(one.on, on),
    ),
  // Those who lead the unit, or the place it serves: the interview is about their duty, not about the case's outcome.
  interviewedLeadsThere: ({ record, input, org, on }) => {
    const over = org.placeLineOf(record.handlingUnit ?? '')
    const leaders = new Set(over.flatMap((unit) => org.leadersOf(unit, on).map(({ id }) => id)))
    return (input.interviews ?? []).every(({ whom }) => leaders.has(whom))
  },
  visitedByTwo: ({ input, rulebook }) =>
    (input.visits ?? []).every(
      ({ visitors }) => new Set(visitors).size >= rulebook.number('listing.visitorsAtLeast'),
    ),

  theCaseIsElsewhere: (situation) => {
    const there = unitOfCase(situation, 'handlingUnit')
    return there !== undefined && there !== situation.record.handlingUnit
  },

  everyConditionIsShown: (situation) =>
    coversEach(
      requiredOf('listing.conditions', situation),
      (situation.input.conditions ?? []).map(({ condition }) => condition),
    ),
  // A judgment that took effect shows in the case's own stage; no paper can say otherwise.
  theCaseBearsItOut: (situation) => {
    const stage = findCase(situation)?.told['stage']
    const shown = (situation.input.conditions ?? []).map(({ condition }) => condition)
    return situation.rulebook
      .list('listing.conditions')
      .filter(({ code }) => shown.includes(code))
      .every(({ caseStages }) => !Array.isArray(caseStages) || caseStages.includes(stage))
  },
  everyConditionIsJudged: ({ record, input }) =>
    coversEach(
      (record.conditions ?? []).map(({ condition }) => condition),
      (input.judgments ?? []).map(({ condition }) => condition),
    ),
  everyConditionIsMet: ({ record }) => record.judgments?.every(({ met }) => met) === true,
  actorIsNotTheChecker: (situation) => personOf(situation) !== situation.record.checker,
} satisfies Record<string, (situation: ListingSituation) => boolean>
