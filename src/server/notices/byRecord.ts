/** What is told of one record stands together: however many notices there are of it, it is one matter. */
import { noticeKinds, type Notice } from './noticesOf.ts'

type Told = Pick<Notice, 'kind' | 'at'> & { readonly read: boolean; readonly row: { readonly id: string } }

export interface Matter<T> {
  /** What presses most first. */
  readonly notices: readonly [T, ...T[]]
  readonly at: Notice['at']
  /** All that is told of it was read. */
  readonly read: boolean
}

/** Newest first, as the notices come. */
export function byRecord<T extends Told>(notices: readonly T[]): readonly Matter<T>[] {
  return [...Map.groupBy(notices, ({ row }) => row.id).values()].flatMap((some) => {
    const [newest] = some
    const [first, ...others] = some.toSorted((one, other) => rankOf(one) - rankOf(other))
    if (newest === undefined || first === undefined) return []
    return [{ notices: [first, ...others], at: newest.at, read: some.every(({ read }) => read) }]
  })
}

const rankOf = ({ kind }: Told): number => noticeKinds.indexOf(kind)
