/**
 * Whatever people do, in whatever order: no measure is in effect without a valid decision, past its length, or on property
 * that was released, returned, sold or confiscated; never two on one property; and no property is kept that nobody has to
 * move on, by a day.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addMillis, HOUR } from '#kernel/time.ts'
import { rolesOn } from '#kernel/access/reach.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import { isOpen } from '#kernel/record/clocks.ts'
import { isRecordId, type RecordId } from '#kernel/record/field.ts'
import { listOf, type AnyRecord } from '#kernel/record/replay.ts'
import { people, smallDirectory, type Role } from '#test/support/smallWorld.ts'
import { staff } from '#test/support/specify.ts'
import { asset } from './asset.ts'
import { asked, AssetWorld, found } from './assetWorld.fixture.ts'

const RUNNING = ['effective', 'toRenew', 'toLift']
const OVER = ['declined', 'withdrawn', 'lifted', 'lapsed', 'ended']
const GONE = [
  'released',
  'returnedToVictim',
  'returnedToOwner',
  'confiscated',
  'soldEarly',
  'inTreasury',
  'refunded',
]

const file = { digest: '0'.repeat(64), name: '凭证.pdf', type: 'application/pdf', size: 1 }
const opinion = (nature: string) => ({
  nature,
  evidence: '流水。',
  opinion: '依法处理。',
  disagreement: '认识不同。',
})
const execution = {
  officers: [people.nanguanInvestigator, people.nanguanInvestigator2],
  witness: { name: '刘见证' },
  items: [{ what: '账户', count: 1, measuredIn: '个' }],
}
const receiver = { name: '王领取', identity: '身份证', capacity: 'self' }

/** What may be wished of a measure, of the asset, of an objection; by whom it is done when it is done rightly. */
const ofMeasure: readonly (readonly [Role, string, object])[] = [
  ['nanguanCustodian', 'takeIntoCustody', { custodyPlace: '一号柜' }],
  ['nanguanInvestigator', 'askRenewal', { renewalTerm: '3m', renewalReasons: '未侦结。' }],
  ['nanguanPoliceHead', 'renew', { renewalTerm: '12m', renewalReasons: '未侦结。' }],
  ['nanguanPoliceHead', 'renew', { renewalTerm: '6m', renewalReasons: '未侦结。' }],
  ['nanguanInvestigator', 'askLifting', { liftReason: 'notNeeded', reasons: '不需要。' }],
  ['nanguanPoliceHead', 'refuseLifting', { reasons: '仍需要。' }],
  ['nanguanPoliceHead', 'lift', { liftReason: 'notNeeded', reasons: '不需要。' }],
  ['nanguanInvestigator', 'execute', execution],
  ['nanguanPoliceHead', 'approve', { decisionReasons: '同意。' }],
  ['changchunPoliceHead', 'approve', { decisionReasons: '同意。' }],
  ['nanguanPoliceHead', 'decline', { reasons: '不必要。' }],
  ['nanguanChief', 'lift', { liftReason: 'notNeeded', reasons: '不需要。' }],
]
const ofAsset: readonly (readonly [Role, string, object])[] = [
  ['nanguanInvestigator', 'findUnrelated', { unrelatedReasons: '与案件无关。' }],
  ['nanguanPoliceHead', 'release', {}],
  ['nanguanPoliceHead', 'releaseFromCustody', {}],
  [
    'nanguanInvestigator',
    'sendOpinion',
    { policeOpinion: opinion('illegalGain'), procuratorate: '220102:procuratorate' },
  ],
  [
    'nanguanProcurator',
    'sendToCourt',
    { procuratorateOpinion: opinion('illegalGain'), court: '220102:court' },
  ],
  [
    'nanguanInvestigator',
    'proposeReturn',
    { ownershipProof: '凭证。', isUndisputed: true, returnPhotos: [file] },
  ],
  ['nanguanPoliceHead', 'approveReturn', {}],
  ['nanguanPoliceHead', 'declineReturn', { reasons: '有争议。' }],
  ['nanguanInvestigator', 'proposeSale', { saleGround: 'perishable', saleReasons: '易腐。' }],
  ['nanguanPoliceHead', 'approveSale', {}],
  [
    'nanguanCustodian',
    'sell',
    { proceeds: 100_000, proceedsAccount: '专户', saleToldTo: '家属', saleToldOn: '2025-04-28' },
  ],
  ['nanguanCustodian', 'handOver', { receiver, receipt: [file] }],
  [
    'nanguanJudge',
    'judge',
    {
      ...{
        courtFinding: opinion('illegalGain'),
        heardInCourt: true,
        proof: 'proved',
        judgment: 'confiscate',
      },
      ...{ judgmentNumber: '（2025）吉0102刑初1号', judgmentItem: '没收。' },
    },
  ],
  ['nanguanEnforcement', 'confiscate', { treasuryReceipt: '库1', treasuryAmount: 100_000 }],
  ['nanguanProcurator', 'sendBack', { reasons: '补充。' }],
  ['nanguanPoliceHead', 'declineSale', { reasons: '不必变卖。' }],
  ['nanguanJudge', 'giveBack', { reasons: '没有措施。' }],
  ['nanguanCustodian', 'seek', { soughtFor: 'owner', soughtBy: '公告。' }],
  ['nanguanCustodian', 'handToTreasury', { treasuryReceipt: '库2', treasuryAmount: 100_000 }],
  [
    'nanguanProcurator',
    'applyWithoutTrial',
    {
      ...{ withoutTrialGround: 'dead', procuratorateOpinion: opinion('illegalGain') },
      ...{ court: '220102:court', reasons: '死亡。' },
    },
  ],
]
const kinds = ['freeze', 'waitingFreeze'] as const
const roles: readonly Role[] = [
  'nanguanInvestigator',
  'nanguanInvestigator2',
  'nanguanPoliceHead',
  'changchunPoliceHead',
  'chaoyangPoliceHead',
  'nanguanCustodian',
  'nanguanProcurator',
  'nanguanJudge',
  'nanguanEnforcement',
]

