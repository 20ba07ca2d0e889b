/**
 * What every record that can be erased holds and asks (PIPL art 47): the ground, the day, and who stays kept out of what is
 * left. How the key is destroyed: erasure.ts; the ground is a dated list, the retention a dated number.
 */
import { dayOf } from '../time.ts'
import type { Situation } from './declaration.ts'
import { date, list, listed, named, optional, type Named, type ValueOf } from './field.ts'

export const erasureBlock = {
  /** Officials and units that stay kept out once the record is erased; names of others go with its key. */
  stillNamed: optional(list(named, { min: 0, max: 200 })),
  erasureGround: listed('protection.erasureGrounds'),
  erasedOn: date,
}

interface Erasable {
  readonly named: readonly Named[]
  readonly erasureGround: ValueOf<typeof erasureBlock.erasureGround>
}

/** Without the note of who added it, which every item of an accumulating field carries. */
export const asNamed = ({ key, how }: Named): Named => ({ key, how })

/** All whom a record names, to be handed on with what comes of it; nothing where it names nobody. */
export const allNamed = (some: readonly Named[] = []): readonly Named[] | undefined =>
  some.length === 0 ? undefined : some.map(asNamed)

/** Officials and units that the record names never get it back, not even what is left of it. */
export const erased = ({ record, on }: Pick<Situation<Erasable>, 'record' | 'on'>) => ({
  erasedOn: on,
  stillNamed: (record.named ?? []).filter(({ key }) => !key.startsWith('n:')).map(asNamed),
})

/** Counted from the last thing that was done; some grounds need not wait for it. */
export function retentionHasEndedWhereTheGroundIsThat({
  input,
  entries,
  on,
  rulebook,
}: Pick<Situation<Erasable>, 'input' | 'entries' | 'on' | 'rulebook'>): boolean {
  const ground = rulebook.list('protection.erasureGrounds').find(({ code }) => code === input.erasureGround)
  const last = entries.findLast(({ action }) => action !== 'erase')
  if (ground === undefined || last === undefined) return false
  if (ground['afterRetention'] !== true) return true
  const [year = '', ...monthAndDay] = dayOf(last.at).split('-')
  const ends = [String(Number(year) + rulebook.number('protection.retentionYears')), ...monthAndDay].join('-')
  return ends <= on
}
