/** The rules about compulsory measures, each a sentence, and what follows from their acts. Legal basis: README.md. */
import { namedTogether } from '#kernel/access/exclusion.ts'
import { present } from '#kernel/present.ts'
import type { PersonId, UnitId } from '#kernel/record/field.ts'
import { tableRowIn } from '#kernel/rulebook/tableRow.ts'
import { approverNamed } from '#kernel/org/approver.ts'
import { elementsOf, isComplete, isProved, unmetIn } from './checklist.ts'
import type { CustodySituation, CustodyValues } from './custody.fields.ts'

type Filled = Partial<CustodyValues>

const caseOf = ({ linked, record, input }: CustodySituation) =>
  linked.find(({ type, id }) => type === 'case' && id === (record.case ?? input.case))

const listTold = (situation: CustodySituation, name: string): readonly unknown[] => {
  const value = caseOf(situation)?.told[name]
  return Array.isArray(value) ? value : []
}
const unitTold = (situation: CustodySituation, name: string): UnitId | undefined => {
  const value = caseOf(situation)?.told[name]
  // A field of kind unit of the case, which accepted it.
  return typeof value === 'string' ? (value as UnitId) : undefined
}
const texts = (values: readonly unknown[]): readonly string[] =>
  values.filter((one) => typeof one === 'string')

const personOf = ({ actor }: CustodySituation): PersonId | undefined =>
  actor.kind === 'staff' ? actor.person : undefined

/** How often custody was lengthened since it began, or began anew for another grave crime. */
const extensionsSoFar = ({ entries }: CustodySituation): number =>
  entries
    .slice(entries.findLastIndex(({ action }) => action === 'approveArrest' || action === 'recount') + 1)
    .filter(({ action }) => action === 'extendCustody').length

/** The row that allows detention to be lengthened by the term asked for. */
const detentionRow = ({ input, rulebook }: CustodySituation) =>
  rulebook.decide('custody.detentionExtension', {
    detentionGround: input.detentionGround,
    detentionTerm: input.detentionTerm,
  })

/** The row by which custody is lengthened next. */
const custodyRow = (situation: CustodySituation) =>
  situation.rulebook.decide('custody.extensionOf', {
    nth: extensionsSoFar(situation) + 1,
    custodyGround: situation.input.custodyGround,
  })

export const rules = {
  // No measure against a person before a case is filed (L3 art 174; domain 12 row 4).
  caseIsFiledAndUnderInvestigation: (situation) => caseOf(situation)?.told['stage'] === 'investigation',

  actorIsOnTheTeam: (situation) => listTold(situation, 'team').includes(personOf(situation)),

  groundIsThatOfTheMeasure: ({ input, rulebook }) =>
    rulebook
      .list('custody.grounds')
      .some(({ code, kinds }) => code === input.ground && Array.isArray(kinds) && kinds.includes(input.kind)),

  // Arrest is approved by a procuratorate, not proposed within the police (L2 art 80).
  arrestIsAskedOfTheProcuratorate: ({ input }) => input.kind !== 'arrest',

  actorIsNotTheProposer: (situation) => personOf(situation) !== situation.record.proposer,

  // The clocks start with the entry: a day later would be a day of freedom lost.
  executedToday: ({ input, on }) => input.executedOn === on,

  detentionIsExecuted: ({ record }) => record.kind === 'detention',
  bailIsExecuted: ({ record }) => record.kind === 'bail',
  freedomIsLessRestricted: ({ input }) => input.kind === 'bail' || input.kind === 'residential',

  // By two officers at least (L2 art 118).
  twoOfficersAsked: ({ input }) =>
    (input.interrogations ?? []).every(({ officers }) => new Set(officers).size >= 2),

  noticeIsNotOfTomorrow: ({ input, on }) =>
    [input.familyNotice, input.remoteFamilyNotice, input.remoteCounselNotice].every(
      (notice) => notice === undefined || notice.on <= on,
    ),

  detentionGroundAllowsTheTerm: (situation) => detentionRow(situation) !== undefined,

  detentionIsExtendedOnce: ({ entries }) => !entries.some(({ action }) => action === 'extendDetention'),

  // The arrest gate: the conditions of L2 art 81, row by row, on evidence that stands.
  everyRowIsAnswered: ({ input, rulebook }) =>
    isComplete(input.checks, elementsOf('arrest', undefined, rulebook)),

  everyConditionOfArrestIsMet: ({ input }) => unmetIn(input.checks).length === 0,

  whatIsMetIsProvedByEvidenceThatStands: (situation) =>
    isProved(situation.input.checks, {
      known: texts(listTold(situation, 'evidenceNumbers')),
      excluded: texts(listTold(situation, 'excludedEvidence')),
    }),

  extensionIsTheNextOfTheLaw: (situation) => {
    const row = custodyRow(situation)
    return row !== undefined && row.then['term'] === situation.input.custodyTerm
  },

  approverIsTheOneTheLawNames: (situation) => {
    const { actor, record, org } = situation
    const named = approverNamed(custodyRow(situation)?.then['approver'], record.procuratorate, org)
    return actor.kind === 'staff' && named !== undefined && actor.unit === named
  },

  // Told before, for this move and no other (反有组织犯罪法第三十条).
  familyAndCounselAreTold: ({ record }) =>
    record.remoteFamilyNotice !== undefined &&
    (record.counsel === 'noneAppointed' || record.remoteCounselNotice !== undefined),

  counselIsToldOrNoneIsAppointed: ({ input }) =>
    (input.counsel === 'told') === (input.remoteCounselNotice !== undefined),

  releasedByNow: ({ input, on }) => input.releasedOn !== undefined && input.releasedOn <= on,
} satisfies Record<string, (situation: CustodySituation) => boolean>

