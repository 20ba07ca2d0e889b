/** What follows from an action beyond what was entered. Its result is frozen in the entry. */
import { namedTogether } from '#kernel/access/exclusion.ts'
import { endUnmoved } from '#kernel/deadlines/endUnmoved.ts'
import { parseTerm } from '#kernel/deadlines/term.ts'
import { inspectorateOver } from './inspectorate.ts'
import { present } from '#kernel/present.ts'
import type { Deed } from '#kernel/record/declaration.ts'
import { dayOf } from '#kernel/time.ts'
import { deedsAtEnd, findAsset } from './linkedAsset.ts'
import type { MeasureSituation, MeasureValues } from './measure.fields.ts'
import { matrixRowFor } from './measureMatrix.ts'
import { factsAt } from './measure.stage.ts'
import { MATTERS } from './matters.ts'

type Filled = Partial<MeasureValues>

export function applied(situation: MeasureSituation): Filled {
  const { actor, input, linked } = situation
  const title = findAsset(linked, input.asset)?.told['title']
  const { assetKind, stage, caseSize } = factsAt(situation)
  return present({
    title: typeof title === 'string' ? title : undefined,
    ...{ assetKind, stage, caseSize },
    ...(actor.kind === 'staff' ? { takenBy: actor.unit, applicant: actor.person } : {}),
    named: namedTogether(linked, MATTERS),
  })
}

export function approved({ record, actor, rulebook }: MeasureSituation): Filled {
  return present({
    matrixRow: matrixRowFor(rulebook, record)?.row,
    ...(actor.kind === 'staff' ? { decider: actor.person, decidedBy: actor.unit } : {}),
  })
}

export const decidedAtScene = (situation: MeasureSituation): Filled => {
  const standing = { ...situation.record, sceneDecision: 'standing' as const }
  return { sceneDecision: 'standing', ...approved({ ...situation, record: standing }) }
}

/** The authority stands behind it from now on, for the length that its own row gives. */
export const sceneConfirmed = (situation: MeasureSituation): Filled => {
  const confirmed = { ...situation, record: { ...situation.record, sceneDecision: 'confirmed' as const } }
  return { sceneDecision: 'confirmed', ...approved(confirmed), ...running(confirmed) }
}

/** From when and until when it runs. The same row gives the clock its length (declaration, `length`). */
function running({ record, at, rulebook }: MeasureSituation): Filled {
  const term = matrixRowFor(rulebook, record)?.term
  const until = term === undefined ? undefined : endUnmoved(at, term)
  if (until === undefined) throw new Error('A measure takes effect only for a length that the matrix gives')
  return { startsOn: dayOf(at), until }
}

export function executed(situation: MeasureSituation): Filled {
  const { record, input, linked } = situation
  const inForce = findAsset(linked, record.asset)?.inForce
  const pieces = (input.items ?? []).reduce((sum, { count }) => sum + count, 0)
  return { pieces, ...(inForce === undefined ? running(situation) : {}) }
}

export const tookEffect = (situation: MeasureSituation): Filled => running(situation)

/** The renewal is added to the end it lengthens, as the clock does. */
export function renewed({ record, input }: MeasureSituation): Filled {
  const by = parseTerm(String(input.renewalTerm))
  const until = record.until === undefined || by === undefined ? undefined : endUnmoved(record.until, by)
  if (until === undefined) throw new Error('Only a measure that has an end can be renewed')
  return { until }
}

export const takenIntoCustody = ({ actor }: MeasureSituation): Filled =>
  actor.kind === 'staff' ? { custodian: actor.person } : {}

export const copied = ({ record, org }: MeasureSituation): Filled =>
  present({ inspectorate: inspectorateOver(record.takenBy, org) })

/** The case went to another unit: who decided there decides here on the same level from now on. */
export function handedToUnit({ record, input, org }: MeasureSituation): Filled {
  const unit = input.handlingUnit
  const level = org.findUnit(record.decidedBy ?? '')?.level
  if (unit === undefined) return {}
  const decidedBy = org.lineOf(unit).find((above) => org.findUnit(above)?.level === level)
  return { takenBy: unit, ...(record.decidedBy === undefined ? {} : { decidedBy: decidedBy ?? unit }) }
}

export const declined = (): Filled => ({ outcome: 'declined' })
export const withdrawn = (): Filled => ({ outcome: 'withdrawn' })
export const lifted = (): Filled => ({ outcome: 'lifted' })
export const lapsed = (): Filled => ({ outcome: 'lapsed' })
export const ended = (): Filled => ({ outcome: 'ended' })

/** On the asset: what holds it from now on, or what stands in the queue. */
export function notedOnTheAsset({ record, linked }: MeasureSituation): readonly Deed[] {
  const asset = findAsset(linked, record.asset)
  if (asset === undefined || record.id === undefined) return []
  const { id } = asset
  if (asset.inForce !== undefined)
    return [{ type: 'asset', id, action: 'noteWaiting', input: { measure: record.id } }]
  return [{ type: 'asset', id, action: 'noteMeasure', input: { measure: record.id } }]
}

/** On the asset: who keeps it, and where. */
export function notedCustody({ record, input, actor, linked }: MeasureSituation): readonly Deed[] {
  const asset = findAsset(linked, record.asset)
  if (asset === undefined || actor.kind !== 'staff') return []
  const kept = present({ custodian: actor.person, custodyPlace: input.custodyPlace })
  const action = ['found', 'lapsed'].includes(asset.state) ? 'noteLateCustody' : 'noteCustody'
  return [{ type: 'asset', id: asset.id, action, input: kept }]
}

export const notedLifting = ({ record, linked }: MeasureSituation): readonly Deed[] =>
  deedsAtEnd(findAsset(linked, record.asset), record.id, 'lifted')
export const notedLapse = ({ record, linked }: MeasureSituation): readonly Deed[] =>
  deedsAtEnd(findAsset(linked, record.asset), record.id, 'lapsed')
