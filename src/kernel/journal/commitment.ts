// What a leaf of the log holds: 32 bytes that say nothing about the entry without its salt.
//
//   SHA-256("zhunsheng/entry/v1\n" || salt (16 bytes of this entry that nobody can foresee) || entry bytes)
//
// Without a salt, anybody could test guesses ("a clue about this person was registered on that day") against the public
// tiles: entries are short, regular and partly known.

import { concatBytes, utf8Of } from './bytes.ts'
import type { Digest, Hash } from './digest.ts'
import { leafHash } from './merkle.ts'

export const SALT_BYTES = 16

const DOMAIN = utf8Of('zhunsheng/entry/v1\n')

/** The leaf data of an entry. */
export function entryCommitment(salt: Uint8Array, entryBytes: Uint8Array, digest: Digest): Hash {
  if (salt.length !== SALT_BYTES) throw new RangeError(`a salt has ${SALT_BYTES} bytes, not ${salt.length}`)
  return digest(concatBytes(DOMAIN, salt, entryBytes))
}

/** The leaf hash of an entry. */
export function entryLeafHash(salt: Uint8Array, entryBytes: Uint8Array, digest: Digest): Hash {
  return leafHash(entryCommitment(salt, entryBytes, digest), digest)
}