const titleOf = (situation: CustodySituation): string => {
  const title = caseOf(situation)?.told['title']
  return typeof title === 'string' ? title : ''
}

export const proposed = (situation: CustodySituation): Filled =>
  present({
    caption: `${titleOf(situation)} ${situation.input.personNo ?? ''}`.trim(),
    handlingUnit: unitTold(situation, 'handlingUnit'),
    procuratorate: unitTold(situation, 'procuratorate'),
    court: unitTold(situation, 'court'),
    // The team of the case, which its field accepted.
    team: listTold(situation, 'team') as readonly PersonId[],
    named: namedTogether(situation.linked, ['case']),
    proposer: personOf(situation),
  })

/** The conditions that the procurator has to answer, each still open. */
export const rowsOfArrest = ({ rulebook }: Pick<CustodySituation, 'rulebook'>) => ({
  checks: elementsOf('arrest', undefined, rulebook).map((element) => ({ element })),
})

export const approved = (situation: CustodySituation): Filled => present({ approver: personOf(situation) })

export function detentionExtended(situation: CustodySituation): Filled {
  const row = detentionRow(situation)
  return row === undefined
    ? {}
    : { detentionRow: tableRowIn(situation.rulebook, 'custody.detentionExtension', row) }
}

export function custodyExtended(situation: CustodySituation): Filled {
  const row = custodyRow(situation)
  return row === undefined ? {} : { custodyRow: tableRowIn(situation.rulebook, 'custody.extensionOf', row) }
}

export const arrested = (): Filled => ({ kind: 'arrest' })
export const lapsed = (): Filled => ({ freeBecause: 'lapsed' })
export const arrestRefused = (): Filled => ({ freeBecause: 'arrestRefused' })
export const released = (): Filled => ({ outcome: 'released' })
export const notTaken = (): Filled => ({ outcome: 'notTaken' })
export const sentenced = (): Filled => ({ outcome: 'sentenced' })
export const toAppeal = ({ record, org }: CustodySituation): Filled =>
  present({ appealCourt: org.findUnit(record.court ?? '')?.lineParent })

export const movedAway = ({ record, input, on }: CustodySituation): Filled => ({
  remotePlaces: [
    ...(record.remotePlaces ?? []),
    { place: input.remotePlace ?? '', since: on, why: input.reasons ?? '' },
  ],
})
