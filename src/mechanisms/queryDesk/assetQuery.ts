/**
 * Asset query (协查请求): the joint query-and-control platform as a request desk, not an open search.
 *
 * An investigator asks one institution about one person or company, for one case or clue, for a purpose, for named items of
 * a period. A leader whom the approval matrix names allows it, never whoever asked. The institution answers at the desk or
 * through its files (src/server/queryDesk). The reply is seen by the requester's team and by nobody else; each look at it is
 * kept, and so is each use.
 *
 * Legal basis of each rule and deadline: README.md beside this file.
 */
import { namedTogether } from '#kernel/access/exclusion.ts'
import { outsiderKey } from '#kernel/org/conflict.ts'
import { present } from '#kernel/present.ts'
import { defineRecord, type Opening } from '#kernel/record/declaration.ts'
import { rowsByCode } from '#kernel/record/rowsByCode.ts'
import { citedRow, tableRowIn } from '#kernel/rulebook/tableRow.ts'
import { fields, type AssetQuerySituation, type AssetQueryValues } from './assetQuery.fields.ts'
import { approvalOf, rules } from './assetQuery.rules.ts'

/** What came back, and what was done with it. */
const theReply = ['replyFiles', 'replySummary', 'replyDigest', 'uses', 'assetsFound'] as const

const underWay = ['toApprove', 'approved', 'sent', 'answered'] as const

const requested = ({ input, actor, linked }: AssetQuerySituation): Partial<AssetQueryValues> => ({
  ...numberOf(linked.find(({ id }) => id === (input.case ?? input.clue))?.told['number']),
  ...(actor.kind === 'staff' ? { requester: actor.person, requestingUnit: actor.unit } : {}),
  legalStage: input.case === undefined ? 'clue' : 'filed',
  // Whoever declared a tie to the subject loses the request, and so does whoever the case names.
  ...present({
    named: namedTogether(
      linked,
      ['case'],
      input.subject === undefined ? [] : [{ key: outsiderKey(input.subject.name), how: 'matched' }],
    ),
  }),
})

const numberOf = (number: unknown): Partial<AssetQueryValues> =>
  typeof number === 'string' ? { matterNumber: number } : {}

const approved = (situation: AssetQuerySituation): Partial<AssetQueryValues> => {
  const row = approvalOf(situation)
  return present({
    approver: situation.actor.kind === 'staff' ? situation.actor.person : undefined,
    approvalBasis: row === undefined ? undefined : citedRow(row),
    approvalRow: row === undefined ? undefined : tableRowIn(situation.rulebook, 'assetQuery.approval', row),
  })
}

const asAssets = ({ record, input }: AssetQuerySituation): readonly Opening[] =>
  (input.assetsFound ?? []).map((found) => ({
    type: 'asset',
    action: 'find',
    input: present({ case: record.case, clue: record.clue, ...found }),
  }))

