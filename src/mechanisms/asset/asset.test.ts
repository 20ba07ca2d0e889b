/** An asset's way to each of its ends, with its measures, as sentences of policy; each duty clock with its article. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RecordId } from '#kernel/record/field.ts'
import { isOpen } from '#kernel/record/clocks.ts'
import { dayOf } from '#kernel/time.ts'
import { people, type Role } from '#test/support/smallWorld.ts'
import { moment, staff } from '#test/support/specify.ts'
import { asked, AssetWorld, found, theClue } from './assetWorld.fixture.ts'

const file = { digest: '0'.repeat(64), name: '照片.jpg', type: 'image/jpeg', size: 1 }
const opinion = (nature: string, disagreement?: string) => ({
  ...{ nature, evidence: '资金流水、鉴定意见。', opinion: '依法处理。' },
  ...(disagreement === undefined ? {} : { disagreement }),
})
const receiver = { name: '王领取', identity: '220102200001010000', capacity: 'self' }
const handOver = { receiver, receipt: [file] }

/** An asset, frozen or seized unless `kind` is missing; in custody where it is a thing. */
function controlled(world: AssetWorld, more: Readonly<Record<string, unknown>> = {}, kind = 'freeze') {
  const id = world.by('nanguanInvestigator', { type: 'asset', action: 'find', input: found(more) })
  const measure = world.by('nanguanInvestigator', {
    type: 'measure',
    action: 'apply',
    input: asked(id, { kind }),
  })
  const act = (role: Role, action: string, input = {}) =>
    world.by(role, { type: 'measure', id: measure, action, input })
  act(kind === 'seize' ? 'nanguanChief' : 'nanguanPoliceHead', 'approve', { decisionReasons: '同意。' })
  act('nanguanInvestigator', 'execute', {
    officers: [people.nanguanInvestigator, people.nanguanInvestigator2],
    witness: { name: '刘见证' },
    items: [{ what: '轿车', count: 1, measuredIn: '辆' }],
  })
  if (kind === 'seize') act('nanguanCustodian', 'takeIntoCustody', { custodyPlace: '一号库' })
  return { id, measure }
}

const doer =
  (world: AssetWorld, id: RecordId) =>
  (role: Role, action: string, input: Readonly<Record<string, unknown>> = {}) =>
    world.by(role, { type: 'asset', id, action, input })
const refusal = (world: AssetWorld, role: Role, id: RecordId, action: string, input = {}) => {
  const done = world.try(staff(role), { type: 'asset', id, action, input })
  return typeof done === 'string'
    ? 'accepted'
    : done.map((one) => ('rule' in one ? one.rule : one.because)).join()
}

/** On to the court, with both opinions. */
function onTrial(world: AssetWorld, nature = 'illegalGain', more: Readonly<Record<string, unknown>> = {}) {
  const { id, measure } = controlled(world, more)
  const act = doer(world, id)
  world.told = { ...world.told, stage: 'prosecution' }
  act('nanguanInvestigator', 'sendOpinion', {
    policeOpinion: opinion(nature),
    procuratorate: '220102:procuratorate',
  })
  world.told = { ...world.told, stage: 'trial' }
  act('nanguanProcurator', 'sendToCourt', { procuratorateOpinion: opinion(nature), court: '220102:court' })
  return { id, measure, act }
}
const judgment = (more: Readonly<Record<string, unknown>> = {}) => ({
  ...{ courtFinding: opinion('illegalGain'), heardInCourt: true, proof: 'proved', judgment: 'confiscate' },
  ...{ judgmentNumber: '（2025）吉0102刑初1号', judgmentItem: '违法所得予以没收。', ...more },
})
const treasury = { treasuryReceipt: '吉库2025-1', treasuryAmount: 12_345_678 }

test('confiscated: held, screened by two, judged by the third, paid to the treasury; what held it has ended', () => {
  const world = new AssetWorld()
  const { id, measure, act } = onTrial(world)
  assert.equal(world.get(measure)['court'], '220102:court', 'the court sees what holds it')
  act('nanguanJudge', 'judge', judgment())
  assert.equal(world.get(id).state, 'toConfiscate')
  act('nanguanEnforcement', 'confiscate', treasury)
  assert.partialDeepStrictEqual(world.get(id), { state: 'confiscated', outcome: 'confiscated' })
  assert.partialDeepStrictEqual(world.get(measure), { state: 'ended', outcome: 'ended' })
})

