/**
 * One gang case from ten reports to the archive, as a scripted office works it: three clues verified and filed as a case, a
 * listing and its end, a leader in charge, an umbrella passed to discipline inspection and answered, the case designated to
 * another county, property of many kinds with every ending, organs that disagree and a consultation, trial, enforcement.
 *
 * A generator: it acts through the hands it is given, and yields how many days it waits. Who acts is found by post and
 * unit, so that it runs in the small world of tests and in a demo province alike.
 */
import type { Directory } from '#kernel/org/directory.ts'
import type { FileRef, PersonId, RecordId, UnitId } from '#kernel/record/field.ts'
import type { Rulebook } from '#kernel/rulebook/rulebook.ts'
import { addDays, type PlainDate } from '#kernel/time.ts'
import { gangAssets } from './gangAssets.ts'
import { gangClues } from './gangClues.ts'
import { gangProcedure } from './gangProcedure.ts'

export type Input = Readonly<Record<string, unknown>>

export interface CaseHands {
  readonly org: Directory
  today(): PlainDate
  rulebook(): Rulebook
  /** Does it, and throws with the refusal where it is refused. The id of the record. */
  act(
    person: PersonId | 'import',
    type: string,
    id: RecordId | undefined,
    action: string,
    input: Input,
  ): Promise<RecordId>
  /** The fields of a record as it stands, with its state. */
  read(type: string, id: RecordId): Promise<Readonly<Record<string, unknown>> & { readonly state: string }>
  /** Records of a type that refer to this one, oldest first. */
  linkedTo(id: RecordId, type: string): Promise<readonly RecordId[]>
  /** The earlier reports that whoever registers has to judge. */
  earlier(person: PersonId, id: RecordId): Promise<readonly RecordId[]>
  upload(person: PersonId, name: string, text: string): Promise<FileRef>
}

/** Where it happens: the county of the gang, another county of the same prefecture, the prefecture. */
export interface CasePlaces {
  readonly home: string
  readonly other: string
  readonly above: string
  readonly province: string
}

/** What was told in ten reports: title and content. */
export type Told = readonly { readonly title: string; readonly content: string }[]

export interface GangCase {
  readonly id: RecordId
  readonly clues: readonly RecordId[]
  readonly assets: ReadonlyMap<string, RecordId>
}

/** What all parts of the story share. */
export interface Scene {
  readonly hands: CaseHands
  readonly places: CasePlaces
  readonly unit: (place: string, organ: string) => UnitId
  /** Whoever holds a post of a unit, the first unless said. */
  readonly seat: (post: string, place: string, organ: string, nth?: number) => PersonId
  readonly on: (days?: number) => PlainDate
}

/** Days to wait. */
export type Waiting<Result> = AsyncGenerator<number, Result, undefined>

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