export const assetQuery = defineRecord({
  name: 'assetQuery',
  version: 2,
  // Version 1 kept the code of a row alone.
  upcasts: { 1: rowsByCode(fields) },
  mechanism: 4,
  number: '吉协查〔{year}〕000000号',
  title: 'matterNumber',
  outcome: 'outcome',
  excludes: ['named'],

  fields,

  roles: {
    requester: {
      heldBy: ['investigator', 'verifier'],
      reaches: [{ person: 'requester' }, { person: 'team' }],
      sees: 'all',
    },
    approver: {
      heldBy: ['deputyHead', 'organHead'],
      reaches: { unitInLine: 'requestingUnit' },
      seesAllBut: theReply,
    },
    // The institution learns of whom and what, and by what right; not why, and not what other requests there are.
    clerk: {
      heldBy: ['institutionClerk'],
      reaches: { unit: 'institution', during: ['approved', 'sent', 'answered', 'declined'] },
      seesOnly: [
        'institution',
        'institutionKind',
        'legalStage',
        'requestingUnit',
        'subject',
        'wanted',
        'periodFrom',
        'periodTo',
        'noTipOff',
        'approvalBasis',
        'result',
        'replyCount',
        'declineReasons',
      ],
    },
    supervisor: {
      heldBy: ['officeHead', 'supervisor'],
      reaches: { area: 'requestingUnit' },
      seesOnly: [
        'matterNumber',
        'requestingUnit',
        'institutionKind',
        'institution',
        'legalStage',
        'result',
        'outcome',
      ],
    },
    auditor: {
      heldBy: ['auditor'],
      reaches: { to: 'everywhere' },
      seesOnly: [
        'matterNumber',
        'legalStage',
        'requestingUnit',
        'requester',
        'team',
        'purpose',
        'institutionKind',
        'institution',
        'wanted',
        'approver',
        'approvalBasis',
        'approvalRow',
        'result',
        'replyCount',
        'outcome',
      ],
    },
    exchange: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
    caseItself: { heldBy: { record: 'case' }, reaches: 'nothing', sees: 'all' },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
  },

  states: {
    toApprove: {
      holds: ['legalStage', 'requestingUnit', 'requester', 'subject', 'institution', 'wanted'],
      waitsFor: 'approver',
    },
    approved: { holds: ['approver', 'approvalBasis', 'approvalRow'], waitsFor: 'clerk' },
    sent: { holds: ['approver'], waitsFor: 'clerk' },
    answered: { holds: ['result', 'replyCount'], waitsFor: 'requester' },
    closed: { holds: ['outcome', 'result'], closed: true },
    refused: { holds: ['outcome', 'refusalReasons'], closed: true },
    declined: { holds: ['outcome', 'declineReasons'], closed: true },
    withdrawn: { holds: ['outcome', 'reasons'], closed: true },
  },

  actions: {
    request: {
      by: 'requester',
      to: 'toApprove',
      asks: [
        'case',
        'clue',
        'team',
        'purpose',
        'necessity',
        'institutionKind',
        'institution',
        'subject',
        'wanted',
        'periodFrom',
        'periodTo',
        'noTipOff',
      ],
      counts: ['case', 'clue'],
      provided: [
        'oneMatterIsNamed',
        'unitHandlesTheMatter',
        'oneSubjectPerRequest',
        'subjectIsIdentified',
        'dailyLimitIsKept',
        'institutionIsOfTheKind',
        'institutionHasWhatIsWanted',
        'nothingIsWantedTwice',
        'periodIsShortEnough',
        'teamServesInTheUnit',
        'requesterIsOnTheTeam',
      ],
      sets: requested,
    },
    approve: {
      by: 'approver',
      from: 'toApprove',
      to: 'approved',
      provided: ['approverIsNotTheRequester', 'approverHasTheAuthority'],
      sets: approved,
    },
    refuse: {
      by: 'approver',
      from: 'toApprove',
      to: 'refused',
      asks: ['refusalReasons'],
      provided: ['approverIsNotTheRequester'],
      sets: () => ({ outcome: 'refused' }),
    },
    withdraw: {
      by: 'requester',
      from: ['toApprove', 'approved', 'sent'],
      to: 'withdrawn',
      asks: ['reasons'],
      sets: () => ({ outcome: 'withdrawn' }),
    },
    sendOut: { by: 'exchange', from: 'approved', to: 'sent', asks: ['sentAs'] },
    signFor: { by: 'clerk', from: 'approved', to: 'sent' },
    answer: {
      by: ['clerk', 'exchange'],
      from: 'sent',
      to: 'answered',
      asks: ['result', 'replyCount', 'replyFiles', 'replySummary', 'replyDigest'],
      provided: ['filesAreCounted', 'whatWasFoundIsThere'],
    },
    decline: {
      by: ['clerk', 'exchange'],
      from: 'sent',
      to: 'declined',
      asks: ['declineReasons', 'replyDigest'],
      sets: () => ({ outcome: 'declined' }),
    },
    // What came back becomes assets of the case or clue, each a record of its own.
    findAssets: {
      by: 'requester',
      from: ['answered', 'closed'],
      adds: ['assetsFound'],
      provided: ['somethingWasFound'],
      opens: asAssets,
      // Property of a matter is for whoever investigates it: a verifier reads what came back, and enters none.
      alwaysOpens: [{ type: 'asset', action: 'find' }],
    },
    logUse: { by: 'requester', from: 'answered', adds: ['uses'] },
    close: {
      by: 'requester',
      from: 'answered',
      to: 'closed',
      provided: ['useIsLogged'],
      sets: ({ record }) => ({ outcome: record.result === 'found' ? 'used' : 'nothing' }),
    },
    noteNamed: {
      by: 'caseItself',
      from: [...underWay, 'closed', 'refused', 'declined', 'withdrawn'],
      adds: ['named'],
    },
    escalate: { by: 'clock', from: underWay, adds: ['supervisions'] },
  },

  rules,

  // Lengths by institution: rulebook/queryDesk/terms.json.
  deadlines: {
    approve: { starts: 'request', stops: ['approve', 'refuse', 'withdraw'], owedBy: 'approver' },
    reply: { starts: 'approve', stops: ['answer', 'decline', 'withdraw'], owedBy: 'clerk' },
    use: { starts: 'answer', stops: 'close', owedBy: 'requester' },
  },

  documents: {
    queryNotice: {
      issuedOn: 'approve',
      layout: 'letter',
      series: 'assistance',
      to: 'institution',
      prints: ['subject', 'wanted', 'periodFrom', 'periodTo', 'approvalBasis'],
    },
    replyReceipt: {
      issuedOn: ['answer', 'decline'],
      layout: 'form',
      prints: ['institution', 'result', 'replyCount', 'declineReasons'],
    },
  },

  views: {
    mine: {
      for: 'requester',
      shows: ['toApprove', 'approved', 'sent', 'answered'],
      columns: ['matterNumber', 'institution', 'purpose', 'reply', 'result'],
    },
    toApprove: {
      for: 'approver',
      shows: ['toApprove'],
      columns: ['matterNumber', 'requester', 'institution', 'approve'],
    },
    toAnswer: {
      for: 'clerk',
      shows: ['approved', 'sent'],
      columns: ['requestingUnit', 'legalStage', 'reply'],
    },
    turnaround: {
      for: 'supervisor',
      shows: ['toApprove', 'approved', 'sent', 'answered', 'closed', 'refused', 'declined', 'withdrawn'],
      columns: ['matterNumber', 'institution', 'reply', 'result', 'outcome'],
    },
    useLog: {
      for: 'auditor',
      shows: ['toApprove', 'approved', 'sent', 'answered', 'closed', 'refused', 'declined', 'withdrawn'],
      columns: ['matterNumber', 'requester', 'institution', 'purpose', 'approver', 'outcome'],
    },
  },
})
