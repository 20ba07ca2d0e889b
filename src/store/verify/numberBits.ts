// Which numbers of a series were given, one bit each: a million numbers are 125 kB.

/** At most this many missing numbers of a series are named one by one. */
const NAMED = 100

export const isSet = (bits: Uint8Array, nth: number): boolean =>
  ((bits[nth >> 3] ?? 0) >> (nth & 7)) % 2 === 1

export function set(bits: Uint8Array, nth: number): void {
  bits[nth >> 3] = (bits[nth >> 3] ?? 0) | (1 << (nth & 7))
}

/** The first of 1 to `last` that were not given. */
export function gapsIn(bits: Uint8Array, last: number): readonly number[] {
  const gaps: number[] = []
  for (let nth = 1; nth <= last && gaps.length < NAMED; nth++) if (!isSet(bits, nth)) gaps.push(nth)
  return gaps
}