test('returned to the victim before judgment: clear, undisputed, photographed, decided by a leader, handed to the victim', () => {
  const world = new AssetWorld()
  const { id, measure } = controlled(world, { kind: 'vehicle', title: '被骗车辆' }, 'seize')
  const act = doer(world, id)
  const proposal = { ownershipProof: '登记证书。', isUndisputed: true, returnPhotos: [file] }
  assert.equal(
    refusal(world, 'nanguanInvestigator', id, 'proposeReturn', { ...proposal, isUndisputed: false }),
    'ownershipIsUndisputed',
  )
  act('nanguanInvestigator', 'proposeReturn', proposal)
  act('nanguanPoliceHead', 'approveReturn')
  act('nanguanCustodian', 'handOver', handOver)
  assert.partialDeepStrictEqual(world.get(id), { state: 'returnedToVictim', outcome: 'returnedToVictim' })
  assert.equal(world.get(measure).state, 'ended')
})

test('officers may not collect for others: nobody of the unit receives it', () => {
  const world = new AssetWorld()
  const { id } = controlled(world, { kind: 'vehicle' }, 'seize')
  const act = doer(world, id)
  act('nanguanInvestigator', 'proposeReturn', {
    ownershipProof: '证书。',
    isUndisputed: true,
    returnPhotos: [file],
  })
  act('nanguanPoliceHead', 'approveReturn')
  for (const name of ['南办案', '王核查'])
    assert.equal(
      refusal(world, 'nanguanCustodian', id, 'handOver', { ...handOver, receiver: { ...receiver, name } }),
      'receiverIsNoOfficial',
    )
  assert.equal(refusal(world, 'nanguanInvestigator', id, 'handOver', handOver), 'role may not')
})

test('returned to the owner: what is not proved is not confiscated', () => {
  const world = new AssetWorld()
  const { id, act } = onTrial(world)
  const notProved = {
    proof: 'notProved',
    courtFinding: opinion('lawful', '来源合法，证据不足以认定违法所得。'),
  }
  assert.equal(
    refusal(world, 'nanguanJudge', id, 'judge', judgment(notProved)),
    'whatIsNotProvedIsNotConfiscated,whatIsLawfulIsNotConfiscated',
  )
  act('nanguanJudge', 'judge', judgment({ ...notProved, judgment: 'returnToOwner' }))
  act('nanguanCustodian', 'handOver', handOver)
  assert.partialDeepStrictEqual(world.get(id), { state: 'returnedToOwner', outcome: 'returnedToOwner' })
})

test('released as unrelated: the measures on it end with the decision, those that wait too', () => {
  const world = new AssetWorld()
  const { id, measure } = controlled(world)
  const waits = world.by('nanguanInvestigator', {
    type: 'measure',
    action: 'apply',
    input: asked(id, { kind: 'waitingFreeze' }),
  })
  world.by('nanguanPoliceHead', {
    type: 'measure',
    id: waits,
    action: 'approve',
    input: { decisionReasons: '同意。' },
  })
  world.by('nanguanInvestigator', {
    ...{ type: 'measure', id: waits, action: 'execute' },
    input: {
      officers: [people.nanguanInvestigator, people.nanguanInvestigator2],
      witness: { name: '刘见证' },
      items: [{ what: '账户', count: 1, measuredIn: '个' }],
    },
  })
  assert.equal(world.get(waits).state, 'waiting')
  doer(world, id)('nanguanInvestigator', 'findUnrelated', { unrelatedReasons: '为家庭成员工资收入。' })
  doer(world, id)('nanguanPoliceHead', 'release')
  assert.partialDeepStrictEqual(world.get(id), {
    state: 'released',
    outcome: 'released',
    nature: 'unrelated',
  })
  assert.deepEqual(
    [measure, waits].map((one) => world.get(one).state),
    ['ended', 'ended'],
  )
})

