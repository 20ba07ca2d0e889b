/** Requests to institutions as sentences of policy: approval row by row, clocks row by row, each rule refusing once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fieldsSeenBy } from '#kernel/access/sight.ts'
import type { Linked } from '#kernel/record/declaration.ts'
import { people, type Role } from '#test/support/smallWorld.ts'
import { recordNo, specify, staff, type Act } from '#test/support/specify.ts'
import { assetQuery } from './assetQuery.ts'

const { given, by, bySystem } = specify(assetQuery)

const theCase = (more: Partial<Linked> = {}): Linked => ({
  ...{
    type: 'case',
    id: recordNo(5),
    link: 'case',
    direction: 'from',
    state: 'investigation',
    closed: false,
  },
  told: { number: '吉专案〔2025〕000001号', handlingUnit: '220102:police' },
  ...more,
})
const theClue = (more: Partial<Linked> = {}): Linked => ({
  ...{ type: 'clue', id: recordNo(6), link: 'clue', direction: 'from', state: 'verifying', closed: false },
  told: { verifyingUnit: '220102:police' },
  ...more,
})
// A made-up number with a right check character.
const suspect = { kind: 'person', name: '刘某强', number: '220102198503124538', relation: 'suspect' }
const asked = {
  case: recordNo(5),
  team: [people.nanguanInvestigator, people.nanguanInvestigator2],
  purpose: 'traceFunds',
  necessity: '涉嫌以放贷敛财，需查明资金去向。',
  institutionKind: 'bank',
  institution: '22:bank',
  subject: suspect,
  wanted: ['accounts', 'flows'],
  periodFrom: '2023-01-01',
  periodTo: '2025-04-28',
  noTipOff: true,
}
const request = (more: object = {}, linked = theCase(), openedToday = 0) =>
  by('nanguanInvestigator', 'request', { ...asked, ...more }, { linked: [linked], openedToday })
const ofAClue = { case: undefined, clue: recordNo(6), team: [people.nanguanVerifier] }
const requestOfAClue = (more: object = {}, linked = theClue()) =>
  by('nanguanVerifier', 'request', { ...asked, ...ofAClue, ...more }, { linked: [linked] })
const approve = by('nanguanDeputyHead', 'approve')
const sent = [request(), approve, by('bankClerk', 'signFor')]
const statement = { digest: 'ab'.repeat(32), name: '流水.csv', type: 'text/plain', size: 120 }
const answer = (more: object = {}) =>
  by('bankClerk', 'answer', { result: 'found', replyCount: 1, replyFiles: [statement], ...more })
const answered = [...sent, answer()]

test('asked, allowed, signed for, answered, used, settled', () => {
  const use = by('nanguanInvestigator2', 'logUse', {
    uses: [{ purpose: '资金分析', what: '制作资金流向图。' }],
  })
  given(...answered, use)
    .when(by('nanguanInvestigator', 'close'))
    .then({ state: 'closed', outcome: 'used' })
  given(...answered)
    .when(by('nanguanInvestigator', 'close'))
    .thenRefused('useIsLogged')
  given(...sent, answer({ result: 'nothing', replyCount: 0, replyFiles: undefined }))
    .when(by('nanguanInvestigator', 'close'))
    .then({ outcome: 'nothing' })
})

test('what came back opens assets of the case, and that is a use of it', () => {
  const found = { title: '账户 6222…', kind: 'deposit', registeredOwner: '刘某强', ownerRelation: 'suspect' }
  const enter = by('nanguanInvestigator', 'findAssets', { assetsFound: [found] })
  given(...answered)
    .when(enter)
    .thenOpens({ type: 'asset', action: 'find', input: { case: recordNo(5), ...found } })
  given(...answered, enter)
    .when(by('nanguanInvestigator', 'close'))
    .then({ outcome: 'used' })
  given(...sent, answer({ result: 'nothing', replyCount: 0, replyFiles: undefined }))
    .when(enter)
    .thenRefused('somethingWasFound')
})

// Each rule of a request refuses once, alone and by its name.
const refusals: readonly (readonly [string, Act<typeof assetQuery>, string])[] = [
  ['two matters', request({ clue: recordNo(6) }), 'oneMatterIsNamed'],
  [
    'a case of another unit',
    request({}, theCase({ told: { handlingUnit: '220104:police' } })),
    'unitHandlesTheMatter',
  ],
  ['a case that is closed', request({}, theCase({ closed: true })), 'unitHandlesTheMatter'],
  ['a clue not yet verified', requestOfAClue({}, theClue({ state: 'passedOn' })), 'unitHandlesTheMatter'],
  [
    'a clue of another unit',
    requestOfAClue({}, theClue({ told: { verifyingUnit: '220104:police' } })),
    'unitHandlesTheMatter',
  ],
  ['several names', request({ subject: { ...suspect, name: '刘某强、王某' } }), 'oneSubjectPerRequest'],
  [
    'a wrong number',
    request({ subject: { ...suspect, number: '220102198503124531' } }),
    'subjectIsIdentified',
  ],
  ['a person as a company', request({ subject: { ...suspect, kind: 'company' } }), 'subjectIsIdentified'],
  ['the 21st of a day', request({}, theCase(), 20), 'dailyLimitIsKept'],
  ['a tax office as a bank', request({ institution: '22:tax' }), 'institutionIsOfTheKind'],
  ['what a bank does not keep', request({ wanted: ['ownership'] }), 'institutionHasWhatIsWanted'],
  ['the same twice', request({ wanted: ['flows', 'flows'] }), 'nothingIsWantedTwice'],
  ['eleven years', request({ periodFrom: '2014-01-01' }), 'periodIsShortEnough'],
  ['tomorrow', request({ periodTo: '2025-04-29' }), 'periodIsShortEnough'],
  [
    'a reader of another unit',
    request({ team: [people.nanguanInvestigator, people.nanguanJudge] }),
    'teamServesInTheUnit',
  ],
  ['without oneself', request({ team: [people.nanguanInvestigator2] }), 'requesterIsOnTheTeam'],
]
for (const [says, act, rule] of refusals)
  test(`a request for ${says} is refused: ${rule}`, () => {
    given()
      .when(act)
      .thenRefused(rule as 'oneMatterIsNamed')
  })

test('the request bears the number of its case, which nobody types', () => {
  assert.partialDeepStrictEqual(given(request()).record, { matterNumber: '吉专案〔2025〕000001号' })
})

test('there is no query without a matter', () => {
  given()
    .when(request({ case: undefined }))
    .thenRefused('oneMatterIsNamed', 'unitHandlesTheMatter')
})

test('the 20th of a day still goes', () => {
  given()
    .when(request({}, theCase(), 19))
    .then({ state: 'toApprove' })
})

/**
 * The approval matrix row by row: stage × institution × who. Articles: 反有组织犯罪法第二十七条 [L1] for a clue;
 * 公安机关办理刑事案件程序规定第二百三十八条、第二百三十九条 [L3] after filing; 反有组织犯罪法第四十二条 [L1] for money laundering;
 * registers [ASM].
 */
