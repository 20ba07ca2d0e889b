/**
 * Who decides about a recusal (Procedures arts 35, 36; CPL art 31): the head of the organ that the official serves in; about that
 * head, whom the dated table says. The way leads up and around everybody whom the matter names.
 */
import type { Directory } from '#kernel/org/directory.ts'
import { isTied } from '#kernel/org/routing.ts'
import { unitIdOf } from '#kernel/org/unit.ts'
import type { Named, UnitId } from '#kernel/record/field.ts'
import type { Rulebook } from '#kernel/rulebook/rulebook.ts'
import type { PlainDate } from '#kernel/time.ts'
import { HEADS } from './heads.ts'

const isHead = (held: string): boolean => HEADS.some((post) => post === held)

interface Around {
  readonly org: Directory
  readonly rulebook: Rulebook
  readonly on: PlainDate
}

export function deciderOf(
  whose: string | undefined,
  named: readonly Named[] | undefined,
  { org, rulebook, on }: Around,
): UnitId | undefined {
  if (whose === undefined) return undefined
  const tenures = org.tenuresOn(whose, on)
  const heads = new Set(tenures.filter(({ post }) => isHead(post)).map(({ unit }) => unit))
  /** The organ itself, another of its place, or nobody before those above. */
  const aboutItsHead = (id: UnitId): readonly UnitId[] => {
    const unit = org.findUnit(id)
    const by = rulebook.decide('recusal.aboutTheHead', { organ: unit?.kind })?.then['decides']
    if (by === 'own') return [id]
    return unit === undefined || by === 'above' ? [] : [unitIdOf(unit.place, String(by))]
  }
  const hasAnotherHead = (id: UnitId) =>
    HEADS.some((post) => org.holdersOf(post, id, on).some((holder) => holder.id !== whose))
  return tenures
    .flatMap(({ unit }) => [...org.placeLineOf(unit), ...org.lineOf(unit)])
    .flatMap((id) => (heads.has(id) ? aboutItsHead(id) : [id]))
    .find((id) => org.findUnit(id) !== undefined && hasAnotherHead(id) && !isTied(id, named, org, on))
}
