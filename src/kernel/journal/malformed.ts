/** What a parser gives back for input that is not in its format; says what was expected and what was found. */
export interface Malformed {
  readonly malformed: string
}

export function malformed(says: string): Malformed {
  return { malformed: says }
}

export function isMalformed(value: object): value is Malformed {
  return 'malformed' in value
}

/** Log sizes and indexes: ASCII decimal without leading zeroes, at most 2^53 - 1. Undefined for anything else. */
export function findDecimal(text: string): number | undefined {
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text)) return undefined
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : undefined
}
