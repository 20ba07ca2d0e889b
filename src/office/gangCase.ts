/**
 * One gang case from ten reports to the archive, as a scripted office works it: three clues verified and filed as a case, a
 * listing and its end, a leader in charge, an umbrella passed to discipline inspection and answered, the case designated to
 * another county, property of many kinds with every ending, organs that disagree and a consultation, trial, enforcement.
 *
 * A generator: it acts through the hands it is given, and yields how many days it waits. Who acts is found by post and
 * unit, so that it runs in the small world of tests and in a demo province alike.
 */
import type { RecordId } from '#kernel/record/field.ts'
import { addDays } from '#kernel/time.ts'
import { gangAssets } from './gangAssets.ts'
import { gangClues } from './gangClues.ts'
import { gangProcedure } from './gangProcedure.ts'
import type { CaseHands, CasePlaces, Scene, Told, Waiting } from './gangScene.ts'

export interface GangCase {
  readonly id: RecordId
  readonly clues: readonly RecordId[]
  readonly assets: ReadonlyMap<string, RecordId>
}

export async function* gangCase(hands: CaseHands, places: CasePlaces, told: Told): Waiting<GangCase> {
  const unit = (place: string, organ: string) => hands.org.getUnit(`${place}:${organ}`).id
  const scene: Scene = {
    hands,
    places,
    unit,
    seat(post, place, organ, nth = 0) {
      const found = hands.org.holdersOf(post, unit(place, organ), hands.today())[nth]
      if (found === undefined) throw new Error(`Nobody (${String(nth)}) is ${post} of ${place}:${organ}`)
      return found.id
    },
    on: (days = 0) => addDays(hands.today(), days),
  }
  const clues = yield* gangClues(scene, told)
  const { id, assets } = yield* gangProcedure(scene, clues, (theCase) => gangAssets(scene, theCase))
  return { id, clues, assets }
}
