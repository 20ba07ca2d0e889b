/** The key of a node: `<kind>:<what it is known by>`, which for a record is its id. */
export const kindOfNode = (key: string): string => key.slice(0, key.indexOf(':'))

export const restOfNode = (key: string): string => key.slice(key.indexOf(':') + 1)
