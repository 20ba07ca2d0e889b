/** Links by the record at their other end: several fields may name the same one, and it may name this one in turn. */
import type { LinkShape } from '../doors/shapes.ts'

export interface LinkedRecord extends Pick<LinkShape, 'id' | 'type' | 'number' | 'state' | 'closed'> {
  /** Whether this record refers to it, or only it to this one. */
  readonly direction: LinkShape['direction']
  /** Every link between the two, those of this record first. */
  readonly by: readonly LinkShape[]
}

export function linkedRecords(links: readonly LinkShape[]): readonly LinkedRecord[] {
  const byId = Map.groupBy(links, ({ id }) => id)
  return [...byId.values()].flatMap((found) => {
    const by = [
      ...found.filter(({ direction }) => direction === 'from'),
      ...found.filter(({ direction }) => direction === 'to'),
    ]
    return by.slice(0, 1).map(({ id, type, number, state, closed, direction }) => ({
      ...{ id, type, number, state, closed, direction },
      by,
    }))
  })
}
