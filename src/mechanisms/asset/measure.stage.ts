/** What the matrix asks about a measure, as the case, the clue and the asset tell it on the day it is applied for. */
import type { MeasureSituation, MeasureValues } from './measure.fields.ts'
import { fields } from './measure.fields.ts'
import { findAsset } from './linkedAsset.ts'

const caseOf = ({ record, input, linked }: MeasureSituation) => {
  const id = input.case ?? record.case
  return id === undefined ? undefined : linked.find((one) => one.type === 'case' && one.id === id)
}

/** The stage the case is at; `clue` where none is filed yet. Nothing where the case does not tell. */
export function stageOf(situation: MeasureSituation): MeasureValues['stage'] | undefined {
  const { input, record } = situation
  if ((input.case ?? record.case) === undefined) return 'clue'
  const told = caseOf(situation)?.told['stage']
  return fields.stage.options.find((stage) => stage === told && stage !== 'clue')
}

/** What the matrix is asked for a measure that is being applied for. */
export const factsAt = (situation: MeasureSituation) => {
  const { input, record, linked } = situation
  const assetKind = findAsset(linked, input.asset ?? record.asset)?.told['kind']
  const isMajor = caseOf(situation)?.told['major'] === true
  return {
    kind: input.kind ?? record.kind,
    impact: input.impact ?? record.impact,
    assetKind: typeof assetKind === 'string' ? assetKind : undefined,
    stage: stageOf(situation),
    caseSize: isMajor ? ('major' as const) : ('ordinary' as const),
    sceneDecision: record.sceneDecision,
  }
}
