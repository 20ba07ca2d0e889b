import type { ListedPage, Names } from '../doors/shapes.ts'

/** The names of several pages together. */
export const namesOf = (pages: readonly Pick<ListedPage, 'names'>[]): Names =>
  Object.fromEntries(pages.flatMap(({ names }) => Object.entries(names)))