type Step =
  | { readonly do: 'apply'; readonly kind: (typeof kinds)[number]; readonly by: Role }
  | { readonly do: 'measure'; readonly nth: number; readonly which: number; readonly by?: Role }
  /** Of the thing itself, or of the money that its sale brought. */
  | { readonly do: 'asset'; readonly nth?: number; readonly which: number; readonly by?: Role }
  | { readonly do: 'wait'; readonly hours: number }

const stray = fc.option(fc.constantFrom(...roles), { nil: undefined, freq: 6 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('apply' as const),
      kind: fc.constantFrom(...kinds),
      by: fc.constantFrom<Role>(...Array<Role>(9).fill('nanguanInvestigator'), 'chaoyangInvestigator'),
    }),
  },
  {
    weight: 40,
    arbitrary: fc
      .tuple(fc.nat(3), fc.nat(ofMeasure.length - 1), stray)
      .map(([nth, which, by]): Step => ({ do: 'measure', nth, which, ...(by === undefined ? {} : { by }) })),
  },
  {
    weight: 12,
    arbitrary: fc
      .tuple(fc.nat(ofAsset.length - 1), stray)
      .map(([which, by]): Step => ({ do: 'asset', which, ...(by === undefined ? {} : { by }) })),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(1, 30, 24 * 20, 24 * 100, 24 * 190)
      .map((hours): Step => ({ do: 'wait', hours })),
  },
)

/** How often each state of a measure was seen, so that a history in which nothing happens does not pass unseen. */
const seen = new Map<string, number>()

test('no measure in effect without a valid decision, past its length, or on property that is gone; never two', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.array(step, { minLength: 20, maxLength: 40 }), (heldBefore, steps) => {
      const world = new AssetWorld()
      const thing = world.by('nanguanInvestigator', { type: 'asset', action: 'find', input: found() })
      if (heldBefore) holdTwice(world, thing)
      for (const one of steps) {
        take(world, thing, one)
        world.tick()
        check(world)
      }
    }),
    { numRuns: 100, seed: 20_261_126 },
  )
  for (const state of [
    'toApprove',
    'approved',
    'waiting',
    'effective',
    'toRenew',
    'toLift',
    'lifted',
    'lapsed',
    'ended',
  ])
    assert.ok((seen.get(state) ?? 0) > 5, `"${state}" was hardly met: ${JSON.stringify([...seen])}`)
})

test('nothing is kept that nobody has to move on by a day, whatever becomes of the measure, the case and the sale', () => {
  const onAsset: fc.Arbitrary<Step> = fc
    .tuple(fc.nat(1), fc.nat(ofAsset.length - 1))
    .map(([nth, which]) => ({ do: 'asset', nth, which }))
  const lift: fc.Arbitrary<Step> = fc.constantFrom(
    { do: 'measure', nth: 0, which: ofMeasure.findIndex(([, action]) => action === 'lift') },
    { do: 'wait', hours: 24 * 800 },
  )
  const some = fc.oneof({ weight: 6, arbitrary: onAsset }, { weight: 1, arbitrary: lift })
  fc.assert(
    fc.property(fc.array(some, { minLength: 10, maxLength: 20 }), (steps) => {
      const world = new AssetWorld()
      const thing = world.by('nanguanInvestigator', {
        ...{ type: 'asset', action: 'find' },
        input: found({ kind: 'vehicle', title: '轿车' }),
      })
      const seized = hold(world, thing, 'seize', 'nanguanChief')
      world.by('nanguanCustodian', {
        ...{ type: 'measure', id: seized, action: 'takeIntoCustody' },
        input: { custodyPlace: '一号库' },
      })
      for (const one of steps) {
        take(world, thing, one)
        world.tick()
        checkKept(world)
      }
    }),
    { numRuns: 100, seed: 20_261_127 },
  )
  for (const clock of ['length', 'withoutMeasure', 'proceeds', 'handOver', 'release', 'claim'])
    assert.ok((kept.get(clock) ?? 0) > 5, `hardly kept under "${clock}": ${JSON.stringify([...kept])}`)
})