test('a decision that was made before is not carried out on what was released since', () => {
  const world = new AssetWorld()
  const id = world.by('nanguanInvestigator', { type: 'asset', action: 'find', input: found() })
  const measure = world.by('nanguanInvestigator', { type: 'measure', action: 'apply', input: asked(id) })
  world.by('nanguanPoliceHead', {
    type: 'measure',
    id: measure,
    action: 'approve',
    input: { decisionReasons: '同意。' },
  })
  doer(world, id)('nanguanInvestigator', 'findUnrelated', { unrelatedReasons: '无关。' })
  doer(world, id)('nanguanPoliceHead', 'release')
  const done = world.try(staff('nanguanInvestigator'), {
    ...{ type: 'measure', id: measure, action: 'execute' },
    input: {
      officers: [people.nanguanInvestigator, people.nanguanInvestigator2],
      witness: { name: '刘见证' },
      items: [{ what: '账户', count: 1, measuredIn: '个' }],
    },
  })
  assert.deepEqual(done, [{ because: 'rule broken', rule: 'assetMayBeMeasured' }])
})

test('lapsed: a measure that nobody renewed lets it go; a new decision may hold it again', () => {
  const world = new AssetWorld()
  const { id, measure } = controlled(world)
  world.now = moment('2025-10-28T23:00')
  world.tick()
  assert.equal(world.get(id).state, 'controlled')
  world.now = moment('2025-10-29T00:01')
  world.tick()
  assert.partialDeepStrictEqual(world.get(measure), { state: 'lapsed', outcome: 'lapsed' })
  assert.partialDeepStrictEqual(world.get(id), { state: 'lapsed', outcome: 'lapsed' })
  assert.equal(world.get(id)['measureInForce'], undefined)
  const again = world.by('nanguanInvestigator', { type: 'measure', action: 'apply', input: asked(id) })
  assert.equal(world.get(again).state, 'toApprove')
})

test('a measure that ends on what is in custody sends it back to whom it was taken from, within 3 days', () => {
  const world = new AssetWorld()
  const { id, measure } = controlled(world, { kind: 'vehicle' }, 'seize')
  world.by('nanguanChief', {
    ...{ type: 'measure', id: measure, action: 'lift' },
    input: { liftReason: 'notNeeded', reasons: '不需要继续扣押。' },
  })
  assert.partialDeepStrictEqual(world.get(id), { state: 'toHandOver', handOverTo: 'owner' })
  assert.equal(dueOn(world, id, 'handOver'), '2025-05-06')
})

/** A car in custody that has gone on to the court, and the measure that holds it ended there. */
function unheldInCourt() {
  const world = new AssetWorld()
  const { id, measure } = controlled(world, { kind: 'vehicle' }, 'seize')
  const act = doer(world, id)
  act('nanguanInvestigator', 'sendOpinion', {
    policeOpinion: opinion('illegalGain'),
    procuratorate: '220102:procuratorate',
  })
  act('nanguanProcurator', 'sendToCourt', {
    ...{ procuratorateOpinion: opinion('illegalGain'), court: '220102:court' },
  })
  world.by('nanguanChief', {
    ...{ type: 'measure', id: measure, action: 'lift' },
    input: { liftReason: 'notNeeded', reasons: '不需要继续扣押。' },
  })
  return { world, id, act }
}

test('a measure that ends while the court has the case starts a clock: another measure within 3 days, or back to the owner', () => {
  const { world, id, act } = unheldInCourt()
  assert.partialDeepStrictEqual(world.get(id), { state: 'atCourt', custodian: people.nanguanCustodian })
  assert.equal(world.get(id)['measureInForce'], undefined)
  // 1 May is the first of five days off.
  assert.equal(dueOn(world, id, 'withoutMeasure'), '2025-05-06')
  act('nanguanJudge', 'giveBack', { reasons: '没有继续扣押的必要。' })
  assert.partialDeepStrictEqual(world.get(id), { state: 'toHandOver', handOverTo: 'owner' })
  assert.deepEqual(
    world
      .clocksOf(id)
      .filter(isOpen)
      .map(({ name }) => name),
    ['handOver'],
  )
})

