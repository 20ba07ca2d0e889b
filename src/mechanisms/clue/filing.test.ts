import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Linked } from '#kernel/record/declaration.ts'
import { unitKey } from '#kernel/org/conflict.ts'
import type { Role } from '#test/support/smallWorld.ts'
import { people } from '#test/support/smallWorld.ts'
import { recordNo, specify, staff } from '#test/support/specify.ts'
import { filing } from './filing.ts'

const { given, by, acting } = specify(filing)
const accused = { matter: '控告刘某强敲诈', facts: '三次索要现金。', receivedOn: '2025-04-28' }
const opened = (more: Readonly<Record<string, unknown>> = {}) =>
  by('nanguanChief', 'open', { origin: 'complainant', complainant: '王某', ...accused, ...more })
const transferred = opened({ origin: 'administrativeOrgan', transferredBy: '南关区市场监督管理局' })
const decline = by('nanguanPoliceHead', 'decideNotToFile', {
  grounds: '没有犯罪事实。',
  decidedOn: '2025-04-28',
})
const serve = by(
  'nanguanChief',
  'serve',
  { serviceWay: 'inPerson', servedOn: '2025-04-29' },
  { on: '2025-04-29' },
)
const request = (requestedOn: string) =>
  by('nanguanChief', 'requestReview', { requestedOn, requestReasons: '有证人。' }, { on: requestedOn })
const review = (role: Role, reviewResult: string) =>
  by(role, 'decideReview', { reviewResult, reviewOpinion: '经复议。' }, { on: '2025-05-12' })
const filed = { filingDocument: '南公刑立字〔2025〕18号' }
const served = [opened(), decline, serve]

test('what an administrative organ transfers is checked within a day and decided within three, and never refused', () => {
  given(transferred).isDue({ tellMissing: '2025-04-29', decide: '2025-05-06' })
  const ask = by('nanguanChief', 'askForMissing', { missing: '鉴定意见。' })
  given(transferred, ask).isDue({ supplement: '2025-05-06', decide: 'stands' })
  given(transferred, ask)
    .when(by('nanguanChief', 'takeUpAgain', {}))
    .then({ state: 'toDecide' })
  given(opened()).when(ask).thenRefused('itWasTransferred')
  given()
    .when(opened({ origin: 'administrativeOrgan' }))
    .thenRefused('whoTransferredIsSaid')
})

test('a decision not to file is the head’s, and is served within three days', () => {
  given(opened())
    .when({ ...decline, by: staff('nanguanChief') })
    .thenRefused('role may not')
  given(opened(), decline).isDue({ serve: '2025-05-06' })
  const early = by('nanguanChief', 'serve', { serviceWay: 'post', servedOn: '2025-04-27' })
  given(opened(), decline).when(early).thenRefused('servedSinceTheDecision')
  const tomorrow = { grounds: '没有犯罪事实。', decidedOn: '2025-04-29' }
  given(opened())
    .when(by('nanguanPoliceHead', 'decideNotToFile', tomorrow))
    .thenRefused('decidedByNow')
})

test('a complainant asks within seven days, an organ within three; reviews take thirty and three', () => {
  given(...served, request('2025-05-06')).isDue({ review: '2025-06-05' })
  given(...served)
    .when(request('2025-05-07'))
    .thenRefused('requestIsInTime')
  const ofTheOrgan = [transferred, decline, serve]
  given(...ofTheOrgan, request('2025-05-02')).isDue({ review: '2025-05-06' })
  // The third day is the second of the holidays of May, which end on the fifth.
  given(...ofTheOrgan)
    .when(request('2025-05-06'))
    .then({ state: 'reviewing' })
  given(...ofTheOrgan)
    .when(request('2025-05-07'))
    .thenRefused('requestIsInTime')
  // Nobody is served with what a clue came to: its reporter is answered there, and objects there.
  given(opened({ origin: 'clue', clue: recordNo(7) }))
    .when(decline)
    .then({ state: 'declined', outcome: 'notFiled' })
  given(opened({ origin: 'clue', clue: recordNo(7) }), decline)
    .when(request('2025-05-06'))
    .thenRefused('not from this state')
})

test('a request that is late is entered with the reason that excuses it', () => {
  const late = by(
    'nanguanChief',
    'requestReview',
    { requestedOn: '2025-05-07', requestReasons: '有证人。', lateReasons: '住院治疗。' },
    { on: '2025-05-07' },
  )
  given(...served)
    .when(late)
    .then({ state: 'reviewing' })
})

const servedIn = (on: string) => [
  opened(),
  decline,
  by('nanguanChief', 'serve', { serviceWay: 'inPerson', servedOn: on }, { on }),
]
const requests = [
  ['2025-09-26', '2025-10-09', '2025-10-10', 'the seventh day is in the National Day holidays'],
  ['2026-02-11', '2026-02-24', '2026-02-25', 'the seventh day is in the Spring Festival holidays'],
  ['2025-09-21', '2025-09-28', '2025-09-29', 'the seventh day is a Sunday worked in exchange'],
] as const
for (const [told, last, late, why] of requests)
  test(`served on ${told}, a complainant may ask until ${last}: ${why}`, () => {
    given(...servedIn(told))
      .when(request(last))
      .then({ state: 'reviewing' })
    given(...servedIn(told))
      .when(request(late))
      .thenRefused('requestIsInTime')
  })

