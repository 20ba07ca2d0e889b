type Present<Values> = { readonly [Name in keyof Values]?: Exclude<Values[Name], undefined> }

/** The same without the members that are undefined, so that a spread of it keeps what was there. */
export const present = <Values extends object>(values: Values): Present<Values> =>
  // Leaving out what is undefined keeps every other member as it was.
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<Values>
