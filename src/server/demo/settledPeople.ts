/**
 * The people of the demo world as if they had been in their posts before its history began: what started in
 * between starts so much earlier. Ends and stand-ins of these days stay where they are.
 */
import type { Unit } from '#kernel/org/unit.ts'
import { addDays, daysBetween, type PlainDate } from '#kernel/time.ts'
import type { DemoPeople } from '#mechanisms/organisation/demoPeople.ts'

export function settledPeople(
  people: DemoPeople,
  {
    units,
    on,
    since,
  }: { readonly units: readonly Unit[]; readonly on: PlainDate; readonly since: PlainDate },
): DemoPeople {
  const shift = -daysBetween(since, on)
  const opened = new Map<string, PlainDate>(units.map(({ id, from }) => [id, from]))
  const recently = addDays(on, -90)
  const earlier = (day: PlainDate, unit: string): PlainDate => {
    const shifted = addDays(day, shift)
    const start = opened.get(unit)
    return start !== undefined && start > shifted ? start : shifted
  }
  return {
    ...people,
    tenures: people.tenures.map((tenure) => {
      if (tenure.kind !== 'appointed') return tenure
      const from = earlier(tenure.from, tenure.unit)
      if (tenure.to === undefined || tenure.to >= recently) return { ...tenure, from }
      const to = addDays(tenure.to, shift)
      return { ...tenure, from, to: to < from ? from : to }
    }),
    ties: people.ties.map((tie) => ({ ...tie, from: addDays(tie.from, shift) })),
  }
}
