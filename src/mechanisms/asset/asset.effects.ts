/** What follows from an action beyond what was entered. Its result is frozen in the entry. */
import { namedTogether } from '#kernel/access/exclusion.ts'
import { present } from '#kernel/present.ts'
import type { Deed, Opening } from '#kernel/record/declaration.ts'
import type { AssetSituation, AssetValues } from './asset.fields.ts'
import { MATTERS } from './matters.ts'

type Filled = Partial<AssetValues>

/** A case tells whom it names; of a clue, which tells nobody, whoever finds the asset says it. */
export const found = ({ actor, input, linked }: AssetSituation): Filled => ({
  ...(actor.kind === 'staff' ? { handlingUnit: actor.unit, finder: actor.person } : {}),
  ...present({ named: namedTogether(linked, MATTERS, input.named) }),
})

export const joined = ({ record, linked }: AssetSituation): Filled =>
  present({ named: namedTogether(linked, MATTERS, record.named) })

export const valued = ({ input }: AssetSituation): Filled =>
  present({ value: input.valuations?.at(-1)?.amount })

export const held = ({ input }: AssetSituation): Filled => present({ measureInForce: input.measure })

export const queued = ({ record, input }: AssetSituation): Filled => ({
  measuresWaiting: [
    ...(record.measuresWaiting ?? []),
    ...(input.measure === undefined ? [] : [input.measure]),
  ],
})

export const leftTheQueue = ({ record, input }: AssetSituation): Filled => ({
  measuresWaiting: (record.measuresWaiting ?? []).filter((one) => one !== input.measure),
})

/** The first of those that wait holds it now. */
export function nextHolds({ record }: AssetSituation): Filled {
  const [measureInForce, ...measuresWaiting] = record.measuresWaiting ?? []
  return { ...present({ measureInForce }), measuresWaiting }
}

/** Nothing holds it any more: what is in custody goes back to whom it was taken from. */
export function measureEnded({ record, input }: AssetSituation): Filled {
  if (record.custodian !== undefined) return { handOverTo: 'owner' }
  return input.measureEnd === 'lapsed' ? { outcome: 'lapsed' } : {}
}

export const backToTheOwner = (): Filled => ({ handOverTo: 'owner' })

export const keptByActor = ({ actor }: AssetSituation): Filled =>
  actor.kind === 'staff' ? { custodian: actor.person } : {}

export const screenedByPolice = ({ input }: AssetSituation): Filled =>
  present({ nature: input.policeOpinion?.nature })
export const screenedByProcuratorate = ({ input }: AssetSituation): Filled =>
  present({ nature: input.procuratorateOpinion?.nature })

export const foundUnrelated = (situation: AssetSituation): Filled => ({
  ...remembered(situation),
  nature: 'unrelated',
  handOverTo: 'owner',
})

const decider = ({ actor }: AssetSituation): Filled =>
  actor.kind === 'staff' ? { decider: actor.person } : {}

const STAGES = ['found', 'controlled', 'lapsed', 'atProcuratorate', 'atCourt'] as const
export const remembered = ({ record }: AssetSituation): Filled =>
  present({ cameFrom: STAGES.find((stage) => stage === record.state) })

export const released = (situation: AssetSituation): Filled => ({
  ...decider(situation),
  outcome: 'released',
  measuresWaiting: [],
})
export const releasedFromCustody = (situation: AssetSituation): Filled => ({
  ...decider(situation),
  measuresWaiting: [],
})

export const returnApproved = (situation: AssetSituation): Filled => ({
  ...decider(situation),
  handOverTo: 'victim',
})
export const saleApproved = decider

export const sold = (): Filled => ({ outcome: 'soldEarly', measuresWaiting: [] })

export function judged({ input }: AssetSituation): Filled {
  const { judgment, courtFinding } = input
  return present({
    nature: courtFinding?.nature,
    handOverTo: judgment === 'returnToVictim' ? 'victim' : judgment === 'returnToOwner' ? 'owner' : undefined,
  })
}

export function handedOver({ record }: AssetSituation): Filled {
  const toOwner = record.unrelatedReasons === undefined ? 'returnedToOwner' : 'released'
  return { outcome: record.handOverTo === 'victim' ? 'returnedToVictim' : toOwner, measuresWaiting: [] }
}

export const confiscated = (): Filled => ({ outcome: 'confiscated', measuresWaiting: [] })
export const handedToTreasury = (): Filled => ({ outcome: 'toTreasury', measuresWaiting: [] })
export const refunded = (): Filled => ({ outcome: 'refunded' })

/** The money from the sale is property of its own, judged like any other; it goes on where the thing had got to. */
export function proceedsOpened({ record, input, actor }: AssetSituation): readonly Opening[] {
  const { policeOpinion, procuratorate, procuratorateOpinion, court, nature } = record
  const keeper = actor.kind === 'staff' ? actor.person : undefined
  const money = {
    proceedsOf: record.id,
    case: record.case,
    title: `${(record.title ?? '').slice(0, 190)}（变价款）`,
    kind: 'deposit',
    registeredOwner: record.registeredOwner,
    ownerRelation: record.ownerRelation,
    handlingUnit: record.handlingUnit,
    value: input.proceeds,
    custodian: record.custodian ?? keeper,
    custodyPlace: input.proceedsAccount,
    named: record.named?.map(({ key, how }) => ({ key, how })),
  }
  const screened = { ...money, nature, policeOpinion, procuratorate }
  const open = (action: string, values: Readonly<Record<string, unknown>>): readonly Opening[] => [
    { type: 'asset', action, input: present(values) },
  ]
  if (policeOpinion === undefined) return open('receiveProceeds', money)
  return procuratorateOpinion === undefined
    ? open('receiveProceedsAtProcuratorate', screened)
    : open('receiveProceedsAtCourt', { ...screened, procuratorateOpinion, court })
}

/** Every measure that holds it or waits for it. */
const measuresOn = ({ record }: AssetSituation) => [
  ...(record.measureInForce === undefined ? [] : [record.measureInForce]),
  ...(record.measuresWaiting ?? []),
]

/** What was released, returned, sold or confiscated is held by nothing any more. */
export const measuresEnd = (situation: AssetSituation): readonly Deed[] =>
  measuresOn(situation).map((id) => ({ type: 'measure', id, action: 'endWithAsset', input: {} }))

/** The organ that has it now sees what holds it. */
export const measuresFollow = (situation: AssetSituation): readonly Deed[] => {
  const { procuratorate, court } = { ...situation.record, ...situation.input }
  return measuresOn(situation).map((id) => ({
    ...{ type: 'measure', id, action: 'noteSentTo' },
    input: present({ procuratorate, court }),
  }))
}
