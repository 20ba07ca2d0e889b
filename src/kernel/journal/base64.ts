// Base 64 of RFC 4648 section 4: padded, no line breaks, one spelling for each byte string.

const CHUNK = 0x8000

export function toBase64(bytes: Uint8Array): string {
  let binary = ''
  // String.fromCharCode takes its bytes as arguments, and a call takes only so many of them.
  for (let at = 0; at < bytes.length; at += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  }
  return btoa(binary)
}

/**
 * The bytes, or undefined unless the text is exactly what {@link toBase64} would write: atob() also takes
 * spaces, missing padding and stray trailing bits, which would give one hash many spellings.
 */
export function findBase64(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return undefined
  const binary = atob(text)
  if (btoa(binary) !== text) return undefined
  return Uint8Array.from(binary, (char) => char.charCodeAt(0))
}