test('another measure of the court stops the clock of what was kept without one, and what is held is not given back', () => {
  const { world, id } = unheldInCourt()
  world.told = { ...world.told, stage: 'trial' }
  const input = asked(id, { kind: 'seize' })
  const measure = world.by('nanguanJudge', { type: 'measure', action: 'apply', input })
  world.by('nanguanCourtPresident', {
    ...{ type: 'measure', id: measure, action: 'approve', input: { decisionReasons: '同意。' } },
  })
  world.by('nanguanJudge', {
    ...{ type: 'measure', id: measure, action: 'execute' },
    input: {
      officers: [people.nanguanJudge, people.nanguanEnforcement],
      witness: { name: '刘见证' },
      items: [{ what: '轿车', count: 1, measuredIn: '辆' }],
    },
  })
  assert.equal(world.clock(id, 'withoutMeasure')?.ledger.state, 'met')
  assert.equal(refusal(world, 'nanguanJudge', id, 'giveBack', { reasons: '交还。' }), 'nothingHoldsIt')
})

test('what comes into custody after its measure ended goes back at once', () => {
  const world = new AssetWorld()
  const { id, measure } = controlled(world)
  const act = (role: Role, action: string, input: object) =>
    world.by(role, { type: 'measure', id: measure, action, input: { ...input } })
  act('nanguanPoliceHead', 'lift', { liftReason: 'notNeeded', reasons: '不需要。' })
  assert.equal(world.get(id).state, 'found')
  act('nanguanCustodian', 'takeIntoCustody', { custodyPlace: '一号柜' })
  assert.partialDeepStrictEqual(world.get(id), { state: 'toHandOver', handOverTo: 'owner' })
  assert.equal(dueOn(world, id, 'handOver'), '2025-05-06')
})

test('the money of a sale is kept until judgment and looked at every half-year; it is not given back meanwhile', () => {
  const world = new AssetWorld()
  const { id } = controlled(world, { kind: 'vehicle' }, 'seize')
  const act = doer(world, id)
  act('nanguanInvestigator', 'proposeSale', { saleGround: 'perishable', saleReasons: '易腐。' })
  act('nanguanPoliceHead', 'approveSale')
  assert.equal(dueOn(world, id, 'sell'), '2025-05-06')
  act('nanguanCustodian', 'sell', {
    ...{ proceeds: 100, proceedsAccount: '专户', saleToldTo: '近亲属', saleToldOn: '2025-04-28' },
  })
  const money = world.of('asset').find((one) => one['proceedsOf'] === id)?.id
  assert.ok(money !== undefined)
  assert.equal(dueOn(world, money, 'proceeds'), '2025-10-28')
  assert.equal(
    refusal(world, 'nanguanCustodian', money, 'giveBack', { reasons: '交还。' }),
    'itIsNoProceedsOfASale',
  )
  world.now = moment('2025-10-20')
  doer(world, money)('nanguanCustodian', 'reviewProceeds', { reasons: '仍需保管。' })
  assert.equal(dueOn(world, money, 'proceeds'), '2026-04-20')
})

test('sold early: the principal leader alone decides; the money is an asset of its own and is judged', () => {
  const world = new AssetWorld()
  const { id, measure } = controlled(world, { kind: 'vehicle', title: '轿车' }, 'seize')
  const act = doer(world, id)
  assert.equal(
    refusal(world, 'nanguanInvestigator', id, 'proposeSale', {
      saleGround: 'ownerRequest',
      saleReasons: '申请出售。',
    }),
    'ownerAsksWhereTheGroundNeedsIt',
  )
  act('nanguanInvestigator', 'proposeSale', { saleGround: 'depreciating', saleReasons: '贬值较快。' })
  assert.equal(refusal(world, 'nanguanDeputyHead', id, 'approveSale'), 'actorIsThePrincipalLeader')
  act('nanguanPoliceHead', 'approveSale')
  act('nanguanCustodian', 'sell', {
    ...{ proceeds: 8_000_001, proceedsAccount: '涉案款专户', saleToldTo: '近亲属', saleToldOn: '2025-04-28' },
  })
  assert.partialDeepStrictEqual(world.get(id), { state: 'soldEarly', outcome: 'soldEarly' })
  assert.equal(world.get(measure).state, 'ended')
  const [money] = world.of('asset').filter((one) => one['proceedsOf'] === id)
  assert.partialDeepStrictEqual(money, {
    state: 'found',
    kind: 'deposit',
    value: 8_000_001,
    title: '轿车（变价款）',
  })
  assert.equal(money?.['custodian'], people.nanguanCustodian)
})

