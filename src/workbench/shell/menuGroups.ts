/** What stands in the menu of whoever is signed in: under each mechanism its types of record, then its special pages. */
import type { DeskType, TypeShape } from '../doors/shapes.ts'
import type { PageSpec, Seer } from './pages.ts'

export interface MenuGroup {
  readonly mechanism: number
  readonly types: readonly { readonly type: TypeShape; readonly desk: DeskType }[]
  readonly pages: readonly PageSpec[]
}

/** People, posts and rules are looked up, not worked off: they stand last. */
const ORDER: readonly number[] = [2, 3, 4, 5, 6, 7, 8, 9, 10, 1]

export function menuGroups(
  desk: readonly DeskType[],
  types: readonly TypeShape[],
  pages: readonly PageSpec[],
  posts: readonly string[],
): readonly MenuGroup[] {
  const seer: Seer = { posts, types: desk }
  const mine = desk.flatMap((one) => {
    const type = types.find(({ name }) => name === one.name)
    return type === undefined ? [] : [{ type, desk: one }]
  })
  return ORDER.map((mechanism) => ({
    mechanism,
    types: mine.filter(({ type }) => type.mechanism === mechanism),
    pages: pages.filter((page) => page.mechanism === mechanism && page.seenBy(seer)),
  })).filter((group) => group.types.length + group.pages.length > 0)
}
