/** Which police inspectorate (警务督察) gets a copy: that of the place, or of the nearest place above that has one. */
import type { Directory } from '#kernel/org/directory.ts'
import { unitIdOf } from '#kernel/org/unit.ts'
import type { UnitId } from '#kernel/record/field.ts'
import { placesOver } from '#kernel/access/reach.ts'

export const inspectorateOver = (unit: string | undefined, org: Directory): UnitId | undefined =>
  placesOver(unit ?? '')
    .toReversed()
    .map((place) => unitIdOf(place, 'policeSupervision'))
    .find((id) => org.findUnit(id) !== undefined)