test('the money of what was sold goes on where the thing had got to', () => {
  const world = new AssetWorld()
  const { id, act } = onTrial(world, 'illegalGain', { kind: 'deposit' })
  act('nanguanJudge', 'proposeSale', { saleGround: 'expiring', saleReasons: '汇票即将到期。' })
  assert.equal(refusal(world, 'nanguanPoliceHead', id, 'approveSale'), 'actorIsThePrincipalLeader')
  act('nanguanCourtPresident', 'approveSale')
  act('nanguanCustodian', 'sell', {
    ...{ proceeds: 100, proceedsAccount: '专户', saleToldTo: '近亲属', saleToldOn: '2025-04-28' },
  })
  const [money] = world.of('asset').filter((one) => one['proceedsOf'] === id)
  assert.partialDeepStrictEqual(money, { state: 'atCourt', nature: 'illegalGain' })
})

test('unclaimed: six months for owners, a year for victims, then the treasury; later claims are refunded', () => {
  for (const [soughtFor, last, next] of [
    ['owner', '2025-10-28', '2025-10-29'],
    ['victim', '2026-04-28', '2026-04-29'],
  ] as const) {
    const world = new AssetWorld()
    const { id, act } = onTrial(world)
    act('nanguanJudge', 'judge', judgment({ judgment: 'returnToOwner' }))
    act('nanguanCustodian', 'seek', { soughtFor, soughtBy: '在本局网站公告。' })
    assert.equal(dueOn(world, id, 'claim'), last)
    world.now = moment(last)
    assert.equal(
      refusal(world, 'nanguanCustodian', id, 'handToTreasury', treasury),
      'thoseSoughtHadTheirTime',
    )
    world.now = moment(next)
    act('nanguanCustodian', 'handToTreasury', treasury)
    act('nanguanCustodian', 'refund', handOver)
    assert.partialDeepStrictEqual(world.get(id), { state: 'refunded', outcome: 'refunded' })
  }
})

test('confiscation without trial: fled and wanted for a year, or dead; after the public notice', () => {
  const world = new AssetWorld()
  const { id } = controlled(world)
  const act = doer(world, id)
  act('nanguanInvestigator', 'sendOpinion', {
    policeOpinion: opinion('illegalGain'),
    procuratorate: '220102:procuratorate',
  })
  const request = {
    ...{
      withoutTrialGround: 'fugitive',
      procuratorateOpinion: opinion('illegalGain'),
      court: '220102:court',
    },
    reasons: '犯罪嫌疑人逃匿。',
  }
  assert.equal(
    refusal(world, 'nanguanProcurator', id, 'applyWithoutTrial', { ...request, wantedSince: '2024-05-01' }),
    'fugitiveIsWantedForAYear',
  )
  act('nanguanProcurator', 'applyWithoutTrial', { ...request, wantedSince: '2024-04-28' })
  const ruling = judgment({ noticeOn: '2025-04-28' })
  assert.equal(refusal(world, 'nanguanJudge', id, 'ruleWithoutTrial', ruling), 'publicNoticeHasRun')
  world.now = moment('2025-10-28')
  assert.equal(refusal(world, 'nanguanJudge', id, 'ruleWithoutTrial', ruling), 'publicNoticeHasRun')
  // Half a year that ends on 5 October 2025 ends on the 9th, after National Day.
  const overTheHoliday = judgment({ noticeOn: '2025-04-05' })
  world.now = moment('2025-10-09')
  assert.equal(refusal(world, 'nanguanJudge', id, 'ruleWithoutTrial', overTheHoliday), 'publicNoticeHasRun')
  world.now = moment('2025-10-29')
  act('nanguanJudge', 'ruleWithoutTrial', ruling)
  assert.equal(world.get(id).state, 'toConfiscate')
})

