/** The rules about objections, each a sentence. Legal basis: README.md. */
import type { ObjectionSituation } from './propertyObjection.fields.ts'

const personOf = ({ actor }: ObjectionSituation) => (actor.kind === 'staff' ? actor.person : undefined)

const didBefore = (situation: ObjectionSituation, ...actions: readonly string[]): boolean =>
  situation.entries.some(
    ({ action, by }) => actions.includes(action) && by.kind === 'staff' && by.person === personOf(situation),
  )

const toldOf = ({ linked, record, input }: ObjectionSituation, type: 'asset' | 'measure') => {
  const id = input[type] ?? record[type]
  return linked.find((one) => one.type === type && one.id === id)?.told
}

export const rules = {
  receivedByNow: ({ input, on }) => input.receivedOn !== undefined && input.receivedOn <= on,

  measureIsOnTheAsset: (situation) =>
    situation.input.measure === undefined ||
    toldOf(situation, 'measure')?.['asset'] === situation.input.asset,

  // The organ that took the measure decides; where none is named, the one that has the asset.
  actorsUnitHasTheAsset: (situation) => {
    const { actor } = situation
    const taken = toldOf(situation, 'measure')?.['takenBy']
    const unit = taken ?? toldOf(situation, 'asset')?.['handlingUnit']
    return actor.kind === 'staff' && actor.unit === unit
  },

  // Whoever found the asset, or asked for or carried out the measure, does not hear what is said against it.
  hearerTookNoPart: (situation) => {
    const told = { ...toldOf(situation, 'asset'), ...toldOf(situation, 'measure') }
    const person = personOf(situation)
    const officers: readonly unknown[] = Array.isArray(told['officers']) ? told['officers'] : []
    return person !== undefined && ![told['finder'], told['applicant'], ...officers].includes(person)
  },
  heardByNow: ({ input, on }) => (input.hearings ?? []).every(({ on: day }) => day <= on),

  deciderTookNoPart: (situation) =>
    !didBefore(situation, 'hear') && toldOf(situation, 'measure')?.['decider'] !== personOf(situation),

  complainedByNow: ({ input, on }) => input.complainedOn !== undefined && input.complainedOn <= on,
  somethingWasRefused: ({ record }) => record.decision !== 'upheld',
  actorDidNotDecideTheObjection: (situation) => !didBefore(situation, 'decide', 'hear'),
} satisfies Record<string, (situation: ObjectionSituation) => boolean>