const kinds = [
  ['bank', '22:bank', ['accounts'], '第二百三十八条'],
  ['securitiesRegistry', '22:securitiesRegistry', ['holdings'], '第二百三十八条'],
  ['insurer', '22:insurer', ['policies'], '第二百三十八条'],
  ['antiMoneyLaundering', '22:antiMoneyLaundering', ['suspiciousTransactions'], '第四十二条'],
  ['tax', '22:tax', ['invoices'], '第六十二条'],
  ['marketRegulation', '22:marketRegulation', ['shareholders'], '第六十二条'],
  ['realEstateRegistry', '22:realEstateRegistry', ['ownership'], '第六十二条'],
  ['vehicleRegistry', '22:vehicleRegistry', ['vehicles'], '第六十二条'],
] as const
const leaders: readonly (readonly [Role, 'accepted' | 'role may not'])[] = [
  ['nanguanDeputyHead', 'accepted'],
  ['nanguanPoliceHead', 'accepted'],
  ['changchunDeputyHead', 'accepted'],
  ['changchunPoliceHead', 'accepted'],
  ['provincePoliceHead', 'accepted'],
  ['nanguanInvestigator2', 'role may not'],
  ['nanguanLegal', 'role may not'],
  ['nanguanChief', 'role may not'],
  ['chaoyangDeputyHead', 'role may not'],
  ['nanguanLeader', 'role may not'],
]
for (const [institutionKind, institution, wanted, article] of kinds)
  for (const [stage, open, source] of [
    ['a clue', requestOfAClue({ institutionKind, institution, wanted }), '第二十七条'],
    ['a case', request({ institutionKind, institution, wanted }), article],
  ] as const)
    test(`approval, ${institutionKind} for ${stage} (${source}): police leaders of county level and above, nobody else`, () => {
      for (const [role, expected] of leaders) {
        const approving = given(open).when(by(role, 'approve'))
        if (expected === 'role may not') approving.thenRefused('role may not')
        else approving.then({ state: 'approved', approver: people[role] })
      }
      const basis = given(open, approve).record?.['approvalBasis']
      assert.match(String(basis), new RegExp(source))
    })