const rulesOfJudgment: readonly (readonly [string, object, string])[] = [
  [
    'what was not debated in court is not judged (art 279 [L8])',
    { heardInCourt: false },
    'itemWasHeardInCourt',
  ],
  [
    'a finding that differs from the prosecution says why',
    { courtFinding: opinion('tool') },
    'aDifferentViewIsExplained',
  ],
  [
    'nothing is judged as pending',
    { courtFinding: opinion('pending', '未查清。') },
    'natureIsNoLongerPending,whatIsLawfulIsNotConfiscated',
  ],
  [
    'lawful property is confiscated only in place of what is gone or mixed (AOCL art 45)',
    { courtFinding: opinion('lawful', '系合法财产。') },
    'whatIsLawfulIsNotConfiscated',
  ],
  [
    'a victim’s property goes back to the victim',
    { courtFinding: opinion('victims', '系被害人财产。'), judgment: 'returnToOwner' },
    'victimsPropertyGoesBackToThem',
  ],
]
for (const [name, more, rule] of rulesOfJudgment)
  test(name, () => {
    const world = new AssetWorld()
    const { id } = onTrial(world)
    assert.equal(refusal(world, 'nanguanJudge', id, 'judge', judgment({ ...more })), rule)
  })

test('lawful property is taken in place of an original that is gone', () => {
  const world = new AssetWorld()
  const { id, act } = onTrial(world)
  act(
    'nanguanJudge',
    'judge',
    judgment({ courtFinding: opinion('lawful', '原物灭失。'), equivalentGround: 'gone' }),
  )
  assert.equal(world.get(id).state, 'toConfiscate')
})

test('high probability is enough in cases of triads only (AOCL art 45)', () => {
  for (const label of ['triad', 'evilGroup', 'evilForce', 'other']) {
    const world = new AssetWorld('2025-04-28', { label })
    const { id } = onTrial(world)
    const input = judgment({ proof: 'highlyProbable' })
    const expected = label === 'triad' ? 'accepted' : 'highProbabilityIsForTriadsOnly'
    assert.equal(refusal(world, 'nanguanJudge', id, 'judge', input), expected)
  }
})

test('opinions come in turn: no court before the procuratorate, no procuratorate before the police', () => {
  const world = new AssetWorld()
  const { id } = controlled(world)
  const input = { procuratorateOpinion: opinion('illegalGain'), court: '220102:court' }
  assert.notEqual(refusal(world, 'nanguanProcurator', id, 'sendToCourt', input), 'accepted')
  assert.notEqual(refusal(world, 'nanguanJudge', id, 'judge', judgment()), 'accepted')
})

test('what is unrelated is released and not sent on with the case (AOCL art 41)', () => {
  const world = new AssetWorld()
  const { id } = controlled(world)
  const input = { policeOpinion: opinion('unrelated'), procuratorate: '220102:procuratorate' }
  assert.equal(refusal(world, 'nanguanInvestigator', id, 'sendOpinion', input), 'natureIsNotUnrelated')
})

test('what was found on a clue joins the case once; one matter at a time', () => {
  const world = new AssetWorld()
  const input = found({ case: undefined, clue: theClue })
  const id = world.by('nanguanInvestigator', { type: 'asset', action: 'find', input })
  const policeOpinion = opinion('illegalGain')
  assert.equal(
    refusal(world, 'nanguanInvestigator', id, 'sendOpinion', {
      policeOpinion,
      procuratorate: '220102:procuratorate',
    }),
    'itBelongsToACase',
  )
  doer(world, id)('nanguanInvestigator', 'joinCase', { case: found().case })
  assert.equal(
    refusal(world, 'nanguanInvestigator', id, 'joinCase', { case: found().case }),
    'itBelongsToAClueOnly',
  )
})

