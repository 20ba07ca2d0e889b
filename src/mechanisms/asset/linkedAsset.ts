/** The asset a measure or an objection is about, as its linked record tells of it, and what becomes of it. */
import type { Deed, Linked } from '#kernel/record/declaration.ts'
import { isRecordId, type RecordId } from '#kernel/record/field.ts'

export interface LinkedAsset {
  readonly id: RecordId
  readonly state: string
  readonly told: Readonly<Record<string, unknown>>
  readonly inForce: RecordId | undefined
  readonly waiting: readonly RecordId[]
}

export function findAsset(linked: readonly Linked[], id: unknown): LinkedAsset | undefined {
  const found = linked.find((one) => one.type === 'asset' && one.id === id)
  if (found === undefined) return undefined
  const { told } = found
  const [inForce, waiting] = [told['measureInForce'], told['measuresWaiting']]
  return {
    ...{ id: found.id, state: found.state, told },
    inForce: isRecordId(inForce) ? inForce : undefined,
    waiting: Array.isArray(waiting) ? waiting.filter(isRecordId) : [],
  }
}

/** Where a measure may be put on an asset. `lapsed`: an earlier one ran out, and a new decision was made. */
export const MEASURABLE: readonly string[] = ['found', 'controlled', 'lapsed', 'atProcuratorate', 'atCourt']

/** What a measure that ends leaves to be noted: on the asset, and on the next that has waited. */
export function deedsAtEnd(
  asset: LinkedAsset | undefined,
  measure: RecordId | undefined,
  how: 'lifted' | 'lapsed',
): readonly Deed[] {
  if (asset === undefined || measure === undefined) return []
  if (asset.inForce !== measure)
    return asset.waiting.includes(measure)
      ? [{ type: 'asset', id: asset.id, action: 'noteWaitingEnded', input: { measure } }]
      : []
  const [next] = asset.waiting
  const input = { measureEnd: how }
  const noted = (action: string): Deed => ({ type: 'asset', id: asset.id, action, input })
  if (next !== undefined)
    return [noted('noteNextMeasure'), { type: 'measure', id: next, action: 'takeEffect', input: {} }]
  return [noted(asset.state === 'controlled' ? 'noteMeasureEnded' : 'noteMeasureEndedMeanwhile')]
}
