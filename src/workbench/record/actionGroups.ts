/**
 * What can be done with a record: what moves it on, what takes it back to a step before, and what leaves it where it is.
 * A step lies before another when the record came to it first.
 */
import type { RecordShape, TypeShape } from '../doors/shapes.ts'

type Offered = RecordShape['actions'][number]

interface ActionGroups {
  readonly onward: readonly Offered[]
  readonly back: readonly Offered[]
  readonly others: readonly Offered[]
}

export function actionGroups(
  { state, way, actions }: Pick<RecordShape, 'state' | 'way' | 'actions'>,
  type: Pick<TypeShape, 'actions'>,
): ActionGroups {
  const firstAt = (name: string): number => way.findIndex((step) => step.state === name)
  const here = firstAt(state)
  const liesBefore = (name: string): boolean => firstAt(name) >= 0 && firstAt(name) < here
  const groupOf = ({ name }: Offered): keyof ActionGroups => {
    const targets = type.actions.find((one) => one.name === name)?.to ?? []
    const others = targets.filter((target) => target !== state)
    if (others.length === 0) return 'others'
    return others.every(liesBefore) ? 'back' : 'onward'
  }
  const of = (group: keyof ActionGroups) => actions.filter((action) => groupOf(action) === group)
  return { onward: of('onward'), back: of('back'), others: of('others') }
}