test('an emergency stop of payment before filing lasts 48 hours; the freeze after filing waits for its end', () => {
  const world = new AssetWorld('2025-05-01')
  const id = world.by('nanguanInvestigator', {
    ...{ type: 'asset', action: 'find', input: found({ case: undefined, clue: theClue }) },
  })
  const ask = (more: Readonly<Record<string, unknown>>) =>
    world.by('nanguanInvestigator', { type: 'measure', action: 'apply', input: asked(id, more) })
  const carryOut = (measure: RecordId, role: Role) => {
    world.by(role, { type: 'measure', id: measure, action: 'approve', input: { decisionReasons: '同意。' } })
    world.by('nanguanInvestigator', {
      ...{ type: 'measure', id: measure, action: 'execute' },
      input: {
        officers: [people.nanguanInvestigator, people.nanguanInvestigator2],
        witness: { name: '刘见证' },
        items: [{ what: '账户', count: 1, measuredIn: '个' }],
      },
    })
  }
  const stop = ask({ case: undefined, clue: theClue, kind: 'stopPayment' })
  carryOut(stop, 'changchunPoliceHead')
  doer(world, id)('nanguanInvestigator', 'joinCase', { case: found().case })
  const freeze = ask({ kind: 'waitingFreeze' })
  carryOut(freeze, 'nanguanPoliceHead')
  assert.deepEqual(
    [stop, freeze].map((one) => world.get(one).state),
    ['effective', 'waiting'],
  )
  world.now = moment('2025-05-03T09:01')
  world.tick()
  assert.deepEqual(
    [stop, freeze].map((one) => world.get(one).state),
    ['lapsed', 'effective'],
  )
  assert.equal(world.get(id)['measureInForce'], freeze)
  assert.equal(world.get(freeze)['until'], '2025-11-03T15:59:59.999Z')
})

const dueOn = (world: AssetWorld, id: RecordId, name: string): string | undefined => {
  const due = world.clock(id, name)?.ledger.due
  return due === undefined ? undefined : dayOf(due)
}
// Acts on 28 April 2025; 1 to 5 May are holidays, and an end on one of them moves to the 6th.
const clocks: readonly (readonly [string, string, string, (world: AssetWorld) => RecordId])[] = [
  [
    'unrelated: released within 3 days (AOCL art 41; CPL art 145; [L3] arts 233, 247)',
    'release',
    '2025-05-06',
    (world) => {
      const { id } = controlled(world)
      return doer(world, id)('nanguanInvestigator', 'findUnrelated', { unrelatedReasons: '无关。' })
    },
  ],
  [
    'return and early sale: decided within 10 days [ASM]',
    'decide',
    '2025-05-08',
    (world) => {
      const { id } = controlled(world)
      return doer(world, id)('nanguanInvestigator', 'proposeSale', {
        saleGround: 'perishable',
        saleReasons: '易变质。',
      })
    },
  ],
  [
    'judged to go back: handed over within 10 days [ASM]',
    'handOver',
    '2025-05-08',
    (world) => onTrial(world).act('nanguanJudge', 'judge', judgment({ judgment: 'returnToOwner' })),
  ],
  [
    'judged to be confiscated: within 6 months ([L7] art 3)',
    'confiscate',
    '2025-10-28',
    (world) => onTrial(world).act('nanguanJudge', 'judge', judgment()),
  ],
]
for (const [name, clock, day, act] of clocks)
  test(name, () => {
    const world = new AssetWorld()
    assert.equal(dueOn(world, act(world), clock), day)
  })

test('a proposal that comes to nothing leads back to where the asset was', () => {
  const world = new AssetWorld()
  const { id } = controlled(world)
  const act = doer(world, id)
  act('nanguanInvestigator', 'proposeSale', { saleGround: 'perishable', saleReasons: '易变质。' })
  act('nanguanPoliceHead', 'declineSale', { reasons: '可以冷藏保存。' })
  assert.equal(world.get(id).state, 'controlled')
})

test('whom the case names is kept out of its property, its measures and what is said against them', () => {
  const named = [{ key: `p:${people.nanguanDeputyHead}`, how: 'stated' }]
  const world = new AssetWorld('2025-04-28', { named })
  const { id, measure } = controlled(world)
  assert.deepEqual(world.get(id)['named'], named)
  assert.deepEqual(world.get(measure)['named'], named)
  const objection = world.by('nanguanLegal', {
    ...{ type: 'propertyObjection', action: 'receive' },
    input: {
      ...{
        asset: id,
        measure,
        title: '异议',
        standing: 'outsider',
        ground: 'ownership',
        content: '系本人所有。',
      },
      ...{ objector: { name: '孙案外', contact: '13800000000' }, receivedOn: '2025-04-28' },
    },
  })
  assert.deepEqual(world.get(objection)['named'], named)
})
