/** The types of record whose named are kept out of what is done about them here, too. */
export const MATTERS: readonly string[] = ['case', 'asset', 'measure']
