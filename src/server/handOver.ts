/**
 * What somebody has in hand that has to be handed over when a tenure of theirs ends: open records that wait for them by name
 * in a role which, from the day after, no other post of theirs in the same unit gives them. Whoever is appointed anew to the
 * post goes on with what they have.
 */
import { keysOf } from '#kernel/access/reach.ts'
import type { PersonId, RecordId, UnitId } from '#kernel/record/field.ts'
import { addDays, dayOf, isPlainDate, type Instant, type PlainDate } from '#kernel/time.ts'
import type { InHand, RecordReader } from '#store/records/reader.ts'
import type { Realm } from './realm.ts'

export interface EndingTenure {
  readonly id: string
  readonly person: PersonId
  readonly unit: UnitId
  readonly to?: PlainDate | undefined
}

/** As far as somebody may see it. */
export interface HandOver {
  readonly records: readonly {
    readonly type: string
    readonly id: RecordId
    readonly number: string
    readonly title: string
  }[]
  /** Out of the reach of whoever asks, or more than are shown. */
  readonly others: number
}

export interface HandOverParts {
  readonly realm: Realm
  readonly reader: Pick<RecordReader, 'waitingFor'>
  now(): Instant
}

/** The tenure of this record, ending on its day or on the one that is entered. */
export function endingAs(record: object, input: object = {}): EndingTenure {
  const entered =
    'to' in input && typeof input.to === 'string' && isPlainDate(input.to) ? { to: input.to } : {}
  // The fields of the record are those of a tenure: whoever asks has looked at its type.
  return { ...(record as EndingTenure), ...entered }
}

/** By the id of the tenure. */
export async function toHandOverAt(
  { realm, reader, now }: HandOverParts,
  tenures: readonly EndingTenure[],
): Promise<ReadonlyMap<string, readonly RecordId[]>> {
  const people = [...new Set(tenures.map(({ person }) => person))]
  const inHand = people.length === 0 ? [] : await reader.waitingFor(people)
  const ofPerson = Map.groupBy(inHand, ({ person }) => person)
  return new Map(
    tenures.map((tenure) => {
      const theirs = ofPerson.get(tenure.person)
      return [tenure.id, theirs === undefined ? [] : leftBy(realm, tenure, theirs, dayOf(now()))]
    }),
  )
}

function leftBy(
  realm: Realm,
  { id, person, unit, to }: EndingTenure,
  inHand: readonly InHand[],
  today: PlainDate,
): readonly RecordId[] {
  // A tenure that ended long ago leaves today what nobody took since.
  const after = to === undefined || to < today ? today : addDays(to, 1)
  const org = realm.org()
  const kept = new Set(
    realm
      .actorsFor(person, after)
      .filter((actor) => actor.tenure !== id && actor.unit === unit)
      .flatMap((actor) => keysOf(realm.declarations.values(), actor, org)),
  )
  const records = [...new Set(inHand.map(({ record }) => record))]
  return records.filter((record) => !inHand.some((one) => one.record === record && kept.has(one.key)))
}
