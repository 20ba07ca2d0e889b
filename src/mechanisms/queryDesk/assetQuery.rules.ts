/** The rules about requests to institutions, each a sentence. Legal basis: README.md. */
import { normaliseResidentId } from '#kernel/identifiers/residentId.ts'
import { normaliseUscc } from '#kernel/identifiers/uscc.ts'
import { rankOf } from '#kernel/org/routing.ts'
import type { DecisionRow } from '#kernel/rulebook/decisionTable.ts'
import { daysBetween } from '#kernel/time.ts'
import type { AssetQuerySituation } from './assetQuery.fields.ts'

const personOf = ({ actor }: AssetQuerySituation) => (actor.kind === 'staff' ? actor.person : undefined)

/** Signs by which somebody writes several people into one line. */
const SEVERAL = /[、，,;；/|\n]|\s和\s/u

const isNumberOf: Readonly<Record<string, (number: string) => boolean>> = {
  person: (number) => normaliseResidentId(number) !== undefined,
  company: (number) => normaliseUscc(number) !== undefined,
  foreigner: (number) => /^[A-Z0-9]{5,20}$/.test(number),
}

/** The row of the approval matrix for this request: which level at least, which posts. */
export const approvalOf = ({ record, rulebook }: AssetQuerySituation): DecisionRow | undefined =>
  rulebook.decide('assetQuery.approval', {
    legalStage: record.legalStage,
    institutionKind: record.institutionKind,
  })

export const rules = {
  // No query without a matter, and of one matter only.
  oneMatterIsNamed: ({ input }) => (input.case === undefined) !== (input.clue === undefined),

  unitHandlesTheMatter: ({ input, actor, linked }) =>
    actor.kind === 'staff' &&
    linked.some(({ type, id, closed, state, told }) =>
      type === 'case'
        ? id === input.case && !closed && told['handlingUnit'] === actor.unit
        : type === 'clue' &&
          id === input.clue &&
          state === 'verifying' &&
          told['verifyingUnit'] === actor.unit,
    ),

  oneSubjectPerRequest: ({ input }) =>
    input.subject !== undefined && !SEVERAL.test(input.subject.name) && !SEVERAL.test(input.subject.number),

  subjectIsIdentified: ({ input }) =>
    input.subject !== undefined && isNumberOf[input.subject.kind]?.(input.subject.number) === true,

  // So many requests for one case or clue a day, and no more: what is more is trawling.
  dailyLimitIsKept: ({ openedToday, rulebook }) =>
    openedToday < rulebook.number('assetQuery.perMatterAndDay'),

  institutionIsOfTheKind: ({ input, org }) =>
    org.findUnit(input.institution ?? '')?.kind === input.institutionKind,

  institutionHasWhatIsWanted: ({ input, rulebook }) =>
    (input.wanted ?? []).every((code) =>
      rulebook
        .list('assetQuery.items')
        .some(
          (item) =>
            item.code === code &&
            Array.isArray(item['kinds']) &&
            item['kinds'].includes(input.institutionKind),
        ),
    ),

  nothingIsWantedTwice: ({ input }) => new Set(input.wanted).size === (input.wanted ?? []).length,

  periodIsShortEnough: ({ input, on, rulebook }) =>
    input.periodFrom !== undefined &&
    input.periodTo !== undefined &&
    input.periodFrom <= input.periodTo &&
    input.periodTo <= on &&
    daysBetween(input.periodFrom, input.periodTo) <= rulebook.number('assetQuery.periodDaysAtMost'),

  teamServesInTheUnit: ({ input, actor, org, on }) =>
    actor.kind === 'staff' &&
    (input.team ?? []).every((one) => org.tenuresOn(one, on).some(({ unit }) => unit === actor.unit)),

  requesterIsOnTheTeam: (situation) =>
    (situation.input.team ?? []).some((one) => one === personOf(situation)),

  approverIsNotTheRequester: (situation) =>
    personOf(situation) !== situation.record.requester &&
    !(situation.record.team ?? []).some((one) => one === personOf(situation)),

  approverHasTheAuthority: (situation) => {
    const { actor, org } = situation
    const allowed = approvalOf(situation)?.then
    if (actor.kind !== 'staff' || allowed === undefined) return false
    const { level, posts } = allowed
    return (
      Array.isArray(posts) &&
      posts.includes(actor.post) &&
      typeof level === 'string' &&
      rankOf(org.findUnit(actor.unit)?.level ?? '') >= rankOf(level)
    )
  },

  filesAreCounted: ({ input }) => input.replyCount === (input.replyFiles ?? []).length,
  whatWasFoundIsThere: ({ input }) =>
    input.result !== 'found' || (input.replyFiles ?? []).length > 0 || input.replySummary !== undefined,

  somethingWasFound: ({ record }) => record.result === 'found',

  useIsLogged: ({ record }) =>
    record.result === 'nothing' || [...(record.uses ?? []), ...(record.assetsFound ?? [])].length > 0,
} satisfies Record<string, (situation: AssetQuerySituation) => boolean>
