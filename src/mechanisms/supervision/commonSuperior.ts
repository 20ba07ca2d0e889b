/**
 * The common superior of several units (共同的上级机关; 程序规定 art 22, 刑事诉讼法 art 27): the nearest unit that leads all of
 * them in their profession and is none of them itself, passing over whoever is tied to somebody named.
 */
import type { Directory } from '#kernel/org/directory.ts'
import { isTied } from '#kernel/org/routing.ts'
import type { Named, UnitId } from '#kernel/record/field.ts'
import type { PlainDate } from '#kernel/time.ts'

export function findCommonSuperior(
  units: readonly (string | undefined)[],
  { named, org, on }: { named: readonly Named[] | undefined; org: Directory; on: PlainDate },
): UnitId | undefined {
  const [first, ...others] = units.map((unit) => org.lineOf(unit ?? ''))
  return first?.find(
    (unit) =>
      !units.includes(unit) && others.every((line) => line.includes(unit)) && !isTied(unit, named, org, on),
  )
}

/** The next unit on the way up to the decider, passing over whoever is tied to somebody named. */
export function findNextOnTheWay(
  at: string | undefined,
  decider: string,
  { named, org, on }: { named: readonly Named[] | undefined; org: Directory; on: PlainDate },
): UnitId | undefined {
  const [, ...above] = org.lineOf(at ?? '')
  return above.find((unit) => unit === decider || !isTied(unit, named, org, on))
}