/** A freeze in effect and another that waits. */
function holdTwice(world: AssetWorld, thing: RecordId): void {
  for (const kind of kinds) hold(world, thing, kind, 'nanguanPoliceHead')
}

function hold(world: AssetWorld, thing: RecordId, kind: string, decider: Role): RecordId {
  const input = asked(thing, { kind })
  const id = world.by('nanguanInvestigator', { type: 'measure', action: 'apply', input })
  world.by(decider, { type: 'measure', id, action: 'approve', input: { decisionReasons: '同意。' } })
  return world.by('nanguanInvestigator', { type: 'measure', id, action: 'execute', input: execution })
}

function take(world: AssetWorld, thing: RecordId, one: Step): void {
  const measures = world.of('measure').filter(({ state }) => !OVER.includes(state))
  switch (one.do) {
    case 'wait':
      world.now = addMillis(world.now, one.hours * HOUR)
      return
    case 'apply':
      if (measures.length < 3)
        world.try(staff(one.by), {
          type: 'measure',
          action: 'apply',
          input: asked(thing, { kind: one.kind }),
        })
      return
    case 'asset':
      attempt(world, 'asset', world.of('asset')[one.nth ?? 0]?.id ?? thing, ofAsset, one)
      return
    case 'measure':
      attempt(world, 'measure', measures[one.nth % Math.max(1, measures.length)]?.id, ofMeasure, one)
  }
}

/**
 * A stray wish of somebody who may have no business with it, or the next thing that is accepted from a place in the list on.
 * (Of wishes drawn blindly nearly all are refused, and the records stay where they are.)
 */
function attempt(
  world: AssetWorld,
  type: string,
  id: RecordId | undefined,
  list: typeof ofAsset,
  { which, by }: { readonly which: number; readonly by?: Role },
): void {
  if (id === undefined) return
  for (const [role, action, input] of [...list.slice(which), ...list.slice(0, which)]) {
    const done = world.try(staff(by ?? role), { type, id, action, input: { ...input } })
    if (typeof done === 'string' || by !== undefined) return
  }
}

/** How often something in custody was kept under which clock. */
const kept = new Map<string, number>()

/** Something in custody has a day by which somebody must have moved it on, and somebody whose move it is. */
function checkAnsweredFor(world: AssetWorld, one: AnyRecord): void {
  const held = one['measureInForce']
  const running = [
    ...(isRecordId(held) ? world.clocksOf(held).filter(({ name }) => name === 'length') : []),
    ...world.clocksOf(one.id),
  ].filter(isOpen)
  const [first] = running
  assert.ok(first !== undefined, `kept without a clock while "${one.state}"`)
  kept.set(first.name, (kept.get(first.name) ?? 0) + 1)
  const states: Declaration['states'] = asset.states
  const waitsFor: readonly string[] = listOf(states[one.state]?.waitsFor)
  const answerable = roles.filter((role) =>
    rolesOn(asset, one, staff(role), smallDirectory).some((held) => waitsFor.includes(held)),
  )
  assert.ok(answerable.length > 0, `kept without anybody whose move it is while "${one.state}"`)
}

function checkKept(world: AssetWorld): void {
  for (const one of world.of('asset'))
    if (one['custodian'] !== undefined && !GONE.includes(one.state)) checkAnsweredFor(world, one)
}

function check(world: AssetWorld): void {
  checkKept(world)
  const assets = new Map(world.of('asset').map((one) => [one.id, one]))
  const measures = world.of('measure')
  for (const one of measures) {
    seen.set(one.state, (seen.get(one.state) ?? 0) + 1)
    if (!RUNNING.includes(one.state)) continue
    const entries = world.entriesOf(one.id)
    const approval = entries.find(({ action }) => action === 'approve')?.by
    // Read beside the law, not beside the code: a leader of the police of a county or above decides on a deposit.
    assert.ok(approval?.kind === 'staff', 'in effect without a decision')
    assert.ok(['organHead', 'deputyHead'].includes(approval.post))
    assert.ok(['220102:police', '2201:police', '22:police'].includes(approval.unit))
    assert.equal(smallDirectory.findUnit(approval.unit)?.kind, 'police')
    assert.ok(world.now <= String(one['until']), 'in effect past its length')
    assert.equal(
      world.clock(one.id, 'length')?.ledger.due,
      one['until'],
      'the end it says is not that of its clock',
    )
    const on = assets.get(one['asset'] as RecordId)
    assert.ok(
      on !== undefined && !GONE.includes(on.state),
      `in effect on property that is ${on?.state ?? 'nowhere'}`,
    )
    assert.equal(on['measureInForce'], one.id, 'in effect, and the asset does not know it')
  }
  for (const one of assets.values()) {
    const running = measures.filter((other) => other['asset'] === one.id && RUNNING.includes(other.state))
    assert.ok(running.length <= 1, 'two in effect on one property')
    assert.equal(
      one['measureInForce'],
      running[0]?.id,
      'the asset says that something holds it that does not',
    )
  }
}
