// Who wrote an entry: its salt is what the installation's key makes of its bytes (log/salt.ts).

import { sameBytes } from '#kernel/journal/bytes.ts'

export type SaltOf = (bytes: Uint8Array) => Uint8Array

export interface SaltKeeper {
  /** Whether this entry, the next in the order of the log, was written by whoever holds the key. */
  readonly isOurs: (bytes: Uint8Array, salt: Uint8Array) => boolean
}

/** Entries of versions that drew their salts at random stand before the first one with a salt by the key; behind it there are none. */
export function saltKeeper(saltOf: SaltOf | undefined): SaltKeeper {
  let hasBegun = false
  return {
    isOurs(bytes, salt) {
      if (saltOf === undefined) return true
      const fits = sameBytes(saltOf(bytes), salt)
      hasBegun ||= fits
      return fits || !hasBegun
    },
  }
}