test('a review decision served before a holiday leaves until after it, too', () => {
  const above = (requestedOn: string) =>
    by(
      'nanguanChief',
      'requestSecondReview',
      { reviewServedOn: '2025-09-26', requestedOn, requestReasons: '不服。' },
      { on: requestedOn },
    )
  const upheld = [...served, request('2025-05-06'), review('nanguanDeputyHead', 'upheld')]
  given(...upheld)
    .when(above('2025-10-09'))
    .then({ state: 'reviewingAbove' })
  given(...upheld)
    .when(above('2025-10-10'))
    .thenRefused('secondRequestIsInTime')
})

test('a review is lengthened once, and only for a complainant', () => {
  const longer = by(
    'nanguanPoliceHead',
    'extendReview',
    { extensionTerm: '30d', reasons: '案情复杂。' },
    { on: '2025-05-06' },
  )
  given(...served, request('2025-05-06'), longer)
    .when(longer)
    .thenRefused('reviewIsExtendedOnce')
  given(transferred, decline, serve, request('2025-05-02')).when(longer).thenRefused('aComplainantAsked')
})

test('nobody reviews their own decision; revoked, it must be filed; upheld, the organ above decides once more', () => {
  const asked = [...served, request('2025-05-06')]
  given(...asked)
    .when(review('nanguanPoliceHead', 'upheld'))
    .thenRefused('actorDidNotDecide')
  given(...asked, review('nanguanDeputyHead', 'revoked')).isDue({ fileAsOrdered: '2025-05-27' })
  const upheld = [...asked, review('nanguanDeputyHead', 'upheld')]
  const again = (requestedOn: string) =>
    by(
      'nanguanChief',
      'requestSecondReview',
      { reviewServedOn: '2025-05-13', requestedOn, requestReasons: '不服。' },
      { on: requestedOn },
    )
  given(...upheld)
    .when(again('2025-05-21'))
    .thenRefused('secondRequestIsInTime')
  const above = [...upheld, again('2025-05-20')]
  given(...above).isDue({ secondReview: '2025-06-19' })
  const decideAbove = (role: Role) =>
    by(
      role,
      'decideSecondReview',
      { secondResult: 'revoked', secondOpinion: '应当立案。' },
      { on: '2025-05-21' },
    )
  given(...above)
    .when(decideAbove('nanguanPoliceHead'))
    .thenRefused('actorIsOfAnotherUnit')
  given(...above)
    .when(decideAbove('changchunPoliceHead'))
    .then({ state: 'ordered' })
  assert.deepEqual(
    given(...above, decideAbove('changchunPoliceHead')).rolesOf(staff('changchunPoliceHead')),
    ['upperHead'],
    'whoever revoked it goes on reading it',
  )
})

test('the procuratorate asks why, is answered within seven days, and has it filed within fifteen', () => {
  const on = '2025-05-06'
  const why = by('nanguanProcurator', 'askWhy', { question: '证人证言为何不采信？' }, { on })
  given(...served, why).isDue({ explain: '2025-05-13' })
  const explain = by('nanguanPoliceHead', 'explain', { explanation: '证言前后矛盾。' }, { on })
  const head = { ...staff('nanguanProcurator'), post: 'organHead' }
  const order = acting(head)('orderFiling', { orderReasons: '理由不能成立。' }, { on })
  given(...served, why, explain)
    .when({ ...order, by: staff('nanguanProcurator') })
    .thenRefused('role may not')
  const ordered = [...served, why, explain, order]
  given(...ordered).isDue({ fileAsOrdered: '2025-05-21' })
  given(...ordered)
    .when(by('nanguanPoliceHead', 'fileAsOrdered', { ...filed, decidedOn: on }, { on }))
    .then({ state: 'filed', outcome: 'filed', decidedBy: people.nanguanPoliceHead })
})

test('it belongs to the police organ whose brigade took it in, and nobody takes in what names themselves', () => {
  const { record, rolesOf } = given(opened())
  assert.deepEqual([record?.['unit'], record?.['procuratorate']], ['220102:police', '220102:procuratorate'])
  for (const role of ['nanguanProcurator', 'changchunPoliceHead', 'nanguanVerifier', 'centreHead'] as const)
    assert.deepEqual(rolesOf(staff(role)), [], role)
  given()
    .when(opened({ named: [{ key: unitKey('220102:police'), how: 'stated' }] }))
    .thenRefused('unitIsNotTiedToTheNamed')
  given()
    .when(opened({ receivedOn: '2025-04-29' }))
    .thenRefused('receivedByNow')
  given(opened())
    .when(by('nanguanPoliceHead', 'decideToFile', { ...filed, decidedOn: '2025-04-28' }))
    .then({ state: 'filed', outcome: 'filed' })
})

test('what a clue came to names the clue; the decision to file closes a clue that waits for it, and no other', () => {
  given()
    .when(opened({ origin: 'clue' }))
    .thenRefused('originIsTheClueWhereOneIsNamed')
  given()
    .when(opened({ clue: recordNo(7) }))
    .thenRefused('originIsTheClueWhereOneIsNamed')
  const past = given(opened({ origin: 'clue', clue: recordNo(7) }))
  const clue = (state: string, proposal: string): Linked => ({
    ...{ type: 'clue', id: recordNo(7), link: 'clue', direction: 'from', state, closed: false },
    told: { proposal },
  })
  const decide = (linked: Linked) =>
    past.when({
      ...by('nanguanPoliceHead', 'decideToFile', { ...filed, decidedOn: '2025-04-28' }),
      linked: [linked],
    })
  decide(clue('toDispose', 'file')).thenActs({
    ...{ type: 'clue', id: recordNo(7), action: 'closeWithFiling' },
    input: { disposalDocument: filed.filingDocument, disposedOn: '2025-04-28' },
  })
  decide(clue('verifying', 'file')).thenActs()
  decide(clue('toDispose', 'transfer')).thenActs()
})