test('nobody approves what they or their team ask for', () => {
  // 孙波 serves in the unit and may be on a team.
  given(request({ team: [people.nanguanInvestigator, people.nanguanDeputyHead] }))
    .when(approve)
    .thenRefused('approverIsNotTheRequester')
  given(request()).when(by('nanguanInvestigator', 'approve')).thenRefused('role may not')
})

test('nothing is answered before it was allowed and sent, and files are counted', () => {
  given(request()).when(by('bankClerk', 'signFor')).thenRefused('not from this state', 'role may not')
  given(...sent)
    .when(answer({ replyCount: 2 }))
    .thenRefused('filesAreCounted')
  given(...sent)
    .when(answer({ replyCount: 0, replyFiles: undefined }))
    .thenRefused('whatWasFoundIsThere')
  given(...sent)
    .when(by('taxClerk', 'answer', { result: 'nothing', replyCount: 0 }))
    .thenRefused('role may not')
})

test('the exchange sends and answers as the institution at the desk does', () => {
  given(request(), approve)
    .when(bySystem('sendOut', { sentAs: 'ab'.repeat(32) }))
    .then({ state: 'sent' })
  given(request(), approve, bySystem('sendOut', { sentAs: 'ab'.repeat(32) }))
    .when(bySystem('decline', { declineReasons: '查无此户。', replyDigest: 'cd'.repeat(32) }))
    .then({ state: 'declined', outcome: 'declined' })
})

test('whoever declared a tie to the subject loses the request', () => {
  // 周大海 is the husband of an assessor of the centre, not of anybody here: the name alone keeps her out.
  const about = request({ subject: { ...suspect, name: '周大海' } })
  assert.partialDeepStrictEqual(given(about).record, { named: [{ key: 'n:周大海', how: 'matched' }] })
})

// Each clock by institution: rulebook/queryDesk/terms.json, all [ASM]. 2025-04-28 is a Monday before the May holidays.
const replyDue = [
  ['bank', '22:bank', ['accounts'], '2025-05-06'],
  ['securitiesRegistry', '22:securitiesRegistry', ['holdings'], '2025-05-06'],
  ['insurer', '22:insurer', ['policies'], '2025-05-06'],
  ['antiMoneyLaundering', '22:antiMoneyLaundering', ['suspiciousTransactions'], '2025-05-15'],
  ['tax', '22:tax', ['invoices'], '2025-05-08'],
  ['marketRegulation', '22:marketRegulation', ['officers'], '2025-05-08'],
  ['realEstateRegistry', '22:realEstateRegistry', ['mortgages'], '2025-05-08'],
  ['vehicleRegistry', '22:vehicleRegistry', ['vehicles'], '2025-05-08'],
] as const
for (const [institutionKind, institution, wanted, due] of replyDue)
  test(`clock: ${institutionKind} replies by ${due}`, () => {
    given(request({ institutionKind, institution, wanted }), approve).isDue({ reply: due })
  })
test('clocks: approval in 2 working days, use in 30 days', () => {
  given(request()).isDue({ approve: '2025-04-30' })
  given(...answered).isDue({ use: '2025-05-28' })
})

/** Who sees the reply: the team. Who sees the purpose: not the institution. Row by row. */
const sight: readonly (readonly [
  Role,
  { readonly reply: boolean; readonly purpose: boolean; readonly subject: boolean },
])[] = [
  ['nanguanInvestigator', { reply: true, purpose: true, subject: true }],
  ['nanguanInvestigator2', { reply: true, purpose: true, subject: true }],
  ['nanguanDeputyHead', { reply: false, purpose: true, subject: true }],
  ['provincePoliceHead', { reply: false, purpose: true, subject: true }],
  ['bankClerk', { reply: false, purpose: false, subject: true }],
  ['taxClerk', { reply: false, purpose: false, subject: false }],
  ['nanguanOfficeHead', { reply: false, purpose: false, subject: false }],
  ['auditor', { reply: false, purpose: true, subject: false }],
  ['chaoyangInvestigator', { reply: false, purpose: false, subject: false }],
  ['nanguanLegal', { reply: false, purpose: false, subject: false }],
  ['provinceLeader', { reply: false, purpose: false, subject: false }],
]
for (const [role, expected] of sight)
  test(`sight: ${role} sees ${JSON.stringify(expected)}`, () => {
    const seen = fieldsSeenBy(assetQuery, given(...answered).rolesOf(staff(role)))
    for (const field of ['replyFiles', 'replySummary', 'uses'])
      assert.equal(seen.has(field), expected.reply, field)
    assert.equal(seen.has('purpose'), expected.purpose)
    assert.equal(seen.has('subject'), expected.subject)
  })
