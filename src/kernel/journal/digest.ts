/** SHA-256: any bytes in, 32 bytes out. Handed in by the caller, so that the kernel needs no platform. */
export type Digest = (bytes: Uint8Array) => Uint8Array

/** A 32-byte SHA-256 value. */
export type Hash = Uint8Array

export const HASH_BYTES = 32
